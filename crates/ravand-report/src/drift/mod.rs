//! The page of the drift: how far the offices' variants of a process are from it and from each
//! other, what each costs, and in which order retiring them pays.

mod assumed;
mod differences;
mod drawings;
mod expiry;
mod map;
mod retire;
mod rows;

use crate::page::{Page, Section};
use crate::phrase::Names;
use crate::voice::Voice;
use chrono::NaiveDate;
use maud::{Markup, html};
use ravand_bank::{Bank, Drift};
use ravand_core::{Definition, Diagnostic, Language, Overlay, Scenario, merge};
use ravand_formats::diagram;
use ravand_reform::Surveyed;
use rows::Row;

/// What this page has beyond the common style.
const STYLE: &str = include_str!("drift.css");
/// Where the rules of drawings hold.
const DRAWING: &str = ".drawing ";

/// Everything that the page of a drift is made from.
///
/// ```
/// use ravand_bank::Drift;
/// use ravand_core::{Definition, Language, Overlay};
/// use ravand_report::{DriftReport, drift_html};
/// # fn page(bank: &ravand_bank::Bank) -> Result<String, Vec<ravand_core::Diagnostic>> {
/// let base = &bank.processes["building-permit"];
/// let variants = bank.variants_of(&base.id.value);
/// let drift = Drift::measure(base, &variants)?;
/// let report = DriftReport::new(bank, base, &variants, &drift)?.version("0.1.0");
/// let page = drift_html(&report, Language::Fa);
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// # Ok(page)
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct DriftReport<'a> {
    bank: &'a Bank,
    base: &'a Definition,
    variants: &'a [&'a Overlay],
    drift: &'a Drift,
    /// The process with each variant merged.
    merged: Vec<Definition>,
    cost: Option<(&'a Scenario, &'a Surveyed)>,
    today: Option<NaiveDate>,
    left_out: usize,
    seed: u64,
    version: &'a str,
}

impl<'a> DriftReport<'a> {
    /// From the variants of a process and what was measured of them, in the same order; of a
    /// variant that was not measured the page says nothing. Titles that the process does not
    /// have itself are taken from the registries of the bank.
    ///
    /// # Errors
    /// If a variant cannot be merged into the process: then it was not measured either.
    pub fn new(
        bank: &'a Bank,
        base: &'a Definition,
        variants: &'a [&'a Overlay],
        drift: &'a Drift,
    ) -> Result<Self, Vec<Diagnostic>> {
        let merged = variants.iter().map(|variant| merge::apply(base, variant)).collect::<Result<_, _>>()?;
        Ok(Self { bank, base, variants, drift, merged, cost: None, today: None, left_out: 0, seed: 0, version: "" })
    }

    /// The same with what the variants cost in a scenario, in the order of the variants.
    #[must_use]
    pub fn cost(mut self, scenario: &'a Scenario, found: &'a Surveyed) -> Self {
        self.cost = Some((scenario, found));
        self
    }

    /// The same for this day: the page says which variants have expired by then. It reads no
    /// clock itself.
    #[must_use]
    pub fn today(mut self, today: NaiveDate) -> Self {
        self.today = Some(today);
        self
    }

    /// The same where so many variants more are broken and could not be measured.
    #[must_use]
    pub fn left_out(mut self, variants: usize) -> Self {
        self.left_out = variants;
        self
    }

    /// The same with the seed of the simulation.
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

    /// The names of a variant's operations.
    fn names<'r>(&'r self, row: &Row<'r>) -> Names<'r> {
        Names { bank: self.bank, base: self.base, after: row.merged }
    }
}

/// The page of a drift.
pub fn drift_html(report: &DriftReport<'_>, language: Language) -> String {
    let voice = Voice { language };
    let rows = rows::rows(report);
    let process = report.base.title.or_id(language, report.base.id.as_str());
    let name = voice.fill("Drift of “{}”", "واگرایی «{}»", &[process]);
    let page = Page {
        version: report.version,
        name: &name,
        style: &[STYLE, &diagram::style(DRAWING), drawings::STYLE].concat(),
        sprite: html! {},
        kicker: html! { (voice.say("How far its offices are apart", "دفترها چقدر از هم دورند")) },
        heading: voice.title(&report.base.title, report.base.id.as_str()),
        lead: Some(lead(report, voice, &rows)),
        skip: ("#order", voice.say("Skip to what pays first", "رفتن به آنچه پیش از همه سود دارد")),
        sections: sections(report, voice, &rows),
        again: again(report),
    };
    page.framed(voice).into_string()
}

/// How many variants, and what a case takes without one.
fn lead(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Markup {
    let count = voice.whole(rows.len());
    let text = match report.cost {
        Some((_, found)) => voice.fill(
            "Variants of offices: {}. Without a variant a case takes {} calendar days on average.",
            "شمار گونه‌های دفترها: {}. بی هیچ گونه‌ای هر پرونده به‌طور میانگین {} روز تقویمی طول می‌کشد.",
            &[&count, &voice.days(found.base.calendar_days.mean.value)],
        ),
        None => voice.fill(
            "Variants of offices: {}. What they cost in days was not simulated.",
            "شمار گونه‌های دفترها: {}. هزینهٔ آن‌ها به روز شبیه‌سازی نشده است.",
            &[&count],
        ),
    };
    html! { (text) }
}

fn sections(report: &DriftReport<'_>, voice: Voice, rows: &[Row<'_>]) -> Vec<Section> {
    let section = |id, en, fa, body| Section { id, heading: voice.say(en, fa), body };
    vec![
        section("assumed", "What was assumed", "آنچه فرض شده است", assumed::section(report, voice, rows)),
        section(
            "order",
            "In the order in which retiring them pays",
            "به ترتیب سودی که برچیدنشان دارد",
            retire::section(report, voice, rows),
        ),
        section("expiry", "What is left, and until when", "چه مانده است و تا کی", expiry::section(report, voice, rows)),
        section("map", "How far each is from each", "هر گونه چقدر از دیگری دور است", map::section(report, voice, rows)),
        section(
            "differences",
            "In what they differ",
            "در چه چیزی تفاوت دارند",
            differences::section(report, voice, rows),
        ),
        section(
            "drawings",
            "Each beside the process",
            "هر گونه در کنار خود فرایند",
            drawings::section(report, voice, rows),
        ),
    ]
}

fn again(report: &DriftReport<'_>) -> String {
    let mut command = format!("ravand bank drift {}", report.base.id);
    match report.cost {
        Some((scenario, found)) => {
            let (id, seed, replications) = (&scenario.id, report.seed, found.replications);
            command.push_str(&format!(" --scenario {id} --seed {seed} --replications {replications}"));
        }
        None => command.push_str(" --structure-only"),
    }
    if let Some(today) = report.today {
        command.push_str(&format!(" --at {today}"));
    }
    command
}
