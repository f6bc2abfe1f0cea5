//! Whether what a scenario says of errors, costs and uncertainty fits the process. No
//! simulation uses it yet; a name that is wrong today would be wrong in silence tomorrow.

use super::codes;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::StepId;
use crate::scenario::{CostOf, Scenario, Uncertain};
use crate::span::Span;
use crate::suggest::suggest;
use ravand_feel::Args;

/// Adds what is wrong. Suggestions are names of the first process.
pub(super) fn check(scenario: &Scenario, all: &[&Definition], problems: &mut Vec<Diagnostic>) {
    let Some(definition) = all.first() else {
        return;
    };
    let caught = || all.iter().flat_map(|other| other.steps.values()).flat_map(|step| &step.catches);
    let unknown_error = |what: &str, error: &str, span: Span, said: usize| {
        let args = Args::new().with("what", what).with("error", error).with("process", &definition.id);
        let known = caught().map(|(name, share)| (name.as_str(), share.span));
        suggest(Diagnostic::at(&codes::UNKNOWN_ERROR, span, args), error, known, said)
    };
    let is_caught = |error: &str| caught().any(|(name, _)| name == error);
    for (error, share) in scenario.errors.iter().filter(|(error, _)| !is_caught(error)) {
        problems.push(unknown_error("errors", error, share.span, problems.len()));
    }
    let check_error = |what: &str, error: &str, span: Span, problems: &mut Vec<Diagnostic>| {
        if !is_caught(error) {
            problems.push(unknown_error(what, error, span, problems.len()));
        } else if !scenario.errors.contains_key(error) {
            let args = Args::new().with("what", what).with("error", error);
            problems.push(Diagnostic::at(&codes::NO_ERROR_SHARE, span, args));
        }
    };
    for (of, cost) in &scenario.costs {
        let args = || Args::new().with("cost", of);
        match of {
            CostOf::Role(role) => {
                if !all.iter().any(|other| other.roles.contains_key(role)) {
                    let args = Args::new().with("what", "costs").with("role", role).with("process", &definition.id);
                    let known = definition.roles.iter().map(|(id, declaration)| (id.as_str(), declaration.span));
                    let found = Diagnostic::at(&codes::UNKNOWN_COST_ROLE, cost.span, args);
                    problems.push(suggest(found, role.as_str(), known, problems.len()));
                }
                if cost.per.is_none() {
                    problems.push(Diagnostic::at(&codes::COST_WITHOUT_TIME, cost.span, args()));
                }
            }
            CostOf::Escaped(error) => {
                check_error("costs", error, cost.span, problems);
                if cost.per.is_some() {
                    problems.push(Diagnostic::at(&codes::COST_WITH_TIME, cost.span, args()));
                }
            }
        }
    }
    for (what, share) in &scenario.uncertain {
        match what {
            Uncertain::Arrivals => {}
            Uncertain::Error(error) => check_error("uncertain", error, share.span, problems),
            Uncertain::Time(step, _) => _ = known_step(step, share.span, all, problems),
            Uncertain::Chance(id, outcome) => {
                let Some(step) = known_step(id, share.span, all, problems) else { continue };
                if !step.outcomes.contains_key(outcome) {
                    let args = Args::new().with("step", id).with("outcome", outcome);
                    let found = Diagnostic::at(&codes::UNCERTAIN_OUTCOME, share.span, args);
                    let known = step.outcomes.iter().map(|(name, target)| (name.as_str(), target.span));
                    problems.push(suggest(found, outcome.as_str(), known, problems.len()));
                }
            }
        }
    }
}

fn known_step<'d>(
    id: &StepId,
    span: Span,
    all: &[&'d Definition],
    problems: &mut Vec<Diagnostic>,
) -> Option<&'d crate::step::Step> {
    let definition = all.first()?;
    let found = all.iter().find_map(|other| other.steps.get(id));
    if found.is_none() {
        let args = Args::new().with("what", "uncertain").with("step", id).with("process", &definition.id);
        let known = definition.steps.keys().map(|id| (id.as_str(), definition.step_span(id)));
        let unknown = Diagnostic::at(&codes::UNKNOWN_STEP, span, args);
        problems.push(suggest(unknown, id.as_str(), known, problems.len()));
    }
    found
}
