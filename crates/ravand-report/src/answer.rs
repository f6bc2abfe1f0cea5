//! The answer in one sentence, and the figures behind it.

use crate::Report;
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_reform::Side;

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    html! {
        p.sentence { (sentence(report, voice)) }
        (cards(report, voice))
        (table(report, voice))
    }
}

fn sentence(report: &Report<'_>, voice: Voice) -> String {
    let answer = report.answer;
    let sides = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let days = sides.map(|side| voice.decimals(side.calendar_days.mean.value, 0));
    let steps = sides.map(|side| voice.whole(side.counts.steps));
    let process = report.base.title.or_id(voice.language, report.base.id.as_str());
    voice.fill(
        "The reform takes “{}” from {} steps to {} and from {} days on average to {}; if only the rules change and the world stays as it is, to {}.",
        "این اصلاح «{}» را از {} گام به {} گام و از میانگین {} روز به {} روز می‌رساند؛ اگر تنها قاعده‌ها عوض شود و جهان همین بماند که هست، به {} روز.",
        &[process, &steps[0], &steps[1], &days[0], &days[1], &days[2]],
    )
}

/// The three figures that are asked for first.
fn cards(report: &Report<'_>, voice: Voice) -> Markup {
    let (before, after) = (&report.answer.before, &report.answer.after);
    let mean = |side: &Side| voice.decimals(side.calendar_days.mean.value, 0);
    let card = |label: &str, before: String, after: String| {
        html! {
            div.card {
                span.label { (label) }
                span.change {
                    span.was { (voice.figure(&before)) }
                    span.arrow aria-label=(voice.say("to", "به")) { (voice.say("→", "←")) }
                    strong { (voice.figure(&after)) }
                }
            }
        }
    };
    html! {
        div.cards {
            (card(voice.say("calendar days, on average", "روز تقویمی، میانگین"), mean(before), mean(after)))
            (card(voice.say("steps", "گام"), voice.whole(before.counts.steps), voice.whole(after.counts.steps)))
            (card(voice.say("golden signatures", "امضای طلایی"),
                voice.whole(before.golden.as_declared), voice.whole(after.golden.as_declared)))
            (card(voice.say("times face to face", "مراجعهٔ حضوری"),
                voice.whole(before.counts.face_to_face), voice.whole(after.counts.face_to_face)))
        }
    }
}

fn table(report: &Report<'_>, voice: Voice) -> Markup {
    let answer = report.answer;
    let sides = [&answer.before, &answer.after, &answer.after_without_assumptions];
    let row = |class: &str, label: &str, cell: &dyn Fn(&Side) -> Markup| {
        html! {
            tr class=(class) {
                th scope="row" { (label) }
                @for side in sides { td.num { (cell(side)) } }
            }
        }
    };
    let count = |of: fn(&Side) -> usize| move |side: &Side| voice.figure(&voice.whole(of(side)));
    html! {
        div.scroll {
            table.figures {
                caption.vh { (voice.say("Key figures", "شاخص‌ها")) }
                thead { tr { td {} (side_heads(voice)) } }
                tbody {
                    (row("strong", voice.say("Calendar days, mean", "روز تقویمی، میانگین"), &|s| voice.estimate(&s.calendar_days.mean)))
                    (row("sub", voice.say("half of the cases take less", "نیمی از پرونده‌ها کمتر از"), &|s| voice.estimate(&s.calendar_days.p50)))
                    (row("sub", voice.say("a tenth take less", "یک‌دهم کمتر از"), &|s| voice.estimate(&s.calendar_days.p10)))
                    (row("sub", voice.say("nine tenths take less", "نه‌دهم کمتر از"), &|s| voice.estimate(&s.calendar_days.p90)))
                    (row("strong", voice.say("Steps", "گام‌ها"), &count(|s| s.counts.steps)))
                    (row("sub", voice.say("discretionary (judged or free)", "با صلاحدید (تشخیصی یا تخییری)"), &count(|s| s.counts.discretionary_steps)))
                    (row("sub", voice.say("… with no basis in law that we found", "… بی مبنای قانونیِ یافت‌شده"), &count(|s| s.counts.discretionary_without_basis)))
                    (row("strong", voice.say("Golden signatures, by design risk", "امضای طلایی، بر پایهٔ ریسک طراحی"), &count(|s| s.golden.as_declared)))
                    (row("sub", voice.say("if assumed office-holders were double", "اگر دارندگان فرضی دو برابر باشند"), &count(|s| s.golden.with_assumed_holders_doubled)))
                    (row("strong", voice.say("Approval signatures", "امضای تأیید"), &count(|s| s.counts.approvals)))
                    (row("strong", voice.say("Steps face to face", "گام حضوری"), &count(|s| s.counts.face_to_face)))
                    (row("strong", voice.say("Documents that the applicant brings", "مدارکی که متقاضی می‌آورد"), &count(|s| s.counts.documents)))
                    (row("strong", voice.say("Roles", "نقش‌ها"), &count(|s| s.counts.roles)))
                }
            }
        }
    }
}

/// The heads of the three columns.
pub(crate) fn side_heads(voice: Voice) -> Markup {
    html! { @for name in side_names(voice) { th scope="col" { (name) } } }
}

/// What the three sides of a comparison are called.
pub(crate) fn side_names(voice: Voice) -> [&'static str; 3] {
    [
        voice.say("as it is", "وضع موجود"),
        voice.say("reformed", "پس از اصلاح"),
        voice.say("without what is assumed", "بدون فرض‌ها"),
    ]
}
