//! What becomes of an overlay whose base has moved: a three-way merge.
//!
//! Three definitions meet: the base that the overlay was written for, what the base is now,
//! and what the overlay made of the old one. What both sides changed to the same, or only one
//! of them changed, is settled; what both changed differently is a conflict, and named with
//! the places of both. Operations name ids, so that steps which came or went elsewhere in the
//! flow do not disturb them; a flow that an operation writes out is compared as a whole.

use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::digest::{Digest, Entries, Entry, entries, flow_text};
use crate::merge::{apply, codes, codes::notes};
use crate::overlay::{Action, Overlay, Subject};
use crate::span::Spanned;
use ravand_feel::Args;

/// Says that the process is no longer the one that the overlay was written for; nothing if it
/// is, or if the overlay does not say.
pub fn base_moved(base: &Definition, overlay: &Overlay) -> Option<Diagnostic> {
    let written_for = overlay.base.as_ref()?;
    let is = Digest::of(base);
    if written_for.begins(&is) {
        return None;
    }
    let args = Args::new().with("overlay", &overlay.id).with("process", &base.id);
    let args = args.with("base", written_for).with("is", is.short());
    Some(Diagnostic::at(&codes::BASE_MOVED, written_for.span, args))
}

/// The overlay as it is to be written for the base of today.
///
/// ```
/// use ravand_core::{Definition, Overlay, rebase};
/// # fn show(old: &Definition, new: &Definition, variant: &Overlay) {
/// match rebase::rebase(old, new, variant) {
///     Ok(moved) => println!("its base is {:?} now", moved.base),
///     Err(conflicts) => println!("{} things are for a person to settle", conflicts.len()),
/// }
/// # }
/// ```
///
/// # Errors
/// What the base and the overlay changed differently, each with both places; and whatever
/// forbids the overlay on either base.
pub fn rebase(old: &Definition, new: &Definition, overlay: &Overlay) -> Result<Overlay, Vec<Diagnostic>> {
    let theirs = apply(old, overlay)?;
    let mut conflicts = contradictions(&entries(old), &entries(new), &entries(&theirs));
    if flow_text(&old.flow.blocks) != flow_text(&new.flow.blocks) {
        conflicts.extend(overlay.changes.iter().filter_map(|operation| match &operation.action {
            Action::Order { blocks: Some(_), span, .. } => {
                let args = Args::new().with("what", "flow");
                Some(Diagnostic::at(&codes::BOTH_CHANGED, *span, args).note(
                    new.id.span,
                    &notes::BASE_SAYS,
                    Args::new(),
                ))
            }
            _ => None,
        }));
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    let mut moved = Overlay { base: Some(Spanned::nowhere((&Digest::of(new)).into())), ..overlay.clone() };
    moved.changes.retain(|operation| !is_done(new, &operation.action));
    apply(new, &moved)?;
    Ok(moved)
}

/// Whether the base took out by itself what an operation takes out.
fn is_done(new: &Definition, action: &Action) -> bool {
    match action {
        Action::Remove { step, .. } => !new.steps.contains_key(&step.value),
        Action::Withdraw { subject } => !match &subject.value {
            Subject::Role(id) => new.roles.contains_key(id),
            Subject::Document(id) => new.documents.contains_key(id),
            Subject::Datum(id) => new.data.contains_key(id),
            Subject::End(id) => new.ends.contains_key(id),
            Subject::Decision(id) => new.decisions.contains_key(id),
        },
        _ => false,
    }
}

/// What the base and the overlay changed differently. The flow is left to the operations.
fn contradictions(old: &Entries, new: &Entries, theirs: &Entries) -> Vec<Diagnostic> {
    let value = |entries: &Entries, key: &str| entries.get(key).map(|entry| entry.value.clone());
    let keys = old.keys().chain(new.keys()).chain(theirs.keys()).filter(|key| !key.starts_with("flow"));
    let mut keys: Vec<&String> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    let differs = keys.into_iter().filter(|key| {
        let (was, is, made) = (value(old, key), value(new, key), value(theirs, key));
        is != was && made != was && is != made
    });
    differs.map(|key| contradiction(key, new.get(key), theirs.get(key))).collect()
}

fn contradiction(key: &str, base: Option<&Entry>, overlay: Option<&Entry>) -> Diagnostic {
    let args = Args::new().with("what", key);
    let at = overlay.or(base).map(|entry| entry.span).unwrap_or_default();
    let found = Diagnostic::at(&codes::BOTH_CHANGED, at, args);
    match base {
        Some(base) if overlay.is_some() => found.note(base.span, &notes::BASE_SAYS, Args::new()),
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;
    use crate::random::three_definitions;
    use crate::testing::{ids, process};
    use proptest::prelude::*;

    /// What comes of `a` having become `b` under an overlay that makes `c` of it.
    fn check(a: &str, b: &str, c: &str, expected: &str) {
        let (a, b, c) = (process(a), process(b), process(c));
        let overlay = diff(&a, &c).unwrap();
        let rebased = rebase(&a, &b, &overlay);
        let told = match &rebased {
            Ok(overlay) => {
                assert!(base_moved(&b, overlay).is_none());
                let merged = apply(&b, overlay).unwrap();
                merged.flow.steps().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            }
            Err(found) => ids(found),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn what_only_one_side_changed_is_kept_and_what_both_did_is_named() {
        check("a\nb\nc", "a\nn\nb\nc", "a\nb\nm\nc", "a n b m c");
        check("a\nb\nc", "a\nc", "a\nb\nc\nm", "a c m");
        check("a\nb: role:r", "a\nb: role:s", "a\nb: role:t", "OV052");
        check("a\nb: role:r", "a\nb: role:s", "a\nb: role:s", "a b");
    }

    #[test]
    fn a_moved_base_is_said() {
        let (a, b) = (process("a"), process("a\nb"));
        let mut overlay = Overlay::empty("o", &a.id.value);
        assert!(base_moved(&a, &overlay).is_none());
        overlay.base = Some(Spanned::nowhere((&Digest::of(&a)).into()));
        assert!(base_moved(&a, &overlay).is_none());
        assert_eq!(base_moved(&b, &overlay).unwrap().code.id, "OV051");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_base_that_did_not_move_changes_nothing((a, b, _) in three_definitions()) {
            let overlay = diff(&a, &b).unwrap();
            let rebased = rebase(&a, &a, &overlay).unwrap();
            prop_assert_eq!(Digest::of(&apply(&a, &rebased).unwrap()), Digest::of(&b));
        }

        #[test]
        fn a_rebased_overlay_keeps_what_only_one_side_changed((a, b, c) in three_definitions()) {
            let overlay = diff(&a, &c).unwrap();
            if let Ok(rebased) = rebase(&a, &b, &overlay) {
                let merged = entries(&apply(&b, &rebased).unwrap());
                let (a, b, c) = (entries(&a), entries(&b), entries(&c));
                let said = |entries: &Entries, key: &str| entries.get(key).map(|entry| entry.value.clone());
                // What a step says survives with the step; what is declared may have become idle.
                for key in a.keys().filter(|key| key.starts_with("steps/") && c.contains_key(*key)) {
                    if said(&a, key) == said(&c, key) && b.contains_key(key) && merged.contains_key(key) {
                        prop_assert_eq!(said(&merged, key), said(&b, key), "{}", key);
                    }
                }
            }
        }
    }
}
