//! The tests of this crate that need a schema: one schema, a few helpers, cases in lines.

mod expressions;
mod problems;
mod properties;
mod tables;
mod values;

use crate::{Expression, Problem, Schema, Type, UnaryTests, Value, codes};

/// The declared data of every test here.
fn schema() -> Schema {
    let mut schema = Schema::new();
    schema.add("area_m2", Type::Number, true);
    schema.add("floors", Type::Number, true);
    schema.add("frontage", Type::one_of(["main", "side"]), true);
    schema.add("second_frontage", Type::one_of(["main", "side"]), true);
    schema.add("zone", Type::one_of(["housing", "trade", "mixed"]), true);
    schema.add("article_5_needed", Type::Bool, true);
    schema.add("street", Type::Text, true);
    schema.add("مساحت_زیربنا", Type::Number, true);
    schema.add("national_code", Type::Text, false);
    schema
}

/// The slots of `area_m2 = 40; frontage = main`; what is not said is null.
fn slots(known: &str) -> Vec<Value> {
    let schema = schema();
    let mut slots = vec![Value::Null; schema.len()];
    for part in known.split(';').filter(|part| !part.trim().is_empty()) {
        let (name, value) = part.split_once('=').expect("name = value");
        let slot = schema.slot(name.trim()).expect("a declared name");
        let value = Expression::compile(value, &schema, schema.ty(slot)).expect("a value");
        slots[usize::from(slot)] = value.evaluate(&[]).expect("a constant");
    }
    slots
}

/// Checks what `source` gives where `known` is known.
fn check(known: &str, source: &str, expected: &str) {
    let expression =
        Expression::compile(source, &schema(), None).unwrap_or_else(|problems| panic!("{source}: {}", ids(&problems)));
    let value = match expression.evaluate(&slots(known)) {
        Ok(value) => expression.ty().show(&value),
        Err(error) => error.code().id.to_owned(),
    };
    assert_eq!(value, expected, "{source} where {known}");
}

/// Checks the problems of a condition: `FE020@0..4 FE004@5..7`.
fn bad(source: &str, expected: &str) {
    let problems = Expression::compile(source, &schema(), Some(&Type::Bool));
    assert_eq!(problems.map_or_else(|p| ids(&p), |_| "fine".into()), expected, "{source}");
}

/// Checks whether a value of the type of `data` passes the test of a cell.
fn cell(data: &str, value: &str, test: &str, expected: Option<bool>) {
    let schema = schema();
    let slot = schema.slot(data).expect("a declared name");
    let slots = slots(&format!("{data} = {value}; floors = 5"));
    let input = &slots[usize::from(slot)];
    let compiled = UnaryTests::compile(test, schema.ty(slot).expect("a type"), &schema)
        .unwrap_or_else(|problems| panic!("{test}: {}", ids(&problems)));
    assert_eq!(compiled.matches(input, &slots), Ok(expected), "{value} against {test}");
}

fn ids(problems: &[Problem]) -> String {
    let place = |p: &Problem| format!("{}@{}..{}", p.code.id, p.span.start, p.span.end);
    problems.iter().map(place).collect::<Vec<_>>().join(" ")
}

/// The `{names}` of a template, sorted.
fn holes(template: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_code_speaks_both_languages_about_the_same() {
    let mut last = "";
    for code in codes::ALL {
        assert!(code.id > last, "{} after {last}", code.id);
        last = code.id;
        for words in [code.message, code.help] {
            assert_eq!(holes(words.en), holes(words.fa), "{}", code.id);
            assert!(words.fa.chars().any(|c| ('ا'..='ی').contains(&c)), "{}", code.id);
            assert!(!words.fa.contains(['ي', 'ك']), "Arabic letters in {}", code.id);
        }
    }
}

#[test]
fn what_is_shared_between_threads_can_be() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    shared::<Expression>();
    shared::<UnaryTests>();
    shared::<crate::Table>();
    shared::<Schema>();
    shared::<Value>();
}
