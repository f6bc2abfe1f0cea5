//! "Did you mean …": the closest of the names that exist.
//!
//! A suggestion is a second place of a diagnostic, at the declaration of the name that was
//! probably meant. It never changes what is wrong.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use ravand_feel::{Args, Words, nearest};

static DID_YOU_MEAN: Words = Words { en: "did you mean `{name}`?", fa: "آیا منظورتان «{name}» بود؟" };

/// `diagnostic` with the closest of `candidates` noted, if one is close to `name`.
pub(crate) fn suggest<'a>(
    diagnostic: Diagnostic,
    name: &str,
    candidates: impl IntoIterator<Item = (&'a str, Span)>,
) -> Diagnostic {
    let candidates: Vec<(&str, Span)> = candidates.into_iter().collect();
    let closest = nearest(name, candidates.iter().map(|(candidate, _)| *candidate));
    match candidates.iter().find(|(candidate, _)| Some(*candidate) == closest) {
        Some((candidate, span)) => diagnostic.note(*span, &DID_YOU_MEAN, Args::new().with("name", candidate)),
        None => diagnostic,
    }
}
