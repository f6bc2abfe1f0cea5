//! Elements: events, tasks that say more than their step, subprocesses, gateways.

use super::feel;
use super::repeat::{assignment, repeat};
use super::trigger::{TRIGGER, only, trigger, triggers};
use crate::codes as ya;
use crate::ident::{id, id_of, name};
use crate::reader::{Cx, Fields, Keys, Place};
use crate::value::{title, whole, yes_no};
use indexmap::IndexMap;
use ravand_core::graph::{Element, ElementKind, Gateway, Gather, SubProcess, TaskType, Trigger};
use ravand_core::{Args, ElementId, EndId, Spanned};

/// Keys of an element. Those of a trigger stand here too: most events have one.
pub(crate) static ELEMENT: Keys = Keys {
    known: &[
        "is",
        "title",
        "in",
        "on",
        "message",
        "key",
        "signal",
        "error",
        "any_error",
        "escalation",
        "any_escalation",
        "if",
        "at",
        "after",
        "every",
        "times",
        "compensates",
        "compensates_all",
        "wait",
        "cancel",
        "terminate",
        "link",
        "events",
        "all_of",
        "interrupting",
        "handler",
        "ends",
        "topic",
        "retries",
        "backoff",
        "instantiate",
        "parallel",
        "language",
        "text",
        "result",
        "calls",
        "sequential",
        "completion",
        "cancel_remaining",
        "activation",
        "repeat",
        "for_compensation",
        "start_quantity",
        "completion_quantity",
        "inputs",
        "outputs",
    ],
    later: &[],
};

/// What an element can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Start,
    Catch,
    Throw,
    End,
    Boundary,
    User,
    Task,
    Manual,
    Service,
    Send,
    Receive,
    Script,
    Rule,
    Call,
    Embedded,
    EventSubProcess,
    Transaction,
    AdHoc,
    Exclusive,
    Parallel,
    Inclusive,
    EventBased,
    Complex,
}

/// The words for it.
pub(crate) const IS: &[(&str, Is)] = &[
    ("start", Is::Start),
    ("catch", Is::Catch),
    ("throw", Is::Throw),
    ("end", Is::End),
    ("boundary", Is::Boundary),
    ("user task", Is::User),
    ("task", Is::Task),
    ("manual task", Is::Manual),
    ("service task", Is::Service),
    ("send task", Is::Send),
    ("receive task", Is::Receive),
    ("script task", Is::Script),
    ("rule task", Is::Rule),
    ("call", Is::Call),
    ("subprocess", Is::Embedded),
    ("event subprocess", Is::EventSubProcess),
    ("transaction", Is::Transaction),
    ("ad hoc", Is::AdHoc),
    ("exclusive", Is::Exclusive),
    ("parallel", Is::Parallel),
    ("inclusive", Is::Inclusive),
    ("event gateway", Is::EventBased),
    ("complex", Is::Complex),
];

/// Elements by id.
pub(crate) fn elements(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<ElementId, Element>> {
    let mut elements = IndexMap::new();
    for (key, place) in place.entries(cx)? {
        let id = id_of::<ElementId>(&key, &place.path, cx);
        if let (Some(id), Some(element)) = (id, element(&place, cx)) {
            elements.insert(id.value, element);
        }
    }
    Some(elements)
}

fn element(place: &Place<'_>, cx: &mut Cx) -> Option<Element> {
    let fields = Fields::open(place, &ELEMENT, cx)?;
    let is = fields.require("is", cx, |place, cx| place.word(cx, IS))?;
    unfitting(is.value, &fields, cx);
    let kind = kind(is.value, &fields, place, cx)?;
    Some(Element {
        title: fields.read("title", cx, title).unwrap_or_default(),
        parent: fields.read("in", cx, id).map(|id| id.value),
        repeat: fields.read("repeat", cx, repeat),
        for_compensation: yes(&fields, "for_compensation", cx),
        start_quantity: quantity(&fields, "start_quantity", cx),
        completion_quantity: quantity(&fields, "completion_quantity", cx),
        inputs: fields.read("inputs", cx, |p, cx| p.list(cx, assignment)).unwrap_or_default(),
        outputs: fields.read("outputs", cx, |p, cx| p.list(cx, assignment)).unwrap_or_default(),
        span: place.key,
        ..Element::new(kind)
    })
}

/// Says which keys mean nothing for what the element is.
fn unfitting(is: Is, fields: &Fields<'_>, cx: &mut Cx) {
    let event: &[&str] = &["events", "all_of", "interrupting"];
    let own: &[&str] = match is {
        Is::Start | Is::Catch | Is::Throw => event,
        Is::End => &["events", "ends"],
        Is::Boundary => &["events", "all_of", "interrupting", "on", "handler"],
        Is::Service => &["topic", "retries", "backoff"],
        Is::Receive | Is::EventBased => &["instantiate", "parallel"],
        Is::Script => &["language", "text", "result"],
        Is::Call => &["calls"],
        Is::AdHoc => &["sequential", "completion", "cancel_remaining"],
        Is::Complex => &["activation"],
        _ => &[],
    };
    let triggered = matches!(is, Is::Start | Is::Catch | Is::Throw | Is::End | Is::Boundary | Is::Send | Is::Receive);
    let gateway = matches!(is, Is::Exclusive | Is::Parallel | Is::Inclusive | Is::EventBased | Is::Complex);
    let activity = !gateway && (!triggered || matches!(is, Is::Send | Is::Receive));
    let word = IS.iter().find(|(_, known)| *known == is).map_or("", |(word, _)| word);
    for key in ELEMENT.known.iter().filter(|key| fields.wrote(key)) {
        let fits = ["is", "title", "in"].contains(key)
            || own.contains(key)
            || (triggered && TRIGGER.known.contains(key))
            || (activity && ACTIVITY.contains(key));
        if !fits {
            not_in_form(fields, key, word, cx);
        }
    }
}

/// Keys that only activities have.
const ACTIVITY: [&str; 6] =
    ["repeat", "for_compensation", "start_quantity", "completion_quantity", "inputs", "outputs"];

/// Says that a key has nothing to do beside another.
pub(super) fn not_in_form(fields: &Fields<'_>, key: &str, form: &str, cx: &mut Cx) {
    if let Some(place) = fields.get(key) {
        let args = Args::new().with("key", key).with("form", form).with("at", &fields.path);
        cx.report(&ya::NOT_IN_FORM, place.key, args);
    }
}

fn yes(fields: &Fields<'_>, key: &str, cx: &mut Cx) -> bool {
    fields.read(key, cx, yes_no).is_some_and(|yes| yes.value)
}

fn quantity(fields: &Fields<'_>, key: &str, cx: &mut Cx) -> u32 {
    fields.read(key, cx, |place, cx| whole(place, cx, 1, u32::MAX)).map_or(1, |count| count.value)
}

fn text(fields: &Fields<'_>, key: &str, cx: &mut Cx) -> Option<String> {
    fields.read(key, cx, |place, cx| place.string(cx)).map(|text| text.value)
}

fn kind(is: Is, fields: &Fields<'_>, place: &Place<'_>, cx: &mut Cx) -> Option<ElementKind> {
    Some(match is {
        Is::Start => ElementKind::Start {
            triggers: several(fields, cx),
            gather: gather(fields, cx),
            interrupting: interrupting(fields, cx),
        },
        Is::Catch => ElementKind::Catch { triggers: several(fields, cx), gather: gather(fields, cx) },
        Is::Throw => ElementKind::Throw { triggers: several(fields, cx) },
        Is::End => ElementKind::End {
            triggers: several(fields, cx),
            end: fields.read("ends", cx, id::<EndId>).map(|end| end.value),
        },
        Is::Boundary => ElementKind::Boundary {
            host: fields.require("on", cx, id::<ElementId>)?.value,
            triggers: several(fields, cx),
            gather: gather(fields, cx),
            interrupting: interrupting(fields, cx),
            handler: fields.read("handler", cx, id::<ElementId>).map(|id| id.value),
        },
        Is::Call => ElementKind::Call(fields.require("calls", cx, id)?),
        Is::Embedded => ElementKind::SubProcess(SubProcess::Embedded),
        Is::EventSubProcess => ElementKind::SubProcess(SubProcess::Event),
        Is::Transaction => ElementKind::SubProcess(SubProcess::Transaction),
        Is::AdHoc => ElementKind::SubProcess(SubProcess::AdHoc {
            sequential: yes(fields, "sequential", cx),
            completion: fields.read("completion", cx, feel),
            cancel_remaining: fields.read("cancel_remaining", cx, yes_no).is_none_or(|yes| yes.value),
        }),
        Is::Exclusive => ElementKind::Gateway(Gateway::Exclusive),
        Is::Parallel => ElementKind::Gateway(Gateway::Parallel),
        Is::Inclusive => ElementKind::Gateway(Gateway::Inclusive),
        Is::EventBased => ElementKind::Gateway(Gateway::EventBased {
            instantiate: yes(fields, "instantiate", cx),
            parallel: yes(fields, "parallel", cx),
        }),
        Is::Complex => ElementKind::Gateway(Gateway::Complex { activation: fields.read("activation", cx, feel) }),
        task => ElementKind::Task(task_type(task, fields, place, cx)?),
    })
}

fn task_type(is: Is, fields: &Fields<'_>, place: &Place<'_>, cx: &mut Cx) -> Option<TaskType> {
    Some(match is {
        Is::User => TaskType::User,
        Is::Manual => TaskType::Manual,
        Is::Rule => TaskType::BusinessRule,
        Is::Service => TaskType::Service {
            topic: fields.require("topic", cx, |place, cx| place.string(cx))?.value,
            retries: fields.read("retries", cx, |p, cx| whole(p, cx, 1, u32::MAX)).map(|count| count.value),
            backoff: fields.read("backoff", cx, feel),
        },
        Is::Send => TaskType::Send(only(fields, place, cx)?),
        Is::Receive => {
            TaskType::Receive { message: only(fields, place, cx)?, instantiate: yes(fields, "instantiate", cx) }
        }
        Is::Script => TaskType::Script {
            language: text(fields, "language", cx).unwrap_or_default(),
            text: fields.read("text", cx, feel).unwrap_or_default(),
            result: fields.read("result", cx, name).map(|name| name.value),
        },
        _ => TaskType::Abstract,
    })
}

/// One trigger that stands beside the other keys, or several under `events`.
fn several(fields: &Fields<'_>, cx: &mut Cx) -> Vec<Spanned<Trigger>> {
    let own = triggers(fields, cx);
    let Some(events) = fields.get("events") else { return own };
    if let Some(first) = own.first() {
        let args = Args::new().with("at", &fields.path).with("first", "events").with("second", "the trigger beside it");
        cx.report(&ya::NOT_BOTH, first.span, args);
    }
    events.list(cx, trigger).unwrap_or_default()
}

fn gather(fields: &Fields<'_>, cx: &mut Cx) -> Gather {
    if yes(fields, "all_of", cx) { Gather::All } else { Gather::Any }
}

fn interrupting(fields: &Fields<'_>, cx: &mut Cx) -> bool {
    fields.read("interrupting", cx, yes_no).is_none_or(|yes| yes.value)
}
