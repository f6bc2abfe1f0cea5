//! Where the days go: open and closed days of a case, and what its steps spend their time on.
//!
//! The first picture is of the case as a whole and adds up to its days. The second adds up the
//! time of every task: where steps run side by side it is longer than the case, and says so.
//! A scenario of elapsed times cannot tell work from queue; where the bank has one that can,
//! the second picture is drawn by that one.

use crate::answer::side_names;
use crate::chart::{Part, stack};
use crate::voice::Voice;
use crate::{Queues, Report};
use maud::{Markup, html};
use ravand_core::{Scenario, Times};
use ravand_reform::{Estimate, Spent};

const DAY_S: f64 = 86_400.0;

/// What time is spent on: class, words, and how much.
type Kind = (&'static str, &'static str, &'static str, fn(&Spent) -> &Estimate);

const KINDS: [Kind; 5] = [
    ("k-work", "work: somebody is busy with the file", "کار: کسی مشغول پرونده است", |s| &s.work_s),
    ("k-queue", "queue: nobody has taken it yet", "صف: هنوز کسی آن را به دست نگرفته است", |s| &s.queue_s),
    ("k-wait", "wait: the applicant, another body, a term", "انتظار: متقاضی، دستگاهی دیگر یا مهلتی", |s| &s.wait_s),
    ("k-closed", "closed: in hand while the office is closed", "تعطیلی: در دست است و اداره بسته است", |s| &s.closed_s),
    ("k-rework", "rework: a step is done again", "دوباره‌کاری: گامی دوباره انجام می‌شود", |s| &s.rework_s),
];

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    html! {
        h3 { (voice.say("Open days and closed days", "روزهای کاری و روزهای بسته")) }
        (open_and_closed(report, voice))
        h3 { (voice.say("Work, queue, wait, rework", "کار، صف، انتظار، دوباره‌کاری")) }
        @match &report.queues {
            Some(queues) => (by_queues(queues, voice)),
            None => (by_answer(report, voice)),
        }
    }
}

/// Of a case's days, those on which offices were open and those on which they were closed.
fn open_and_closed(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let sides = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let longest = sides.iter().map(|side| side.calendar_days.mean.value).fold(0.0, f64::max);
    html! {
        div.stacks {
            @for (side, name) in sides.iter().zip(side_names(voice)) {
                @let all = side.calendar_days.mean.value;
                @let open = side.working_days.value.min(all);
                @let closed = all - open;
                @let parts = [
                    Part { class: "k-open", value: open, text: voice.days(open) },
                    Part { class: "k-closed", value: closed, text: voice.days(closed) },
                ];
                @let told = voice.fill(
                    "{}: {} open days and {} closed days",
                    "{}: {} روز کاری و {} روز بسته",
                    &[name, &voice.days(open), &voice.days(closed)],
                );
                (row(voice, name, &voice.days(all), stack(&parts, longest, &told)))
            }
        }
        ul.keys {
            li { span.swatch.k-open {} (voice.say("working days", "روز کاری")) }
            li { span.swatch.k-closed {} (voice.say("days on which offices are closed: weekends and holidays", "روزهایی که اداره‌ها بسته‌اند: آخر هفته و تعطیلات رسمی")) }
        }
    }
}

fn by_queues(queues: &Queues<'_>, voice: Voice) -> Markup {
    let split = queues.split;
    let sides = [&split.before, &split.after, &split.after_without_assumptions];
    html! {
        p {
            (voice.say("This picture is of another scenario, which knows staff and queues:", "این تصویر از سناریوی دیگری است که کارکنان و صف را می‌شناسد:")) " "
            b { (voice.title(&queues.scenario.title, queues.scenario.id.as_str())) } " (" (voice.id(queues.scenario.id.as_str())) "), "
            (voice.figure(&format!("{} × {}", voice.whole(split.replications), voice.whole(split.cases)))) " "
            (voice.say("cases.", "پرونده.")) " "
            (voice.say(
                "The scenario of the other figures knows elapsed times only, in which work, queue and wait cannot be told apart. The days of the two therefore differ.",
                "سناریوی دیگر رقم‌های این گزارش تنها مدت سپری‌شده را می‌شناسد و کار، صف و انتظار در آن از هم جدا نیست. از این رو روزهای این دو یکی نیست.",
            ))
        }
        (picture(&sides.map(|side| (side.spent, side.calendar_days.value)), voice))
        details {
            summary { (voice.say("What that scenario assumes", "فرض‌های آن سناریو")) }
            ul { @for assumption in &queues.scenario.assumptions { li { (voice.title(assumption, "")) } } }
        }
    }
}

fn by_answer(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let sides = [&answer.before, &answer.after, &answer.after_without_assumptions];
    html! {
        @if !knows_queues(report.scenario) {
            p {
                (voice.say(
                    "This scenario knows elapsed times only: work, queue and wait cannot be told apart and are all shown as wait. Only rework can be told.",
                    "این سناریو تنها مدت سپری‌شده را می‌شناسد: کار، صف و انتظار از هم جدا نیست و همه به شکل انتظار آمده است. تنها دوباره‌کاری را می‌توان جدا کرد.",
                ))
            }
        }
        (picture(&sides.map(|side| (side.spent, side.calendar_days.mean.value)), voice))
    }
}

/// Whether a scenario tells work from queue.
pub(crate) fn knows_queues(scenario: &Scenario) -> bool {
    scenario.times.value == Times::WorkAndWait
}

fn picture(sides: &[(Spent, f64); 3], voice: Voice) -> Markup {
    let days = |spent: &Spent, kind: &Kind| (kind.3)(spent).value / DAY_S;
    let sum = |spent: &Spent| KINDS.iter().map(|kind| days(spent, kind)).sum::<f64>();
    let longest = sides.iter().map(|(spent, _)| sum(spent)).fold(0.0, f64::max);
    html! {
        div.stacks {
            @for ((spent, case), name) in sides.iter().zip(side_names(voice)) {
                @let parts = KINDS.map(|kind| Part { class: kind.0, value: days(spent, &kind), text: voice.days(days(spent, &kind)) });
                @let told = voice.fill(
                    "{}: {} days of tasks in all, a case lasts {} days",
                    "{}: روی هم {} روز گام، طول پرونده {} روز",
                    &[name, &voice.days(sum(spent)), &voice.days(*case)],
                );
                (row(voice, name, &voice.days(sum(spent)), stack(&parts, longest, &told)))
            }
        }
        div.scroll {
            table.figures.compact {
                caption.vh { (voice.say("Days of tasks, by what they are spent on", "روز گام‌ها به تفکیک")) }
                thead { tr { td { (voice.say("days of tasks, per case", "روز گام‌ها در هر پرونده")) } @for name in side_names(voice) { th scope="col" { (name) } } } }
                tbody {
                    @for kind in &KINDS {
                        tr {
                            th scope="row" { span.swatch.(kind.0) {} (voice.say(kind.1, kind.2)) }
                            @for (spent, _) in sides { td.num { (voice.figure(&voice.decimals(days(spent, kind), 1))) } }
                        }
                    }
                    tr.strong {
                        th scope="row" { (voice.say("all steps added up", "جمع همهٔ گام‌ها")) }
                        @for (spent, _) in sides { td.num { (voice.figure(&voice.decimals(sum(spent), 1))) } }
                    }
                    tr {
                        th scope="row" { (voice.say("a case, from beginning to end", "یک پرونده، از آغاز تا پایان")) }
                        @for (_, case) in sides { td.num { (voice.figure(&voice.decimals(*case, 1))) } }
                    }
                }
            }
        }
        p.minor {
            (voice.say(
                "Days of 24 hours. Queue and wait go by the clock, nights and weekends included; work counts opening hours only. Steps that run side by side are added up, so that the sum can exceed the case.",
                "هر روز ۲۴ ساعت است. صف و انتظار شب‌ها و آخر هفته را هم در بر دارد؛ کار تنها ساعت اداری را می‌شمارد. گام‌های هم‌زمان با هم جمع شده‌اند، پس مجموع می‌تواند از طول پرونده بیشتر باشد.",
            ))
        }
    }
}

fn row(voice: Voice, name: &str, total: &str, bar: Markup) -> Markup {
    html! {
        div.bar-row {
            span.name { (name) }
            (bar)
            span.total { (voice.figure(total)) }
        }
    }
}
