//! Plain values: titles, percentages, dates, lengths of time, words.

use super::yaml::{Doc, Map, Style};
use chrono::NaiveDate;
use indexmap::IndexMap;
use ravand_core::{Counting, Distribution, Length, Spanned, Term, TermLength, Title, Unit, VariableLength};
use std::fmt::Display;

/// The way of writing a value that has one: its text.
pub(crate) fn shown<T: Display>(value: &Option<Spanned<T>>) -> Option<Doc> {
    value.as_ref().map(|value| Doc::text(&value.value))
}

/// The word by which a reader knows a value.
pub(crate) fn word<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Option<Doc> {
    words.iter().find(|(_, meaning)| meaning == value).map(|(word, _)| Doc::text(word))
}

/// Ids or names in a list.
pub(crate) fn ids<T: Display>(ids: &[Spanned<T>]) -> Doc {
    Doc::list(ids.iter().map(|id| Doc::text(&id.value)))
}

/// Keys that a person chose, each with its value, an entry to a line.
pub(crate) fn declared<K: Display, V>(all: &IndexMap<K, V>, print: impl Fn(&V) -> Doc) -> Doc {
    keyed(all, Style::Open, print)
}

/// Keys that a person chose, each with its value.
pub(crate) fn keyed<K: Display, V>(all: &IndexMap<K, V>, style: Style, print: impl Fn(&V) -> Doc) -> Doc {
    let mut map = Map::new(style);
    for (key, value) in all {
        map.put(key, print(value));
    }
    Doc::Map(map)
}

/// `{ en: Fee, fa: عوارض }`, or the English text alone; nothing if nobody named it.
pub(crate) fn title(title: &Title) -> Option<Doc> {
    let Title { en, fa } = title;
    if let (Some(en), None) = (en, fa) {
        return Some(Doc::text(en));
    }
    let mut map = Map::new(Style::Fit);
    map.say("en", en.as_ref().map(Doc::text));
    map.say("fa", fa.as_ref().map(Doc::text));
    (!map.entries.is_empty()).then_some(Doc::Map(map))
}

/// `2024-03-20`.
pub(crate) fn date(date: NaiveDate) -> Doc {
    Doc::text(date.format("%Y-%m-%d"))
}

/// `8.5%`. The digits are those of the share with the point two places on, so that reading
/// gives the share to the last bit.
pub(crate) fn percent(share: f64) -> Doc {
    Doc::Text(percent_text(share))
}

pub(crate) fn percent_text(share: f64) -> String {
    let text = share.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (front, rest) = fraction.split_at(fraction.len().min(2));
    let whole = format!("{whole}{front:0<2}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{whole}%") } else { format!("{whole}.{rest}%") }
}

/// `3 working days`.
pub(crate) fn length(length: &Length) -> Doc {
    Doc::Text(length_text(length))
}

fn length_text(length: &Length) -> String {
    let Length { amount, unit } = *length;
    format!("{amount} {}", unit_of(amount, unit))
}

pub(crate) fn term(term: &Term) -> Doc {
    Doc::Text(term_text(term))
}

/// `10 days by law`.
pub(crate) fn term_text(term: &Term) -> String {
    let length = match &term.length {
        TermLength::Length(length) => length_text(length),
        TermLength::Months { count: 1, of } => format!("1 {} month", of.as_str()),
        TermLength::Months { count, of } => format!("{count} {} months", of.as_str()),
    };
    match term.counting {
        Counting::Plain => length,
        Counting::ByLaw => format!("{length} by law"),
    }
}

/// `0.5 .. 1 .. 1.75 working days`.
pub(crate) fn spread(length: &VariableLength) -> Doc {
    let VariableLength { amount, unit } = *length;
    Doc::Text(match amount {
        Distribution::Exactly(value) => format!("exactly {value} {}", unit_of(value, unit)),
        Distribution::Triangle { min, mode, max } => format!("{min} .. {mode} .. {max} {}", unit_of(max, unit)),
        Distribution::Uniform { min, max } => format!("uniform({min} .. {max} {})", unit_of(max, unit)),
        Distribution::Exponential { mean } => format!("exponential({mean} {})", unit_of(mean, unit)),
        Distribution::Lognormal { mean, sd } => {
            format!("lognormal(mean {mean} {}, sd {sd} {})", unit_of(mean, unit), unit_of(sd, unit))
        }
        // Written by the type itself, which knows every way to vary.
        _ => length.to_string(),
    })
}

/// `triangle(1 .. 2 .. 5)`: a number that varies.
pub(crate) fn quantity(amount: &Distribution) -> Doc {
    Doc::Text(amount.to_string())
}

/// One of a thing is not several: `1 working day`.
fn unit_of(amount: f64, unit: Unit) -> &'static str {
    match unit {
        _ if amount != 1.0 => unit.as_str(),
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::WorkingMinute => "working minute",
        Unit::WorkingHour => "working hour",
        Unit::WorkingDay => "working day",
        Unit::Second | Unit::Minute | Unit::Hour => unit.as_str(),
    }
}
