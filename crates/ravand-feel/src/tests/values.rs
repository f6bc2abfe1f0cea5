//! Dates, lists, contexts, loops and functions: what they give and what is said of them.

use super::{check, ids, schema};
use crate::{Expression, Schema, Type, Value};

/// Checks the problems of an expression of any type.
fn bad(source: &str, expected: &str) {
    let problems = Expression::compile(source, &schema(), None);
    assert_eq!(problems.map_or_else(|p| ids(&p), |_| "fine".into()), expected, "{source}");
}

/// Checks the warnings of an expression that is read.
fn warned(source: &str, expected: &str) {
    let found = Expression::compile(source, &schema(), None).map(|e| ids(e.warnings()));
    assert_eq!(found, Ok(expected.to_owned()), "{source}");
}

#[test]
fn mistakes_of_functions_are_named() {
    bad("now()", "FE074@0..3");
    bad("substring(\"a\")", "FE071@0..14");
    bad("substring(string: \"a\", from: 1)", "FE073@23..27");
    bad("upper case(3)", "FE072@11..12");
    bad("sum([\"a\"])", "fine");
    bad("abs(street)", "FE072@4..10");
    bad("area_m2(3)", "FE075@0..7");
    bad("for x in area_m2 return x", "FE076@9..16");
    bad("date(\"2024-02-30\")", "FE008@0..18");
    bad("@\"2024-13-01\"", "FE008@0..13");
    bad("function(a) external {}", "FE038@12..20");
}

#[test]
fn kinds_of_time_do_not_mix() {
    bad("@\"P1D\" + @\"P1M\"", "FE077@0..15");
    bad("@\"P1D\" < @\"P1M\"", "FE027@0..15");
    bad("@\"2024-03-20\" + 3", "FE077@0..17");
    bad("@\"2024-03-20\" > \"2024-03-01\"", "FE027@0..28");
    bad("@\"2024-03-20\".hour", "FE039@14..18");
    bad("@\"2024-03-20\".yaer", "FE078@14..18");
}

#[test]
fn units_are_kept_apart() {
    let mut schema = schema();
    for name in ["height_m", "width_m", "fee_rial", "plot_area_m2"] {
        schema.add(name, Type::Number, true);
    }
    let bad = |source: &str, expected: &str| {
        let problems = Expression::compile(source, &schema, None);
        assert_eq!(problems.map_or_else(|p| ids(&p), |_| "fine".into()), expected, "{source}");
    };
    bad("area_m2 > height_m", "FE080@0..18");
    bad("area_m2 + height_m", "FE080@0..18");
    bad("area_m2 > 12 and area_m2 <= plot_area_m2", "fine");
    bad("height_m * width_m <= area_m2", "fine");
    bad("fee_rial = area_m2 * 600000", "fine");
    bad("area_m2 in [height_m..12]", "FE080@12..20");
    bad("area_m2 between 1 and height_m", "FE080@0..30");
    bad("if true then area_m2 else height_m", "FE080@0..34");
    bad("-height_m + width_m * 2 + height_m", "fine");
}

#[test]
fn what_never_holds_is_warned_of() {
    warned("area_m2 > 10 and area_m2 < 5", "FE082@17..28");
    warned("area_m2 > 10 and floors < 5", "");
    warned("area_m2 >= 5 and area_m2 <= 5", "");
    warned("area_m2 > 5 and area_m2 <= 5", "FE082@16..28");
    warned("area_m2 = 3 and 4 < area_m2", "FE082@16..27");
    warned("area_m2 > 10 or area_m2 < 5", "");
    warned("frontage = main and frontage = side", "FE082@20..35");
    warned("frontage = main and frontage = second_frontage", "");
    warned("area_m2 in [1..3] and area_m2 > 3", "FE082@22..33");
    warned("3 > 4", "FE081@0..5");
    warned("3 < 4", "");
}

#[test]
fn longer_names_win_where_declared() {
    let mut schema = Schema::new();
    for name in ["a", "b", "a-b", "monthly income", "date", "owner's age"] {
        schema.add(name, Type::Number, true);
    }
    let slots: Vec<Value> = [10, 3, 100, 5, 8, 40].map(Value::from).to_vec();
    let check = |source: &str, expected: &str| {
        let found = Expression::compile(source, &schema, None).map(|e| e.evaluate(&slots).map(|v| v.to_string()));
        assert_eq!(found, Ok(Ok(expected.to_owned())), "{source}");
    };
    check("a-b", "100");
    check("a - b", "7");
    check("a-b-b", "97");
    check("monthly   income * 2", "10");
    check("owner's age + 1", "41");
    check("date + 1", "9");
    check("date(\"2024-03-20\").day", "20");
}

#[test]
fn lists_know_the_names_of_their_items() {
    let mut schema = schema();
    schema.add("sides", Type::list(Type::one_of(["main", "side"])), true);
    let slot = schema.slot("sides").map(usize::from).unwrap_or_default();
    let mut slots = vec![Value::Null; schema.len()];
    slots[slot] = Value::list([Value::Enum(crate::EnumValue(1))]).unwrap_or_default();
    let check = |source: &str, expected: &str| {
        let expression = Expression::compile(source, &schema, None).unwrap_or_else(|p| panic!("{source}: {}", ids(&p)));
        let value = expression.evaluate(&slots).map(|value| expression.ty().show(&value));
        assert_eq!(value, Ok(expected.to_owned()), "{source}");
    };
    check("list contains(sides, side)", "true");
    check("list contains(sides, main)", "false");
    check("side in sides", "true");
    check("sides[1]", "side");
    check("sides = [side]", "true");
    check("some s in sides satisfies s = main", "false");
    check("count(sides[item = side])", "1");
    check("string(sides[1])", "\"side\"");
    check("append(sides, main)", "[side, main]");
}

#[test]
fn work_and_size_are_bounded() {
    check("", "for x in 1..1000000000 return x", "FE056");
    check("", "some x in 1..1000000000 satisfies x < 0", "FE055");
    check("", "count(for x in 1..1000, y in 1..2000 return 1)", "FE056");
    check("", "(function(f) f(f))(function(f) f(f))", "FE057");
    check("", "count(for x in 1..60 return partial)", "FE056");
    check("", "for x in 1..40 return if x = 1 then [1] else [partial[-1], partial[-1]]", "FE056");
    check("", "string length(string join(for x in 1..90000 return \"abcdefgh\"))", "FE056");
    check("", "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")", "false");
    check("", "matches(\"a\", \"(a\")", "FE058");
    check("", "matches(\"a\", \"(((a{100}){100}){100}){100}\")", "FE058");
}

#[test]
fn types_are_written_and_read_back() {
    for text in [
        "number",
        "text",
        "yes_no",
        "date",
        "time",
        "date_time",
        "duration",
        "months_duration",
        "any",
        "one_of [main, side]",
        "list of list of date",
        "range of number",
        "context {a: number, \"b c\": list of text}",
        "list of one_of [a, b]",
    ] {
        let ty: Result<Type, _> = text.parse();
        assert_eq!(ty.map(|ty| ty.to_string()), Ok(text.to_owned()));
    }
    assert_eq!("list<string>".parse(), Ok(Type::list(Type::Text)));
    assert!("lots of text".parse::<Type>().is_err());
}
