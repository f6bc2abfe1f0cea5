//! Whether what a person has decided can be had together.

use super::{Answers, Named};
use crate::codes::{CONTRADICTION, TWO_OF_ONE_TEXT};
use ravand_core::{Args, Definition, Diagnostic, OverlayId};

/// Things that are the same by what was said may not be said to differ, and are one thing of
/// each text.
pub(super) fn contradictions(texts: &[(OverlayId, &Definition)], answers: &Answers) -> Result<(), Vec<Diagnostic>> {
    let mut sames: Vec<Vec<&Named>> = Vec::new();
    for (one, other) in &answers.same {
        let mut joined = vec![one, other];
        for known in std::mem::take(&mut sames) {
            match known.contains(&one) || known.contains(&other) {
                true => joined.extend(known),
                false => sames.push(known),
            }
        }
        joined.sort_unstable();
        joined.dedup();
        sames.push(joined);
    }
    let name = |named: &Named| format!("{}/{}", texts.get(named.text).map_or("", |(name, _)| name.as_str()), named.id);
    let said = |code, one: &Named, other: &Named| {
        Diagnostic::general(code, Args::new().with("one", name(one)).with("other", name(other)))
    };
    let mut found = Vec::new();
    for same in &sames {
        for pair in same.windows(2).filter(|pair| (pair[0].text, pair[0].sort) == (pair[1].text, pair[1].sort)) {
            found.push(said(&TWO_OF_ONE_TEXT, pair[0], pair[1]));
        }
        for (one, other) in &answers.different {
            if same.contains(&one) && same.contains(&other) {
                found.push(said(&CONTRADICTION, one, other));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found) }
}
