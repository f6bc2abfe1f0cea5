//! How ids and names are spelt.
//!
//! An id is kebab-case in the letters a-z. A name that expressions use is snake_case in those
//! letters or, all of it, in Persian ones (`persian`). What goes wrong most often has words of
//! its own: a capital letter, an invisible right-to-left mark, a letter or digit of another
//! script that looks like the right one.

mod persian;

use crate::codes as ya;
use crate::reader::{Cx, Place};
use indexmap::IndexMap;
use ravand_core::{Args, Code, Diagnostic, Span, Spanned};

/// Letters in one id or name.
pub const ID_LENGTH_MAX: usize = 80;

/// Words of the flow, which cannot be the id of a step.
pub(crate) const FLOW_WORDS: &[&str] =
    &["end", "all", "one", "some", "first", "stage", "call", "send", "vote", "within", "order"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Kebab,
    Snake,
}

/// An id: `title-deed`.
pub(crate) fn id<T: for<'a> From<&'a str>>(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<T>> {
    let text = place.text(cx)?;
    id_of(&text, &place.path, cx)
}

/// An id that was taken from a longer text or a key.
pub(crate) fn id_of<T: for<'a> From<&'a str>>(text: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<T>> {
    well_formed(text, at, Case::Kebab, cx).then(|| Spanned::new(T::from(text.value), text.span))
}

/// The id of a step where it is declared or stands in a flow.
pub(crate) fn step_id_of<T: for<'a> From<&'a str>>(text: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<T>> {
    if FLOW_WORDS.contains(&text.value) {
        cx.report(&ya::ID_RESERVED, text.span, Args::new().with("found", text.value));
        return None;
    }
    id_of(text, at, cx)
}

/// A name that expressions use: `area_m2`.
pub(crate) fn name<T: for<'a> From<&'a str>>(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<T>> {
    let text = place.text(cx)?;
    name_of(&text, &place.path, cx)
}

/// A name that was taken from a key.
pub(crate) fn name_of<T: for<'a> From<&'a str>>(text: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<T>> {
    if is_expression_word(text.value) {
        cx.report(&ya::NAME_RESERVED, text.span, Args::new().with("found", text.value).with("at", at));
        return None;
    }
    well_formed(text, at, Case::Snake, cx).then(|| Spanned::new(T::from(text.value), text.span))
}

/// Words of expressions, and the two that YAML files write for truth: none of them can be a
/// datum or a value of a list.
fn is_expression_word(text: &str) -> bool {
    let written_well = is_well_formed(text, '_') || persian::is_name(text);
    matches!(text, "yes" | "no") || written_well && !ravand_feel::is_name(text)
}

fn well_formed(text: &Spanned<&str>, at: &str, case: Case, cx: &mut Cx) -> bool {
    match problem(text.value, case) {
        None => true,
        Some((code, args)) => {
            let shown: String = text.value.chars().take(ID_LENGTH_MAX).collect();
            cx.report(code, text.span, args.with("found", shown).with("at", at));
            false
        }
    }
}

fn problem(text: &str, case: Case) -> Option<(&'static Code, Args)> {
    let joint = if case == Case::Kebab { '-' } else { '_' };
    // Nearly every word is; what is said about the others costs more than all else of it.
    if text.len() <= ID_LENGTH_MAX && is_well_formed(text, joint) {
        return None;
    }
    if text.chars().count() > ID_LENGTH_MAX {
        return Some((&ya::ID_LENGTH, Args::new().with("max", ID_LENGTH_MAX)));
    }
    if case == Case::Snake && persian::is_meant(text) {
        return persian_problem(text);
    }
    let suggestion = suggestion(text, joint);
    if let Some(mark) = text.chars().find(|c| is_invisible(*c)) {
        return Some(invisible(text, mark, suggestion));
    }
    if persian::is_meant(text)
        && let Some(letter) = text.chars().find(|c| persian::is_of_script(*c))
    {
        return Some((&ya::ID_PERSIAN, Args::new().with("letter", letter)));
    }
    if let Some(digit) = text.chars().find(|c| persian::digit(*c).is_some()) {
        return Some((&ya::ID_DIGITS, Args::new().with("letter", digit).with("suggestion", suggestion)));
    }
    if let Some(letter) = text.chars().find(|c| !c.is_ascii()) {
        let args = Args::new().with("letter", letter).with("code", code_point(letter));
        return Some((&ya::ID_LOOKALIKE, args.with("suggestion", suggestion)));
    }
    if is_well_formed(&text.to_ascii_lowercase(), joint) {
        return Some((&ya::ID_CASE, Args::new().with("suggestion", suggestion)));
    }
    let code = if case == Case::Kebab { &ya::ID_SHAPE } else { &ya::NAME_SHAPE };
    Some((code, Args::new().with("suggestion", suggestion)))
}

/// What is wrong with a name that is meant as Persian.
fn persian_problem(text: &str) -> Option<(&'static Code, Args)> {
    if persian::is_name(text) {
        return None;
    }
    let suggestion = persian::normal(text);
    let found = |wrong: &dyn Fn(char) -> bool| text.chars().find(|c| wrong(*c));
    if found(&|c| c.is_alphabetic() && !persian::is_of_script(c)).is_some() {
        return Some((&ya::NAME_SCRIPTS, Args::new()));
    }
    let said = |code, letter: char| {
        let args = Args::new().with("letter", letter).with("code", code_point(letter));
        (code, args.with("suggestion", &suggestion))
    };
    if let Some(mark) = found(&|c| is_invisible(c) && c != '\u{200C}') {
        return Some(invisible(text, mark, suggestion));
    }
    if let Some(letter) = found(&|c| persian::letter_for(c).is_some()) {
        return Some(said(&ya::NAME_ARABIC, letter));
    }
    if let Some(digit) = found(&|c| c.is_ascii_digit() || ('٠'..='٩').contains(&c)) {
        return Some(said(&ya::ID_DIGITS, digit));
    }
    Some((&ya::NAME_FORM, Args::new().with("suggestion", suggestion)))
}

fn invisible(text: &str, mark: char, suggestion: String) -> (&'static Code, Args) {
    let code = code_point(mark);
    let shown = text.replace(mark, &format!("<{code}>"));
    (&ya::ID_INVISIBLE, Args::new().with("shown", shown).with("code", code).with("suggestion", suggestion))
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Says of two declarations in one group that their names look alike: whoever reads the file
/// takes the one for the other.
pub(crate) fn twins(place: &Place<'_>, cx: &mut Cx) {
    let Some(mapping) = place.mapping() else { return };
    let mut seen: IndexMap<String, (&str, Span)> = IndexMap::new();
    for (key, _) in &mapping.entries {
        let skeleton: String = key.text.chars().take(ID_LENGTH_MAX).filter_map(persian::skeleton).collect();
        match seen.get(&skeleton) {
            Some((other, first)) if *other != key.text => {
                let found: String = key.text.chars().take(ID_LENGTH_MAX).collect();
                let args = Args::new().with("found", found).with("other", other).with("at", &place.path);
                let alike = Diagnostic::at(&ya::LOOK_ALIKE, key.span, args);
                cx.push(alike.note(*first, &ya::FIRST_HERE, Args::new()));
            }
            // The same key twice was reported with the keys.
            Some(_) => {}
            None => drop(seen.insert(skeleton, (&key.text, key.span))),
        }
    }
}

fn is_well_formed(text: &str, joint: char) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .split(joint)
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// The nearest well-formed word: what is no letter or digit becomes a joint.
fn suggestion(text: &str, joint: char) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| {
            let plain = latin_for(c);
            if plain.is_ascii_alphanumeric() { plain.to_ascii_lowercase() } else { ' ' }
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(&joint.to_string());
    if joined.starts_with(|c: char| c.is_ascii_lowercase()) { joined } else { format!("x{joint}{joined}") }
}

/// Marks of direction, joiners and spaces of no width.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{061C}' | '\u{00AD}' | '\u{FEFF}')
        || c.is_control()
}

/// The Latin letter or digit that one of another script looks like.
fn latin_for(c: char) -> char {
    if let Some(digit) = persian::digit(c) {
        return char::from_digit(digit, 10).unwrap_or(c);
    }
    match c {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'Β' | 'β' => 'b',
        'с' | 'С' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' | 'ε' => 'e',
        'һ' | 'Н' | 'Η' => 'h',
        'і' | 'І' | 'ι' | 'Ι' | 'ı' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'γ' | 'Υ' => 'y',
        'Ζ' => 'z',
        // Full-width signs are the Latin ones, 0xFEE0 further on.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
