//! One base and an overlay for each, from texts of one process that nobody wrote together.
//!
//! What is the same in them is found by [`matching`](crate::matching), sort by sort: roles,
//! documents and ends by their titles, steps by all that is known of them, then roles,
//! documents and ends once more by the steps that name them, and stages by the steps that
//! they hold. What is the same gets one id; then the text that is nearest to all others
//! becomes the base, and takes over whatever the majority does otherwise.
//!
//! Invariant: the base with the overlay of a text, under the ids of that text, has the digest
//! of that text. What is likely the same and not sure stays apart and is a question.
//!
//! Data and decision tables are the same where their names are: expressions name them. Flows
//! that are graphs are refused, since no overlay joins the elements of a graph anew.

mod answers;
mod base;
mod names;
mod sketch;
#[cfg(test)]
mod tests;

pub use names::Names;

use crate::Bank;
use crate::codes::{GRAPH_NOT_UNIFIED, TOO_FEW_TEXTS, TOO_LONG_TO_UNIFY, TOO_MANY_TO_UNIFY};
use crate::matching::{Decided, Matching, PAIRS_MAX, Place, THINGS_MAX, TooLarge, Weights, is_words, together};
use ravand_core::digest::entries;
use ravand_core::{Args, Definition, Diagnostic, Overlay, OverlayId, OverlayKind, ProcessId, Spanned, Title};
use sketch::Text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is unified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A role.
    Role,
    /// A document.
    Document,
    /// A way to end.
    End,
    /// A step.
    Step,
    /// A stage.
    Stage,
}

/// Something in one of the texts, by its id there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The text, by its number.
    pub text: usize,
    /// What it is.
    pub sort: Sort,
    /// Its id in that text.
    pub id: String,
}

/// What a person has decided about texts; what names nothing of them is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Pairs that are the same.
    pub same: Vec<(Named, Named)>,
    /// Pairs that are not.
    pub different: Vec<(Named, Named)>,
}

/// Something of the unified process, and who has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub sort: Sort,
    /// Its id now.
    pub id: String,
    /// What it is in each text that has it.
    pub of: Vec<Named>,
    /// How sure it is that these are one, from 0 to 1.
    pub confidence: f64,
    /// Whether the base has it.
    pub in_base: bool,
}

/// What only a person can say: whether two things are one.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The one.
    pub one: Named,
    /// The other, in another text.
    pub other: Named,
    /// How likely it is, from [`ASKED`](crate::matching::ASKED) to [`SURE`](crate::matching::SURE).
    pub confidence: f64,
}

/// What was made of the texts.
#[derive(Debug, Clone)]
pub struct Unified {
    /// What they have in common, and where they differ what most of them do.
    pub base: Definition,
    /// How each text differs from it.
    pub overlays: Vec<Overlay>,
    /// The ids of each text, and what they are called now.
    pub names: Vec<Names>,
    /// Everything that the texts have, sort by sort.
    pub elements: Vec<Element>,
    /// What only a person can say, the likeliest first.
    pub doubts: Vec<Doubt>,
    /// For everything that the base says, by its key in the
    /// [canonical form](ravand_core::digest::entries), the texts that say the same.
    pub support: BTreeMap<String, Vec<usize>>,
}

/// Proposes one base and an overlay for each text.
///
/// ```
/// use ravand_bank::unify::{Answers, unify};
/// use ravand_core::{Block, Definition, Digest, Spanned, Step, Title, merge};
/// let text = |steps: &[(&str, &str)]| {
///     let mut text = Definition::empty("sign-permit");
///     for (id, title) in steps {
///         let mut step = Step::default();
///         step.attributes.title = Some(Spanned::nowhere(Title::plain(*title)));
///         text.steps.insert((*id).into(), step);
///         text.flow.blocks.push(Block::Step(Spanned::nowhere((*id).into())));
///     }
///     text
/// };
/// let north = text(&[("s1", "Register the request"), ("s2", "Visit the shop")]);
/// let south = text(&[("a", "Register request"), ("b", "Stamp the form"), ("c", "Visit the shop")]);
/// let texts = [("north".into(), &north), ("south".into(), &south)];
/// let bank = ravand_bank::Bank::default();
/// let found = unify(&bank, &texts, &"sign-permit".into(), &Answers::default()).expect("they are blocks");
/// for (number, (_, text)) in texts.iter().enumerate() {
///     let again = merge::apply(&found.base, &found.overlays[number]).expect("it fits");
///     let again = found.names[number].inverse().apply(&again);
///     assert_eq!(Digest::of(&again), Digest::of(text));
/// }
/// ```
///
/// Of the bank only the registries count: what it gives to every process an overlay changes,
/// and does not bring.
///
/// # Errors
/// If there are fewer than two texts, if one of them is a graph, cannot be drawn or names what
/// it does not have, if answers contradict each other, or if the texts are too large to be
/// compared.
pub fn unify(
    bank: &Bank,
    texts: &[(OverlayId, &Definition)],
    process: &ProcessId,
    answers: &Answers,
) -> Result<Unified, Vec<Diagnostic>> {
    refuse(texts)?;
    answers::contradictions(texts, answers)?;
    let texts_read = texts.iter().map(|(_, definition)| Text::of(definition)).collect::<Result<Vec<_>, _>>()?;
    let matched = matched(&texts_read, answers).map_err(|why| {
        let span = texts.first().map(|(_, first)| first.id.span).unwrap_or_default();
        let (code, args) = match why {
            TooLarge::Pairs(pairs) => (&TOO_MANY_TO_UNIFY, Args::new().with("pairs", pairs).with("max", PAIRS_MAX)),
            TooLarge::Things(things) => {
                (&TOO_LONG_TO_UNIFY, Args::new().with("things", things).with("max", THINGS_MAX))
            }
        };
        vec![Diagnostic::at(code, span, args)]
    })?;
    let mut elements = Vec::new();
    let mut doubts = Vec::new();
    for (sort, matching) in &matched {
        let named =
            |place: Place| Named { text: place.0, sort: *sort, id: texts_read[place.0].ids(*sort)[place.1].clone() };
        elements.extend(named_elements(*sort, matching, named));
        doubts.extend(matching.questions.iter().map(|question| Doubt {
            one: named(question.one),
            other: named(question.other),
            confidence: question.confidence,
        }));
    }
    doubts.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.one.cmp(&b.one)));
    let names: Vec<Names> = (0..texts.len()).map(|text| names(text, &elements)).collect();
    let renamed: Vec<Definition> = names
        .iter()
        .zip(&texts_read)
        .map(|(names, text)| Definition {
            id: Spanned::new(process.clone(), text.definition.id.span),
            ..names.apply(&text.definition)
        })
        .collect();
    let (base, mut overlays) = base::choose(bank, &renamed)?;
    for (overlay, (name, text)) in overlays.iter_mut().zip(texts) {
        head(overlay, name, text);
    }
    for element in &mut elements {
        element.in_base = has(&base, element);
    }
    let support = support(&base, &renamed);
    Ok(Unified { base, overlays, names, elements, doubts, support })
}

/// The ids of everything of one sort that a definition has, in its order.
pub fn ids(definition: &Definition, sort: Sort) -> Vec<String> {
    Text::ids_of(definition, sort)
}

/// What a definition calls something of its own, if it does.
pub fn title<'d>(definition: &'d Definition, sort: Sort, id: &str) -> Option<&'d Title> {
    Text::title_of(definition, sort, id)
}

fn refuse(texts: &[(OverlayId, &Definition)]) -> Result<(), Vec<Diagnostic>> {
    if texts.len() < 2 {
        return Err(vec![Diagnostic::general(&TOO_FEW_TEXTS, Args::new())]);
    }
    let graphs = texts
        .iter()
        .filter(|(_, text)| text.flow.graph.is_some())
        .map(|(name, text)| Diagnostic::at(&GRAPH_NOT_UNIFIED, text.id.span, Args::new().with("text", name)));
    let graphs: Vec<Diagnostic> = graphs.collect();
    if graphs.is_empty() { Ok(()) } else { Err(graphs) }
}

/// Every sort twice, but for what is found by the steps alone: first by what things are
/// called, then by what names them.
fn matched(texts: &[Text], answers: &Answers) -> Result<BTreeMap<Sort, Matching>, TooLarge> {
    let mut matched: BTreeMap<Sort, Matching> = BTreeMap::new();
    let rounds = [Sort::Role, Sort::Document, Sort::End, Sort::Step];
    for sort in rounds.into_iter().chain(rounds).chain([Sort::Stage]) {
        let sketches = sketch::sketches(texts, sort, &matched);
        let found = together(&sketches, &Weights::ALL, &decided(texts, sort, answers))?;
        matched.insert(sort, found);
    }
    Ok(matched)
}

/// The answers about one sort, as places.
fn decided(texts: &[Text], sort: Sort, answers: &Answers) -> Decided {
    let place = |named: &Named| -> Option<Place> {
        let ids = texts.get(named.text).filter(|_| named.sort == sort)?.ids(sort);
        Some((named.text, ids.iter().position(|id| *id == named.id)?))
    };
    let places = |pairs: &[(Named, Named)]| {
        pairs.iter().filter_map(|(one, other)| Some((place(one)?, place(other)?))).collect::<Vec<_>>()
    };
    Decided { same: places(&answers.same), different: places(&answers.different) }
}

/// Each group under an id that no other group of its sort has: what most of its members are
/// called.
fn named_elements(sort: Sort, matching: &Matching, named: impl Fn(Place) -> Named) -> Vec<Element> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut elements = Vec::new();
    // Whoever is in more texts has the first choice.
    let mut groups: Vec<_> = matching.groups.iter().enumerate().collect();
    groups.sort_by_key(|(number, group)| (Reverse(group.members.len()), *number));
    for (number, group) in groups {
        let of: Vec<Named> = group.members.iter().map(|place| named(*place)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        of.iter().for_each(|member| *counts.entry(member.id.as_str()).or_default() += 1);
        // `s12` says less than `visit-plot`, however many write it.
        let worth = |member: &&Named| (is_words(&member.id), counts[member.id.as_str()], Reverse(member.text));
        let wanted = of.iter().max_by_key(worth);
        let wanted = wanted.map_or("", |member| member.id.as_str());
        let id = free(wanted, &taken);
        taken.insert(id.clone());
        elements.push((number, Element { sort, id, of, confidence: group.confidence, in_base: false }));
    }
    elements.sort_by_key(|(number, _)| *number);
    elements.into_iter().map(|(_, element)| element).collect()
}

fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// What the ids of a text are called now.
fn names(text: usize, elements: &[Element]) -> Names {
    let mut names = Names::default();
    for element in elements {
        for member in element.of.iter().filter(|member| member.text == text) {
            let (old, new) = (member.id.as_str(), element.id.as_str());
            match element.sort {
                Sort::Role => _ = names.roles.insert(old.into(), new.into()),
                Sort::Document => _ = names.documents.insert(old.into(), new.into()),
                Sort::End => _ = names.ends.insert(old.into(), new.into()),
                Sort::Step => _ = names.steps.insert(old.into(), new.into()),
                Sort::Stage => _ = names.stages.insert(old.into(), new.into()),
            }
        }
    }
    names
}

fn has(base: &Definition, element: &Element) -> bool {
    ids(base, element.sort).contains(&element.id)
}

fn head(overlay: &mut Overlay, name: &OverlayId, text: &Definition) {
    overlay.id = Spanned::nowhere(name.clone());
    overlay.kind = OverlayKind::Variant;
    overlay.provenance = Some(text.provenance);
    let reason = Title {
        en: Some(format!("as {name} wrote it")), fa: Some(format!("چنان‌که «{name}» نوشته است"))
    };
    overlay.reason = Some(Spanned::nowhere(reason));
}

fn support(base: &Definition, texts: &[Definition]) -> BTreeMap<String, Vec<usize>> {
    let said: Vec<_> = texts.iter().map(entries).collect();
    let saying = |key: &str, value: &str| {
        let same = said.iter().enumerate().filter(|(_, entries)| entries.get(key).is_some_and(|it| it.value == value));
        same.map(|(text, _)| text).collect::<Vec<_>>()
    };
    entries(base)
        .into_iter()
        .map(|(key, entry)| {
            let texts = saying(&key, &entry.value);
            (key, texts)
        })
        .collect()
}
