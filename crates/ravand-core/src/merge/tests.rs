//! Merging: what operations make of a small process, and what they are refused for.

mod together;

use super::{apply, apply_selected, codes, compose, stack};
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
fn of_a_graph_an_overlay_changes_what_steps_say_and_nothing_else() {
    let drawn = process(BASE).as_graph().unwrap_or_else(|_| Definition::empty("none"));
    let refused = |changes: &str| apply(&drawn, &overlay(changes)).err().map(|problems| ids(&problems));
    assert_eq!(refused("change e: role:r"), None);
    assert_eq!(refused("remove b: y dropped"), Some("OV057".to_owned()));
    let mut other = drawn.clone();
    other.steps["e"].attributes.kind = Some(Spanned::nowhere(Kind::Archive));
    let between = diff(&drawn, &other)
        .map(|overlay| apply(&drawn, &overlay).is_ok_and(|to| Digest::of(&to) == Digest::of(&other)));
    assert_eq!(between.ok(), Some(true));
    other.flow.graph.as_mut().map(|graph| graph.flows.pop());
    assert_eq!(diff(&drawn, &other).err().map(|problems| ids(&problems)), Some("OV057".to_owned()));
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

/// The flow that operations make of one, or the ids of what forbids it.
fn flow(base: &str, changes: &str, expected: &str) {
    let base = process(base);
    let mut text = changes.to_owned();
    for _ in 0..2 {
        let result = match apply(&base, &overlay(&text)) {
            Ok(result) => {
                crate::digest::flow_text(&result.flow.blocks).replace(" end:done", "").replace("end:done", "")
            }
            Err(problems) => ids(&problems),
        };
        assert_eq!(result, expected, "\n{text}");
        // The other way round.
        text = changes.lines().rev().collect::<Vec<_>>().join("\n");
    }
}

const FLOW: &str = "a\nb\n{ s\nc\nd\n}\nall\ne\nor\nf\n}";

#[test]
fn steps_come_and_move_to_any_place() {
    flow(FLOW, "add n before a", "n a b stage:s(c d) all((e)(f))");
    flow(FLOW, "add n first", "n a b stage:s(c d) all((e)(f))");
    flow(FLOW, "add n last", "a b stage:s(c d) all((e)(f)) n");
    flow(FLOW, "add n first s\nadd m last s", "a b stage:s(n c d m) all((e)(f))");
    flow(FLOW, "add n after e\nadd m before f", "a b stage:s(c d) all((e n)(m f))");
    flow(FLOW, "add n after a\nadd m before b", "a n m b stage:s(c d) all((e)(f))");
    flow(FLOW, "move a after c", "b stage:s(c a d) all((e)(f))");
    flow(FLOW, "move c d before b", "a c d b stage:s() all((e)(f))");
    flow(FLOW, "move e f first s", "a b stage:s(e f c d) all(()())");
    flow(FLOW, "move a after b\nadd n after a", "b a n stage:s(c d) all((e)(f))");
    flow(FLOW, "move a after b\nadd n before a\nadd m after n", "b n m a stage:s(c d) all((e)(f))");
    flow(FLOW, "move a after d\nmove d after a", "OV011 OV011");
    flow(FLOW, "move a after c\nmove a after d", "OV030");
    flow(FLOW, "move a after c\nremove a", "OV003");
    flow(FLOW, "move a after c\nremove c", "OV003");
    flow(FLOW, "move a b after c\nadd n after a", "OV006");
    flow(FLOW, "move q after c", "OV010");
    flow(FLOW, "add n first q", "OV012");
    flow(FLOW, "add n first\nadd m first", "OV006");
    flow(FLOW, "add n", "OV037");
}

#[test]
fn blocks_come_around_steps_that_stand_together() {
    flow(FLOW, "all a | b", "all((a)(b)) stage:s(c d) all((e)(f))");
    flow(FLOW, "when c d", "a b stage:s(one((\"d\": c d)(otherwise: ))) all((e)(f))");
    flow(FLOW, "stage t around a b", "stage:t(a b) stage:s(c d) all((e)(f))");
    flow(FLOW, "unstage s\nadd n after c", "a b c n d all((e)(f))");
    flow(FLOW, "unstage s\nall c | d", "a b all((c)(d)) all((e)(f))");
    flow(FLOW, "all a | c", "OV032");
    flow(FLOW, "all b | a", "OV032");
    flow(FLOW, "stage s around a b", "OV033");
    flow(FLOW, "all a | b\nadd n after b", "OV031");
    flow(FLOW, "all a | b\nmove a after c", "OV030");
    flow(FLOW, "all a | b\nremove a", "OV003");
    flow(FLOW, "unstage s\norder s", "OV034");
    flow(FLOW, "unstage s\nadd n first s", "OV034");
    flow(FLOW, "unstage q", "OV012");
    flow(FLOW, "title s\ntitle s", "OV004");
}

#[test]
fn a_flow_is_written_out() {
    flow(FLOW, "write: b a { s d c } e f .", "b a stage:s(d c) e f");
    flow(FLOW, "write s: d c", "a b stage:s(d c) all((e)(f))");
    flow(FLOW, "write s: d n c\nadd n", "a b stage:s(d n c) all((e)(f))");
    flow(FLOW, "write s: d\nremove c", "a b stage:s(d) all((e)(f))");
    flow(FLOW, "write s: d c\norder s\norder\nmove b before a", "b a stage:s(d c) all((e)(f))");
    flow(FLOW, "write s: d c\nremove c", "OV003");
    flow(FLOW, "write s: d a", "OV038");
    flow(FLOW, "write s: d d c", "OV036");
    flow(FLOW, "write s: d q", "OV010");
    flow(FLOW, "write s: d c\nadd n after c", "OV035");
    flow(FLOW, "write s: d c\nall c | d", "OV035");
    flow(FLOW, "write: a b .\nmove a after b", "OV035 OV035 OV030");
    flow(FLOW, "write s: d c\nwrite: a b", "OV035");
    flow(FLOW, "write: a b\ntitle s", "OV035");
}

#[test]
fn a_jump_to_what_follows_a_step_that_goes_stays_in_sight() {
    flow("a\nb\nc: ^a", "remove a\nadd n before b", "OV039");
    flow("a\nb\nc: ^a", "remove a\nmove b after c", "OV039");
    flow("a\nb\nc: ^a", "remove a\nadd n before b\nchange c: bad:^b", "n b c");
}

#[test]
fn attributes_are_taken_back() {
    check_on("a: role:r\nb", "change a: unset:role", "a:");
    check_on("a: role:r\nb", "change b: unset:role", "OV040");
    check_on("a: role:r\nb", "change a: unset:role\nchange a: role:s", "OV004");
    check_on("a\nb: ^a", "change b: bad%dropped", "");
    check_on("a\nb: ^a", "change b: bad%dropped bad:dropped", "b:");
    check_on("a\nb: ^a", "change a: bad%dropped", "OV014");
    check_on("a\nb: !a", "change b: -!a", "b:");
    check_on("a\nb", "change b: !a e~50", "b: !a e~50");
    check_on("a\nb", "change b: e~50\nchange b: e~20", "OV004");
    check_on("a\nb", "change b: e~dropped", "OV014");
}

#[test]
fn what_goes_is_not_newly_named() {
    check_on("a\nb\nc", "remove a\nchange c: !a", "OV043");
    check_on("a\nb\nc", "remove a\nchange c: bad:^a", "OV043");
    check_on("a\nb\nc", "merge a into b\nadd n after b: @a", "OV043");
    check_on("a\nb\nc: !a", "remove a\nchange c: -!a", "c:");
}

#[test]
fn declarations_change_and_go() {
    check_on("a: role:r", "redeclare r", "");
    check_on("a: role:r", "redeclare q", "OV041");
    check_on("a: role:r", "redeclare r\nwithdraw r", "OV004");
    let base = process("a: role:system");
    assert_eq!(ids(&apply(&base, &overlay("withdraw system\nautomate a")).unwrap_err()), "OV042");
    assert!(apply(&base, &overlay("withdraw system")).unwrap().roles.is_empty());
}

#[test]
fn the_process_itself_changes() {
    let mut base = process("a");
    base.owner = Some(Spanned::nowhere("x".to_owned()));
    let patch = |to: ProcessPatch| Overlay {
        changes: vec![Operation::because(
            Action::ChangeProcess { process: Spanned::nowhere("p".into()), to: Box::new(to) },
            "a test",
        )],
        ..overlay("")
    };
    let to = ProcessPatch {
        domain: Some(Spanned::nowhere("BEA".to_owned())),
        unset: vec![Spanned::nowhere("owner")],
        ..ProcessPatch::default()
    };
    let result = apply(&base, &patch(to)).unwrap();
    assert_eq!((result.domain.map(|it| it.value), result.owner), (Some("BEA".to_owned()), None));
    let unset = ProcessPatch { unset: vec![Spanned::nowhere("sla")], ..ProcessPatch::default() };
    assert_eq!(ids(&apply(&base, &patch(unset)).unwrap_err()), "OV040");
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

    /// Stacking is associative: it does not matter which two of three are put together first.
    #[test]
    fn overlays_compose((a, b, c) in crate::random::three_definitions(), d in crate::random::any_definition()) {
        let (first, second, third) =
            (crate::diff(&a, &b).unwrap(), crate::diff(&b, &c).unwrap(), crate::diff(&c, &d).unwrap());
        let Ok(both) = compose(&a, &first, &second) else { return Ok(()) };
        let reached = crate::digest::canonical(&apply(&a, &both).unwrap());
        prop_assert_eq!(reached, crate::digest::canonical(&c));
        let left = compose(&a, &both, &third);
        let right = compose(&b, &second, &third).and_then(|rest| compose(&a, &first, &rest));
        if let (Ok(left), Ok(right)) = (left, right) {
            let [left, right] = [left, right].map(|overlay| crate::digest::canonical(&apply(&a, &overlay).unwrap()));
            prop_assert_eq!(left, right);
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
