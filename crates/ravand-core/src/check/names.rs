//! Names of roles, documents and other steps: whether there is what a step speaks of.

use super::codes::{self, notes};
use super::map::Map;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::{DocumentId, RoleId, StepId};
use crate::span::{Span, Spanned};
use crate::step::{OnBreach, SecondSignatory, Step};
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::BTreeMap;

/// Checks what every step names.
pub(super) fn check(definition: &Definition, map: &Map, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        for (what, role, span) in roles(step) {
            check_role(definition, (id.as_str(), what), role, span, problems);
        }
        for (what, list) in step.lists_of_steps() {
            for other in list.iter().filter(|other| !definition.steps.contains_key(&other.value)) {
                let args = Args::new().with("step", id).with("what", what).with("other", other);
                let found = Diagnostic::at(&codes::OTHER_STEP_UNKNOWN, other.span, args);
                let known = definition.steps.keys().map(|id| (id.as_str(), definition.step_span(id)));
                problems.push(suggest(found, other.as_str(), known, problems.len()));
            }
        }
    }
    if let Some((OnBreach::Escalate(role) | OnBreach::Notify(role), span)) =
        definition.sla.as_ref().and_then(|sla| sla.on_breach.as_ref()).map(|breach| (&breach.value, breach.span))
    {
        check_role(definition, (definition.id.as_str(), "sla"), role, span, problems);
    }
    check_documents(definition, map, problems);
}

/// The roles that a step names, and under which key.
fn roles(step: &Step) -> Vec<(&'static str, &RoleId, Span)> {
    let attributes = &step.attributes;
    let mut roles = Vec::new();
    let plain = [("role", &attributes.role), ("objection", &attributes.objection), ("to", &attributes.to)];
    for (what, role) in plain {
        roles.extend(role.as_ref().map(|role| (what, &role.value, role.span)));
    }
    if let Some(Spanned { value: SecondSignatory::Role(role), span }) = &attributes.second_signatory {
        roles.push(("second_signatory", role, *span));
    }
    let members = attributes.vote.iter().flat_map(|vote| &vote.value.members);
    roles.extend(members.map(|role| ("vote", &role.value, role.span)));
    if let Some(Spanned { value: OnBreach::Escalate(role) | OnBreach::Notify(role), span }) = &attributes.on_breach {
        roles.push(("on_breach", role, *span));
    }
    roles
}

fn check_role(
    definition: &Definition,
    (subject, what): (&str, &str),
    role: &RoleId,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) {
    if !definition.roles.contains_key(role) {
        let args = Args::new().with("step", subject).with("what", what).with("role", role);
        let found = Diagnostic::at(&codes::ROLE_UNKNOWN, span, args);
        let known = definition.roles.iter().map(|(id, declaration)| (id.as_str(), declaration.span));
        problems.push(suggest(found, role.as_str(), known, problems.len()));
    }
}

/// Who makes a document, and where that is written.
type Makers<'a> = IndexMap<&'a DocumentId, Vec<(&'a StepId, Span)>>;

fn check_documents(definition: &Definition, map: &Map, problems: &mut Vec<Diagnostic>) {
    let mut makers: Makers<'_> = IndexMap::new();
    for (id, step) in &definition.steps {
        for made in &step.produces {
            makers.entry(&made.value).or_default().push((id, made.span));
        }
    }
    let brought = definition.documents.iter().filter(|(_, declaration)| declaration.from_applicant);
    let known: Vec<(&str, Span)> = makers
        .iter()
        .filter_map(|(id, makers)| Some((id.as_str(), makers.first()?.1)))
        .chain(brought.map(|(id, declaration)| (id.as_str(), declaration.span)))
        .collect();
    let later = Later::of_all(definition, map, &makers);
    for (id, step) in &definition.steps {
        // What only the step itself makes is not there when it begins.
        let there = |document: &DocumentId| {
            definition.is_from_applicant(document)
                || makers.get(document).is_some_and(|makers| makers.iter().any(|(maker, _)| *maker != id))
        };
        for need in &step.needs {
            let args = Args::new().with("step", id).with("document", need);
            if !there(&need.value) {
                let found = Diagnostic::at(&codes::NEED_UNMADE, need.span, args);
                let others = known.iter().copied().filter(|(other, _)| *other != need.as_str());
                problems.push(suggest(found, need.as_str(), others, problems.len()));
            } else if let Some((maker, span)) = later.of(id, &need.value) {
                let note = Args::new().with("step", maker);
                let found = Diagnostic::at(&codes::MADE_LATER, need.span, args.with("maker", maker));
                problems.push(found.note(span, &notes::MADE, note));
            }
        }
        for used in step.may_use.iter().filter(|used| !there(&used.value)) {
            problems.push(unmade(id, "may_use", used, &known, problems.len()));
        }
        let own = |document: &DocumentId| makers.contains_key(document) || there(document);
        for used in step.evidence.iter().filter(|used| !own(&used.value)) {
            problems.push(unmade(id, "evidence", used, &known, problems.len()));
        }
    }
    made_twice(map, &makers, problems);
}

fn unmade(step: &StepId, what: &str, used: &Spanned<DocumentId>, known: &[(&str, Span)], said: usize) -> Diagnostic {
    let args = Args::new().with("step", step).with("what", what).with("document", used);
    suggest(Diagnostic::at(&codes::USE_UNMADE, used.span, args), used.as_str(), known.iter().copied(), said)
}

/// Where the makers of documents stand, so that a step can be asked whether all of them come
/// behind it. Many makers of one document times many who need it would take minutes.
struct Later<'a> {
    definition: &'a Definition,
    map: &'a Map,
    makers: &'a Makers<'a>,
    firsts: IndexMap<&'a DocumentId, Firsts<'a>>,
}

/// Of the makers of a document the first two in the flow, and the sets in which some stand;
/// two, because one may be the step that asks.
#[derive(Default)]
struct Firsts<'a> {
    by_position: Vec<(usize, &'a StepId)>,
    by_set: BTreeMap<usize, Vec<&'a StepId>>,
}

/// As many as are needed to find one that is another than the step that asks.
const OTHERS: usize = 2;

impl<'a> Later<'a> {
    fn of_all(definition: &'a Definition, map: &'a Map, makers: &'a Makers<'a>) -> Later<'a> {
        let mut firsts = IndexMap::new();
        for (document, makers) in makers {
            let mut found = Firsts::default();
            for (maker, _) in makers {
                // A maker that the flow does not name is never behind anything.
                let place = map.places.get(*maker);
                found.by_position.push((place.map_or(0, |place| place.position), *maker));
                if let Some(set) = place.and_then(|place| place.set) {
                    let inside = found.by_set.entry(set).or_default();
                    if inside.len() < OTHERS {
                        inside.push(*maker);
                    }
                }
            }
            found.by_position.sort_unstable();
            found.by_position.truncate(OTHERS);
            firsts.insert(*document, found);
        }
        Later { definition, map, makers, firsts }
    }

    /// The first maker of a document that a flow only reaches behind the step that needs it.
    fn of(&self, step: &StepId, document: &DocumentId) -> Option<(&'a StepId, Span)> {
        if self.definition.is_from_applicant(document) {
            return None;
        }
        let place = self.map.places.get(step)?;
        let firsts = self.firsts.get(document)?;
        let (earliest, _) = firsts.by_position.iter().find(|(_, maker)| *maker != step)?;
        let beside = place.set.and_then(|set| firsts.by_set.get(&set));
        if *earliest <= place.position || beside.is_some_and(|makers| makers.iter().any(|maker| *maker != step)) {
            return None;
        }
        self.makers.get(document)?.iter().find(|(maker, _)| *maker != step).copied()
    }
}

fn made_twice(map: &Map, makers: &Makers<'_>, problems: &mut Vec<Diagnostic>) {
    for (document, makers) in makers {
        let Some(((first, at), others)) = makers.split_first() else {
            continue;
        };
        for (other, span) in others.iter().filter(|(other, _)| !map.exclude_each_other(first, other)) {
            let args = Args::new().with("a", first).with("b", other).with("document", document);
            let found = Diagnostic::at(&codes::MADE_TWICE, *span, args);
            problems.push(found.note(*at, &notes::MADE, Args::new().with("step", first)));
        }
    }
}
