//! Which operations cannot do without each other.
//!
//! Sets are found greedily from the end at which things are known to stand: the result
//! cannot be made smaller by taking one operation away, but is not proved the smallest.

use crate::compare::{Request, days, merged};

/// Cases that show whether a process can run at all.
const TRIAL_CASES: u32 = 20;

pub(crate) struct Needs<'a, 'b> {
    pub(crate) request: &'a Request<'b>,
    pub(crate) count: usize,
}

impl Needs<'_, '_> {
    /// Without which others `operation` cannot stand.
    pub(crate) fn of(&self, operation: usize) -> Vec<usize> {
        let mut kept: Vec<bool> = vec![true; self.count];
        for other in (0..self.count).filter(|other| *other != operation) {
            kept[other] = false;
            kept[other] = !self.stands(&kept);
        }
        kept[operation] = false;
        chosen(&kept)
    }

    /// Which others cannot stand without `operation`.
    pub(crate) fn needed_by(&self, operation: usize) -> Vec<usize> {
        let mut kept = vec![false; self.count];
        for other in (0..self.count).filter(|other| *other != operation) {
            kept[other] = true;
            kept[other] = self.stands(&kept);
        }
        let mut left: Vec<bool> = kept.iter().map(|kept| !kept).collect();
        left[operation] = false;
        chosen(&left)
    }

    /// Whether the process with these operations is consistent and a few cases reach an end.
    fn stands(&self, kept: &[bool]) -> bool {
        let one_replication = Request { replications: Some(1), ..*self.request };
        merged(self.request, &|index| kept[index])
            .is_ok_and(|definition| days(&one_replication, &definition, Some(TRIAL_CASES), Some(1)).is_ok())
    }
}

fn chosen(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter(|(_, flag)| **flag).map(|(index, _)| index).collect()
}
