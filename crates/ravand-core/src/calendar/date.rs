//! Dates as people write and read them: `1401/07/15` of the Persian calendar, in Latin or in
//! Persian digits, and `2022-10-07` of the Gregorian one.
//!
//! Invariant: the separator says which calendar is meant, and the year must agree; a date that
//! could be read in two ways is refused, never guessed. Every refusal knows a way out.
//!
//! Deliberately absent: names of months, dates of the lunar calendar, times of day.

use super::codes;
use super::persian::{self, PersianDate};
use chrono::{Datelike, NaiveDate};
use ravand_feel::persian::digits;
use ravand_feel::{Args, Code, Language};
use std::ops::RangeInclusive;

/// The Gregorian years that a date may have; the Persian ones are those that begin in them.
pub const GREGORIAN_YEARS: RangeInclusive<i32> = 1800..=2200;
/// The same years of the Persian calendar.
const PERSIAN_YEARS: RangeInclusive<i32> = 1179..=1578;
/// A year below is surely Persian, whatever the separator; one above is surely Gregorian.
const PERSIAN_BEFORE: i32 = 1600;

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateMistake {
    /// It is not three numbers between separators, the year first and with four digits.
    #[error("this is no date")]
    NotADate,
    /// Digits of two scripts stand in it.
    #[error("the date mixes digits of two scripts; wanted is {suggestion}")]
    MixedDigits {
        /// The same with Latin digits.
        suggestion: String,
    },
    /// Arabic digits, or a Gregorian date in Persian ones.
    #[error("the digits do not go with this date; wanted is {suggestion}")]
    ForeignDigits {
        /// The same with Latin digits.
        suggestion: String,
    },
    /// A month or day of one digit.
    #[error("month and day have two digits; wanted is {suggestion}")]
    OneDigit {
        /// The same with two.
        suggestion: String,
    },
    /// The day stands first.
    #[error("the year stands first; wanted is {suggestion}")]
    YearLast {
        /// The year first.
        suggestion: String,
    },
    /// The year is out of any use.
    #[error("the year lies outside {from} to {to}")]
    YearOutside {
        /// The first year of this calendar that a date may have.
        from: i32,
        /// The last one.
        to: i32,
    },
    /// Month 13, month 0.
    #[error("there is no month {month}")]
    NoSuchMonth {
        /// As written.
        month: u32,
    },
    /// 31 Mehr, 30 February.
    #[error("the month has {days} days")]
    NoSuchDay {
        /// The days of that month.
        days: u8,
        /// Its last day.
        suggestion: String,
    },
    /// 30 Esfand of a common year.
    #[error("Esfand of the common year {year} has 29 days")]
    CommonYear {
        /// The year.
        year: i32,
    },
    /// `1401-07-15`.
    #[error("a date of the Persian calendar is written {persian}")]
    PersianWithHyphens {
        /// The same date with slashes.
        persian: String,
        /// The same day of the Gregorian calendar.
        gregorian: NaiveDate,
    },
    /// `2022/10/07`.
    #[error("a date of the Gregorian calendar is written {gregorian}")]
    GregorianWithSlashes {
        /// The same date with hyphens.
        gregorian: NaiveDate,
        /// The same day of the Persian calendar.
        persian: String,
    },
}

impl DateMistake {
    /// The code whose words tell a person about it. They speak of `{found}`, the text, which
    /// the caller adds.
    pub fn code(&self) -> &'static Code {
        match self {
            DateMistake::NotADate => &codes::NOT_A_DATE,
            DateMistake::MixedDigits { .. } => &codes::MIXED_DIGITS,
            DateMistake::ForeignDigits { .. } => &codes::DATE_DIGITS,
            DateMistake::OneDigit { .. } => &codes::ONE_DIGIT,
            DateMistake::YearLast { .. } => &codes::YEAR_LAST,
            DateMistake::YearOutside { .. } => &codes::YEAR_OUTSIDE,
            DateMistake::NoSuchMonth { .. } => &codes::NO_SUCH_MONTH,
            DateMistake::NoSuchDay { .. } => &codes::DAY_OUTSIDE_MONTH,
            DateMistake::CommonYear { .. } => &codes::COMMON_YEAR,
            DateMistake::PersianWithHyphens { .. } => &codes::PERSIAN_WITH_HYPHENS,
            DateMistake::GregorianWithSlashes { .. } => &codes::GREGORIAN_WITH_SLASHES,
        }
    }

    /// What those words speak of.
    pub fn args(&self) -> Args {
        match self {
            DateMistake::NotADate => Args::new(),
            DateMistake::MixedDigits { suggestion }
            | DateMistake::ForeignDigits { suggestion }
            | DateMistake::OneDigit { suggestion }
            | DateMistake::YearLast { suggestion } => Args::new().with("suggestion", suggestion),
            DateMistake::YearOutside { from, to } => Args::new().with("from", from).with("to", to),
            DateMistake::NoSuchMonth { month } => Args::new().with("month", month),
            DateMistake::NoSuchDay { days, suggestion } => {
                Args::new().with("days", days).with("suggestion", suggestion)
            }
            DateMistake::CommonYear { year } => {
                let leap = |year: &i32| persian::is_leap(*year);
                // Leap years are four or five years apart.
                let before = (1..=8).map(|back| year - back).find(leap).unwrap_or(*year);
                let after = (1..=8).map(|on| year + on).find(leap).unwrap_or(*year);
                let args = Args::new().with("year", year).with("before", before).with("after", after);
                args.with("last", format_args!("{year}/12/29")).with("next", format_args!("{}/01/01", year + 1))
            }
            DateMistake::PersianWithHyphens { persian, gregorian }
            | DateMistake::GregorianWithSlashes { persian, gregorian } => {
                Args::new().with("persian", persian).with("gregorian", gregorian)
            }
        }
    }
}

/// Reads `1401/07/15`, `۱۴۰۱/۰۷/۱۵` or `2022-10-07`.
///
/// ```
/// use ravand_core::calendar::{DateMistake, read_date};
/// assert_eq!(read_date("۱۴۰۱/۰۷/۱۵"), read_date("2022-10-07"));
/// assert_eq!(read_date("1401/13/01"), Err(DateMistake::NoSuchMonth { month: 13 }));
/// assert_eq!(read_date("1401/12/30"), Err(DateMistake::CommonYear { year: 1401 }));
/// ```
///
/// # Errors
///
/// What is wrong with the text, and how it should be written.
pub fn read_date(text: &str) -> Result<NaiveDate, DateMistake> {
    let script = Script::of(text);
    let text = &latin_digits(text);
    if script == Script::Mixed {
        return Err(DateMistake::MixedDigits { suggestion: text.clone() });
    }
    let slashes = text.contains('/');
    let date = read_parts(text, if slashes { '/' } else { '-' })?;
    match (script, slashes) {
        (Script::Arabic, _) | (Script::Persian, false) => Err(DateMistake::ForeignDigits { suggestion: text.clone() }),
        _ => Ok(date),
    }
}

fn read_parts(text: &str, separator: char) -> Result<NaiveDate, DateMistake> {
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = parts[..] else { return Err(DateMistake::NotADate) };
    let plain = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if ![first, second, third].iter().all(plain) {
        return Err(DateMistake::NotADate);
    }
    let short = |part: &str| part.len() <= 2;
    let joined = |year, month, day| format!("{year}{separator}{month:0>2}{separator}{day:0>2}");
    if short(first) && short(second) && third.len() == 4 {
        let suggestion = joined(third, second, first);
        read_parts(&suggestion, separator).map_err(|_| DateMistake::NotADate)?;
        return Err(DateMistake::YearLast { suggestion });
    }
    if first.len() != 4 || !short(second) || !short(third) {
        return Err(DateMistake::NotADate);
    }
    let number = |part: &str| part.parse::<u32>().map_err(|_| DateMistake::NotADate);
    let date = of_numbers(number(first)? as i32, number(second)?, number(third)?, separator)?;
    if second.len() == 1 || third.len() == 1 {
        return Err(DateMistake::OneDigit { suggestion: joined(first, second, third) });
    }
    Ok(date)
}

fn of_numbers(year: i32, month: u32, day: u32, separator: char) -> Result<NaiveDate, DateMistake> {
    let slashes = separator == '/';
    let (persian, years) = match (slashes, year) {
        (_, 1000..PERSIAN_BEFORE) => (true, PERSIAN_YEARS),
        (_, PERSIAN_BEFORE..) => (false, GREGORIAN_YEARS),
        _ => (slashes, if slashes { PERSIAN_YEARS } else { GREGORIAN_YEARS }),
    };
    if !years.contains(&year) {
        return Err(DateMistake::YearOutside { from: *years.start(), to: *years.end() });
    }
    if !(1..=12).contains(&month) {
        return Err(DateMistake::NoSuchMonth { month });
    }
    let date =
        if persian { persian_date(year, month, day, separator) } else { gregorian_date(year, month, day, separator) }?;
    let shown = || PersianDate::from_gregorian(date).map(|date| date.to_string()).unwrap_or_default();
    match (persian, slashes) {
        (true, false) => Err(DateMistake::PersianWithHyphens { persian: shown(), gregorian: date }),
        (false, true) => Err(DateMistake::GregorianWithSlashes { persian: shown(), gregorian: date }),
        _ => Ok(date),
    }
}

fn persian_date(year: i32, month: u32, day: u32, separator: char) -> Result<NaiveDate, DateMistake> {
    let (month, wanted) = (month as u8, day);
    let days = persian::month_days(year, month);
    if month == 12 && wanted == 30 && days == 29 {
        return Err(DateMistake::CommonYear { year });
    }
    let day = u8::try_from(wanted).ok().and_then(|day| PersianDate::new(year, month, day));
    let suggestion = || format!("{year}{separator}{month:02}{separator}{days:02}");
    day.map(PersianDate::gregorian).ok_or_else(|| DateMistake::NoSuchDay { days, suggestion: suggestion() })
}

fn gregorian_date(year: i32, month: u32, day: u32, separator: char) -> Result<NaiveDate, DateMistake> {
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let days = first.map_or(0, |first| first.num_days_in_month());
    let suggestion = || format!("{year}{separator}{month:02}{separator}{days:02}");
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateMistake::NoSuchDay { days, suggestion: suggestion() })
}

/// A date as a person of that language reads it: `2022-10-07`, `۱۴۰۱/۰۷/۱۵`. A day before or
/// after the years that the Persian calendar is computed for stays Gregorian.
///
/// ```
/// use ravand_core::Language;
/// use ravand_core::calendar::{read_date, shown_date};
/// let date = read_date("1401/07/15")?;
/// assert_eq!(shown_date(date, Language::Fa), "۱۴۰۱/۰۷/۱۵");
/// assert_eq!(shown_date(date, Language::En), "2022-10-07");
/// # Ok::<(), ravand_core::calendar::DateMistake>(())
/// ```
pub fn shown_date(date: NaiveDate, language: Language) -> String {
    match (language, PersianDate::from_gregorian(date)) {
        (Language::Fa, Some(persian)) => digits(&persian.to_string()),
        (Language::Fa, None) => digits(&date.to_string()),
        _ => date.to_string(),
    }
}

/// The text with `0` to `9` in place of Persian and Arabic digits.
fn latin_digits(text: &str) -> String {
    let latin = |c: char| match c {
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        _ => None,
    };
    text.chars().map(|c| latin(c).unwrap_or(c)).collect()
}

/// Whose digits a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Persian,
    Arabic,
    Mixed,
}

impl Script {
    fn of(text: &str) -> Self {
        let has = |digits: RangeInclusive<char>| text.chars().any(|c| digits.contains(&c));
        match (has('0'..='9'), has('۰'..='۹'), has('٠'..='٩')) {
            (_, false, false) => Script::Latin,
            (false, true, false) => Script::Persian,
            (false, false, true) => Script::Arabic,
            _ => Script::Mixed,
        }
    }
}
