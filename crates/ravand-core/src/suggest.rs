//! "Did you mean …": the closest of the names that exist.
//!
//! A suggestion is a second place of a diagnostic, at the declaration of the name that was
//! probably meant. It never changes what is wrong.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use ravand_feel::{Args, Words, nearest};

static DID_YOU_MEAN: Words = Words { en: "did you mean `{name}`?", fa: "آیا منظورتان «{name}» بود؟" };

/// So many findings are told what may have been meant; a person mends the first ones first,
/// and comparing every wrong name with every right one takes minutes where both are many.
const SUGGESTIONS_MAX: usize = 200;

/// `diagnostic` with the closest of `candidates` noted, if one is close to `name` and not
/// too many findings were `said` before.
pub(crate) fn suggest<'a>(
    diagnostic: Diagnostic,
    name: &str,
    candidates: impl IntoIterator<Item = (&'a str, Span)>,
    said: usize,
) -> Diagnostic {
    if said >= SUGGESTIONS_MAX {
        return diagnostic;
    }
    let candidates: Vec<(&str, Span)> = candidates.into_iter().collect();
    let closest = nearest(name, candidates.iter().map(|(candidate, _)| *candidate));
    match candidates.iter().find(|(candidate, _)| Some(*candidate) == closest) {
        Some((candidate, span)) => diagnostic.note(*span, &DID_YOU_MEAN, Args::new().with("name", candidate)),
        None => diagnostic,
    }
}
