//! Exact decimal numbers, the only kind of number that FEEL has.
//!
//! Invariant: equal numbers are equal in every way that can be seen (`1.50` and `1.5`
//! compare, hash and print alike), so a number can be stored as its text and digested.
//! Deliberately absent: NaN, infinity, negative zero, and any operator that could panic.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};

use crate::limits::EXPONENT_MAX;

/// A decimal number of up to 28 digits, 28 of them after the point at most.
///
/// FEEL asks for IEEE 754-2008 decimal128, that is 34 digits with an exponent. Here the
/// largest number is 79 228 162 514 264 337 593 543 950 335 (about 7.9 × 10²⁸), the
/// smallest step is 10⁻²⁸, and a result with more digits is rounded half to even. What is
/// larger is no number: the checked operations return `None`, and an evaluation ends in
/// [`EvalError::Overflow`](crate::EvalError::Overflow).
///
/// ```
/// use ravand_feel::Number;
/// let price: Number = "0.10".parse()?;
/// let sum = price.checked_add("0.20".parse()?);
/// assert_eq!(sum, Some("0.3".parse()?));              // exact, unlike binary fractions
/// assert_eq!(price.to_string(), "0.1");               // one way to write a number
/// assert_eq!(Number::from(1).checked_div(Number::from(0)), None);
/// # Ok::<(), ravand_feel::NotANumber>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(Decimal);

/// A text that is no [`Number`]: not of the form `-12.5`, or with too many digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a decimal number of at most 28 digits")]
pub struct NotANumber {
    /// What was read.
    pub text: String,
}

/// Powers of ten that a double holds exactly.
const EXACT_TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];
/// Whole numbers up to this magnitude are exact in a double.
const EXACT_WHOLE: u128 = 1 << 53;

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(Decimal::ZERO);

    /// The decimal that prints like `value`, rounded to 28 digits after the point;
    /// `None` for what is not finite or too large.
    pub fn from_f64(value: f64) -> Option<Number> {
        if !value.is_finite() {
            return None;
        }
        // The shortest text that reads back as `value` is what a person means by it.
        Decimal::from_str(&format!("{value}")).ok().map(Number)
    }

    /// The nearest double, the same on every machine.
    pub fn to_f64(self) -> f64 {
        let (mantissa, scale) = (self.0.mantissa(), self.0.scale() as usize);
        if mantissa.unsigned_abs() <= EXACT_WHOLE
            && let Some(tens) = EXACT_TENS.get(scale)
        {
            // Both are exact, so one division rounds once.
            return mantissa as f64 / tens;
        }
        // The text of a decimal always reads as a double.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Whether this is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The whole number, if this is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        let plain = self.0.normalize();
        if plain.scale() == 0 { i64::try_from(plain.mantissa()).ok() } else { None }
    }

    /// The sum, `None` if it is too large.
    pub fn checked_add(self, other: Number) -> Option<Number> {
        self.0.checked_add(other.0).map(Number)
    }

    /// The difference, `None` if it is too large.
    pub fn checked_sub(self, other: Number) -> Option<Number> {
        self.0.checked_sub(other.0).map(Number)
    }

    /// The product, `None` if it is too large.
    pub fn checked_mul(self, other: Number) -> Option<Number> {
        self.0.checked_mul(other.0).map(Number)
    }

    /// The quotient, `None` if it is too large or `other` is zero.
    pub fn checked_div(self, other: Number) -> Option<Number> {
        self.0.checked_div(other.0).map(Number)
    }

    /// The largest whole number that is not above this one.
    pub fn floor(self) -> Number {
        Number(self.0.floor())
    }

    /// This number without its sign.
    pub fn abs(self) -> Number {
        Number(self.0.abs())
    }

    /// What is left of this number over whole multiples of `other`, with the sign of
    /// `other`, as the standard's `modulo` wants it; `None` if that is zero.
    pub fn checked_modulo(self, other: Number) -> Option<Number> {
        let rest = self.0.checked_rem(other.0)?;
        let other_side = !rest.is_zero() && rest.is_sign_negative() != other.0.is_sign_negative();
        if other_side { rest.checked_add(other.0).map(Number) } else { Some(Number(rest)) }
    }

    /// Rounded to so many digits after the point; before it, if `digits` is negative.
    /// `None` if the result is too large.
    pub(crate) fn checked_round(self, digits: i64, rounding: Rounding) -> Option<Number> {
        let strategy = match rounding {
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfDown => RoundingStrategy::MidpointTowardZero,
            Rounding::Up => RoundingStrategy::AwayFromZero,
            Rounding::Down => RoundingStrategy::ToZero,
            Rounding::Floor => RoundingStrategy::ToNegativeInfinity,
            Rounding::Ceiling => RoundingStrategy::ToPositiveInfinity,
        };
        if let Ok(digits) = u32::try_from(digits) {
            return Some(Number(self.0.round_dp_with_strategy(digits.min(Decimal::MAX_SCALE), strategy)));
        }
        let tens = i32::try_from(-digits).ok().filter(|tens| *tens <= 28);
        match tens.and_then(|tens| Number::from(10).checked_pow(tens)) {
            Some(tens) => {
                let scaled = self.0.checked_div(tens.0)?.round_dp_with_strategy(0, strategy);
                scaled.checked_mul(tens.0).map(Number)
            }
            // Every number is nearer to zero than to such a multiple.
            None if matches!(rounding, Rounding::HalfEven | Rounding::HalfUp | Rounding::HalfDown | Rounding::Down) => {
                Some(Number::ZERO)
            }
            None => None,
        }
    }

    /// The square root, `None` of a negative number.
    pub fn checked_sqrt(self) -> Option<Number> {
        self.0.sqrt().map(Number)
    }

    /// The natural logarithm, `None` of what is not above zero.
    pub fn checked_ln(self) -> Option<Number> {
        self.0.checked_ln().map(Number)
    }

    /// Euler's number to this power, `None` if the result is too large.
    pub fn checked_exp(self) -> Option<Number> {
        // Below this the result is less than the smallest step.
        if self < Number::from(-65) {
            return Some(Number::ZERO);
        }
        if self > Number::from(67) {
            return None;
        }
        // By halves, so that the series is short: exp(x) = exp(x / 64) to the power of 64.
        let part = self.0.checked_div(Decimal::from(64))?;
        let series = part.checked_exp_with_tolerance(Decimal::new(1, 28))?;
        Number(series).checked_pow(64)
    }

    /// This number to a whole power, `None` if the result is too large, the exponent is
    /// beyond ±[`EXPONENT_MAX`](crate::EXPONENT_MAX), or zero is taken to a negative power.
    /// What is smaller than the smallest step is zero.
    pub fn checked_pow(self, exponent: i32) -> Option<Number> {
        if exponent.unsigned_abs() > EXPONENT_MAX.unsigned_abs() {
            return None;
        }
        if exponent < 0 {
            // A number below 1 would lose its digits on the way down, so it goes up instead.
            return match self.0.abs() < Decimal::ONE {
                true => Number::from(1).checked_div(self)?.checked_pow(-exponent),
                // What is too large to be divided by leaves less than the smallest step.
                false => match self.checked_pow(-exponent) {
                    Some(power) => Number::from(1).checked_div(power),
                    None => Some(Number::ZERO),
                },
            };
        }
        let mut left = exponent.unsigned_abs();
        let mut square = self;
        let mut power = Number::from(1);
        while left > 0 {
            if left & 1 == 1 {
                power = power.checked_mul(square)?;
            }
            left >>= 1;
            if left > 0 {
                square = square.checked_mul(square)?;
            }
        }
        Some(power)
    }
}

/// What happens to the digits that are cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    HalfEven,
    HalfUp,
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    Floor,
    Ceiling,
}

impl std::ops::Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number(-self.0)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Number(Decimal::from(value))
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// Reads `-12.5`: ASCII digits, at most one point, digits on both sides of it.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let wrong = || NotANumber { text: text.chars().take(80).collect() };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return Err(wrong());
        }
        Decimal::from_str_exact(text).map(Number).map_err(|_| wrong())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_zero() {
            return f.pad_integral(true, "", "0");
        }
        self.0.normalize().fmt(f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
