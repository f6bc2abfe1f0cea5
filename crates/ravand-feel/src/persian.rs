//! How Latin letters and figures stand in a Persian sentence.
//!
//! Three questions, answered for what people read and never for what is stored or typed:
//! which digits a figure has, which comma parts a list, and what keeps a piece of code
//! together where the sentence around it runs from right to left. Ids, code in backquotes
//! and names in «guillemets» stay what one has to type.

use std::borrow::Cow;

/// Opens a piece that runs from left to right and is kept apart from what surrounds it.
const ISOLATE: char = '\u{2066}';
/// The same from right to left.
const ISOLATE_PERSIAN: char = '\u{2067}';
/// Closes either.
const POP: char = '\u{2069}';

/// A text with its figures in Persian digits. A word with a Latin letter keeps its own:
/// `article-100` is what one has to type.
///
/// ```
/// assert_eq!(ravand_feel::persian::digits("129 steps of permit-1401: 1.5%"), "۱۲۹ steps of permit-1401: ۱٫۵٪");
/// ```
pub fn digits(text: &str) -> String {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut shown = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| in_word(c) != in_word(first)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        if run.contains(|c: char| c.is_ascii_alphabetic()) {
            shown.push_str(run);
        } else {
            figures(run, &mut shown);
        }
        rest = behind;
    }
    shown
}

/// Digits, decimal points between digits, and percent signs behind one.
fn figures(run: &str, shown: &mut String) {
    let mut rest = run.chars().peekable();
    while let Some(c) = rest.next() {
        let before = shown.chars().next_back();
        shown.push(match c.to_digit(10) {
            Some(digit) => char::from_u32('۰' as u32 + digit).unwrap_or(c),
            None if c == '.' && rest.peek().is_some_and(char::is_ascii_digit) && before.is_some_and(is_digit) => '٫',
            None if c == '%' && before.is_some_and(is_digit) => '٪',
            None => c,
        });
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '۰'..='۹')
}

/// The value of an argument as it stands in a Persian sentence: the comma of a list is
/// Persian, and so are the digits of what is nothing but a figure. Code in backquotes stays.
pub(crate) fn value(text: &str) -> Cow<'_, str> {
    let figure = !text.contains(|c: char| c.is_alphabetic());
    if figure && !text.contains('`') {
        return Cow::Owned(digits(text).replace(", ", "، "));
    }
    if !text.contains(", ") {
        return Cow::Borrowed(text);
    }
    let parts = text.split('`').enumerate();
    let shown = parts.map(|(at, part)| if at % 2 == 0 { part.replace(", ", "، ") } else { part.to_owned() });
    Cow::Owned(shown.collect::<Vec<_>>().join("`"))
}

/// A Persian sentence in which pieces of code are kept together and run from left to right,
/// for whoever shows it as plain text. A single word needs no help and gets none, so that an
/// id that is copied carries nothing invisible.
///
/// ```
/// use ravand_feel::persian::isolated;
/// assert_eq!(isolated("گام «visit» نیست"), "گام «visit» نیست");
/// assert_eq!(isolated("بنویسید `due: 3 days`"), "بنویسید \u{2066}`due: 3 days`\u{2069}");
/// assert_eq!(isolated("پوشه را با --bank DIR بنویسید"), "پوشه را با \u{2066}--bank DIR\u{2069} بنویسید");
/// ```
pub fn isolated(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    let ticks = text.matches('`').count();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            runs(part, &mut shown);
        } else if at == ticks {
            // Nothing closes this one.
            shown.push('`');
            runs(part, &mut shown);
        } else if part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) && !part.starts_with('-') {
            shown.push_str(&format!("`{part}`"));
        } else {
            shown.push_str(&format!("{ISOLATE}`{part}`{POP}"));
        }
    }
    shown
}

/// A Persian sentence as [`isolated`] makes it, which keeps its own direction in whatever
/// line it stands: a terminal that takes every line for English would turn its parts around.
pub fn sentence(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{ISOLATE_PERSIAN}{}{POP}", isolated(text)) }
}

/// How many columns a text fills on a terminal: half-spaces, vowel signs and marks of
/// direction fill none. Wide letters of other scripts are not looked for.
pub fn columns(text: &str) -> usize {
    let fills = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{064b}'..='\u{065f}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(fills).count()
}

/// Prose: every run of Latin letters that would fall apart is isolated.
fn runs(text: &str, shown: &mut String) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let ascii = rest.find(|c: char| c.is_ascii() != first.is_ascii()).unwrap_or(rest.len());
        let end = if first.is_ascii() { own_end(&rest[..ascii]) } else { ascii };
        let (run, behind) = rest.split_at(end);
        let core = run.trim_start_matches([' ', ':', ';', ',', '!']).trim_end_matches([' ', '.', ':', ';', ',', '!']);
        let plain = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
        let whole = plain(core.chars().next()) && plain(core.chars().next_back()) && !core.contains(' ');
        if whole || !core.contains(|c: char| c.is_ascii_alphabetic()) {
            shown.push_str(run);
        } else {
            let (before, after) = run.split_once(core).unwrap_or_default();
            shown.push_str(&format!("{before}{ISOLATE}{core}{POP}{after}"));
        }
        rest = behind;
    }
}

/// Where a run ends that is not empty: before the first bracket that belongs to the sentence
/// and not to a piece of code, such as `uniform(1 .. 3)`; a bracket itself is a run of its own.
fn own_end(run: &str) -> usize {
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, c) in run.char_indices() {
        let of_sentence = match c {
            '(' => open == 0 && before == ' ',
            ')' => open == 0,
            _ => false,
        };
        if of_sentence {
            return at.max(1);
        }
        open = match c {
            '(' => open + 1,
            ')' => open - 1,
            _ => open,
        };
        before = c;
    }
    run.len()
}

#[cfg(test)]
mod tests {
    use super::{ISOLATE, POP, columns, digits, isolated, value};
    use proptest::prelude::*;

    #[test]
    fn figures_are_persian_and_ids_stay_what_they_are() {
        for (text, expected) in [
            ("129 گام، ±1.4", "۱۲۹ گام، ±۱٫۴"),
            ("article-100 urbanism-expert-2", "article-100 urbanism-expert-2"),
            ("art5-result.refused (10%): 7", "art5-result.refused (۱۰٪): ۷"),
            ("0.5 .. 1 .. 1.75.", "۰٫۵ .. ۱ .. ۱٫۷۵."),
            ("2022-04-03, 07:30", "۲۰۲۲-۰۴-۰۳, ۰۷:۳۰"),
            ("50 %", "۵۰ %"),
            ("", ""),
        ] {
            assert_eq!(digits(text), expected);
        }
    }

    #[test]
    fn a_value_is_shaped_unless_it_is_code() {
        for (text, expected) in [
            ("1000", "۱۰۰۰"),
            ("97.5%", "۹۷٫۵٪"),
            ("-12", "-۱۲"),
            ("visit, sign-2", "visit، sign-2"),
            ("`a, b`, `c`", "`a, b`، `c`"),
            ("3 working days", "3 working days"),
            ("یک, دو", "یک، دو"),
        ] {
            assert_eq!(value(text), expected);
        }
    }

    proptest! {
        /// Marks are put around pieces of the text and change nothing in it, and each is
        /// closed; what is typed can be copied from between them.
        #[test]
        fn marks_only_surround(text in "[a-z0-9 `(){}:.,«»؛گام\u{200c}۱-]{0,60}") {
            let shown = isolated(&text);
            let mut open = 0;
            for c in shown.chars() {
                match c {
                    ISOLATE => open += 1,
                    POP => open -= 1,
                    _ => {}
                }
                prop_assert!((0..=1).contains(&open), "{shown:?}");
            }
            prop_assert_eq!(open, 0);
            prop_assert_eq!(shown.replace([ISOLATE, POP], ""), text);
        }

        #[test]
        fn a_figure_changes_once(text in "[a-z0-9 %.,_گ-]{0,40}") {
            let once = digits(&text);
            prop_assert_eq!(digits(&once), once.clone());
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }

    #[test]
    fn what_nobody_sees_fills_no_column() {
        for (text, expected) in [("گام‌ها", 5), ("نقشهٔ", 4), ("مُهر", 3), ("\u{2068}ab\u{2069}", 2)] {
            assert_eq!(columns(text), expected, "{text}");
        }
    }

    #[test]
    fn only_what_would_fall_apart_is_isolated() {
        let isolate = |text: &str| isolated(text).replace('\u{2066}', "<").replace('\u{2069}', ">");
        for (text, expected) in [
            ("گام «sign-2» و فایل sign.yaml.", "گام «sign-2» و فایل sign.yaml."),
            ("مسیر «/etc/x» نیست", "مسیر «</etc/x>» نیست"),
            ("(سند YAML) آغاز می‌شود", "(سند YAML) آغاز می‌شود"),
            ("(شرحش در docs/a.md) (یا text)", "(شرحش در docs/a.md) (یا text)"),
            ("بنویسید: --bank DIR", "بنویسید: <--bank DIR>"),
            ("توزیع uniform(1 .. 3 h) (نه بیشتر)", "توزیع <uniform(1 .. 3 h)> (نه بیشتر)"),
            ("`end` و `- end: NAME`", "`end` و <`- end: NAME`>"),
            ("`--seed`", "<`--seed`>"),
            ("نه ۱۲ و نه 12 روز", "نه ۱۲ و نه 12 روز"),
            ("یک `a` و یک ` تنها", "یک `a` و یک ` تنها"),
            ("مدت 3 working days است", "مدت <3 working days> است"),
        ] {
            assert_eq!(isolate(text), expected);
        }
    }
}
