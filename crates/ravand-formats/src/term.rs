//! Terms: by when something has to be done, and how that is counted.
//!
//! `3 working days` · `10 days by law` · `1 year by law` · `2 Persian months` ·
//! `1 Gregorian year by law`. Whatever is a fixed length is a term as well.

use crate::codes as ya;
use crate::length::{Parsed, length_of, mistake, settle};
use crate::reader::{Cx, Place};
use crate::value::{has_foreign_digits, has_invisible};
use ravand_core::{Args, Counting, Length, MonthsOf, Spanned, Term, TermLength, Unit};

/// The most months of a calendar that a term may have.
pub const TERM_MONTHS_MAX: u32 = 1_200;

/// A term.
pub(crate) fn term(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Term>> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) || has_foreign_digits(place, &text, cx) {
        return None;
    }
    settle(term_of(text.value), place, &text, &ya::NOT_LENGTH, cx)
}

/// A term as somebody else than an analyst wrote it down.
pub(crate) fn term_of(text: &str) -> Parsed<Term> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (words, counting) = match words.as_slice() {
        [length @ .., "by", "law"] => (length, Counting::ByLaw),
        all => (all, Counting::Plain),
    };
    let found = || Args::new().with("found", text);
    let length = match words {
        [count, of @ ("Persian" | "Gregorian"), unit @ ("month" | "months" | "year" | "years")] => {
            let of = if *of == "Persian" { MonthsOf::Persian } else { MonthsOf::Gregorian };
            TermLength::Months { count: months(count, unit, text)?, of }
        }
        [count, unit @ ("year" | "years")] if counting == Counting::ByLaw => {
            TermLength::Length(Length::new(f64::from(months(count, unit, text)?), Unit::Month))
        }
        [count, "year" | "years"] if is_whole(count) => {
            return Err(mistake(&ya::YEARS_BY_LAW, found().with("count", count)));
        }
        words => TermLength::Length(length_of(&words.join(" "))?),
    };
    let term = Term { length, counting };
    if matches!(length, TermLength::Length(Length { amount: 0.0, .. })) {
        return Err(mistake(&ya::ZERO_TERM, found()));
    }
    if counting == Counting::ByLaw && !term.is_countable_by_law() {
        return Err(mistake(&ya::NOT_BY_LAW, found()));
    }
    Ok(term)
}

/// A whole number of months or years, in months.
fn months(count: &str, unit: &str, text: &str) -> Parsed<u32> {
    let each = if unit.starts_with("year") { 12 } else { 1 };
    let count = count.parse::<u32>().ok().filter(|_| is_whole(count)).and_then(|count| count.checked_mul(each));
    let args = || Args::new().with("found", text).with("max", TERM_MONTHS_MAX);
    count.filter(|count| (1..=TERM_MONTHS_MAX).contains(count)).ok_or_else(|| mistake(&ya::CALENDAR_MONTHS, args()))
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
