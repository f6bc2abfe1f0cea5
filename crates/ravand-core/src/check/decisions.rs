//! What decisions require: whether it is there, whether it comes to an end, and whether what
//! is called is called by a name of its own.

use crate::decision::{REQUIRED_MAX, circle, codes, requires_too_many};
use crate::definition::{DataDeclaration, Decision, Definition};
use crate::diagnostic::Diagnostic;
use crate::id::{DataName, DecisionId};
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::BTreeSet;

/// Checks the requirements among decisions, whose other names are `data`.
pub(crate) fn requirements(
    decisions: &IndexMap<DecisionId, Decision>,
    data: &IndexMap<DataName, DataDeclaration>,
    problems: &mut Vec<Diagnostic>,
) {
    let deciding = decisions.values().filter(|decision| !decision.is_knowledge());
    let given: BTreeSet<&str> = deciding.flat_map(|decision| decision.outputs.keys()).map(DataName::as_str).collect();
    let is_datum = |name: &str| data.contains_key(name) || given.contains(name);
    for (id, decision) in decisions {
        for name in &decision.requires {
            if decisions.contains_key(&name.value) || is_datum(name.as_str()) {
                continue;
            }
            let args = Args::new().with("decision", id).with("name", name);
            let found = Diagnostic::at(&codes::REQUIRED_UNKNOWN, name.span, args);
            let others = decisions.iter().filter(|(other, _)| *other != id);
            let known = others.map(|(id, decision)| (id.as_str(), decision.span));
            let known = known.chain(data.iter().map(|(name, datum)| (name.as_str(), datum.span)));
            problems.push(suggest(found, name.as_str(), known, problems.len()));
        }
        if decision.is_knowledge() && is_datum(id.as_str()) {
            let args = Args::new().with("decision", id);
            problems.push(Diagnostic::at(&codes::NAME_TAKEN, decision.span, args));
        }
    }
    if let Some(circle) = circle(decisions) {
        problems.push(of_circle(decisions, &circle));
    }
}

fn of_circle(decisions: &IndexMap<DecisionId, Decision>, circle: &[&DecisionId]) -> Diagnostic {
    // Twenty names tell a reader as much as a thousand.
    const SHOWN: usize = 20;
    let mut names: Vec<&str> = circle.iter().take(SHOWN).map(|id| id.as_str()).collect();
    if circle.len() > SHOWN {
        names.push("…");
    }
    names.extend(circle.first().map(|id| id.as_str()));
    let place = circle.first().and_then(|id| {
        let next = circle.get(1).or(circle.first())?;
        decisions.get(*id)?.requires.iter().find(|required| required.as_str() == next.as_str()).map(|it| it.span)
    });
    Diagnostic::at(&codes::CIRCLE, place.unwrap_or_default(), Args::new().with("circle", names.join(" → ")))
}

/// Steps that decide by what can only be called.
pub(super) fn check(definition: &Definition, problems: &mut Vec<Diagnostic>) {
    requirements(&definition.decisions, &definition.data, problems);
    let mut known = BTreeSet::new();
    for (id, step) in &definition.steps {
        let Some(named) = &step.attributes.decision else { continue };
        if definition.decisions.get(&named.value).is_some_and(Decision::is_knowledge) {
            let args = Args::new().with("step", id).with("decision", named);
            problems.push(Diagnostic::at(&codes::NOT_CALLED, named.span, args));
        }
        if known.insert(named.as_str()) && requires_too_many(&definition.decisions, named.as_str()) {
            let args = Args::new().with("decision", named).with("max", REQUIRED_MAX);
            problems.push(Diagnostic::at(&codes::REQUIRES_TOO_MANY, named.span, args));
        }
    }
}
