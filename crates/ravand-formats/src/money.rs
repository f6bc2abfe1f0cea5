//! Money: `900000 rial/h`, `2000000000 rial`.
//!
//! Amounts are exact and in rial, the currency of account; what people call a toman is ten
//! rial, and mixing the two is the mistake that nobody sees, so it is refused.

use crate::codes as ya;
use crate::length::unit_of;
use crate::reader::{Cx, Place};
use crate::value::{decimal, has_foreign_digits};
use ravand_core::{Args, Cost, Spanned};
use ravand_feel::Number;
use std::str::FromStr;

/// The largest amount of money.
pub const RIAL_MAX: f64 = 1e18;

/// An amount of money, once or for a unit of time.
pub(crate) fn cost(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Cost>> {
    let text = place.text(cx)?;
    if has_foreign_digits(place, &text, cx) {
        return None;
    }
    let args = || Args::new().with("found", text.value);
    let (amount, per) = match text.value.split_once('/') {
        Some((amount, unit)) => (amount.trim(), Some(unit.trim())),
        None => (text.value.trim(), None),
    };
    let Some(digits) = amount.strip_suffix("rial") else {
        let code = if amount.ends_with("toman") { &ya::TOMAN } else { &ya::NOT_MONEY };
        place.report(cx, code, args());
        return None;
    };
    let digits = digits.trim();
    let rial = decimal(digits).filter(|value| (0.0..=RIAL_MAX).contains(value));
    let Some(rial) = rial.and_then(|_| Number::from_str(digits).ok()) else {
        place.report(cx, &ya::NOT_MONEY, args());
        return None;
    };
    let per = match per {
        None => None,
        Some(unit) => match unit_of(unit) {
            Some(unit) => Some(unit),
            None => {
                place.report(cx, &ya::UNKNOWN_UNIT, Args::new().with("found", unit));
                return None;
            }
        },
    };
    Some(Spanned::new(Cost { rial, per }, text.span))
}
