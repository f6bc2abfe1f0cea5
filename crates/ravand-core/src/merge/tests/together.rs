//! Operations beside each other and overlays behind each other: both orders, both groupings.

use super::any_operation;
use crate::merge::{apply, compose, stack};
use crate::testing::{overlay, process};
use crate::*;
use proptest::prelude::*;

/// One operation of any kind on the steps a to f and the stage s, sensible or not.
fn any_kind() -> impl Strategy<Value = String> {
    let step = || "[a-f]";
    let place = || {
        prop_oneof![
            step().prop_map(|s| format!("after {s}")),
            step().prop_map(|s| format!("before {s}")),
            Just("first".to_owned()),
            Just("last".to_owned()),
            Just("first s".to_owned()),
            Just("last s".to_owned()),
        ]
    };
    prop_oneof![
        2 => any_operation(),
        2 => ("[n-p]", place()).prop_map(|(n, at)| format!("add {n} {at}")),
        2 => (step(), place()).prop_map(|(s, at)| format!("move {s} {at}")),
        1 => (step(), step(), place()).prop_map(|(s, t, at)| format!("move {s} {t} {at}")),
        1 => (step(), step()).prop_map(|(s, t)| format!("all {s} | {t}")),
        1 => (step(), step()).prop_map(|(s, t)| format!("when {s} {t}")),
        1 => (step(), step()).prop_map(|(s, t)| format!("stage t around {s} {t}")),
        1 => Just("unstage s".to_owned()),
        1 => Just("title s".to_owned()),
        1 => Just("order s".to_owned()),
        1 => Just("write s: d c".to_owned()),
        1 => Just("write: f e { s d c } b a .".to_owned()),
        1 => (step(), step()).prop_map(|(s, t)| format!("change {s}: !{t}")),
        1 => step().prop_map(|s| format!("change {s}: err~50")),
        1 => step().prop_map(|s| format!("change {s}: bad%dropped")),
        1 => step().prop_map(|s| format!("change {s}: unset:role")),
        1 => Just("redeclare r".to_owned()),
        1 => Just("withdraw r".to_owned()),
    ]
}

/// Six steps, two of them in a stage, some with a jump.
fn any_staged() -> impl Strategy<Value = Definition> {
    prop::collection::vec(prop::option::of(0..6_usize), 6).prop_map(|jumps| {
        let mut text = String::new();
        for (index, (step, jump)) in ["a", "b", "c", "d", "e", "f"].iter().zip(jumps).enumerate() {
            text.push_str(if index == 2 { "{ s\n" } else { "" });
            let jump = jump.map_or(String::new(), |to| format!(" ^{}", ["a", "b", "c", "d", "e", "f"][to]));
            text.push_str(&format!("{step}: role:r{jump}\n"));
            text.push_str(if index == 3 { "}\n" } else { "" });
        }
        process(&text)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// As a set they are one thing or refused; and one after the other they are the same
    /// thing, in whichever order they can be done so, unless one is put beside the other.
    #[test]
    fn any_two_operations_commute_or_are_refused(x in any_kind(), y in any_kind(), base in any_staged()) {
        let digest = |text: &str| apply(&base, &overlay(text)).map(|it| crate::digest::canonical(&it)).ok();
        let (one, other) = (digest(&format!("{x}\n{y}")), digest(&format!("{y}\n{x}")));
        prop_assert_eq!(&one, &other, "{}, {}", x, y);
        let Some(both) = one else { return Ok(()) };
        let (put_x, put_y) = (overlay(&x), overlay(&y));
        let beside = |a: &Overlay, b: &Overlay| {
            let spot = match &a.changes[0].action {
                Action::Add { at, .. } => at.as_ref(),
                Action::Move { at, .. } => Some(at),
                _ => None,
            };
            let places = matches!(&b.changes[0].action, Action::Add { .. } | Action::Move { .. });
            matches!(spot, Some(Spot::After(step) | Spot::Before(step))
                if places && b.changes[0].action.steps().iter().any(|it| it.value == step.value))
        };
        if beside(&put_x, &put_y) || beside(&put_y, &put_x) {
            return Ok(());
        }
        for (first, second) in [(&put_x, &put_y), (&put_y, &put_x)] {
            if let Ok(reached) = apply(&base, first).and_then(|middle| apply(&middle, second)) {
                prop_assert_eq!(&crate::digest::canonical(&reached), &both, "{}, then {}", x, y);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// (base · reform) · variant = base · (reform · variant).
    #[test]
    fn merging_is_associative_over_the_fixed_order((a, b) in crate::random::two_definitions(), changes in prop::collection::vec(any_operation(), 0..4)) {
        let Ok(mut reform) = crate::diff(&a, &b) else { return Ok(()) };
        reform.kind = OverlayKind::Reform;
        let variant = Overlay { kind: OverlayKind::Variant, ..overlay(&changes.join("\n")) };
        if let Ok(reached) = stack(&a, &[&variant, &reform]) {
            let Ok(composed) = compose(&a, &reform, &variant) else { return Ok(()) };
            let at_once = apply(&a, &composed).unwrap();
            prop_assert_eq!(crate::digest::canonical(&reached), crate::digest::canonical(&at_once));
            prop_assert!(composed.changes.iter().all(|operation| operation.why.is_some()));
        }
    }
}

#[test]
fn a_composition_keeps_the_reasons() {
    let reason = |overlay: Overlay, why: &str| {
        let why = Some(Spanned::nowhere(Title { en: Some(why.to_owned()), fa: None }));
        let changes = overlay.changes.into_iter().map(|it| Operation { why: why.clone(), ..it }).collect();
        Overlay { changes, ..overlay }
    };
    let (first, second) = (reason(overlay("change b: role:r"), "one"), reason(overlay("change b: !a"), "two"));
    let composed = compose(&process("a\nb"), &first, &second).unwrap();
    let whys: Vec<_> = composed.changes.iter().map(|it| it.why.as_ref().unwrap().value.en.clone().unwrap()).collect();
    assert_eq!(whys, ["one; two"]);
}
