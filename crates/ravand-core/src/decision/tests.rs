//! Decisions by themselves: every kind of logic, every hit policy, circles, wrong types.

use super::{
    CompiledModel, ContextEntry, DecisionModel, Each, LOGIC_DEPTH_MAX, Logic, REQUIRED_MAX, Strictness, circle,
    required_first, requires_too_many,
};
use crate::definition::{DataDeclaration, Decision, Rule};
use crate::id::DataName;
use crate::span::{Span, Spanned};
use crate::title::Title;
use indexmap::IndexMap;
use ravand_feel::{Aggregator, HitPolicy, Type, Value};
use std::collections::BTreeMap;

fn datum(ty: Type) -> DataDeclaration {
    DataDeclaration { ty, personal: false, default: None, title: Title::default(), span: Span::default() }
}

fn data(all: &[(&str, Type)]) -> IndexMap<DataName, DataDeclaration> {
    all.iter().map(|(name, ty)| (DataName::from(*name), datum(ty.clone()))).collect()
}

fn spanned(text: &str) -> Spanned<String> {
    Spanned::nowhere(text.to_owned())
}

fn requires(names: &[&str]) -> Vec<Spanned<crate::id::DecisionId>> {
    names.iter().map(|name| Spanned::nowhere((*name).into())).collect()
}

/// A decision of that logic, which requires `a`, `b` and what else is named.
fn by(logic: Logic, ty: Type, more: &[&str]) -> Decision {
    Decision {
        requires: requires(&[&["a", "b"], more].concat()),
        outputs: data(&[("d", ty)]),
        logic: Some(Box::new(logic)),
        ..Decision::empty(Span::default())
    }
}

fn text(text: &str) -> Logic {
    Logic::literal(text)
}

fn boxed(expression: &str) -> Box<Logic> {
    Box::new(text(expression))
}

fn knowledge(params: &[(&str, Type)], gives: Type, logic: Logic) -> Decision {
    Decision {
        parameters: Some(data(params)),
        outputs: data(&[("result", gives)]),
        logic: Some(Box::new(logic)),
        ..Decision::empty(Span::default())
    }
}

/// Over the inputs `a` (a number) and `b` (a list of numbers).
fn model(decisions: Vec<(&str, Decision)>) -> DecisionModel {
    DecisionModel {
        data: data(&[("a", Type::Number), ("b", Type::list(Type::Number))]),
        decisions: decisions.into_iter().map(|(id, decision)| (id.into(), decision)).collect(),
        ..DecisionModel::default()
    }
}

fn compiled(model: &DecisionModel, strictness: Strictness) -> CompiledModel {
    model.compile(strictness).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// What `d` gives for a = 5 and b = [1, 2, 3].
fn decide(model: &DecisionModel, strictness: Strictness) -> Result<Value, String> {
    let list = Value::list([1, 2, 3].map(Value::from)).expect("small");
    let inputs = BTreeMap::from([("a".to_owned(), Value::from(5)), ("b".to_owned(), list)]);
    let found = compiled(model, strictness)
        .evaluate("d", &inputs)
        .map_err(|why| why.code().message.fill(ravand_feel::Language::En, &why.args()))?;
    Ok(found.into_iter().next().expect("an output").1)
}

fn check(logic: Logic, expected: &str) {
    for strictness in [Strictness::Strict, Strictness::Standard] {
        let found = decide(&model(vec![("d", by(logic.clone(), Type::Any, &[]))]), strictness);
        assert_eq!(found.map(|value| value.to_string()), Ok(expected.to_owned()), "{logic:?}");
    }
}

fn entry(name: &str, ty: Type, logic: Logic) -> ContextEntry {
    ContextEntry { name: spanned(name), ty, logic }
}

#[test]
fn every_kind_of_logic_gives_its_value() {
    let span = Span::default();
    check(text("a + 1"), "6");
    let entries = || vec![entry("x", Type::Number, text("a * 2")), entry("y", Type::Any, text("x + 1"))];
    check(Logic::Context { entries: entries(), result: None, span }, "{x: 10, y: 11}");
    check(Logic::Context { entries: entries(), result: Some(boxed("x + y")), span }, "21");
    check(Logic::List { items: vec![text("a"), text("\"x\"")], span }, "[5, \"x\"]");
    let columns = vec![spanned("n"), spanned("m")];
    let rows = vec![vec![text("1"), text("a")], vec![text("2"), text("a + 1")]];
    check(Logic::Relation { columns, rows, span }, "[{n: 1, m: 5}, {n: 2, m: 6}]");
    let [condition, then, otherwise] = [boxed("a > 3"), boxed("\"more\""), boxed("\"less\"")];
    check(Logic::If { condition, then, otherwise, span }, "\"more\"");
    check(Logic::Filter { list: boxed("b"), keep: boxed("item > 1"), span }, "[2, 3]");
    let each =
        |what, body: &str| Logic::Each { what, variable: spanned("n"), list: boxed("b"), body: boxed(body), span };
    check(each(Each::For, "n * a"), "[5, 10, 15]");
    check(each(Each::Some, "n > 2"), "true");
    check(each(Each::Some, "n > 3"), "false");
    check(each(Each::Every, "n > 0"), "true");
    check(each(Each::Every, "n > 1"), "false");
    check(each(Each::Every, "null"), "null");
}

#[test]
fn an_item_with_fields_is_asked_by_their_names() {
    let span = Span::default();
    let rows = vec![vec![text("1"), text("true")], vec![text("2"), text("false")]];
    let list = Logic::Relation { columns: vec![spanned("n"), spanned("good")], rows, span };
    let keep = boxed("good = true and item.n < 9");
    check(Logic::Filter { list: Box::new(list), keep, span }, "[{n: 1, good: true}]");
}

#[test]
fn a_function_sees_what_stands_around_it() {
    let span = Span::default();
    let function = Logic::Function { parameters: data(&[("n", Type::Number)]), body: boxed("n * a"), span };
    let with = IndexMap::from([("n".to_owned(), text("4"))]);
    let call = Logic::Call { callee: spanned("times"), with, span };
    let entries = vec![entry("times", Type::Any, function)];
    check(Logic::Context { entries: entries.clone(), result: Some(Box::new(call)), span }, "20");
    check(Logic::Context { entries, result: Some(boxed("times(3) + times(n: 1)")), span }, "20");
}

#[test]
fn a_knowledge_model_is_called_by_box_and_by_name() {
    let table = Decision {
        inputs: vec![spanned("n")],
        outputs: data(&[("size", Type::Text)]),
        rules: vec![rule(Some("< 3"), "\"small\""), otherwise("\"large\"")],
        ..Decision::empty(Span::default())
    };
    let size = knowledge(&[("n", Type::Number)], Type::Text, Logic::Table(Box::new(table)));
    let both = Decision {
        requires: requires(&["size of"]),
        ..knowledge(&[("m", Type::Number)], Type::Any, text("[size of(m), size of(n: 1)]"))
    };
    let with = IndexMap::from([("m".to_owned(), text("a"))]);
    let call = Logic::Call { callee: spanned("both"), with, span: Span::default() };
    let file = model(vec![("d", by(call, Type::Any, &["both"])), ("both", both), ("size of", size)]);
    for strictness in [Strictness::Strict, Strictness::Standard] {
        let found = decide(&file, strictness).map(|value| value.to_string());
        assert_eq!(found, Ok("[\"large\", \"small\"]".to_owned()));
    }
}

fn rule(test: Option<&str>, result: &str) -> Rule {
    let inputs = vec![test.map(spanned)];
    Rule { inputs, outputs: vec![spanned(result)], otherwise: false, span: Span::default() }
}

fn otherwise(result: &str) -> Rule {
    Rule { otherwise: true, ..rule(None, result) }
}

/// A table over `a` in which two rules match and one does not.
fn policy(hit: HitPolicy, ty: Type, results: [&str; 3], expected: &str) {
    let [first, second, third] = results;
    let rules = vec![rule(Some("> 1"), first), rule(Some("< 0"), third), rule(Some("> 2"), second)];
    let table = Decision {
        hit: Spanned::nowhere(hit),
        inputs: vec![spanned("a")],
        outputs: data(&[("d", ty)]),
        priorities: IndexMap::from([("d".into(), vec![spanned("2"), spanned("1")])]),
        rules,
        requires: requires(&["a"]),
        ..Decision::empty(Span::default())
    };
    let own = decide(&model(vec![("d", table.clone())]), Strictness::Standard);
    assert_eq!(own.map(|value| value.to_string()), Ok(expected.to_owned()), "{hit}");
    let table = Decision { requires: Vec::new(), ..table };
    let value = by(Logic::Table(Box::new(table)), Type::Any, &[]);
    let boxed = decide(&model(vec![("d", value)]), Strictness::Standard);
    assert_eq!(boxed.map(|value| value.to_string()), Ok(expected.to_owned()), "{hit}, boxed");
}

#[test]
fn every_hit_policy_decides() {
    let lists = Type::list(Type::Number);
    policy(HitPolicy::Unique, Type::Number, ["1", "2", "3"], "null");
    policy(HitPolicy::Any, Type::Number, ["1", "1", "3"], "1");
    policy(HitPolicy::Any, Type::Number, ["1", "2", "3"], "null");
    policy(HitPolicy::First, Type::Number, ["1", "2", "3"], "1");
    policy(HitPolicy::Priority, Type::Number, ["1", "2", "3"], "2");
    policy(HitPolicy::RuleOrder, lists.clone(), ["1", "2", "3"], "[1, 2]");
    policy(HitPolicy::OutputOrder, lists.clone(), ["1", "2", "3"], "[2, 1]");
    policy(HitPolicy::Collect(None), lists, ["1", "2", "3"], "[1, 2]");
    policy(HitPolicy::Collect(Some(Aggregator::Sum)), Type::Number, ["1", "2", "3"], "3");
    policy(HitPolicy::Collect(Some(Aggregator::Min)), Type::Number, ["1", "2", "3"], "1");
    policy(HitPolicy::Collect(Some(Aggregator::Max)), Type::Number, ["1", "2", "3"], "2");
    policy(HitPolicy::Collect(Some(Aggregator::Count)), Type::Number, ["1", "2", "3"], "2");
}

#[test]
fn several_outputs_are_a_context_or_rows_of_it() {
    let several = |hit, ty: fn(Type) -> Type| Decision {
        hit: Spanned::nowhere(hit),
        inputs: vec![spanned("a")],
        outputs: data(&[("n", ty(Type::Number)), ("word", ty(Type::Text))]),
        rules: vec![
            Rule { outputs: vec![spanned("1"), spanned("\"x\"")], ..rule(Some("> 1"), "") },
            Rule { outputs: vec![spanned("2"), spanned("\"y\"")], ..rule(Some("> 2"), "") },
        ],
        ..Decision::empty(Span::default())
    };
    check(Logic::Table(Box::new(several(HitPolicy::First, |ty| ty))), "{n: 1, word: \"x\"}");
    let rows = several(HitPolicy::Collect(None), Type::list);
    check(Logic::Table(Box::new(rows)), "[{n: 1, word: \"x\"}, {n: 2, word: \"y\"}]");
}

#[test]
fn required_decisions_come_first_and_once() {
    let first = Decision { outputs: data(&[("x", Type::Number)]), ..by(text("a * 2"), Type::Any, &[]) };
    let second = Decision {
        outputs: data(&[("y", Type::Number)]),
        requires: requires(&["first"]),
        ..by(text("x + 1"), Type::Any, &[])
    };
    let file =
        model(vec![("d", by(text("x + y"), Type::Number, &["second", "first"])), ("first", first), ("second", second)]);
    assert_eq!(decide(&file, Strictness::Strict), Ok(Value::from(21)));
    let order: Vec<&str> = required_first(&file.decisions, "d").into_iter().map(|id| id.as_str()).collect();
    assert_eq!(order, ["first", "second", "d"]);
}

/// The codes of what is wrong.
fn problems(decisions: Vec<(&str, Decision)>) -> Vec<&'static str> {
    model(decisions).check().into_iter().filter(|it| it.is_error()).map(|it| it.code.id).collect()
}

#[test]
fn what_is_wrong_is_said() {
    let fine = || by(text("a"), Type::Number, &[]);
    assert_eq!(problems(vec![("d", fine())]), [""; 0]);
    assert_eq!(problems(vec![("d", by(text("a"), Type::Number, &["nobody"]))]), ["DE001"]);
    assert_eq!(problems(vec![("d", by(text("a"), Type::Number, &["d"]))]), ["DE002"]);
    let other = Decision { outputs: data(&[("e", Type::Number)]), ..by(text("a"), Type::Any, &["d"]) };
    assert_eq!(problems(vec![("d", by(text("a"), Type::Number, &["e"])), ("e", other)]), ["DE002"]);
    let silent = Decision { outputs: IndexMap::new(), ..fine() };
    assert_eq!(problems(vec![("d", silent)]), ["DE004"]);
    assert_eq!(problems(vec![("d", by(text("c"), Type::Number, &[]))]), ["FE021"]);
    assert_eq!(problems(vec![("d", by(text("\"x\""), Type::Number, &[]))]).len(), 1);
    let named_like_data = knowledge(&[], Type::Any, text("1"));
    assert_eq!(problems(vec![("d", fine()), ("a", named_like_data)]), ["DE007"]);
    let span = Span::default();
    let model = || ("f", knowledge(&[("n", Type::Number)], Type::Number, text("n")));
    let call = |name: &str| {
        let with = IndexMap::from([(name.to_owned(), text("1"))]);
        by(Logic::Call { callee: spanned("f"), with, span }, Type::Number, &["f"])
    };
    assert_eq!(problems(vec![("d", call("n")), model()]), [""; 0]);
    assert_eq!(problems(vec![("d", call("m")), model()]), ["DE008", "DE012"]);
    let narrow = Logic::Relation { columns: vec![spanned("x")], rows: vec![vec![]], span };
    assert_eq!(problems(vec![("d", by(narrow, Type::Any, &[]))]), ["DE009"]);
    let twice = vec![entry("x", Type::Any, text("1")), entry("x", Type::Any, text("2"))];
    let twice = Logic::Context { entries: twice, result: None, span };
    assert_eq!(problems(vec![("d", by(twice, Type::Any, &[]))]), ["DE010"]);
    let deep = (0..LOGIC_DEPTH_MAX).fold(text("1"), |inner, _| Logic::List { items: vec![inner], span });
    assert_eq!(problems(vec![("d", by(deep, Type::Any, &[]))]), ["DE005"]);
}

#[test]
fn a_circle_is_named_from_one_to_the_next() {
    let chain = |id: &str, next: &str| {
        let decision = Decision { outputs: data(&[(id, Type::Any)]), ..by(text("1"), Type::Any, &[next]) };
        (id.to_owned(), decision)
    };
    let all = [chain("p", "q"), chain("q", "r"), chain("r", "q")];
    let decisions = all.into_iter().map(|(id, decision)| (id.as_str().into(), decision)).collect();
    let names: Vec<&str> = circle(&decisions).expect("a circle").into_iter().map(|id| id.as_str()).collect();
    assert_eq!(names, ["q", "r"]);
}

#[test]
fn a_chain_of_requirements_is_no_chain_of_calls() {
    let count = 60_000;
    let one = |at: usize| {
        let requires = if at == 0 { Vec::new() } else { requires(&[&format!("d{}", at - 1)]) };
        (format!("d{at}").as_str().into(), Decision { requires, ..Decision::empty(Span::default()) })
    };
    let decisions = (0..count).map(one).collect();
    assert_eq!(circle(&decisions), None);
    assert!(requires_too_many(&decisions, &format!("d{}", count - 1)));
    assert!(!requires_too_many(&decisions, &format!("d{}", REQUIRED_MAX - 2)));
}

#[test]
fn what_fails_names_the_decision_and_the_expression() {
    let fails = |logic| decide(&model(vec![("d", by(logic, Type::Number, &[]))]), Strictness::Strict).unwrap_err();
    let message = fails(text("a / (a - 5)"));
    assert!(message.contains("`d`") && message.contains("a / (a - 5)"), "{message}");
    let in_model = knowledge(&[("n", Type::Number)], Type::Number, text("1 / n"));
    let file = model(vec![("d", by(text("f(a - 5)"), Type::Number, &["f"])), ("f", in_model)]);
    let message = decide(&file, Strictness::Strict).unwrap_err();
    assert!(message.contains("f(a - 5)") && message.contains("1 / n"), "{message}");
    // The standard makes a null of both.
    assert_eq!(decide(&file, Strictness::Standard), Ok(Value::Null));
}

#[test]
fn a_value_of_the_wrong_type_is_an_error_or_null() {
    let anything = knowledge(&[("n", Type::Any)], Type::Any, text("n"));
    let with = IndexMap::from([("n".to_owned(), text("\"x\""))]);
    let call = Logic::Call { callee: spanned("f"), with, span: Span::default() };
    let file = model(vec![("d", by(call, Type::Number, &["f"])), ("f", anything)]);
    let message = decide(&file, Strictness::Strict).unwrap_err();
    assert!(message.contains("number"), "{message}");
    assert_eq!(decide(&file, Strictness::Standard), Ok(Value::Null));
}

#[test]
fn work_is_paid_for_and_recursion_comes_to_an_end() {
    let slow = knowledge(&[("n", Type::Number)], Type::Number, text("sum(for x in 1..1000 return x)"));
    let file = model(vec![("d", by(text("sum(for x in 1..100000 return f(x))"), Type::Number, &["f"])), ("f", slow)]);
    assert!(decide(&file, Strictness::Strict).unwrap_err().contains("steps"));
    // A function that gets itself as an argument calls itself for ever.
    let itself = knowledge(&[("g", Type::Any)], Type::Any, text("g(g)"));
    let file = model(vec![("d", by(text("f(f)"), Type::Any, &["f"])), ("f", itself)]);
    assert!(decide(&file, Strictness::Strict).unwrap_err().contains("deeply"));
    assert_eq!(decide(&file, Strictness::Standard), Ok(Value::Null));
}

#[test]
fn there_is_no_decision_of_that_name() {
    let file = model(vec![("e", by(text("a"), Type::Number, &[]))]);
    let why = compiled(&file, Strictness::Strict).evaluate("d", &BTreeMap::new()).unwrap_err();
    assert_eq!(why.why.code.id, "DE023");
}

#[test]
fn words_are_there_in_both_languages() {
    let ids: Vec<&str> = super::codes::ALL.iter().map(|code| code.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for code in super::codes::ALL {
        assert!(!code.message.fa.is_empty() && !code.help.fa.is_empty(), "{}", code.id);
    }
}
