//! How the page speaks: words of a language, figures in its digits, dates of its calendar.
//!
//! Invariant: in a Persian page every figure for people is in Persian digits and stands in an
//! element of its own direction, so that signs and ranges keep their order; ids and other
//! Latin text are isolated and keep their own digits, since that is what one has to type.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};
use ravand_core::calendar::persian::PersianDate;
use ravand_core::{Language, Title};
use ravand_reform::Estimate;

const MONTHS_FA: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A language and its ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) language: Language,
}

impl Voice {
    pub(crate) fn is_persian(self) -> bool {
        self.language == Language::Fa
    }

    /// The words of the language.
    pub(crate) fn say(self, en: &'static str, fa: &'static str) -> &'static str {
        if self.is_persian() { fa } else { en }
    }

    /// The same with `{}` filled in, in order.
    pub(crate) fn fill(self, en: &'static str, fa: &'static str, parts: &[&str]) -> String {
        let mut text = String::new();
        let mut parts = parts.iter();
        let mut pieces = self.say(en, fa).split("{}");
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            text.push_str(parts.next().copied().unwrap_or_default());
            text.push_str(piece);
        }
        text
    }

    /// A count, grouped by thousands.
    pub(crate) fn whole(self, count: impl TryInto<u64>) -> String {
        let plain = count.try_into().unwrap_or(u64::MAX).to_string();
        let mut grouped = String::new();
        for (index, digit) in plain.char_indices() {
            if index > 0 && (plain.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        self.digits(&grouped)
    }

    /// A number that is a name (a seed): no grouping.
    pub(crate) fn name(self, number: impl ToString) -> String {
        self.digits(&number.to_string())
    }

    /// A figure with this many decimals.
    pub(crate) fn decimals(self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
        self.digits(if is_zero { text.trim_start_matches('-') } else { &text })
    }

    /// Days with as many decimals as carry meaning.
    pub(crate) fn days(self, value: f64) -> String {
        self.decimals(value, usize::from(value.abs() < 100.0))
    }

    /// A figure as somebody wrote it: no decimals that are not there.
    pub(crate) fn exact(self, value: f64) -> String {
        self.digits(&format!("{}", (value * 1000.0).round() / 1000.0))
    }

    /// A share of 1 as a percentage.
    pub(crate) fn percent(self, share: f64) -> String {
        let text = format!("{}", (share * 1000.0).round() / 10.0);
        format!("{}{}", self.digits(&text), self.say("%", "٪"))
    }

    /// A figure that keeps its own direction.
    pub(crate) fn figure(self, text: &str) -> Markup {
        html! { bdi.n dir="ltr" { (text) } }
    }

    /// An estimate with half its interval.
    pub(crate) fn estimate(self, estimate: &Estimate) -> Markup {
        let value = self.days(estimate.value);
        match &estimate.interval {
            Some(interval) => html! {
                bdi.n dir="ltr" { (value) span.ci { "\u{a0}±" (self.decimals(interval.half_width(), 1)) } }
            },
            None => self.figure(&value),
        }
    }

    /// A difference with its sign and half its interval.
    pub(crate) fn difference(self, estimate: &Estimate) -> Markup {
        let value = self.days(estimate.value);
        let is_zero =
            !value.contains(|c: char| c.to_digit(10).is_some_and(|digit| digit > 0) || ('۱'..='۹').contains(&c));
        let sign = if estimate.value > 0.0 && !is_zero { "+" } else { "" };
        html! {
            bdi.n dir="ltr" {
                (sign) (value)
                @if let Some(interval) = &estimate.interval { span.ci { "\u{a0}±" (self.decimals(interval.half_width(), 1)) } }
            }
        }
    }

    /// A date of the language's calendar, in figures.
    pub(crate) fn short_date(self, date: NaiveDate) -> Markup {
        match PersianDate::from_gregorian(date) {
            Some(day) if self.is_persian() => self.figure(&self.digits(&day.to_string())),
            _ => self.figure(&self.digits(&date.format("%Y/%m/%d").to_string())),
        }
    }

    /// A date of the language's calendar, in words.
    pub(crate) fn date(self, date: NaiveDate) -> String {
        let month = |names: [&'static str; 12], month: u32| names.get(month as usize - 1).copied().unwrap_or_default();
        let gregorian = || format!("{} {} {}", date.day(), month(MONTHS_EN, date.month()), date.year());
        match PersianDate::from_gregorian(date) {
            Some(day) if self.is_persian() => {
                let words = format!("{} {} {}", day.day(), month(MONTHS_FA, day.month().into()), day.year());
                self.digits(&format!("{words} ({day})"))
            }
            Some(day) => format!("{} ({day})", gregorian()),
            None => self.digits(&gregorian()),
        }
    }

    /// A title, or the id where nobody wrote one; what is in another language says so.
    pub(crate) fn title(self, title: &Title, id: &str) -> Markup {
        let own = match self.language {
            Language::En => &title.en,
            Language::Fa => &title.fa,
        };
        match own.as_deref() {
            Some(text) if turns(text) => html! { bdi { (text) } },
            Some(text) => html! { (text) },
            None if title.is_blank() => self.id(id),
            None => self.foreign(title.get(self.language)),
        }
    }

    /// An id as it is typed.
    pub(crate) fn id(self, id: &str) -> Markup {
        html! { bdi dir="ltr" lang="en" { code { (id) } } }
    }

    /// Text of the other language.
    fn foreign(self, text: &str) -> Markup {
        html! { bdi dir=(self.say("rtl", "ltr")) lang=(self.say("fa", "en")) { (text) } }
    }

    /// Parts of a list, with the language's comma.
    pub(crate) fn list(self, parts: &[Markup]) -> Markup {
        html! {
            @for (index, part) in parts.iter().enumerate() {
                @if index > 0 { (self.say(", ", "، ")) }
                (part)
            }
        }
    }

    /// Digits, points, commas and signs of the language.
    fn digits(self, text: &str) -> String {
        let shown = |c: char| match c {
            '-' => '−',
            _ if !self.is_persian() => c,
            '0'..='9' => char::from_u32('۰' as u32 + c as u32 - '0' as u32).unwrap_or(c),
            '.' => '٫',
            ',' => '٬',
            _ => c,
        };
        text.chars().map(shown).collect()
    }
}

/// Whether a text has marks that turn what follows it, unless it is isolated.
fn turns(text: &str) -> bool {
    text.contains(|c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Voice = Voice { language: Language::En };
    const FA: Voice = Voice { language: Language::Fa };

    #[track_caller]
    fn check(of: impl Fn(Voice) -> String, en: &str, fa: &str) {
        assert_eq!((of(EN).as_str(), of(FA).as_str()), (en, fa));
    }

    #[test]
    fn figures() {
        check(|v| v.whole(7_usize), "7", "۷");
        check(|v| v.whole(1_234_567_u64), "1,234,567", "۱٬۲۳۴٬۵۶۷");
        check(|v| v.name(1234), "1234", "۱۲۳۴");
        check(|v| v.days(61.94), "61.9", "۶۱٫۹");
        check(|v| v.days(371.6), "372", "۳۷۲");
        check(|v| v.decimals(-0.04, 1), "0.0", "۰٫۰");
        check(|v| v.decimals(-0.06, 1), "−0.1", "−۰٫۱");
        check(|v| v.percent(0.125), "12.5%", "۱۲٫۵٪");
        check(|v| v.exact(0.25), "0.25", "۰٫۲۵");
    }

    #[test]
    fn a_difference_has_its_sign_unless_nothing_is_left_of_it() {
        let shown = |value: f64| move |v: Voice| v.difference(&Estimate::of(&[value])).into_string();
        check(shown(2.25), "<bdi class=\"n\" dir=\"ltr\">+2.2</bdi>", "<bdi class=\"n\" dir=\"ltr\">+۲٫۲</bdi>");
        check(shown(0.04), "<bdi class=\"n\" dir=\"ltr\">0.0</bdi>", "<bdi class=\"n\" dir=\"ltr\">۰٫۰</bdi>");
        check(shown(-100.0), "<bdi class=\"n\" dir=\"ltr\">−100</bdi>", "<bdi class=\"n\" dir=\"ltr\">−۱۰۰</bdi>");
    }

    #[test]
    fn dates_are_those_of_the_language() {
        let date = NaiveDate::from_ymd_opt(2022, 4, 3).unwrap();
        let figures = |v: Voice| v.short_date(date).into_string();
        check(
            figures,
            "<bdi class=\"n\" dir=\"ltr\">2022/04/03</bdi>",
            "<bdi class=\"n\" dir=\"ltr\">۱۴۰۱/۰۱/۱۴</bdi>",
        );
        check(|v| v.date(date), "3 April 2022 (1401/01/14)", "۱۴ فروردین ۱۴۰۱ (۱۴۰۱/۰۱/۱۴)");
    }

    #[test]
    fn what_nobody_translated_is_marked() {
        let only = |text: &str| Title::plain(text);
        check(|v| v.title(&only("Fee"), "fee").into_string(), "Fee", "<bdi dir=\"ltr\" lang=\"en\">Fee</bdi>");
        check(
            |v| v.title(&Title::default(), "fee-2").into_string(),
            "<bdi dir=\"ltr\" lang=\"en\"><code>fee-2</code></bdi>",
            "<bdi dir=\"ltr\" lang=\"en\"><code>fee-2</code></bdi>",
        );
    }

    #[test]
    fn a_mark_that_turns_text_ends_with_its_title() {
        let turned = Title { en: Some("Fee\u{202e}".to_owned()), fa: Some("عوارض\u{202e}".to_owned()) };
        check(|v| v.title(&turned, "fee").into_string(), "<bdi>Fee\u{202e}</bdi>", "<bdi>عوارض\u{202e}</bdi>");
    }

    #[test]
    fn blanks_are_filled_in_order() {
        check(|v| v.fill("{} of {}", "{} از {}", &["1", "2"]), "1 of 2", "1 از 2");
    }
}
