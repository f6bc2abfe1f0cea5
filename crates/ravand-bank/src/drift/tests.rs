//! Distances that can be reckoned by hand.

use super::{Contrast, Distance, Drift};
use ravand_core::{
    Action, Block, Definition, GatewayKind, Operation, Order, Overlay, ProcessId, Spanned, Spot, Step, StepId,
    StepPatch, merge,
};
use std::collections::BTreeSet;

fn id(text: &str) -> Spanned<StepId> {
    Spanned::nowhere(text.into())
}

fn base(steps: &[&str]) -> Definition {
    let mut definition = Definition::empty("p");
    for step in steps {
        definition.steps.insert((*step).into(), Step::default());
        definition.flow.blocks.push(Block::Step(id(step)));
    }
    definition
}

fn variant(name: &str, changes: Vec<Action>) -> Overlay {
    let mut overlay = Overlay::empty(name, &ProcessId::from("p"));
    overlay.changes = changes.into_iter().map(|action| Operation::because(action, "so")).collect();
    overlay
}

fn drift(base: &Definition, variants: &[Overlay]) -> Drift {
    Drift::measure(base, &variants.iter().collect::<Vec<_>>()).expect("they fit")
}

fn close(found: Distance, steps: f64, follows: f64, profile: f64) {
    let wanted = Distance { steps, follows, profile };
    let apart = [found.steps - steps, found.follows - follows, found.profile - profile];
    assert!(apart.iter().all(|apart| apart.abs() < 1e-9), "{found:?}, wanted {wanted:?}");
}

#[test]
fn what_changes_nothing_is_no_drift() {
    let drift = drift(&base(&["a", "b"]), &[variant("one", vec![]), variant("two", vec![])]);
    close(drift.from_base[0], 0.0, 0.0, 0.0);
    close(drift.between[0][1], 0.0, 0.0, 0.0);
    assert!(drift.differences.is_empty());
}

#[test]
fn a_step_more_is_a_difference_of_steps_and_not_of_order() {
    let add = Action::Add { step: id("x"), at: Some(Spot::After(id("a"))), content: Box::default() };
    let drift = drift(&base(&["a", "b", "c"]), &[variant("one", vec![add])]);
    close(drift.from_base[0], 0.25, 0.0, 0.0);
}

#[test]
fn another_order_is_a_difference_of_order_and_not_of_steps() {
    // a b c becomes a c b: (a,b) (b,c) against (a,c) (c,b), and one pair of three is turned.
    let turned = Action::Move { steps: vec![id("c")], at: Spot::Before(id("b")) };
    let drift = drift(&base(&["a", "b", "c"]), &[variant("one", vec![turned])]);
    close(drift.from_base[0], 0.0, 1.0, 1.0 / 3.0);
    assert_eq!(drift.differences[0].alone(), Some(0));
}

#[test]
fn beside_each_other_is_another_relation_than_one_after_the_other() {
    let beside = Action::Gateway { kind: GatewayKind::All, branches: vec![vec![id("b")], vec![id("c")]] };
    let drift = drift(&base(&["a", "b", "c", "d"]), &[variant("one", vec![beside])]);
    // (a,b) (b,c) (c,d) against (a,b) (a,c) (b,d) (c,d).
    close(drift.from_base[0], 0.0, 3.0 / 5.0, 1.0 / 6.0);
}

#[test]
fn an_order_by_documents_is_seen_in_its_drawing() {
    let order = Action::Order {
        stage: None,
        order: Some(Spanned::nowhere(Order::ByDocuments)),
        blocks: None,
        span: ravand_core::Span::default(),
    };
    let drift = drift(&base(&["a", "b"]), &[variant("one", vec![order])]);
    close(drift.from_base[0], 0.0, 1.0, 1.0);
    assert_eq!(drift.differences[0].subject, "p");
}

#[test]
fn what_a_step_says_counts_by_its_share() {
    let mut definition = base(&["a"]);
    let step = definition.steps.get_mut("a").expect("it is there");
    step.attributes.role = Some(Spanned::nowhere("clerk".into()));
    step.attributes.kind = Some(Spanned::nowhere(ravand_core::Kind::Check));
    let mut to = StepPatch::default();
    to.attributes.kind = Some(Spanned::nowhere(ravand_core::Kind::Approve));
    to.attributes.title = Some(Spanned::nowhere(ravand_core::Title { en: Some("Another name".to_owned()), fa: None }));
    let change = Action::Change { step: id("a"), to: Box::new(to) };
    let drift = drift(&definition, &[variant("one", vec![change])]);
    close(drift.from_base[0], 0.5, 0.0, 0.0);
    let kind = drift.differences.iter().find(|difference| difference.attribute == Some("kind")).expect("it changed");
    assert!(kind.adds_signature);
}

#[test]
fn between_two_variants_is_measured_between_them() {
    let without = |step: &str| Action::Remove { step: id(step), documents: Default::default() };
    let variants =
        [variant("one", vec![without("a")]), variant("two", vec![without("a")]), variant("three", vec![without("b")])];
    let drift = drift(&base(&["a", "b", "c", "d"]), &variants);
    close(drift.between[0][1], 0.0, 0.0, 0.0);
    close(drift.between[0][2], 0.5, 0.0, 0.0);
    assert_eq!(drift.between[2][0], drift.between[0][2]);
    close(drift.from_others[2], 0.5, 0.0, 0.0);
    close(drift.from_others[0], 0.25, 0.0, 0.0);
    let who: Vec<_> = drift.differences.iter().map(|it| (it.subject.as_str(), it.variants.as_slice())).collect();
    assert_eq!(who, [("a", &[0, 1][..]), ("b", &[2][..])]);
}

#[test]
fn one_alone_is_apart_from_nobody() {
    close(drift(&base(&["a"]), &[variant("one", vec![])]).from_others[0], 0.0, 0.0, 0.0);
}

#[test]
fn the_furthest_comes_first_and_equals_keep_their_order() {
    let without = |step: &str| Action::Remove { step: id(step), documents: Default::default() };
    let variants = [
        variant("one", vec![without("a")]),
        variant("two", vec![]),
        variant("three", vec![without("a"), without("b")]),
        variant("four", vec![without("c")]),
    ];
    assert_eq!(drift(&base(&["a", "b", "c", "d"]), &variants).furthest_first(), [2, 0, 3, 1]);
}

#[test]
fn a_contrast_says_where_two_processes_differ() {
    let mut to = StepPatch::default();
    to.attributes.role = Some(Spanned::nowhere("clerk".into()));
    let changes = vec![
        Action::Add { step: id("x"), at: Some(Spot::After(id("a"))), content: Box::default() },
        Action::Remove { step: id("c"), documents: Default::default() },
        Action::Change { step: id("d"), to: Box::new(to) },
        Action::Move { steps: vec![id("g")], at: Spot::Before(id("f")) },
    ];
    let base = base(&["a", "b", "c", "d", "e", "f", "g"]);
    let overlay = variant("one", changes);
    let merged = merge::apply(&base, &overlay).expect("it fits");
    let found = Contrast::of(&base, &merged).expect("both are drawn");
    assert_eq!(drift(&base, &[overlay]).contrasts, std::slice::from_ref(&found));
    let names = |steps: &BTreeSet<StepId>| steps.iter().map(ToString::to_string).collect::<String>();
    let found = [&found.added, &found.removed, &found.changed, &found.reordered].map(names);
    // What stands around a step that was moved has another neighbour now; what stands around one
    // that was added or removed has not, among the steps that both have.
    assert_eq!(found, ["x", "c", "d", "efg"]);
}

#[test]
fn two_flows_out_of_a_task_run_beside_each_other_and_a_subprocess_leads_out() {
    use super::order::Relations;
    use ravand_core::graph::{Element, ElementKind, Graph, SequenceFlow, SubProcess, TaskType};
    let mut graph = Graph::default();
    let task = || ElementKind::Task(TaskType::User);
    for (id, kind, parent) in [
        ("a", task(), None),
        ("b", task(), None),
        ("c", task(), None),
        ("inside", ElementKind::SubProcess(SubProcess::Embedded), None),
        ("d", task(), Some("inside")),
        ("e", task(), None),
    ] {
        let element = Element { parent: parent.map(Into::into), ..Element::new(kind) };
        graph.elements.insert(id.into(), element);
    }
    for (from, to) in [("a", "b"), ("a", "c"), ("c", "inside"), ("inside", "e")] {
        graph.flows.insert(format!("{from}-{to}").as_str().into(), SequenceFlow::new(from, to));
    }
    let mut definition = base(&["a", "b", "c", "d", "e"]);
    definition.flow = ravand_core::Flow::of_graph(graph);
    let relations = Relations::of(&definition).expect("it is drawn");
    let pairs = relations.follows(&definition.steps.keys().collect());
    let pairs: Vec<_> = pairs.iter().map(|(one, next)| format!("{one}{next}")).collect();
    assert_eq!(pairs, ["ab", "ac", "cd", "de"]);
    // In a row b comes before the other three; here it runs beside them.
    let row = Relations::of(&base(&["a", "b", "c", "d", "e"])).expect("it is drawn");
    let differ = relations.disagreement(&row, &definition.steps.keys().collect());
    assert!((differ - 0.3).abs() < 1e-9, "{differ}");
}

#[test]
fn a_wide_fork_is_compared_in_time() {
    let names: Vec<String> = (0..2_000).map(|number| format!("s{number}")).collect();
    let mut definition = base(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let branches = std::mem::take(&mut definition.flow.blocks).into_iter().map(|block| vec![block]).collect();
    definition.flow.blocks = vec![Block::All { branches, span: ravand_core::Span::default() }];
    close(drift(&definition, &[variant("one", vec![])]).from_base[0], 0.0, 0.0, 0.0);
    let deep: Vec<String> = (0..6_000).map(|number| format!("s{number}")).collect();
    let large = base(&deep.iter().map(String::as_str).collect::<Vec<_>>());
    let found = Drift::measure(&large, &[]).expect_err("it is too large");
    assert_eq!(found[0].code.id, "BK019");
}
