//! Decision tables.

use super::{schema, slots};
use crate::{Cell, HitPolicy, RuleSource, Table, TableSource, When};

/// A table in lines: `unique area_m2, frontage -> floors`, then `<= 4 | main -> 1`, with
/// `otherwise -> 9` where wanted. A cell of nothing but spaces is not written. The `at` of
/// a cell is its line and column: 100 × line + cell from 1.
fn source(text: &str) -> TableSource {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (hit, head) =
        lines.next().and_then(|head| head.split_once(if head.contains(':') { ':' } else { ' ' })).expect("a head");
    let (inputs, outputs) = head.split_once("->").expect("an arrow");
    let names = |text: &str, from| -> Vec<Cell> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.zip(from..).map(|(name, at)| Cell::new(name, at)).collect()
    };
    let row = |text: &str, at: usize| -> Vec<Option<Cell>> {
        let cells = text.split('|').map(str::trim).zip(at..);
        cells.map(|(cell, at)| (!cell.is_empty()).then(|| Cell::new(cell, at))).collect()
    };
    let rules = lines.zip(1..).map(|(line, number)| {
        let (when, outputs) = line.split_once("->").expect("an arrow");
        let at = number * 100;
        let when = match when.trim() {
            "otherwise" => When::Otherwise,
            cells => When::Cells(row(cells, at + 1)),
        };
        RuleSource { when, outputs: row(outputs, at + 51), at }
    });
    TableSource {
        hit: hit.parse::<HitPolicy>().expect("a policy"),
        inputs: names(inputs, 1),
        outputs: names(outputs, 51),
        priorities: Vec::new(),
        rules: rules.collect(),
        at: 0,
    }
}

/// Checks what a table decides: `rule 2: 5`, or the error's words.
fn check(table: &str, known: &str, expected: &str) {
    let table = Table::compile(&source(table), &schema()).expect("a table");
    let decided = match table.evaluate(&slots(known)) {
        Ok(decided) => {
            let values = decided.outputs.iter().zip(table.outputs());
            let show = |(value, slot): (_, &u16)| schema().ty(*slot).expect("a type").show(value);
            let values: Vec<_> = values.map(show).collect();
            format!("rule {}: {}", decided.rule + 1, values.join(", "))
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(decided, expected, "where {known}");
}

/// Checks the problems of a table: `101 FE029`.
fn bad(table: &str, expected: &str) {
    let problems = Table::compile(&source(table), &schema()).expect_err("problems");
    let problems: Vec<_> = problems.iter().map(|(at, p)| format!("{at} {}", p.code.id)).collect();
    assert_eq!(problems.join(", "), expected);
}

const UNIQUE: &str = "unique area_m2, frontage -> floors, zone
    <= 4    |      -> 1           | trade
    (4..12] | main -> 2           | mixed
    (4..12] | side -> area_m2 / 2 | null
    > 10    | main -> 4           | housing";

#[test]
fn unique_wants_one_rule() {
    check(UNIQUE, "area_m2 = 3", "rule 1: 1, trade");
    check(UNIQUE, "area_m2 = 5; frontage = main", "rule 2: 2, mixed");
    check(UNIQUE, "area_m2 = 5; frontage = side", "rule 3: 2.5, null");
    check(UNIQUE, "area_m2 = 11; frontage = main", "rules 2 and 4 both match");
    check(UNIQUE, "area_m2 = 20; frontage = side", "no rule matches area_m2 = 20, frontage = side");
}

#[test]
fn a_null_matches_nothing_but_a_dash() {
    check(UNIQUE, "frontage = main", "no rule matches area_m2 = null, frontage = main");
    check(UNIQUE, "area_m2 = 5", "no rule matches area_m2 = 5, frontage = null");
    check("unique area_m2 -> floors\n not(4) -> 1\n null -> 2", "", "rule 2: 2");
}

#[test]
fn first_takes_the_first() {
    let table = "first area_m2 -> floors\n <= 4 -> 1\n <= 12 -> 2\n otherwise -> 9";
    check(table, "area_m2 = 3", "rule 1: 1");
    check(table, "area_m2 = 9", "rule 2: 2");
    check(table, "area_m2 = 90", "rule 3: 9");
    check(table, "", "rule 3: 9");
}

#[test]
fn otherwise_does_not_disturb_unique() {
    let table = "unique area_m2 -> floors\n <= 4 -> 1\n otherwise -> 9";
    check(table, "area_m2 = 3", "rule 1: 1");
    check(table, "area_m2 = 5", "rule 2: 9");
}

#[test]
fn inputs_are_expressions_and_errors_name_their_rule() {
    check(
        "unique area_m2 / floors -> street\n > 3 -> \"high\"\n <= 3 -> \"low\"",
        "area_m2 = 8; floors = 2",
        "rule 1: \"high\"",
    );
    check(
        "unique area_m2 / floors -> street\n - -> \"x\"",
        "area_m2 = 8; floors = 0",
        "input `area_m2 / floors`: something was divided by zero",
    );
    check(
        "first area_m2 -> floors\n 1 -> 1\n > 1 / floors -> 2",
        "area_m2 = 8; floors = 0",
        "rule 2: something was divided by zero",
    );
    check(
        "first area_m2 -> floors\n 1 -> 1\n - -> 1 / floors",
        "area_m2 = 8; floors = 0",
        "rule 2: something was divided by zero",
    );
}

#[test]
fn a_table_without_inputs_decides_all_the_same() {
    check("first -> floors\n otherwise -> 3", "", "rule 1: 3");
}

#[test]
fn every_wrong_cell_is_named() {
    bad("unique area_m2, frontage -> floors\n main | mian -> \"x\"\n > 3 | - -> 1", "101 FE025, 102 FE024, 151 FE029");
    bad("unique volume -> floors\n 3 -> main", "1 FE020, 151 FE025");
    bad("unique national_code -> floors\n \"3\" -> 1", "1 FE022");
    bad("unique area_m2 -> volume, flors\n 3 -> 1 | 2", "51 FE020, 52 FE021");
    bad("unique area_m2 -> zone\n 3 -> north\n 4 -> - ", "151 FE023, 251 FE011");
}

#[test]
fn a_wrong_shape_is_named() {
    bad("unique area_m2 -> floors", "0 FE040");
    bad("unique area_m2 ->\n 3 ->", "0 FE041, 100 FE043");
    bad("unique area_m2 -> floors, floors\n 3 -> 1 | 2", "52 FE042");
    bad("unique area_m2 -> floors\n 3 | 4 -> 1", "100 FE043");
    bad("unique area_m2 -> floors\n 3 -> ", "100 FE044");
    bad("unique area_m2 -> floors\n otherwise -> 1\n 3 -> 1", "100 FE045");
    let long = format!("unique area_m2 -> floors{}", "\n 3 -> 1".repeat(crate::RULES_MAX + 1));
    bad(&long, "0 FE046");
}

const POLICY: &str = "> 1 -> 98\n > 2 -> 150\n > 3 -> 205";

#[test]
fn policies_reckon_with_all_that_match() {
    let table = |hit: &str| format!("{hit}: area_m2 -> floors\n {POLICY}");
    check(&table("collect sum"), "area_m2 = 3", "rule 1: 248");
    check(&table("collect min"), "area_m2 = 9", "rule 1: 98");
    check(&table("collect max"), "area_m2 = 9", "rule 1: 205");
    check(&table("collect count"), "area_m2 = 3", "rule 1: 2");
    check(&table("collect count"), "area_m2 = 0", "rule 4: 0");
    check(&table("collect sum"), "area_m2 = 0", "rule 4: null");
    check(&table("first"), "area_m2 = 9", "rule 1: 98");
    bad(&table("collect"), "51 FE047");
    bad(&table("output order"), "51 FE047");
    bad(&table("priority"), "0 FE049");
    bad("collect sum: area_m2 -> street\n 3 -> \"x\"", "51 FE048");
}

#[test]
fn any_wants_one_voice() {
    let table = "any: area_m2 -> floors\n > 1 -> 5\n > 2 -> 5\n > 3 -> 6";
    check(table, "area_m2 = 3", "rule 1: 5");
    check(table, "area_m2 = 4", "rules 1 and 3 both match and say different things");
}

#[test]
fn the_order_of_the_values_is_their_priority() {
    let table = "priority: area_m2 -> zone\n > 1 -> mixed\n > 2 -> housing\n > 3 -> trade";
    check(table, "area_m2 = 2", "rule 1: mixed");
    check(table, "area_m2 = 9", "rule 2: housing");
    let mut written = source("priority: area_m2 -> floors\n > 1 -> 10\n > 2 -> 30\n > 3 -> 7");
    written.priorities = vec![["30", "20", "10"].map(|value| Cell::new(value, 0)).to_vec()];
    let table = Table::compile(&written, &schema()).expect("a table");
    let decide = |known: &str| table.evaluate(&slots(known)).map(|decided| decided.rule).map_err(|e| e.to_string());
    assert_eq!(decide("area_m2 = 3"), Ok(1));
    assert_eq!(decide("area_m2 = 2"), Ok(0));
    assert_eq!(decide("area_m2 = 4"), Err("rule 3 gives 7, which is not in the list of values of `floors`".into()));
}

#[test]
fn lists_gather_what_all_say() {
    let mut with_lists = schema();
    with_lists.add("fees", crate::Type::list(crate::Type::Number), true);
    with_lists.add("zones", crate::Type::list(crate::Type::one_of(["housing", "trade"])), true);
    let decide = |text: &str, known: &str| {
        let table = Table::compile(&source(text), &with_lists).map_err(|p| format!("{p:?}"))?;
        let mut slots = slots(known);
        slots.resize(with_lists.len(), crate::Value::Null);
        let decided = table.evaluate(&slots).map_err(|error| error.to_string())?;
        let ty = with_lists.ty(table.outputs()[0]).expect("a type");
        Ok::<_, String>(ty.show(&decided.outputs[0]))
    };
    let zones = "area_m2 -> zones\n > 1 -> trade\n > 2 -> housing";
    assert_eq!(decide(&format!("output order: {zones}"), "area_m2 = 5"), Ok("[housing, trade]".into()));
    assert_eq!(decide(&format!("rule order: {zones}"), "area_m2 = 5"), Ok("[trade, housing]".into()));
    assert_eq!(decide(&format!("collect: {zones}"), "area_m2 = 0"), Ok("[]".into()));
    assert_eq!(decide("collect: area_m2 -> fees\n > 1 -> area_m2 * 2\n - -> 1", "area_m2 = 5"), Ok("[10, 1]".into()));
}

/// Checks what a table leaves open: `FE091@200 1 2 area_m2 = 5`.
fn finds(table: &str, expected: &[&str]) {
    let table = Table::compile(&source(table), &schema()).expect("a table");
    let found = table.findings(0);
    let said = |(at, problem): &(usize, crate::Problem)| {
        let args = ["first", "second", "rule", "inputs"].iter().filter_map(|name| problem.args.get(name));
        format!("{}@{at} {}", problem.code.id, args.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected);
}

#[test]
fn what_a_table_leaves_open_is_found() {
    finds("unique area_m2 -> floors\n <= 4 -> 1\n (4..12] -> 2\n > 12 -> 3", &[]);
    finds("unique area_m2 -> floors\n < 4 -> 1\n > 4 -> 2", &["FE090@0 area_m2 = 4"]);
    finds("unique area_m2 -> floors\n < 4 -> 1\n > 4 -> 2\n otherwise -> 3", &[]);
    finds("unique area_m2 -> floors\n <= 4 -> 1\n >= 4 -> 2", &["FE091@200 1 2 area_m2 = 4"]);
    finds("first area_m2 -> floors\n <= 4 -> 1\n >= 4 -> 2", &[]);
    finds("first area_m2 -> floors\n - -> 1\n >= 4 -> 2", &["FE093@200 2"]);
    finds("first area_m2 -> floors\n < 4 -> 1\n >= 4 -> 2\n 5 -> 3", &["FE093@300 3"]);
    finds("first area_m2 -> floors\n ? > 3 and ? < 2 -> 1\n - -> 2", &["FE093@100 1"]);
    finds("any: area_m2 -> floors\n <= 4 -> 1\n >= 4 -> 1", &[]);
    finds("any: area_m2 -> floors\n <= 4 -> 1\n >= 4 -> 2", &["FE092@200 1 2 area_m2 = 4"]);
    finds(
        "unique frontage, article_5_needed -> floors\n main | true -> 1\n side | -> 2",
        &["FE090@0 frontage = main, article_5_needed = false"],
    );
    finds("unique zone -> floors\n housing, trade -> 1\n not(housing, trade) -> 2", &[]);
    finds("unique street -> floors\n \"a\" -> 1\n not(\"a\") -> 2", &[]);
    // A test with other data may match anything, and is held against nobody.
    finds("unique area_m2 -> street\n > floors -> \"x\"\n <= 4 -> \"y\"", &[]);
    finds("unique area_m2 / floors -> street\n > 3 -> \"x\"", &[]);
    finds("collect count: area_m2 -> floors\n > 3 -> 1", &[]);
}

#[test]
fn a_table_knows_what_it_reads_and_writes() {
    let table = Table::compile(&source(UNIQUE), &schema()).expect("a table");
    assert_eq!((table.reads(), table.outputs(), table.len()), (&[0, 2][..], &[1, 4][..], 4));
}
