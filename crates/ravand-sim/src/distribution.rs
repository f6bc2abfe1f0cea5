//! From a uniform number to an amount, by the inverse of the distribution function.
//!
//! One uniform gives one amount and a larger uniform never a smaller amount, so that two
//! scenarios that share a [`Address`](crate::Address) also share who is quick and who is slow.
//! Logarithms come from `libm`: the same bits on every machine. (A square root is exact by
//! IEEE 754 everywhere.) Deliberately absent: rejection methods, which use a varying
//! number of draws.

use ravand_core::Distribution;

/// A distribution made ready for many draws.
///
/// ```
/// use ravand_core::Distribution;
/// use ravand_sim::Sampler;
/// let sampler = Sampler::new(&Distribution::Triangle { min: 1.0, mode: 2.0, max: 6.0 }).expect("in order");
/// assert_eq!(sampler.at(0.2), 2.0);       // a fifth of the area lies left of the mode
/// assert!(sampler.at(0.9) > sampler.at(0.8));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampler(Shape);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Exactly(f64),
    /// `split` is the area left of the mode; the factors turn area into squared distance.
    Triangle {
        min: f64,
        max: f64,
        split: f64,
        left: f64,
        right: f64,
    },
    Uniform {
        min: f64,
        width: f64,
    },
    Exponential {
        mean: f64,
    },
    Lognormal {
        mu: f64,
        sigma: f64,
    },
}

impl Sampler {
    /// `None` if the numbers make no distribution: not finite, out of order, a lognormal
    /// that is not above zero, an exponential below zero.
    pub fn new(distribution: &Distribution) -> Option<Self> {
        let shape = match *distribution {
            Distribution::Exactly(value) if value.is_finite() => Shape::Exactly(value),
            Distribution::Triangle { min, mode, max } if in_order(&[min, mode, max]) => {
                let width = max - min;
                if width == 0.0 {
                    Shape::Exactly(min)
                } else {
                    let (left, right) = (width * (mode - min), width * (max - mode));
                    Shape::Triangle { min, max, split: (mode - min) / width, left, right }
                }
            }
            Distribution::Uniform { min, max } if in_order(&[min, max]) => Shape::Uniform { min, width: max - min },
            Distribution::Exponential { mean } if mean.is_finite() && mean >= 0.0 => Shape::Exponential { mean },
            Distribution::Lognormal { mean, sd } if mean.is_finite() && sd.is_finite() && mean > 0.0 && sd >= 0.0 => {
                let variance = libm::log1p((sd / mean) * (sd / mean));
                Shape::Lognormal { mu: libm::log(mean) - variance / 2.0, sigma: variance.sqrt() }
            }
            _ => return None,
        };
        Some(Self(shape))
    }

    /// The amount below which a share `u` of all amounts lies; `u` above 0 and below 1.
    pub fn at(&self, u: f64) -> f64 {
        match self.0 {
            Shape::Exactly(value) => value,
            Shape::Triangle { min, max, split, left, right } => {
                if u < split {
                    min + (u * left).sqrt()
                } else {
                    max - ((1.0 - u) * right).sqrt()
                }
            }
            Shape::Uniform { min, width } => min + u * width,
            Shape::Exponential { mean } => -mean * libm::log(1.0 - u),
            Shape::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal_quantile(u)),
        }
    }

    /// The smallest amount that can come.
    pub fn lowest(&self) -> f64 {
        match self.0 {
            Shape::Exactly(value) => value,
            Shape::Triangle { min, .. } | Shape::Uniform { min, .. } => min,
            Shape::Exponential { .. } | Shape::Lognormal { .. } => 0.0,
        }
    }

    /// The mean of the square, which waiting times depend on (Pollaczek–Khinchine).
    pub(crate) fn mean_square(distribution: &Distribution) -> f64 {
        let mean = distribution.mean();
        let variance = match *distribution {
            Distribution::Triangle { min, mode, max } => {
                (min * min + mode * mode + max * max - min * mode - min * max - mode * max) / 18.0
            }
            Distribution::Uniform { min, max } => (max - min) * (max - min) / 12.0,
            Distribution::Exponential { mean } => mean * mean,
            Distribution::Lognormal { sd, .. } => sd * sd,
            _ => 0.0,
        };
        mean * mean + variance
    }
}

fn in_order(values: &[f64]) -> bool {
    values.iter().all(|v| v.is_finite()) && values.windows(2).all(|pair| pair[0] <= pair[1])
}

/// The standard normal value below which a share `p` lies: Wichura's algorithm AS 241
/// (Applied Statistics 37, 1988), about 16 digits.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(&CENTRE, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let value = if r <= 5.0 { ratio(&MIDDLE, r - 1.6) } else { ratio(&FAR, r - 5.0) };
    if q < 0.0 { -value } else { value }
}

/// Coefficients of numerator and denominator, constant term first.
type Rational = [[f64; 8]; 2];

fn ratio(coefficients: &Rational, x: f64) -> f64 {
    let [numerator, denominator] = coefficients;
    let polynomial = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
    polynomial(numerator) / polynomial(denominator)
}

const CENTRE: Rational = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_855,
    ],
];
const MIDDLE: Rational = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
];
const FAR: Rational = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Address, Purpose};
    use proptest::prelude::*;

    /// Mean and mean square over a grid of equally likely uniforms.
    fn check(distribution: Distribution, mean: f64, tolerance: f64) {
        let sampler = Sampler::new(&distribution).unwrap();
        let n = 1_000_000;
        let amounts = (0..n).map(|i| sampler.at((f64::from(i) + 0.5) / f64::from(n)));
        let (sum, squares) = amounts.fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
        let found = sum / f64::from(n);
        assert!((found / mean - 1.0).abs() < tolerance, "{distribution:?}: mean {found}");
        assert!((distribution.mean() / mean - 1.0).abs() < 1e-12);
        let (found, expected) = (squares / f64::from(n), Sampler::mean_square(&distribution));
        assert!((found / expected - 1.0).abs() < 30.0 * tolerance, "{distribution:?}: {found} for {expected}");
    }

    #[test]
    fn means_and_mean_squares() {
        check(Distribution::Exactly(3.0), 3.0, 1e-9);
        check(Distribution::Triangle { min: 1.0, mode: 2.0, max: 6.0 }, 3.0, 1e-6);
        check(Distribution::Triangle { min: 2.0, mode: 2.0, max: 2.0 }, 2.0, 1e-9);
        check(Distribution::Triangle { min: 0.0, mode: 0.0, max: 3.0 }, 1.0, 1e-6);
        check(Distribution::Uniform { min: 1.0, max: 4.0 }, 2.5, 1e-6);
        check(Distribution::Exponential { mean: 7.0 }, 7.0, 1e-5);
        check(Distribution::Lognormal { mean: 1.0, sd: 2.0 }, 1.0, 1e-3);
    }

    #[test]
    fn lognormal_has_the_parameters_of_the_literature() {
        let Some(Sampler(Shape::Lognormal { mu, sigma })) =
            Sampler::new(&Distribution::Lognormal { mean: 1.0, sd: 2.0 })
        else {
            panic!("no lognormal")
        };
        assert!((mu + 0.804_719).abs() < 1e-6 && (sigma - 1.268_636).abs() < 1e-6);
    }

    #[test]
    fn what_is_no_distribution() {
        for wrong in [
            Distribution::Exactly(f64::NAN),
            Distribution::Triangle { min: 2.0, mode: 1.0, max: 3.0 },
            Distribution::Uniform { min: 2.0, max: 1.0 },
            Distribution::Uniform { min: 2.0, max: f64::INFINITY },
            Distribution::Exponential { mean: -1.0 },
            Distribution::Lognormal { mean: 0.0, sd: 1.0 },
        ] {
            assert_eq!(Sampler::new(&wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn normal_quantiles_of_the_tables() {
        for (p, z) in [
            (0.5, 0.0),
            (0.75, 0.674_489_750_196_081_7),
            (0.9, 1.281_551_565_544_600_4),
            (0.975, 1.959_963_984_540_054),
            (1e-10, -6.361_340_902_404_056),
            (1e-300, -37.047_096_299_361_2),
        ] {
            assert!((normal_quantile(p) - z).abs() < 1e-13 * (1.0 + z.abs()), "{p}: {}", normal_quantile(p));
        }
    }

    proptest! {
        #[test]
        fn normal_quantile_inverts_the_distribution(p in 1e-12_f64..1.0) {
            let z = normal_quantile(p);
            let back = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
            prop_assert!((back - p).abs() < 4e-15 + 1e-14 * p, "{p} {back}");
        }

        #[test]
        fn amounts_never_fall(seed: u64, mean in 0.1_f64..100.0, spread in 0.0_f64..3.0) {
            let address = Address::of_replication(seed, 0);
            let (a, b) = (address.uniform(Purpose::Work), address.uniform(Purpose::Wait));
            let (a, b) = (a.min(b), a.max(b));
            for distribution in [
                Distribution::Triangle { min: mean, mode: mean * (1.0 + spread / 2.0), max: mean * (1.0 + spread) },
                Distribution::Uniform { min: mean, max: mean * (1.0 + spread) },
                Distribution::Exponential { mean },
                Distribution::Lognormal { mean, sd: mean * spread },
            ] {
                let sampler = Sampler::new(&distribution).unwrap();
                prop_assert!(sampler.at(a) <= sampler.at(b));
                prop_assert!(sampler.at(a) >= sampler.lowest() * (1.0 - 1e-12));
            }
        }
    }
}
