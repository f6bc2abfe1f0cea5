//! Any text as an expression, a test and a table, evaluated on any data.
//!
//! The first eight bytes say what the data are, the rest is the text. As a table its first
//! line names the inputs, the second the outputs, and each other line is a rule; columns are
//! separated by `|`.

use ravand_feel::{
    Cell, EnumValue, Expression, HitPolicy, Number, Problem, RuleSource, Schema, Table, TableSource, Type, UnaryTests,
    Value, When,
};
use ravand_feel::{Language, Words};
use std::str::FromStr;
use std::sync::OnceLock;

/// Bytes that choose the data.
const CHOICES: usize = 8;

/// Numbers at which arithmetic has its edges.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "0.1",
    "12",
    "0.0000000000000000000000000001",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "3.3333333333333333333333333333",
];

const TEXTS: &[&str] = &["", "a", "main", "ی", "\"\\", "\u{200F}", "1"];

/// The declared data, each of another type.
fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let mut schema = Schema::new();
        for (name, ty, readable) in [
            ("area_m2", Type::Number, true),
            ("width", Type::Number, true),
            ("frontage", Type::one_of(["main", "side", "none_at_all"]), true),
            ("lit", Type::Bool, true),
            ("owner", Type::Text, true),
            ("national_code", Type::Text, false),
            ("مساحت", Type::Number, true),
        ] {
            schema.add(name, ty, readable);
        }
        schema
    })
}

/// A value for each slot, or none.
fn slots(choices: &[u8]) -> Vec<Value> {
    let chosen = choices.iter().copied().chain(std::iter::repeat(0));
    schema().iter().zip(chosen).map(|((_, _, ty), choice)| value(ty, usize::from(choice))).collect()
}

fn value(ty: &Type, choice: usize) -> Value {
    if choice.is_multiple_of(8) {
        return Value::Null;
    }
    match ty {
        Type::Bool => Value::Bool(choice.is_multiple_of(2)),
        Type::Number => Number::from_str(NUMBERS[choice % NUMBERS.len()]).map_or(Value::Null, Value::Number),
        Type::Text => Value::from(TEXTS[choice % TEXTS.len()]),
        Type::Enum(names) => Value::Enum(EnumValue((choice % names.names().len()) as u16)),
        _ => Value::Null,
    }
}

/// Compiles and evaluates; how much of it could be compiled.
pub fn run(bytes: &[u8]) -> usize {
    let (choices, text) = bytes.split_at(bytes.len().min(CHOICES));
    let Ok(text) = std::str::from_utf8(text) else { return 0 };
    let slots = slots(choices);
    expressions(text, &slots) + tests(text, &slots) + usize::from(table(text, choices, &slots))
}

fn expressions(text: &str, slots: &[Value]) -> usize {
    let mut compiled = 0;
    for expected in [None, Some(Type::Bool), Some(Type::Number), Some(Type::Text)] {
        match Expression::compile(text, schema(), expected.as_ref()) {
            Ok(expression) => {
                compiled += 1;
                _ = expression.evaluate_bool(slots);
                match expression.evaluate(slots) {
                    Ok(value) => {
                        assert!(expression.ty().admits(&value), "{value:?} is no {:?}: {text}", expression.ty());
                        assert!(!expression.ty().show(&value).is_empty());
                    }
                    Err(error) => said(&error.code().message, &error.args()),
                }
                // What a slot lacks is said, too.
                _ = expression.evaluate(&[]);
            }
            Err(problems) => told(&problems, text.len()),
        }
    }
    compiled
}

fn tests(text: &str, slots: &[Value]) -> usize {
    let mut compiled = 0;
    for (slot, (_, _, ty)) in schema().iter().enumerate() {
        match UnaryTests::compile(text, ty, schema()) {
            Ok(test) => {
                compiled += 1;
                for input in [&slots[slot], &Value::Null] {
                    if let Err(error) = test.matches(input, slots) {
                        said(&error.code().message, &error.args());
                    }
                }
            }
            Err(problems) => told(&problems, text.len()),
        }
    }
    compiled
}

/// Whether it is a table.
fn table(text: &str, choices: &[u8], slots: &[Value]) -> bool {
    let mut lines = text.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let (Some(inputs), Some(outputs)) = (lines.next(), lines.next()) else { return false };
    let cell = |text: &str| Cell::new(text, 0);
    let rules = lines.map(|cells| {
        let (tests, results) = cells.split_at(cells.len().min(inputs.len()));
        let when = match tests {
            ["otherwise", ..] => When::Otherwise,
            _ => When::Cells(tests.iter().map(|test| (*test != "-").then(|| cell(test))).collect()),
        };
        RuleSource { when, outputs: results.iter().map(|result| Some(cell(result))).collect(), at: 0 }
    });
    let source = TableSource {
        hit: if choices.first().is_some_and(|choice| choice % 2 == 1) { HitPolicy::First } else { HitPolicy::Unique },
        rules: rules.collect(),
        inputs: inputs.iter().map(|text| cell(text)).collect(),
        outputs: outputs.iter().map(|text| cell(text)).collect(),
        priorities: Vec::new(),
        at: 0,
    };
    match Table::compile(&source, schema()) {
        Ok(table) => {
            match table.evaluate(slots) {
                Ok(decided) => {
                    assert!(decided.rule < table.len(), "{decided:?} of {} rules", table.len());
                    assert_eq!(decided.outputs.len(), table.outputs().len());
                }
                Err(error) => said(&error.code().message, &error.args()),
            }
            true
        }
        Err(problems) => {
            let problems: Vec<Problem> = problems.into_iter().map(|(_, problem)| problem).collect();
            told(&problems, text.len());
            false
        }
    }
}

/// Problems have a place within the text, and words.
fn told(problems: &[Problem], length: usize) {
    assert!(!problems.is_empty(), "refused without a word");
    for problem in problems {
        let span = &problem.span;
        assert!(span.start <= span.end && span.end as usize <= length, "{problem:?} in {length} bytes");
        said(&problem.code.message, &problem.args);
        said(&problem.code.help, &problem.args);
    }
}

fn said(words: &Words, args: &ravand_feel::Args) {
    for language in [Language::En, Language::Fa] {
        assert!(!words.fill(language, args).is_empty());
    }
}

#[cfg(test)]
mod tests_of_the_target {
    use super::run;

    fn compiles(text: &str) -> usize {
        run(format!("\x01\x01\x01\x01\x01\x01\x01\x01{text}").as_bytes())
    }

    #[test]
    fn what_is_in_order_compiles_as_far_as_it_can() {
        assert_eq!(compiles(")"), 0);
        assert!(compiles("area_m2 > 12 and frontage = main") >= 2, "of any type, and as a condition");
        assert!(compiles("-") >= 7, "a test of each slot");
        assert!(compiles("area_m2 | frontage\nwidth\n<= 4 | main | 2\n- | side | area_m2 * 2\notherwise | - | 0") > 0);
    }
}
