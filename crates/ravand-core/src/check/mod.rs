//! Whether a definition, or a scenario for it, is consistent: names that nobody defined,
//! ways to nowhere, needs that nobody meets, conditions of the wrong type.
//!
//! Everything is reported at once, each at its place. What is legal but unwise (a
//! signature without a deadline, criteria that nobody published) is the linter's, and
//! whether a called process exists is the bank's. What [`merge`](crate::merge) makes of a
//! consistent definition need not be consistent: check it again.

pub mod codes;
mod data;
pub(crate) mod decisions;
mod errors;
pub mod graph;
mod map;
mod names;
mod outcomes;
mod scenario;
#[cfg(test)]
mod tests;
mod votes;

pub use scenario::{check_scenario, check_scenario_with_calls};

use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::step::Target;
use map::Map;
use ravand_feel::Args;

/// Everything that is inconsistent in a definition.
///
/// ```
/// use ravand_core::{Definition, Language, check, has_errors};
/// # fn show(permit: &Definition) {
/// let findings = check::check(permit);
/// for finding in &findings {
///     println!("{}", finding.message(Language::En));
/// }
/// assert!(!has_errors(&findings), "this definition can run");
/// # }
/// ```
pub fn check(definition: &Definition) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if let Some(graph) = &definition.flow.graph {
        graph::check(definition, graph, &mut problems);
        names::check(definition, &Map::default(), &mut problems);
        data::check(definition, &mut problems);
        votes::check(definition, &mut problems);
        return problems;
    }
    let map = Map::of(definition, &mut problems);
    for id in definition.steps.keys().filter(|id| !map.places.contains_key(*id)) {
        let args = Args::new().with("step", id);
        problems.push(Diagnostic::at(&codes::STEP_NOT_IN_FLOW, definition.step_span(id), args));
    }
    ends(definition, &mut problems);
    outcomes::check(definition, &map, &mut problems);
    names::check(definition, &map, &mut problems);
    data::check(definition, &mut problems);
    votes::check(definition, &mut problems);
    problems
}

/// Whether every case comes to an end, and some to a good one.
fn ends(definition: &Definition, problems: &mut Vec<Diagnostic>) {
    let args = || Args::new().with("process", &definition.id);
    let place = definition.id.span;
    if !map::all_end(&definition.flow.blocks) {
        let targets = definition.steps.values().flat_map(|step| step.outcomes.values());
        let some_end = targets.into_iter().any(|target| matches!(target.value, Target::End(_)));
        let code = if some_end { &codes::OPEN_END } else { &codes::NO_END };
        problems.push(Diagnostic::at(code, place, args()));
    }
    if !definition.ends.is_empty() && !definition.ends.values().any(|end| end.favourable) {
        problems.push(Diagnostic::at(&codes::NO_FAVOURABLE_END, place, args()));
    }
}
