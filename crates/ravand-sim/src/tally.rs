//! What one run leaves behind: sums in whole microseconds, which do not depend on the
//! order in which they are added, and one record per counted case.

use ravand_core::Timestamp;
use ravand_kernel::EndIndex;

/// Everything one run counted; two of them merge.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Counted cases, in the order of their ends.
    pub(crate) cases: Vec<CaseRecord>,
    /// Start and end of every case, counted or not.
    pub(crate) spans: Vec<(Timestamp, Timestamp)>,
    /// By process and step.
    pub(crate) steps: Vec<Vec<StepTally>>,
    /// By pool.
    pub(crate) pools: Vec<PoolTally>,
    /// From the first counted instant on.
    pub(crate) window: Option<(Timestamp, Timestamp)>,
    pub(crate) all_tasks: u64,
}

/// A case that is over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CaseRecord {
    pub(crate) number: u32,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    pub(crate) how: EndIndex,
    pub(crate) tasks: u32,
    /// Over all its tasks.
    pub(crate) parts: Parts,
    /// Over the second and later visits of its steps.
    pub(crate) again: Parts,
}

/// What the time of tasks was spent on, in microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) queue: i64,
    pub(crate) work: i64,
    pub(crate) closed: i64,
    pub(crate) wait: i64,
}

/// Sums over the tasks of a step, in microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct StepTally {
    pub(crate) tasks: u64,
    pub(crate) queue: i128,
    pub(crate) work: i128,
    pub(crate) closed: i128,
    pub(crate) wait: i128,
    /// Queue and work in working days, where somebody asked for it.
    pub(crate) in_hand_days: f64,
}

/// Sums over a pool.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct PoolTally {
    /// Tasks of counted cases.
    pub(crate) tasks: u64,
    /// Of them, how many found nobody free.
    pub(crate) queued: u64,
    pub(crate) queue: i128,
    /// Open time within the window in which somebody was busy.
    pub(crate) busy: i128,
}

impl Tally {
    pub(crate) fn merge(&mut self, other: Tally) {
        self.cases.extend(other.cases);
        self.spans.extend(other.spans);
        self.all_tasks += other.all_tasks;
        if self.steps.is_empty() {
            self.steps = other.steps;
        } else {
            for (mine, theirs) in self.steps.iter_mut().flatten().zip(other.steps.iter().flatten()) {
                mine.merge(theirs);
            }
        }
        if self.pools.is_empty() {
            self.pools = other.pools;
        } else {
            for (mine, theirs) in self.pools.iter_mut().zip(&other.pools) {
                mine.merge(theirs);
            }
        }
        self.window = self.window.or(other.window);
    }
}

impl Parts {
    pub(crate) fn add(&mut self, other: Parts) {
        self.queue += other.queue;
        self.work += other.work;
        self.closed += other.closed;
        self.wait += other.wait;
    }

    pub(crate) fn sum(self) -> i64 {
        self.queue + self.work + self.closed + self.wait
    }
}

impl StepTally {
    pub(crate) fn merge(&mut self, other: &StepTally) {
        self.tasks += other.tasks;
        self.queue += other.queue;
        self.work += other.work;
        self.closed += other.closed;
        self.wait += other.wait;
        self.in_hand_days += other.in_hand_days;
    }
}

impl PoolTally {
    pub(crate) fn merge(&mut self, other: &PoolTally) {
        self.tasks += other.tasks;
        self.queued += other.queued;
        self.queue += other.queue;
        self.busy += other.busy;
    }
}
