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

#[test]
fn a_table_knows_what_it_reads_and_writes() {
    let table = Table::compile(&source(UNIQUE), &schema()).expect("a table");
    assert_eq!((table.reads(), table.outputs(), table.len()), (&[0, 2][..], &[1, 4][..], 4));
}
