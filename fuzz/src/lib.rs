//! What the fuzz targets do with their bytes.
//!
//! Each target holds more than that nothing panics: places lie inside their text, values
//! are of their type, the order of operations does not matter. That a run ends in time and
//! in little memory is libFuzzer's to watch (`-timeout`, `-rss_limit_mb`).
//!
//! The targets under `targets/` are one line each, so that the tests beside this code can
//! show that a seed gets all the way through: a target whose input is always refused at the
//! door finds nothing.

pub mod bpmn;
pub mod commands;
pub mod dmn;
pub mod feel;
pub mod overlay;
pub mod yaml;

use ravand_core::{Diagnostic, Language, Sources};
use ravand_formats::draw;

/// Diagnostics of one input that are drawn; all of them are looked at.
const DRAWN_MAX: usize = 3;

/// Shows findings as a person sees them and holds that their places lie in their texts.
fn shown(found: &[Diagnostic], sources: &Sources) {
    for one in found {
        let places = one.span.iter().chain(one.notes.iter().map(|note| &note.span));
        for span in places {
            let length = sources.text(span.source).len();
            assert!(span.start <= span.end && span.end as usize <= length, "{one:?} in a text of {length} bytes");
        }
        for language in [Language::En, Language::Fa] {
            assert!(!one.one_line(sources, language).is_empty());
        }
    }
    for one in found.iter().take(DRAWN_MAX) {
        for language in [Language::En, Language::Fa] {
            assert!(!draw(one, sources, language, false).is_empty());
        }
    }
}
