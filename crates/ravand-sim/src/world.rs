//! What a run keeps while it runs: the agenda of what happens next, open tasks, open
//! cases and pools of people. Everything lives in vectors whose places are used again, so
//! that a run allocates while it grows and not per task.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use ravand_core::Timestamp;
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::{Instance, StepIndex, TaskId};

use crate::random::Address;
use crate::tally::Parts;

/// Bits of an agenda entry that hold a task's place.
const SLOT_BITS: u32 = 28;
/// Tasks that can be open at once in one run.
pub const OPEN_TASKS_MAX: usize = 1 << SLOT_BITS;

/// What happens next, by time; what is due at one instant happens in the order in which it
/// was planned.
///
/// An entry is one number, time above sequence above place, so that two are compared in one
/// go. The sequence has 36 bits: more than any run has events.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    heap: BinaryHeap<Reverse<u128>>,
    planned: u64,
}

/// Turns the order of signed times into the order of unsigned numbers.
const SIGN: u64 = 1 << 63;

impl Agenda {
    pub(crate) fn plan(&mut self, at: Timestamp, slot: u32) {
        let time = u128::from(at.micros().cast_unsigned() ^ SIGN) << 64;
        let order = u128::from((self.planned << SLOT_BITS) | u64::from(slot));
        self.planned += 1;
        self.heap.push(Reverse(time | order));
    }

    pub(crate) fn next_time(&self) -> Option<Timestamp> {
        self.heap.peek().map(|entry| time_of(entry.0))
    }

    pub(crate) fn next(&mut self) -> Option<(Timestamp, u32)> {
        let Reverse(entry) = self.heap.pop()?;
        let slot = entry as u32 & ((1 << SLOT_BITS) - 1);
        Some((time_of(entry), slot))
    }
}

fn time_of(entry: u128) -> Timestamp {
    Timestamp::from_micros(((entry >> 64) as u64 ^ SIGN).cast_signed())
}

/// A task and how far it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenTask {
    pub(crate) case: u32,
    pub(crate) task: TaskId,
    pub(crate) step: StepIndex,
    pub(crate) visit: u32,
    pub(crate) phase: Phase,
    pub(crate) ready: Timestamp,
    /// When somebody took it.
    pub(crate) taken: Timestamp,
    /// When the work on it was done.
    pub(crate) worked: Timestamp,
    /// Open time that the work takes, in microseconds.
    pub(crate) busy: i64,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nobody took it yet.
    Queued,
    /// Somebody is busy with it.
    Working,
    /// The work is done; it still takes time.
    Waiting,
    /// Its case went another way; its place is free when the agenda or queue meets it.
    Vanished,
    /// No task: the place is free.
    Free,
}

/// People of one role.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    pub(crate) free: u32,
    pub(crate) queue: VecDeque<u32>,
}

/// A running case of one process.
#[derive(Debug)]
pub(crate) struct OpenCase {
    pub(crate) instance: Instance,
    /// Which of the model's processes.
    pub(crate) process: u16,
    /// Counts up whenever this place is used again.
    pub(crate) serial: u32,
    pub(crate) key: InstanceKey,
    /// Where its random numbers are.
    pub(crate) address: Address,
    /// The place of the case that was simulated, if this one was called.
    pub(crate) root: u32,
    /// How many commands it was given.
    pub(crate) commands: u32,
    pub(crate) open_tasks: u32,
    pub(crate) open_calls: u32,
    /// By the kernel's number of a called process: how often the flow called it.
    pub(crate) calls: Vec<u32>,
    pub(crate) totals: Totals,
}

/// What a simulated case adds up to, with what it called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) number: u32,
    pub(crate) counted: bool,
    pub(crate) start: Timestamp,
    pub(crate) tasks: u32,
    pub(crate) parts: Parts,
    pub(crate) again: Parts,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agenda_is_in_order_of_time_then_of_planning(times in prop::collection::vec(-3_i64..3, 1..50)) {
            let mut agenda = Agenda::default();
            for (slot, time) in times.iter().enumerate() {
                agenda.plan(Timestamp::from_micros(*time), slot as u32);
            }
            let mut expected: Vec<(i64, u32)> = times.iter().zip(0..).map(|(t, s)| (*t, s)).collect();
            expected.sort();
            let mut found = Vec::new();
            while let Some(time) = agenda.next_time() {
                let (at, slot) = agenda.next().unwrap();
                prop_assert_eq!(time, at);
                found.push((at.micros(), slot));
            }
            prop_assert_eq!(found, expected);
        }
    }
}
