//! What spans cases: calls of other processes, and ends, with which everything that a case
//! still had open vanishes. The kernel's second state machine decides; this obeys.

use ravand_kernel::exchange::{Effect, Notice};
use ravand_kernel::{CallId, CalledIndex, Command, EndIndex, Status, StepIndex, carry_over};

use super::{Observer, Run};
use crate::error::SimError;
use crate::model::NO_POOL;
use crate::random::hash_text;
use crate::world::Phase;

impl<O: Observer> Run<'_, '_, O> {
    /// A process was called: it runs as a case of its own, or is over at once.
    pub(super) fn call(
        &mut self,
        parent: u32,
        call: CallId,
        process: CalledIndex,
        from: Option<(StepIndex, u32)>,
    ) -> Result<(), SimError> {
        let model = self.model;
        let case = &mut self.cases[parent as usize];
        if case.instance.status() != Status::Running {
            // The same command that called also ended the case: nobody waits for an answer.
            case.open_calls -= 1;
            return Ok(());
        }
        let caller = &model.processes[usize::from(case.process)];
        let Some(child) = caller.called[process.index()] else {
            case.open_calls -= 1;
            return self.command(parent, Command::ReturnFromCall { call, favourable: true }, None);
        };
        let path = match from {
            Some((step, visit)) => case.address.call(caller.steps[step.index()].hash, visit),
            None => {
                let times = &mut case.calls[process.index()];
                *times += 1;
                case.address.call(hash_text(caller.compiled.called()[process.index()].as_str()), *times)
            }
        };
        let (key, root) = (case.key, case.root);
        self.keys.insert(key, parent);
        let notice = Notice::CallStarted { parent: key, call, process };
        self.notify(parent, notice, |run, effect| match effect {
            Effect::StartChild { child: key, .. } => {
                let slot = run.open(child, key, path);
                run.cases[slot as usize].root = root;
                run.keys.insert(key, slot);
                let known = carry_over(
                    caller.compiled,
                    &run.cases[parent as usize].instance,
                    model.processes[usize::from(child)].compiled,
                );
                run.command(slot, Command::Start { data: &known }, None)
            }
            _ => Ok(()),
        })
    }

    /// Tells the machine that spans cases, and does what it answers.
    fn notify(
        &mut self,
        about: u32,
        notice: Notice,
        mut act: impl FnMut(&mut Self, Effect) -> Result<(), SimError>,
    ) -> Result<(), SimError> {
        let mut effects = std::mem::take(&mut self.effects);
        effects.clear();
        let told = self.exchange.handle(notice, &mut effects);
        told.map_err(|source| SimError::Calls { case: self.number(about), source })?;
        for effect in &effects {
            act(self, *effect)?;
        }
        self.effects = effects;
        Ok(())
    }

    /// A case is over: its tasks and what it called vanish, its caller goes on.
    pub(super) fn ended(&mut self, slot: u32, end: EndIndex) -> Result<(), SimError> {
        self.vanish(slot)?;
        let case = &self.cases[slot as usize];
        let favourable = self.model.processes[usize::from(case.process)].compiled.ends()[end.index()].favourable;
        if self.exchange.open_calls() > 0 {
            let notice = Notice::Ended { instance: case.key, favourable };
            self.notify(slot, notice, Self::end_calls)?;
        }
        if self.cases[slot as usize].root == slot {
            self.open_roots -= 1;
            self.record(slot, end);
        }
        self.close(slot);
        Ok(())
    }

    fn end_calls(&mut self, effect: Effect) -> Result<(), SimError> {
        match effect {
            Effect::Return { parent, call, favourable } => {
                let Some(&slot) = self.keys.get(&parent) else { return Ok(()) };
                self.cases[slot as usize].open_calls -= 1;
                if self.cases[slot as usize].instance.status() != Status::Running {
                    return Ok(());
                }
                self.command(slot, Command::ReturnFromCall { call, favourable }, None)
            }
            Effect::CancelChild { child } => {
                let Some(&slot) = self.keys.get(&child) else { return Ok(()) };
                if self.cases[slot as usize].instance.status() != Status::Running {
                    return Ok(());
                }
                self.vanish(slot)?;
                self.command(slot, Command::Cancel, None)
            }
            _ => Ok(()),
        }
    }

    /// Takes a case's open tasks away; who was busy with one is free.
    fn vanish(&mut self, case: u32) -> Result<(), SimError> {
        if std::mem::take(&mut self.cases[case as usize].open_tasks) == 0 {
            return Ok(());
        }
        for slot in 0..self.tasks.len() {
            let task = self.tasks[slot];
            if task.case != case || matches!(task.phase, Phase::Vanished | Phase::Free) {
                continue;
            }
            self.tasks[slot].phase = Phase::Vanished;
            let pool = self.model_of(&task).pool;
            if task.phase == Phase::Working && pool != NO_POOL {
                self.count_busy(&task, pool.into(), false)?;
                self.release(pool.into())?;
            }
        }
        Ok(())
    }

    /// The place of a case is free.
    pub(super) fn close(&mut self, slot: u32) {
        let case = &mut self.cases[slot as usize];
        case.serial = case.serial.wrapping_add(1);
        if !self.keys.is_empty() {
            self.keys.remove(&case.key);
        }
        self.free_cases[usize::from(case.process)].push(slot);
    }
}
