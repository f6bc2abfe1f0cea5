//! Lengths of time and quantities that vary.
//!
//! `3 working days` · `0.5 .. 1 .. 1.75 working days` · `10 min .. 20 min .. 2 h` ·
//! `exactly 2 min` · `uniform(1 .. 3 h)` · `triangle(1 .. 2 .. 5)` ·
//! `exponential(4 working hours)` · `lognormal(mean 2 h, sd 1 h)`. A number without a unit
//! of its own takes the unit of the last part; the parts of one text must be of one kind.
//!
//! Terms say how they are counted, and are read in `term`.

use crate::codes as ya;
use crate::reader::{Cx, Place};
use crate::value::{decimal, has_foreign_digits, has_invisible};
use ravand_core::{Args, Code, Distribution, Length, MICROS_PER_DAY, Spanned, Unit, VariableLength};

/// The largest amount of a unit: a slip in the zeros is found before it is simulated.
pub const AMOUNT_MAX: f64 = 1_000_000.0;
/// No length of time is longer: what a calendar covers ends before.
pub const LENGTH_YEARS_MAX: u32 = 100;
/// The largest number in a distribution of data.
pub const QUANTITY_MAX: f64 = 1e15;

/// A fixed length: `3 working days`.
pub(crate) fn length(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Length>> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) || has_foreign_digits(place, &text, cx) {
        return None;
    }
    settle(length_of(text.value), place, &text, &ya::NOT_LENGTH, cx)
}

/// `3 working days`.
pub(crate) fn length_of(text: &str) -> Parsed<Length> {
    let part = amount(text, Quantity::Time)?;
    let unit = part.unit.ok_or_else(|| mistake(&ya::NO_UNIT, Args::new().with("found", text)))?;
    not_too_long(part.value, unit, text)?;
    Ok(Length::new(part.value, unit))
}

/// A length that varies.
pub(crate) fn variable(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<VariableLength>> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) || has_foreign_digits(place, &text, cx) {
        return None;
    }
    let read = spread(text.value, Quantity::Time).and_then(|(amount, unit)| {
        let unit = unit.ok_or_else(|| mistake(&ya::NO_UNIT, Args::new().with("found", text.value)))?;
        not_too_long(largest(&amount), unit, text.value)?;
        Ok(VariableLength { amount, unit })
    });
    settle(read, place, &text, &ya::NOT_SPREAD, cx)
}

/// A number that varies, without a unit.
pub(crate) fn distribution(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Distribution>> {
    let text = place.text(cx)?;
    if has_foreign_digits(place, &text, cx) {
        return None;
    }
    let read = spread(text.value, Quantity::Number).map(|(amount, _)| amount);
    settle(read, place, &text, &ya::NOT_DISTRIBUTION, cx)
}

/// What the numbers of a spread mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quantity {
    /// Amounts of time: with a unit, never negative.
    Time,
    /// Any numbers, without a unit.
    Number,
}

/// One number of a spread.
#[derive(Clone, Copy)]
struct Part {
    value: f64,
    unit: Option<Unit>,
}

/// What is wrong; without a code, the text is not of this form at all.
pub(crate) struct Mistake {
    code: Option<&'static Code>,
    args: Args,
}

pub(crate) type Parsed<T> = Result<T, Mistake>;

pub(crate) fn mistake(code: &'static Code, args: Args) -> Mistake {
    Mistake { code: Some(code), args }
}

fn no_form() -> Mistake {
    Mistake { code: None, args: Args::new() }
}

pub(crate) fn settle<T>(
    read: Parsed<T>,
    place: &Place<'_>,
    text: &Spanned<&str>,
    otherwise: &'static Code,
    cx: &mut Cx,
) -> Option<Spanned<T>> {
    match read {
        Ok(value) => Some(Spanned::new(value, text.span)),
        Err(Mistake { code: Some(code), args }) => {
            place.report(cx, code, args);
            None
        }
        Err(_) => {
            place.report(cx, otherwise, Args::new().with("found", text.value));
            None
        }
    }
}

/// A whole spread and its unit.
fn spread(text: &str, quantity: Quantity) -> Parsed<(Distribution, Option<Unit>)> {
    if let Some(rest) = text.strip_prefix("exactly ") {
        let part = amount(rest, quantity)?;
        return Ok((Distribution::Exactly(part.value), part.unit));
    }
    if let Some((word, inside)) = text.strip_suffix(')').and_then(|t| t.split_once('(')) {
        return match word.trim_end() {
            "uniform" => uniform(inside, quantity),
            "triangle" => triangle(inside, quantity),
            "exponential" => exponential(inside, quantity),
            "lognormal" => lognormal(inside, quantity),
            _ => Err(no_form()),
        };
    }
    if text.contains("..") {
        return triangle(text, quantity);
    }
    // A single time is well-formed, but does not say whether it ever varies.
    amount(text, quantity)?;
    Err(mistake(&ya::FIXED, Args::new().with("found", text)))
}

fn triangle(text: &str, quantity: Quantity) -> Parsed<(Distribution, Option<Unit>)> {
    let (parts, unit) = parts(text.split(".."), text, quantity)?;
    let [min, mode, max] = parts[..] else {
        return Err(mistake(&ya::TWO_PARTS, Args::new().with("count", parts.len())));
    };
    ordered(&[min, mode, max], unit)?;
    if mode < min || mode > max {
        let args = Args::new().with("mode", short(mode)).with("min", short(min)).with("max", short(max));
        return Err(mistake(&ya::MODE_OUTSIDE, args));
    }
    Ok((Distribution::Triangle { min, mode, max }, unit))
}

fn uniform(text: &str, quantity: Quantity) -> Parsed<(Distribution, Option<Unit>)> {
    let (parts, unit) = parts(text.split(".."), text, quantity)?;
    let [min, max] = parts[..] else {
        return Err(no_form());
    };
    ordered(&[min, max], unit)?;
    Ok((Distribution::Uniform { min, max }, unit))
}

fn exponential(text: &str, quantity: Quantity) -> Parsed<(Distribution, Option<Unit>)> {
    let part = amount(text.strip_prefix("mean ").unwrap_or(text), quantity)?;
    positive("mean", part.value)?;
    Ok((Distribution::Exponential { mean: part.value }, part.unit))
}

fn lognormal(text: &str, quantity: Quantity) -> Parsed<(Distribution, Option<Unit>)> {
    let (mean, sd) = text.split_once(',').ok_or_else(no_form)?;
    let mean = mean.trim().strip_prefix("mean ").ok_or_else(no_form)?;
    let sd = sd.trim().strip_prefix("sd ").ok_or_else(no_form)?;
    let (parts, unit) = parts([mean, sd].into_iter(), text, quantity)?;
    let [mean, sd] = parts[..] else {
        return Err(no_form());
    };
    positive("mean", mean)?;
    positive("sd", sd)?;
    Ok((Distribution::Lognormal { mean, sd }, unit))
}

/// Several numbers in the unit of the last.
fn parts<'t>(
    texts: impl Iterator<Item = &'t str>,
    whole: &str,
    quantity: Quantity,
) -> Parsed<(Vec<f64>, Option<Unit>)> {
    let parts = texts.map(|t| amount(t, quantity)).collect::<Parsed<Vec<Part>>>()?;
    let Some(unit) = parts.last().map(|p| p.unit) else {
        return Err(no_form());
    };
    let values = parts.iter().map(|part| match (part.unit, unit) {
        (None, _) if parts.iter().rev().skip(1).all(|p| p.unit.is_none()) => Ok(part.value),
        (Some(from), Some(to)) => converted(part.value, from, to).ok_or((from, to)),
        // Some have a unit and this one has none: nobody can say which is meant.
        (None, Some(to)) => Err((to, to)),
        (Some(from), None) => Err((from, from)),
        (None, None) => Ok(part.value),
    });
    match values.collect::<Result<Vec<f64>, _>>() {
        Ok(values) => Ok((values, unit)),
        Err((first, last)) => {
            let args = Args::new().with("found", whole).with("first", first.as_str()).with("last", last.as_str());
            Err(mistake(&ya::MIXED_UNITS, args))
        }
    }
}

/// An amount in another unit of its kind.
fn converted(value: f64, from: Unit, to: Unit) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    if from.is_working() != to.is_working() {
        return None;
    }
    Some(value * from.micros()? as f64 / to.micros()? as f64)
}

/// `20 min`; the unit may be missing.
fn amount(text: &str, quantity: Quantity) -> Parsed<Part> {
    let text = text.trim();
    let split = text.find(|c: char| c.is_whitespace() || c.is_alphabetic()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let value = decimal(digits).ok_or_else(no_form)?;
    let found = || Args::new().with("found", text);
    let unit = match unit.trim() {
        "" => None,
        _ if quantity == Quantity::Number => return Err(no_form()),
        word => Some(unit_of(word).ok_or_else(|| no_unit(text, word))?),
    };
    let max = if quantity == Quantity::Time { AMOUNT_MAX } else { QUANTITY_MAX };
    if quantity == Quantity::Time && value < 0.0 {
        return Err(mistake(&ya::NEGATIVE, found()));
    }
    if value.abs() > max {
        return Err(mistake(&ya::TOO_BIG, found().with("max", max)));
    }
    Ok(Part { value, unit })
}

/// Words that are no unit; some of them say how a term is counted.
fn no_unit(text: &str, word: &str) -> Mistake {
    match ["by law", "Persian", "Gregorian"].into_iter().find(|counting| word.contains(counting)) {
        Some(counting) => mistake(&ya::ONLY_A_TERM, Args::new().with("found", text).with("word", counting)),
        None => mistake(&ya::UNKNOWN_UNIT, Args::new().with("found", word)),
    }
}

pub(crate) fn unit_of(text: &str) -> Option<Unit> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(match words[..] {
        ["s" | "sec" | "second" | "seconds"] => Unit::Second,
        ["min" | "minute" | "minutes"] => Unit::Minute,
        ["h" | "hour" | "hours"] => Unit::Hour,
        ["day" | "days"] => Unit::Day,
        ["week" | "weeks"] => Unit::Week,
        ["month" | "months"] => Unit::Month,
        ["working", "min" | "minute" | "minutes"] => Unit::WorkingMinute,
        ["working", "h" | "hour" | "hours"] => Unit::WorkingHour,
        ["working", "day" | "days"] => Unit::WorkingDay,
        _ => return None,
    })
}

/// The first of the numbers is not above the last.
fn ordered(numbers: &[f64], unit: Option<Unit>) -> Parsed<()> {
    let (Some(min), Some(max)) = (numbers.first(), numbers.last()) else { return Err(no_form()) };
    if min <= max {
        return Ok(());
    }
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let numbers: Vec<String> = sorted.into_iter().map(short).collect();
    let unit = unit.map(|unit| format!(" {}", unit.as_str())).unwrap_or_default();
    let args = Args::new().with("min", short(*min)).with("max", short(*max));
    Err(mistake(&ya::MIN_ABOVE_MAX, args.with("suggestion", format_args!("{}{unit}", numbers.join(" .. ")))))
}

/// A slip in the zeros is found before a calendar comes to its end.
fn not_too_long(amount: f64, unit: Unit, found: &str) -> Parsed<()> {
    // A working day is laid on some day of its own.
    let days = amount * unit.micros().unwrap_or(MICROS_PER_DAY) as f64 / MICROS_PER_DAY as f64;
    if days <= 365.25 * f64::from(LENGTH_YEARS_MAX) {
        return Ok(());
    }
    Err(mistake(&ya::TOO_LONG, Args::new().with("found", found).with("years", LENGTH_YEARS_MAX)))
}

/// The largest value where there is one, else the mean.
fn largest(amount: &Distribution) -> f64 {
    match *amount {
        Distribution::Triangle { max, .. } | Distribution::Uniform { max, .. } => max,
        _ => amount.mean(),
    }
}

fn positive(part: &str, value: f64) -> Parsed<()> {
    if value > 0.0 { Ok(()) } else { Err(mistake(&ya::NOT_POSITIVE, Args::new().with("part", part))) }
}

/// A number for a message: at most four digits after the point.
fn short(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
