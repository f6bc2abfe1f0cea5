//! Whether a scenario fits the process that it is for, and says all that a simulation of
//! it needs.

use super::codes::{self, notes};
use super::data::{Reads, reads};
use super::errors;
use super::outcomes::{SUM_TOLERANCE, chances, percent};
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::{DataName, StepId};
use crate::scenario::{Calls, DataSource, Extent, Scenario, Times};
use crate::schema::problem_at;
use crate::span::{Span, Spanned};
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::{Args, Expression, SLOTS_MAX, Schema, Type};
use std::collections::BTreeSet;

/// Everything that is wrong with `scenario` as a scenario of `definition`. The definition
/// itself is taken to be consistent: see [`check`](super::check).
///
/// A scenario names what the process *as it is* has. Against a reformed definition it may
/// well name steps and roles that are gone.
pub fn check_scenario(scenario: &Scenario, definition: &Definition) -> Vec<Diagnostic> {
    check_scenario_with_calls(scenario, definition, &[])
}

/// The same where the processes that `definition` calls are known. A scenario says what
/// their data are like and how long their steps take in the same lists; whether it says
/// enough of them is asked only if they are simulated.
pub fn check_scenario_with_calls(
    scenario: &Scenario,
    definition: &Definition,
    called: &[&Definition],
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if scenario.process.value != definition.id.value {
        let args = Args::new().with("of", &scenario.process).with("process", &definition.id);
        problems.push(Diagnostic::at(&codes::OTHER_PROCESS, scenario.process.span, args));
        return problems;
    }
    let cases = scenario.extent.cases().map(|cases| Spanned::new(cases, scenario.extent.span()));
    for (what, number) in [("cases", cases), ("replications", Some(scenario.replications))] {
        if let Some(number) = number.filter(|number| number.value == 0) {
            let args = Args::new().with("what", what);
            problems.push(Diagnostic::at(&codes::NOTHING_TO_DO, number.span, args));
        }
    }
    if let Extent::Until(until) = scenario.extent
        && until.value <= scenario.start.value
    {
        let args = Args::new().with("until", until).with("start", scenario.start);
        problems.push(Diagnostic::at(&codes::UNTIL_BEFORE_START, until.span, args));
    }
    let load = scenario.calibration.as_ref().map(|calibration| calibration.load_at_most);
    if let Some(load) = load.filter(|load| !is_share(*load)) {
        let args = Args::new().with("load", percent(load));
        problems.push(Diagnostic::at(&codes::LOAD_RANGE, scenario.id.span, args));
    }
    let mut all = vec![definition];
    all.extend(called);
    check_names(scenario, &all, &mut problems);
    check_staff(scenario, &all, &mut problems);
    errors::check(scenario, &all, &mut problems);
    let simulated = if scenario.calls == Calls::Simulate { all.as_slice() } else { &all[..1] };
    for definition in simulated {
        check_chances(scenario, definition, &mut problems);
        check_times(scenario, definition, &mut problems);
    }
    for definition in all.iter().filter(|definition| definition.slots().count() <= SLOTS_MAX) {
        let runs = simulated.iter().any(|other| std::ptr::eq(*other, *definition));
        check_data(scenario, definition, runs, &mut problems);
    }
    problems
}

/// Above 0 and at most 1.
fn is_share(share: f64) -> bool {
    share > 0.0 && share <= 1.0
}

/// Names that none of the processes knows. Suggestions are those of the first.
fn check_names(scenario: &Scenario, all: &[&Definition], problems: &mut Vec<Diagnostic>) {
    let Some(definition) = all.first() else {
        return;
    };
    let owner = |step: &StepId| all.iter().find(|other| other.steps.contains_key(step));
    let lengths = [("work", &scenario.work), ("wait", &scenario.wait), ("elapsed", &scenario.elapsed)];
    let of_lengths =
        lengths.into_iter().flat_map(|(what, list)| list.iter().map(move |(step, length)| (what, step, length.span)));
    let of_chances = scenario.chances.iter().map(|((step, _), chance)| ("chances", step, chance.span));
    for (what, step, span) in of_lengths.chain(of_chances).filter(|(_, step, _)| owner(step).is_none()) {
        let args = Args::new().with("what", what).with("step", step).with("process", &definition.id);
        let known = definition.steps.keys().map(|id| (id.as_str(), definition.step_span(id)));
        problems.push(suggest(Diagnostic::at(&codes::UNKNOWN_STEP, span, args), step.as_str(), known, problems.len()));
    }
    let known: BTreeSet<&DataName> = all.iter().flat_map(|other| other.slots()).map(|(name, _)| name).collect();
    for (name, source) in scenario.data.iter().filter(|(name, _)| !known.contains(name)) {
        let args = Args::new().with("data", name).with("process", &definition.id);
        let found = Diagnostic::at(&codes::UNKNOWN_DATA, source.span, args);
        let known = definition.slots();
        let known = known.map(|(name, declaration)| (name.as_str(), declaration.span));
        problems.push(suggest(found, name.as_str(), known, problems.len()));
    }
    for ((id, outcome), chance) in &scenario.chances {
        let Some(step) = owner(id).and_then(|owner| owner.steps.get(id)) else {
            continue;
        };
        if !step.outcomes.contains_key(outcome) {
            let args = Args::new().with("step", id).with("outcome", outcome);
            let found = Diagnostic::at(&codes::UNKNOWN_OUTCOME, chance.span, args);
            let known = step.outcomes.iter().map(|(name, target)| (name.as_str(), target.span));
            problems.push(suggest(found, outcome.as_str(), known, problems.len()));
        }
    }
}

fn check_staff(scenario: &Scenario, all: &[&Definition], problems: &mut Vec<Diagnostic>) {
    let Some(definition) = all.first() else {
        return;
    };
    for (role, staff) in &scenario.staff {
        let args = || Args::new().with("role", role).with("process", &definition.id);
        if !all.iter().any(|other| other.roles.contains_key(role)) {
            let found = Diagnostic::at(&codes::UNKNOWN_ROLE, staff.span, args());
            let known = definition.roles.iter().map(|(id, declaration)| (id.as_str(), declaration.span));
            problems.push(suggest(found, role.as_str(), known, problems.len()));
        }
        if staff.holders == 0 {
            problems.push(Diagnostic::at(&codes::NO_HOLDERS, staff.span, args()));
        }
        if !is_share(staff.share) {
            let args = args().with("share", percent(staff.share));
            problems.push(Diagnostic::at(&codes::SHARE_RANGE, staff.span, args));
        }
    }
}

/// Whether every step with several outcomes has chances once the scenario's are in.
fn check_chances(scenario: &Scenario, definition: &Definition, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        let mut merged = step.chances.clone();
        let mut overridden = false;
        for outcome in step.outcomes.keys() {
            if let Some(chance) = scenario.chances.get(&(id.clone(), outcome.clone())) {
                merged.insert(outcome.clone(), *chance);
                overridden = true;
            }
        }
        let place = step.outcomes.values().next().map_or(definition.step_span(id), |target| target.span);
        if overridden {
            problems.extend(chances(id, &step.outcomes, &merged, scenario.id.span));
        } else if merged.is_empty() && step.outcomes.len() > 1 {
            let found = Diagnostic::at(&codes::NO_CHANCE, scenario.id.span, Args::new().with("step", id));
            problems.push(found.note(place, &notes::TARGET, Args::new().with("step", id)));
        }
    }
}

/// Whether every step has the times that the scenario goes by.
fn check_times(scenario: &Scenario, definition: &Definition, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        let attributes = &step.attributes;
        let elapsed = attributes.elapsed.is_some() || scenario.elapsed.contains_key(id);
        let works = attributes.work.is_some() || scenario.work.contains_key(id);
        let waits = attributes.wait.is_some() || scenario.wait.contains_key(id);
        let staffed = step.role().is_some_and(|role| scenario.staff.contains_key(role));
        let by_kind = scenario.work_by_kind.contains_key(&step.kind());
        let (timed, times) = match scenario.times.value {
            Times::Elapsed => (elapsed, "elapsed"),
            Times::WorkAndWait if staffed => (works || by_kind, "work_and_wait"),
            // Nobody queues for it: whatever is known of its time counts.
            Times::WorkAndWait => (works || waits || elapsed, "work_and_wait"),
        };
        if !timed {
            let args = Args::new().with("step", id).with("times", times);
            let found = Diagnostic::at(&codes::NO_TIME, scenario.times.span, args);
            let note = Args::new().with("step", id);
            problems.push(found.note(definition.step_span(id), &notes::TARGET, note));
        }
    }
}

/// Whether the values of data are of their types and, if the process `runs`, whether all
/// that it reads has a source.
fn check_data(scenario: &Scenario, definition: &Definition, runs: bool, problems: &mut Vec<Diagnostic>) {
    let schema = definition.schema();
    // What is wrong with the conditions themselves is the definition's check to say.
    let mut reads = reads(definition, &schema, &mut Vec::new());
    let mut from = IndexMap::new();
    for (name, source) in &scenario.data {
        let Some(ty) = schema.slot(name.as_str()).and_then(|slot| schema.ty(slot)) else {
            // Of another process, or reported with the names.
            continue;
        };
        match &source.value {
            DataSource::Choice(values) => check_choice(name, values, ty, source.span, problems),
            DataSource::Number(_) if *ty != Type::Number => {
                let args = Args::new().with("data", name).with("type", ty);
                problems.push(Diagnostic::at(&codes::NOT_A_NUMBER, source.span, args));
            }
            DataSource::Number(_) => {}
            DataSource::From(text) => {
                let text = Spanned::new(text.clone(), source.span);
                match Expression::compile(&text.value, &schema, Some(ty)) {
                    Ok(expression) => {
                        from.insert(name.as_str(), names(&schema, expression.reads()));
                    }
                    Err(found) => problems.extend(found.into_iter().map(|problem| problem_at(&text, problem))),
                }
            }
        }
    }
    if !runs {
        return;
    }
    for (name, read) in &from {
        let span = scenario.data.get(*name).map_or_else(Span::default, |source| source.span);
        for other in read {
            reads.entry(other.clone()).or_insert_with(|| ((*name).to_owned(), span));
        }
    }
    check_rings(scenario, &from, problems);
    let computed = from.values().flatten().map(String::as_str).collect();
    check_sources(scenario, definition, &reads, &computed, problems);
}

fn names(schema: &Schema, slots: &[u16]) -> Vec<String> {
    slots.iter().filter_map(|slot| schema.name(*slot)).map(str::to_owned).collect()
}

fn check_choice(name: &DataName, values: &[(String, f64)], ty: &Type, span: Span, problems: &mut Vec<Diagnostic>) {
    for (value, _) in values {
        if ty.read(value).is_none() {
            let args = Args::new().with("value", value).with("data", name).with("type", ty);
            let found = Diagnostic::at(&codes::NOT_A_VALUE, span, args);
            let known: Vec<(&str, Span)> = match ty {
                Type::Enum(names) => names.names().iter().map(|name| (&**name, span)).collect(),
                _ => Vec::new(),
            };
            problems.push(suggest(found, value, known, problems.len()));
        }
    }
    let sum: f64 = values.iter().map(|(_, chance)| chance).sum();
    let shares = values.iter().all(|(_, chance)| (0.0..=1.0).contains(chance));
    if !shares || (sum - 1.0).abs() > SUM_TOLERANCE {
        let args = Args::new().with("data", name).with("sum", percent(sum));
        problems.push(Diagnostic::at(&codes::CHOICE_SUM, span, args));
    }
}

/// Whether a datum is computed from itself.
fn check_rings(scenario: &Scenario, from: &IndexMap<&str, Vec<String>>, problems: &mut Vec<Diagnostic>) {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in from.keys() {
        let mut path: Vec<&str> = Vec::new();
        if let Some(ring) = ring(start, from, &mut path, &mut done) {
            let span = scenario.data.get(*start).map_or_else(Span::default, |source| source.span);
            let args = Args::new().with("data", ring.first().copied().unwrap_or("")).with("ring", ring.join(" → "));
            problems.push(Diagnostic::at(&codes::SOURCE_RING, span, args));
        }
    }
}

/// The ring that is met by following what a datum is computed from; each datum is followed
/// once. Walks with a stack of its own: a chain may be as long as there are data.
fn ring<'a>(
    start: &'a str,
    from: &'a IndexMap<&str, Vec<String>>,
    path: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    let mut next: Vec<usize> = Vec::new();
    if done.insert(start) {
        path.push(start);
        next.push(0);
    }
    while let (Some(at), Some(index)) = (path.last().copied(), next.last_mut()) {
        let Some(read) = from.get(at).and_then(|read| read.get(*index)) else {
            path.pop();
            next.pop();
            continue;
        };
        *index += 1;
        if let Some(first) = path.iter().position(|seen| seen == read) {
            let mut ring = path.split_off(first);
            ring.push(read);
            return Some(ring);
        }
        if from.contains_key(read.as_str()) && done.insert(read) {
            path.push(read);
            next.push(0);
        }
    }
    None
}

/// Whether everything has a source that is read and that a step asks for, or that another
/// source is computed from and no table gives.
fn check_sources(
    scenario: &Scenario,
    definition: &Definition,
    reads: &Reads,
    computed: &BTreeSet<&str>,
    problems: &mut Vec<Diagnostic>,
) {
    let asked: BTreeSet<&str> =
        definition.steps.values().flat_map(|step| &step.asks).map(|name| name.as_str()).collect();
    let given: BTreeSet<&str> =
        definition.decisions.values().flat_map(|decision| decision.outputs.keys()).map(|name| name.as_str()).collect();
    for (name, declaration) in definition.slots() {
        let id = name.as_str();
        let wanted = asked.contains(id) || computed.contains(id) && !given.contains(id);
        let Some((reader, read)) = reads.get(id).filter(|_| wanted) else {
            continue;
        };
        if !scenario.data.contains_key(name) {
            let args = Args::new().with("data", name).with("reader", reader);
            let found = Diagnostic::at(&codes::NO_SOURCE, scenario.id.span, args);
            let found = found.note(*read, &notes::READ, Args::new());
            problems.push(found.note(declaration.span, &notes::DECLARED, Args::new()));
        }
    }
}
