//! A world for tests: cases on virtual time, driven by hand.
//!
//! It holds what a host holds (cases, calls, messages, a clock) in memory and plays the host
//! after the same rules: commands go in, effects are carried out, timers fire in the order of
//! their time when the clock is moved. Users test their processes with it, and so do we.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use ravand_core::graph::{Element, ElementKind, Gather, Graph, SequenceFlow, TimerSpec, Trigger};
//! use ravand_core::{Definition, Flow, Spanned};
//! use ravand_kernel::CompiledProcess;
//! use ravand_kernel::world::World;
//!
//! let after = Spanned::nowhere(r#"duration("P3D")"#.to_owned());
//! let wait = vec![Spanned::nowhere(Trigger::Timer(TimerSpec::Duration(after)))];
//! let mut graph = Graph::default();
//! let start = ElementKind::Start { triggers: vec![], gather: Gather::Any, interrupting: true };
//! graph.elements.insert("start".into(), Element::new(start));
//! graph.elements.insert("rest".into(), Element::new(ElementKind::Catch { triggers: wait, gather: Gather::Any }));
//! graph.elements.insert("end".into(), Element::new(ElementKind::End { triggers: vec![], end: None }));
//! graph.flows.insert("a".into(), SequenceFlow::new("start", "rest"));
//! graph.flows.insert("b".into(), SequenceFlow::new("rest", "end"));
//! let mut definition = Definition::empty("nap");
//! definition.flow = Flow::of_graph(graph);
//!
//! let mut world = World::new();
//! world.deploy(CompiledProcess::compile(&definition).map_err(|d| format!("{d:?}"))?);
//! let nap = world.start("nap", &[])?;
//! world.advance_days(2);
//! assert!(world.is_running(nap));
//! world.advance_days(1);
//! assert!(!world.is_running(nap));
//! # Ok(())
//! # }
//! ```

mod error;
mod pump;

pub use error::WorldError;

use crate::command::{Actor, Command, Context};
use crate::event::Event;
use crate::exchange::{Exchange, InstanceKey};
use crate::follow;
use crate::graph::element::StartTrigger;
use crate::graph::state::Awaited;
use crate::ids::*;
use crate::instance::{Instance, Status, Task};
use crate::mail::{Letter, Mail};
use crate::process::CompiledProcess;
use crate::term::Deadline;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{ProcessId, Timestamp};
use ravand_feel::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

const DAY_MICROS: i64 = 86_400_000_000;
/// Timers that one move of the clock fires.
pub const FIRED_MAX: usize = 1_000_000;

/// Cases on virtual time.
#[derive(Debug, Clone)]
pub struct World {
    processes: BTreeMap<ProcessId, Arc<CompiledProcess>>,
    cases: BTreeMap<InstanceKey, Case>,
    exchange: Exchange,
    mail: Mail,
    now: Timestamp,
    calendar: WorkingCalendar,
    next: u64,
    commands: u128,
    transcript: Vec<Line>,
    /// Events whose consequences have been carried out.
    looked_at: usize,
}

#[derive(Debug, Clone)]
struct Case {
    process: Arc<CompiledProcess>,
    instance: Instance,
}

/// An event of the transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// In which case.
    pub case: InstanceKey,
    /// What.
    pub event: Event,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// An empty world at the beginning of 1970, whose offices never close.
    pub fn new() -> Self {
        Self::with_calendar(WorkingCalendar::around_the_clock(), Timestamp::from_micros(0))
    }

    /// An empty world with that calendar, at that time.
    pub fn with_calendar(calendar: WorkingCalendar, now: Timestamp) -> Self {
        Self {
            processes: BTreeMap::new(),
            cases: BTreeMap::new(),
            // Called cases have keys of their own range.
            exchange: Exchange::new(1 << 32),
            mail: Mail::default(),
            now,
            calendar,
            next: 1,
            commands: 0,
            transcript: Vec::new(),
            looked_at: 0,
        }
    }

    /// Lets a process be started and called; messages and signals that start it are heard.
    pub fn deploy(&mut self, process: CompiledProcess) {
        let id = process.id().clone();
        for (element, trigger) in process.graph().into_iter().flat_map(|graph| graph.start_triggers()) {
            match trigger {
                StartTrigger::Message(name) => self.mail.start_by_message(name.into(), id.clone(), element),
                StartTrigger::Signal(name) => self.mail.start_by_signal(name.into(), id.clone(), element),
                StartTrigger::Timer | StartTrigger::Condition(_) => {}
            }
        }
        self.processes.insert(id, Arc::new(process));
    }

    /// Starts a case with data by name.
    ///
    /// # Errors
    /// No such process, no such datum, or the kernel's [`Rejection`](crate::Rejection).
    pub fn start(&mut self, process: &str, data: &[(&str, Value)]) -> Result<InstanceKey, WorldError> {
        self.begin(process, None, data)
    }

    /// Starts a case at an element that something outside triggers: a timer or a condition.
    ///
    /// # Errors
    /// As [`World::start`].
    pub fn start_at(
        &mut self,
        process: &str,
        element: ElementIndex,
        data: &[(&str, Value)],
    ) -> Result<InstanceKey, WorldError> {
        self.begin(process, Some(element), data)
    }

    fn begin(
        &mut self,
        process: &str,
        at: Option<ElementIndex>,
        data: &[(&str, Value)],
    ) -> Result<InstanceKey, WorldError> {
        let process = self.processes.get(process).cloned().ok_or_else(|| WorldError::NoProcess(process.to_owned()))?;
        let data = slots(&process, data)?;
        let key = InstanceKey(self.next);
        let instance = Instance::new(&process);
        self.cases.insert(key, Case { process, instance });
        let command = match at {
            None => Command::Start { data: &data },
            Some(element) => Command::StartAt { element, data: &data },
        };
        match self.give(key, command, None) {
            Ok(()) => self.next += 1,
            Err(why) => {
                self.cases.remove(&key);
                return Err(why);
            }
        }
        Ok(key)
    }

    /// Gives a case a command, and carries out everything that follows.
    ///
    /// # Errors
    /// No such case, or the kernel's [`Rejection`](crate::Rejection).
    pub fn give(&mut self, case: InstanceKey, command: Command<'_>, by: Option<&Actor>) -> Result<(), WorldError> {
        self.carry_out(case, command, by)?;
        self.pump();
        Ok(())
    }

    /// Completes the oldest open task of a step, with an outcome by name and data by name.
    ///
    /// # Errors
    /// No such case, task, outcome or datum, or the kernel's [`Rejection`](crate::Rejection).
    pub fn complete(
        &mut self,
        case: InstanceKey,
        step: &str,
        outcome: Option<&str>,
        data: &[(&str, Value)],
    ) -> Result<(), WorldError> {
        let process = self.case(case)?.process.clone();
        let task = self.oldest_task(case, step)?;
        let outcome = outcome.map(|name| outcome_of(&process, &task, name)).transpose()?;
        let data = slots(&process, data)?;
        self.give(case, Command::CompleteTask { task: task.id, outcome, data: &data }, None)
    }

    /// Changes data of a case by name; whoever waits for a condition on them looks again.
    ///
    /// # Errors
    /// No such case or datum, or the kernel's [`Rejection`](crate::Rejection).
    pub fn set(&mut self, case: InstanceKey, data: &[(&str, Value)]) -> Result<(), WorldError> {
        let data = slots(&self.case(case)?.process, data)?;
        self.give(case, Command::SetData { data: &data }, None)
    }

    /// Casts a ballot on the oldest open task of a step, for an outcome by name.
    ///
    /// # Errors
    /// No such case, task or outcome, or the kernel's [`Rejection`](crate::Rejection).
    pub fn vote(
        &mut self,
        case: InstanceKey,
        step: &str,
        seat: u16,
        choice: &str,
        by: Option<&Actor>,
    ) -> Result<(), WorldError> {
        let process = self.case(case)?.process.clone();
        let task = self.oldest_task(case, step)?;
        let choice = outcome_of(&process, &task, choice)?;
        self.give(case, Command::CastBallot { task: task.id, seat, choice }, by)
    }

    fn oldest_task(&self, case: InstanceKey, step: &str) -> Result<Task, WorldError> {
        let open = self.case(case)?;
        let of_step = |task: &&Task| open.process.step(task.step).id.as_str() == step;
        let oldest = open.instance.tasks().iter().filter(of_step).min_by_key(|task| task.id);
        oldest.copied().ok_or_else(|| WorldError::NoTask(step.to_owned()))
    }

    /// Sends a message: to who waits for it, to a process that it starts, or kept.
    ///
    /// # Errors
    /// Too many messages are kept.
    pub fn send(&mut self, name: &str, key: Value, data: &[(&str, Value)]) -> Result<(), WorldError> {
        let data = data.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        let letter = Letter { name: name.into(), key, data, until: None };
        let Ok(sent) = follow::send(self, letter);
        sent?;
        self.pump();
        Ok(())
    }

    /// Gives a signal that everybody hears.
    pub fn signal(&mut self, name: &str) {
        let Ok(()) = follow::signal(self, &name.into(), &[], None);
        self.pump();
    }

    /// Moves the clock; timers fire and deadlines pass on the way, each at its time.
    pub fn advance_to(&mut self, then: Timestamp) {
        for _ in 0..FIRED_MAX {
            let timer = self.next_timer().map(|(at, case, wait)| (at, case, Command::Trigger { wait, data: &[] }));
            let deadline =
                self.next_deadline().map(|(at, case, deadline)| (at, case, Command::PassDeadline { deadline }));
            let next = timer.into_iter().chain(deadline).min_by_key(|(at, case, _)| (*at, *case));
            let Some((at, case, command)) = next.filter(|(at, _, _)| *at <= then) else { break };
            self.now = self.now.max(at);
            // It is due and open: it cannot be refused.
            if self.give(case, command, None).is_err() {
                break;
            }
        }
        self.now = self.now.max(then);
    }

    /// The deadline that passes next.
    pub fn next_deadline(&self) -> Option<(Timestamp, InstanceKey, Deadline)> {
        let of_case = |(key, case): (&InstanceKey, &Case)| {
            let first = case.instance.deadlines(&case.process, &self.calendar).into_iter().min();
            first.map(|(at, deadline)| (at, *key, deadline))
        };
        self.cases.iter().filter_map(of_case).min()
    }

    /// Moves the clock by so many days of 24 hours.
    pub fn advance_days(&mut self, days: u32) {
        self.advance_to(self.now.plus_micros(i64::from(days).saturating_mul(DAY_MICROS)));
    }

    /// The timer that fires next.
    pub fn next_timer(&self) -> Option<(Timestamp, InstanceKey, WaitId)> {
        let timers = self.cases.iter().flat_map(|(key, case)| {
            case.instance.waits().iter().filter_map(|wait| match wait.what {
                Awaited::Timer { at, .. } if !wait.happened => Some((at, *key, wait.id)),
                _ => None,
            })
        });
        timers.min()
    }

    /// A process that was deployed.
    pub fn process(&self, id: &str) -> Option<&CompiledProcess> {
        self.processes.get(id).map(|process| &**process)
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The cases, those that were called with them.
    pub fn cases(&self) -> impl Iterator<Item = (InstanceKey, &CompiledProcess, &Instance)> {
        self.cases.iter().map(|(key, case)| (*key, &*case.process, &case.instance))
    }

    /// One case.
    pub fn instance(&self, case: InstanceKey) -> Option<&Instance> {
        self.cases.get(&case).map(|case| &case.instance)
    }

    /// Whether a case is under way.
    pub fn is_running(&self, case: InstanceKey) -> bool {
        self.instance(case).is_some_and(|instance| instance.status() == Status::Running)
    }

    /// What a case knows under a name.
    pub fn datum(&self, case: InstanceKey, name: &str) -> Option<&Value> {
        let case = self.cases.get(&case)?;
        case.instance.data().get(usize::from(case.process.schema().slot(name)?))
    }

    /// Messages and signals that are on their way or waited for.
    pub fn mail(&self) -> &Mail {
        &self.mail
    }

    /// Everything that has happened, in order.
    pub fn transcript(&self) -> &[Line] {
        &self.transcript
    }

    /// The transcript of one case, a line for each event.
    pub fn lines(&self, case: InstanceKey) -> Vec<String> {
        let Some(open) = self.cases.get(&case) else { return Vec::new() };
        let own = self.transcript.iter().filter(|line| line.case == case);
        own.map(|line| line.event.line(&open.process)).collect()
    }

    fn case(&self, case: InstanceKey) -> Result<&Case, WorldError> {
        self.cases.get(&case).ok_or(WorldError::NoCase(case))
    }

    fn context<'a>(&'a self, by: Option<&'a Actor>) -> Context<'a> {
        Context { now: self.now, actor: by, calendar: &self.calendar, entropy: self.commands }
    }
}

/// An outcome by name.
fn outcome_of(process: &CompiledProcess, task: &Task, name: &str) -> Result<OutcomeIndex, WorldError> {
    let step = process.step(task.step);
    let unknown = || WorldError::NoOutcome { step: step.id.to_string(), outcome: name.to_owned() };
    step.outcome(name).ok_or_else(unknown)
}

/// Data by name as data by slot.
fn slots(process: &CompiledProcess, data: &[(&str, Value)]) -> Result<Vec<(Slot, Value)>, WorldError> {
    let slot = |(name, value): &(&str, Value)| {
        let slot = process.schema().slot(name).ok_or_else(|| WorldError::NoDatum((*name).to_owned()))?;
        Ok((slot, value.clone()))
    };
    data.iter().map(slot).collect()
}
