//! One `check(process, commands, transcript)` for every fixture, and a world that drives a
//! case by words.
#![allow(dead_code, reason = "each test binary uses its part of the support")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]

use ravand_core::calendar::WorkingCalendar;
use ravand_core::{Definition, Sources, Timestamp, has_errors};
use ravand_feel::{Number, Type, Value};
use ravand_kernel::{Command, CompiledProcess, Context, Event, Instance, Rejection, Slot, TaskId, apply, handle};

/// A process from YAML; what is wrong in it fails the test with its own words.
pub(crate) fn process(yaml: &str) -> CompiledProcess {
    let definition = definition(yaml);
    CompiledProcess::compile(&definition).unwrap_or_else(|found| {
        let words: Vec<_> = found.iter().map(|d| d.message(ravand_core::Language::En)).collect();
        panic!("{}", words.join("\n"))
    })
}

/// The definition behind it.
pub(crate) fn definition(yaml: &str) -> Definition {
    let mut sources = Sources::new();
    let source = sources.add("test.yaml", yaml);
    let read = ravand_formats::read_process(&sources, source);
    let words: Vec<_> = read.diagnostics.iter().map(|d| d.one_line(&sources, ravand_core::Language::En)).collect();
    assert!(!has_errors(&read.diagnostics), "{}", words.join("\n"));
    read.value.expect("a process without errors").definition
}

/// One case that is driven by words.
pub(crate) struct World {
    pub(crate) process: CompiledProcess,
    pub(crate) case: Instance,
    pub(crate) events: Vec<Event>,
    pub(crate) now: Timestamp,
}

impl World {
    pub(crate) fn new(yaml: &str) -> Self {
        let process = process(yaml);
        let case = Instance::new(&process);
        Self { process, case, events: Vec::new(), now: Timestamp::from_micros(0) }
    }

    pub(crate) fn give(&mut self, command: Command<'_>) -> Result<(), Rejection> {
        let calendar = WorkingCalendar::around_the_clock();
        let context = Context { now: self.now, actor: None, calendar: &calendar, entropy: 1 };
        handle(&context, &self.process, &mut self.case, command, &mut self.events)
    }

    /// `start`, `start x=5`, `STEP`, `STEP: outcome`, `STEP x=5 y=yes`, `return`,
    /// `return unfavourable`, `retry x=5`, `cancel`.
    pub(crate) fn say(&mut self, words: &str) -> Result<(), Rejection> {
        let (head, rest) = words.split_once(' ').unwrap_or((words, ""));
        let named = head.strip_suffix(':');
        let mut rest = rest.split(' ').filter(|w| !w.is_empty());
        let outcome = named.and_then(|_| rest.next());
        let data: Vec<(Slot, Value)> = rest.clone().filter_map(|w| self.datum(w)).collect();
        match (head, outcome) {
            ("start", None) => self.give(Command::Start { data: &data }),
            ("cancel", None) => self.give(Command::Cancel),
            ("return", None) => {
                let call = self.events.iter().rev().find_map(|e| match e {
                    Event::CallStarted { call, .. } => Some(*call),
                    _ => None,
                });
                let favourable = rest.next() != Some("unfavourable");
                self.give(Command::ReturnFromCall { call: call.expect("a call"), favourable })
            }
            ("retry", None) => {
                let incident = self.case.incidents()[0].id;
                self.give(Command::RetryIncident { incident, data: &data })
            }
            _ => {
                let step = named.unwrap_or(head);
                let index = self.process.step_index(step).expect("a step of the process");
                let mut open: Vec<_> = self.case.tasks().iter().filter(|t| t.step == index).collect();
                open.sort_by_key(|t| t.id);
                let task = open.first().map_or(TaskId::from(u32::MAX), |t| t.id);
                let outcome = outcome.map(|o| self.process.step(index).outcome(o).expect("an outcome"));
                self.give(Command::CompleteTask { task, outcome, data: &data })
            }
        }
    }

    fn datum(&self, word: &str) -> Option<(Slot, Value)> {
        let (name, text) = word.split_once('=')?;
        let slot = self.process.schema().slot(name).expect("a datum of the process");
        let value = match self.process.schema().ty(slot).expect("a type") {
            Type::Bool => Value::Bool(text == "yes"),
            Type::Number => Value::Number(text.parse::<Number>().expect("a number")),
            Type::Enum(names) => names.value(text).map_or(Value::Null, Value::Enum),
            _ => Value::from(text),
        };
        Some((slot, value))
    }

    /// What happened, a line an event; the inner doings of gateways and sets left out.
    pub(crate) fn transcript(&self) -> String {
        let inner = ["gateway", "set ", "counts"];
        self.events
            .iter()
            .map(|e| e.line(&self.process))
            .filter(|l| l.starts_with("set ") && l.contains('=') || !inner.iter().any(|i| l.starts_with(i)))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Replays what happened into a fresh case and compares.
    pub(crate) fn check_replay(&self) {
        let mut replayed = Instance::new(&self.process);
        for event in &self.events {
            apply(&self.process, &mut replayed, event);
        }
        assert_eq!(replayed, self.case, "replay gives another case");
    }
}

/// Drives a case by commands (separated by `,`) and compares what happened.
pub(crate) fn check(yaml: &str, commands: &str, transcript: &str) {
    let mut world = World::new(yaml);
    for words in commands.split(',').map(str::trim) {
        world.say(words).unwrap_or_else(|why| panic!("`{words}`: {why}\n{}", world.transcript()));
        world.check_replay();
    }
    let expected: Vec<_> = transcript.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let found = world.transcript();
    let found: Vec<_> = found.lines().collect();
    assert_eq!(found, expected, "\n{}", found.join("\n"));
}
