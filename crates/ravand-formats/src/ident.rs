//! How ids and names are spelt.
//!
//! An id is kebab-case, a name that expressions use is snake_case. What goes wrong most
//! often has words of its own: a capital letter, an invisible right-to-left mark, a
//! Persian letter, a letter of another script that looks like a Latin one.

use crate::codes as ya;
use crate::reader::{Cx, Place};
use ravand_core::{Args, Code, Spanned};

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
    matches!(text, "yes" | "no") || is_well_formed(text, '_') && !ravand_feel::is_name(text)
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
    let suggestion = suggestion(text, joint);
    if let Some(mark) = text.chars().find(|c| is_invisible(*c)) {
        let code = format!("U+{:04X}", u32::from(mark));
        let shown = text.replace(mark, &format!("<{code}>"));
        let args = Args::new().with("shown", shown).with("code", code).with("suggestion", suggestion);
        return Some((&ya::ID_INVISIBLE, args));
    }
    if let Some(letter) = text.chars().find(|c| is_arabic_script(*c)) {
        return Some((&ya::ID_PERSIAN, Args::new().with("letter", letter)));
    }
    if let Some(letter) = text.chars().find(|c| !c.is_ascii()) {
        let code = format!("U+{:04X}", u32::from(letter));
        return Some((&ya::ID_LOOKALIKE, Args::new().with("letter", letter).with("code", code)));
    }
    if is_well_formed(&text.to_ascii_lowercase(), joint) {
        return Some((&ya::ID_CASE, Args::new().with("suggestion", suggestion)));
    }
    let code = if case == Case::Kebab { &ya::ID_SHAPE } else { &ya::NAME_SHAPE };
    Some((code, Args::new().with("suggestion", suggestion)))
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
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
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

fn is_arabic_script(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}
