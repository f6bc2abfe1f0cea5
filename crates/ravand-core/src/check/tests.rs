//! Checking: one small process for each thing that can be inconsistent.

use super::{check, check_scenario, check_scenario_with_calls};
use crate::testing::{datum, ids, process, table};
use crate::*;
use indexmap::IndexMap;
use ravand_feel::Type;

/// The ids of what is wrong with the process of these lines.
fn finds(text: &str, expected: &str) {
    assert_eq!(ids(&check(&process(text))), expected, "\n{text}");
}

/// The same after a change that the lines cannot say.
fn finds_in(text: &str, change: impl Fn(&mut Definition), expected: &str) {
    let mut definition = process(text);
    change(&mut definition);
    assert_eq!(ids(&check(&definition)), expected, "\n{text}");
}

fn by_documents(definition: &mut Definition) {
    definition.flow.order.value = Order::ByDocuments;
}

fn when(definition: &mut Definition, step: &str, condition: &str) {
    let span = Span { source: SourceId(1), start: 100, end: 100 + condition.len() as u32 };
    definition.steps[step].attributes.when = Some(Spanned::new(condition.to_owned(), span));
}

#[test]
fn a_consistent_process_has_no_findings() {
    finds("a: in-form > x =d\nall\nb: x > y\nor\nc: x? > z\n}\nd: y z @a !b ~y ^a", "");
    finds_in("a: in-form > x\nb: x > y\nc: y ^b", by_documents, "");
}

#[test]
fn steps_and_flow_belong_together() {
    let name = |id: &str| Block::Step(Spanned::nowhere(id.into()));
    finds_in("register\nb", |it| it.flow.blocks.insert(0, name("registr")), "DF001");
    finds_in("a\nb", |it| _ = it.steps.insert("c".into(), Step::default()), "DF002");
    finds_in("a\nb", |it| it.flow.blocks.insert(0, name("b")), "DF003");
    finds("{ s\na\n}\n{ s\nb\n}", "DF004");
    finds_in("a\nb", |it| it.flow.blocks.swap(0, 2), "DF005");
}

#[test]
fn a_close_step_is_suggested_at_its_place() {
    let mut definition = process("register\nb");
    let place = Span { source: SourceId(1), start: 3, end: 9 };
    definition.step_spans.insert("register".into(), place);
    definition.flow.blocks.push(Block::Step(Spanned::nowhere("registr".into())));
    let found = check(&definition);
    let unknown = found.iter().find(|found| found.code.id == "DF001").unwrap();
    assert_eq!((unknown.notes[0].span, unknown.notes[0].args.get("name")), (place, Some("register")));
}

#[test]
fn a_process_has_an_end_and_a_good_one() {
    finds_in("a\nb", |it| _ = it.flow.blocks.pop(), "DF006");
    let to_end = |it: &mut Definition| {
        it.flow.blocks.pop();
        it.steps["a"].outcomes.insert("no".into(), Spanned::nowhere(Target::End("refused".into())));
        it.steps["a"].outcomes.insert("ok".into(), Spanned::nowhere(Target::On));
    };
    finds_in("a\nb", to_end, "DF007");
    finds_in("a\nb", |it| it.ends["done"].favourable = false, "DF008");
    finds_in("a\nb", |it| _ = it.ends.shift_remove("done"), "DF009 DF008");
}

#[test]
fn outcomes_lead_to_where_a_case_can_go() {
    finds("a\nb: ^q", "DF010");
    finds("a: ^b\nb", "DF011");
    finds("a\nb: /a", "DF012");
    finds("a: ^a", "");
    finds("all\na\nb: ^a\nor\nc\n}\nd", "");
    finds("all\na\nor\nb: ^a\n}", "DF013");
    finds("a\nall\nb: ^a\nor\nc\n}", "DF013");
    finds("all\na\nor\nb\n}\nc: ^b", "DF013");
    finds_in("a: > x\nb: ^a", by_documents, "DF014");
    finds_in("a: > x\nb: x /c\nc", by_documents, "DF015");
    finds_in("all\na\nor\nb\n}", by_documents, "DF016");
}

#[test]
fn a_jump_into_a_stage_by_documents_is_one_between_branches() {
    let by_documents = |it: &mut Definition| {
        if let Some(Block::Stage(stage)) = it.flow.blocks.get_mut(0) {
            stage.order.value = Order::ByDocuments;
        }
    };
    finds_in("{ s\na: > x\nb: x ^a\n}\nc", by_documents, "");
    finds_in("{ s\na: > x\nb: x\n}\nc: ^a", by_documents, "DF013");
}

#[test]
fn a_step_has_a_way_on() {
    let only = |target: Target| {
        move |it: &mut Definition| {
            it.steps["b"].outcomes = IndexMap::from([("only".into(), Spanned::nowhere(target.clone()))]);
        }
    };
    finds_in("a\nb", only(Target::BackTo("a".into())), "DF018");
    finds_in("a\nb", only(Target::End("refused".into())), "DF017");
    finds_in("a\nb", only(Target::Call("other".into())), "");
}

#[test]
fn chances_are_of_outcomes_and_sum_to_one() {
    let chances = |list: &'static [(&str, f64)]| {
        move |it: &mut Definition| {
            let chances = list.iter().map(|(name, chance)| ((*name).into(), Spanned::nowhere(*chance)));
            it.steps["b"].chances = chances.collect();
            it.steps["b"].outcomes.insert("third".into(), Spanned::nowhere(Target::On));
        }
    };
    finds_in("a\nb: ^a", chances(&[("bad", 0.2), ("ok", 0.5)]), "");
    finds_in("a\nb: ^a", chances(&[("bad", 0.2), ("ok", 0.5), ("third", 0.3)]), "");
    finds_in("a\nb: ^a", chances(&[("bda", 0.2), ("ok", 0.5)]), "DF020");
    finds_in("a\nb: ^a", chances(&[("bad", f64::NAN), ("ok", -0.5)]), "DF021 DF021");
    finds_in("a\nb: ^a", chances(&[("bad", 0.7), ("ok", 0.5)]), "DF022");
    finds_in("a\nb: ^a", chances(&[("bad", 0.2), ("ok", 0.5), ("third", 0.1)]), "DF022");
    finds_in("a\nb: ^a", chances(&[("bad", 0.2)]), "DF023");
    finds_in("a\nb: ^a", chances(&[]), "");
}

#[test]
fn documents_are_made_before_they_are_needed() {
    finds("a: > x\nb: y", "DF030");
    finds("a: x > x", "DF030");
    finds("a: y? ~z > x", "DF031 DF031");
    finds("a: > x\nb: > x", "DF032");
    finds("a: x\nb: > x", "DF033");
    finds_in("a: x\nb: > x", by_documents, "");
    let exclusive = |it: &mut Definition| {
        let branch = |when: Option<&str>, block| Branch {
            when: when.map(|when| Spanned::nowhere(when.to_owned())),
            blocks: vec![block],
        };
        let second = it.flow.blocks.remove(1);
        let first = it.flow.blocks.remove(0);
        let branches = vec![branch(Some("d"), first), branch(None, second)];
        it.flow.blocks.insert(0, Block::One { branches, span: Span::default() });
    };
    finds_in("a: =d > x\nb: > x", exclusive, "");
}

#[test]
fn steps_that_wait_for_each_other_are_named_with_their_documents() {
    let mut definition = process("a: > x\nb: x z > y\nc: y > z");
    by_documents(&mut definition);
    let found = check(&definition);
    assert_eq!(ids(&found), "DF060");
    assert_eq!(found[0].args.get("ring"), Some("c (z) → b (y) → c"));
}

#[test]
fn other_names_are_declared() {
    finds_in("a: role:r", |it| _ = it.roles.shift_remove("r"), "DF040");
    finds("a: @b !c", "DF041 DF041");
    finds_in("a: =d", |it| _ = it.data.shift_remove("d"), "DF050");
}

#[test]
fn conditions_are_checked_at_their_place() {
    finds_in("a: =d\nb", |it| when(it, "b", "d and not(d)"), "");
    let mut definition = process("a: =d\nb");
    when(&mut definition, "b", "d and e and 3");
    let found = check(&definition);
    let places: Vec<u32> = found.iter().filter_map(|found| Some(found.span?.start)).collect();
    assert_eq!(places, [106, 112], "{found:?}");
    finds_in("a\nb", |it| _ = it.data.insert("d".into(), datum()), "");
    let unfilled = |it: &mut Definition| {
        it.data.insert("d".into(), datum());
        when(it, "b", "d");
    };
    finds_in("a\nb", unfilled, "DF054");
}

#[test]
fn tables_are_there_and_typed() {
    let decide = |table_id: &'static str, output: &'static str| {
        move |it: &mut Definition| {
            it.decisions.insert("t".into(), table("d", output));
            it.steps["b"].attributes.decision = Some(Spanned::nowhere(table_id.into()));
        }
    };
    finds_in("a: =d\nb", decide("t", "g"), "");
    finds_in("a: =d\nb", decide("u", "g"), "DF051");
    finds_in("a\nb", |it| it.steps["b"].attributes.kind = Some(Spanned::nowhere(Kind::Decide)), "DF052");
    let other_type = |it: &mut Definition| {
        decide("t", "g")(it);
        it.data.insert("g".into(), DataDeclaration { ty: Type::Number, ..datum() });
    };
    let mut definition = process("a: =d\nb");
    other_type(&mut definition);
    assert!(ids(&check(&definition)).contains("DF053"));
}

#[test]
fn a_problem_of_a_table_stands_at_its_cell() {
    let mut definition = process("a: =d\nb");
    let mut decision = table("d", "g");
    let place = |start| Span { source: SourceId(1), start, end: start + 9 };
    decision.rules[0].inputs[0] = Some(Spanned::new("nonsense!".to_owned(), place(50)));
    decision.rules[1].outputs[0] = Spanned::new("12 apples".to_owned(), place(70));
    definition.decisions.insert("t".into(), decision);
    let starts: Vec<u32> = check(&definition).iter().filter_map(|found| Some(found.span?.start)).collect();
    assert!(starts.iter().any(|start| (50..60).contains(start)), "{starts:?}");
    assert!(starts.iter().any(|start| (70..80).contains(start)), "{starts:?}");
}

#[test]
fn the_schema_holds_data_then_outputs() {
    let mut definition = process("a: =d =g");
    definition.data["g"].personal = true;
    definition.decisions.insert("t".into(), table("d", "h"));
    definition.decisions.insert("u".into(), table("d", "g"));
    let schema = definition.schema();
    let slots: Vec<(&str, bool)> = schema.iter().map(|(slot, name, _)| (name, schema.readable(slot))).collect();
    assert_eq!(slots, [("d", true), ("g", false), ("h", true)]);
}

fn scenario() -> Scenario {
    let exactly = VariableLength { amount: Distribution::Exactly(1.0), unit: Unit::Hour };
    let steps = ["a", "b"].map(|step| (step.into(), Spanned::nowhere(exactly)));
    Scenario {
        id: Spanned::nowhere("s".into()),
        title: Title::default(),
        assumptions: Vec::new(),
        process: Spanned::nowhere("p".into()),
        start: Spanned::nowhere(chrono::NaiveDate::default()),
        extent: Extent::Cases(Spanned::nowhere(1)),
        arrivals: Arrivals::AtStart,
        times: Spanned::nowhere(Times::Elapsed),
        calendar: None,
        staff: IndexMap::new(),
        data: IndexMap::new(),
        chances: IndexMap::new(),
        work_by_kind: IndexMap::new(),
        work: IndexMap::new(),
        wait: IndexMap::new(),
        elapsed: IndexMap::from(steps),
        errors: IndexMap::new(),
        costs: IndexMap::new(),
        uncertain: IndexMap::new(),
        calls: Calls::Skip,
        exits: Exits::Off,
        replications: Spanned::nowhere(1),
        warm_up: None,
        calibration: None,
    }
}

/// The ids of what is wrong with a changed scenario for two steps.
fn scenario_finds(change: impl Fn(&mut Scenario), expected: &str) {
    let mut definition = process("a: =d =n role:r\nb: ^a");
    definition.data["n"].ty = Type::Number;
    let mut scenario = scenario();
    change(&mut scenario);
    assert_eq!(ids(&check_scenario(&scenario, &definition)), expected);
}

#[test]
fn a_scenario_names_what_the_process_has() {
    let staff = |holders, share| Staff { holders, share, calendar: None, span: Span::default() };
    let exactly = VariableLength { amount: Distribution::Exactly(1.0), unit: Unit::Hour };
    scenario_finds(|_| {}, "");
    scenario_finds(|it| it.process.value = "q".into(), "SC001");
    let no_cases = Extent::Cases(Spanned::nowhere(0));
    scenario_finds(|it| (it.extent, it.replications.value) = (no_cases, 0), "SC002 SC002");
    let until = |days| Extent::Until(Spanned::nowhere(chrono::NaiveDate::default() + chrono::Days::new(days)));
    scenario_finds(|it| it.extent = until(1), "");
    scenario_finds(|it| it.extent = until(0), "SC017");
    scenario_finds(|it| _ = it.wait.insert("q".into(), Spanned::nowhere(exactly)), "SC003");
    scenario_finds(|it| _ = it.chances.insert(("q".into(), "bad".into()), Spanned::nowhere(0.1)), "SC003");
    scenario_finds(|it| _ = it.chances.insert(("b".into(), "worse".into()), Spanned::nowhere(0.1)), "SC004");
    scenario_finds(|it| _ = it.chances.insert(("b".into(), "bad".into()), Spanned::nowhere(1.1)), "DF021");
    scenario_finds(|it| _ = it.staff.insert("q".into(), staff(1, 1.0)), "SC005");
    scenario_finds(|it| _ = it.staff.insert("r".into(), staff(0, f64::NAN)), "SC007 SC008");
    let calibration = |load_at_most| Some(Calibration { to: Times::Elapsed, load_at_most });
    scenario_finds(|it| it.calibration = calibration(0.97), "");
    scenario_finds(|it| it.calibration = calibration(1.5), "SC016");
}

#[test]
fn a_scenario_says_how_long_everything_takes() {
    let staffed = |it: &mut Scenario| {
        it.times.value = Times::WorkAndWait;
        let staff = Staff { holders: 1, share: 1.0, calendar: None, span: Span::default() };
        it.staff.insert("r".into(), staff);
    };
    scenario_finds(|it| _ = it.elapsed.shift_remove("b"), "SC014");
    scenario_finds(|it| it.times.value = Times::WorkAndWait, "");
    scenario_finds(staffed, "SC014");
    let by_kind = |it: &mut Scenario| {
        staffed(it);
        let exactly = VariableLength { amount: Distribution::Exactly(1.0), unit: Unit::Hour };
        it.work_by_kind.insert(Kind::Work, Spanned::nowhere(exactly));
    };
    scenario_finds(by_kind, "");
}

#[test]
fn a_scenario_says_what_cases_are_like() {
    let source = |name: &'static str, source: DataSource| {
        move |it: &mut Scenario| {
            it.data.insert(name.into(), Spanned::nowhere(source.clone()));
        }
    };
    let choice = |list: &[(&str, f64)]| {
        DataSource::Choice(list.iter().map(|(value, chance)| ((*value).to_owned(), *chance)).collect())
    };
    scenario_finds(source("d", choice(&[("yes", 0.25), ("no", 0.75)])), "");
    scenario_finds(source("d", choice(&[("yes", 0.25), ("maybe", 0.75)])), "SC010");
    scenario_finds(source("d", choice(&[("yes", 0.25), ("no", 0.5)])), "SC011");
    scenario_finds(source("n", choice(&[("4", 0.5), ("five", 0.5)])), "SC010");
    scenario_finds(source("d", DataSource::Number(Distribution::Exactly(1.0))), "SC012");
    scenario_finds(source("n", DataSource::Number(Distribution::Exactly(1.0))), "");
    scenario_finds(source("q", choice(&[("yes", 1.0)])), "SC006");
    scenario_finds(source("d", DataSource::From("n > 3".to_owned())), "SC009");
    scenario_finds(source("d", DataSource::From("d".to_owned())), "SC013");
    let both = |it: &mut Scenario| {
        source("d", DataSource::From("n > 3".to_owned()))(it);
        source("n", DataSource::From("if d then 1 else 2".to_owned()))(it);
    };
    scenario_finds(both, "SC013");
    let mut wrong = scenario();
    source("n", DataSource::From("\"text\"".to_owned()))(&mut wrong);
    let mut definition = process("a: =n\nb");
    definition.data["n"].ty = Type::Number;
    assert!(!check_scenario(&wrong, &definition).is_empty());
}

#[test]
fn what_is_asked_and_read_has_a_source() {
    let mut definition = process("a: =d\nb");
    when(&mut definition, "b", "d");
    assert_eq!(ids(&check_scenario(&scenario(), &definition)), "SC009");
    let mut fine = scenario();
    let values = vec![("yes".to_owned(), 1.0)];
    fine.data.insert("d".into(), Spanned::nowhere(DataSource::Choice(values)));
    assert_eq!(ids(&check_scenario(&fine, &definition)), "");
}

#[test]
fn outcomes_have_chances_in_a_scenario() {
    let mut definition = process("a\nb: ^a");
    definition.steps["b"].chances.clear();
    assert_eq!(ids(&check_scenario(&scenario(), &definition)), "SC015");
    let mut fine = scenario();
    fine.chances.insert(("b".into(), "bad".into()), Spanned::nowhere(0.5));
    assert_eq!(ids(&check_scenario(&fine, &definition)), "");
}

#[test]
fn a_scenario_speaks_of_called_processes_too() {
    let definition = process("a\nb: ^a");
    let mut called = process("c: =k\nd");
    called.id.value = "q".into();
    when(&mut called, "d", "k");
    let mut with_calls = scenario();
    let values = vec![("yes".to_owned(), 1.0)];
    with_calls.data.insert("k".into(), Spanned::nowhere(DataSource::Choice(values)));
    let finds = |scenario: &Scenario, called: &[&Definition], expected: &str| {
        assert_eq!(ids(&check_scenario_with_calls(scenario, &definition, called)), expected);
    };
    finds(&with_calls, &[], "SC006");
    finds(&with_calls, &[&called], "");
    with_calls.calls = Calls::Simulate;
    finds(&with_calls, &[&called], "SC014 SC014");
    with_calls.data.clear();
    finds(&with_calls, &[&called], "SC014 SC014 SC009");
}

#[test]
fn what_a_scenario_says_of_errors_fits_the_process() {
    let mut definition = process("a: role:r\nb: ^a");
    definition.steps["a"].catches.insert("oversize".into(), Spanned::nowhere(0.9));
    let check = |change: &dyn Fn(&mut Scenario), expected: &str| {
        let mut scenario = scenario();
        change(&mut scenario);
        assert_eq!(ids(&check_scenario(&scenario, &definition)), expected);
    };
    let cost = |per| Spanned::nowhere(Cost { rial: ravand_feel::Number::from(1), per });
    let share = Spanned::nowhere(0.05);
    let oversize = |it: &mut Scenario| _ = it.errors.insert("oversize".into(), share);
    check(&oversize, "");
    check(&|it| _ = it.errors.insert("overside".into(), share), "SC018");
    check(&|it| _ = it.costs.insert(CostOf::Role("r".into()), cost(Some(Unit::Hour))), "");
    check(&|it| _ = it.costs.insert(CostOf::Role("r".into()), cost(None)), "SC019");
    check(&|it| _ = it.costs.insert(CostOf::Role("q".into()), cost(Some(Unit::Hour))), "SC022");
    let escaped = |it: &mut Scenario, per| _ = it.costs.insert(CostOf::Escaped("oversize".into()), cost(per));
    check(&|it| escaped(it, None), "SC021");
    check(&|it| (oversize(it), escaped(it, None)).1, "");
    check(&|it| (oversize(it), escaped(it, Some(Unit::Hour))).1, "SC020");
    let uncertain = |what: Uncertain, expected: &str| {
        check(&|it| _ = it.uncertain.insert(what.clone(), Spanned::nowhere(0.2)), expected);
    };
    uncertain(Uncertain::Arrivals, "");
    uncertain(Uncertain::Time("a".into(), StepTime::Work), "");
    uncertain(Uncertain::Time("q".into(), StepTime::Work), "SC003");
    uncertain(Uncertain::Chance("b".into(), "bad".into()), "");
    uncertain(Uncertain::Chance("b".into(), "good".into()), "SC023");
    uncertain(Uncertain::Error("oversize".into()), "SC021");
}
