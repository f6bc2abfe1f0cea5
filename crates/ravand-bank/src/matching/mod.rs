//! Which things of several texts are the same, where no ids are shared.
//!
//! Each text is a [`Sketch`]: its things with titles and tags, and which of them follow each
//! other. How alike two things are is seen in three places: their titles (words and parts of
//! words, rare ones counting more), their tags (roles, documents, kinds, rare ones counting
//! more), and their neighbours, whose own likeness counts (Melnik, Garcia-Molina, Rahm:
//! "Similarity flooding", 2002). Things are then brought together text by text, each time by
//! the assignment that is best as a whole, and each text is placed once more when all are
//! there.
//!
//! Invariant: a group holds at most one thing of each text, and two things are in one group
//! only if sure pairs lead from one to the other; what is likely and not sure is a
//! [`Question`]. It draws no lots: the same texts in the same order give the same groups.

mod group;
mod likeness;
#[cfg(test)]
mod tests;

pub(crate) use likeness::is_words;
use std::collections::BTreeSet;

/// Things of a text. Where all are called alike, the assignment takes time with the third power.
pub const THINGS_MAX: usize = 2_000;
/// Pairs of things that are compared; more would fill the memory.
pub const PAIRS_MAX: usize = 10_000_000;

/// A pair of at least this confidence is sure.
pub const SURE: f64 = 0.5;
/// A pair of at least this confidence, and not sure, is asked about.
pub const ASKED: f64 = 0.3;

/// One text, as matching sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// Its things.
    pub things: Vec<Thing>,
    /// Which thing follows which directly.
    pub follows: Vec<Follow>,
}

/// Something that may be in several texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// What it is called, in each language; a language that nobody wrote is `None`. Titles are
    /// compared language by language.
    pub titles: [Option<String>; 2],
    /// Its id, where ids are words. That two ids agree speaks for a pair; that they do not
    /// says nothing.
    pub id: Option<String>,
    /// What else is known of it, each with its facet: `role:clerk`.
    pub tags: BTreeSet<String>,
}

/// A thing that follows another one directly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Follow {
    /// The first, as a place in [`Sketch::things`].
    pub from: usize,
    /// The second.
    pub to: usize,
    /// How often, in any unit; it is compared with the other ways out of the same thing.
    pub weight: f64,
}

/// How much each sort of evidence counts. What is not known of one of two things counts
/// nothing, and the others the more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// What they are called.
    pub titles: f64,
    /// Roles, documents, kinds.
    pub tags: f64,
    /// What comes before and after.
    pub neighbours: f64,
}

impl Weights {
    /// As measured on mutants of the bank's processes and on event logs of three towns.
    pub const ALL: Self = Self { titles: 0.5, tags: 0.2, neighbours: 0.3 };
    /// Titles alone, to compare with.
    pub const TITLES: Self = Self { titles: 1.0, tags: 0.0, neighbours: 0.0 };
}

/// A thing: the number of its text, and its place in it.
pub type Place = (usize, usize);

/// What a person has decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Pairs that are the same thing.
    pub same: Vec<(Place, Place)>,
    /// Pairs that are not.
    pub different: Vec<(Place, Place)>,
}

/// Which things are the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Each thing once, with those that are the same, in the order of the texts.
    pub groups: Vec<Group>,
    /// What only a person can say, the likeliest first.
    pub questions: Vec<Question>,
}

/// Things that are the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// The things, at most one of each text.
    pub members: Vec<Place>,
    /// From 0 to 1: the confidence of the weakest pair that holds the group together; 1 where it
    /// has one member.
    pub confidence: f64,
}

/// Two groups that may be the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The likeliest pair: a thing of one group.
    pub one: Place,
    /// And a thing of the other.
    pub other: Place,
    /// From [`ASKED`] to [`SURE`].
    pub confidence: f64,
}

/// Why texts cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// So many pairs of things.
    #[error("{0} pairs of things would have to be compared, which is more than {PAIRS_MAX}")]
    Pairs(usize),
    /// One of the texts has so many things.
    #[error("a text has {0} things, which is more than {THINGS_MAX}")]
    Things(usize),
}

/// Brings the things of several texts together.
///
/// ```
/// use ravand_bank::matching::{Decided, Follow, Sketch, Thing, Weights, together};
/// let thing = |title: &str| Thing { titles: [Some(title.to_owned()), None], ..Thing::default() };
/// let text = |titles: [&str; 2]| Sketch {
///     things: titles.map(thing).to_vec(),
///     follows: vec![Follow { from: 0, to: 1, weight: 1.0 }],
/// };
/// let texts = [text(["Register the request", "Visit the plot"]), text(["Request is registered", "Plot visit"])];
/// let found = together(&texts, &Weights::ALL, &Decided::default()).expect("they are small");
/// assert_eq!(found.groups[0].members, [(0, 0), (1, 0)]);
/// assert_eq!(found.groups[1].members, [(0, 1), (1, 1)]);
/// ```
///
/// # Errors
/// If a text has more than [`THINGS_MAX`] things, or there are more than [`PAIRS_MAX`] pairs.
pub fn together(texts: &[Sketch], weights: &Weights, decided: &Decided) -> Result<Matching, TooLarge> {
    let mut pairs = 0_usize;
    for (number, text) in texts.iter().enumerate() {
        if text.things.len() > THINGS_MAX {
            return Err(TooLarge::Things(text.things.len()));
        }
        let behind: usize = texts[number + 1..].iter().map(|other| other.things.len()).sum();
        pairs = pairs.saturating_add(text.things.len().saturating_mul(behind));
    }
    if pairs > PAIRS_MAX {
        return Err(TooLarge::Pairs(pairs));
    }
    let likeness = likeness::Likeness::of(texts, weights, decided);
    Ok(group::groups(&likeness, decided))
}
