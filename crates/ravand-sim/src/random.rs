//! Addressed randomness: a random number is looked up, not drawn.
//!
//! A number is a hash of where it is used: seed, replication, case, path of calls, step,
//! visit and purpose. So two scenarios meet the same fate wherever they share a step, a
//! step taken out disturbs no other, and the order in which cases are computed does not
//! matter. The hash is a chain of SplitMix64 outputs, one link per coordinate.
//!
//! Deliberately absent: state, and anything for secrets: who knows the seed knows all.

/// The golden ratio's odd increment, by which SplitMix64 walks.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;
/// 2⁻⁵², the width of one cell of [`Address::uniform`].
const CELL: f64 = 1.0 / (1_u64 << 52) as f64;

/// An address: where a random number is used; coordinates are added one at a time.
///
/// ```
/// use ravand_sim::{Address, Purpose, hash_text};
/// let case = Address::of_replication(7, 0).case(12);
/// let task = case.task(hash_text("visit-site"), 1);
/// assert_eq!(task.uniform(Purpose::Work), task.uniform(Purpose::Work));
/// assert_ne!(task.uniform(Purpose::Work), task.uniform(Purpose::Wait));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(u64);

/// What a random number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// How long somebody is busy.
    Work,
    /// How long it waits while nobody is busy.
    Wait,
    /// All of a step's time.
    Elapsed,
    /// Which outcome it has.
    Outcome,
    /// The value of a datum.
    Datum,
    /// When the case arrives after the one before it.
    Arrival,
    /// What the kernel gets to make secrets from.
    Entropy,
}

impl Address {
    /// Everything that happens in one replication.
    pub fn of_replication(seed: u64, replication: u32) -> Self {
        Self(mix(seed.wrapping_add(GAMMA))).with(u64::from(replication))
    }

    /// One case in it.
    #[must_use]
    pub fn case(self, case: u32) -> Self {
        self.with(u64::from(case))
    }

    /// The process that a step calls in its `visit`-th visit.
    #[must_use]
    pub fn call(self, step: u64, visit: u32) -> Self {
        self.with(!step).with(u64::from(visit))
    }

    /// A step (by the [`hash_text`] of its id) in its `visit`-th visit.
    #[must_use]
    pub fn task(self, step: u64, visit: u32) -> Self {
        self.with(step).with(u64::from(visit))
    }

    /// A number above 0 and below 1.
    pub fn uniform(self, purpose: Purpose) -> f64 {
        // Half a cell up: neither end is ever met, and every sum is exact.
        ((self.bits(purpose) >> 12) as f64 + 0.5) * CELL
    }

    /// 64 random bits.
    pub fn bits(self, purpose: Purpose) -> u64 {
        self.with(purpose as u64).0
    }

    fn with(self, word: u64) -> Self {
        Self(mix(self.0.wrapping_add(word.wrapping_add(1).wrapping_mul(GAMMA))))
    }
}

/// A hash of a text that is the same on every machine and in every version.
pub fn hash_text(text: &str) -> u64 {
    let mut address = Address(GAMMA);
    for chunk in text.as_bytes().chunks(8) {
        let word = chunk.iter().rev().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        address = address.with(word);
    }
    address.with(text.len() as u64).0
}

/// Stafford's thirteenth mixer, the output function of SplitMix64.
fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u32 = 400_000;
    const BINS: usize = 256;

    /// Uniform along one coordinate: chi-square over 256 bins and serial correlation, both
    /// within what chance allows once in some 10,000 times.
    fn check(name: &str, draw: impl Fn(u32) -> f64) {
        let mut bins = [0_u32; BINS];
        let (mut product, mut last) = (0.0, 0.5);
        for i in 0..DRAWS {
            let u = draw(i);
            assert!(u > 0.0 && u < 1.0, "{name}: {u} is not inside (0, 1)");
            bins[(u * BINS as f64) as usize] += 1;
            product += (u - 0.5) * (last - 0.5);
            last = u;
        }
        let expected = f64::from(DRAWS) / BINS as f64;
        let chi: f64 = bins.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
        // 255 degrees of freedom: mean 255, standard deviation √510.
        assert!((chi - 255.0).abs() < 4.0 * 510_f64.sqrt(), "{name}: chi-square {chi}");
        let correlation = product * 12.0 / f64::from(DRAWS);
        assert!(correlation.abs() < 4.0 / f64::from(DRAWS).sqrt(), "{name}: r = {correlation}");
    }

    #[test]
    fn uniform_along_every_coordinate() {
        let step = hash_text("visit-site");
        let base = Address::of_replication(1, 0);
        check("seed", |i| Address::of_replication(i.into(), 0).case(0).task(step, 1).uniform(Purpose::Work));
        check("replication", |i| Address::of_replication(1, i).case(0).task(step, 1).uniform(Purpose::Work));
        check("case", |i| base.case(i).task(step, 1).uniform(Purpose::Work));
        check("visit", |i| base.case(0).task(step, i).uniform(Purpose::Work));
        check("call", |i| base.case(0).call(step, i).task(step, 1).uniform(Purpose::Outcome));
        check("step", |i| base.case(0).task(hash_text(&format!("step-{i}")), 1).uniform(Purpose::Wait));
        check("purpose", |i| {
            let purpose = [Purpose::Work, Purpose::Wait, Purpose::Elapsed, Purpose::Outcome][i as usize % 4];
            base.case(i / 4).task(step, 1).uniform(purpose)
        });
    }

    #[test]
    fn neighbours_in_two_coordinates_are_not_related() {
        let base = Address::of_replication(3, 0);
        let step = hash_text("a");
        check("case + visit", |i| base.case(i).task(step, i).uniform(Purpose::Work));
        check("difference", |i| {
            let of = |visit| base.case(i).task(step, visit).uniform(Purpose::Work);
            (of(1) - of(2)).rem_euclid(1.0).max(f64::MIN_POSITIVE)
        });
    }

    #[test]
    fn texts_do_not_collide_and_are_frozen() {
        let mut hashes: Vec<u64> = (0..100_000).map(|i| hash_text(&format!("step-{i}"))).collect();
        hashes.extend(["", "\0", "\0\0", "a", "a\0"].map(hash_text));
        let count = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), count);
        // A change here changes every published result.
        assert_eq!(
            Address::of_replication(1, 2).case(3).task(hash_text("visit-site"), 4).bits(Purpose::Work),
            11_963_733_667_335_305_932
        );
    }
}
