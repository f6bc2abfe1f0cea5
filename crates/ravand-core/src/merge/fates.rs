//! What becomes of those who need a document that vanishes with its maker.
//!
//! Invariant: after this, no step needs a document that nobody makes and the applicant
//! does not bring, unless it did so in the base; or else there is a diagnostic.

use super::Work;
use super::codes::{self, notes};
use super::plan::Plan;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::id::{DocumentId, StepId};
use crate::overlay::DocumentFate;
use crate::span::{Span, Spanned};
use crate::step::Step;
use crate::suggest::suggest;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::{BTreeMap, BTreeSet};

/// Carries the fates of the plan out on every step that stays.
pub(super) fn apply(work: &mut Work<'_>) {
    let fates = Fates::of(work.base, work.plan, &work.result);
    fates.check_replacements(work);
    for (id, step) in &mut work.result.steps {
        let (by, unmet) = fates.carry_out(step);
        work.touched.extend(by.into_iter().map(|operation| (operation, id.clone())));
        work.problems.extend(unmet.iter().map(|(need, vanished)| fates.still_needed(id, need, vanished)));
    }
    check_needs(work, &fates);
}

/// Where a document's fates lead in the end.
enum End {
    /// It stays.
    Stays,
    /// Nobody needs it; by this operation.
    Dropped(usize),
    /// This one stands in its place; by this operation.
    Replaced(DocumentId, usize),
    /// It vanishes and nobody said what then. Which one: a replacement can vanish too.
    Vanishes(DocumentId),
    /// It is replaced by itself in the end.
    Ring,
}

/// The maker of a document that goes.
struct Lost<'a> {
    maker: &'a StepId,
    place: Span,
    operation: usize,
}

struct Fates<'a> {
    plan: &'a Plan<'a>,
    lost: IndexMap<&'a DocumentId, Lost<'a>>,
    /// Documents that a step makes or the applicant brings, each with the place that says so.
    available: BTreeMap<DocumentId, Span>,
    /// Documents that come in another's place.
    replacements: BTreeSet<&'a DocumentId>,
}

/// A list after its documents met their fates.
#[derive(Default)]
struct Carried {
    list: Vec<Spanned<DocumentId>>,
    by: BTreeSet<usize>,
    /// Documents that came in another's place.
    came: BTreeSet<DocumentId>,
    /// Entries that can not be met any more, each with the document that vanished.
    unmet: Vec<(Spanned<DocumentId>, DocumentId)>,
}

impl<'a> Fates<'a> {
    fn of(base: &'a Definition, plan: &'a Plan<'a>, result: &Definition) -> Fates<'a> {
        let mut lost = IndexMap::new();
        for (maker, gone) in &plan.gone {
            let made = base.steps.get(*maker).into_iter().flat_map(|step| &step.produces);
            for document in made {
                let entry = Lost { maker, place: gone.place, operation: gone.operation };
                lost.entry(&document.value).or_insert(entry);
            }
        }
        let replacements = plan.fates.values().filter_map(|fate| match &fate.fate.value {
            DocumentFate::ReplacedBy(by) => Some(by),
            DocumentFate::Dropped => None,
        });
        Fates { plan, lost, available: available(result), replacements: replacements.collect() }
    }

    fn end(&self, document: &DocumentId) -> End {
        let mut at = document;
        let mut operation = None;
        // A chain without a ring is no longer than there are fates.
        for _ in 0..=self.plan.fates.len() {
            match self.plan.fates.get(at) {
                Some(fate) => {
                    // The first operation is the one that touches whoever needs it.
                    let first = *operation.get_or_insert(fate.operation);
                    match &fate.fate.value {
                        DocumentFate::Dropped => return End::Dropped(first),
                        DocumentFate::ReplacedBy(next) => at = next,
                    }
                }
                None if self.lost.contains_key(at) && !self.available.contains_key(at) => {
                    return End::Vanishes(at.clone());
                }
                None => {
                    return operation.map_or(End::Stays, |operation| End::Replaced(at.clone(), operation));
                }
            }
        }
        End::Ring
    }

    /// Whether every replacement is a document that somebody makes or brings.
    fn check_replacements(&self, work: &mut Work<'_>) {
        for (document, fate) in &self.plan.fates {
            let args = Args::new().with("document", document);
            match self.end(document) {
                End::Ring => work.problems.push(Diagnostic::at(&codes::FATE_RING, fate.fate.span, args)),
                End::Replaced(by, _) if !self.available.contains_key(&by) => {
                    let found = Diagnostic::at(&codes::REPLACED_BY_NOTHING, fate.fate.span, args.with("by", &by));
                    let known = self.available.iter().map(|(id, place)| (id.as_str(), *place));
                    work.problems.push(suggest(found, by.as_str(), known, work.problems.len()));
                }
                _ => {}
            }
        }
    }

    /// Changes what a step needs and uses. The operations that did so, and needs that are
    /// not met any more.
    fn carry_out(&self, step: &mut Step) -> (BTreeSet<usize>, Vec<(Spanned<DocumentId>, DocumentId)>) {
        let own: BTreeSet<DocumentId> = step.produces.iter().map(|made| made.value.clone()).collect();
        let needs = self.carry(&step.needs, &own, true);
        let mut not_again = own;
        not_again.extend(needs.list.iter().map(|need| need.value.clone()));
        let mut may_use = self.carry(&step.may_use, &not_again, false);
        may_use.list.retain(|used| !needs.came.contains(&used.value));
        let evidence = self.carry(&step.evidence, &BTreeSet::new(), false);
        let by = needs.by.iter().chain(&may_use.by).chain(&evidence.by).copied().collect();
        step.needs = needs.list;
        step.may_use = may_use.list;
        step.evidence = evidence.list;
        (by, needs.unmet)
    }

    /// A list after the fates. No document comes in that stands in `not_again` or in the
    /// list. What vanishes without a fate stays where it is `needed` and goes elsewhere:
    /// what is used if it is there is not there.
    fn carry(&self, list: &[Spanned<DocumentId>], not_again: &BTreeSet<DocumentId>, needed: bool) -> Carried {
        let mut carried = Carried::default();
        for entry in list {
            match self.end(&entry.value) {
                End::Stays | End::Ring => carried.list.push(entry.clone()),
                End::Dropped(operation) => {
                    carried.by.insert(operation);
                }
                End::Replaced(by, operation) => {
                    carried.by.insert(operation);
                    let there = list.iter().any(|other| other.value == by);
                    if !there && !not_again.contains(&by) && carried.came.insert(by.clone()) {
                        carried.list.push(Spanned::new(by, self.place(&entry.value, entry.span)));
                    }
                }
                End::Vanishes(document) if needed => {
                    carried.unmet.push((entry.clone(), document));
                    carried.list.push(entry.clone());
                }
                End::Vanishes(document) => {
                    carried.by.extend(self.lost.get(&document).map(|lost| lost.operation));
                }
            }
        }
        carried
    }

    /// Where the fate of a document is written.
    fn place(&self, document: &DocumentId, otherwise: Span) -> Span {
        self.plan.fates.get(document).map_or(otherwise, |fate| fate.fate.span)
    }

    fn still_needed(&self, step: &StepId, need: &Spanned<DocumentId>, vanished: &DocumentId) -> Diagnostic {
        let maker = self.lost.get(vanished);
        let place = maker.map_or(need.span, |lost| lost.place);
        let maker = maker.map_or("", |lost| lost.maker.as_str());
        let args = Args::new().with("step", step).with("document", vanished).with("maker", maker);
        Diagnostic::at(&codes::STILL_NEEDED, place, args).note(
            need.span,
            &notes::NEEDED,
            Args::new().with("step", step),
        )
    }
}

/// Documents that a step makes or the applicant brings, each with the place where it is made
/// or else declared.
fn available(definition: &Definition) -> BTreeMap<DocumentId, Span> {
    let mut available = BTreeMap::new();
    let made = definition.steps.values().flat_map(|step| &step.produces).map(|made| (&made.value, made.span));
    let brought = definition.documents.iter().filter(|(_, document)| document.from_applicant);
    for (document, place) in made.chain(brought.map(|(id, document)| (id, document.span))) {
        available.entry(document.clone()).or_insert(place);
    }
    available
}

/// Reports needs that became unmet for another reason than a maker that goes: a maker that
/// changes, a need that an operation adds, a step that is added.
fn check_needs(work: &mut Work<'_>, fates: &Fates<'_>) {
    let before = available(work.base);
    let mut makers: BTreeMap<&DocumentId, &StepId> = BTreeMap::new();
    for (id, step) in &work.base.steps {
        step.produces.iter().for_each(|made| _ = makers.entry(&made.value).or_insert(id));
    }
    for (id, step) in &work.result.steps {
        let base = work.base.steps.get(id);
        for need in step.needs.iter().filter(|need| !fates.available.contains_key(&need.value)) {
            let document = &need.value;
            let as_before = !before.contains_key(document)
                && base.is_some_and(|step| step.needs.iter().any(|need| need.value == *document));
            // Said before: a maker that goes, a fate that leads nowhere.
            let said = !matches!(fates.end(document), End::Stays) || fates.leads_to(document);
            if as_before || said {
                continue;
            }
            let args = Args::new().with("step", id).with("document", document);
            let maker = makers.get(document);
            let reported = work.problems.len();
            work.problems.push(match maker.and_then(|maker| work.plan.patches.get_key_value(*maker)) {
                Some((maker, patches)) => {
                    let place = patches.first().map_or(need.span, |patch| patch.place);
                    Diagnostic::at(&codes::STILL_NEEDED_OF, place, args.with("maker", maker)).note(
                        need.span,
                        &notes::NEEDED,
                        Args::new().with("step", id),
                    )
                }
                None => {
                    let found = Diagnostic::at(&codes::NEEDS_UNMADE, need.span, args);
                    let known = fates.available.iter().map(|(known, place)| (known.as_str(), *place));
                    suggest(found, document.as_str(), known, reported)
                }
            });
        }
    }
}

impl Fates<'_> {
    /// Whether a fate puts this document in another's place.
    fn leads_to(&self, document: &DocumentId) -> bool {
        self.replacements.contains(document)
    }
}
