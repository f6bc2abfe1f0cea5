//! Every message says the same in both languages.

use crate::codes;
use std::collections::BTreeSet;

pub(super) fn names(template: &str) -> BTreeSet<&str> {
    let opened = template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    opened.map(|(name, _)| name).filter(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<&str> = codes().map(|c| c.id).collect();
    assert!(ids.windows(2).all(|w| w[0] < w[1]), "{ids:?}");
}

#[test]
fn both_languages_name_the_same_arguments() {
    for code in codes() {
        for words in [code.message, code.help] {
            assert_eq!(names(words.en), names(words.fa), "{}", code.id);
        }
    }
}

#[test]
fn persian_is_written_with_persian_letters() {
    for code in codes() {
        for text in [code.message.fa, code.help.fa] {
            assert!(!text.contains(['ي', 'ك', 'ى', '٠', '١']), "{}: {text}", code.id);
            assert!(text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)), "{}: {text}", code.id);
            assert!(!text.contains("می شود") && !text.contains(" ها "), "{}: {text}", code.id);
        }
    }
}

#[test]
fn every_argument_of_a_message_is_given() {
    // A `{name}` without an argument would stay in the text.
    for text in [
        "process: a\nsteps: {b: {due: 3, work: 3 .. 2 .. 1 h, kind: x, role: A, asks: [a-b]}}\nflow: [b]\nx: 1\n",
        "overlay: o\nof: p\nkind: reform\nchanges: [{remove: a}, {why: x}, {add: b, into: c, why: x, decided_by: y}]\n",
        "scenario: s\n",
    ] {
        let (_, diagnostics) = super::read_any(text);
        assert!(!diagnostics.is_empty());
        for d in diagnostics {
            for said in [d.message(ravand_core::Language::Fa), d.help(ravand_core::Language::En)] {
                assert!(names(&said).is_empty(), "{}: {said}", d.code.id);
            }
        }
    }
}
