//! Names in Persian, each in one form only.
//!
//! Invariant: two names that a reader cannot tell apart are one name. Unicode writes what a
//! Persian reader sees as one word in many ways: with the Arabic yeh and kaf, with the digits
//! of three scripts, with joiners and marks that do not show. [`normal`] chooses one of them
//! (Persian letters and digits, composed; a half-space only where it shows), and only that one
//! is a name. The table is for names of Persian; it is no general normaliser.

/// The space of no width between two letters that would join: `داده‌ها`.
const HALF_SPACE: char = '\u{200C}';
/// The hamza above a final he: `پروانهٔ`.
const HAMZA_ABOVE: char = '\u{654}';

/// The letters of names.
const LETTERS: &str = "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
/// Letters after which the next one stands apart anyway, so that a half-space does not show.
const UNJOINED: &str = "ءآأؤادذرزژو";

/// Whether a letter of the Arabic script stands in the text: then it is meant as Persian.
pub(super) fn is_meant(text: &str) -> bool {
    text.chars().any(|c| is_of_script(c) && digit(c).is_none())
}

/// A letter, digit or mark of the Arabic script, presentation forms included.
pub(super) fn is_of_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The value of a digit that is not 0-9.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        _ => None,
    }
}

/// Whether a text is a Persian name in its one form.
pub(super) fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(is_letter) && normal(text) == text && text.chars().all(belongs)
}

fn belongs(c: char) -> bool {
    is_letter(c) || matches!(c, '۰'..='۹' | '_' | HALF_SPACE | HAMZA_ABOVE)
}

fn is_letter(c: char) -> bool {
    LETTERS.contains(c)
}

/// The Persian letter that another one of the script is read as.
pub(super) fn letter_for(c: char) -> Option<char> {
    Some(match c {
        'ي' | 'ى' | 'ې' | 'ۍ' | '\u{6D2}' => 'ی',
        'ك' | 'ڪ' => 'ک',
        'ة' | 'ە' | 'ھ' | 'ہ' | '\u{6C3}' => 'ه',
        'إ' | 'ٱ' => 'ا',
        _ => return None,
    })
}

/// The one form of a name, as far as it can be told.
pub(super) fn normal(text: &str) -> String {
    let mut letters: Vec<char> = Vec::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\u{653}' => compose(&mut letters, &[('ا', 'آ')]),
            HAMZA_ABOVE => {
                let joined = [('ا', 'أ'), ('و', 'ؤ'), ('ی', 'ئ')];
                if letters.last() == Some(&'ه') {
                    letters.push(c);
                } else {
                    compose(&mut letters, &joined);
                }
            }
            '\u{6C0}' | '\u{6C2}' => letters.extend(['ه', HAMZA_ABOVE]),
            _ if is_mark(c) => {}
            ' ' | '-' | '_' => {
                letters.truncate(letters.iter().rposition(|c| *c != HALF_SPACE).map_or(0, |last| last + 1));
                if letters.last().is_some_and(|last| *last != '_') {
                    letters.push('_');
                }
            }
            HALF_SPACE if letters.last() == Some(&HALF_SPACE) => {}
            HALF_SPACE => letters.push(c),
            _ if super::is_invisible(c) => {}
            _ => match (digit(c).or_else(|| c.to_digit(10)), letter_for(c)) {
                (Some(value), _) => letters.extend(char::from_u32(u32::from('۰') + value)),
                (None, Some(letter)) => letters.push(letter),
                (None, None) => letters.push(c),
            },
        }
    }
    let shows = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let joins = before.is_some_and(|c| (is_letter(*c) && !UNJOINED.contains(*c)) || *c == HAMZA_ABOVE);
        joins && letters.get(at + 1).is_some_and(|c| is_letter(*c))
    };
    let kept = letters.iter().enumerate().filter(|(at, c)| **c != HALF_SPACE || shows(*at));
    kept.map(|(_, c)| *c).collect::<String>().trim_end_matches('_').to_owned()
}

/// Puts a mark and the letter before it together; a mark that belongs to no letter goes.
fn compose(letters: &mut [char], pairs: &[(char, char)]) {
    if let Some(last) = letters.last_mut()
        && let Some((_, composed)) = pairs.iter().find(|(letter, _)| letter == last)
    {
        *last = *composed;
    }
}

/// Vowel signs, the sign that stretches a line, and other marks that a name does without.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{300}'..='\u{36F}')
}

/// A name without what the eye may pass over.
pub(super) fn skeleton(c: char) -> Option<char> {
    Some(match c {
        HALF_SPACE | HAMZA_ABOVE | '_' | '-' => return None,
        'أ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ی',
        '1' => 'l',
        '0' => 'o',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::normal;
    use proptest::prelude::*;

    const SIGNS: &[&str] = &[
        "م", "ا", "ه", "ی", "ي", "ك", "و", "ۀ", "آ", "_", " ", "-", "2", "۲", "٢", "\u{200C}", "\u{200F}", "\u{640}",
        "\u{653}", "\u{654}", "\u{64B}", "x", "é",
    ];

    proptest! {
        #[test]
        fn the_one_form_is_one(signs in proptest::collection::vec(proptest::sample::select(SIGNS), 0..12)) {
            let once = normal(&signs.concat());
            prop_assert_eq!(normal(&once), once);
        }
    }
}
