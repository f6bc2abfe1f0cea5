//! How far a ranking by the score hangs on weights that nobody has calibrated.
//!
//! Invariant: a draw is addressed by (seed, draw, weight), so that another number of draws,
//! or one weight more in the table, moves no other draw.

use crate::risk::{Features, RiskContext};
use ravand_core::Definition;

/// Draws that make the answer steady to about two digits.
pub const DRAWS: u32 = 1000;
/// By how much a weight moves at most, as a share of itself.
const SWAY: f64 = 0.2;

/// The mean rank correlation (Kendall's τ-b) between the ranking of a process's steps by
/// their score and the rankings when every weight moves by up to a fifth: 1 if the ranking
/// never changes, 0 if it is as good as thrown.
///
/// Only steps with a score above 0 are ranked: that a machine ranks below an official
/// depends on no weight and would flatter the figure. Where there is nothing to rank (fewer
/// than two different scores, or no draws) the answer is 1. Takes time in the square of the
/// steps for each draw.
///
/// Kendall, M. G. (1945), "The treatment of ties in ranking problems", Biometrika 33.
pub fn stability(definition: &Definition, context: &RiskContext<'_>, draws: u32, seed: u64) -> f64 {
    let steps = Features::of_all(definition, context);
    let steps: Vec<Features> = steps.into_values().filter(|step| step.score(context.weights) > 0.0).collect();
    let scores: Vec<f64> = steps.iter().map(|step| step.score(context.weights)).collect();
    let mut sum = 0.0;
    for draw in 0..draws {
        let weights = context.weights.scaled(|weight| 1.0 + SWAY * (2.0 * uniform(seed, draw, weight) - 1.0));
        let moved: Vec<f64> = steps.iter().map(|step| step.score(&weights)).collect();
        sum += kendall(&scores, &moved);
    }
    if draws == 0 { 1.0 } else { sum / f64::from(draws) }
}

/// Kendall's τ-b of two scores of the same things; 1 if either tells nothing apart.
fn kendall(a: &[f64], b: &[f64]) -> f64 {
    let (mut agree, mut differ, mut apart_in_a, mut apart_in_b) = (0_u64, 0_u64, 0_u64, 0_u64);
    for i in 0..a.len().min(b.len()) {
        for j in 0..i {
            let (in_a, in_b) = (order(a[i], a[j]), order(b[i], b[j]));
            apart_in_a += u64::from(in_a != 0);
            apart_in_b += u64::from(in_b != 0);
            agree += u64::from(in_a * in_b > 0);
            differ += u64::from(in_a * in_b < 0);
        }
    }
    if apart_in_a == 0 || apart_in_b == 0 {
        return 1.0;
    }
    let pairs = (apart_in_a as f64 * apart_in_b as f64).sqrt();
    (agree as f64 - differ as f64) / pairs
}

/// −1, 0 or 1. The same factors multiplied in another order may differ in the last bit:
/// that is no difference.
fn order(a: f64, b: f64) -> i32 {
    const SAME: f64 = 1e-9;
    i32::from(a > b + SAME) - i32::from(a < b - SAME)
}

/// A number from 0 up to 1, addressed and not drawn.
fn uniform(seed: u64, draw: u32, weight: usize) -> f64 {
    const BITS: u32 = 53;
    let hash = mix(mix(mix(seed) ^ u64::from(draw)) ^ weight as u64);
    (hash >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), behind its golden-ratio step.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::definition;
    use crate::weights::Weights;

    const STEPS: &str = "
        a: { kind: approve, role: deputy, discretion: free }
        b: { kind: judge, role: board, discretion: judgement, criteria: { see: rules, published: yes } }
        c: { kind: approve, role: clerk, discretion: criteria, due: 3 days }
        d: { kind: work, role: board, discretion: judgement, reason_required: yes }
        e: { kind: approve, role: deputy, discretion: none }
    ";

    fn of(steps: &str, draws: u32, seed: u64) -> f64 {
        let weights = Weights::default();
        stability(&definition(steps), &RiskContext::new(&weights), draws, seed)
    }

    #[test]
    fn kendall_by_hand() {
        assert_eq!(kendall(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), 1.0);
        assert_eq!(kendall(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0);
        // Of three pairs two agree and one differs.
        assert!((kendall(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]) - 1.0 / 3.0).abs() < 1e-12);
        // Two pairs agree, one is tied in the second: 2 / √(3 · 2).
        assert!((kendall(&[1.0, 2.0, 3.0], &[1.0, 2.0, 2.0]) - 2.0 / 6_f64.sqrt()).abs() < 1e-12);
        assert_eq!(kendall(&[1.0, 1.0], &[1.0, 2.0]), 1.0);
    }

    #[test]
    fn the_same_seed_gives_the_same_answer_and_another_moves_it_little() {
        let answer = of(STEPS, DRAWS, 1);
        assert_eq!(answer.to_bits(), of(STEPS, DRAWS, 1).to_bits());
        assert!((answer - of(STEPS, DRAWS, 2)).abs() < 0.02, "{answer}");
        assert!(answer > 0.5 && answer < 1.0, "{answer}");
    }

    #[test]
    fn what_no_weight_can_turn_is_stable() {
        let same = "
            a: { kind: approve, role: deputy, discretion: free }
            b: { kind: approve, role: board, discretion: free }
        ";
        assert_eq!(of(same, 100, 7), 1.0);
        assert_eq!(of("a: { kind: work, role: system }", 100, 7), 1.0);
        assert_eq!(of(STEPS, 0, 7), 1.0);
    }

    #[test]
    fn draws_are_spread_evenly() {
        let mean = |weight| (0..4000).map(|draw| uniform(3, draw, weight)).sum::<f64>() / 4000.0;
        // Four standard errors of a uniform mean.
        let within = 4.0 / (12.0_f64 * 4000.0).sqrt();
        for weight in 0..20 {
            assert!((mean(weight) - 0.5).abs() < within, "weight {weight}: {}", mean(weight));
        }
    }
}
