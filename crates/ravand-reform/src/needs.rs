//! Which operations cannot do without each other.
//!
//! Sets are found greedily from the end at which things are known to stand, in passes until
//! one changes nothing: the result cannot be made smaller by taking one operation away, but
//! is not proved the smallest.

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
        needs(self.count, operation, |kept| self.stands(kept))
    }

    /// Which others cannot stand without `operation`.
    pub(crate) fn needed_by(&self, operation: usize) -> Vec<usize> {
        needed_by(self.count, operation, |kept| self.stands(kept))
    }

    /// Whether the process with these operations is consistent and a few cases reach an end.
    fn stands(&self, kept: &[bool]) -> bool {
        let one_replication = Request { replications: Some(1), ..*self.request };
        merged(self.request, &|index| kept[index])
            .is_ok_and(|definition| days(&one_replication, &definition, Some(TRIAL_CASES), Some(1)).is_ok())
    }
}

fn needs(count: usize, operation: usize, stands: impl Fn(&[bool]) -> bool) -> Vec<usize> {
    let mut kept = settle(vec![true; count], operation, stands);
    kept[operation] = false;
    chosen(&kept)
}

fn needed_by(count: usize, operation: usize, stands: impl Fn(&[bool]) -> bool) -> Vec<usize> {
    let kept = settle(vec![false; count], operation, stands);
    let mut left: Vec<bool> = kept.iter().map(|kept| !kept).collect();
    left[operation] = false;
    chosen(&left)
}

/// Turns every flag but that of `operation` over once, as far as what is chosen stands. More
/// than one pass, because what another one needs can go (or come) only after it.
fn settle(from: Vec<bool>, operation: usize, stands: impl Fn(&[bool]) -> bool) -> Vec<bool> {
    let mut kept = from.clone();
    loop {
        let before = kept.clone();
        for other in (0..kept.len()).filter(|other| *other != operation) {
            if kept[other] == from[other] {
                kept[other] = !from[other];
                if !stands(&kept) {
                    kept[other] = from[other];
                }
            }
        }
        if kept == before {
            return kept;
        }
    }
}

fn chosen(flags: &[bool]) -> Vec<usize> {
    flags.iter().enumerate().filter(|(_, flag)| **flag).map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::{needed_by, needs};

    /// Checks what four operations say of one of them, if `(a, b)` means that a needs b.
    fn check(pairs: &[(usize, usize)], operation: usize, its_needs: &[usize], its_dependants: &[usize]) {
        let stands = |kept: &[bool]| pairs.iter().all(|(a, b)| !kept[*a] || kept[*b]);
        assert_eq!(needs(4, operation, stands), its_needs);
        assert_eq!(needed_by(4, operation, stands), its_dependants);
    }

    #[test]
    fn what_is_needed_through_others_counts() {
        check(&[(1, 2), (2, 3)], 1, &[2, 3], &[]);
        check(&[(1, 2), (2, 3)], 3, &[], &[1, 2]);
        check(&[], 0, &[], &[]);
    }

    #[test]
    fn what_others_need_of_each_other_is_not_this_ones_affair() {
        // 1 needs 0, and 2 needs 3: 0 can go only after 1, and 1 can come only after 0.
        check(&[(1, 0), (2, 3)], 2, &[3], &[]);
        check(&[(0, 1), (2, 3)], 3, &[], &[2]);
    }
}
