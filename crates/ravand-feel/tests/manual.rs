//! Every line of the tables in `docs/feel.md` that shows what an expression gives.

use ravand_feel::{Expression, Language, Schema, Value, function_names};

const PAGE: &str = include_str!("../../../docs/feel.md");

/// The expressions of the tables with what they give.
fn examples() -> Vec<(String, String)> {
    let cells = |line: &'static str| {
        let line = line.replace("\\|", "\u{0}");
        let cells: Vec<String> = line.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect();
        match cells.as_slice() {
            [_, left, right, _] => Some((left.clone(), right.clone())),
            _ => None,
        }
    };
    let code = |cell: String| cell.strip_prefix('`')?.strip_suffix('`').map(str::to_owned);
    let rows = PAGE.lines().filter(|line| line.starts_with('|')).filter_map(cells);
    rows.filter_map(|(left, right)| Some((code(left)?, code(right)?))).collect()
}

fn value(source: &str) -> Result<Value, String> {
    let expression = Expression::compile(source, &Schema::new(), None).map_err(|problems| {
        let words = problems.iter().map(|p| format!("{} {}", p.code.id, p.message(Language::En)));
        words.collect::<Vec<_>>().join("; ")
    })?;
    expression.evaluate(&[]).map_err(|error| error.to_string())
}

#[test]
fn every_example_gives_what_the_page_says() {
    let mut wrong = Vec::new();
    for (source, expected) in examples() {
        match (value(&source), value(&expected)) {
            (Ok(found), Ok(wanted)) if found == wanted => {}
            (found, wanted) => wrong.push(format!("{source} gives {found:?}, not {wanted:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(examples().len() > 100, "only {} examples were found", examples().len());
}

#[test]
fn every_function_has_an_example() {
    let sources: Vec<String> = examples().into_iter().map(|(source, _)| source).collect();
    let missing: Vec<&str> =
        function_names().filter(|name| !sources.iter().any(|source| source.contains(&format!("{name}(")))).collect();
    assert!(missing.is_empty(), "without an example: {missing:?}");
}

#[test]
fn what_is_shown_reads_back() {
    for (source, _) in examples() {
        let found = value(&source);
        let Ok(shown) = found.as_ref().map(Value::to_string) else { continue };
        assert_eq!(value(&shown), found, "{source} shows as {shown}");
    }
}
