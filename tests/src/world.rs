//! A world for any process: its own scenario where it has one, else one made of what it asks.

use ravand::bank::Bank;
use ravand::core::{Definition, Diagnostic, Scenario, Sources};
use ravand::feel::Type;
use ravand::formats::read_scenario;
use ravand::kernel::CompiledProcess;
use ravand::sim::{Library, Model, Outcome, Settings, SimError, simulate};
use std::fmt::Write as _;

/// Why a process could not be let run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorldError {
    /// The process or its scenario is not in order.
    #[error("{}: {:?}", found.first().map_or("?", |first| first.code.id), found.first())]
    Diagnostics {
        /// What stands against it.
        found: Vec<Diagnostic>,
    },
    /// A case did not come to an end.
    #[error(transparent)]
    Stopped(#[from] SimError),
}

/// Lets cases of a process run, calls passed over; the scenario is that of its base.
///
/// # Errors
/// If it is not in order, or a case does not come to an end.
pub fn run(bank: &Bank, definition: &Definition, cases: u32) -> Result<Outcome, WorldError> {
    let in_order = |found: Vec<Diagnostic>| WorldError::Diagnostics { found };
    let process = CompiledProcess::compile(definition).map_err(in_order)?;
    let mut scenarios: Vec<&Scenario> = bank.scenarios_of(&definition.id.value).collect();
    scenarios.sort_by_key(|scenario| scenario.id.value.as_str() != "elapsed");
    let scenario = match scenarios.first() {
        Some(scenario) => (*scenario).clone(),
        None => anything(definition).map_err(in_order)?,
    };
    let library = Library::new();
    let model = Model::build(definition, &process, &scenario, &bank.calendars, &library).map_err(in_order)?;
    let settings = Settings { seed: 1, cases: Some(cases), replications: Some(1), threads: Some(1) };
    Ok(simulate(&model, &settings, &|_| {})?)
}

/// A scenario in which every answer is as likely as every other.
fn anything(definition: &Definition) -> Result<Scenario, Vec<Diagnostic>> {
    let mut text = format!(
        "scenario: anything\nprocess: {}\nstart: 2024-04-06\ncases: 100\nreplications: 1\narrivals: at start\n\
         times: elapsed\ncalls: skip\ndata:\n",
        definition.id
    );
    for (name, datum) in &definition.data {
        let shares = |names: Vec<&str>| {
            let of_each = format!("{}%", 100.0 / names.len() as f64);
            let each: Vec<String> = names.iter().map(|name| format!("{name}: {of_each}")).collect();
            format!("{{ {} }}", each.join(", "))
        };
        let said = match &datum.ty {
            Type::Bool => shares(vec!["yes", "no"]),
            Type::Enum(names) => shares(names.names().iter().map(AsRef::as_ref).collect()),
            Type::Number => "uniform(1 .. 100)".to_owned(),
            _ => shares(vec!["something"]),
        };
        _ = writeln!(text, "  {name}: {said}");
    }
    let mut sources = Sources::new();
    let id = sources.add("anything.yaml", text);
    let read = read_scenario(&sources, id);
    read.value.ok_or(read.diagnostics)
}
