//! How far apart the ways are in which offices run one process.
//!
//! Two distances, so that neither hides the other. *Steps*: which steps there are and what
//! they say, their titles aside; a step that both have counts by the share of what it says
//! that is the same. *Order*: of the steps that both have, by the pairs that follow each
//! other directly, and by the behavioural profile: whether one comes before the other, both
//! run beside each other, or never both (Weidlich, Mendling, Weske: "Efficient consistency
//! measurement based on behavioral profiles of process models", 2011). Each is 0 for the
//! same and 1 for nothing in common.

mod contrast;
mod order;
#[cfg(test)]
mod tests;

pub use contrast::Contrast;
pub use order::ELEMENTS_MAX;
pub(crate) use order::Relations;
use ravand_core::digest::entries;
use ravand_core::{Action, Definition, Diagnostic, Kind, Overlay, OverlayId, StepId, merge};
use std::collections::{BTreeMap, BTreeSet};

/// How far two processes are apart; every figure is from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Distance {
    /// Of the steps and what they say.
    pub steps: f64,
    /// Of the pairs of steps that follow each other directly.
    pub follows: f64,
    /// Of the behavioural profile.
    pub profile: f64,
}

/// How the variants of a process differ from it and from each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// The variants, in the order of every list here.
    pub variants: Vec<OverlayId>,
    /// How far each is from the base.
    pub from_base: Vec<Distance>,
    /// In which steps each differs from the base.
    pub contrasts: Vec<Contrast>,
    /// How far each is from the others on average.
    pub from_others: Vec<Distance>,
    /// How far each is from each: rows and columns are variants.
    pub between: Vec<Vec<Distance>>,
    /// What is different from the base, the most common first.
    pub differences: Vec<Difference>,
}

/// Something in which variants differ from the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was done: `add`, `remove`, `change` …
    pub verb: &'static str,
    /// The step, stage or process to which it was done.
    pub subject: String,
    /// The attribute that changed, where one did.
    pub attribute: Option<&'static str>,
    /// Whether it is a signature that the base does not ask for.
    pub adds_signature: bool,
    /// Those who have it, as places in [`Drift::variants`].
    pub variants: Vec<usize>,
}

impl Difference {
    /// The variant that stands alone with it.
    pub fn alone(&self) -> Option<usize> {
        match self.variants.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

impl Drift {
    /// Measures how the variants differ from their base and from each other.
    ///
    /// ```
    /// use ravand_bank::Drift;
    /// use ravand_core::{Action, Block, Definition, Operation, Overlay, Spanned, Step};
    /// let mut base = Definition::empty("shop-sign-permit");
    /// for step in ["register", "visit"] {
    ///     base.steps.insert(step.into(), Step::default());
    ///     base.flow.blocks.push(Block::Step(Spanned::nowhere(step.into())));
    /// }
    /// let mut variant = Overlay::empty("sample-01", &base.id.value);
    /// let step = Spanned::nowhere("visit".into());
    /// variant.changes.push(Operation::because(Action::Remove { step, documents: Default::default() }, "no inspector"));
    /// let drift = Drift::measure(&base, &[&variant]).expect("it fits");
    /// assert_eq!(drift.from_base[0].steps, 0.5);
    /// assert_eq!((drift.differences[0].verb, drift.differences[0].subject.as_str()), ("remove", "visit"));
    /// ```
    ///
    /// # Errors
    /// What stands against merging a variant, or against drawing a process: steps that wait
    /// for each other in a ring.
    pub fn measure(base: &Definition, variants: &[&Overlay]) -> Result<Self, Vec<Diagnostic>> {
        let origin = Outline::of(base)?;
        let outlines = variants.iter().map(|variant| Outline::of(&merge::apply(base, variant)?));
        let outlines = outlines.collect::<Result<Vec<_>, _>>()?;
        let mut between = vec![vec![Distance::default(); outlines.len()]; outlines.len()];
        for (row, one) in outlines.iter().enumerate() {
            for (column, other) in outlines.iter().enumerate().skip(row + 1) {
                let distance = one.distance(other);
                between[row][column] = distance;
                between[column][row] = distance;
            }
        }
        Ok(Self {
            variants: variants.iter().map(|variant| variant.id.value.clone()).collect(),
            from_base: outlines.iter().map(|outline| origin.distance(outline)).collect(),
            contrasts: outlines.iter().map(|outline| Contrast::between(&origin, outline)).collect(),
            from_others: between.iter().enumerate().map(|(at, row)| from_others(at, row)).collect(),
            between,
            differences: differences(base, variants),
        })
    }

    /// The variants, as places in [`Drift::variants`], what is furthest from the base by its
    /// steps first: the order in which retiring them pays, where nobody has measured their days.
    pub fn furthest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.from_base.len()).collect();
        order.sort_by(|a, b| self.from_base[*b].steps.total_cmp(&self.from_base[*a].steps));
        order
    }
}

/// The mean of the distances of a row, that of a variant from itself aside.
fn from_others(variant: usize, row: &[Distance]) -> Distance {
    let others = || row.iter().enumerate().filter(|(other, _)| *other != variant).map(|(_, distance)| distance);
    let count = others().count().max(1) as f64;
    // An empty sum is −0, which would be shown as one.
    let mean = |of: fn(&Distance) -> f64| others().map(of).fold(0.0, std::ops::Add::add) / count;
    Distance { steps: mean(|one| one.steps), follows: mean(|one| one.follows), profile: mean(|one| one.profile) }
}

/// What of a process is compared.
struct Outline {
    /// What each step says, by the key that the canonical form gives it.
    steps: BTreeMap<StepId, BTreeMap<String, String>>,
    relations: Relations,
}

impl Outline {
    fn of(definition: &Definition) -> Result<Self, Vec<Diagnostic>> {
        let mut steps: BTreeMap<_, _> = definition.steps.keys().map(|id| (id.clone(), BTreeMap::new())).collect();
        for (key, entry) in entries(definition) {
            let said = key.strip_prefix("steps/").and_then(|rest| rest.split_once('/'));
            let Some((step, attribute)) = said.filter(|(_, attribute)| !attribute.starts_with("title")) else {
                continue;
            };
            if let Some(says) = steps.get_mut(step) {
                says.insert(attribute.to_owned(), entry.value);
            }
        }
        Ok(Self { steps, relations: Relations::of(definition)? })
    }

    fn distance(&self, other: &Self) -> Distance {
        let shared: BTreeSet<&StepId> = self.steps.keys().filter(|id| other.steps.contains_key(*id)).collect();
        let all = self.steps.len() + other.steps.len() - shared.len();
        let alike: f64 = shared.iter().map(|id| agreement(&self.steps[*id], &other.steps[*id])).sum();
        Distance {
            steps: if all == 0 { 0.0 } else { (1.0 - alike / all as f64).max(0.0) },
            follows: apart(&self.relations.follows(&shared), &other.relations.follows(&shared)),
            profile: self.relations.disagreement(&other.relations, &shared),
        }
    }
}

/// The share of what two steps say that is the same.
fn agreement(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> f64 {
    let same = one.iter().filter(|(key, value)| other.get(*key) == Some(*value)).count();
    let keys = one.len() + other.keys().filter(|key| !one.contains_key(*key)).count();
    if keys == 0 { 1.0 } else { same as f64 / keys as f64 }
}

/// The share of the members of two sets that only one of them has.
fn apart<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> f64 {
    let all = one.union(other).count();
    if all == 0 { 0.0 } else { one.symmetric_difference(other).count() as f64 / all as f64 }
}

fn differences(base: &Definition, variants: &[&Overlay]) -> Vec<Difference> {
    let mut found: BTreeMap<(&'static str, String, Option<&'static str>, bool), Difference> = BTreeMap::new();
    for (number, variant) in variants.iter().enumerate() {
        for operation in &variant.changes {
            let adds_signature = adds_signature(base, &operation.action);
            for (subject, attribute) in done_to(base, &operation.action) {
                let verb = operation.action.verb();
                // Of a change it is the kind that makes a signature of a step.
                let adds_signature = adds_signature && attribute.is_none_or(|attribute| attribute == "kind");
                let key = (verb, subject.clone(), attribute, adds_signature);
                let variants = Vec::new();
                let difference =
                    found.entry(key).or_insert(Difference { verb, subject, attribute, adds_signature, variants });
                if difference.variants.last() != Some(&number) {
                    difference.variants.push(number);
                }
            }
        }
    }
    let mut found: Vec<Difference> = found.into_values().collect();
    found.sort_by_key(|difference| std::cmp::Reverse(difference.variants.len()));
    found
}

/// To what an operation is done: a step, stage or process, and the attribute that it changes.
fn done_to(base: &Definition, action: &Action) -> Vec<(String, Option<&'static str>)> {
    let whole = |ids: Vec<String>| ids.into_iter().map(|id| (id, None)).collect();
    let each = |subject: &str, names: Vec<&'static str>| {
        names.into_iter().map(|name| (subject.to_owned(), Some(name))).collect::<Vec<_>>()
    };
    match action {
        Action::Change { step, to } => each(step.as_str(), to.said()),
        Action::ChangeProcess { process, to } => each(process.as_str(), to.said()),
        Action::Merge { steps, .. } | Action::Move { steps, .. } => {
            whole(steps.iter().map(ToString::to_string).collect())
        }
        Action::Order { stage: None, .. } => whole(vec![base.id.to_string()]),
        other => whole(other.subjects()),
    }
}

/// Whether an operation asks for a signature where the base asks for none.
fn adds_signature(base: &Definition, action: &Action) -> bool {
    let signs = |kind: Option<Kind>| kind == Some(Kind::Approve);
    match action {
        Action::Add { content, .. } => signs(content.attributes.kind.as_ref().map(|kind| kind.value)),
        Action::Change { step, to } => {
            let before = base.steps.get(&step.value).and_then(|step| step.attributes.kind.as_ref());
            signs(to.attributes.kind.as_ref().map(|kind| kind.value)) && !signs(before.map(|kind| kind.value))
        }
        _ => false,
    }
}
