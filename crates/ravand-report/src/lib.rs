//! The reports of a reform and of a drift: self-contained pages to put on a table.
//!
//! [`html`] turns an [`Answer`] and what it was made from into a page in Persian
//! (right-to-left, Persian digits, dates of the Persian calendar) or English; [`drift_html`]
//! does so with what was measured of offices' variants. A page needs no script, no font and no
//! file from anywhere else, reads on a telephone and prints on A4.
//!
//! Invariants: a report is a pure function of what is handed in, so that the same seed gives
//! the same bytes; every figure comes from what was measured or is counted from the definitions;
//! what was assumed stands before the first figure; whatever a file says is escaped by the
//! template, never pasted.
//!
//! Deliberately absent: files and clocks (who writes the page is the caller), any reckoning
//! of its own beyond counting and adding up, and a charting library: see `chart.rs`.

mod answer;
mod assumed;
mod chart;
mod counts;
mod days;
mod drift;
mod fate;
mod golden;
mod operations;
mod page;
mod phrase;
mod ribbon;
mod stages;
mod time;
mod voice;
mod without;

pub use drift::{DriftReport, drift_html};

use ravand_bank::Bank;
use ravand_core::{Definition, Diagnostic, Language, Overlay, Scenario, merge};
use ravand_reform::{Answer, Split};

/// Everything that a page is made from.
///
/// ```
/// use ravand_core::{Language, Scenario};
/// use ravand_reform::Answer;
/// use ravand_report::{Report, html};
/// # fn page(bank: &ravand_bank::Bank, scenario: &Scenario, answer: &Answer) -> Option<String> {
/// let base = &bank.processes["building-permit"];
/// let reform = bank.overlay("building-permit", "permit-1401").expect("a reform");
/// let report = Report::new(bank, base, reform, scenario, answer).ok()?.seed(1).version("0.1.0");
/// let page = html(&report, Language::Fa);
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// # Some(page)
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Report<'a> {
    bank: &'a Bank,
    base: &'a Definition,
    reform: &'a Overlay,
    scenario: &'a Scenario,
    answer: &'a Answer,
    after: Definition,
    queues: Option<Queues<'a>>,
    seed: u64,
    version: &'a str,
}

/// Where the time goes by a scenario that knows staff and queues.
#[derive(Debug, Clone, Copy)]
pub struct Queues<'a> {
    /// That scenario.
    pub scenario: &'a Scenario,
    /// What it found.
    pub split: &'a Split,
}

impl<'a> Report<'a> {
    /// From a comparison and what it compared. Titles that the process does not have itself
    /// are taken from the registries of the bank.
    ///
    /// # Errors
    /// If the reform cannot be merged into the process: then they are not those of the answer.
    pub fn new(
        bank: &'a Bank,
        base: &'a Definition,
        reform: &'a Overlay,
        scenario: &'a Scenario,
        answer: &'a Answer,
    ) -> Result<Self, Vec<Diagnostic>> {
        let after = merge::apply(base, reform)?;
        Ok(Self { bank, base, reform, scenario, answer, after, queues: None, seed: 0, version: "" })
    }

    /// The same with the seed of the comparison.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The same with the version of the program that made it.
    #[must_use]
    pub fn version(mut self, version: &'a str) -> Self {
        self.version = version;
        self
    }

    fn names(&self) -> phrase::Names<'_> {
        phrase::Names { bank: self.bank, base: self.base, after: &self.after }
    }

    /// The same with a scenario that can tell work from queues, where the answer's cannot.
    #[must_use]
    pub fn queues(mut self, queues: Queues<'a>) -> Self {
        self.queues = Some(queues);
        self
    }
}

/// The page.
pub fn html(report: &Report<'_>, language: Language) -> String {
    page::page(report, voice::Voice { language }).into_string()
}
