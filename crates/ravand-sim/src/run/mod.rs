//! One run: arrivals, tasks, people and calls move the kernel's cases through time.
//!
//! A task takes *work* first, if it has any: it queues for a free person of its role,
//! first come first served, and the person is busy with it in opening hours only; closing
//! is a pause. Then comes *wait*, with which nobody is busy. Then its outcome is looked up
//! and the kernel decides what follows. When a case ends, its other tasks vanish, and who
//! was busy with one is free.
//!
//! Deliberately absent: any flow of its own, who may do what (`not_same_person_as`), priorities,
//! and what follows when a term is over: the kernel is never told that a deadline has passed.

mod calls;
mod counting;
mod data;
mod ear;

use std::collections::BTreeMap;

use ravand_core::calendar::CalendarError;
use ravand_core::{Timestamp, Unit};
use ravand_feel::Value;
use ravand_kernel::exchange::{Effect, Exchange, InstanceKey};
use ravand_kernel::{
    CallId, CalledIndex, Command, Context, EndIndex, Event, Instance, OutcomeIndex, Slot, Status, StepIndex, TaskId,
    handle,
};

use crate::error::{ARRIVALS_MAX, OPEN_CASES_MAX, SimError, name_of};
use crate::model::{Model, NO_POOL, StepModel, Time};
use crate::random::{Address, Purpose};
use crate::tally::{PoolTally, StepTally, Tally};
use crate::world::{Agenda, OPEN_TASKS_MAX, OpenCase, OpenTask, Phase, Pool, Totals};
use ear::Ear;

/// Tasks that one simulated case may have, with those of the cases that it calls.
pub const TASKS_PER_CASE_MAX: u32 = 1_000_000;
/// The first key of called cases; simulated ones have their number.
const FIRST_CALLED_KEY: u64 = 1 << 32;

/// Who watches a run.
pub(crate) trait Observer {
    /// An event of a case, or of one that it called.
    fn event(&mut self, seen: Seen<'_>);
}

/// An event and where it happened, by positions.
pub(crate) struct Seen<'e> {
    pub(crate) case: u32,
    pub(crate) key: InstanceKey,
    pub(crate) process: u16,
    pub(crate) at: Timestamp,
    pub(crate) event: &'e Event,
}

/// Nobody watches.
pub(crate) struct Nobody;

impl Observer for Nobody {
    fn event(&mut self, _: Seen<'_>) {}
}

/// How much a run counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) cases: u32,
    /// Count queue and work in working days too, which costs time.
    pub(crate) in_days: bool,
}

/// One run over one replication or a part of it.
pub(crate) struct Run<'m, 'a, O> {
    model: &'m Model<'a>,
    observer: O,
    extent: Extent,
    address: Address,
    now: Timestamp,
    agenda: Agenda,
    tasks: Vec<OpenTask>,
    free_tasks: Vec<u32>,
    cases: Vec<OpenCase>,
    /// By process.
    free_cases: Vec<Vec<u32>>,
    open_roots: usize,
    pools: Vec<Pool>,
    exchange: Exchange,
    keys: BTreeMap<InstanceKey, u32>,
    /// What the kernel told and nobody has acted upon yet.
    heard: Vec<Heard>,
    effects: Vec<Effect>,
    data: Vec<(Slot, Value)>,
    values: Vec<Value>,
    window_closed: bool,
    tally: Tally,
}

/// What an event means for the world, and for which case.
#[derive(Debug, Clone, Copy)]
struct Heard {
    slot: u32,
    serial: u32,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Task {
        task: TaskId,
        step: StepIndex,
        visit: u32,
    },
    /// `from` is the step whose outcome called; without it the flow did.
    Call {
        call: CallId,
        process: CalledIndex,
        from: Option<(StepIndex, u32)>,
    },
    Ended(EndIndex),
    Cancelled,
}

impl<'m, 'a, O: Observer> Run<'m, 'a, O> {
    pub(crate) fn new(model: &'m Model<'a>, address: Address, extent: Extent, observer: O) -> Self {
        let pools = model.pools.iter().map(|pool| Pool { free: pool.holders, ..Pool::default() });
        let steps = model.processes.iter().map(|process| vec![StepTally::default(); process.steps.len()]);
        let tally =
            Tally { steps: steps.collect(), pools: vec![PoolTally::default(); model.pools.len()], ..Tally::default() };
        Self {
            model,
            observer,
            extent,
            address,
            now: model.start,
            agenda: Agenda::default(),
            tasks: Vec::new(),
            free_tasks: Vec::new(),
            cases: Vec::new(),
            free_cases: vec![Vec::new(); model.processes.len()],
            open_roots: 0,
            pools: pools.collect(),
            exchange: Exchange::new(FIRST_CALLED_KEY),
            keys: BTreeMap::new(),
            heard: Vec::new(),
            effects: Vec::new(),
            data: Vec::new(),
            values: Vec::new(),
            window_closed: false,
            tally,
        }
    }

    /// Cases that do not know of each other, one after the other; `arrivals` from the case
    /// with number `first` on.
    pub(crate) fn one_by_one(mut self, first: u32, arrivals: &[Timestamp]) -> Result<Tally, SimError> {
        for (number, arrival) in (first..).zip(arrivals) {
            self.now = *arrival;
            self.arrive(number, *arrival >= self.model.counted_from)?;
            while self.step()? {}
        }
        Ok(self.tally)
    }

    /// Cases that queue behind each other. They go on arriving until all that count are
    /// over, so that the last ones meet the same crowd as those before.
    pub(crate) fn together(mut self) -> Result<Tally, SimError> {
        let model = self.model;
        let cases = self.extent.cases as usize;
        let Some(arrivals) = &model.arrivals else {
            for number in 0..self.extent.cases {
                self.arrive(number, true)?;
            }
            while self.step()? {}
            let last = self.tally.spans.iter().map(|(_, end)| *end).max();
            self.tally.window = Some((model.start, last.unwrap_or(model.start)));
            self.tally.cases.sort_by_key(|case| case.number);
            return Ok(self.tally);
        };
        let (mut number, mut counted) = (0, 0);
        let mut next = self.arrival(arrivals.between, model.start, number)?;
        while !self.window_closed || self.tally.cases.len() < counted {
            let over = model.until.filter(|until| !self.window_closed && *until <= next);
            if self.agenda.next_time().is_some_and(|due| due < over.unwrap_or(next)) {
                self.step()?;
                continue;
            }
            if let Some(until) = over {
                self.now = until;
                self.close_window()?;
                continue;
            }
            self.now = next;
            let counts = next >= model.counted_from && !self.window_closed;
            if counts {
                if counted >= ARRIVALS_MAX && model.until.is_some() {
                    return Err(SimError::TooManyArrivals);
                }
                counted += 1;
                if counted == cases {
                    self.close_window()?;
                }
            }
            self.arrive(number, counts)?;
            number += 1;
            next = self.arrival(arrivals.between, next, number)?;
        }
        let running = |case: &OpenCase| case.instance.status() == Status::Running;
        let open = self.cases.iter().zip(0..).filter(|(case, slot)| case.root == *slot && running(case));
        self.tally.spans.extend(open.map(|(case, _)| (case.totals.start, Timestamp::from_micros(i64::MAX))));
        self.tally.cases.sort_by_key(|case| case.number);
        Ok(self.tally)
    }

    /// When a case arrives after the one before it.
    fn arrival(&self, between: Time, last: Timestamp, number: u32) -> Result<Timestamp, SimError> {
        let u = self.address.case(number).uniform(Purpose::Arrival);
        self.later(between, last, u).map_err(|source| {
            let at = self.model.process().id().to_string();
            SimError::Calendar { case: number, at, source }
        })
    }

    /// All arrivals that count, and those before them.
    pub(crate) fn arrivals(&self) -> Result<Vec<Timestamp>, SimError> {
        let model = self.model;
        let Some(arrivals) = &model.arrivals else {
            return Ok(vec![model.start; self.extent.cases as usize]);
        };
        let (mut all, mut counted, mut next) = (Vec::new(), 0, model.start);
        while counted < self.extent.cases {
            if all.len() >= ARRIVALS_MAX {
                return Err(SimError::TooManyArrivals);
            }
            next = self.arrival(arrivals.between, next, all.len() as u32)?;
            if model.until.is_some_and(|until| next >= until) {
                break;
            }
            counted += u32::from(next >= model.counted_from);
            all.push(next);
        }
        Ok(all)
    }

    fn later(&self, time: Time, from: Timestamp, u: f64) -> Result<Timestamp, CalendarError> {
        let amount = time.sampler.at(u) * time.factor;
        self.model.calendars[usize::from(time.calendar)].add(from, amount, time.unit)
    }

    fn arrive(&mut self, number: u32, counted: bool) -> Result<(), SimError> {
        if self.open_roots >= OPEN_CASES_MAX || self.tasks.len() >= OPEN_TASKS_MAX {
            return Err(SimError::TooManyCases);
        }
        let address = self.address.case(number);
        let slot = self.open(0, InstanceKey(number.into()), address);
        let case = &mut self.cases[slot as usize];
        case.root = slot;
        case.totals = Totals { number, counted, start: self.now, ..Totals::default() };
        self.open_roots += 1;
        self.command(slot, Command::Start { data: &[] }, None)?;
        self.settle()
    }

    /// A place for a case of a process.
    fn open(&mut self, process: u16, key: InstanceKey, address: Address) -> u32 {
        let model = &self.model.processes[usize::from(process)];
        if let Some(slot) = self.free_cases[usize::from(process)].pop() {
            let case = &mut self.cases[slot as usize];
            case.instance.reset(model.compiled);
            (case.key, case.address, case.commands, case.open_tasks, case.open_calls) = (key, address, 0, 0, 0);
            case.calls.fill(0);
            return slot;
        }
        self.cases.push(OpenCase {
            instance: Instance::new(model.compiled),
            process,
            serial: 0,
            key,
            address,
            commands: 0,
            root: 0,
            open_tasks: 0,
            open_calls: 0,
            calls: vec![0; model.called.len()],
            totals: Totals::default(),
        });
        (self.cases.len() - 1) as u32
    }

    /// Gives the kernel a command; what it decides is heard and acted upon by `settle`.
    fn command(&mut self, slot: u32, command: Command<'_>, from: Option<(StepIndex, u32)>) -> Result<(), SimError> {
        let model = self.model;
        let number = self.number(slot);
        let case = &mut self.cases[slot as usize];
        let process = &model.processes[usize::from(case.process)];
        case.commands += 1;
        let bits = |half: u64| case.address.task(half, case.commands).bits(Purpose::Entropy);
        let context = Context {
            now: self.now,
            actor: None,
            calendar: &model.calendars[usize::from(process.calendar)],
            entropy: (u128::from(bits(0)) << 64) | u128::from(bits(1)),
        };
        let mut ear = Ear {
            observer: &mut self.observer,
            heard: &mut self.heard,
            incident: None,
            calls: 0,
            slot,
            serial: case.serial,
            case: number,
            key: case.key,
            process: case.process,
            at: self.now,
            from,
        };
        let done = handle(&context, process.compiled, &mut case.instance, command, &mut ear);
        let (incident, calls) = (ear.incident, ear.calls);
        let at =
            || from.map_or_else(|| process.compiled.id().to_string(), |(s, _)| process.compiled.step(s).id.to_string());
        done.map_err(|source| SimError::Refused { case: number, at: at(), source })?;
        if let Some((place, cause)) = incident {
            let at = name_of(process.compiled, place);
            return Err(SimError::Incident { case: number, at, cause: Box::new(cause) });
        }
        case.open_calls += calls;
        let waits = !case.instance.tasks().is_empty() || case.open_calls > 0;
        if case.instance.status() == Status::Running && !waits {
            return Err(SimError::Stalled { case: number });
        }
        Ok(())
    }

    fn number(&self, slot: u32) -> u32 {
        let root = self.cases[slot as usize].root;
        self.cases[root as usize].totals.number
    }

    /// Acts upon what was heard, in order, with what comes of it.
    fn settle(&mut self) -> Result<(), SimError> {
        let mut next = 0;
        while let Some(&Heard { slot, serial, what }) = self.heard.get(next) {
            next += 1;
            let case = &self.cases[slot as usize];
            if case.serial != serial {
                continue;
            }
            match what {
                What::Task { task, step, visit } => {
                    // A case can end in the command that made the task.
                    if case.instance.status() == Status::Running {
                        self.begin(slot, task, step, visit)?;
                    }
                }
                What::Call { call, process, from } => self.call(slot, call, process, from)?,
                What::Ended(end) => self.ended(slot, end)?,
                What::Cancelled => self.close(slot),
            }
        }
        self.heard.clear();
        Ok(())
    }

    fn begin(&mut self, case: u32, task: TaskId, step: StepIndex, visit: u32) -> Result<(), SimError> {
        let now = self.now;
        let open =
            OpenTask { case, task, step, visit, phase: Phase::Queued, ready: now, taken: now, worked: now, busy: 0 };
        self.cases[case as usize].open_tasks += 1;
        let slot = match self.free_tasks.pop() {
            Some(slot) => {
                self.tasks[slot as usize] = open;
                slot
            }
            None => {
                self.tasks.push(open);
                (self.tasks.len() - 1) as u32
            }
        };
        let model = self.model_of(&open);
        if model.work.is_none() {
            return self.wait(slot);
        }
        if model.pool == NO_POOL {
            return self.take(slot);
        }
        let pool = &mut self.pools[usize::from(model.pool)];
        if pool.free > 0 {
            pool.free -= 1;
            self.take(slot)
        } else {
            pool.queue.push_back(slot);
            Ok(())
        }
    }

    fn model_of(&self, task: &OpenTask) -> &'m StepModel {
        let process = self.cases[task.case as usize].process;
        &self.model.processes[usize::from(process)].steps[task.step.index()]
    }

    fn address_of(&self, task: &OpenTask, step: &StepModel) -> Address {
        self.cases[task.case as usize].address.task(step.hash, task.visit)
    }

    /// Somebody, or a machine, is busy with it from now on.
    fn take(&mut self, slot: u32) -> Result<(), SimError> {
        let task = self.tasks[slot as usize];
        let model = self.model_of(&task);
        let Some(work) = model.work else { return self.wait(slot) };
        let calendar = &self.model.calendars[usize::from(work.calendar)];
        let amount = work.sampler.at(self.address_of(&task, model).uniform(Purpose::Work)) * work.factor;
        let planned = calendar.add(self.now, amount, work.unit).and_then(|end| {
            let busy = match (work.unit, work.unit.micros()) {
                (Unit::WorkingMinute | Unit::WorkingHour, Some(micros)) => (amount * micros as f64).round() as i64,
                (Unit::WorkingDay, _) => calendar.working_micros_between(self.now, end)?,
                _ => end.micros_since(self.now),
            };
            Ok((end, busy))
        });
        let (end, busy) = planned.map_err(|source| self.beyond(&task, source))?;
        let open = &mut self.tasks[slot as usize];
        (open.phase, open.taken, open.busy) = (Phase::Working, self.now, busy);
        self.agenda.plan(end, slot);
        Ok(())
    }

    /// Nobody is busy with it (any more); it takes its waiting time.
    fn wait(&mut self, slot: u32) -> Result<(), SimError> {
        let task = self.tasks[slot as usize];
        let model = self.model_of(&task);
        let end = match model.wait {
            None => self.now,
            Some(wait) => {
                let purpose = if model.wait_is_elapsed { Purpose::Elapsed } else { Purpose::Wait };
                let u = self.address_of(&task, model).uniform(purpose);
                self.later(wait, self.now, u).map_err(|source| self.beyond(&task, source))?
            }
        };
        let open = &mut self.tasks[slot as usize];
        (open.phase, open.worked) = (Phase::Waiting, self.now);
        if task.phase != Phase::Working {
            open.taken = self.now;
        }
        self.agenda.plan(end, slot);
        Ok(())
    }

    fn beyond(&self, task: &OpenTask, source: CalendarError) -> SimError {
        let process = self.cases[task.case as usize].process;
        let at = self.model.processes[usize::from(process)].compiled.step(task.step).id.to_string();
        SimError::Calendar { case: self.number(task.case), at, source }
    }

    /// What is next on the agenda; `false` if it is empty.
    fn step(&mut self) -> Result<bool, SimError> {
        let Some((at, slot)) = self.agenda.next() else { return Ok(false) };
        let task = self.tasks[slot as usize];
        if task.phase == Phase::Vanished {
            self.free(slot);
            return Ok(true);
        }
        self.now = at;
        match task.phase {
            Phase::Working => {
                let model = self.model_of(&task);
                if model.pool != NO_POOL {
                    self.count_busy(&task, model.pool.into(), true)?;
                    self.release(model.pool.into())?;
                }
                if model.wait.is_some() {
                    self.wait(slot)?;
                } else {
                    self.tasks[slot as usize].worked = at;
                    self.complete(slot)?;
                }
            }
            Phase::Waiting => self.complete(slot)?,
            // None of these stands on the agenda.
            Phase::Queued | Phase::Vanished | Phase::Free => {}
        }
        Ok(true)
    }

    /// A person is free: the first in the queue is next.
    fn release(&mut self, pool: usize) -> Result<(), SimError> {
        while let Some(slot) = self.pools[pool].queue.pop_front() {
            if self.tasks[slot as usize].phase == Phase::Vanished {
                self.free(slot);
                continue;
            }
            return self.take(slot);
        }
        self.pools[pool].free += 1;
        Ok(())
    }

    fn free(&mut self, slot: u32) {
        self.tasks[slot as usize].phase = Phase::Free;
        self.free_tasks.push(slot);
    }

    fn complete(&mut self, slot: u32) -> Result<(), SimError> {
        let task = self.tasks[slot as usize];
        let model = self.model_of(&task);
        self.count_task(&task, model)?;
        self.free(slot);
        self.cases[task.case as usize].open_tasks -= 1;
        let address = self.address_of(&task, model);
        let outcome = match model.outcomes.as_slice() {
            [] => None,
            [(only, _)] => Some(*only),
            bounds => {
                let u = address.uniform(Purpose::Outcome);
                Some(bounds.iter().find(|(_, bound)| u < *bound).unwrap_or(&bounds[bounds.len() - 1]).0)
            }
        };
        self.draw_data(&task, model, outcome)?;
        let data = std::mem::take(&mut self.data);
        let outcome = outcome.map(OutcomeIndex::from);
        let command = Command::CompleteTask { task: task.task, outcome, data: &data };
        let done = self.command(task.case, command, Some((task.step, task.visit)));
        self.data = data;
        done?;
        self.settle()
    }
}
