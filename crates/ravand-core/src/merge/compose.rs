//! One overlay in place of two that stack.

use super::apply;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::diff::diff;
use crate::id::OverlayId;
use crate::overlay::{Action, Operation, Overlay};
use crate::span::Spanned;
use crate::title::Title;
use std::collections::BTreeSet;

/// One overlay that does what `first` and, on top of it, `second` do to `base`:
/// `apply(base, compose(base, first, second))` has the digest of
/// `apply(apply(base, first), second)`. Its operations are those of [`diff`], each with the
/// reasons of the operations behind it.
///
/// # Errors
/// What forbids one of the two.
pub fn compose(base: &Definition, first: &Overlay, second: &Overlay) -> Result<Overlay, Vec<Diagnostic>> {
    let reached = apply(&apply(base, first)?, second)?;
    let mut composed = diff(base, &reached)?;
    composed.id = Spanned::nowhere(OverlayId::from(format!("{}-{}", first.id, second.id).as_str()));
    composed.kind = first.kind.max(second.kind);
    composed.reason = joined([first, second].iter().filter_map(|overlay| overlay.reason.as_ref()));
    composed.expires = [first.expires, second.expires].into_iter().flatten().min_by_key(|date| date.value);
    for operation in &mut composed.changes {
        let behind = behind(operation, &reached, [first, second]);
        if behind.is_empty() {
            continue;
        }
        let all = |what: fn(&Operation) -> Option<&Spanned<Title>>| joined(behind.iter().copied().filter_map(what));
        operation.why = all(|it| it.why.as_ref()).or(operation.why.take());
        operation.decided_by = all(|it| it.decided_by.as_ref());
        operation.needs_first = all(|it| it.needs_first.as_ref());
        operation.caught_by = all(|it| it.caught_by.as_ref());
        operation.assumed = behind.iter().all(|it| it.assumed);
        operation.span = behind.first().map(|it| it.span).unwrap_or_default();
    }
    Ok(composed)
}

/// The operations of two overlays that an operation of their composition stands for.
fn behind<'a>(operation: &Operation, reached: &Definition, overlays: [&'a Overlay; 2]) -> Vec<&'a Operation> {
    let subjects: BTreeSet<String> = operation.action.subjects().into_iter().collect();
    let places = |action: &Action| {
        let flows = matches!(action, Action::Move { .. } | Action::Order { .. } | Action::Gateway { .. });
        flows || matches!(action, Action::Stage { .. } | Action::RemoveStage { .. } | Action::ChangeStage { .. })
    };
    let written = matches!(&operation.action, Action::Order { .. });
    let touched: Vec<_> = operation
        .action
        .steps()
        .into_iter()
        .filter_map(|step| reached.steps.get(&step.value))
        .flat_map(|step| &step.history)
        .collect();
    let mut found = Vec::new();
    for overlay in overlays {
        for (index, behind) in overlay.changes.iter().enumerate() {
            let touches = touched.iter().any(|it| it.overlay == overlay.id.value && it.operation == index);
            let names = behind.action.subjects().iter().any(|subject| subjects.contains(subject));
            if touches || names || written && places(&behind.action) {
                found.push(behind);
            }
        }
    }
    found
}

/// Reasons one after the other, each once.
fn joined<'a>(reasons: impl Iterator<Item = &'a Spanned<Title>>) -> Option<Spanned<Title>> {
    let mut all: Option<Spanned<Title>> = None;
    let mut seen = Vec::new();
    for reason in reasons {
        if seen.contains(&&reason.value) {
            continue;
        }
        seen.push(&reason.value);
        match &mut all {
            None => all = Some(reason.clone()),
            Some(all) => {
                join(&mut all.value.en, reason.en.as_deref(), "; ");
                join(&mut all.value.fa, reason.fa.as_deref(), "؛ ");
            }
        }
    }
    all
}

fn join(text: &mut Option<String>, more: Option<&str>, between: &str) {
    match (text.as_mut(), more) {
        (Some(text), Some(more)) => {
            text.push_str(between);
            text.push_str(more);
        }
        (None, Some(more)) => *text = Some(more.to_owned()),
        (_, None) => {}
    }
}
