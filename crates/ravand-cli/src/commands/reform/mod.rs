//! `ravand reform`: before, after, after without what is assumed, and each operation.

mod html;
pub(crate) mod json;
mod text;

use super::page::Destination;
use crate::args::{Common, Format, ReformArgs, RunArgs};
use crate::codes;
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use indicatif::{ProgressBar, ProgressStyle};
use ravand_core::{Args, Definition, Diagnostic, Language, Overlay, Scenario, StepId, Title, merge};
use ravand_lint::{Risk, Weights};
use ravand_reform::{Answer, ReformError, Request, compare};
use ravand_sim::{CompiledProcess, Library, SimError};

/// Cases in each replication when a single operation is judged.
const CASES_PER_OPERATION: u32 = 100;

/// Everything that the answer is printed from.
struct Report<'a> {
    place: &'a Place<'a>,
    base: &'a Definition,
    reform: &'a Overlay,
    scenario: &'a Scenario,
    run: RunArgs,
    answer: Answer,
}

impl Report<'_> {
    /// The risk of every step as it is, highest first.
    fn risks(&self) -> Vec<(&StepId, &Risk)> {
        let mut risks: Vec<_> = self.answer.before.risks.iter().collect();
        risks.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        risks
    }

    /// Who would have to decide: the title of a role of the bank, or the words that were written.
    fn decider<'b>(&'b self, who: &'b Title, language: Language) -> &'b str {
        let role = self.place.bank.roles.get(who.get(Language::En));
        role.map_or(who.get(language), |role| role.title.or_id(language, who.get(Language::En)))
    }
}

pub(crate) fn run(common: &Common, args: &ReformArgs) -> Result<Verdict, Failure> {
    let mut place = Place::open(common)?;
    let process = place.process(&args.process)?;
    let reform = place.reform(&process, args.with.as_deref())?;
    let scenario = place.scenario(&process, args.scenario.as_deref())?;
    place.refuse_broken(&process, Some(&reform))?;
    let (base, reform) = (&place.bank.processes[&process], &place.bank.overlays[&reform]);
    place.mention_base(reform);
    let weights = weights(&place)?;
    // What cannot be merged is told by the comparison.
    let after = merge::apply(base, reform).ok();
    let callers: Vec<&Definition> = std::iter::once(base).chain(&after).collect();
    let called = library(&place, &callers)?;
    let request = Request {
        base,
        reform,
        scenario: &scenario,
        calendars: &place.bank.calendars,
        called: &called,
        weights: &weights,
        seed: args.run.seed,
        threads: args.run.threads.map(usize::from),
        replications: args.run.replications,
        cases_per_operation: Some(
            scenario.extent.cases().map_or(CASES_PER_OPERATION, |cases| CASES_PER_OPERATION.min(cases)),
        ),
    };
    // Where the page cannot be written, nobody should have to wait for the answer to hear of it.
    let page = args.html.as_deref().map(|path| Destination::open(path, common)).transpose()?;
    let answer = with_progress(common, &request).map_err(|error| explain(&place, error))?;
    let report = Report { base, reform, scenario: &scenario, run: args.run, answer, place: &place };
    match common.format {
        Format::Text => text::print(&report, args.all),
        Format::Json => println!("{:#}", json::answer(&report)),
    }
    if let Some(page) = page {
        page.write(&html::page(&report, &request)?)?;
    }
    Ok(Verdict::Fine)
}

/// The weights of the score, with the bank's own in place of the defaults.
pub(crate) fn weights(place: &Place<'_>) -> Result<Weights, Failure> {
    let mut weights = Weights::default();
    for (name, value) in place.bank.about.iter().flat_map(|about| &about.risk) {
        weights.set(name, value.value).map_err(|why| {
            let args = Args::new().with_said("why", why.code().message, why.args());
            place.failed(&[Diagnostic::at(&codes::BAD_WEIGHT, value.span, args)])
        })?;
    }
    Ok(weights)
}

/// The processes that some call, compiled.
pub(crate) fn library(place: &Place<'_>, callers: &[&Definition]) -> Result<Library, Failure> {
    let mut library = Library::new();
    for definition in place.bank.called_by(callers) {
        let compiled = CompiledProcess::compile(definition).map_err(|found| place.failed(&found))?;
        library.insert(definition.id.value.clone(), (definition.clone(), compiled));
    }
    Ok(library)
}

fn with_progress(common: &Common, request: &Request<'_>) -> Result<Answer, ReformError> {
    let bar = match common.format {
        Format::Text => ProgressBar::new(1),
        Format::Json => ProgressBar::hidden(),
    };
    if let Ok(style) = ProgressStyle::with_template(match common.lang.language() {
        Language::En => "{bar:30} {pos}/{len} simulations, {eta} left",
        Language::Fa => "{bar:30} \u{2067}{pos} از {len} شبیه‌سازی، {eta} مانده\u{2069}",
    }) {
        bar.set_style(style);
    }
    let answer = compare(request, &|progress| {
        bar.set_length(progress.of as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    answer
}

/// A failed comparison with every finding drawn.
pub(crate) fn explain(place: &Place<'_>, error: ReformError) -> Failure {
    let language = place.common.lang.language();
    match error {
        ReformError::Diagnostics { what, found } => {
            let errors: Vec<Diagnostic> = found.into_iter().filter(Diagnostic::is_error).collect();
            let args = Args::new().with_words("side", *what);
            Failure::said(&codes::UNUSABLE, &args, language).with(&place.drawn(&errors))
        }
        ReformError::Simulation { what, source } => {
            let args = Args::new().with_words("side", *what);
            let failed = Failure::said(&codes::SIMULATION_FAILED, &args, language);
            failed.with(stopped(&source, language).text())
        }
        other => Failure::said(&codes::NO_THREADS, &Args::new().with("why", other), language),
    }
}

/// A simulation that stopped, with its way out.
pub(crate) fn stopped(error: &SimError, language: Language) -> Failure {
    Failure::said(error.code(), &error.args(), language)
}
