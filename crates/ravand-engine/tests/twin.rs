//! The engine beside the kernel's test world: the same commands give the same cases, with the
//! engine closed and opened again after every command, and every list is what a replay says.
#![allow(clippy::expect_used, clippy::panic, reason = "a test's helpers fail as the test does")]

mod support;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{Definition, Timestamp};
use ravand_engine::store::{Durability, SqliteStore};
use ravand_engine::{CaseId, CommandError, Completion, Done, Engine, NewCase, Request};
use ravand_feel::Value;
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::{World, WorldError};
use ravand_kernel::{Command, CompiledProcess, Rejection, Slot, Status, Task};
use support::{Count, HOUR, Hand, builder, value_of};
use tempfile::TempDir;

/// A world and an engine to which the same happens.
struct Twin {
    world: World,
    engine: Option<Engine>,
    folder: TempDir,
    clock: Hand,
    count: Count,
    commands: u32,
    processes: Vec<String>,
}

/// What was refused, in the kernel's words; other refusals are not expected.
type Answer = Result<(), Rejection>;

/// Data as the engine takes them.
type Named = Vec<(String, Value)>;

impl Twin {
    fn new(definitions: &[Definition]) -> Self {
        let begin = Timestamp::from_micros(490_000 * HOUR);
        let (clock, count) = (Hand::default(), Count::default());
        clock.set(begin);
        let mut twin = Self {
            world: World::with_calendar(WorkingCalendar::around_the_clock(), begin),
            engine: None,
            folder: tempfile::tempdir().expect("a folder"),
            clock,
            count,
            commands: 0,
            processes: definitions.iter().map(|definition| definition.id.value.to_string()).collect(),
        };
        twin.open();
        for definition in definitions {
            let as_stored = support::definition(&ravand_formats::print_process(definition));
            twin.world.deploy(CompiledProcess::compile(&as_stored).expect("compiles"));
            twin.engine().deploy(definition).expect("deployed");
        }
        twin
    }

    /// Closes the engine and opens it again.
    fn open(&mut self) {
        self.engine = None;
        let store = SqliteStore::open(&self.folder.path().join("city.db"), Durability::Relaxed).expect("opened");
        self.engine = Some(builder(&self.clock, &self.count).with_store(store));
    }

    fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("open")
    }

    /// Cases of both in the order of their beginning.
    fn pairs(&self) -> Vec<(InstanceKey, CaseId)> {
        let mut keys: Vec<InstanceKey> = Vec::new();
        for line in self.world.transcript() {
            if !keys.contains(&line.case) {
                keys.push(line.case);
            }
        }
        let cases = self.engine().cases(None, 10_000).expect("cases");
        assert_eq!(keys.len(), cases.len(), "not as many cases");
        keys.into_iter().zip(cases).collect()
    }

    fn compare(&self) {
        for (key, case) in self.pairs() {
            let history = self.engine().history(case).expect("a history");
            let lines: Vec<&str> = history.iter().skip(1).map(|entry| entry.line.as_str()).collect();
            assert_eq!(lines, self.world.lines(key), "another history");
            let (of_world, of_engine) =
                (self.world.instance(key).expect("a case"), self.engine().case(case).expect("a case"));
            assert_eq!(of_world.tasks(), of_engine.instance().tasks());
            assert_eq!(of_world.data(), of_engine.instance().data());
            assert_eq!(of_world.waits(), of_engine.instance().waits());
            assert_eq!(of_world.incidents(), of_engine.instance().incidents());
            let findings = self.engine().verify(case).expect("verified");
            assert!(findings.is_empty(), "{findings:?}\n{}", lines.join("\n"));
        }
    }

    /// Gives the command that the numbers choose.
    fn step(&mut self, (which, how, value): (u8, u8, u8)) {
        self.commands += 1;
        let key = format!("command {}", self.commands);
        let request = Request::new(&key);
        // Two cases seldom have something due at the same time.
        self.pass(1_000 + i64::from(self.commands));
        let running: Vec<(InstanceKey, CaseId)> =
            self.pairs().into_iter().filter(|(key, _)| self.world.is_running(*key)).collect();
        let chosen = running.get(usize::from(how) % running.len().max(1)).copied();
        let name = |names: &[&'static str]| names[usize::from(how) % names.len()];
        // Not so many cases that none of them comes far.
        let which = if which % 16 < 2 && running.len() > 5 { 10 } else { which };
        match (which % 16, chosen) {
            (0 | 1, _) | (_, None) => self.start(&request, how, value),
            (2, _) => self.pass(i64::from(if value < 200 { how / 8 } else { how }) * HOUR),
            (3, _) => {
                let (name, tells) = (name(&["money", "told", "nothing"]), value_of(&ravand_feel::Type::Text, value));
                let tells = if value > 200 { Value::Null } else { tells };
                self.world.send(name, tells.clone(), &[("area", number(value))]).expect("sent");
                let data = [("area".to_owned(), number(value))];
                self.engine().correlate(&request, name, &tells, &data, None).expect("sent");
            }
            (4, _) => {
                let name = name(&["holiday", "reminded"]);
                self.world.signal(name);
                self.engine().broadcast(&request, name, &[]).expect("given");
            }
            (5, Some(pair)) if how > 235 => {
                self.both(pair, Command::Cancel, |engine, case| engine.cancel(&request, case))
            }
            (5 | 6, Some(pair)) => self.set_data(&request, pair, value),
            (7 | 8, Some(pair)) => self.retry(&request, pair, value),
            (9, Some(pair)) => self.ask(&request, pair),
            (_, Some(pair)) => self.complete(&request, pair, how, value),
        }
        self.open();
        self.compare();
    }

    fn pass(&mut self, micros: i64) {
        let until = self.world.now().plus_micros(micros);
        self.world.advance_to(until);
        while let Some(due) = self.engine().next_due().expect("asked").filter(|due| *due <= until) {
            self.clock.set(due.max(ravand_engine::Clock::now(&self.clock)));
            let rung = self.engine().run_due(due).expect("rung");
            assert!(rung.failed.is_empty() && rung.fired > 0, "{rung:?}");
        }
        self.clock.set(until);
    }

    fn start(&mut self, request: &Request<'_>, how: u8, value: u8) {
        let process = self.processes[usize::from(how) % self.processes.len()].clone();
        let compiled = self.world.process(&process).expect("a process");
        let shown = |(slot, name, ty): (Slot, &str, &ravand_feel::Type)| {
            (!compiled.is_personal(slot)).then(|| (name.to_owned(), value_of(ty, value.wrapping_add(slot as u8))))
        };
        let data: Vec<(String, Value)> =
            compiled.schema().iter().filter_map(shown).take(usize::from(value % 4)).collect();
        let new = data.iter().fold(NewCase::of(&process), |new, (name, value)| new.with(name, value.clone()));
        let named: Vec<(&str, Value)> = data.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let of_world = self.world.start(&process, &named).map(|_| ());
        let of_engine = self.engine().start(request, &new);
        same(of_world, of_engine);
    }

    fn both(
        &mut self,
        (key, case): (InstanceKey, CaseId),
        command: Command<'_>,
        of_engine: impl FnOnce(&Engine, CaseId) -> Result<Done, CommandError>,
    ) {
        let of_world = self.world.give(key, command, None);
        let of_engine = of_engine(self.engine(), case);
        same(of_world, of_engine);
    }

    fn process(&self, key: InstanceKey) -> &CompiledProcess {
        self.world.cases().find(|(other, ..)| *other == key).map(|(_, process, _)| process).expect("a case")
    }

    /// Values for slots of a case, by slot and by name.
    fn data(&self, key: InstanceKey, slots: &[Slot], value: u8) -> (Vec<(Slot, Value)>, Named) {
        let schema = self.process(key).schema();
        let one = |slot: &Slot| {
            let ty = schema.ty(*slot).expect("a type");
            let value = value_of(ty, value.wrapping_add(*slot as u8));
            ((*slot, value.clone()), (schema.name(*slot).expect("a name").to_owned(), value))
        };
        slots.iter().map(one).unzip()
    }

    fn set_data(&mut self, request: &Request<'_>, pair: (InstanceKey, CaseId), value: u8) {
        let slots: Vec<Slot> = (0..self.process(pair.0).schema().len() as Slot).collect();
        let one = slots.get(usize::from(value) % slots.len().max(1)).copied();
        let (data, named) = self.data(pair.0, one.as_slice(), value / 8);
        self.both(pair, Command::SetData { data: &data }, |engine, case| engine.set_data(request, case, &named));
    }

    fn retry(&mut self, request: &Request<'_>, pair: (InstanceKey, CaseId), value: u8) {
        let slots: Vec<Slot> = (0..self.process(pair.0).schema().len() as Slot).collect();
        let incident = self.world.instance(pair.0).and_then(|case| case.incidents().first().map(|open| open.id));
        let incident = incident.unwrap_or_default();
        let (data, named) = self.data(pair.0, &slots, value);
        self.both(pair, Command::RetryIncident { incident, data: &data }, |engine, case| {
            engine.retry(request, case, incident, &named)
        });
    }

    fn task(&self, key: InstanceKey, number: u8) -> Option<Task> {
        let tasks = self.world.instance(key)?.tasks();
        tasks.get(usize::from(number) % tasks.len().max(1)).copied()
    }

    fn ask(&mut self, request: &Request<'_>, pair: (InstanceKey, CaseId)) {
        let Some(task) = self.task(pair.0, 0) else { return };
        let name = self.process(pair.0).schema().name(0).map(str::to_owned);
        if name.is_none() {
            return;
        }
        let (data, named) = self.data(pair.0, &[0], 3);
        if task.is_paused() {
            let command = Command::ApplicantAnswered { task: task.id, data: &data };
            self.both(pair, command, |engine, case| engine.applicant_answered(request, case, task.id, &named));
        } else {
            let names: Vec<String> = name.into_iter().collect();
            let command = Command::AskApplicant { task: task.id, documents: &[], data: &[0], reason: "missing" };
            self.both(pair, command, |engine, case| {
                engine.ask_applicant(request, case, task.id, (&[], &names), "missing")
            });
        }
    }

    fn complete(&mut self, request: &Request<'_>, pair: (InstanceKey, CaseId), how: u8, value: u8) {
        let Some(task) = self.task(pair.0, how) else { return };
        let step = self.process(pair.0).step(task.step);
        let (outcomes, asks) = (step.outcomes.clone(), step.asks.clone());
        let votes = step.vote.is_some();
        let chosen = (!outcomes.is_empty()).then(|| usize::from(if value < 120 { 0 } else { value }) % outcomes.len());
        let outcome = chosen.map(|at| (at as u16).into());
        let name = chosen.map(|at| outcomes[at].name.to_string());
        if votes && let (Some(choice), Some(name)) = (outcome, &name) {
            let seat = u16::from(how % 4);
            let command = Command::CastBallot { task: task.id, seat, choice };
            return self.both(pair, command, |engine, case| engine.vote(request, case, task.id, seat, name));
        }
        let (data, named) = self.data(pair.0, &asks[..asks.len().saturating_sub(usize::from(value == 9))], value);
        let command = Command::CompleteTask { task: task.id, outcome, data: &data };
        let completion = Completion { outcome: name, data: named };
        self.both(pair, command, |engine, case| engine.complete(request, case, task.id, &completion));
    }
}

fn number(value: u8) -> Value {
    Value::from(i64::from(value % 8))
}

/// The same answer.
#[track_caller]
fn same(of_world: Result<(), WorldError>, of_engine: Result<Done, CommandError>) {
    let of_world: Answer = of_world.map_err(|why| match why {
        WorldError::Rejected(why) => why,
        other => panic!("{other}"),
    });
    let of_engine: Answer = of_engine.map(|_| ()).map_err(|why| match why {
        CommandError::Rejected(why) => why,
        other => panic!("{other} ({other:?})"),
    });
    assert_eq!(of_world, of_engine);
}

fn choices(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    prop::collection::vec(any::<(u8, u8, u8)>(), length)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn with_a_restart_after_every_command_cases_are_those_of_the_world(choices in choices(1..60)) {
        let mut twin = Twin::new(&support::definitions());
        for choice in choices {
            twin.step(choice);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same for the processes of the bank, each with those that it calls.
    #[test]
    fn so_are_those_of_the_bank(which: prop::sample::Index, choices in choices(1..40)) {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes");
        let bank = ravand_bank::Bank::open(root.as_ref()).expect("the bank");
        let ids: Vec<_> = bank.processes.keys().collect();
        let called = bank.with_called(ids[which.index(ids.len())]);
        let definitions: Vec<Definition> = called.into_iter().cloned().collect();
        let mut twin = Twin::new(&definitions);
        for choice in choices {
            twin.step(choice);
        }
    }
}

/// A path on which every feature of the test's processes is met, so that the property does not
/// pass by passing it over.
#[test]
fn the_test_s_processes_meet_what_they_are_for() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    let all = support::definitions();
    // A few processes at a time, so that cases come far.
    for some in [&all[..2], &all[1..2], &all[2..3], &all[1..5], &all[3..]] {
        let mut twin = Twin::new(some);
        for _ in 0..400 {
            let choice = any::<(u8, u8, u8)>().new_tree(&mut runner).expect("a choice").current();
            twin.step(choice);
        }
        let kind = |line: &ravand_kernel::world::Line| format!("{:?}", line.event);
        let word = |told: String| told.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
        kinds.extend(twin.world.transcript().iter().map(kind).map(word));
        assert!(twin.world.cases().any(|(_, _, case)| matches!(case.status(), Status::Ended(_))));
    }
    let wanted = [
        "ApplicantAnswered",
        "ApplicantAsked",
        "BallotCast",
        "BranchesStarted",
        "CallReturned",
        "CallStarted",
        "CaseTermPaused",
        "CompensationStarted",
        "ConditionSeen",
        "DataSet",
        "DeadlinePassed",
        "FlowTaken",
        "FrameOpened",
        "IncidentRaised",
        "IncidentResolved",
        "InstanceCancelled",
        "InstanceEnded",
        "JoinPassed",
        "JumpTaken",
        "MessageThrown",
        "RedoFinished",
        "RedoStarted",
        "RepeatStarted",
        "RoleNotified",
        "ScopeEntered",
        "SignalThrown",
        "StepPassedOver",
        "TaskOffered",
        "TaskReassigned",
        "WaitFired",
        "WaitStarted",
    ];
    let missing: Vec<&&str> = wanted.iter().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(missing.is_empty(), "never met: {missing:?}");
}
