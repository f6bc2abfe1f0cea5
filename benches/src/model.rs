//! Processes of the bank and of `benches/data`, ready to be simulated.

use crate::figure::BenchError;
use ravand::bank::Bank;
use ravand::core::calendar::WorkingCalendar;
use ravand::core::{Definition, Diagnostic, Language, Overlay, Scenario, ScenarioId, has_errors};
use ravand::feel::{Number, Type, Value};
use ravand::kernel::{CompiledProcess, CompiledTarget, OutcomeIndex, Task};
use ravand::sim::{Library, Model, Outcome, Settings, simulate};
use std::path::{Path, PathBuf};

/// The bank that ships with the project, and what benches add to it.
#[derive(Debug)]
pub(crate) struct Bench {
    bank: Bank,
}

/// The outcome of a task that leads on, if it has outcomes.
pub(crate) fn onward(process: &CompiledProcess, task: &Task) -> Option<OutcomeIndex> {
    let outcomes = &process.step(task.step).outcomes;
    let at = outcomes.iter().position(|outcome| outcome.target == CompiledTarget::On);
    at.or_else(|| (!outcomes.is_empty()).then_some(0)).map(|at| OutcomeIndex::from(at as u16))
}

/// Something for every datum that a condition may read.
pub(crate) fn known(process: &CompiledProcess) -> Vec<(u16, Value)> {
    let schema = process.schema();
    let value = |slot: u16| match schema.ty(slot)? {
        Type::Bool => Some(Value::from(true)),
        Type::Number => Some(Value::Number(Number::from(1))),
        Type::Text => Some(Value::from("a")),
        Type::Enum(names) => names.value(names.names().first()?).map(Value::Enum),
        _ => None,
    };
    (0..schema.len() as u16).filter_map(|slot| Some((slot, value(slot)?))).collect()
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Bench {
    /// The bank, and files of `benches/data`.
    pub(crate) fn open(files: &[&str]) -> Result<Self, BenchError> {
        let mut bank = Bank::open(&root().join("processes"))?;
        for file in files {
            bank.add_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file))?;
        }
        if has_errors(&bank.diagnostics) {
            let errors: Vec<_> = bank.diagnostics.iter().filter(|found| found.is_error()).collect();
            let lines = errors.iter().map(|found| found.one_line(&bank.sources, Language::En));
            return Err(BenchError::broken("the bank", lines.collect::<Vec<_>>().join("\n")));
        }
        Ok(Self { bank })
    }

    /// A process of the bank, its registries in it.
    pub(crate) fn definition(&self, process: &str) -> Result<&Definition, BenchError> {
        self.bank.processes.get(process).ok_or_else(|| BenchError::broken(process, "no such process"))
    }

    /// A reform or variant of the bank.
    pub(crate) fn overlay(&self, process: &str, overlay: &str) -> Result<&Overlay, BenchError> {
        self.bank.overlay(process, overlay).ok_or_else(|| BenchError::broken(overlay, "no such overlay"))
    }

    /// The variants of a process.
    pub(crate) fn variants(&self, process: &Definition) -> Vec<&Overlay> {
        self.bank.variants_of(&process.id.value)
    }

    /// A calendar of the bank.
    pub(crate) fn calendar(&self, calendar: &str) -> Result<&WorkingCalendar, BenchError> {
        let found =
            self.bank.calendars.get(calendar).ok_or_else(|| BenchError::broken(calendar, "no such calendar"))?;
        Ok(found)
    }

    fn scenario(&self, of: &Definition, scenario: &str) -> Result<&Scenario, BenchError> {
        let key = (of.id.value.clone(), ScenarioId::from(scenario));
        self.bank.scenarios.get(&key).ok_or_else(|| BenchError::broken(scenario, "no such scenario"))
    }

    /// Simulates on one thread whatever `settings` say, as often as `with` asks for.
    pub(crate) fn simulate<T>(
        &self,
        process: &str,
        scenario: &str,
        settings: Settings,
        with: impl FnOnce(&dyn Fn() -> Result<Outcome, BenchError>) -> Result<T, BenchError>,
    ) -> Result<T, BenchError> {
        let definition = self.definition(process)?;
        let scenario = self.scenario(definition, scenario)?;
        let words = |found: Vec<Diagnostic>| {
            let lines = found.iter().map(|one| one.one_line(&self.bank.sources, Language::En));
            BenchError::broken(process, lines.collect::<Vec<_>>().join("\n"))
        };
        let compiled = CompiledProcess::compile(definition).map_err(words)?;
        let library = Library::new();
        let model = Model::build(definition, &compiled, scenario, &self.bank.calendars, &library).map_err(words)?;
        let settings = Settings { threads: Some(1), ..settings };
        with(&|| Ok(simulate(&model, &settings, &|_| {})?))
    }
}
