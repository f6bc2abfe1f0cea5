//! What a sample of cases says: means, quantiles and how sure one can be of them.
//!
//! Intervals are between replications: each replication gives one independent figure, and
//! Student's t over those figures gives the interval. Cases *within* a replication queue
//! behind each other and are not independent, so no interval is ever made from them; one
//! replication has no interval. Sums run in the order of replications and cases.
//! Deliberately absent: what is not known about the inputs. A narrow interval says that
//! the model was run often, not that it is right.

/// The level of every interval.
pub const CONFIDENCE: f64 = 0.95;

/// A figure with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean of the replications' figures.
    pub value: f64,
    /// Where the true figure of this model lies; `None` from a single replication.
    pub interval: Option<Interval>,
}

/// A 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// Half its width.
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// Whether it covers `value`.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

impl Estimate {
    /// From one figure per replication, in their order. No figure gives 0.
    pub fn of(figures: &[f64]) -> Self {
        let value = mean(figures);
        let interval = (figures.len() > 1).then(|| {
            let count = figures.len() as f64;
            let half = t_quantile(0.5 + CONFIDENCE / 2.0, count - 1.0) * deviation(figures, value) / count.sqrt();
            Interval { low: value - half, high: value + half }
        });
        Self { value, interval }
    }
}

/// One metric of every case, replication by replication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sample {
    replications: Vec<Vec<f64>>,
}

/// A sample in six figures, each with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// The mean.
    pub mean: Estimate,
    /// The standard deviation between cases.
    pub sd: Estimate,
    /// A tenth of the cases lie below.
    pub p10: Estimate,
    /// Half of the cases lie below: the median.
    pub p50: Estimate,
    /// Nine tenths lie below.
    pub p90: Estimate,
    /// Nineteen twentieths lie below.
    pub p95: Estimate,
}

impl Sample {
    /// From the values of each replication's cases, in the order of cases.
    pub fn new(replications: Vec<Vec<f64>>) -> Self {
        Self { replications }
    }

    /// The values, replication by replication, in the order of cases.
    pub fn replications(&self) -> &[Vec<f64>] {
        &self.replications
    }

    /// How many cases there are in all.
    pub fn len(&self) -> usize {
        self.replications.iter().map(Vec::len).sum()
    }

    /// Whether there is no case.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its six figures.
    pub fn summary(&self) -> Summary {
        let levels = [0.1, 0.5, 0.9, 0.95];
        let figures: Vec<[f64; 6]> = self
            .replications
            .iter()
            .map(|values| {
                let mean = mean(values);
                let [p10, p50, p90, p95] = quantiles(values, levels);
                [mean, deviation(values, mean), p10, p50, p90, p95]
            })
            .collect();
        let estimate = |column: usize| Estimate::of(&figures.iter().map(|row| row[column]).collect::<Vec<_>>());
        Summary {
            mean: estimate(0),
            sd: estimate(1),
            p10: estimate(2),
            p50: estimate(3),
            p90: estimate(4),
            p95: estimate(5),
        }
    }

    /// The value below which a share `level` of the cases lies.
    pub fn quantile(&self, level: f64) -> Estimate {
        Estimate::of(&self.per_replication(|values| quantiles(values, [level])[0]))
    }

    /// The share of cases above `threshold`.
    pub fn share_above(&self, threshold: f64) -> Estimate {
        Estimate::of(&self.per_replication(|values| {
            let above = values.iter().filter(|value| **value > threshold).count();
            if values.is_empty() { 0.0 } else { above as f64 / values.len() as f64 }
        }))
    }

    fn per_replication(&self, figure: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        self.replications.iter().map(|values| figure(values)).collect()
    }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The standard deviation of a sample (divided by n − 1); 0 for fewer than two values.
fn deviation(values: &[f64], mean: f64) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// Quantiles at rising `levels`, by Hyndman and Fan's type 8 (linear between the order
/// statistics, unbiased for the median whatever the distribution). 0 for no values.
///
/// Type 7, the habit of R and NumPy, lies too near the middle by a part of 1/n; a mean over
/// replications would keep that bias while its interval shrinks.
fn quantiles<const N: usize>(values: &[f64], levels: [f64; N]) -> [f64; N] {
    let mut values = values.to_vec();
    let mut rest = values.as_mut_slice();
    let mut dropped = 0;
    levels.map(|level| {
        let length = dropped + rest.len();
        if length == 0 {
            return 0.0;
        }
        let position = position(level, length);
        let below = position as usize;
        // What lies below an earlier level was already put aside.
        let slice = std::mem::take(&mut rest);
        let (_, low, above) = slice.select_nth_unstable_by(below - dropped, f64::total_cmp);
        let low = *low;
        let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
        let (_, kept) = slice.split_at_mut(below - dropped);
        dropped = below;
        rest = kept;
        low + (position - below as f64) * (high - low)
    })
}

/// Where a quantile stands among `length` sorted values, from 0.
fn position(level: f64, length: usize) -> f64 {
    let third = 1.0 / 3.0;
    (level * (length as f64 + third) + third - 1.0).clamp(0.0, (length - 1) as f64)
}

/// The value of Student's t with `freedom` degrees below which a share `p` ≥ 0.5 lies, by
/// bisection of the distribution function.
pub(crate) fn t_quantile(p: f64, freedom: f64) -> f64 {
    let below = |t: f64| 1.0 - 0.5 * incomplete_beta(freedom / (freedom + t * t), freedom / 2.0, 0.5);
    let (mut low, mut high) = (0.0, 1.0);
    while below(high) < p && high < 1e6 {
        high *= 2.0;
    }
    // 200 halvings exhaust a double; it stops when the two meet.
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if below(middle) < p { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    // The fraction converges fast left of the mean; right of it the mirror image does.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - beta) / a;
    front / beta_fraction(x, a, b)
}

/// The continued fraction 1 + d₁/(1 + d₂/(1 + …)), from the inside out.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TERMS: u32 = 400;
    (1..=TERMS).rev().fold(1.0, |fraction, term| {
        let m = f64::from(term / 2);
        let d = if term % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        1.0 + d / fraction
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_t(p: f64, freedom: f64, expected: f64) {
        let found = t_quantile(p, freedom);
        assert!((found - expected).abs() < 6e-4 * expected.max(1.0), "t({p}, {freedom}) = {found}, not {expected}");
    }

    #[test]
    fn t_quantiles_of_the_tables() {
        check_t(0.975, 1.0, 12.706);
        check_t(0.975, 2.0, 4.303);
        check_t(0.975, 4.0, 2.776);
        check_t(0.975, 9.0, 2.262);
        check_t(0.975, 29.0, 2.045);
        check_t(0.975, 99.0, 1.984);
        check_t(0.975, 100_000.0, 1.960);
        check_t(0.9, 5.0, 1.476);
        check_t(0.995, 3.0, 5.841);
    }

    #[test]
    fn figures_of_a_known_sample() {
        let sample = Sample::new(vec![(1..=11).rev().map(f64::from).collect()]);
        let summary = sample.summary();
        let close = |found: Estimate, expected: f64| assert!((found.value - expected).abs() < 1e-9, "{found:?}");
        close(summary.mean, 6.0);
        // Type 8 by hand: 11⅓ · p + ⅓, at most 11.
        close(summary.p10, 1.1 + 11.0 / 30.0);
        close(summary.p50, 6.0);
        close(summary.p90, 10.2 + 1.0 / 3.0);
        close(summary.p95, 11.0);
        assert!((summary.sd.value - 11_f64.sqrt()).abs() < 1e-12);
        assert_eq!(summary.mean.interval, None);
        assert_eq!(sample.share_above(9.0).value, 2.0 / 11.0);
    }

    #[test]
    fn the_interval_is_students() {
        // Mean 2, sd 1, n 3: 2 ± 4.303 / √3.
        let estimate = Estimate::of(&[1.0, 2.0, 3.0]);
        let half = estimate.interval.unwrap().half_width();
        assert!((half - 4.302_652_7 / 3_f64.sqrt()).abs() < 1e-6, "{half}");
    }

    #[test]
    fn nothing_is_zero_and_no_panic() {
        let summary = Sample::new(vec![vec![]]).summary();
        assert_eq!(summary.p95.value, 0.0);
        assert_eq!(Sample::default().summary().mean.value, 0.0);
    }

    proptest! {
        #[test]
        fn quantiles_agree_with_sorting(values in prop::collection::vec(-1e6_f64..1e6, 1..60)) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let levels = [0.0, 0.1, 0.5, 0.9, 0.95, 1.0];
            for (level, found) in levels.into_iter().zip(quantiles(&values, levels)) {
                let position = (level * (sorted.len() as f64 + 1.0 / 3.0) - 2.0 / 3.0).clamp(0.0, (sorted.len() - 1) as f64);
                let (below, above) = (position.floor() as usize, position.ceil() as usize);
                let expected = sorted[below] + (position - below as f64) * (sorted[above] - sorted[below]);
                prop_assert!((found - expected).abs() <= 1e-9 * (1.0 + expected.abs()), "{level}: {found} {expected}");
            }
        }
    }
}
