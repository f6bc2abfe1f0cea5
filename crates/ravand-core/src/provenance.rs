//! Which line and which operations gave what a merged definition says.
//!
//! Every value keeps the place where it was written through any number of merges, and every
//! step the operations that touched it. Together with the overlays this tells, attribute by
//! attribute, who gave it. What was decided in a file of the process itself has a place and
//! no operation. Where an operation has an effect on a neighbour (a jump to a step that
//! goes leads on to what followed), the one behind it is told among those that can be.

use crate::definition::{Block, Definition};
use crate::digest::{Entries, Entry, entries, part};
use crate::id::{DocumentId, StepId};
use crate::overlay::{Action, Applied, DocumentFate, ListEdit, Overlay, StepPatch};
use crate::span::{Span, Spanned};
use crate::step::Step;
use std::fmt;

/// Where something that a definition says comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What: `role`, `needs/case-file`, `outcomes/too_large`. The step itself is `step`, its
    /// place `flow`.
    pub attribute: String,
    /// What it says, in the canonical form; empty where being there says it.
    pub value: String,
    /// Where that was written.
    pub span: Span,
    /// The operations that gave it, by overlay and position, oldest first.
    pub operations: Vec<Applied>,
}

/// A step of a base that a merged definition does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The step.
    pub step: StepId,
    /// Where the base declares it.
    pub span: Span,
    /// The operations that took it out.
    pub operations: Vec<Applied>,
}

/// Everything that a step of a merged definition says beyond its defaults, with its origin.
/// Empty if there is no such step.
pub fn of_step(merged: &Definition, overlays: &[&Overlay], step: &StepId) -> Vec<Origin> {
    let Some(content) = merged.steps.get(step) else { return Vec::new() };
    let key = format!("steps/{}", part(step.as_str()));
    let said = entries(merged);
    let mut origins: Vec<Origin> = below(&said, &key)
        .map(|(attribute, entry)| Origin {
            operations: given(content, overlays, step, attribute),
            attribute: if attribute.is_empty() { "step" } else { attribute }.to_owned(),
            value: entry.value.clone(),
            span: entry.span,
        })
        .collect();
    if let Some(place) = place_in(&merged.flow.blocks, step) {
        origins.push(Origin {
            attribute: "flow".to_owned(),
            value: String::new(),
            span: place,
            operations: given(content, overlays, step, "flow"),
        });
    }
    origins
}

/// Everything else that a merged definition says: the process itself, its declarations,
/// stages and flow. What an overlay brings beside its operations has its place there.
pub fn of_process(merged: &Definition, overlays: &[&Overlay]) -> Vec<Origin> {
    let said = entries(merged);
    let others = said.iter().filter(|(key, _)| !key.starts_with("steps/"));
    let origin = |(key, entry): (&String, &Entry)| {
        let operations = overlays.iter().flat_map(|overlay| {
            let changes = overlay.changes.iter().enumerate();
            let giving = changes.filter(|(_, operation)| gives_process(&operation.action, key));
            giving.map(|(index, _)| Applied { overlay: overlay.id.value.clone(), operation: index })
        });
        Origin {
            attribute: key.clone(),
            value: entry.value.clone(),
            span: entry.span,
            operations: operations.collect(),
        }
    };
    others.map(origin).collect()
}

/// The steps of `base` that are gone, each with what took it out.
pub fn removed(base: &Definition, merged: &Definition, overlays: &[&Overlay]) -> Vec<Removed> {
    let gone = base.steps.keys().filter(|step| !merged.steps.contains_key(*step));
    let takes = |action: &Action, step: &StepId| match action {
        Action::Remove { step: gone, .. } => gone.value == *step,
        Action::Merge { steps, .. } => steps.iter().any(|gone| gone.value == *step),
        _ => false,
    };
    gone.map(|step| Removed {
        step: step.clone(),
        span: base.step_span(step),
        operations: overlays
            .iter()
            .flat_map(|overlay| {
                let changes = overlay.changes.iter().enumerate();
                let taking = changes.filter(|(_, operation)| takes(&operation.action, step));
                taking.map(|(index, _)| Applied { overlay: overlay.id.value.clone(), operation: index })
            })
            .collect(),
    })
    .collect()
}

/// The entries at a key and below it, with what follows the key.
fn below<'e>(entries: &'e Entries, key: &'e str) -> impl Iterator<Item = (&'e str, &'e Entry)> {
    let at = entries.range(key.to_owned()..).take_while(move |(it, _)| it.starts_with(key));
    at.filter_map(move |(it, entry)| match it.strip_prefix(key)? {
        "" => Some(("", entry)),
        rest => Some((rest.strip_prefix('/')?, entry)),
    })
}

fn place_in(blocks: &[Block], step: &StepId) -> Option<Span> {
    blocks.iter().find_map(|block| match block {
        Block::Step(id) => (id.value == *step).then_some(id.span),
        Block::Stage(stage) => place_in(&stage.blocks, step),
        Block::All { branches, .. } => branches.iter().find_map(|branch| place_in(branch, step)),
        Block::One { branches, .. } => branches.iter().find_map(|branch| place_in(&branch.blocks, step)),
        Block::Call(_) | Block::End(_) => None,
    })
}

/// How surely an operation gave an attribute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gives {
    /// As the effect of something that it does elsewhere.
    Perhaps,
    /// As the effect of what becomes of a document or of a merged step.
    ByFate,
    /// It says so.
    Says,
}

/// The operations that gave an attribute of a step: of those that are surest, and of a
/// single value the last one.
fn given(content: &Step, overlays: &[&Overlay], step: &StepId, attribute: &str) -> Vec<Applied> {
    let mut found: Vec<(Gives, Applied)> = Vec::new();
    for applied in &content.history {
        let overlay = overlays.iter().find(|overlay| overlay.id.value == applied.overlay);
        let operation = overlay.and_then(|overlay| overlay.changes.get(applied.operation));
        let gives = operation.and_then(|operation| gives(&operation.action, step, attribute));
        found.extend(gives.map(|gives| (gives, applied.clone())));
    }
    let Some(surest) = found.iter().map(|(gives, _)| *gives).max() else { return Vec::new() };
    let mut all: Vec<_> = found.into_iter().filter(|(gives, _)| *gives == surest).map(|(_, at)| at).collect();
    if surest == Gives::Says {
        all.drain(..all.len() - 1);
    }
    all
}

fn gives(action: &Action, step: &StepId, attribute: &str) -> Option<Gives> {
    let says = |says: bool| says.then_some(Gives::Says);
    match action {
        // Every attribute came with it, and its place.
        Action::Add { .. } => Some(Gives::Says),
        Action::Change { to, .. } => says(patched(to, attribute)),
        Action::Automate { to, .. } => {
            says(matches!(attribute, "role" | "discretion" | "contact") || patched(to, attribute))
        }
        Action::Decide { to, .. } => {
            let implied = matches!(attribute, "role" | "discretion" | "contact" | "kind" | "decision");
            says(implied || patched(to, attribute))
        }
        Action::Move { .. } | Action::Gateway { .. } | Action::Stage { .. } | Action::Order { .. } => {
            says(attribute == "flow")
        }
        Action::Remove { documents, .. } => by_fate(attribute, documents.values(), None),
        Action::Merge { documents, into, .. } => {
            by_fate(attribute, documents.values(), Some(&into.value).filter(|into| *into != step))
        }
        _ => None,
    }
}

/// What a step that goes leaves with others.
fn by_fate<'a>(
    attribute: &str,
    mut fates: impl Iterator<Item = &'a Spanned<DocumentFate>>,
    into: Option<&StepId>,
) -> Option<Gives> {
    let (list, item) = attribute.split_once('/')?;
    match list {
        "needs" | "may_use" | "evidence" => {
            let mut replaces = false;
            let exact = fates.any(|fate| match &fate.value {
                DocumentFate::ReplacedBy(by) => {
                    replaces = true;
                    is_part(by, item)
                }
                DocumentFate::Dropped => false,
            });
            if exact { Some(Gives::ByFate) } else { replaces.then_some(Gives::Perhaps) }
        }
        "after" | "not_same_person_as" | "same_person_as" => {
            into.filter(|into| part(into.as_str()) == item).map(|_| Gives::ByFate)
        }
        "outcomes" => Some(Gives::Perhaps),
        _ => None,
    }
}

fn is_part(document: &DocumentId, item: &str) -> bool {
    part(document.as_str()) == item
}

/// Whether a patch says an attribute, or an item of it.
fn patched(to: &StepPatch, attribute: &str) -> bool {
    let (list, item) = match attribute.split_once('/') {
        Some((list, item)) if list != "title" => (list, item),
        _ => {
            let name = attribute.split('/').next().unwrap_or_default();
            return to.attributes.said().contains(&name) || to.unset.iter().any(|unset| unset.as_str() == name);
        }
    };
    match list {
        "needs" => edited(to.needs.as_ref(), item),
        "may_use" => edited(to.may_use.as_ref(), item),
        "produces" => edited(to.produces.as_ref(), item),
        "asks" => edited(to.asks.as_ref(), item),
        "evidence" => edited(to.evidence.as_ref(), item),
        "after" => edited(to.after.as_ref(), item),
        "not_same_person_as" => edited(to.not_same_person_as.as_ref(), item),
        "same_person_as" => edited(to.same_person_as.as_ref(), item),
        "outcomes" => to.outcomes.keys().any(|name| part(name.as_str()) == item),
        "chances" => to.chances.keys().any(|name| part(name.as_str()) == item),
        "catches" => to.catches.keys().any(|error| part(error) == item),
        _ => false,
    }
}

fn edited<T: fmt::Display>(edit: Option<&ListEdit<T>>, item: &str) -> bool {
    let comes = match edit {
        Some(ListEdit::Replace(items)) => items,
        Some(ListEdit::Edit { add, .. }) => add,
        None => return false,
    };
    comes.iter().any(|it| part(&it.to_string()) == item)
}

/// Whether an operation gives something that is no step's.
fn gives_process(action: &Action, key: &str) -> bool {
    let at = |group: &str, id: &str| {
        let prefix = format!("{group}/{}", part(id));
        key.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match action {
        Action::ChangeProcess { to, .. } => {
            let name = key.split('/').next().unwrap_or_default();
            to.said().contains(&name)
        }
        Action::Redeclare { to, .. } => {
            use crate::overlay::Subject;
            let subject = to.subject();
            let group = match &subject {
                Subject::Role(_) => "roles",
                Subject::Document(_) => "documents",
                Subject::Datum(_) => "data",
                Subject::End(_) => "ends",
                Subject::Decision(_) => "decisions",
            };
            at(group, subject.id())
        }
        Action::Order { stage, order, blocks, .. } => {
            let orders = match stage {
                None => key == "order",
                Some(stage) => at("stages", stage.as_str()) && key.ends_with("/order"),
            };
            order.is_some() && orders || blocks.is_some() && (key == "flow" || key.starts_with("stages/"))
        }
        Action::Stage { stage, .. } => key == "flow" || at("stages", stage.as_str()),
        Action::ChangeStage { stage, .. } => at("stages", stage.as_str()) && !key.ends_with("/order"),
        Action::Add { .. }
        | Action::Remove { .. }
        | Action::Merge { .. }
        | Action::Move { .. }
        | Action::Gateway { .. }
        | Action::RemoveStage { .. } => key == "flow",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{of_process, of_step, removed};
    use crate::diff;
    use crate::digest::entries;
    use crate::merge::apply;
    use crate::random::two_definitions;
    use crate::testing::{overlay, process};
    use proptest::prelude::*;

    /// `attribute: operations` of a step, for those that an operation gave.
    fn check(base: &str, changes: &str, step: &str, expected: &str) {
        let overlay = overlay(changes);
        let merged = apply(&process(base), &overlay).unwrap();
        let told = of_step(&merged, &[&overlay], &step.into()).into_iter().filter(|it| !it.operations.is_empty());
        let told = told.map(|it| {
            let operations: Vec<String> = it.operations.iter().map(|it| it.operation.to_string()).collect();
            format!("{}: {}", it.attribute, operations.join(","))
        });
        assert_eq!(told.collect::<Vec<_>>().join(" | "), expected, "\n{changes}");
    }

    #[test]
    fn each_attribute_names_its_operation() {
        check("a\nb", "change b: role:r\nchange b: !a", "b", "not_same_person_as/a: 1 | role: 0");
        check("a\nb", "add n after a: role:r", "n", "step: 0 | role: 0 | flow: 0");
        check("a\nb", "move a after b", "a", "flow: 0");
        check("a: > x\nb: > y\nc: x", "remove a: x->y", "c", "needs/y: 0");
        check("a\nb\nc: @b", "merge b into a", "c", "after/a: 0");
        check("a\nb\nc: ^a", "remove a", "c", "outcomes/bad: 0 | outcomes/ok: 0");
        check("a\nb", "automate b", "b", "role: 0");
    }

    #[test]
    fn a_step_that_went_names_what_took_it() {
        let base = process("a\nb\nc");
        let overlay = overlay("remove b\nmerge c into a");
        let merged = apply(&base, &overlay).unwrap();
        let gone = removed(&base, &merged, &[&overlay]);
        let told: Vec<_> = gone.iter().map(|it| (it.step.as_str(), it.operations[0].operation)).collect();
        assert_eq!(told, [("b", 0), ("c", 1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever a merge gives and the base does not say comes from an operation, or was
        /// brought beside them.
        #[test]
        fn everything_has_an_origin((a, b) in two_definitions()) {
            let Ok(overlay) = diff(&a, &b) else { return Ok(()) };
            let merged = apply(&a, &overlay).unwrap();
            let (before, after) = (entries(&a), entries(&merged));
            let mut told = std::collections::BTreeMap::new();
            for step in merged.steps.keys() {
                for origin in of_step(&merged, &[&overlay], step) {
                    let key = match origin.attribute.as_str() {
                        "step" => format!("steps/{step}"),
                        attribute => format!("steps/{step}/{attribute}"),
                    };
                    told.insert(key, origin.operations);
                }
            }
            told.extend(of_process(&merged, &[&overlay]).into_iter().map(|it| (it.attribute, it.operations)));
            let brought = |key: &str| {
                let mut parts = key.split('/');
                let (group, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                match group {
                    "roles" => overlay.roles.contains_key(id) || a.roles.contains_key(id),
                    "documents" => overlay.documents.contains_key(id) || a.documents.contains_key(id),
                    "data" => overlay.data.contains_key(id),
                    "ends" => overlay.ends.contains_key(id),
                    "decisions" => overlay.decisions.contains_key(id),
                    _ => false,
                }
            };
            for (key, entry) in &after {
                let operations = told.get(key);
                prop_assert!(operations.is_some(), "{key}");
                let changed = before.get(key).is_none_or(|it| it.value != entry.value);
                if changed && !brought(key) {
                    prop_assert!(operations.is_some_and(|it| !it.is_empty()), "{key}");
                }
            }
        }
    }
}
