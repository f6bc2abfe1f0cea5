//! Every operation of the reform, by who would have to decide it: what it saves, why, what
//! must exist first, and what it takes away that guarded something.
//!
//! Savings stand apart for each operation and are never added up: operations help and hide
//! each other, and neither column sums to the whole.

use crate::Report;
use crate::phrase::{phrase, step_title};
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_core::{Operation, StepId, Title};
use ravand_lint::{Control, controls_lost};
use ravand_reform::{Effect, Estimate};

/// An operation with what was found about it.
pub(crate) struct Entry<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) effect: &'a Effect,
    lost: Vec<(&'a StepId, Control<'a>)>,
}

/// The operations that one body would have to decide.
struct Group<'a> {
    decider: Option<&'a Title>,
    entries: Vec<Entry<'a>>,
}

impl Entry<'_> {
    /// Whether it takes a control away and does not say what catches now what that one caught.
    fn is_uncaught(&self) -> bool {
        !self.lost.is_empty() && self.operation.caught_by.as_ref().is_none_or(|control| control.is_blank())
    }
}

pub(crate) fn section(report: &Report<'_>, voice: Voice) -> Markup {
    let groups = groups(report);
    html! {
        p {
            (voice.say(
                "“Alone” is what the process of today would save with this operation only; “lost without” is what the reform would lose with all but this one, in calendar days. Operations help and hide each other: neither column adds up to the whole.",
                "«به‌تنهایی» یعنی فرایند امروز با همین یک عمل چند روز کوتاه‌تر می‌شود؛ «بدون آن» یعنی اصلاح بدون این یک عمل چند روز از دست می‌دهد (روز تقویمی). عمل‌ها به هم کمک می‌کنند و اثر هم را می‌پوشانند؛ هیچ‌یک از دو ستون با جمع زدن به کل نمی‌رسد.",
            )) " "
            span.badge { (voice.say("assumed", "فرض")) } " "
            (voice.say("marks a claim about the world.", "نشان ادعایی دربارهٔ جهان است."))
        }
        (by_decider(voice, report, &groups))
        (uncaught(report, voice, &groups))
        @for group in &groups {
            h3 {
                (decider(report, voice, group.decider)) " "
                span.minor { (counts(voice, &group.entries)) }
            }
            (table(report, voice, &group.entries, group.decider))
        }
    }
}

/// Every operation in groups, the largest group first; in a group by what each saves.
fn groups<'a>(report: &'a Report<'_>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for effect in &report.answer.operations {
        let Some(operation) = report.reform.changes.get(effect.operation) else { continue };
        let entry = Entry { operation, effect, lost: controls_lost(report.base, &report.after, operation) };
        let who = operation.decided_by.as_ref().map(|who| &who.value);
        match groups.iter_mut().find(|group| group.decider == who) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { decider: who, entries: vec![entry] }),
        }
    }
    for group in &mut groups {
        sort_by_saving(&mut group.entries);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.entries.len()));
    groups
}

fn sort_by_saving(entries: &mut [Entry<'_>]) {
    let alone = |entry: &Entry<'_>| entry.effect.saves_alone_days.map_or(f64::NEG_INFINITY, |days| days.value);
    let lost = |entry: &Entry<'_>| entry.effect.lost_without_it_days.map_or(f64::NEG_INFINITY, |days| days.value);
    entries.sort_by(|a, b| alone(b).total_cmp(&alone(a)).then_with(|| lost(b).total_cmp(&lost(a))));
}

fn counts(voice: Voice, entries: &[Entry<'_>]) -> String {
    let assumed = entries.iter().filter(|entry| entry.operation.assumed).count();
    voice.fill(
        "{} operations, {} of them assumed",
        "{} عمل، {} تای آن فرض",
        &[&voice.whole(entries.len()), &voice.whole(assumed)],
    )
}

/// Who would have to decide: the title of a role of the bank, or the words that were written.
fn decider(report: &Report<'_>, voice: Voice, who: Option<&Title>) -> Markup {
    let Some(who) = who else { return html! { (voice.say("Nobody is named", "کسی نام برده نشده")) } };
    let id = who.en.as_deref().unwrap_or_default();
    match report.bank.roles.get(id) {
        Some(role) if who.fa.is_none() => voice.title(&role.title, id),
        _ => voice.title(who, ""),
    }
}

fn by_decider(voice: Voice, report: &Report<'_>, groups: &[Group<'_>]) -> Markup {
    let count = |group: &Group<'_>, wanted: &dyn Fn(&Entry<'_>) -> bool| {
        voice.figure(&voice.whole(group.entries.iter().filter(|entry| wanted(entry)).count()))
    };
    html! {
        div.scroll {
            table.figures.compact {
                caption { (voice.say("Who would have to decide", "چه کسی باید تصمیم بگیرد")) }
                thead { tr {
                    td {}
                    th scope="col" { (voice.say("operations", "عمل")) }
                    th scope="col" { (voice.say("rules", "قاعده")) }
                    th scope="col" { (voice.say("assumed", "فرض")) }
                    th scope="col" { (voice.say("need something first", "پیش‌نیازدار")) }
                } }
                tbody {
                    @for group in groups {
                        tr {
                            th scope="row" { (decider(report, voice, group.decider)) }
                            td.num { (count(group, &|_| true)) }
                            td.num { (count(group, &|entry| !entry.operation.assumed)) }
                            td.num { (count(group, &|entry| entry.operation.assumed)) }
                            td.num { (count(group, &|entry| entry.operation.needs_first.is_some())) }
                        }
                    }
                }
            }
        }
    }
}

/// The controls that go without a word.
fn uncaught(report: &Report<'_>, voice: Voice, groups: &[Group<'_>]) -> Markup {
    let entries: Vec<&Entry<'_>> = groups.iter().flat_map(|group| &group.entries).collect();
    let silent: Vec<&&Entry<'_>> = entries.iter().filter(|entry| entry.is_uncaught()).collect();
    let taken = entries.iter().filter(|entry| !entry.lost.is_empty()).count();
    html! {
        @if taken > 0 {
            aside.callout {
                p {
                    b {
                        (voice.fill(
                            "{} operations take a control away; {} of them do not say what catches now what it caught.",
                            "{} عمل کنترلی را برمی‌دارد؛ {} تای آن نمی‌گوید اکنون چه چیزی خطاهای آن را می‌گیرد.",
                            &[&voice.whole(taken), &voice.whole(silent.len())],
                        ))
                    } " "
                    (voice.say(
                        "What such a check found goes on, is found later at a higher price, or never.",
                        "آنچه چنین بررسی‌ای می‌یافت پیش می‌رود، دیرتر و گران‌تر یافت می‌شود، یا هرگز.",
                    ))
                }
                @if !silent.is_empty() {
                    ul { @for entry in &silent {
                        li { @for (step, control) in &entry.lost { (step_title(report.names(), voice, step)) ": " (guarded(voice, control)) " " } (voice.id("RF701")) }
                    } }
                }
            }
        }
    }
}

/// Rows for some operations; the page's other lists use it as well.
pub(crate) fn table(report: &Report<'_>, voice: Voice, entries: &[Entry<'_>], who: Option<&Title>) -> Markup {
    html! {
        table.ops {
            caption.vh { (voice.say("Operations that this body would decide: ", "عمل‌هایی که باید این مرجع تصمیم بگیرد: ")) (decider(report, voice, who)) }
            thead { tr {
                th scope="col" { "#" }
                th scope="col" { (voice.say("operation", "عمل")) }
                th.num scope="col" { (voice.say("alone", "به‌تنهایی")) }
                th.num scope="col" { (voice.say("lost without", "بدون آن")) }
            } }
            tbody { @for entry in entries { (row(report, voice, entry)) } }
        }
    }
}

fn row(report: &Report<'_>, voice: Voice, entry: &Entry<'_>) -> Markup {
    let Entry { operation, effect, .. } = entry;
    let number = effect.operation + 1;
    let subjects = operation.action.subjects();
    html! {
        tr id={ "op-" (number) } .assumed[operation.assumed] {
            td.no { (voice.figure(&voice.whole(number))) }
            td.what {
                p.phrase {
                    (phrase(report.names(), voice, operation)) " "
                    @if operation.assumed { span.badge { (voice.say("assumed", "فرض")) } }
                    @for id in &subjects { " " span.ids { (voice.id(id)) } }
                }
                @if let Some(why) = &operation.why { p { (voice.title(&why.value, "")) } }
                @if let Some(first) = &operation.needs_first {
                    p.first { b { (voice.say("First:", "پیش‌نیاز:")) } " " (voice.title(&first.value, "")) }
                }
                (controls(report, voice, entry))
                (bound(voice, effect))
            }
            td.num data-label=(voice.say("alone", "به‌تنهایی")) { (saving(voice, &effect.saves_alone_days)) }
            td.num data-label=(voice.say("lost without", "بدون آن")) { (saving(voice, &effect.lost_without_it_days)) }
        }
    }
}

fn saving(voice: Voice, days: &Option<Estimate>) -> Markup {
    match days {
        Some(days) => {
            let value = voice.decimals(days.value, 1);
            let half = days.interval.as_ref().map(|interval| voice.decimals(interval.half_width(), 1));
            html! { bdi.n dir="ltr" { (value) @if let Some(half) = half { span.ci { "\u{a0}±" (half) } } } }
        }
        None => html! { "–" },
    }
}

/// With which other operations it stands and falls.
fn bound(voice: Voice, effect: &Effect) -> Markup {
    let numbers = |list: &[usize]| {
        let numbers = list.iter().map(|index| html! { a href={ "#op-" (index + 1) } { "#" (voice.whole(index + 1)) } });
        voice.list(&numbers.collect::<Vec<_>>())
    };
    html! {
        @if !effect.needs.is_empty() {
            p.bound { (voice.say("Cannot stand without", "بدون این‌ها ممکن نیست:")) " " (numbers(&effect.needs)) }
        }
        @if !effect.needed_by.is_empty() {
            p.bound { (voice.say("Others cannot stand without it:", "این‌ها بدون آن ممکن نیستند:")) " " (numbers(&effect.needed_by)) }
        }
    }
}

fn controls(report: &Report<'_>, voice: Voice, entry: &Entry<'_>) -> Markup {
    html! {
        @for (_, control) in &entry.lost {
            p.guard {
                b { (voice.say("Takes a control away:", "کنترلی را برمی‌دارد:")) } " " (guarded(voice, control)) ". "
                @if entry.is_uncaught() {
                    strong { (voice.say("Nobody says what catches it now.", "کسی نگفته است اکنون چه چیزی آن را می‌گیرد.")) } " " (voice.id("RF701"))
                } @else if let Some(control) = &entry.operation.caught_by {
                    (voice.say("Caught now by:", "اکنون این آن را می‌گیرد:")) " " (catcher(report, voice, &control.value))
                }
            }
        }
    }
}

/// What catches now: a step of the reformed process, or words.
fn catcher(report: &Report<'_>, voice: Voice, control: &Title) -> Markup {
    let id = control.en.as_deref().unwrap_or_default();
    match report.after.steps.get_key_value(id) {
        Some((step, _)) if control.fa.is_none() => step_title(report.names(), voice, step),
        _ => voice.title(control, ""),
    }
}

/// What a control was there for.
fn guarded(voice: Voice, control: &Control<'_>) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    if let Some(harm) = control.safeguard {
        parts.push(html! { (voice.say("it guards", "پاسدار")) " " (harm_words(voice, harm)) });
    }
    for (error, rate) in &control.catches {
        parts.push(html! {
            (voice.say("it finds", "می‌یابد")) " " (voice.figure(&voice.percent(rate.value))) " " (voice.say("of", "از")) " " (voice.id(error))
        });
    }
    for (outcome, rate) in &control.sends {
        parts.push(html! {
            (voice.say("it sends away", "برمی‌گرداند")) " " (voice.figure(&voice.percent(rate.value))) " "
            (voice.say("of the cases", "از پرونده‌ها را")) " (" (voice.id(outcome.as_str())) ")"
        });
    }
    voice.list(&parts)
}

/// The harms that the project's own bank names; any other text stands as it is written.
fn harm_words(voice: Voice, harm: &str) -> Markup {
    let (en, fa) = match harm {
        "life-safety" => ("life and safety", "جان و ایمنی"),
        "public-money" => ("public money", "پول مردم"),
        "property-rights" => ("property rights", "حقوق مالکیت"),
        "rule-of-plan" => ("the rule of the plan", "حاکمیت طرح"),
        "heritage-environment" => ("heritage and environment", "میراث و محیط زیست"),
        _ => return voice.id(harm),
    };
    html! { (voice.say(en, fa)) }
}

/// The assumed operations, by what would be lost without each.
pub(crate) fn assumed<'a>(report: &'a Report<'_>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = groups(report).into_iter().flat_map(|group| group.entries).collect();
    entries.retain(|entry| entry.operation.assumed);
    let lost = |entry: &Entry<'_>| entry.effect.lost_without_it_days.map_or(f64::NEG_INFINITY, |days| days.value);
    entries.sort_by(|a, b| lost(b).total_cmp(&lost(a)));
    entries
}
