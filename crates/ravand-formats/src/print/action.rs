//! What one operation of an overlay does.

use super::decision::decision;
use super::process::{blocks, order_word, sla};
use super::registry::{datum, document, end, role};
use super::step::{or_dropped, patch, step};
use super::value::{date, ids, keyed, shown, title, word};
use super::yaml::{Doc, Map, Style};
use crate::action::{FLOW, PROCESS_PATCH};
use crate::process::PROVENANCES;
use indexmap::IndexMap;
use ravand_core::{
    Action, Block, Declaration, DocumentFate, DocumentId, GatewayKind, Order, ProcessPatch, Spanned, Spot, StageId,
    StepId, StepPatch, Subject, Title,
};

/// What is done, and the keys that go with it. A kind of operation that is not known here
/// prints nothing; the examples of `docs/language.md` are printed and read again, so none
/// stays so.
pub(super) fn action(action: &Action, map: &mut Map) -> Option<()> {
    let verb = action.verb();
    match action {
        Action::Add { step: id, at, content } => {
            map.put(verb, Doc::text(&id.value));
            if let Some(at) = at {
                spot(at, map);
            }
            map.put("step", step(content));
        }
        Action::Remove { step, documents } => {
            map.put(verb, Doc::text(&step.value));
            map.group("documents", fates(documents));
        }
        Action::Merge { steps, into, documents } => {
            map.put(verb, ids(steps));
            map.put("into", Doc::text(&into.value));
            map.group("documents", fates(documents));
        }
        Action::Move { steps, at } => {
            map.put(verb, if let [one] = &steps[..] { Doc::text(&one.value) } else { ids(steps) });
            spot(at, map);
        }
        Action::Change { step, to } => {
            map.put(verb, Doc::text(&step.value));
            map.put("to", patch(to));
        }
        Action::Automate { step, to } => {
            map.put(verb, Doc::text(&step.value));
            more(to, map);
        }
        Action::Decide { step, by, to } => {
            map.put(verb, Doc::text(&step.value));
            map.put("by", Doc::text(&by.value));
            more(to, map);
        }
        Action::Order { stage, order, blocks, span: _ } => {
            map.put(verb, self::order(stage.as_ref(), order.as_ref(), blocks.as_deref()));
        }
        Action::Gateway { kind, branches } => gateway(kind, branches, map),
        Action::Stage { stage, title: name, order, around } => {
            map.put(verb, Doc::text(&stage.value));
            map.put("around", ids(around));
            map.group("to", new_stage(name, order.value));
        }
        Action::ChangeStage { stage, title: name } => {
            map.put(verb, named("stage", &stage.value));
            let mut to = Map::new(Style::Fit);
            to.say("title", title(name));
            map.put("to", Doc::Map(to));
        }
        Action::RemoveStage { stage } => map.put(verb, named("stage", &stage.value)),
        Action::ChangeProcess { process, to } => {
            map.put(verb, named("process", &process.value));
            map.put("to", process_patch(to));
        }
        Action::Redeclare { span: _, to } => {
            map.put(verb, subject(&to.subject()));
            map.put("to", declaration(to));
        }
        Action::Withdraw { subject } => map.put(verb, self::subject(&subject.value)),
        _ => return None,
    }
    Some(())
}

fn spot(spot: &Spot, map: &mut Map) {
    let list = |stage: &Spanned<Option<StageId>>| match &stage.value {
        Some(stage) => Doc::text(stage),
        None => Doc::text(FLOW),
    };
    match spot {
        Spot::After(step) => map.put("after", Doc::text(&step.value)),
        Spot::Before(step) => map.put("before", Doc::text(&step.value)),
        Spot::First(stage) => map.put("first_in", list(stage)),
        Spot::Last(stage) => map.put("last_in", list(stage)),
    }
}

/// A word alone, or what it is about and the flow written out.
fn order(stage: Option<&Spanned<StageId>>, order: Option<&Spanned<Order>>, written: Option<&[Block]>) -> Doc {
    let word = order.map(|order| Doc::text(order_word(order.value)));
    match (stage, word, written) {
        (None, Some(word), None) => word,
        (stage, word, written) => {
            let mut map = Map::new(Style::Fit);
            map.say("stage", stage.map(|stage| Doc::text(&stage.value)));
            map.say("order", word);
            map.say("do", written.map(blocks));
            Doc::Map(map)
        }
    }
}

fn gateway(kind: &GatewayKind, branches: &[Vec<Spanned<StepId>>], map: &mut Map) {
    match kind {
        GatewayKind::All => {
            map.put("gateway", Doc::text("all"));
            map.put("around", Doc::list(branches.iter().map(|branch| ids(branch))));
        }
        GatewayKind::One { when } => {
            map.put("gateway", Doc::text("one"));
            map.put("around", Doc::list(branches.iter().flatten().map(|step| Doc::text(&step.value))));
            map.put("when", Doc::text(&when.value));
        }
    }
}

fn new_stage(name: &Title, order: Order) -> Doc {
    let mut map = Map::new(Style::Fit);
    map.say("title", title(name));
    map.say("order", (order != Order::default()).then(|| Doc::text(order_word(order))));
    Doc::Map(map)
}

/// `{ stage: intake }`.
fn named(word: &str, id: &impl std::fmt::Display) -> Doc {
    let mut map = Map::new(Style::Fit);
    map.put(word, Doc::text(id));
    Doc::Map(map)
}

fn subject(subject: &Subject) -> Doc {
    named(subject.word(), &subject.id())
}

fn declaration(declaration: &Declaration) -> Doc {
    match declaration {
        Declaration::Role(_, it) => role(it),
        Declaration::Document(_, it) => document(it),
        Declaration::Datum(_, it) => datum(it),
        Declaration::End(_, it) => end(it),
        Declaration::Decision(_, it) => decision(it),
    }
}

fn process_patch(patch: &ProcessPatch) -> Doc {
    let ProcessPatch { title: name, domain, owner, provenance, valid_from, calendar, sla: promise, unset } = patch;
    let mut map = Map::new(Style::Fit);
    map.say("title", name.as_ref().and_then(|name| title(&name.value)));
    map.say("domain", shown(domain));
    map.say("owner", shown(owner));
    map.say("provenance", provenance.as_ref().and_then(|it| word(PROVENANCES, &it.value)));
    map.say("valid_from", valid_from.as_ref().map(|day| date(day.value)));
    map.say("calendar", shown(calendar));
    map.say("sla", promise.as_ref().map(|promise| sla(&promise.value)));
    for name in unset {
        map.put(name.value, or_dropped(None));
    }
    map.entries.sort_by_key(|(key, _)| PROCESS_PATCH.known.iter().position(|known| known == key));
    Doc::Map(map)
}

/// Further attributes, where there are any.
fn more(to: &StepPatch, map: &mut Map) {
    map.group("to", patch(to));
}

fn fates(documents: &IndexMap<DocumentId, Spanned<DocumentFate>>) -> Doc {
    keyed(documents, Style::Fit, |fate| {
        let mut map = Map::new(Style::Fit);
        match &fate.value {
            DocumentFate::Dropped => map.put("dropped", Doc::yes_no(true)),
            DocumentFate::ReplacedBy(by) => map.put("replaced_by", Doc::text(by)),
        }
        Doc::Map(map)
    })
}
