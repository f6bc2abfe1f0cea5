//! Merging: what operations make of a small process, and what they are refused for.

use super::{apply, apply_selected, codes, stack};
use crate::testing::{datum, ids, overlay, process, show, table};
use crate::*;
use proptest::prelude::*;

const BASE: &str = "
    a: in-form > x =d =g
    b: x > y
    c: y x? > z ^b ~y
    d: z y @b !b > w
    e: w ^d";

/// What `changes` make of the base: its lines that differ, or the ids of what forbids it.
fn check(changes: &str, expected: &str) {
    check_on(BASE, changes, expected);
}

fn check_on(base: &str, changes: &str, expected: &str) {
    let mut base = process(base);
    base.decisions.insert("t".into(), table("d", "g"));
    let result = match apply(&base, &overlay(changes)) {
        Ok(result) => {
            let (before, after) = (show(&base), show(&result));
            after.lines().filter(|line| !before.lines().any(|other| other == *line)).collect::<Vec<_>>().join(" | ")
        }
        Err(problems) => ids(&problems),
    };
    assert_eq!(result, expected, "\n{changes}");
}

#[test]
fn a_step_that_goes_takes_its_document_along_or_leaves_another() {
    check("remove b: y dropped", "c: x? ^c > z | d: z > w");
    check("remove b: y->x", "c: x ~x ^c > z | d: z x > w");
    check("remove b: y->in-form", "c: in-form x? ~in-form ^c > z | d: z in-form > w");
    check("remove b", "OV024 OV024");
    check("remove b\nchange c: -y\nchange d: -y", "c: x? ^c > z | d: z > w");
}

#[test]
fn a_replacement_never_doubles_and_is_never_ones_own_product() {
    check("remove b: y->z", "c: x? ~z ^c > z | d: z > w");
}

#[test]
fn replacements_are_followed_to_the_end() {
    check("remove b: y->z\nremove c: z->x", "d: x > w");
    check("remove b: y->z\nremove c: z dropped", "d: > w");
    check("remove b: y->z\nremove c", "OV024 OV024");
    check("remove b: y->z\nremove c: z->y", "OV022 OV022");
    check("remove b: y->nothing", "OV023");
}

#[test]
fn a_fate_is_for_a_document_that_the_step_makes() {
    check("remove b: z dropped", "OV020");
    check("merge b c into a: y dropped z->x", "d: x @a !a > w");
}

#[test]
fn whoever_led_to_a_step_leads_to_what_followed_it() {
    check("remove d: w dropped", "e: ^e");
    check_on("a\nb: ^a\n}", "remove a", "b: ^b");
    check_on("{ s\na\n}\nb\nc: ^a", "remove a", "c: ^b");
    check_on("{ s\na\n}\nb\nc: ^a", "remove a\nremove b", "c: ^c");
    check_on("a: /b\nb\nc", "remove b", "a: /c");
    check_on("a: /b\nb", "remove b", "OV017");
    check_on("all\na\nb: ^a\nor\nc\n}\nd", "remove a", "b: ^b");
    check_on("b\nall\na\nor\nc\n}\nd: ^a", "remove a", "OV017");
}

#[test]
fn who_came_after_a_merged_step_comes_after_the_one_that_took_it_in() {
    check("merge b into a: y->x", "c: x ~x ^c > z | d: z x @a !a > w");
    check_on("a\nb: @a\nc: @a @b !b", "merge b into a", "c: @a !a");
    check_on("a\nb\nc: @b", "merge b into c", "c:");
}

#[test]
fn changes_of_different_things_go_together() {
    check("change e: role:r bad%5\nchange e: -w +x\nchange e: +z", "e: x z ^d role:r");
    check("change e: bad:dropped", "e: w");
    check("change e: bad:^c", "e: w ^c");
    check("change a: needs=", "a: =d =g > x");
}

#[test]
fn automating_makes_it_the_systems_unless_said_otherwise() {
    check("automate e", "e: w ^d role:system");
    check("automate e: role:r", "e: w ^d role:r");
    check("decide a by t", "a: in-form =d role:system > x");
    let result = apply(&process(BASE), &overlay("automate e")).unwrap();
    let system = &result.roles["system"];
    assert_eq!((system.holders, system.party), (Some(Holders::Unlimited), Party::System));
    let e = &result.steps["e"];
    assert_eq!((e.discretion(), e.contact()), (Discretion::None, Contact::None));
}

#[test]
fn steps_come_behind_their_anchor() {
    check("add n after a: x > v\nadd m after n: v", "n: x > v | m: v");
    let result = apply(&process(BASE), &overlay("add m after n: v\nadd n after a: x > v")).unwrap();
    let order: Vec<&str> = result.steps.keys().map(StepId::as_str).collect();
    assert_eq!(order, ["a", "n", "m", "b", "c", "d", "e"]);
    check("add n after a: unmade", "OV026");
}

#[test]
fn operations_that_do_not_go_together_are_refused() {
    check("remove e\nremove e", "OV002");
    check("remove e\nmerge e into d", "OV002");
    check("remove e\nchange e: role:r", "OV003");
    check("remove e\nautomate e", "OV003");
    check("remove e\ndecide e by t", "OV003");
    check("remove e\nmerge d into e: w dropped", "OV003");
    check("remove e\nadd n after e", "OV003");
    check("change e: role:r\nchange e: role:s", "OV004");
    check("change e: role:r\nautomate e", "OV004");
    check("change e: bad%5\nchange e: bad:dropped", "OV004");
    check("change e: +x\nchange e: +x", "OV004");
    check("change e: needs=x\nchange e: +z", "OV005");
    check("add n after a\nadd m after a", "OV006");
    check("add b after a", "OV007");
    check("add n after a\nadd n after b", "OV007");
    check("add n after a\nchange n: role:r", "OV008");
    check("merge a into a", "OV009");
    check("order\norder", "OV004");
}

#[test]
fn names_that_nobody_defined_are_refused() {
    check("remove q", "OV010");
    check("change q: role:r", "OV010");
    check("merge b into q", "OV010");
    check("add n after q", "OV011");
    check("add n after m\nadd m after n", "OV011 OV011");
    check("order q", "OV012");
    check("decide e by q", "OV013");
    check("change e: -x", "OV014");
    check("change e: +w", "OV015");
    check("change e: nothing:dropped", "OV014");
    check("change b: unmake:y", "OV025 OV025");
    check("change b: +unmade", "OV026");
    check("remove q\nremove r\nchange s: role:r", "OV010 OV010 OV010");
}

#[test]
fn a_close_name_is_suggested() {
    let base = process("register\nvisit\nsign");
    let problems = apply(&base, &overlay("remove vist")).unwrap_err();
    assert_eq!(problems[0].message(Language::En), "`remove` names the step `vist`, which `p` does not have");
    assert_eq!(problems[0].notes[0].args.get("name"), Some("visit"));
}

#[test]
fn both_the_maker_and_the_consumer_are_named() {
    let problems = apply(&process(BASE), &overlay("remove d")).unwrap_err();
    let message = problems[0].message(Language::En);
    assert_eq!(message, "`e` needs `w`, which nobody makes any more once `d` is gone");
    assert_eq!(problems[0].help(Language::En).matches("`w: {").count(), 2);
}

#[test]
fn an_overlay_is_for_one_process() {
    let mut other = overlay("");
    other.of = Spanned::nowhere("q".into());
    assert_eq!(ids(&apply(&process(BASE), &other).unwrap_err()), "OV001");
}

#[test]
fn what_is_brought_agrees_with_what_is_there() {
    let base = process("a: role:r =d");
    let mut brings = overlay("");
    brings.roles.insert("r".into(), RoleDeclaration::default());
    brings.data.insert("e".into(), datum());
    assert!(apply(&base, &brings).unwrap().data.contains_key("e"));
    brings.roles.insert("r".into(), RoleDeclaration { holders: Some(Holders::Count(2)), ..Default::default() });
    brings.data.insert("d".into(), DataDeclaration { ty: ravand_feel::Type::Number, ..datum() });
    assert_eq!(ids(&apply(&base, &brings).unwrap_err()), "OV016 OV016");
}

#[test]
fn stages_and_branches_stay_when_they_are_empty() {
    let base = process("{ s\na\n}\nall\nb\nor\nc\n}");
    let result = apply(&base, &overlay("remove a\nremove b\norder s")).unwrap();
    let [Block::Stage(stage), Block::All { branches, .. }, Block::End(_)] = result.flow.blocks.as_slice() else {
        panic!("{:?}", result.flow.blocks)
    };
    assert_eq!((stage.blocks.len(), stage.order.value), (0, Order::ByDocuments));
    assert_eq!(branches.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn every_touched_step_says_by_what() {
    let changes = "remove b: y->x\nmerge d into a: w dropped\nchange e: role:r";
    let result = apply(&process(BASE), &overlay(changes)).unwrap();
    let history = |id: &str| result.steps[id].history.iter().map(|applied| applied.operation).collect::<Vec<_>>();
    assert_eq!((history("a"), history("c"), history("e")), (vec![1], vec![0], vec![1, 2]));
    assert_eq!(result.overlays, vec!["o".into()]);
}

#[test]
fn reforms_stack_below_variants() {
    let named = |id: &str, kind, changes: &str| Overlay { id: Spanned::nowhere(id.into()), kind, ..overlay(changes) };
    let reform = named("r", OverlayKind::Reform, "add n after a");
    let variant = named("a", OverlayKind::Variant, "add m after n");
    let result = stack(&process("a\nb"), &[&variant, &reform]).unwrap();
    assert_eq!(show(&result), "a:\nn:\nm:\nb:");
    assert_eq!(result.overlays, vec!["r".into(), "a".into()]);
}

#[test]
fn words_of_both_languages_speak_of_the_same() {
    for code in codes::ALL.iter().chain(crate::check::codes::ALL) {
        for words in [&code.message, &code.help] {
            assert_eq!(placeholders(words.en), placeholders(words.fa), "{}", code.id);
            assert!(!words.fa.contains(['ي', 'ك']), "{}", code.id);
        }
    }
    let ids: std::collections::BTreeSet<&str> = codes::ALL.iter().map(|code| code.id).collect();
    assert_eq!(ids.len(), codes::ALL.len());
}

fn placeholders(text: &str) -> std::collections::BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name).filter(|name| name.chars().all(char::is_alphabetic)).collect()
}

/// One operation on the steps a to f, sensible or not.
fn any_operation() -> impl Strategy<Value = String> {
    let step = || "[a-g]";
    let document = || "[u-z]";
    prop_oneof![
        (step(), document(), document()).prop_map(|(s, x, y)| format!("remove {s}: {x}->{y}")),
        (step(), document()).prop_map(|(s, x)| format!("remove {s}: {x} dropped")),
        step().prop_map(|s| format!("remove {s}")),
        (step(), step(), document()).prop_map(|(s, t, x)| format!("merge {s} into {t}: {x} dropped")),
        ("[n-p]", "[a-gn-p]", document()).prop_map(|(n, s, x)| format!("add {n} after {s}: {x} > {x}{x}")),
        (step(), document(), document()).prop_map(|(s, x, y)| format!("change {s}: +{x} -{y}")),
        (step(), document()).prop_map(|(s, x)| format!("change {s}: +{x}")),
        (step(), document()).prop_map(|(s, x)| format!("change {s}: unmake:{x}")),
        (step(), "[r-t]").prop_map(|(s, r)| format!("change {s}: role:{r}")),
        (step(), step()).prop_map(|(s, t)| format!("change {s}: bad:^{t} bad%20")),
        (step(), step()).prop_map(|(s, t)| format!("change {s}: new:^{t}")),
        (step(), step()).prop_map(|(s, t)| format!("change {s}: newer:^{t}")),
        step().prop_map(|s| format!("automate {s}")),
        Just("order".to_owned()),
    ]
}

/// A process of the steps a to f, each of which needs documents that earlier ones make.
fn any_process() -> impl Strategy<Value = Definition> {
    let line = (any::<[bool; 6]>(), any::<bool>(), 0..6_usize, any::<bool>());
    prop::collection::vec(line, 6).prop_map(|lines| {
        let (steps, documents) = (["a", "b", "c", "d", "e", "f"], ["u", "v", "w", "x", "y", "z"]);
        let mut text = String::new();
        for (index, (needs, optional, back, loops)) in lines.iter().enumerate() {
            text.push_str(&format!("{}:", steps[index]));
            for (other, _) in needs.iter().enumerate().filter(|(other, needs)| **needs && *other < index) {
                let mark = if *optional { "?" } else { "" };
                text.push_str(&format!(" {}{mark} @{} !{}", documents[other], steps[other], steps[other]));
            }
            if *loops && back <= &index {
                text.push_str(&format!(" ^{}", steps[*back]));
            }
            text.push_str(&format!(" > {}\n", documents[index]));
        }
        process(&text)
    })
}

/// The definition with its history told by what was done instead of by position.
fn without_positions(mut definition: Definition, changes: &[String]) -> (Definition, Vec<(String, Vec<String>)>) {
    let mut told = Vec::new();
    for (id, step) in &mut definition.steps {
        let history = std::mem::take(&mut step.history);
        let mut history: Vec<String> = history.iter().map(|applied| changes[applied.operation].clone()).collect();
        history.sort();
        told.push((id.to_string(), history));
    }
    (definition, told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_operations_does_not_matter(
        (changes, shuffled) in prop::collection::vec(any_operation(), 0..5)
            .prop_flat_map(|changes| (Just(changes.clone()), Just(changes).prop_shuffle())),
        base in any_process(),
    ) {
        let one = apply(&base, &overlay(&changes.join("\n")));
        let other = apply(&base, &overlay(&shuffled.join("\n")));
        match (one, other) {
            (Ok(one), Ok(other)) => {
                prop_assert!(one.steps.keys().eq(other.steps.keys()));
                let outcomes = |definition: &Definition| definition.steps.values()
                    .map(|step| step.outcomes.keys().cloned().collect::<Vec<_>>()).collect::<Vec<_>>();
                prop_assert_eq!(outcomes(&one), outcomes(&other));
                prop_assert_eq!(without_positions(one, &changes), without_positions(other, &shuffled));
            }
            (Err(_), Err(_)) => {}
            (one, other) => prop_assert!(false, "{one:?}\n{other:?}"),
        }
    }

    #[test]
    fn selecting_all_is_applying_and_selecting_none_is_the_base(
        changes in prop::collection::vec(any_operation(), 0..5),
        base in any_process(),
    ) {
        let overlay = overlay(&changes.join("\n"));
        prop_assert_eq!(apply(&base, &overlay), apply_selected(&base, &overlay, |_| true));
        let none = apply_selected(&base, &overlay, |_| false).unwrap();
        prop_assert_eq!(Definition { overlays: Vec::new(), ..none }, base);
    }

    #[test]
    fn after_a_merge_every_need_has_a_maker(
        changes in prop::collection::vec(any_operation(), 0..5),
        base in any_process(),
    ) {
        if let Ok(result) = apply(&base, &overlay(&changes.join("\n"))) {
            for (id, step) in &result.steps {
                for need in &step.needs {
                    let made = result.steps.values().any(|step| step.produces.iter().any(|made| made == need));
                    prop_assert!(made || result.is_from_applicant(&need.value), "{id} needs {need}\n{changes:?}");
                }
                for target in step.outcomes.values() {
                    if let Target::BackTo(to) | Target::SkipTo(to) = &target.value {
                        let there = result.steps.contains_key(to) || !base.steps.contains_key(to);
                        prop_assert!(there, "{id} leads to {to}");
                    }
                }
            }
            crate::check::check(&result);
        }
    }
}
