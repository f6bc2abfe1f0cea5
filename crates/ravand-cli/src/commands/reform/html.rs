//! The answer as a page.

use super::{Report, explain};
use crate::codes as say;
use crate::{Failure, said};
use ravand_core::{Args, Scenario, Times};
use ravand_reform::{Request, Split, split};
use ravand_report::Queues;

/// The page of an answer, in the language of the command.
pub(super) fn page(report: &Report<'_>, request: &Request<'_>) -> Result<String, Failure> {
    let place = report.place;
    let queues = queues(report, request);
    let page = ravand_report::Report::new(&place.bank, report.base, report.reform, report.scenario, &report.answer)
        .map_err(|found| place.failed(&found))?
        .seed(report.run.seed)
        .version(env!("CARGO_PKG_VERSION"));
    let page = match &queues {
        Some((scenario, split)) => page.queues(Queues { scenario, split }),
        None => page,
    };
    Ok(ravand_report::html(&page, place.common.lang.language()))
}

/// What a scenario that tells work from queues says, if this one cannot and the bank has one.
/// If that one is broken, the page does without it and the command says why.
fn queues<'a>(report: &Report<'a>, request: &Request<'_>) -> Option<(&'a Scenario, Split)> {
    let tells = |scenario: &&Scenario| scenario.times.value == Times::WorkAndWait;
    if tells(&report.scenario) {
        return None;
    }
    let scenario = report.place.bank.scenarios_of(&report.base.id.value).find(tells)?;
    match split(&Request { scenario, ..*request }) {
        Ok(split) => Some((scenario, split)),
        Err(why) => {
            let args = Args::new().with("scenario", &*scenario.id);
            let said = said(&say::NO_QUEUES, &args, report.place.common.lang.language());
            anstream::eprintln!("{said}\n\n{}", explain(report.place, why).text());
            None
        }
    }
}
