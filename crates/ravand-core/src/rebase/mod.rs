//! An overlay whose base has moved: the same overlay for the new base, or what stands in the
//! way.
//!
//! A three-way merge, operation by operation. What an operation sets and the base has left
//! alone is set as before; what the base has set to the same is left out; what both have
//! changed, each otherwise, is a conflict that names the operation and the line of the base.
//! Invariant: what is returned was applied to the new base. Nothing is decided here that a
//! person has to decide.

mod names;
#[cfg(test)]
mod tests;

use crate::definition::Definition;
use crate::definition::stages;
use crate::diagnostic::Diagnostic;
use crate::diff::diff;
use crate::digest::{Digest, Entries, Entry, declaration_entries, entries, flow_text, part};
use crate::id::{DocumentId, StageId, StepId};
use crate::merge::apply;
use crate::merge::codes::{self, notes};
use crate::overlay::{Action, Declaration, ListEdit, Operation, Overlay, StepPatch, Subject};
use crate::span::{Span, Spanned};
use indexmap::IndexMap;
use names::{Hanging, Name, hanging, names};
use ravand_feel::Args;
use std::collections::BTreeSet;
use std::fmt;

/// Says that the process is no longer the one that the overlay was written for; nothing if it
/// is, or if the overlay does not say.
pub fn base_moved(base: &Definition, overlay: &Overlay) -> Option<Diagnostic> {
    // Nobody's digest is made for an overlay that does not ask.
    overlay.base.as_ref()?;
    base_moved_to(&Digest::of(base), overlay)
}

/// The same, where the digest of the process is known.
pub fn base_moved_to(is: &Digest, overlay: &Overlay) -> Option<Diagnostic> {
    let written_for = overlay.base.as_ref()?;
    if written_for.begins(is) {
        return None;
    }
    let args = Args::new().with("overlay", &overlay.id).with("process", &overlay.of);
    let args = args.with("base", written_for).with("is", is.short());
    Some(Diagnostic::at(&codes::BASE_MOVED, written_for.span, args))
}

/// The overlay, written for `old`, as it is written for `new`: its `base` is the digest of
/// `new`, and operations that the base has made superfluous are gone.
///
/// ```
/// use ravand_core::{Definition, Overlay, rebase::{base_moved, rebase}};
/// # fn show(old: &Definition, new: &Definition, reform: &Overlay) {
/// match rebase(old, new, reform) {
///     Ok(rebased) => assert!(base_moved(new, &rebased).is_none()),
///     Err(conflicts) => println!("{} things to decide", conflicts.len()),
/// }
/// # }
/// ```
///
/// # Errors
/// What forbids the overlay on its own base; or every conflict, each with both places.
pub fn rebase(old: &Definition, new: &Definition, overlay: &Overlay) -> Result<Overlay, Vec<Diagnostic>> {
    let theirs = apply(old, overlay)?;
    let mut merge = ThreeWay {
        old,
        new,
        in_old: entries(old),
        in_new: entries(new),
        in_theirs: entries(&theirs),
        moved: moved(old, new),
        conflicts: Vec::new(),
    };
    let mut rebased = Overlay { changes: Vec::new(), ..overlay.clone() };
    for operation in &overlay.changes {
        rebased.changes.extend(merge.operation(operation));
    }
    if !merge.conflicts.is_empty() {
        return Err(merge.conflicts);
    }
    let place = overlay.base.as_ref().map_or(overlay.id.span, |base| base.span);
    rebased.base = Some(Spanned::new((&Digest::of(new)).into(), place));
    let result = apply(new, &rebased)?;
    let known: BTreeSet<Hanging> = hanging(new).chain(hanging(&theirs)).map(|(it, _)| it).collect();
    let left = hanging(&result).filter(|(it, _)| !known.contains(it));
    let left: Vec<Diagnostic> = left
        .map(|(Hanging { step, what, item }, span)| {
            let args = Args::new().with("step", step).with("what", what).with("item", item);
            Diagnostic::at(&codes::LEFT_HANGING, span, args)
        })
        .collect();
    if left.is_empty() { Ok(rebased) } else { Err(left) }
}

/// The steps that stand elsewhere in the new base.
fn moved(old: &Definition, new: &Definition) -> BTreeSet<StepId> {
    let Ok(difference) = diff(old, new) else { return BTreeSet::new() };
    let moves = difference.changes.iter().filter(|it| matches!(it.action, Action::Move { .. }));
    moves.flat_map(|it| it.action.steps()).map(|step| step.value.clone()).collect()
}

struct ThreeWay<'a> {
    old: &'a Definition,
    new: &'a Definition,
    in_old: Entries,
    in_new: Entries,
    /// What the overlay makes of the old base.
    in_theirs: Entries,
    moved: BTreeSet<StepId>,
    conflicts: Vec<Diagnostic>,
}

/// What the two sides did to something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sides {
    /// The base left it alone.
    OnlyTheirs,
    /// The base did the same.
    Same,
    /// Both changed it, each otherwise.
    Both,
}

/// The entries at a key and below it.
fn under<'e>(entries: &'e Entries, key: &'e str) -> impl Iterator<Item = (&'e str, &'e Entry)> {
    let at = entries.range(key.to_owned()..).take_while(move |(it, _)| it.starts_with(key));
    let rest = at.filter_map(move |(it, entry)| Some((it.strip_prefix(key)?, entry)));
    rest.filter(|(rest, _)| rest.is_empty() || rest.starts_with('/'))
}

fn same(a: &Entries, b: &Entries, key: &str) -> bool {
    let values = |entries| under(entries, key).map(|(rest, entry)| (rest, entry.value.as_str()));
    values(a).eq(values(b))
}

impl ThreeWay<'_> {
    fn sides(&self, key: &str) -> Sides {
        if same(&self.in_old, &self.in_new, key) {
            Sides::OnlyTheirs
        } else if same(&self.in_new, &self.in_theirs, key) {
            Sides::Same
        } else {
            Sides::Both
        }
    }

    /// The operation for the new base; none if the base has done it.
    fn operation(&mut self, operation: &Operation) -> Option<Operation> {
        let verb = operation.action.verb();
        let with = |action: Action| Some(Operation { action, ..operation.clone() });
        match &operation.action {
            Action::Change { step, to } => {
                let to = self.patch(verb, step, to, &[])?;
                (!to.is_empty()).then(|| with(Action::Change { step: step.clone(), to: Box::new(to) }))?
            }
            Action::Automate { step, to } => {
                let to = self.patch(verb, step, to, &["role", "discretion", "contact"])?;
                with(Action::Automate { step: step.clone(), to: Box::new(to) })
            }
            Action::Decide { step, by, to } => {
                let implied = ["role", "discretion", "contact", "kind", "decision"];
                let to = self.patch(verb, step, to, &implied)?;
                with(Action::Decide { step: step.clone(), by: by.clone(), to: Box::new(to) })
            }
            Action::Remove { step, .. } => self.takes_out(verb, step).then(|| operation.clone()),
            Action::Merge { steps, into, documents } => {
                let steps: Vec<_> = steps.iter().filter(|step| self.takes_out(verb, step)).cloned().collect();
                self.has(verb, into);
                let (into, documents) = (into.clone(), documents.clone());
                (!steps.is_empty()).then(|| with(Action::Merge { steps, into, documents }))?
            }
            Action::Add { step, .. } => {
                let key = format!("steps/{}", part(step.as_str()));
                if !self.new.steps.contains_key(&step.value) {
                    return Some(operation.clone());
                }
                if !same(&self.in_new, &self.in_theirs, &key) {
                    let args = Args::new().with("verb", verb).with("step", step);
                    self.conflict(&codes::BOTH_ADD, step.span, args, &key);
                }
                None
            }
            Action::Move { steps, .. } => {
                for step in steps.iter().filter(|step| self.moved.contains(&step.value)) {
                    let args = Args::new().with("verb", verb).with("what", "flow").with("step", step);
                    let found = Diagnostic::at(&codes::BOTH_CHANGED, step.span, args);
                    let place = self.new.flow.steps().into_iter().find(|it| it.value == step.value);
                    let place = place.map_or(self.new.step_span(&step.value), |it| it.span);
                    self.conflicts.push(found.note(place, &notes::BASE_SAYS, Args::new()));
                }
                steps.iter().for_each(|step| self.has(verb, step));
                Some(operation.clone())
            }
            Action::Gateway { .. } | Action::Stage { .. } => {
                operation.action.steps().into_iter().for_each(|step| self.has(verb, step));
                Some(operation.clone())
            }
            Action::Order { stage, order, blocks, span } => {
                let at = stage.as_ref().map_or(String::new(), |stage| format!("stages/{}/", part(stage.as_str())));
                let name = stage.as_ref().map_or(self.new.id.to_string(), ToString::to_string);
                if order.is_some() {
                    self.key(verb, &format!("{at}order"), "order", &name, *span);
                }
                if blocks.is_some() {
                    self.written(stage.as_ref(), &name, *span);
                }
                Some(operation.clone())
            }
            Action::ChangeStage { stage, .. } => {
                self.key(verb, &format!("stages/{}/title", part(stage.as_str())), "title", stage.as_str(), stage.span);
                Some(operation.clone())
            }
            Action::RemoveStage { stage } => {
                let there = stages(&self.new.flow.blocks).into_iter().any(|known| known.id.value == stage.value);
                there.then(|| operation.clone())
            }
            Action::ChangeProcess { process, to } => {
                let mut to = to.clone();
                for name in to.said() {
                    self.key(verb, name, name, process.as_str(), process.span);
                }
                to.unset.retain(|name| self.sides(name.value) != Sides::Same);
                (!to.said().is_empty()).then(|| with(Action::ChangeProcess { process: process.clone(), to }))?
            }
            Action::Redeclare { to, span } => self.declared(verb, &to.subject(), Some(to), *span, operation),
            Action::Withdraw { subject } => self.declared(verb, &subject.value, None, subject.span, operation),
        }
    }

    fn conflict(&mut self, code: &'static ravand_feel::Code, at: Span, args: Args, key: &str) {
        let found = Diagnostic::at(code, at, args);
        let differs = |one: &Entries, other: &Entries| {
            let mut said = under(one, key);
            let other: Vec<(&str, &str)> = under(other, key).map(|(rest, it)| (rest, it.value.as_str())).collect();
            said.find(|(rest, it)| !other.contains(&(rest, it.value.as_str()))).map(|(_, it)| it.span)
        };
        let found = match (differs(&self.in_new, &self.in_old), differs(&self.in_old, &self.in_new)) {
            (Some(place), _) => found.note(place, &notes::BASE_SAYS, Args::new()),
            (None, Some(place)) => found.note(place, &notes::BASE_SAID, Args::new()),
            (None, None) => found,
        };
        self.conflicts.push(found);
    }

    /// Reports a key that both sides changed.
    fn key(&mut self, verb: &str, key: &str, what: &str, of: &str, at: Span) -> Sides {
        let sides = self.sides(key);
        if sides == Sides::Both {
            let args = Args::new().with("verb", verb).with("what", what).with("step", of);
            self.conflict(&codes::BOTH_CHANGED, at, args, key);
        }
        sides
    }

    /// Reports a step that the new base lacks.
    fn has(&mut self, verb: &str, step: &Spanned<StepId>) {
        if self.old.steps.contains_key(&step.value) && !self.new.steps.contains_key(&step.value) {
            let args = Args::new().with("verb", verb).with("step", step);
            let found = Diagnostic::at(&codes::BASE_LACKS, step.span, args);
            self.conflicts.push(found.note(self.old.step_span(&step.value), &notes::BASE_SAID, Args::new()));
        }
    }

    /// Whether a step is still there to be taken out; reports one that the base has changed.
    fn takes_out(&mut self, verb: &str, step: &Spanned<StepId>) -> bool {
        if !self.new.steps.contains_key(&step.value) {
            return false;
        }
        let key = format!("steps/{}", part(step.as_str()));
        if !same(&self.in_old, &self.in_new, &key) {
            let values = |entries| under(entries, &key).map(|(rest, it)| (rest.to_owned(), it.value.clone()));
            let (old, new): (BTreeSet<_>, BTreeSet<_>) =
                (values(&self.in_old).collect(), values(&self.in_new).collect());
            let what = old.symmetric_difference(&new).next().map_or("", |(rest, _)| rest.trim_start_matches('/'));
            let args = Args::new().with("verb", verb).with("step", step).with("what", what);
            self.conflict(&codes::GONE_AND_CHANGED, step.span, args, &key);
        }
        self.newly_named(verb, step);
        true
    }

    /// Reports what the base has begun to name of a step that goes: the step, or a document
    /// that it makes. Taking it out would take back what the base has just said.
    fn newly_named(&mut self, verb: &str, step: &Spanned<StepId>) {
        let Some(gone) = self.new.steps.get(&step.value) else { return };
        let made = |document: &DocumentId| gone.produces.iter().any(|it| it.value == *document);
        for (id, content) in self.new.steps.iter().filter(|(id, _)| **id != step.value) {
            let before = self.old.steps.get(id).map(names).unwrap_or_default();
            for (what, name, span) in names(content) {
                let concerns = match name {
                    Name::Step(named) => *named == step.value,
                    Name::Document(document) => made(document),
                    _ => false,
                };
                let new = !before.iter().any(|(word, other, _)| *word == what && other.as_str() == name.as_str());
                if concerns && new {
                    let args = Args::new().with("verb", verb).with("step", step).with("what", format!("{id}.{what}"));
                    let found = Diagnostic::at(&codes::GONE_AND_CHANGED, step.span, args);
                    self.conflicts.push(found.note(span, &notes::BASE_SAYS, Args::new()));
                }
            }
        }
    }

    /// A flow that is written out, where the base has changed what it replaces.
    fn written(&mut self, stage: Option<&Spanned<StageId>>, name: &str, at: Span) {
        let text = |definition: &Definition| match stage {
            None => Some(flow_text(&definition.flow.blocks)),
            Some(stage) => {
                let stages = stages(&definition.flow.blocks);
                stages.into_iter().find(|it| it.id.value == stage.value).map(|it| flow_text(&it.blocks))
            }
        };
        if text(self.old) != text(self.new) {
            let args = Args::new().with("verb", "order").with("what", "flow").with("step", name);
            self.conflict(&codes::BOTH_CHANGED, at, args, "flow");
        }
    }

    fn declared(
        &mut self,
        verb: &str,
        subject: &Subject,
        to: Option<&Declaration>,
        at: Span,
        operation: &Operation,
    ) -> Option<Operation> {
        let said = |declaration: Option<Declaration>| {
            declaration.map(|it| {
                let said = declaration_entries(&it);
                said.into_iter().map(|(key, entry)| (key, entry.value)).collect::<Vec<_>>()
            })
        };
        let (old, new) = (said(declaration(self.old, subject)), said(declaration(self.new, subject)));
        let args = || Args::new().with("verb", verb).with("what", subject.word()).with("step", subject.id());
        if old == new {
            return Some(operation.clone());
        }
        if new == said(to.cloned()) {
            return None;
        }
        let place = span_of(self.new, subject).map(|place| (place, &notes::BASE_SAYS));
        let place = place.or_else(|| span_of(self.old, subject).map(|place| (place, &notes::BASE_SAID)));
        let found = Diagnostic::at(&codes::BOTH_CHANGED, at, args());
        self.conflicts.push(match place {
            Some((place, words)) => found.note(place, words, Args::new()),
            None => found,
        });
        None
    }

    /// The change of a step without what the base has done as well.
    fn patch(
        &mut self,
        verb: &str,
        step: &Spanned<StepId>,
        to: &StepPatch,
        implied: &[&'static str],
    ) -> Option<StepPatch> {
        let before = self.conflicts.len();
        self.has(verb, step);
        if self.conflicts.len() > before {
            return None;
        }
        let mut to = to.clone();
        let key = |what: &str| format!("steps/{}/{what}", part(step.as_str()));
        let names: BTreeSet<&str> = to.attributes.said().into_iter().chain(implied.iter().copied()).collect();
        for name in names {
            self.key(verb, &key(name), name, step.as_str(), step.span);
        }
        to.unset
            .retain(|name| self.key(verb, &key(name.as_str()), name.as_str(), step.as_str(), step.span) != Sides::Same);
        let mut lists = Lists { merge: self, verb, step };
        lists.edit(&mut to.needs, "needs");
        lists.edit(&mut to.may_use, "may_use");
        lists.edit(&mut to.produces, "produces");
        lists.edit(&mut to.asks, "asks");
        lists.edit(&mut to.evidence, "evidence");
        lists.edit(&mut to.after, "after");
        lists.edit(&mut to.not_same_person_as, "not_same_person_as");
        lists.edit(&mut to.same_person_as, "same_person_as");
        // The chance of an outcome goes with it.
        for (outcome, target) in to.outcomes.iter().filter(|(_, target)| target.value.is_none()) {
            lists.sides(&format!("chances/{}", part(outcome.as_str())), target.span);
        }
        lists.named(&mut to.outcomes, "outcomes");
        lists.named(&mut to.chances, "chances");
        lists.named(&mut to.catches, "catches");
        Some(to)
    }
}

/// The lists of one step.
struct Lists<'m, 'a> {
    merge: &'m mut ThreeWay<'a>,
    verb: &'m str,
    step: &'m Spanned<StepId>,
}

impl Lists<'_, '_> {
    fn sides(&mut self, what: &str, at: Span) -> Sides {
        let key = format!("steps/{}/{what}", part(self.step.as_str()));
        self.merge.key(self.verb, &key, what, self.step.as_str(), at)
    }

    fn edit<T: fmt::Display>(&mut self, edit: &mut Option<ListEdit<T>>, list: &str) {
        match edit {
            None => {}
            Some(ListEdit::Replace(items)) => {
                let at = items.first().map_or(self.step.span, |item| item.span);
                if self.sides(list, at) == Sides::Same {
                    *edit = None;
                }
            }
            Some(ListEdit::Edit { add, drop }) => {
                for items in [&mut *add, &mut *drop] {
                    items.retain(|item| {
                        let what = format!("{list}/{}", part(&item.to_string()));
                        self.sides(&what, item.span) != Sides::Same
                    });
                }
                if add.is_empty() && drop.is_empty() {
                    *edit = None;
                }
            }
        }
    }

    fn named<K: fmt::Display + Eq + std::hash::Hash, V>(&mut self, map: &mut IndexMap<K, Spanned<V>>, list: &str) {
        map.retain(|name, value| {
            let what = format!("{list}/{}", part(&name.to_string()));
            self.sides(&what, value.span) != Sides::Same
        });
    }
}

fn declaration(definition: &Definition, subject: &Subject) -> Option<Declaration> {
    match subject {
        Subject::Role(id) => definition.roles.get(id).map(|it| Declaration::Role(id.clone(), it.clone())),
        Subject::Document(id) => definition.documents.get(id).map(|it| Declaration::Document(id.clone(), it.clone())),
        Subject::Datum(id) => definition.data.get(id).map(|it| Declaration::Datum(id.clone(), it.clone())),
        Subject::End(id) => definition.ends.get(id).map(|it| Declaration::End(id.clone(), it.clone())),
        Subject::Decision(id) => definition.decisions.get(id).map(|it| Declaration::Decision(id.clone(), it.clone())),
    }
}

fn span_of(definition: &Definition, subject: &Subject) -> Option<Span> {
    match subject {
        Subject::Role(id) => definition.roles.get(id).map(|it| it.span),
        Subject::Document(id) => definition.documents.get(id).map(|it| it.span),
        Subject::Datum(id) => definition.data.get(id).map(|it| it.span),
        Subject::End(id) => definition.ends.get(id).map(|it| it.span),
        Subject::Decision(id) => definition.decisions.get(id).map(|it| it.span),
    }
}
