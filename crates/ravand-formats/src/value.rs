//! Plain values: yes and no, numbers, percentages, dates, titles.

use crate::codes as ya;
use crate::ident::is_invisible;
use crate::reader::{Cx, Fields, Keys, Place};
use chrono::NaiveDate;
use ravand_core::calendar::{DateMistake, codes, read_date};
use ravand_core::{Args, Spanned, Title};

/// Keys of a title.
pub(crate) static TITLE: Keys = Keys { known: &["en", "fa"], later: &[] };

/// `yes` or `no`; `true` and `false` as well.
pub(crate) fn yes_no(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<bool>> {
    place.word(cx, &[("yes", true), ("no", false), ("true", true), ("false", false)])
}

/// A whole number.
pub(crate) fn whole(place: &Place<'_>, cx: &mut Cx, min: u32, max: u32) -> Option<Spanned<u32>> {
    let text = place.text(cx)?;
    if has_foreign_digits(place, &text, cx) {
        return None;
    }
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(value) if plain && (min..=max).contains(&value) => Some(Spanned::new(value, text.span)),
        _ => {
            let args = Args::new().with("found", text.value).with("min", min).with("max", max);
            place.report(cx, &ya::NOT_WHOLE, args);
            None
        }
    }
}

/// A decimal number.
pub(crate) fn number(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<f64>> {
    let text = place.text(cx)?;
    if has_foreign_digits(place, &text, cx) {
        return None;
    }
    let value = decimal(text.value);
    if value.is_none() {
        place.report(cx, &ya::NOT_NUMBER, Args::new().with("found", text.value));
    }
    value.map(|v| Spanned::new(v, text.span))
}

/// `-12.5`: digits, at most one point with digits on both sides. Nothing else that a
/// programmer would call a number: no `1e3`, no `.5`, no `NaN`.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(fraction)).then(|| text.parse().ok()).flatten().filter(|v: &f64| v.is_finite())
}

/// `25%` as 0.25.
pub(crate) fn percent(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<f64>> {
    let text = place.text(cx)?;
    percent_of(&text, place, cx)
}

/// A percentage that was taken from a longer text.
pub(crate) fn percent_of(text: &Spanned<&str>, place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<f64>> {
    if has_foreign_digits(place, text, cx) {
        return None;
    }
    let args = || Args::new().with("found", text.value);
    let Some(share) = text.strip_suffix('%').and_then(|n| share_of(n.trim_end())) else {
        place.report(cx, &ya::NOT_PERCENT, args());
        return None;
    };
    if !(0.0..=1.0).contains(&share) {
        place.report(cx, &ya::PERCENT_RANGE, args());
        return None;
    }
    Some(Spanned::new(share, text.span))
}

/// `88.67` of a hundred: the double nearest to 0.8867. The point is moved in the text, since
/// a division would round a second time, and some shares could then not be written at all.
fn share_of(text: &str) -> Option<f64> {
    decimal(text)?;
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = format!("{whole:0>3}");
    let (front, back) = whole.split_at(whole.len() - 2);
    format!("{sign}{front}.{back}{fraction}").parse().ok()
}

/// `1401/07/15`, `۱۴۰۱/۰۷/۱۵` or `2022-10-07`.
pub(crate) fn date(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<NaiveDate>> {
    let text = place.text(cx)?;
    if has_invisible(place, &text, cx) {
        return None;
    }
    let mistake = match read_date(text.value.trim()) {
        Ok(date) => return Some(Spanned::new(date, text.span)),
        Err(mistake) => mistake,
    };
    let args = mistake.args().with("found", text.value);
    let code = match mistake {
        DateMistake::NotADate => &ya::NOT_DATE,
        DateMistake::PersianWithHyphens { .. } => &ya::PERSIAN_DATE,
        _ => mistake.code(),
    };
    place.report(cx, code, args);
    None
}

/// Reports a mark of direction or a joiner that was copied along.
pub(crate) fn has_invisible(place: &Place<'_>, text: &Spanned<&str>, cx: &mut Cx) -> bool {
    let Some(mark) = text.chars().find(|c| is_invisible(*c)) else { return false };
    let code = format!("U+{:04X}", u32::from(mark));
    let suggestion: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let args = Args::new().with("shown", text.replace(mark, &format!("<{code}>")));
    place.report(cx, &ya::ID_INVISIBLE, args.with("code", code).with("suggestion", suggestion));
    true
}

/// A title: `{ en: …, fa: … }`, or plain text for English.
pub(crate) fn title(place: &Place<'_>, cx: &mut Cx) -> Option<Title> {
    if place.mapping().is_none() {
        return place.string(cx).map(|en| Title { en: Some(en.value), fa: None });
    }
    let fields = Fields::open(place, &TITLE, cx)?;
    let en = fields.read("en", cx, |p, cx| p.string(cx)).map(|t| t.value);
    let fa = fields.read("fa", cx, persian).map(|t| t.value);
    if !fields.wrote("en") && !fields.wrote("fa") {
        place.report(cx, &ya::EMPTY_TEXT, Args::new());
    }
    (en.is_some() || fa.is_some()).then_some(Title { en, fa })
}

fn persian(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<String>> {
    let text = place.string(cx)?;
    for (arabic, persian) in [('ي', 'ی'), ('ك', 'ک'), ('ى', 'ی')] {
        if text.value.contains(arabic) {
            place.report(cx, &ya::ARABIC_LETTERS, Args::new().with("found", arabic).with("suggestion", persian));
        }
    }
    Some(text)
}

/// Reports digits that are not 0-9: Persian, Arabic, or a Persian percent sign; and such digits
/// beside Latin ones.
pub(crate) fn has_foreign_digits(place: &Place<'_>, text: &Spanned<&str>, cx: &mut Cx) -> bool {
    // Whatever has another digit for it is no ASCII.
    if text.is_ascii() {
        return false;
    }
    let latin: String = text.chars().map(latin_digit).collect();
    if latin == text.value {
        return false;
    }
    let args = Args::new().with("found", text.value).with("suggestion", latin).with("at", &place.path);
    let foreign = text.chars().any(|c| latin_digit(c) != c && latin_digit(c).is_ascii_digit());
    let mixed = foreign && text.chars().any(|c| c.is_ascii_digit());
    cx.report(if mixed { &codes::MIXED_DIGITS } else { &ya::FOREIGN_DIGITS }, text.span, args);
    true
}

fn latin_digit(c: char) -> char {
    let value = match c {
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        '٪' => return '%',
        '٫' => return '.',
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}
