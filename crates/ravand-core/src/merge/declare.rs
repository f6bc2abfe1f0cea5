//! What an overlay declares: what it brings besides its operations, and the operations that
//! declare something anew or no more. Done first: everything else is measured by it.

use super::codes::{self, notes};
use crate::definition::{
    DataDeclaration, Decision, Definition, DocumentDeclaration, EndDeclaration, Provenance, RoleDeclaration,
};
use crate::diagnostic::Diagnostic;
use crate::overlay::{Action, Declaration, Operation, Overlay, ProcessPatch, Subject};
use crate::span::{Span, Spanned};
use crate::suggest::suggest;
use crate::title::Title;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hash;

/// Takes over what the overlay brings, and declares what its operations declare.
pub(super) fn apply<'a>(
    result: &mut Definition,
    overlay: &Overlay,
    operations: impl Iterator<Item = &'a Operation>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut declared: BTreeMap<Subject, Span> = BTreeMap::new();
    for operation in operations {
        let (subject, span) = match &operation.action {
            Action::Redeclare { to, span } => (to.subject(), *span),
            Action::Withdraw { subject } => (subject.value.clone(), subject.span),
            _ => continue,
        };
        if let Some(other) = declared.get(&subject).copied().or_else(|| brought(overlay, &subject)) {
            let args = Args::new().with("what", subject.word()).with("step", subject.id());
            let found = Diagnostic::at(&codes::SET_TWICE, span, args);
            problems.push(found.note(other, &notes::OTHER, Args::new()));
            continue;
        }
        if place_of(result, &subject).is_none() {
            problems.push(unknown(result, &subject, operation.action.verb(), span, problems.len()));
            continue;
        }
        declared.insert(subject.clone(), span);
        match &operation.action {
            Action::Redeclare { to, .. } => declare(result, to),
            _ => withdraw(result, &subject),
        }
    }
    bring_in(result, overlay, problems);
}

/// Changes attributes of the process.
pub(super) fn patch_process(result: &mut Definition, to: &ProcessPatch, problems: &mut Vec<Diagnostic>) {
    let ProcessPatch { title, domain, owner, provenance, valid_from, calendar, sla, unset } = to;
    for name in unset {
        let said = match name.value {
            "title" => std::mem::take(&mut result.title) != Title::default(),
            "domain" => result.domain.take().is_some(),
            "owner" => result.owner.take().is_some(),
            "valid_from" => result.valid_from.take().is_some(),
            "calendar" => result.calendar.take().is_some(),
            "sla" => result.sla.take().is_some(),
            // Without a word about it, a process counts as made up.
            _ => {
                let synthetic = Spanned::new(Provenance::Synthetic, name.span);
                std::mem::replace(&mut result.provenance, synthetic).value != Provenance::Synthetic
            }
        };
        if !said {
            let args = Args::new().with("what", name.value).with("step", &result.id);
            problems.push(Diagnostic::at(&codes::NOT_SAID, name.span, args));
        }
    }
    if let Some(title) = title {
        result.title.clone_from(&title.value);
    }
    for (new, there) in [(domain, &mut result.domain), (owner, &mut result.owner)] {
        if new.is_some() {
            there.clone_from(new);
        }
    }
    if let Some(provenance) = provenance {
        result.provenance = *provenance;
    }
    if valid_from.is_some() {
        result.valid_from = *valid_from;
    }
    if calendar.is_some() {
        result.calendar.clone_from(calendar);
    }
    if let Some(sla) = sla {
        result.sla = Some(sla.value.clone());
    }
}

fn place_of(definition: &Definition, subject: &Subject) -> Option<Span> {
    match subject {
        Subject::Role(id) => definition.roles.get(id).map(|it| it.span),
        Subject::Document(id) => definition.documents.get(id).map(|it| it.span),
        Subject::Datum(id) => definition.data.get(id).map(|it| it.span),
        Subject::End(id) => definition.ends.get(id).map(|it| it.span),
        Subject::Decision(id) => definition.decisions.get(id).map(|it| it.span),
    }
}

/// Where an overlay brings something of that id.
fn brought(overlay: &Overlay, subject: &Subject) -> Option<Span> {
    match subject {
        Subject::Role(id) => overlay.roles.get(id).map(|it| it.span),
        Subject::Document(id) => overlay.documents.get(id).map(|it| it.span),
        Subject::Datum(id) => overlay.data.get(id).map(|it| it.span),
        Subject::End(id) => overlay.ends.get(id).map(|it| it.span),
        Subject::Decision(id) => overlay.decisions.get(id).map(|it| it.span),
    }
}

fn unknown(definition: &Definition, subject: &Subject, verb: &str, span: Span, said: usize) -> Diagnostic {
    fn known<K: fmt::Display, V>(map: &IndexMap<K, V>, span: impl Fn(&V) -> Span) -> Vec<(String, Span)> {
        map.iter().map(|(id, it)| (id.to_string(), span(it))).collect()
    }
    let known = match subject {
        Subject::Role(_) => known(&definition.roles, |it| it.span),
        Subject::Document(_) => known(&definition.documents, |it| it.span),
        Subject::Datum(_) => known(&definition.data, |it| it.span),
        Subject::End(_) => known(&definition.ends, |it| it.span),
        Subject::Decision(_) => known(&definition.decisions, |it| it.span),
    };
    let args = Args::new().with("verb", verb).with("what", subject.word()).with("id", subject.id());
    let found = Diagnostic::at(&codes::UNDECLARED, span, args.with("process", &definition.id));
    suggest(found, subject.id(), known.iter().map(|(id, span)| (id.as_str(), *span)), said)
}

fn declare(result: &mut Definition, to: &Declaration) {
    match to {
        Declaration::Role(id, it) => drop(result.roles.insert(id.clone(), it.clone())),
        Declaration::Document(id, it) => drop(result.documents.insert(id.clone(), it.clone())),
        Declaration::Datum(id, it) => drop(result.data.insert(id.clone(), it.clone())),
        Declaration::End(id, it) => drop(result.ends.insert(id.clone(), it.clone())),
        Declaration::Decision(id, it) => drop(result.decisions.insert(id.clone(), it.clone())),
    }
}

fn withdraw(result: &mut Definition, subject: &Subject) {
    match subject {
        Subject::Role(id) => drop(result.roles.shift_remove(id)),
        Subject::Document(id) => drop(result.documents.shift_remove(id)),
        Subject::Datum(id) => drop(result.data.shift_remove(id)),
        Subject::End(id) => drop(result.ends.shift_remove(id)),
        Subject::Decision(id) => drop(result.decisions.shift_remove(id)),
    }
}

/// What the overlay brings besides its operations.
fn bring_in(result: &mut Definition, overlay: &Overlay, problems: &mut Vec<Diagnostic>) {
    bring(&mut result.roles, &overlay.roles, ("roles", problems), |there, new| {
        let said = new.holders.is_some() || new.assumed;
        agrees(&there.title, &new.title)
            && (!said || (there.holders, there.assumed) == (new.holders, new.assumed))
            && (new.party == Default::default() || new.party == there.party)
    });
    bring(&mut result.documents, &overlay.documents, ("documents", problems), |there, new| {
        agrees(&there.title, &new.title) && there.from_applicant >= new.from_applicant && there.optional >= new.optional
    });
    bring(&mut result.data, &overlay.data, ("data", problems), |there, new| {
        agrees(&there.title, &new.title)
            && (&there.ty, there.personal, &there.default) == (&new.ty, new.personal, &new.default)
    });
    bring(&mut result.decisions, &overlay.decisions, ("decisions", problems), |there, new| {
        there.without_places() == new.without_places()
    });
    bring(&mut result.ends, &overlay.ends, ("ends", problems), |there, new| {
        agrees(&there.title, &new.title) && there.favourable == new.favourable
    });
}

/// Takes over what is new. What is there already must say the same; it stays as it is.
fn bring<K: Clone + Eq + Hash + fmt::Display, V: Clone + Placed>(
    there: &mut IndexMap<K, V>,
    new: &IndexMap<K, V>,
    (what, problems): (&'static str, &mut Vec<Diagnostic>),
    same: impl Fn(&V, &V) -> bool,
) {
    for (id, new) in new {
        match there.get(id) {
            Some(there) if same(there, new) => {}
            Some(there) => {
                let args = Args::new().with("id", id).with("what", what);
                let found = Diagnostic::at(&codes::REDEFINED, new.place(), args);
                problems.push(found.note(there.place(), &notes::EXISTS, Args::new()));
            }
            None => {
                there.insert(id.clone(), new.clone());
            }
        }
    }
}

/// Whether a title says nothing else than another.
fn agrees(there: &Title, new: &Title) -> bool {
    let agrees = |there: &Option<String>, new: &Option<String>| new.is_none() || there == new;
    agrees(&there.en, &new.en) && agrees(&there.fa, &new.fa)
}

/// What was written somewhere.
trait Placed {
    fn place(&self) -> Span;
}

macro_rules! placed {
    ($($name:ident)+) => {$(
        impl Placed for $name {
            fn place(&self) -> Span {
                self.span
            }
        }
    )+};
}

placed!(RoleDeclaration DocumentDeclaration DataDeclaration Decision EndDeclaration);
