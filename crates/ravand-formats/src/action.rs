//! What one operation of an overlay does, and where in the flow.

use crate::codes as ya;
use crate::flow::{Ends, blocks, order};
use crate::ident::{id, id_of, name, step_id_of};
use crate::process::{provenance, sla};
use crate::reader::{Cx, Fields, Keys, Place};
use crate::registry::{datum, declared, document, end, role};
use crate::step::{DROPPED, patch, step};
use crate::value::{date, title, yes_no};
use indexmap::IndexMap;
use ravand_core::{
    Action, Args, DataName, DecisionId, Declaration, DocumentFate, DocumentId, EndId, GatewayKind, Order, ProcessPatch,
    RoleId, Spanned, Spot, StageId, StepId, Subject, Title,
};

/// Keys of an order that says more than a word.
pub(crate) static ORDER: Keys = Keys { known: &["stage", "order", "do"], later: &[] };
/// Keys of a document's fate.
pub(crate) static FATE: Keys = Keys { known: &["dropped", "replaced_by"], later: &[] };
/// What is no step and can be changed or removed: one of them.
pub(crate) static SUBJECT: Keys =
    Keys { known: &["process", "stage", "role", "document", "data", "end", "decision"], later: &[] };
/// Keys of a change of the process.
pub(crate) static PROCESS_PATCH: Keys = Keys { known: &ProcessPatch::NAMES, later: &[] };
/// Keys of a new stage.
pub(crate) static NEW_STAGE: Keys = Keys { known: &["title", "order"], later: &[] };
/// Keys of a change of a stage.
pub(crate) static STAGE_PATCH: Keys = Keys { known: &["title"], later: &[] };

/// What an operation can do, and the keys that go with it.
pub(crate) const VERBS: &[(&str, &[&str])] = &[
    ("add", &["after", "before", "first_in", "last_in", "step"]),
    ("remove", &["documents"]),
    ("merge", &["into", "documents"]),
    ("move", &SPOTS),
    ("change", &["to"]),
    ("automate", &["to"]),
    ("decide", &["by", "to"]),
    ("order", &[]),
    ("gateway", &["around", "when"]),
    ("stage", &["around", "to"]),
];

/// Keys that say where.
const SPOTS: [&str; 4] = ["after", "before", "first_in", "last_in"];
/// The whole flow, where a stage could be named.
pub(crate) const FLOW: &str = "flow";
/// The gateways that an overlay can put around steps.
pub(crate) const GATEWAYS: &[(&str, bool)] = &[("all", true), ("one", false)];

/// Reads what the verb does.
pub(crate) fn action(
    verb: &str,
    what: &Place<'_>,
    fields: &Fields<'_>,
    ends: &mut Ends,
    cx: &mut Cx,
) -> Option<Action> {
    match verb {
        "add" => add(what, fields, cx),
        "remove" => remove(what, fields, cx),
        "merge" => {
            let steps = what.list(cx, id);
            let into = fields.require("into", cx, id);
            let documents = fields.read("documents", cx, fates).unwrap_or_default();
            Some(Action::Merge { steps: steps?, into: into?, documents })
        }
        "move" => {
            let steps = if what.is_list() { what.list(cx, id) } else { id(what, cx).map(|step| vec![step]) };
            let at = spot(fields, cx);
            if at.is_none() && !SPOTS.iter().any(|key| fields.wrote(key)) {
                cx.report(&ya::NO_SPOT, what.key, Args::new().with("at", &fields.path).with("known", SPOTS.join(", ")));
            }
            Some(Action::Move { steps: steps?, at: at? })
        }
        "change" => change(what, fields, cx),
        "automate" => {
            let to = fields.read("to", cx, patch).unwrap_or_default();
            Some(Action::Automate { step: id(what, cx)?, to: Box::new(to) })
        }
        "decide" => {
            let by = fields.require("by", cx, id);
            let to = fields.read("to", cx, patch).unwrap_or_default();
            Some(Action::Decide { step: id(what, cx)?, by: by?, to: Box::new(to) })
        }
        "gateway" => gateway(what, fields, cx),
        "stage" => stage(what, fields, cx),
        _ => written_order(what, ends, cx),
    }
}

fn add(what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    let text = what.text(cx)?;
    let id = step_id_of::<StepId>(&text, &what.path, cx);
    let at = spot(fields, cx);
    let content = fields.require("step", cx, step);
    Some(Action::Add { step: id?, at, content: Box::new(content?) })
}

/// Where a step stands: `after: visit`, `first_in: intake`, `last_in: flow`.
fn spot(fields: &Fields<'_>, cx: &mut Cx) -> Option<Spot> {
    let mut said = SPOTS.iter().filter_map(|key| Some((*key, fields.get(key)?)));
    let (key, place) = said.next()?;
    if let Some((second, other)) = said.next() {
        let args = Args::new().with("at", &fields.path).with("first", key).with("second", second);
        cx.report(&ya::SPOTS, other.key, args);
        return None;
    }
    Some(match key {
        "after" => Spot::After(id(place, cx)?),
        "before" => Spot::Before(id(place, cx)?),
        "first_in" => Spot::First(stage_or_flow(place, cx)?),
        _ => Spot::Last(stage_or_flow(place, cx)?),
    })
}

fn stage_or_flow(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Option<StageId>>> {
    let text = place.text(cx)?;
    if text.value == FLOW {
        return Some(Spanned::new(None, text.span));
    }
    let stage: Spanned<StageId> = id(place, cx)?;
    Some(stage.map(Some))
}

fn remove(what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    if what.mapping().is_none() {
        let documents = fields.read("documents", cx, fates).unwrap_or_default();
        return Some(Action::Remove { step: id(what, cx)?, documents });
    }
    let (key, named) = subject(what, cx)?;
    Some(match key {
        "stage" => Action::RemoveStage { stage: id::<StageId>(&named, cx)? },
        "process" => {
            cx.report(&ya::NOT_REMOVABLE, named.key, Args::new().with("at", &what.path));
            return None;
        }
        _ => Action::Withdraw { subject: subject_id(key, &named, cx)? },
    })
}

/// The one thing that `{ stage: intake }` names.
fn subject<'n>(what: &Place<'n>, cx: &mut Cx) -> Option<(&'static str, Place<'n>)> {
    let named = Fields::open(what, &SUBJECT, cx)?;
    let mut said = SUBJECT.known.iter().filter_map(|key| Some((*key, named.get(key)?.clone())));
    match (said.next(), said.next()) {
        (Some(one), None) => Some(one),
        _ => {
            let known = SUBJECT.known.join(", ");
            cx.report(&ya::SUBJECT, what.key, Args::new().with("at", &what.path).with("known", known));
            None
        }
    }
}

fn subject_id(key: &str, named: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Subject>> {
    match key {
        "role" => Some(id::<RoleId>(named, cx)?.map(Subject::Role)),
        "document" => Some(id::<DocumentId>(named, cx)?.map(Subject::Document)),
        "data" => Some(name::<DataName>(named, cx)?.map(Subject::Datum)),
        "end" => Some(id::<EndId>(named, cx)?.map(Subject::End)),
        _ => Some(id::<DecisionId>(named, cx)?.map(Subject::Decision)),
    }
}

fn change(what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    if what.mapping().is_none() {
        let to = fields.require("to", cx, patch);
        return Some(Action::Change { step: id(what, cx)?, to: Box::new(to?) });
    }
    let (key, named) = subject(what, cx)?;
    match key {
        "process" => {
            let to = fields.require("to", cx, process_patch);
            Some(Action::ChangeProcess { process: id(&named, cx)?, to: Box::new(to?) })
        }
        "stage" => {
            let to = fields.require("to", cx, |p, cx| Fields::open(p, &STAGE_PATCH, cx)?.require("title", cx, title));
            Some(Action::ChangeStage { stage: id(&named, cx)?, title: to? })
        }
        _ => {
            let subject = subject_id(key, &named, cx);
            let to = fields.require("to", cx, |p, cx| declaration(subject?.value, p, cx))?;
            Some(Action::Redeclare { span: named.key, to: Box::new(to) })
        }
    }
}

/// The whole new declaration of something.
fn declaration(subject: Subject, place: &Place<'_>, cx: &mut Cx) -> Option<Declaration> {
    Some(match subject {
        Subject::Role(id) => Declaration::Role(id, role(place, cx)?),
        Subject::Document(id) => Declaration::Document(id, document(place, cx)?),
        Subject::Datum(id) => Declaration::Datum(id, datum(place, cx)?),
        Subject::End(id) => Declaration::End(id, end(place, cx)?),
        Subject::Decision(id) => Declaration::Decision(id, crate::decision::written(place, cx)?),
    })
}

/// New keys of the process; the word `dropped` takes one back.
fn process_patch(place: &Place<'_>, cx: &mut Cx) -> Option<ProcessPatch> {
    let mut fields = Fields::open(place, &PROCESS_PATCH, cx)?;
    let mut unset = fields.take_words(DROPPED, |key| ProcessPatch::NAMES.into_iter().find(|name| *name == key));
    unset.sort_by_key(|name| name.value);
    Some(ProcessPatch {
        title: fields.read("title", cx, |p, cx| title(p, cx).map(|title| Spanned::new(title, p.node.span))),
        domain: fields.read("domain", cx, |p, cx| p.string(cx)),
        owner: fields.read("owner", cx, |p, cx| p.string(cx)),
        provenance: fields.read("provenance", cx, provenance),
        valid_from: fields.read("valid_from", cx, date),
        calendar: fields.read("calendar", cx, id),
        sla: fields.read("sla", cx, |p, cx| sla(p, cx).map(|promise| Spanned::new(promise, p.node.span))),
        unset,
    })
}

fn gateway(what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    let all = what.word(cx, GATEWAYS)?.value;
    let around = fields.require("around", cx, |p, cx| if all { branches(p, cx) } else { Some(vec![p.list(cx, id)?]) });
    let when = fields.read("when", cx, |p, cx| p.string(cx));
    let kind = match (all, when) {
        (true, None) => GatewayKind::All,
        (false, Some(when)) => GatewayKind::One { when },
        _ => {
            cx.report(&ya::GATEWAY_WHEN, what.key, Args::new().with("at", &fields.path));
            return None;
        }
    };
    Some(Action::Gateway { kind, branches: around? })
}

/// `[[a, b], [c]]`: two branches.
fn branches(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Vec<Spanned<StepId>>>> {
    place.list(cx, |branch, cx| branch.list(cx, id))
}

fn stage(what: &Place<'_>, fields: &Fields<'_>, cx: &mut Cx) -> Option<Action> {
    let stage = id(what, cx);
    let around = fields.require("around", cx, |p, cx| p.list(cx, id));
    let (title, order) = fields.read("to", cx, new_stage).unwrap_or_default();
    let order = order.unwrap_or_else(|| Spanned::new(Order::default(), what.key));
    Some(Action::Stage { stage: stage?, title, order, around: around? })
}

fn new_stage(place: &Place<'_>, cx: &mut Cx) -> Option<(Title, Option<Spanned<Order>>)> {
    let fields = Fields::open(place, &NEW_STAGE, cx)?;
    Some((fields.read("title", cx, title).unwrap_or_default(), fields.read("order", cx, order)))
}

/// `by documents`, or `{ stage: intake, order: by documents, do: [ … ] }`.
fn written_order(what: &Place<'_>, ends: &mut Ends, cx: &mut Cx) -> Option<Action> {
    let span = what.key;
    if what.mapping().is_none() {
        return order(what, cx).map(|order| Action::Order { stage: None, order: Some(order), blocks: None, span });
    }
    let of = Fields::open(what, &ORDER, cx)?;
    if !of.wrote("order") && !of.wrote("do") {
        cx.report(&ya::ORDER_OF_NOTHING, span, Args::new().with("at", &of.path));
        return None;
    }
    let stage = of.read("stage", cx, id);
    let order = of.read("order", cx, order);
    let blocks = of.read("do", cx, |p, cx| blocks(p, ends, cx));
    // A part that could not be understood was reported, and without it this means something else.
    let understood = (of.wrote("stage"), of.wrote("order"), of.wrote("do"));
    ((stage.is_some(), order.is_some(), blocks.is_some()) == understood).then_some(Action::Order {
        stage,
        order,
        blocks,
        span,
    })
}

fn fates(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<DocumentId, Spanned<DocumentFate>>> {
    declared(place, cx, id_of, fate)
}

fn fate(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<DocumentFate>> {
    let fields = Fields::open(place, &FATE, cx)?;
    let dropped = fields.read("dropped", cx, yes_no).is_some_and(|d| d.value);
    let replaced_by = fields.read("replaced_by", cx, id);
    let fate = match (dropped, replaced_by) {
        (true, None) => DocumentFate::Dropped,
        (false, Some(by)) => DocumentFate::ReplacedBy(by.value),
        _ => {
            cx.report(&ya::FATE, place.key, Args::new().with("at", &place.path));
            return None;
        }
    };
    Some(Spanned::new(fate, place.key))
}
