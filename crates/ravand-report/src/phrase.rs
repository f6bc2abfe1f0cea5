//! How an overlay's operations, steps, attributes and roles are called.
//!
//! What the process has declares its own name; else the overlay's, else the bank's registry.

use crate::stages::groups;
use crate::voice::Voice;
use maud::{Markup, html};
use ravand_bank::Bank;
use ravand_core::{
    Action, Attributes, Definition, Distribution, Language, Operation, Order, Spot, StageId, StepId, StepPatch,
    Subject, Title, Unit, VariableLength,
};

/// Where names are looked up: in the process without and with an overlay, then in the bank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) bank: &'a Bank,
    pub(crate) base: &'a Definition,
    pub(crate) after: &'a Definition,
}

/// A step's title, whether it is one of today or a new one.
pub(crate) fn step_title(names: Names<'_>, voice: Voice, id: &StepId) -> Markup {
    let step = names.base.steps.get(id).or_else(|| names.after.steps.get(id));
    let title = step.and_then(|step| step.attributes.title.as_ref()).map(|title| &title.value);
    voice.title(title.unwrap_or(&Title::default()), id.as_str())
}

/// A step's title as plain text, for tooltips.
pub(crate) fn step_text(names: Names<'_>, voice: Voice, id: &StepId) -> String {
    let step = names.base.steps.get(id).or_else(|| names.after.steps.get(id));
    step.map_or_else(|| id.to_string(), |step| step.title(voice.language, id).to_owned())
}

/// What an operation does, as a phrase.
pub(crate) fn phrase(names: Names<'_>, voice: Voice, operation: &Operation) -> Markup {
    let title = |id: &StepId| step_title(names, voice, id);
    match &operation.action {
        Action::Add { step, at, .. } => html! {
            b { (voice.say("Add", "افزودن")) } " " (title(step)) @if let Some(at) = at { (place(names, voice, at)) }
        },
        Action::Move { steps, at } => {
            let steps: Vec<Markup> = steps.iter().map(|step| title(step)).collect();
            html! { b { (voice.say("Move", "جابه‌جایی")) } " " (voice.list(&steps)) (place(names, voice, at)) }
        }
        Action::Remove { step, .. } => html! { b { (voice.say("Remove", "حذف")) } " " (title(step)) },
        Action::Merge { steps, into, .. } => {
            let steps: Vec<Markup> = steps.iter().map(|step| title(step)).collect();
            html! { b { (voice.say("Merge", "ادغام")) } " " (voice.list(&steps)) " " b { (voice.say("into", "در")) } " " (title(into)) }
        }
        Action::Change { step, to } => html! {
            b { (voice.say("Change", "تغییر")) } " " (title(step)) (changes(names, voice, step, to))
        },
        Action::Automate { step, .. } => html! { b { (voice.say("By machine:", "با سامانه:")) } " " (title(step)) },
        Action::Decide { step, by, .. } => {
            let table = names.after.decisions.get(&by.value).map(|table| &table.title);
            html! {
                b { (voice.say("By table:", "با جدول:")) } " " (title(step))
                " " span.minor { "(" (voice.title(table.unwrap_or(&Title::default()), by.as_str())) ")" }
            }
        }
        Action::Order { stage, order, .. } => {
            let order = match order.as_ref().map(|order| order.value) {
                Some(Order::ByDocuments) => voice.say("by documents", "بر پایهٔ مدارک"),
                Some(Order::AsWritten) => voice.say("as written", "به ترتیب نوشته‌شده"),
                None => voice.say("written out anew", "از نو نوشته‌شده"),
            };
            html! {
                b { (voice.say("Order", "ترتیب")) } " "
                @match stage {
                    Some(stage) => (subject(names, voice, stage.as_str()).unwrap_or_else(|| voice.id(stage.as_str()))),
                    None => (voice.say("of the whole process", "کل فرایند")),
                }
                ": " (order)
            }
        }
        Action::Redeclare { to, .. } => html! {
            b { (voice.say("Declare anew", "اعلام دوباره")) } " " (declared(names, voice, &to.subject()))
        },
        Action::Gateway { .. } | Action::Stage { .. } => html! {
            b { (voice.say("Group", "دسته‌بندی")) } " " (ids(voice, &operation.action.subjects()))
        },
        Action::RemoveStage { .. } | Action::Withdraw { .. } => html! {
            b { (voice.say("Remove", "حذف")) } " " (ids(voice, &operation.action.subjects()))
        },
        action => html! { b { (voice.say("Change", "تغییر")) } " " (ids(voice, &action.subjects())) },
    }
}

fn declared(names: Names<'_>, voice: Voice, declared: &Subject) -> Markup {
    let word = match declared {
        Subject::Role(_) => voice.say("the role", "نقش"),
        Subject::Document(_) => voice.say("the document", "مدرک"),
        Subject::Datum(_) => voice.say("the datum", "داده"),
        Subject::End(_) => voice.say("the end", "پایان"),
        Subject::Decision(_) => voice.say("the table", "جدول"),
    };
    html! { (word) " " (subject(names, voice, declared.id()).unwrap_or_else(|| voice.id(declared.id()))) }
}

fn ids(voice: Voice, ids: &[String]) -> Markup {
    let ids: Vec<Markup> = ids.iter().map(|id| voice.id(id)).collect();
    voice.list(&ids)
}

/// Where a step comes to stand.
fn place(names: Names<'_>, voice: Voice, spot: &Spot) -> Markup {
    let stage = |stage: &Option<StageId>| match stage {
        Some(stage) => voice.id(stage.as_str()),
        None => html! { (voice.say("the flow", "جریان")) },
    };
    let (word, at) = match spot {
        Spot::After(step) => (voice.say("after", "پس از"), step_title(names, voice, step)),
        Spot::Before(step) => (voice.say("before", "پیش از"), step_title(names, voice, step)),
        Spot::First(list) => (voice.say("first in", "در آغاز"), stage(&list.value)),
        Spot::Last(list) => (voice.say("last in", "در پایان"), stage(&list.value)),
    };
    html! { " " span.minor { (word) " " (at) } }
}

/// What a change changes: times and chances with their figures, the rest by name.
fn changes(names: Names<'_>, voice: Voice, step: &StepId, to: &StepPatch) -> Markup {
    let old = names.base.steps.get(step);
    let mut parts: Vec<Markup> = Vec::new();
    for name in to.attributes.said() {
        let word = attribute(voice, name);
        match time_of(&to.attributes, name) {
            Some(new) => {
                let old = old.and_then(|step| time_of(&step.attributes, name));
                parts.push(html! {
                    (word) " "
                    @if let Some(old) = old { span.old { (length(voice, old)) } " " (voice.say("→", "←")) " " }
                    (length(voice, new))
                });
            }
            None => parts.push(html! { (word) }),
        }
    }
    for (outcome, chance) in &to.chances {
        let old = old.and_then(|step| step.chances.get(outcome));
        parts.push(html! {
            (voice.say("chance of", "احتمال")) " " (voice.id(outcome.as_str())) " "
            @if let Some(old) = old { span.old { (voice.figure(&voice.percent(old.value))) } " " (voice.say("→", "←")) " " }
            @match chance.value {
                Some(chance) => (voice.figure(&voice.percent(chance))),
                None => (voice.say("is not said", "گفته نمی‌شود")),
            }
        });
    }
    for (outcome, target) in &to.outcomes {
        parts.push(match target.value {
            None => html! { (voice.id(outcome.as_str())) " " (voice.say("no longer happens", "دیگر رخ نمی‌دهد")) },
            Some(_) => html! { (voice.id(outcome.as_str())) " " (voice.say("leads elsewhere", "راهش عوض می‌شود")) },
        });
    }
    let told = |name: &str| to.attributes.said().contains(&name) || matches!(name, "chances" | "outcomes");
    parts.extend(to.said().into_iter().filter(|name| !told(name)).map(|name| html! { (attribute(voice, name)) }));
    html! { @if !parts.is_empty() { span.minor { ": " (voice.list(&parts)) } } }
}

fn time_of<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a VariableLength> {
    let time = match name {
        "elapsed" => &attributes.elapsed,
        "work" => &attributes.work,
        "wait" => &attributes.wait,
        _ => return None,
    };
    time.as_ref().map(|time| &time.value)
}

/// A time that varies, as people say it.
fn length(voice: Voice, length: &VariableLength) -> Markup {
    let number = |value: f64| voice.figure(&voice.exact(value));
    let unit = unit(voice, length.unit);
    match length.amount {
        Distribution::Exactly(value) => html! { (number(value)) " " (unit) },
        Distribution::Triangle { min, mode, max } => html! {
            (number(min)) (voice.say("–", " تا ")) (number(max)) " " (unit)
            @if mode > min && mode < max { " (" (voice.say("mostly", "بیشتر")) " " (number(mode)) ")" }
        },
        _ => voice.id(&length.to_string()),
    }
}

fn unit(voice: Voice, unit: Unit) -> &'static str {
    match (voice.language, unit) {
        (Language::En, unit) => unit.as_str(),
        (Language::Fa, Unit::Second) => "ثانیه",
        (Language::Fa, Unit::Minute) => "دقیقه",
        (Language::Fa, Unit::Hour) => "ساعت",
        (Language::Fa, Unit::Day) => "روز",
        (Language::Fa, Unit::Week) => "هفته",
        (Language::Fa, Unit::Month) => "ماه",
        (Language::Fa, Unit::WorkingMinute) => "دقیقهٔ کاری",
        (Language::Fa, Unit::WorkingHour) => "ساعت کاری",
        (Language::Fa, Unit::WorkingDay) => "روز کاری",
    }
}

/// The name of an attribute of a step.
pub(crate) fn attribute(voice: Voice, name: &str) -> Markup {
    let (en, fa) = match name {
        "title" => ("title", "عنوان"),
        "kind" => ("kind of work", "نوع کار"),
        "role" => ("who does it", "انجام‌دهنده"),
        "discretion" => ("discretion", "صلاحدید"),
        "legal_basis" => ("basis in law", "مبنای قانونی"),
        "work" => ("work", "زمان کار"),
        "wait" => ("wait", "زمان انتظار"),
        "elapsed" => ("time", "مدت"),
        "contact" => ("contact with the citizen", "شیوهٔ مراجعه"),
        "assign" => ("how the doer is chosen", "شیوهٔ ارجاع"),
        "criteria" => ("published criteria", "معیارهای منتشرشده"),
        "due" => ("deadline", "مهلت"),
        "on_breach" => ("what follows when it is late", "پیامد دیرکرد"),
        "silence_basis" => ("basis of silence as consent", "مبنای سکوت به معنی موافقت"),
        "safeguard" => ("what it guards", "آنچه پاس می‌دارد"),
        "irreversible" => ("whether it can be undone", "برگشت‌پذیری"),
        "decision" => ("decision table", "جدول تصمیم"),
        "reason_required" => ("reasons for a refusal", "دلیل مکتوب برای رد"),
        "objection" => ("who hears objections", "مرجع اعتراض"),
        "second_signatory" => ("second signatory", "امضای دوم"),
        "vote" => ("who votes on it", "رأی‌گیری"),
        "queue" => ("order of the queue", "ترتیب صف"),
        "when" => ("condition", "شرط"),
        "to" => ("the body asked", "دستگاه طرف پرسش"),
        "needs" => ("documents it needs", "مدارک لازم"),
        "may_use" => ("documents it may use", "مدارکی که شاید به کار برد"),
        "produces" => ("documents it makes", "مدارکی که می‌سازد"),
        "asks" => ("data it asks for", "داده‌هایی که می‌پرسد"),
        "evidence" => ("evidence", "مستندات"),
        "after" => ("what comes before it", "گام‌های پیش از آن"),
        _ => return voice.id(name),
    };
    html! { (voice.say(en, fa)) }
}

/// The title of whatever an operation is done to, where it has one: a step, a stage, the
/// process itself, a role, a document.
pub(crate) fn subject(names: Names<'_>, voice: Voice, id: &str) -> Option<Markup> {
    let sides = [names.base, names.after];
    let step = || sides.into_iter().find_map(|side| side.steps.get(id)?.attributes.title.as_ref());
    let stage = || sides.into_iter().find_map(|side| stage_title(side, id));
    let role = || sides.into_iter().find_map(|side| side.roles.get(id)).or_else(|| names.bank.roles.get(id));
    let document = || sides.into_iter().find_map(|side| side.documents.get(id));
    let process = || Some(&names.base.title).filter(|_| names.base.id.as_str() == id);
    let title = step().map(|title| &title.value).or_else(stage).or_else(process);
    let title = title.or_else(|| role().map(|role| &role.title)).or_else(|| document().map(|document| &document.title));
    title.filter(|title| !title.is_blank()).map(|title| voice.title(title, id))
}

fn stage_title<'a>(definition: &'a Definition, id: &str) -> Option<&'a Title> {
    groups(definition)
        .into_iter()
        .filter_map(|group| group.stage)
        .find(|(stage, _)| stage.as_str() == id)
        .map(|(_, title)| title)
}

/// The name of a role of the process, or its id.
pub(crate) fn role(names: Names<'_>, voice: Voice, id: &str) -> Markup {
    let declared = names.base.roles.get(id).or_else(|| names.after.roles.get(id));
    let declared = declared.or_else(|| names.bank.roles.get(id));
    voice.title(declared.map_or(&Title::default(), |role| &role.title), id)
}
