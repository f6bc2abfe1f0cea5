//! Where outcomes lead, and how often.

use super::codes::{self, notes};
use super::map::{Map, Place};
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::{OutcomeName, StepId};
use crate::span::{Span, Spanned};
use crate::step::{Step, Target};
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;

/// How far a sum of chances may be from 1: what a person rounds.
pub(super) const SUM_TOLERANCE: f64 = 1e-4;

/// Checks the outcomes of every step.
pub(super) fn check(definition: &Definition, map: &Map, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        for (outcome, target) in &step.outcomes {
            match &target.value {
                Target::On | Target::Call(_) => {}
                Target::BackTo(to) => {
                    jump(definition, map, &Jump { id, outcome, to, span: target.span, back: true }, problems)
                }
                Target::SkipTo(to) => {
                    jump(definition, map, &Jump { id, outcome, to, span: target.span, back: false }, problems)
                }
                Target::End(end) if !definition.ends.contains_key(end) => {
                    let found = Diagnostic::at(&codes::END_UNKNOWN, target.span, Args::new().with("end", end));
                    let known = definition.ends.iter().map(|(id, declaration)| (id.as_str(), declaration.span));
                    problems.push(suggest(found, end.as_str(), known, problems.len()));
                }
                Target::End(_) => {}
            }
        }
        ways(id, step, definition.step_span(id), problems);
        let place = definition.step_span(id);
        problems.extend(chances(id, &step.outcomes, &step.chances, place));
    }
}

struct Jump<'a> {
    id: &'a StepId,
    outcome: &'a OutcomeName,
    to: &'a StepId,
    span: Span,
    back: bool,
}

fn jump(definition: &Definition, map: &Map, jump: &Jump<'_>, problems: &mut Vec<Diagnostic>) {
    let args = Args::new().with("step", jump.id).with("outcome", jump.outcome).with("target", jump.to);
    let Some(target) = map.places.get(jump.to) else {
        let found = Diagnostic::at(&codes::TARGET_UNKNOWN, jump.span, args);
        let known = map.places.keys().map(|id| (id.as_str(), definition.step_span(id)));
        problems.push(suggest(found, jump.to.as_str(), known, problems.len()));
        return;
    };
    // A step that the flow does not name is reported as such.
    let Some(place) = map.places.get(jump.id) else {
        return;
    };
    if let Some(code) = forbidden(map, jump, place, target) {
        let note = Args::new().with("step", jump.to);
        problems.push(Diagnostic::at(code, jump.span, args).note(target.span, &notes::TARGET, note));
    }
}

fn forbidden(map: &Map, jump: &Jump<'_>, place: &Place, target: &Place) -> Option<&'static ravand_feel::Code> {
    if !jump.back && (place.set.is_some() || target.set.is_some()) {
        return Some(&codes::SKIP_BY_DOCUMENTS);
    }
    if place.parallel != target.parallel {
        return Some(&codes::UNSOUND_JUMP);
    }
    match place.set {
        Some(set) => {
            let order = map.orders.get(set)?.as_ref()?;
            order.between(jump.to, jump.id).is_empty().then_some(&codes::REDO_INDEPENDENT)
        }
        None if jump.back && target.position > place.position => Some(&codes::NOT_BACK),
        None if !jump.back && target.position <= place.position => Some(&codes::NOT_FORWARD),
        None => None,
    }
}

/// Whether a case gets past the step.
fn ways(id: &StepId, step: &Step, place: Span, problems: &mut Vec<Diagnostic>) {
    let mut targets = step.outcomes.values().map(|target| &target.value);
    let place = step.outcomes.values().next().map_or(place, |target| target.span);
    if step.outcomes.is_empty() {
        return;
    }
    if targets.clone().all(|target| matches!(target, Target::BackTo(_))) {
        problems.push(Diagnostic::at(&codes::NO_WAY_OUT, place, Args::new().with("step", id)));
    } else if targets.all(|target| matches!(target, Target::BackTo(_) | Target::End(_))) {
        problems.push(Diagnostic::at(&codes::NO_WAY_ON, place, Args::new().with("step", id)));
    }
}

/// Whether the chances of a step are those of its outcomes and sum to 1.
pub(super) fn chances(
    id: &StepId,
    outcomes: &IndexMap<OutcomeName, Spanned<Target>>,
    chances: &IndexMap<OutcomeName, Spanned<f64>>,
    place: Span,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let args = || Args::new().with("step", id);
    for (outcome, chance) in chances {
        let args = args().with("outcome", outcome).with("chance", percent(chance.value));
        if !outcomes.contains_key(outcome) {
            let found = Diagnostic::at(&codes::CHANCE_UNKNOWN, chance.span, args);
            let known = outcomes.iter().map(|(name, target)| (name.as_str(), target.span));
            problems.push(suggest(found, outcome.as_str(), known, problems.len()));
        } else if !(0.0..=1.0).contains(&chance.value) {
            problems.push(Diagnostic::at(&codes::CHANCE_RANGE, chance.span, args));
        }
    }
    if !problems.is_empty() || chances.is_empty() {
        return problems;
    }
    let sum: f64 = chances.values().map(|chance| chance.value).sum();
    let without = outcomes.keys().filter(|outcome| !chances.contains_key(*outcome)).count();
    let place = chances.values().next().map_or(place, |chance| chance.span);
    if sum > 1.0 + SUM_TOLERANCE || without == 0 && sum < 1.0 - SUM_TOLERANCE {
        problems.push(Diagnostic::at(&codes::CHANCE_SUM, place, args().with("sum", percent(sum))));
    }
    if without > 1 {
        problems.push(Diagnostic::at(&codes::CHANCE_REST, place, args().with("count", without)));
    }
    problems
}

/// `25%`, `12.5%`: to a hundredth of a percent.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", (share * 10_000.0).round() / 100.0)
}
