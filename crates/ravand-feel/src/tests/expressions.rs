//! What expressions give.

use super::{bad, cell, check};
use crate::{Expression, Number, Schema, Type, Value};

#[test]
fn arithmetic_is_exact_and_has_its_order() {
    check("", "1 + 2 * 3", "7");
    check("", "(1 + 2) * 3", "9");
    check("", "10 - 4 - 3", "3");
    check("", "100 / 10 / 5", "2");
    check("", "2 * 3 ** 2", "18");
    check("", "2 ** -2", "0.25");
    check("", "-2 * -3", "6");
    check("", "-(2 ** 2)", "-4");
    check("", "(-2) ** 2", "4");
    check("", "0.1 + 0.2", "0.3");
    check("", ".5 + 1.50", "2");
    check("", "1 / 3", "0.3333333333333333333333333333");
    check("area_m2 = 12.5", "area_m2 * 2", "25");
    check("area_m2 = 0", "-area_m2 = 0 and not(-area_m2 < 0) and 0 <= -area_m2", "true");
    check("area_m2 = 0", "-area_m2", "0");
    check("مساحت_زیربنا = 75", "مساحت_زیربنا / 3", "25");
}

#[test]
fn a_negative_power_keeps_its_digits() {
    check("", "0.5 ** -90", "1237940039285380274899124224");
    check("", "(-0.5) ** -3", "-8");
    check("", "3 ** -2", "0.1111111111111111111111111111");
    check("", "10 ** -40", "0");
    check("", "0.1 ** -40", "FE050");
}

#[test]
fn arithmetic_that_cannot_be_says_so() {
    check("floors = 0", "area_m2 / floors", "null");
    check("floors = 0; area_m2 = 1", "area_m2 / floors", "FE051");
    check("", "0 ** -1", "FE051");
    check("", "9999999999999999999999999999 * 10", "FE050");
    check("", "10 ** 40", "FE050");
    check("", "-(10 ** 28) - 10 ** 28 * 7", "FE050");
    check("", "2 ** 0.5", "FE052");
    check("", "1 ** 1000", "FE052");
}

#[test]
fn null_is_not_known_and_equals_itself() {
    check("", "area_m2 = null", "true");
    check("", "null != frontage", "false");
    check("area_m2 = 3", "area_m2 = null", "false");
    check("area_m2 = 3", "area_m2 != null", "true");
    check("", "null = null", "true");
    check("", "area_m2 < 3", "null");
    check("", "area_m2 + 3", "null");
    check("", "-area_m2", "null");
    check("", "frontage = main", "false");
    check("", "frontage = second_frontage", "true");
    check("", "not(area_m2 > 3)", "null");
}

#[test]
fn what_fails_beside_a_null_still_fails() {
    check("", "null between null and 3", "null");
    check("", "null between null and 1 / 0", "FE051");
    check("", "null between -null and 1 / 0", "FE051");
    check("", "(if 1 / 0 > 1 then null else null) = null", "FE051");
    check("", "(if true then null else null) = null", "true");
    check("", "(if true then null else null) = \"a\"", "false");
    check("", "[if true then null else null, \"a\"][2]", "\"a\"");
    bad("null between null and nothing_of_this_name", "FE020@22..42");
    bad("null between true and false", "FE031@0..4");
}

#[test]
fn truth_has_three_values() {
    for (a, b, and, or) in [
        ("true", "true", "true", "true"),
        ("true", "false", "false", "true"),
        ("true", "null", "null", "true"),
        ("false", "false", "false", "false"),
        ("false", "null", "false", "null"),
        ("null", "null", "null", "null"),
    ] {
        for (a, b) in [(a, b), (b, a)] {
            check("", &format!("{a} and {b}"), and);
            check("", &format!("{a} or {b}"), or);
        }
    }
    check("", "not(true)", "false");
    check("", "true or false and false", "true");
    check("", "(true or false) and false", "false");
    check("article_5_needed = true", "article_5_needed", "true");
    check("article_5_needed = true", "not(article_5_needed) or floors > 2", "null");
    check("article_5_needed = true", "article_5_needed = false", "false");
    check("", "false and 1 / 0 > 1", "false");
    check("", "1 / 0 > 1 and false", "FE051");
}

#[test]
fn names_of_values_are_found_from_the_other_side() {
    check("frontage = main", "frontage = main", "true");
    check("frontage = side", "main = frontage", "false");
    check("frontage = side", "frontage != main", "true");
    check("frontage = side; second_frontage = side", "frontage = second_frontage", "true");
    check("zone = mixed", "zone in (trade, mixed)", "true");
    check("zone = housing", "zone in [trade, mixed]", "false");
    check("zone = trade", "zone in trade", "true");
    check("", "zone in (trade, mixed)", "null");
    check("frontage = side", "(if true then main else side) = frontage", "false");
    check("frontage = side", "if true then frontage else main", "side");
}

#[test]
fn a_value_wins_over_data_of_another_type_and_never_silently_over_its_own() {
    let mut schema = Schema::new();
    let frontage = Type::one_of(["main", "side"]);
    schema.add("frontage", frontage.clone(), true);
    schema.add("side", Type::Number, true);
    let slots = [Value::Enum(crate::EnumValue(1)), Value::from(3)];
    let compile = |source: &str| Expression::compile(source, &schema, None);
    let truth = |source: &str| compile(source).map(|e| e.evaluate(&slots));
    assert_eq!(truth("frontage = side and side = 3"), Ok(Ok(Value::Bool(true))));

    schema.add("main", frontage, true);
    let problems = Expression::compile("frontage = main", &schema, None).unwrap_err();
    assert_eq!(super::ids(&problems), "FE026@11..15");
}

#[test]
fn ranges_know_their_ends() {
    for (range, at_low, inside, at_high) in [
        ("[4..12]", "true", "true", "true"),
        ("(4..12]", "false", "true", "true"),
        ("]4..12]", "false", "true", "true"),
        ("[4..12)", "true", "true", "false"),
        ("[4..12[", "true", "true", "false"),
        ("(4..12)", "false", "true", "false"),
    ] {
        check("area_m2 = 4", &format!("area_m2 in {range}"), at_low);
        check("area_m2 = 4.01", &format!("area_m2 in {range}"), inside);
        check("area_m2 = 12", &format!("area_m2 in {range}"), at_high);
        check("area_m2 = 12.01", &format!("area_m2 in {range}"), "false");
        check("", &format!("area_m2 in {range}"), "null");
    }
    check("area_m2 = 4", "area_m2 between 4 and 12 and floors = null", "true");
    check("area_m2 = 4", "area_m2 between floors and 3", "false");
    check("area_m2 = 4", "area_m2 between floors and 5", "null");
    check("street = \"b\"", "street in [\"a\"..\"c\")", "true");
    check("area_m2 = 7; floors = 2", "area_m2 in (floors + 1..floors * 4)", "true");
}

#[test]
fn lists_of_tests_mix_forms() {
    check("area_m2 = 50", "area_m2 in (1, > 40, [5..6])", "true");
    check("area_m2 = 5.5", "area_m2 in (1, > 40, [5..6])", "true");
    check("area_m2 = 2", "area_m2 in (1, > 40, [5..6])", "false");
    check("area_m2 = 2", "area_m2 in <= 2 and true", "true");
    check("area_m2 = 6", "area_m2 in (? > 3 and ? < 9, 1)", "true");
    check("area_m2 = 6", "area_m2 + 1 in (7)", "true");
    check("area_m2 = 6", "area_m2 in ((1..3), (5..6])", "true");
    check("area_m2 = 6", "area_m2 in ((1 + 2) * 2, 9)", "true");
    check("area_m2 = 6", "area_m2 in ((2 + 1)..8)", "true");
    check("area_m2 = 6", "area_m2 in (if true in [true] then 5 else 7..(6)]", "true");
    check("article_5_needed = true", "article_5_needed in (floors in [1..3), true)", "true");
    check("area_m2 = 6", "not(area_m2 in (1, 2))", "true");
}

#[test]
fn choices_choose() {
    check("area_m2 = 6", "if area_m2 > 3 then 1 else 2", "1");
    check("", "if area_m2 > 3 then 1 else 2", "2");
    check("area_m2 = 6", "1 + if area_m2 > 3 then 1 else 2 * 10", "2");
    check("", "if true then null else 2", "null");
    check("street = \"x\"", "if street = \"x\" then street else \"none\"", "\"x\"");
}

#[test]
fn texts_are_compared_by_code_point_and_know_escapes() {
    check("street = \"ولیعصر\"", "street = \"ولیعصر\"", "true");
    check("street = \"a\"", "street < \"b\"", "true");
    check("", r#""a\"b\\c\u0041" = "a\"b\\cA""#, "true");
    check("", r#""a\nb""#, "\"a\nb\"");
}

#[test]
fn cells_test_their_input() {
    cell("area_m2", "3", "-", Some(true));
    cell("area_m2", "null", "-", Some(true));
    cell("area_m2", "4", "<= 4", Some(true));
    cell("area_m2", "4.5", "<= 4", Some(false));
    cell("area_m2", "12", "(4..12]", Some(true));
    cell("area_m2", "4", "4", Some(true));
    cell("area_m2", "-4", "-4", Some(true));
    cell("area_m2", "5", "floors", Some(true));
    cell("area_m2", "7", "> floors + 1, 2", Some(true));
    cell("area_m2", "7", "not(7, 8)", Some(false));
    cell("area_m2", "7", "not([1..3), 8)", Some(true));
    cell("area_m2", "7", "not(? > 3) or ? = 7", Some(true));
    cell("area_m2", "7", "? > floors and ? < 8", Some(true));
    cell("area_m2", "7", "(? > 8) or (? < 3)", Some(false));
    cell("area_m2", "null", "4", None);
    cell("area_m2", "null", "not(4)", None);
    cell("area_m2", "null", "null", Some(true));
    cell("area_m2", "null", "? = null", Some(true));
    cell("area_m2", "3", "null", Some(false));
    cell("frontage", "main", "main", Some(true));
    cell("frontage", "side", "main, side", Some(true));
    cell("frontage", "side", "not(main)", Some(true));
    cell("frontage", "side", "? = main", Some(false));
    cell("article_5_needed", "true", "true", Some(true));
    cell("article_5_needed", "false", "not(true)", Some(true));
    cell("street", "\"a\"", "\"a\", \"b\"", Some(true));
}

#[test]
fn an_expression_knows_what_it_reads_and_gives() {
    let compile = |source| Expression::compile(source, &super::schema(), None).unwrap();
    let expression = compile("if article_5_needed then frontage = main else area_m2 > area_m2");
    assert_eq!(expression.reads(), [0, 2, 5]);
    assert_eq!(expression.ty(), &Type::Bool);
    assert_eq!(compile("1 + 1").ty(), &Type::Number);
    assert_eq!(compile("1 + 1"), compile("1 + 1"));
    assert_ne!(compile("1 + 1"), compile("1+1"));
}

#[test]
fn slots_that_do_not_fit_are_an_error() {
    let area = Expression::compile("area_m2 > 3", &super::schema(), None).unwrap();
    assert_eq!(area.evaluate(&[]).unwrap_err().code().id, "FE053");
    assert_eq!(area.evaluate(&[Value::Bool(true)]).unwrap_err().code().id, "FE054");
}

#[test]
fn equal_numbers_look_equal() {
    let number = |text: &str| text.parse::<Number>();
    assert_eq!(number("1.50"), number("1.5"));
    for (text, shown) in [("1.50", "1.5"), ("-0", "0"), ("-0.00", "0"), ("007", "7"), ("100", "100")] {
        assert_eq!(number(text).map(|n| n.to_string()), Ok(shown.to_owned()));
    }
    for text in ["", "-", ".5", "5.", "1e3", "+1", "1_000", "۱۲", "1.2.3", " 1"] {
        assert!(number(text).is_err(), "{text}");
    }
    assert!(number("0.00000000000000000000000000001").is_err());
    assert!(number("79228162514264337593543950336").is_err());
}

#[test]
fn doubles_go_in_and_out() {
    let shown = |value| Number::from_f64(value).map(|n| n.to_string());
    assert_eq!(shown(0.1), Some("0.1".into()));
    assert_eq!(shown(-2.5e10), Some("-25000000000".into()));
    assert_eq!(shown(1e-40), Some("0".into()));
    assert_eq!(shown(1e29), None);
    assert_eq!(shown(f64::NAN), None);
    assert_eq!(shown(f64::INFINITY), None);
    for value in [0.1, 1.0 / 3.0, 123_456.789, -9.007_199_254_740_993e15] {
        assert_eq!(Number::from_f64(value).map(Number::to_f64), Some(value));
    }
}

#[test]
fn a_condition_may_be_long_but_not_deep() {
    let long = vec!["area_m2 > 1"; 200].join(" and ");
    check("area_m2 = 2", &long, "true");
    bad(&format!("{}true{}", "(".repeat(90), ")".repeat(90)), "fine");
    bad(&format!("{}true{}", "(".repeat(300), ")".repeat(300)), "FE002@200..201");
    bad(&format!("{}1 = 1", "-".repeat(300)), "FE002@200..201");
    bad(&format!("1 = {}", vec!["1"; 300].join("+")), "FE002@4..205");
}
