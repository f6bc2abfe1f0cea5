//! What holds for every expression.
//!
//! The second opinion here is a walker over trees of its own, which knows nothing of the
//! parser, the checker or slots: it looks names up by name, and truth in a table.

use proptest::prelude::*;

use super::schema;
use crate::{EvalError, Expression, Number, Type, UnaryTests, Value};

/// An expression, in the words of this test.
#[derive(Debug, Clone)]
enum Tree {
    Leaf(String),
    /// Operator between two.
    Two(&'static str, Box<Tree>, Box<Tree>),
    Not(Box<Tree>),
    Negate(Box<Tree>),
    If(Box<Tree>, Box<Tree>, Box<Tree>),
    Between(Box<Tree>, Box<Tree>, Box<Tree>),
    /// Value, and the opening, low, high and closing of a range.
    Range(Box<Tree>, &'static str, Box<Tree>, Box<Tree>, &'static str),
    OneOf(Box<Tree>, Vec<Tree>),
}

impl Tree {
    fn text(&self) -> String {
        match self {
            Tree::Leaf(text) => text.clone(),
            Tree::Two(sign, a, b) => format!("({} {sign} {})", a.text(), b.text()),
            Tree::Not(a) => format!("not({})", a.text()),
            Tree::Negate(a) => format!("(-{})", a.text()),
            Tree::If(c, a, b) => format!("(if {} then {} else {})", c.text(), a.text(), b.text()),
            Tree::Between(x, a, b) => {
                format!("({} between {} and {})", x.text(), a.text(), b.text())
            }
            Tree::Range(x, open, a, b, close) => {
                format!("({} in {open}{}..{}{close})", x.text(), a.text(), b.text())
            }
            Tree::OneOf(x, list) => {
                let list: Vec<_> = list.iter().map(Tree::text).collect();
                format!("({} in ({}))", x.text(), list.join(", "))
            }
        }
    }
}

/// A value, in the words of this test: a name stands for itself.
#[derive(Debug, Clone, PartialEq)]
enum Plain {
    Null,
    Bool(bool),
    Number(Number),
    Name(String),
}

type Known<'a> = &'a [(&'a str, Plain)];

fn walk(tree: &Tree, known: Known<'_>) -> Result<Plain, EvalError> {
    Ok(match tree {
        Tree::Leaf(text) => leaf(text, known),
        Tree::Two(sign @ ("and" | "or"), a, b) => {
            let a = walk(a, known)?;
            match (*sign, &a) {
                ("and", Plain::Bool(false)) | ("or", Plain::Bool(true)) => a,
                _ => kleene(sign, &a, &walk(b, known)?),
            }
        }
        Tree::Two(sign, a, b) => two(sign, walk(a, known)?, walk(b, known)?)?,
        Tree::Not(a) => match walk(a, known)? {
            Plain::Bool(value) => Plain::Bool(!value),
            _ => Plain::Null,
        },
        Tree::Negate(a) => two("-", Plain::Number(Number::ZERO), walk(a, known)?)?,
        Tree::If(c, a, b) => walk(if walk(c, known)? == Plain::Bool(true) { a } else { b }, known)?,
        Tree::Between(x, a, b) => range(x, "[", a, b, "]", known)?,
        Tree::Range(x, open, a, b, close) => range(x, open, a, b, close, known)?,
        Tree::OneOf(x, list) => one_of(x, list, known)?,
    })
}

fn leaf(text: &str, known: Known<'_>) -> Plain {
    match text {
        "null" => Plain::Null,
        "true" => Plain::Bool(true),
        "false" => Plain::Bool(false),
        _ => match (known.iter().find(|(name, _)| *name == text), text.parse()) {
            (Some((_, value)), _) => value.clone(),
            (None, Ok(number)) => Plain::Number(number),
            (None, Err(_)) => Plain::Name(text.to_owned()),
        },
    }
}

fn kleene(sign: &str, a: &Plain, b: &Plain) -> Plain {
    let rank = |value: &Plain| match value {
        Plain::Bool(false) => 0,
        Plain::Bool(true) => 2,
        _ => 1,
    };
    let result = if sign == "and" { rank(a).min(rank(b)) } else { rank(a).max(rank(b)) };
    [Plain::Bool(false), Plain::Null, Plain::Bool(true)][result].clone()
}

fn two(sign: &str, a: Plain, b: Plain) -> Result<Plain, EvalError> {
    match (sign, &a, &b) {
        ("=", ..) => return Ok(Plain::Bool(a == b)),
        ("!=", ..) => return Ok(Plain::Bool(a != b)),
        _ => {}
    }
    let (Plain::Number(a), Plain::Number(b)) = (a, b) else {
        return Ok(Plain::Null);
    };
    let number = |result: Option<Number>| result.map(Plain::Number).ok_or(EvalError::Overflow);
    match sign {
        "<" => Ok(Plain::Bool(a < b)),
        "<=" => Ok(Plain::Bool(a <= b)),
        ">" => Ok(Plain::Bool(a > b)),
        ">=" => Ok(Plain::Bool(a >= b)),
        "+" => number(a.checked_add(b)),
        "-" => number(a.checked_sub(b)),
        "*" => number(a.checked_mul(b)),
        _ if b == Number::ZERO => Err(EvalError::DivisionByZero),
        _ => number(a.checked_div(b)),
    }
}

fn range(x: &Tree, open: &str, low: &Tree, high: &Tree, close: &str, known: Known<'_>) -> Result<Plain, EvalError> {
    let x = walk(x, known)?;
    let (low, high) = (walk(low, known)?, walk(high, known)?);
    let above = two(if open == "[" { ">=" } else { ">" }, x.clone(), low)?;
    let below = two(if close == "]" { "<=" } else { "<" }, x, high)?;
    Ok(kleene("and", &above, &below))
}

/// True if one is it, else not known if something is not known, else false. The search
/// ends with the first that is it.
fn one_of(x: &Tree, list: &[Tree], known: Known<'_>) -> Result<Plain, EvalError> {
    let x = walk(x, known)?;
    let mut result = Plain::Bool(false);
    for item in list {
        if matches!(item, Tree::Leaf(text) if text == "null") {
            if x == Plain::Null {
                return Ok(Plain::Bool(true));
            }
            continue;
        }
        match (&x, walk(item, known)?) {
            (Plain::Null, _) | (_, Plain::Null) => result = Plain::Null,
            (x, item) if *x == item => return Ok(Plain::Bool(true)),
            _ => {}
        }
    }
    Ok(result)
}

fn leaf_of(texts: &'static [&'static str]) -> BoxedStrategy<Tree> {
    prop::sample::select(texts).prop_map(|text| Tree::Leaf(text.to_owned())).boxed()
}

/// Keeps recursive strategies short.
fn boxed(tree: BoxedStrategy<Tree>) -> BoxedStrategy<Box<Tree>> {
    tree.prop_map(Box::new).boxed()
}

fn numbers(depth: u32) -> BoxedStrategy<Tree> {
    let leaf = prop_oneof![
        3 => leaf_of(&["area_m2", "floors", "null"]),
        2 => leaf_of(&["0", "1", "2.5", "12", "0.001", "79228162514264337593543950335"]),
        1 => (0_u32..6).prop_map(|n| Tree::Leaf(n.to_string())),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = || boxed(numbers(depth - 1));
    prop_oneof![
        2 => leaf,
        4 => (prop::sample::select(&["+", "-", "*", "/"][..]), inner(), inner())
            .prop_map(|(sign, a, b)| Tree::Two(sign, a, b)),
        1 => inner().prop_map(Tree::Negate),
        1 => (boxed(bools(depth - 1)), inner(), inner()).prop_map(|(c, a, b)| Tree::If(c, a, b)),
    ]
    .boxed()
}

fn bools(depth: u32) -> BoxedStrategy<Tree> {
    let leaf = leaf_of(&["article_5_needed", "true", "false", "null"]);
    if depth == 0 {
        return leaf;
    }
    let inner = || boxed(bools(depth - 1));
    let number = || boxed(numbers(depth - 1));
    let name = || boxed(leaf_of(&["main", "side", "null", "second_frontage"]));
    let front = || boxed(leaf_of(&["frontage", "second_frontage"]));
    let list = prop::collection::vec(numbers(depth - 1), 1..4);
    prop_oneof![
        1 => leaf,
        4 => (prop::sample::select(&["and", "or", "=", "!="][..]), inner(), inner())
            .prop_map(|(sign, a, b)| Tree::Two(sign, a, b)),
        4 => (prop::sample::select(&["<", "<=", ">", ">=", "=", "!="][..]), number(), number())
            .prop_map(|(sign, a, b)| Tree::Two(sign, a, b)),
        2 => (prop::sample::select(&["=", "!="][..]), front(), name())
            .prop_map(|(sign, a, b)| Tree::Two(sign, a, b)),
        1 => (prop::sample::select(&["=", "!="][..]), name(), front())
            .prop_map(|(sign, a, b)| Tree::Two(sign, a, b)),
        1 => inner().prop_map(Tree::Not),
        1 => (inner(), inner(), inner()).prop_map(|(c, a, b)| Tree::If(c, a, b)),
        1 => (number(), number(), number()).prop_map(|(x, a, b)| Tree::Between(x, a, b)),
        1 => (number(), prop::sample::select(&["[", "(", "]"][..]), number(), number(),
              prop::sample::select(&["]", ")", "["][..]))
            .prop_map(|(x, open, a, b, close)| Tree::Range(x, open, a, b, close)),
        1 => (number(), list).prop_map(|(x, list)| Tree::OneOf(x, list)),
        1 => (front(), prop::collection::vec(leaf_of(&["main", "side", "null"]), 1..4))
            .prop_map(|(x, list)| Tree::OneOf(x, list)),
    ]
    .boxed()
}

/// The data that the trees read, in two tellings: for the walker and for the slots.
fn data() -> impl Strategy<Value = (Vec<(&'static str, Plain)>, Vec<Value>)> {
    let number = || prop::option::of(-2_i64..6);
    let name = || prop::option::of(prop::sample::select(&["main", "side"][..]));
    let flag = prop::option::of(any::<bool>());
    (number(), number(), name(), name(), flag).prop_map(|(area, floors, first, second, flag)| {
        let number = |n: Option<i64>| n.map_or(Plain::Null, |n| Plain::Number(n.into()));
        let name = |n: Option<&str>| n.map_or(Plain::Null, |n| Plain::Name(n.to_owned()));
        let known = vec![
            ("area_m2", number(area)),
            ("floors", number(floors)),
            ("frontage", name(first)),
            ("second_frontage", name(second)),
            ("article_5_needed", flag.map_or(Plain::Null, Plain::Bool)),
        ];
        let schema = schema();
        let mut slots = vec![Value::Null; schema.len()];
        for (name, value) in &known {
            let slot = schema.slot(name).expect("declared");
            slots[usize::from(slot)] = as_value(value, schema.ty(slot).expect("declared"));
        }
        (known, slots)
    })
}

fn as_value(plain: &Plain, ty: &Type) -> Value {
    match (plain, ty) {
        (Plain::Name(name), Type::Enum(names)) => names.value(name).map_or(Value::Null, Value::Enum),
        (Plain::Bool(value), _) => Value::Bool(*value),
        (Plain::Number(value), _) => Value::Number(*value),
        _ => Value::Null,
    }
}

fn agree(tree: &Tree, ty: &Type, known: Known<'_>, slots: &[Value]) -> Result<(), TestCaseError> {
    let source = tree.text();
    let compiled = match Expression::compile(&source, &schema(), Some(ty)) {
        Ok(compiled) => compiled,
        // Two constants may make a range in which nothing lies, and says so; all else fits.
        Err(problems) => {
            prop_assert!(problems.iter().all(|p| matches!(p.code.id, "FE033" | "FE001")), "{}: {:?}", source, problems);
            return Ok(());
        }
    };
    let expected = walk(tree, known).map(|plain| as_value(&plain, ty));
    prop_assert_eq!(compiled.evaluate(slots), expected, "{}", source);
    Ok(())
}

/// Pieces of the language in any order: nearer to what parsers trip over than letters.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "(",
            ")",
            "[",
            "]",
            "..",
            ",",
            "-",
            "?",
            "not",
            "not(",
            "if",
            "then",
            "else",
            "in",
            "between",
            "and",
            "or",
            "=",
            "<=",
            "**",
            "1",
            "2.5",
            "\"a\"",
            "\"",
            "\\",
            "null",
            "true",
            "area_m2",
            "frontage",
            "main",
            "national_code",
            "some",
            "every",
            "for",
            "x",
            "return",
            "satisfies",
            "{",
            "}",
            ":",
            ".",
            "@",
            "\"2024-03-20\"",
            "instance of",
            "number",
            "function(",
            "count(",
            "sum(",
            "date and time(",
            "list contains(",
            "string length",
            "partial",
            "item",
            "۱۲",
            "،",
            "'",
            "==",
        ][..],
    );
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.join(" "))
}

fn survives(source: &str) {
    let schema = schema();
    let slots = vec![Value::Null; schema.len()];
    let check_spans = |problems: &[crate::Problem]| {
        assert!(!problems.is_empty());
        for problem in problems {
            let span = problem.span.start as usize..problem.span.end as usize;
            assert!(source.get(span).is_some(), "{source:?}: {problem:?}");
        }
    };
    match Expression::compile(source, &schema, None) {
        Ok(expression) => drop(expression.evaluate(&slots)),
        Err(problems) => check_spans(&problems),
    }
    for (_, _, ty) in schema.iter() {
        match UnaryTests::compile(source, ty, &schema) {
            Ok(test) => drop(test.matches(&Value::Null, &slots)),
            Err(problems) => check_spans(&problems),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_read_or_refused(source in any::<String>()) {
        survives(&source);
    }

    #[test]
    fn any_mixture_of_the_language_is_read_or_refused(source in fragments()) {
        survives(&source);
    }

    #[test]
    fn conditions_agree_with_the_walker(tree in bools(4), (known, slots) in data()) {
        agree(&tree, &Type::Bool, &known, &slots)?;
    }

    #[test]
    fn sums_agree_with_the_walker(tree in numbers(4), (known, slots) in data()) {
        agree(&tree, &Type::Number, &known, &slots)?;
    }

    /// The general tree and the fast ones are two ways to one value.
    #[test]
    fn the_general_tree_agrees(tree in numbers(3), truth in bools(3), (known, slots) in data()) {
        for (source, ty) in [(tree.text(), Type::Number), (truth.text(), Type::Bool)] {
            let plain = Expression::compile(&source, &schema(), Some(&ty));
            let Ok(plain) = plain else { continue };
            let expected = plain.evaluate(&slots);
            for general in [
                format!("[{source}][1]"),
                format!("{{a: {source}}}.a"),
                format!("(function(x) x)({source})"),
                format!("(for x in [1] return {source})[1]"),
                format!("if true then {source} else null"),
            ] {
                let Ok(compiled) = Expression::compile(&general, &schema(), None) else {
                    prop_assert!(general.len() > crate::EXPRESSION_BYTES_MAX, "{}", general);
                    continue;
                };
                prop_assert_eq!(compiled.evaluate(&slots), expected.clone(), "{}", general);
            }
        }
        let _ = known;
    }

    /// What the check of a table says holds when values are tried.
    #[test]
    fn findings_agree_with_trying(
        rules in prop::collection::vec((0..5_usize, -1_i64..4, -1_i64..4, 0..4_usize), 1..5),
        first in any::<bool>(),
    ) {
        let test = |(kind, a, b, _): &(usize, i64, i64, usize)| match kind {
            0 => format!("<= {a}"),
            1 => format!("> {a}"),
            2 => format!("[{}..{}]", a.min(b), a.max(b)),
            3 => format!("not({a})"),
            _ => a.to_string(),
        };
        let names = ["-", "main", "side", "not(main)"];
        let cells = |rule: &(usize, i64, i64, usize)| vec![
            Some(crate::Cell::new(test(rule), 0)),
            names.get(rule.3).map(|name| crate::Cell::new(*name, 0)),
        ];
        let source = crate::TableSource {
            hit: if first { crate::HitPolicy::First } else { crate::HitPolicy::Unique },
            inputs: vec![crate::Cell::new("area_m2", 0), crate::Cell::new("frontage", 0)],
            outputs: vec![crate::Cell::new("floors", 0)],
            priorities: Vec::new(),
            rules: rules.iter().enumerate().map(|(at, rule)| crate::RuleSource {
                when: crate::When::Cells(cells(rule)),
                outputs: vec![Some(crate::Cell::new(at.to_string(), 0))],
                at,
            }).collect(),
            at: 0,
        };
        let table = crate::Table::compile(&source, &schema()).expect("a table");
        let (mut gap, mut reached, mut overlap) = (false, vec![false; rules.len()], false);
        // Halves stand for what lies between whole numbers.
        for area in -8_i64..12 {
            for side in 0..2_u16 {
                let mut slots = vec![Value::Null; schema().len()];
                slots[0] = Value::Number(Number::from(area).checked_div(Number::from(2)).expect("a half"));
                slots[2] = Value::Enum(crate::EnumValue(side));
                match table.evaluate(&slots) {
                    Ok(decided) => reached[decided.rule] = true,
                    Err(crate::TableError::NotUnique { .. }) => overlap = true,
                    Err(_) => gap = true,
                }
            }
        }
        let found = table.findings(99);
        let has = |id: &str| found.iter().any(|(_, problem)| problem.code.id == id);
        prop_assert_eq!(has("FE090"), gap, "{:?}", source);
        prop_assert_eq!(has("FE091"), overlap, "{:?}", source);
        for (rule, reached) in reached.iter().enumerate().filter(|_| first) {
            let dead = found.iter().any(|(at, problem)| problem.code.id == "FE093" && *at == rule);
            prop_assert_eq!(dead, !reached, "rule {} of {:?}", rule, source);
        }
    }

    #[test]
    fn a_number_is_its_text(mantissa in any::<i64>(), tens in 0_u32..12) {
        let divisor = Number::from(10_i64.pow(tens));
        let number = Number::from(mantissa).checked_div(divisor).unwrap_or_default();
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }
}
