//! An overlay on a base that has moved.

use super::{base_moved, rebase};
use crate::diff;
use crate::merge::apply;
use crate::random::three_definitions;
use crate::testing::{ids, overlay, process, show};
use crate::{Digest, Language, Overlay, Spanned, digest};
use proptest::prelude::*;

/// What the overlay makes of the new base, or the ids of the conflicts.
fn check(old: &str, new: &str, changes: &str, expected: &str) {
    let (old, new) = (process(old), process(new));
    let result = match rebase(&old, &new, &overlay(changes)) {
        Ok(rebased) => {
            assert!(rebased.base.as_ref().is_some_and(|base| base.begins(&Digest::of(&new))));
            show(&apply(&new, &rebased).unwrap()).replace('\n', " | ")
        }
        Err(conflicts) => ids(&conflicts),
    };
    assert_eq!(result, expected, "\n{changes}");
}

#[test]
fn what_the_base_left_alone_is_done_as_before() {
    check("a\nb", "a\nn\nb", "change b: role:r", "a: | n: | b: role:r");
    check("a\nb", "a: role:s\nb", "change b: role:r", "a: role:s | b: role:r");
    check("a\nb\nc", "a\nb\nc: role:s", "remove b", "a: | c: role:s");
    check("a\nb\nc", "a\nb\nc\nd", "move a after b", "b: | a: | c: | d:");
}

#[test]
fn what_the_base_did_as_well_is_left_out() {
    check("a\nb", "a", "remove b", "a:");
    check("a\nb", "a\nb: role:r", "change b: role:r", "a: | b: role:r");
    check("a: in-x\nb: in-y", "a: in-x in-y\nb: in-y", "change a: +in-y", "a: in-x in-y | b: in-y");
    check("a\nb: role:r", "a\nb", "change b: unset:role", "a: | b:");
    check("a\nb", "a\nn\nb", "add n after a", "a: | n: | b:");
    check("a\nb: ^a", "a\nb", "change b: ok:dropped bad:dropped", "a: | b:");
}

#[test]
fn what_both_changed_is_a_conflict() {
    check("a\nb", "a\nb: role:s", "change b: role:r", "OV052");
    check("a\nb", "a", "change b: role:r", "OV053");
    check("a\nb", "a\nb: role:s", "remove b", "OV054");
    check("a\nb", "a\nn: role:s\nb", "add n after a", "OV055");
    check("a\nb\nc", "a\nb: !a\nc", "remove a", "OV054");
    check("a\nb\nc", "b\nc", "change b: !a", "OV056");
    check("a\nb: ^a", "a\nb", "change b: ok%50", "OV056");
    check("a: > x\nb\nc", "a: > x\nb: x?\nc", "remove a", "OV054");
    check("a\nb\nc\nd", "b\nc\na\nd", "move a after d", "OV052");
    check("a\nb", "b\na", "write: a n b .\nadd n", "OV052");
    check("{ s\na\nb\n}", "{ s\nb\na\n}", "write s: a n b\nadd n", "OV052");
    check("a\nb", "a\nb\nall\nc\nor\nd\n}", "all a | b", "a: | b: | c: | d:");
    check("a\nb", "a\nn\nb", "all a | b", "OV032");
}

#[test]
fn a_conflict_names_both() {
    let conflicts = rebase(&process("a\nb"), &process("a\nb: role:s"), &overlay("change b: role:r")).unwrap_err();
    let message = conflicts[0].message(Language::En);
    assert_eq!(message, "`change` sets `role` of `b`, which the base has changed meanwhile");
    assert_eq!(conflicts[0].notes.len(), 1);
}

#[test]
fn a_base_that_moved_is_reported() {
    let (old, new) = (process("a"), process("a\nb"));
    let written = Overlay { base: Some(Spanned::nowhere((&Digest::of(&old)).into())), ..overlay("") };
    assert!(base_moved(&old, &written).is_none() && base_moved(&new, &overlay("")).is_none());
    let found = base_moved(&new, &written).unwrap();
    assert!(!found.is_error() && found.message(Language::En).contains(&Digest::of(&new).short()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Both sides change other pieces: either way round leads to the same process. (What
    /// one side declares anew and does not use counts for nothing, until the other side
    /// uses it: declarations of roles and documents are left out of the comparison.)
    #[test]
    fn it_does_not_matter_whose_change_comes_first((old, one, other) in three_definitions()) {
        let (to_one, to_other) = (diff(&old, &one), diff(&old, &other));
        prop_assume!(to_one.is_ok() && to_other.is_ok());
        let (to_one, to_other) = (to_one.unwrap(), to_other.unwrap());
        let upon_one = rebase(&old, &one, &to_other).map(|it| apply(&one, &it).unwrap());
        let upon_other = rebase(&old, &other, &to_one).map(|it| apply(&other, &it).unwrap());
        if let (Ok(upon_one), Ok(upon_other)) = (upon_one, upon_other) {
            let counts = |key: &String| !key.starts_with("documents/") && !key.starts_with("roles/");
            let said = |it: &crate::Definition| digest::entries(it).into_iter().filter(|(key, _)| counts(key))
                .map(|(key, entry)| format!("{key}\t{}", entry.value)).collect::<Vec<_>>();
            prop_assert_eq!(said(&upon_one), said(&upon_other));
        }
    }

    #[test]
    fn a_base_that_stayed_changes_nothing((old, one, _) in three_definitions()) {
        let Ok(to_one) = diff(&old, &one) else { return Ok(()) };
        let rebased = rebase(&old, &old, &to_one).unwrap();
        prop_assert_eq!(&rebased.changes, &to_one.changes);
        prop_assert_eq!(digest::canonical(&apply(&old, &rebased).unwrap()), digest::canonical(&one));
    }

    #[test]
    fn what_the_base_did_is_all_left_out((old, one, _) in three_definitions()) {
        let Ok(to_one) = diff(&old, &one) else { return Ok(()) };
        if let Ok(rebased) = rebase(&old, &one, &to_one) {
            prop_assert_eq!(digest::canonical(&apply(&one, &rebased).unwrap()), digest::canonical(&one));
        }
    }
}
