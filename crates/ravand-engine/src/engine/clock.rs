//! The host rings: it asks when something is due, and calls when it is. No thread waits here.

use super::Engine;
use crate::error::{CommandError, ReadError};
use crate::store::{TimerKind, TimerRow};
use crate::unit::Unit;
use crate::{CaseId, RETRIES_MAX};
use ravand_core::Timestamp;
use ravand_kernel::{Command, Deadline};
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// Timers that are read at once.
const TIMERS_READ: usize = 256;

/// What rang.
#[derive(Debug, Default)]
pub struct Rung {
    /// How many timers fired and deadlines passed.
    pub fired: usize,
    /// How many were not due any more by the calendar of now, and have moved or gone.
    pub moved: usize,
    /// What could not be carried out; it stays due.
    pub failed: Vec<Failed>,
}

/// A timer that could not be carried out.
#[derive(Debug)]
pub struct Failed {
    /// The case.
    pub case: CaseId,
    /// Since when it is due.
    pub due: Timestamp,
    /// Why it could not.
    pub why: CommandError,
}

impl Engine {
    /// When the host is to call [`Engine::run_due`] next; `None` if nothing is due ever. Commands
    /// and other processes change it: ask again after each, or now and then.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn next_due(&self) -> Result<Option<Timestamp>, ReadError> {
        Ok(self.core.store.next_timer()?.map(Timestamp::from_micros))
    }

    /// Lets every timer fire and every deadline pass whose time has come, in the order of their
    /// times, each in a commit of its own. It needs no key: what has rung does not ring again,
    /// whoever calls, and after a standstill each rings once. What becomes due by what rings now
    /// rings in the same call.
    ///
    /// # Errors
    /// The store does not answer; what rang before stays so.
    pub fn run_due(&self, now: Timestamp) -> Result<Rung, ReadError> {
        let mut rung = Rung::default();
        let mut passed: BTreeSet<TimerRow> = BTreeSet::new();
        loop {
            let due = self.core.store.timers_until(now.micros(), TIMERS_READ + passed.len())?;
            let due: BTreeSet<TimerRow> = due.into_iter().collect();
            // Only what is still there need be remembered.
            passed.retain(|timer| due.contains(timer));
            let open: Vec<TimerRow> = due.difference(&passed).copied().collect();
            if open.is_empty() {
                return Ok(rung);
            }
            for timer in open {
                // A cycle of no length would ring for ever.
                passed.insert(timer);
                match self.ring(now, timer) {
                    Ok(true) => rung.fired += 1,
                    Ok(false) => rung.moved += 1,
                    Err(CommandError::Read(ReadError::Store(why))) => return Err(ReadError::Store(why)),
                    Err(why) => {
                        let (case, due) = (CaseId(timer.case), Timestamp::from_micros(timer.at));
                        rung.failed.push(Failed { case, due, why });
                    }
                }
            }
        }
    }

    /// Whether it rang, or had moved or gone.
    fn ring(&self, now: Timestamp, timer: TimerRow) -> Result<bool, CommandError> {
        let case = CaseId(timer.case);
        let command = match timer.what {
            TimerKind::Task(task) => Command::PassDeadline { deadline: Deadline::Task(task.into()) },
            TimerKind::Case => Command::PassDeadline { deadline: Deadline::Case },
            TimerKind::Warning => Command::PassDeadline { deadline: Deadline::Warning },
            TimerKind::Wait(wait) => Command::Trigger { wait: wait.into(), data: &[] },
        };
        let _writing = self.core.writing.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..RETRIES_MAX {
            // Whoever was faster, here or elsewhere, has taken the row away.
            if !self.core.store.timers_of(case.0)?.contains(&timer) {
                return Ok(false);
            }
            let mut unit = Unit::new(&self.core, now, None)?;
            let rang = match unit.give(case, command) {
                Ok(()) => {
                    unit.settle()?;
                    true
                }
                // By the calendar of now it is not due: its row moves to where it belongs.
                Err(CommandError::Rejected(_)) => {
                    unit.mend(case)?;
                    false
                }
                Err(why) => return Err(why),
            };
            if self.commit(unit, None)? {
                return Ok(rang);
            }
        }
        Err(CommandError::Busy(RETRIES_MAX))
    }
}
