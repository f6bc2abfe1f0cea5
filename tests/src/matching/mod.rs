//! How well matching finds what is the same, measured where the truth is known: on
//! [`mutants`] of the bank's processes, and on [`logs`] of towns that run one process.

pub mod logs;
pub mod mutants;

use ravand::bank::matching::{Decided, Matching, Sketch, TooLarge, Weights, together};
use std::collections::BTreeMap;
use std::fmt;

/// The five main processes.
pub const FIVE: [&str; 5] =
    ["building-permit", "completion-certificate", "transfer-answer", "renewal-settlement", "business-duty"];

/// Pairs of things of different texts, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Found, and true.
    pub right: usize,
    /// Found, and false.
    pub wrong: usize,
    /// True, and not found.
    pub missed: usize,
    /// Questions that were asked.
    pub questions: usize,
    /// Of these, those whose answer is yes.
    pub yes: usize,
}

impl Score {
    /// The share of what was found that is true.
    pub fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    /// The share of what is true that was found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }

    /// Both with this.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
            questions: self.questions + other.questions,
            yes: self.yes + other.yes,
        }
    }
}

fn share(part: usize, rest: usize) -> f64 {
    if part + rest == 0 { 1.0 } else { part as f64 / (part + rest) as f64 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (100.0 * self.precision(), 100.0 * self.recall());
        write!(f, "precision {precision:5.1} %, recall {recall:5.1} %")?;
        write!(f, "  ({} right, {} wrong, {} missed", self.right, self.wrong, self.missed)?;
        write!(f, "; {} questions, {} of them yes)", self.questions, self.yes)
    }
}

/// Compares groups with the truth: of each text the identity of each of its things.
pub fn score(matching: &Matching, truth: &[Vec<String>]) -> Score {
    let identity = |(text, thing): (usize, usize)| truth[text][thing].as_str();
    let mut found = Score::default();
    for group in &matching.groups {
        for (at, one) in group.members.iter().enumerate() {
            for other in &group.members[at + 1..] {
                let right = identity(*one) == identity(*other);
                found.right += usize::from(right);
                found.wrong += usize::from(!right);
            }
        }
    }
    let mut texts_with: BTreeMap<&str, usize> = BTreeMap::new();
    truth.iter().flatten().for_each(|id| *texts_with.entry(id).or_default() += 1);
    let true_pairs: usize = texts_with.values().map(|texts| texts * (texts - 1) / 2).sum();
    found.missed = true_pairs - found.right;
    found.questions = matching.questions.len();
    found.yes = matching.questions.iter().filter(|asked| identity(asked.one) == identity(asked.other)).count();
    found
}

/// Matches by one way of weighing, and compares with the truth.
///
/// # Errors
/// If there is too much to compare.
pub fn measure(texts: &[Sketch], truth: &[Vec<String>], weights: &Weights) -> Result<Score, TooLarge> {
    Ok(score(&together(texts, weights, &Decided::default())?, truth))
}
