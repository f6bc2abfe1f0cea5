//! The overlay that makes one definition of another.
//!
//! Invariant: what [`diff`] returns was applied before it was returned, and led to the other
//! definition; `apply(a, diff(a, b))` has the digest of `b`. It says as little as it can:
//! attributes that differ, steps that come, go or stand elsewhere; a stage or the whole flow
//! is written out only where nothing smaller leads there. It does not guess reasons: each
//! `why` only says what is different, and a person replaces it.

mod flow;
mod step;
#[cfg(test)]
mod tests;

use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Entries, declaration_entries, entries};
use crate::id::StepId;
use crate::merge::{apply, codes};
use crate::overlay::{Action, Declaration, Operation, Overlay, ProcessPatch, Subject};
use crate::span::{Span, Spanned};
use ravand_feel::Args;
use std::collections::BTreeSet;

/// The overlay that makes `b` of `a`: applied to `a` it gives a definition with the digest
/// of `b`. Its `base` is the digest of `a`; its reasons say what is different.
///
/// ```
/// use ravand_core::{Definition, Digest, Spanned, diff, merge};
/// let today = Definition::empty("shop-sign-permit");
/// let mut tomorrow = today.clone();
/// tomorrow.owner = Some(Spanned::nowhere("beautification-organisation".to_owned()));
/// let overlay = diff(&today, &tomorrow).expect("both are consistent");
/// assert_eq!(overlay.changes[0].action.verb(), "change");
/// let reached = merge::apply(&today, &overlay).expect("it fits");
/// assert_eq!(Digest::of(&reached), Digest::of(&tomorrow));
/// ```
///
/// # Errors
/// If they are two processes, or if `b` names what it does not have: no overlay leads to a
/// process that hangs in the air.
pub fn diff(a: &Definition, b: &Definition) -> Result<Overlay, Vec<Diagnostic>> {
    if a.id.value != b.id.value {
        let args = Args::new().with("of", &b.id).with("process", &a.id);
        return Err(vec![Diagnostic::at(&codes::OF_ANOTHER, b.id.span, args)]);
    }
    let both = Both { a, b, in_a: entries(a), in_b: entries(b) };
    let mut overlay = Overlay::empty(&format!("{}-changes", a.id), &a.id.value);
    overlay.base = Some(Spanned::nowhere((&Digest::of(a)).into()));
    both.process(&mut overlay);
    both.declarations(&mut overlay);
    both.steps(&mut overlay);
    let wanted = Digest::of(b);
    if a.flow.graph.is_some() || b.flow.graph.is_some() {
        // No operation joins the elements of a graph anew: both must have the same.
        let reached = apply(a, &overlay)?;
        let args = Args::new().with("process", &b.id);
        let unreached = vec![Diagnostic::at(&codes::JOINS_ANEW, b.id.span, args)];
        return if Digest::of(&reached) == wanted { Ok(overlay) } else { Err(unreached) };
    }
    let mut last = Vec::new();
    for ways in [flow::by_steps(a, b), flow::by_stages(a, b), Some(flow::whole(b))].into_iter().flatten() {
        let mut overlay = overlay.clone();
        ways.extend(&mut overlay, b);
        match apply(a, &overlay) {
            Ok(reached) if Digest::of(&reached) == wanted => return Ok(overlay),
            Ok(reached) => last = vec![unreached(&reached, b)],
            Err(problems) => last = problems,
        }
    }
    Err(last)
}

/// What of `b` no overlay gives.
fn unreached(reached: &Definition, b: &Definition) -> Diagnostic {
    let (reached, wanted) = (entries(reached), entries(b));
    let missing = wanted.iter().find(|(key, entry)| reached.get(*key).is_none_or(|it| it.value != entry.value));
    let surplus = reached.iter().find(|(key, _)| !wanted.contains_key(*key));
    let (key, span) = missing.or(surplus).map_or(("", Span::default()), |(key, entry)| (key.as_str(), entry.span));
    Diagnostic::at(&codes::UNREACHED, span, Args::new().with("what", key).with("process", &b.id))
}

struct Both<'a> {
    a: &'a Definition,
    b: &'a Definition,
    in_a: Entries,
    in_b: Entries,
}

/// What entries say at a key and below it.
fn said<'e>(entries: &'e Entries, key: &'e str) -> Vec<(&'e str, &'e str)> {
    let at = entries.range(key.to_owned()..).take_while(|(it, _)| it.starts_with(key));
    let below = at.filter_map(|(it, entry)| Some((it.strip_prefix(key)?, entry.value.as_str())));
    below.filter(|(rest, _)| rest.is_empty() || rest.starts_with('/')).collect()
}

/// Whether `b` says something else than `a` at a key or below it, and whether it says anything.
enum Differs {
    Not,
    Says,
    IsSilent,
}

impl Both<'_> {
    fn differs(&self, key: &str) -> Differs {
        match (said(&self.in_a, key), said(&self.in_b, key)) {
            (a, b) if a == b => Differs::Not,
            (_, b) if b.is_empty() => Differs::IsSilent,
            _ => Differs::Says,
        }
    }

    fn process(&self, overlay: &mut Overlay) {
        let mut to = ProcessPatch::default();
        for name in ProcessPatch::NAMES {
            match self.differs(name) {
                Differs::Not => continue,
                Differs::IsSilent => to.unset.push(Spanned::nowhere(name)),
                Differs::Says => match name {
                    "title" => to.title = Some(Spanned::new(self.b.title.clone(), self.b.id.span)),
                    "domain" => to.domain.clone_from(&self.b.domain),
                    "owner" => to.owner.clone_from(&self.b.owner),
                    "provenance" => to.provenance = Some(self.b.provenance),
                    "valid_from" => to.valid_from = self.b.valid_from,
                    "calendar" => to.calendar.clone_from(&self.b.calendar),
                    _ => to.sla = self.b.sla.clone().map(|sla| Spanned { span: sla.due.span, value: sla }),
                },
            }
        }
        let names = to.said();
        if !names.is_empty() {
            let why = format!("the process differs in {}", names.join(", "));
            let action = Action::ChangeProcess { process: self.a.id.clone(), to: Box::new(to) };
            overlay.changes.push(Operation::because(action, why));
        }
    }

    fn declarations(&self, overlay: &mut Overlay) {
        let (a, b) = (self.a, self.b);
        // Also what nobody names yet: a later overlay may name it.
        for (id, role) in &b.roles {
            let there = a.roles.get(id).map(|there| Declaration::Role(id.clone(), there.clone()));
            if redeclared(there, Declaration::Role(id.clone(), role.clone()), overlay) {
                overlay.roles.insert(id.clone(), role.clone());
            }
        }
        for (id, document) in &b.documents {
            let there = a.documents.get(id).map(|there| Declaration::Document(id.clone(), there.clone()));
            if redeclared(there, Declaration::Document(id.clone(), document.clone()), overlay) {
                overlay.documents.insert(id.clone(), document.clone());
            }
        }
        for (id, datum) in &b.data {
            let there = a.data.get(id).map(|there| Declaration::Datum(id.clone(), there.clone()));
            if redeclared(there, Declaration::Datum(id.clone(), datum.clone()), overlay) {
                overlay.data.insert(id.clone(), datum.clone());
            }
        }
        for (id, end) in &b.ends {
            let there = a.ends.get(id).map(|there| Declaration::End(id.clone(), there.clone()));
            if redeclared(there, Declaration::End(id.clone(), end.clone()), overlay) {
                overlay.ends.insert(id.clone(), end.clone());
            }
        }
        for (id, table) in &b.decisions {
            let there = a.decisions.get(id).map(|there| Declaration::Decision(id.clone(), there.clone()));
            if redeclared(there, Declaration::Decision(id.clone(), table.clone()), overlay) {
                overlay.decisions.insert(id.clone(), table.clone());
            }
        }
        let roles = a.roles.keys().filter(|id| !b.roles.contains_key(*id));
        let documents = a.documents.keys().filter(|id| !b.documents.contains_key(*id));
        let gone = roles.cloned().map(Subject::Role);
        let gone = gone.chain(documents.cloned().map(Subject::Document));
        let gone = gone.chain(a.data.keys().filter(|id| !b.data.contains_key(*id)).cloned().map(Subject::Datum));
        let gone = gone.chain(a.ends.keys().filter(|id| !b.ends.contains_key(*id)).cloned().map(Subject::End));
        let tables = a.decisions.keys().filter(|id| !b.decisions.contains_key(*id));
        for subject in gone.chain(tables.cloned().map(Subject::Decision)) {
            let why = format!("{} {} is declared no more", subject.word(), subject.id());
            let action = Action::Withdraw { subject: Spanned::nowhere(subject) };
            overlay.changes.push(Operation::because(action, why));
        }
    }

    fn steps(&self, overlay: &mut Overlay) {
        let gone: BTreeSet<&StepId> = self.a.steps.keys().filter(|id| !self.b.steps.contains_key(*id)).collect();
        for id in &gone {
            let step = Spanned::new((*id).clone(), self.a.step_span(id));
            let action = Action::Remove { step, documents: Default::default() };
            overlay.changes.push(Operation::because(action, format!("{id} is gone")));
        }
        for (id, step) in &self.b.steps {
            let place = self.b.step_span(id);
            let Some(before) = self.a.steps.get(id) else {
                let content = crate::step::Step { history: Vec::new(), ..step.clone() };
                let step = Spanned::new(id.clone(), place);
                let action = Action::Add { step, at: None, content: Box::new(content) };
                overlay.changes.push(Operation::because(action, format!("{id} is new")));
                continue;
            };
            let to = step::patch(self, id, (before, step), &gone);
            if !to.is_empty() {
                let why = format!("{id} differs in {}", to.said().join(", "));
                let action = Action::Change { step: Spanned::new(id.clone(), place), to: Box::new(to) };
                overlay.changes.push(Operation::because(action, why));
            }
        }
    }
}

/// Declares anew what is there and says something else; whether it is not there at all.
fn redeclared(there: Option<Declaration>, new: Declaration, overlay: &mut Overlay) -> bool {
    let said = declaration_entries(&new);
    let values =
        |entries: &Entries| entries.iter().map(|(key, it)| (key.clone(), it.value.clone())).collect::<Vec<_>>();
    match there.map(|there| values(&declaration_entries(&there))) {
        None => true,
        Some(there) if there == values(&said) => false,
        Some(_) => {
            let subject = new.subject();
            let why = format!("{} {} is declared otherwise", subject.word(), subject.id());
            let span = said.values().next().map(|entry| entry.span).unwrap_or_default();
            overlay.changes.push(Operation::because(Action::Redeclare { span, to: Box::new(new) }, why));
            false
        }
    }
}
