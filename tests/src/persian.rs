//! Judges Persian by what can be told without understanding it: letters, digits, spaces,
//! half-spaces, punctuation. Whether a sentence is good Persian is not asked.

use std::collections::BTreeSet;

/// Syllables with which verbs go on after می. Not all of them: only those that begin no
/// other word (میان, میدان).
const AFTER_MI: [&str; 11] = ["شو", "کن", "خواه", "توان", "گیر", "گوی", "مان", "رسد", "رسند", "دهد", "دهند"];
/// Words that stand beside another with a half-space and never alone. تر is not among them:
/// alone it means wet.
const ENDINGS: [&str; 6] = ["می", "نمی", "ها", "های", "هایی", "ترین"];

/// What is wrong with a Persian text that holds no code (see [`prose`]).
pub fn faults(text: &str) -> Vec<&'static str> {
    let words = || text.split(|c: char| c.is_whitespace() || "،؛؟:.()«»".contains(c));
    let mut found = Vec::new();
    let mut note = |wrong: bool, what| {
        if wrong {
            found.push(what);
        }
    };
    note(text.contains(['ي', 'ك', 'ى', 'ة']), "an Arabic letter");
    note(text.contains(['ۀ', 'ـ']), "a letter that has another form");
    note(text.chars().any(|c| matches!(c, '٠'..='٩')), "an Arabic digit");
    // A Latin word may hold a digit: UTF-8.
    let latin = |word: &str| word.contains(|c: char| c.is_ascii_alphabetic());
    note(words().any(|word| word.contains(|c: char| c.is_ascii_digit()) && !latin(word)), "a Latin digit");
    note(text.contains("  "), "a doubled space");
    note(text.trim() != text, "a space at an end");
    note(text.contains([',', ';', '?']), "Latin punctuation");
    note([" ،", " ؛", " ؟", " :", " !", " »", "« "].iter().any(|gap| text.contains(gap)), "a space before punctuation");
    note(has_no_gap(text), "no space after punctuation");
    note(words().any(|word| ENDINGS.contains(&word)), "a space for a half-space");
    note(words().any(|word| word.starts_with('\u{200c}') || word.ends_with('\u{200c}')), "a half-space at an edge");
    note(text.contains("\u{200c}\u{200c}"), "a doubled half-space");
    note(words().any(lacks_half_space), "no half-space after می");
    note(words().any(|word| word.ends_with("ه\u{200c}ی")), "an ezafe that is not ٔ");
    note(!guillemets_pair(text), "« without » or the other way round");
    found
}

/// Whether a word follows a comma or the like at once.
fn has_no_gap(text: &str) -> bool {
    let mut after = text.chars().skip(1);
    text.chars().any(|c| {
        let next = after.next();
        "،؛؟".contains(c) && next.is_some_and(char::is_alphanumeric)
    })
}

fn lacks_half_space(word: &str) -> bool {
    let verb = word.strip_prefix("نمی").or_else(|| word.strip_prefix("می"));
    verb.is_some_and(|verb| AFTER_MI.iter().any(|syllable| verb.starts_with(syllable)))
}

fn guillemets_pair(text: &str) -> bool {
    let mut open = false;
    text.chars().all(|c| match c {
        '«' => !std::mem::replace(&mut open, true),
        '»' => std::mem::replace(&mut open, false),
        _ => true,
    }) && !open
}

/// The names in braces that a template names.
pub fn arguments(template: &str) -> BTreeSet<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect()
}

/// A template without what stands in backquotes and without its arguments.
pub fn prose(template: &str) -> String {
    let outside: String = template.split('`').step_by(2).collect::<Vec<_>>().join("x");
    let mut shown = String::new();
    let mut rest = outside.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, behind)) = behind.split_once('}') else { break };
        shown.push_str(before);
        shown.push('x');
        rest = behind;
    }
    shown + rest
}

/// The texts of a Rust file that are Persian: those with more Persian letters than Latin
/// ones. What stands in its tests is left out, for it may be wrong on purpose.
pub fn persian_texts(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut rest = source.chars().peekable();
    let mut found = Vec::new();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        match c {
            '/' if before == '/' => while rest.next().is_some_and(|c| c != '\n') {},
            // A character: a quotation mark in it opens nothing.
            '\'' if rest.peek() == Some(&'"') => _ = rest.next(),
            '"' => found.push(text(&mut rest)),
            _ => {}
        }
        before = c;
    }
    found.retain(|text| {
        let outside = prose(text);
        let persian = outside.chars().filter(|c| c.is_alphabetic() && ('\u{0600}'..='\u{06ff}').contains(c)).count();
        persian > outside.chars().filter(char::is_ascii_alphabetic).count()
    });
    found
}

/// A text behind its opening quotation mark, as it is when it is printed.
fn text(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut shown = String::new();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('"', _) => break,
            ('\\', Some('\n')) => while rest.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some('n')) => {
                rest.next();
                shown.push('\n');
            }
            // The marks of direction: they are no letters.
            ('\\', Some('u')) => while rest.next().is_some_and(|c| c != '}') {},
            ('\\', Some(_)) => shown.extend(rest.next()),
            _ => shown.push(c),
        }
    }
    shown
}
