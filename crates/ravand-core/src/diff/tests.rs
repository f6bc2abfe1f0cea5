//! From one definition to another and no further.

use super::diff;
use crate::merge::apply;
use crate::random::{any_definition, two_definitions};
use crate::testing::process;
use crate::*;
use proptest::prelude::*;

/// What leads from one small process to another, one operation after the other.
fn check(a: &str, b: &str, expected: &str) {
    let (a, b) = (process(a), process(b));
    let overlay = diff(&a, &b).unwrap();
    let told: Vec<String> = overlay.changes.iter().map(|operation| tell(&operation.action)).collect();
    assert_eq!(told.join("; "), expected);
    assert!(overlay.changes.iter().all(|operation| operation.why.is_some()));
    assert_eq!(Digest::of(&apply(&a, &overlay).unwrap()), Digest::of(&b));
    assert!(overlay.base.unwrap().begins(&Digest::of(&a)));
}

fn tell(action: &Action) -> String {
    let spot = |spot: &Spot| match spot {
        Spot::After(step) => format!("after {step}"),
        Spot::Before(step) => format!("before {step}"),
        Spot::First(stage) => format!("first in {}", stage.as_ref().map_or("flow", |stage| stage.as_str())),
        Spot::Last(stage) => format!("last in {}", stage.as_ref().map_or("flow", |stage| stage.as_str())),
    };
    let about = action.subjects().join(" ");
    match action {
        Action::Add { at: Some(at), .. } | Action::Move { at, .. } => format!("{} {about} {}", action.verb(), spot(at)),
        Action::Change { to, .. } => format!("change {about} {}", to.said().join(" ")),
        Action::Order { blocks: Some(_), .. } => format!("write {about}"),
        _ => format!("{} {about}", action.verb()),
    }
}

#[test]
fn small_differences_are_said_smally() {
    check("a\nb\nc", "a\nb\nc", "");
    check("a\nb\nc", "a\nn\nb\nc", "add n after a");
    check("a\nb\nc", "n\nm\na\nb\nc", "add n before a; add m after n");
    check("a\nb\nc", "a\nc", "remove b");
    check("a\nb\nc\nd", "b\nc\na\nd", "move a after c");
    check("a\nb\nc\nd\ne", "d\ne\na\nb\nc", "move d e before a");
    check("a\nb", "a\nb: role:r", "change b role");
    check("a\nb: role:r", "a\nb", "remove r; change b role");
    check("a\nb: ^a", "a\nb", "change b outcomes");
    check("{ s\na\n}\nb", "{ s\n}\na\nb", "move a before b");
    check("{ s\n}\na\nb", "{ s\na\n}\nb", "move a first in s");
    check("{ s\na\n}\nb", "a\nb", "remove s");
    check("a\nb\nc", "a\n{ s\nb\nc\n}", "stage s b c");
    check("all\na\nor\nb\n}\nc", "all\na\nn\nor\nb\n}\nc", "add n after a");
}

#[test]
fn what_nothing_smaller_reaches_is_written_out() {
    check("a\nb", "all\na\nor\nb\n}", "write ");
    check("{ s\na\nb\n}\nc", "{ s\nall\na\nor\nb\n}\n}\nc", "write s");
    check("{ s\na\nb\n}\nc", "{ s\nall\na\nor\nn\n}\nb\n}\nc", "add n; write s");
}

#[test]
fn two_processes_have_no_difference() {
    let other = Definition::empty("q");
    assert_eq!(crate::testing::ids(&diff(&process("a"), &other).unwrap_err()), "OV001");
}

#[test]
fn what_hangs_in_the_air_is_not_reached() {
    let a = process("a: > x\nb: x");
    let mut b = a.clone();
    b.steps.shift_remove("a");
    b.flow.blocks.remove(0);
    assert_eq!(crate::testing::ids(&diff(&a, &b).unwrap_err()), "OV024");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applying_the_difference_gives_the_other((a, b) in two_definitions()) {
        let overlay = diff(&a, &b);
        prop_assert!(overlay.is_ok(), "{:?}", overlay.map_err(|found| found.iter().map(|it| it.message(Language::En)).collect::<Vec<_>>()));
        let reached = apply(&a, &overlay.unwrap()).unwrap();
        prop_assert_eq!(digest::canonical(&reached), digest::canonical(&b));
    }

    #[test]
    fn nothing_leads_to_oneself(a in any_definition()) {
        prop_assert_eq!(diff(&a, &a).unwrap().changes.len(), 0);
    }
}
