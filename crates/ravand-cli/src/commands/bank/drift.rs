//! `ravand bank drift`: how far the offices are from the one mechanism, and what that costs.

use crate::args::{BankDriftArgs, Common, Format};
use crate::commands::page::Destination;
use crate::commands::reform::json::{interval, round};
use crate::commands::reform::{explain, library, weights};
use crate::commands::run::date;
use crate::output::{cell, comma, days, digits, figure, heading, paragraph, println, prose, style, word};
use crate::place::Place;
use crate::{Failure, Verdict};
use chrono::NaiveDate;
use indicatif::ProgressBar;
use ravand_bank::{Bank, Difference, Distance, Drift};
use ravand_core::{Definition, Diagnostic, Language, Overlay, Provenance, Scenario, merge};
use ravand_lint::RISK_NOTE;
use ravand_reform::{Survey, Surveyed, survey};
use ravand_report::{DriftReport, drift_html};
use serde_json::{Value, json};
use std::time::Duration;

const WIDTH: usize = 92;
/// Differences that are listed, the most common first.
const DIFFERENCES_SHOWN: usize = 15;
/// Cases of a replication: a variant is compared on the same cases, so that few are enough.
const CASES: u32 = 100;
const NAME_WIDTH: usize = 14;
const FIGURE_WIDTH: usize = 9;
const TICK: Duration = Duration::from_millis(100);

struct Report<'a> {
    place: &'a Place<'a>,
    args: &'a BankDriftArgs,
    base: &'a Definition,
    variants: Vec<&'a Overlay>,
    drift: Drift,
    /// The scenario, and what was found in it.
    cost: Option<(Scenario, Surveyed)>,
}

pub(super) fn run(place: &mut Place<'_>, args: &BankDriftArgs) -> Result<Verdict, Failure> {
    let process = place.process(&args.process)?;
    place.refuse_broken(&process, None)?;
    let scenario = match args.structure_only {
        true => None,
        false => Some(place.scenario(&process, args.scenario.as_deref())?),
    };
    let today = args.at.as_deref().map(|day| date(day, place.common.lang.language())).transpose()?;
    // Where the page cannot be written, nobody should have to wait for the answer to hear of it.
    let page = args.html.as_deref().map(|path| Destination::open(path, place.common)).transpose()?;
    let place = &*place;
    let base = &place.bank.processes[&process];
    let (variants, broken) = whole(&place.bank, base);
    if !broken.is_empty() {
        anstream::eprintln!("{}", place.drawn(&broken));
    }
    if variants.is_empty() && broken.is_empty() && page.is_none() && place.common.format == Format::Text {
        super::said(place, &format!("{process} has no variants"), &format!("«{process}» گونه‌ای ندارد"));
        return Ok(Verdict::Fine);
    }
    let drift = Drift::measure(base, &variants).map_err(|found| place.failed(&found))?;
    let cost = match scenario {
        Some(scenario) => Some((scenario.clone(), surveyed(place, base, &variants, &scenario, args)?)),
        None => None,
    };
    let report = Report { place, args, base, variants, drift, cost };
    match place.common.format {
        Format::Text => report.text(),
        Format::Json => println!("{:#}", report.json()),
    }
    if let Some(page) = page {
        page.write(&report.page(today)?)?;
    }
    Ok(if broken.is_empty() { Verdict::Fine } else { Verdict::Findings })
}

/// The variants of a process that can be merged, and what is wrong with the others: one that
/// is broken hides none of the rest.
fn whole<'b>(bank: &'b Bank, base: &Definition) -> (Vec<&'b Overlay>, Vec<Diagnostic>) {
    let mut broken = Vec::new();
    let mut is_whole = |variant: &&Overlay| {
        let in_its_file = |found: &&Diagnostic| found.span.is_some_and(|span| span.source == variant.id.span.source);
        let mut found: Vec<Diagnostic> =
            bank.diagnostics.iter().filter(|found| found.is_error()).filter(in_its_file).cloned().collect();
        if found.is_empty() {
            let drawn = merge::apply(base, variant).and_then(|merged| merged.as_graph());
            found = drawn.err().unwrap_or_default();
        }
        broken.extend(found.iter().cloned());
        found.is_empty()
    };
    let variants = bank.variants_of(&base.id.value).into_iter().filter(|variant| is_whole(variant)).collect();
    (variants, broken)
}

fn surveyed(
    place: &Place<'_>,
    base: &Definition,
    variants: &[&Overlay],
    scenario: &Scenario,
    args: &BankDriftArgs,
) -> Result<Surveyed, Failure> {
    let merged: Vec<Definition> = variants.iter().filter_map(|variant| merge::apply(base, variant).ok()).collect();
    let callers: Vec<&Definition> = std::iter::once(base).chain(&merged).collect();
    let request = Survey {
        base,
        variants,
        scenario,
        calendars: &place.bank.calendars,
        called: &library(place, &callers)?,
        weights: &weights(place)?,
        seed: args.run.seed,
        threads: args.run.threads.map(usize::from),
        replications: args.run.replications,
        cases: Some(scenario.extent.cases().map_or(CASES, |cases| CASES.min(cases))),
    };
    let bar = waiting(place.common);
    let found = survey(&request);
    bar.finish_and_clear();
    found.map_err(|error| explain(place, error))
}

fn waiting(common: &Common) -> ProgressBar {
    let bar = match common.format {
        Format::Text => ProgressBar::new_spinner(),
        Format::Json => ProgressBar::hidden(),
    };
    bar.enable_steady_tick(TICK);
    bar
}

impl Report<'_> {
    fn language(&self) -> Language {
        self.place.common.lang.language()
    }

    /// The variants in the order in which retiring them pays.
    fn order(&self) -> Vec<usize> {
        self.cost.as_ref().map_or_else(|| self.drift.furthest_first(), |(_, found)| found.costliest_first())
    }

    fn text(&self) {
        let language = self.language();
        let id = self.base.id.as_str();
        println!("{}{}{}  {id}", style::BOLD, prose(self.base.title.or_id(language, id), language), style::OFF);
        let count = self.variants.len();
        super::said(
            self.place,
            &format!(
                "{}. A distance of 0 % is the same process, 100 % nothing in common.",
                super::of(count, "variant", "variants")
            ),
            &format!("{count} گونه. فاصلهٔ ۰٪ یعنی همان فرایند و ۱۰۰٪ یعنی هیچ چیز مشترک."),
        );
        if let Some((scenario, found)) = &self.cost {
            let days = days(found.base.calendar_days.mean.value);
            let cases = found.cases;
            let id = &scenario.id;
            super::said(
                self.place,
                &format!("Without a variant a case takes {days} days: {cases} cases of the scenario {id}."),
                &format!("بی هیچ گونه، پرونده {days} روز طول می‌کشد: {cases} پرونده از سناریوی «{id}»."),
            );
        }
        self.table();
        self.differences(self.args.all);
        self.assumed();
    }

    /// The same as a page.
    fn page(&self, today: Option<NaiveDate>) -> Result<String, Failure> {
        let all = self.place.bank.variants_of(&self.base.id.value).len();
        let report = DriftReport::new(&self.place.bank, self.base, &self.variants, &self.drift);
        let mut report = report.map_err(|found| self.place.failed(&found))?;
        report = report.seed(self.args.run.seed).version(env!("CARGO_PKG_VERSION")).left_out(all - self.variants.len());
        if let Some((scenario, found)) = &self.cost {
            report = report.cost(scenario, found);
        }
        if let Some(today) = today {
            report = report.today(today);
        }
        Ok(drift_html(&report, self.language()))
    }

    fn assumed(&self) {
        let language = self.language();
        heading(word(language, "What was assumed", "چه فرض شده است"));
        let made_up = self.made_up();
        if made_up > 0 {
            let en = format!("{made_up} of the variants are synthetic: made up, of no real office.");
            let fa = format!("{made_up} گونه ساختگی است و از هیچ دفتر واقعی نیست.");
            let text = match language {
                Language::En => en,
                Language::Fa => fa,
            };
            paragraph(&digits(&text, language), "  ", WIDTH);
        }
        if let Some((scenario, _)) = &self.cost {
            let en = format!("A golden signature is {}.", RISK_NOTE.en);
            let fa = format!("امضای طلایی یعنی {}.", RISK_NOTE.fa);
            paragraph(&if language == Language::En { en } else { fa }, "  ", WIDTH);
            for assumption in &scenario.assumptions {
                paragraph(assumption.get(language), "  ", WIDTH);
            }
        }
    }

    /// How many of the variants nobody has seen in the world.
    fn made_up(&self) -> usize {
        let synthetic =
            |variant: &&&Overlay| variant.provenance.as_ref().is_some_and(|said| said.value == Provenance::Synthetic);
        self.variants.iter().filter(synthetic).count()
    }

    fn table(&self) {
        let language = self.language();
        heading(word(language, "In the order in which retiring them pays", "به ترتیب سودی که برچیدنشان دارد"));
        let mut names = vec![
            word(language, "steps", "گام‌ها"),
            word(language, "follows", "توالی"),
            word(language, "profile", "رفتار"),
            word(language, "others", "دیگران"),
        ];
        if self.cost.is_some() {
            names.extend([
                word(language, "days", "روز"),
                word(language, "±", "±"),
                word(language, "signs", "امضا"),
                word(language, "papers", "مدرک"),
                word(language, "visits", "حضور"),
                word(language, "golden", "طلایی"),
            ]);
        }
        let head: String = names.iter().map(|name| figure(name, FIGURE_WIDTH, language)).collect();
        let until = word(language, "until", "تا");
        println!("{}  {}{head}  {until}{}", style::DIM, cell("", NAME_WIDTH, language), style::OFF);
        for at in self.order() {
            let figures: String = self.figures(at).iter().map(|text| figure(text, FIGURE_WIDTH, language)).collect();
            let variant = self.variants[at];
            let name = cell(variant.id.as_str(), NAME_WIDTH, language);
            println!("  {name}{figures}  {}", expires(variant).unwrap_or_default());
        }
        super::said(
            self.place,
            "  steps, follows, profile: from the base; others: from the other variants, by steps.",
            "  گام‌ها، توالی و رفتار: فاصله از فرایند پایه؛ دیگران: فاصلهٔ گام‌ها از گونه‌های دیگر.",
        );
        if self.cost.is_some() {
            for (en, fa) in [
                (
                    "  days … golden: how many more than without the variant; papers: that the applicant brings;",
                    "  روز تا طلایی: چند تا بیشتر از حالت بی‌گونه؛ مدرک: آنچه متقاضی می‌آورد؛",
                ),
                ("  visits: steps face to face.", "  حضور: گام‌های رودررو."),
            ] {
                super::said(self.place, en, fa);
            }
        }
    }

    fn figures(&self, at: usize) -> Vec<String> {
        let from_base = self.drift.from_base[at];
        let mut figures = vec![
            percent(from_base.steps),
            percent(from_base.follows),
            percent(from_base.profile),
            percent(self.drift.from_others[at].steps),
        ];
        if let Some((_, found)) = &self.cost {
            let (longer, extra) = (found.variants[at].longer_days, found.more(&found.variants[at]));
            figures.extend([
                signed(longer.value),
                longer.interval.map_or_else(|| "–".to_owned(), |interval| days((interval.high - interval.low) / 2.0)),
                extra.signatures.to_string(),
                extra.documents.to_string(),
                extra.visits.to_string(),
                extra.golden.to_string(),
            ]);
        }
        figures
    }

    fn differences(&self, all: bool) {
        let language = self.language();
        heading(word(language, "Differences, the most common first", "تفاوت‌ها، رایج‌ترین‌ها در آغاز"));
        let shown = if all { self.drift.differences.len() } else { DIFFERENCES_SHOWN };
        for difference in self.drift.differences.iter().take(shown) {
            let signature = match difference.adds_signature {
                true => word(language, "  a signature more", "  یک امضای بیشتر"),
                false => "",
            };
            let who = match difference.alone() {
                Some(only) => match language {
                    Language::En => format!("{} alone", self.drift.variants[only]),
                    Language::Fa => format!("تنها {}", self.drift.variants[only]),
                },
                None => digits(&difference.variants.len().to_string(), language),
            };
            println!("  {}  {}{signature}", named(difference), prose(&who, language));
        }
        let hidden = self.drift.differences.len().saturating_sub(shown);
        if hidden > 0 {
            let fa = format!("  {hidden} تفاوت دیگر را با --all ببینید");
            super::said(self.place, &format!("  {hidden} more with --all"), &fa);
        }
        let alone: Vec<String> = self.alone().iter().map(|at| self.drift.variants[*at].to_string()).collect();
        if !alone.is_empty() {
            let names = alone.join(comma(language));
            let en = format!("  With a difference of their own: {names}");
            super::said(self.place, &en, &format!("  با تفاوتی که کس دیگری ندارد: {names}"));
        }
    }

    /// The variants that have a difference which no other has.
    fn alone(&self) -> Vec<usize> {
        let mut alone: Vec<usize> = self.drift.differences.iter().filter_map(Difference::alone).collect();
        alone.sort_unstable();
        alone.dedup();
        alone
    }

    fn json(&self) -> Value {
        let variants: Vec<Value> = self.order().into_iter().map(|at| self.variant(at)).collect();
        let matrix: Vec<Vec<Value>> = self.drift.between.iter().map(|row| row.iter().map(distance).collect()).collect();
        json!({
            "note": RISK_NOTE.en,
            "process": self.base.id.as_str(),
            "scenario": self.cost.as_ref().map(|(scenario, _)| scenario.id.as_str()),
            "assumptions": self.cost.as_ref().map(|(scenario, _)| {
                scenario.assumptions.iter().map(|said| json!({ "en": said.en, "fa": said.fa })).collect::<Vec<_>>()
            }),
            "cases": self.cost.as_ref().map(|(_, found)| found.cases),
            "days": self.cost.as_ref().map(|(_, found)| round(found.base.calendar_days.mean.value)),
            "variants": variants,
            "names": self.drift.variants.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "between": matrix,
            "differences": self.drift.differences.iter().map(|difference| json!({
                "verb": difference.verb,
                "subject": difference.subject,
                "attribute": difference.attribute,
                "adds_signature": difference.adds_signature,
                "variants": difference.variants.iter().map(|at| self.drift.variants[*at].as_str()).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    }

    fn variant(&self, at: usize) -> Value {
        let variant = self.variants[at];
        let cost = self.cost.as_ref().map(|(_, found)| {
            let extra = found.more(&found.variants[at]);
            let longer = found.variants[at].longer_days;
            json!({
                "longer_days": round(longer.value),
                "longer_days_interval": interval(&longer),
                "signatures": extra.signatures,
                "documents": extra.documents,
                "visits": extra.visits,
                "golden": extra.golden,
            })
        });
        json!({
            "variant": variant.id.as_str(),
            "title": { "en": variant.title.en, "fa": variant.title.fa },
            "reason": variant.reason.as_ref().map(|reason| json!({ "en": reason.en, "fa": reason.fa })),
            "expires": expires(variant),
            "provenance": variant.provenance.as_ref().map(|said| said.value.as_str()),
            "operations": variant.changes.len(),
            "from_base": distance(&self.drift.from_base[at]),
            "from_others": distance(&self.drift.from_others[at]),
            "cost": cost,
        })
    }
}

fn named(difference: &Difference) -> String {
    let Difference { verb, subject, attribute, .. } = difference;
    match attribute {
        Some(attribute) => format!("{verb} {subject}: {attribute}"),
        None => format!("{verb} {subject}"),
    }
}

fn distance(distance: &Distance) -> Value {
    json!({ "steps": distance.steps, "follows": distance.follows, "profile": distance.profile })
}

fn expires(variant: &Overlay) -> Option<String> {
    variant.expires.as_ref().map(|date| date.value.to_string())
}

fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

/// With its sign, unless nothing is left of it.
fn signed(value: f64) -> String {
    match days(value).as_str() {
        "0.0" | "-0.0" => "0.0".to_owned(),
        shown if value > 0.0 => format!("+{shown}"),
        shown => shown.to_owned(),
    }
}
