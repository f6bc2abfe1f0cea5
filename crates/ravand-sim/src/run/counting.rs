//! What a run counts, and from when to when.

use ravand_kernel::EndIndex;

use super::{Observer, Run, TASKS_PER_CASE_MAX};
use crate::error::SimError;
use crate::model::{NO_POOL, StepModel};
use crate::tally::{CaseRecord, Parts, PoolTally, StepTally};
use crate::world::{OpenTask, Phase, Totals};

impl<O: Observer> Run<'_, '_, O> {
    pub(super) fn count_task(&mut self, task: &OpenTask, step: &StepModel) -> Result<(), SimError> {
        let case = &self.cases[task.case as usize];
        let (process, root) = (usize::from(case.process), case.root);
        let queue = task.taken.micros_since(task.ready);
        // A calendar rounds to whole microseconds and so may give one less than the work.
        let closed = (task.worked.micros_since(task.taken) - task.busy).max(0);
        let wait = self.now.micros_since(task.worked);
        self.tally.all_tasks += 1;
        let totals = &mut self.cases[root as usize].totals;
        totals.tasks += 1;
        let parts = Parts { queue, work: task.busy, closed, wait };
        totals.parts.add(parts);
        if task.visit > 1 {
            totals.again.add(parts);
        }
        if totals.tasks > TASKS_PER_CASE_MAX {
            return Err(SimError::EndlessCase { case: totals.number });
        }
        if !totals.counted {
            return Ok(());
        }
        let in_hand_days = match step.work {
            Some(work) if self.extent.in_days => {
                let calendar = &self.model.calendars[usize::from(work.calendar)];
                let days = calendar.working_days_between(task.ready, task.worked);
                days.map_err(|source| self.beyond(task, source))?
            }
            _ => 0.0,
        };
        self.tally.steps[process][task.step.index()].merge(&StepTally {
            tasks: 1,
            queue: queue.into(),
            work: task.busy.into(),
            closed: closed.into(),
            wait: wait.into(),
            in_hand_days,
        });
        if step.pool != NO_POOL {
            let queued = u64::from(queue > 0);
            let one = PoolTally { tasks: 1, queued, queue: queue.into(), busy: 0 };
            self.tally.pools[usize::from(step.pool)].merge(&one);
        }
        Ok(())
    }

    /// Counts the part of a person's time that lies in the window. `whole`: the work is
    /// done, so that its open time is known.
    pub(super) fn count_busy(&mut self, task: &OpenTask, pool: usize, whole: bool) -> Result<(), SimError> {
        let from = task.taken.max(self.model.counted_from);
        if self.window_closed || self.now <= from {
            return Ok(());
        }
        let busy = if whole && from == task.taken {
            task.busy
        } else {
            let calendar = &self.model.calendars[usize::from(self.model.pools[pool].calendar)];
            let open = calendar.working_micros_between(from, self.now);
            open.map_err(|source| self.beyond(task, source))?
        };
        self.tally.pools[pool].busy += i128::from(busy);
        Ok(())
    }

    /// The last case that counts arrives: what happens later is no longer measured for pools.
    pub(super) fn close_window(&mut self) -> Result<(), SimError> {
        for slot in 0..self.tasks.len() {
            let task = self.tasks[slot];
            if task.phase == Phase::Working && self.model_of(&task).pool != NO_POOL {
                let pool = self.model_of(&task).pool;
                self.count_busy(&task, pool.into(), false)?;
            }
        }
        self.window_closed = true;
        self.tally.window = Some((self.model.counted_from, self.now));
        Ok(())
    }

    pub(super) fn record(&mut self, slot: u32, how: EndIndex) {
        let totals = self.cases[slot as usize].totals;
        self.tally.spans.push((totals.start, self.now));
        if totals.counted {
            let Totals { number, start, tasks, parts, again, .. } = totals;
            self.tally.cases.push(CaseRecord { number, start, end: self.now, how, tasks, parts, again });
        }
    }
}
