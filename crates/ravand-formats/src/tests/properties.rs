//! Whatever bytes come in, reading ends with a list of located mistakes and never panics.

use super::read_any;
use crate::{decode, draw};
use proptest::prelude::*;
use ravand_core::{Language, Sources};

const PROCESS: &str = include_str!("sample.yaml");

/// Signs that mean something to YAML or to the language.
const SIGNS: &[&str] = &[
    ":", ": ", "-", "- ", "{", "}", "[", "]", ",", "'", "\"", "#", "&a ", "*a", "!x ", "|", ">", "%", "\t", "\n",
    "\r\n", "  ", "..", "..5 h", "~", "ی", "\u{200F}", "\u{FEFF}", "\0", "---\n", "? ", "1e400", "-", "when", "yes",
];

fn read_all(text: &str) {
    let (sources, diagnostics) = read_any(text);
    for diagnostic in diagnostics {
        for language in [Language::En, Language::Fa] {
            assert!(!draw(&diagnostic, &sources, language, false).is_empty());
        }
        if let Some(span) = diagnostic.span {
            assert!(span.start <= span.end && span.end as usize <= text.len(), "{diagnostic:?}");
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_are_no_danger(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut sources = Sources::new();
        match decode(bytes, "x", &mut sources) {
            Ok(id) => read_all(sources.text(id)),
            Err(error) => assert!(!draw(&error, &sources, Language::En, true).is_empty()),
        }
    }

    #[test]
    fn random_signs_are_no_danger(signs in proptest::collection::vec(proptest::sample::select(SIGNS), 0..60)) {
        read_all(&format!("process: a\nflow:\n  - {}", signs.concat()));
    }

    #[test]
    fn a_broken_process_is_no_danger(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..6, proptest::sample::select(SIGNS)), 1..8)
    ) {
        let mut letters: Vec<char> = PROCESS.chars().collect();
        for (at, taken, sign) in edits {
            let at = at.index(letters.len());
            let end = (at + taken).min(letters.len());
            letters.splice(at..end, sign.chars());
        }
        read_all(&letters.iter().collect::<String>());
    }
}

#[test]
fn the_sample_is_right() {
    let (sources, diagnostics) = read_any(PROCESS);
    assert!(diagnostics.is_empty(), "{:#?}", super::listed(&sources, &diagnostics));
}
