//! A decision table of fifty rules, as a tariff has them, beside the same decision written by
//! hand in Rust over the same exact numbers: fifty comparisons one after another, which is
//! what a table looks at too.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series};
use ravand::feel::{Cell, EnumValue, HitPolicy, Number, RuleSource, Schema, Table, TableSource, Type, Value, When};
use std::hint::black_box;

const RUNS: usize = 11;
const RULES: usize = 50;
const ROUNDS: usize = 400;
const FRONTAGES: [&str; 2] = ["main", "side"];

pub(super) static FIGURE: Figure = Figure {
    name: "feel.table",
    about: "nanoseconds to decide by a table of fifty rules with two inputs, beside the same by hand",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let table = table()?;
    let cases = cases()?;
    let evaluations = (ROUNDS * cases.len()) as f64;
    let mut sums = (0, 0);
    let value = Series::of(RUNS, || {
        let (nanoseconds, sum) = cpu::of_this_process(|| {
            let mut sum = 0;
            for _ in 0..ROUNDS {
                for slots in &cases {
                    sum += black_box(&table).evaluate(black_box(slots)).map_or(0, |decided| decided.rule + 1);
                }
            }
            sum
        })?;
        sums.0 = sum;
        Ok(nanoseconds / evaluations)
    })?;
    let rows = rows();
    let by_hand = Series::of(RUNS, || {
        let (nanoseconds, sum) = cpu::of_this_process(|| {
            let mut sum = 0;
            for _ in 0..ROUNDS {
                for slots in &cases {
                    sum += scan(black_box(&rows), black_box(slots)).map_or(0, |rule| rule + 1);
                }
            }
            sum
        })?;
        sums.1 = sum;
        Ok(nanoseconds / evaluations)
    })?;
    if sums.0 != sums.1 {
        return Err(BenchError::broken("feel.table", format!("{sums:?}: they do not decide alike")));
    }
    Ok(Measured {
        value,
        unit: "ns",
        better: Better::Less,
        aim: Aim::TimesPeer(5.0),
        peers: vec![Peer { name: "by hand, one comparison after another".to_owned(), value: Ok(by_hand) }],
        note: format!("{} cases, every rule decides one of them; hit policy first", cases.len()),
    })
}

/// A rule by hand: above, up to and with, and at which frontage.
type Row = (Number, Number, EnumValue);

/// Twenty-five ranges of area, each for two frontages.
fn rows() -> Vec<Row> {
    let row = |rule: usize| {
        let from = (rule / 2 * 10) as i64;
        (Number::from(from), Number::from(from + 10), EnumValue((rule % 2) as u16))
    };
    (0..RULES).map(row).collect()
}

fn scan(rows: &[Row], slots: &[Value]) -> Option<usize> {
    let [Value::Number(area), Value::Enum(frontage), ..] = slots else { return None };
    rows.iter().position(|(above, up_to, at)| *area > *above && *area <= *up_to && frontage == at)
}

fn table() -> Result<Table, BenchError> {
    let mut schema = Schema::new();
    schema.add("area_m2", Type::Number, true);
    schema.add("frontage", Type::one_of(FRONTAGES), true);
    schema.add("fee_rial", Type::Number, true);
    let rule = |number: usize| {
        let (from, frontage) = (number / 2 * 10, FRONTAGES[number % 2]);
        RuleSource {
            when: When::Cells(vec![
                Some(Cell::new(format!("({from}..{}]", from + 10), number)),
                Some(Cell::new(frontage, number)),
            ]),
            outputs: vec![Some(Cell::new((number * 1_000).to_string(), number))],
            at: number,
        }
    };
    let source = TableSource {
        hit: HitPolicy::First,
        inputs: vec![Cell::new("area_m2", 0), Cell::new("frontage", 0)],
        outputs: vec![Cell::new("fee_rial", 0)],
        priorities: Vec::new(),
        rules: (0..RULES).map(rule).collect(),
        at: 0,
    };
    Table::compile(&source, &schema).map_err(|problems| BenchError::broken("feel.table", format!("{problems:?}")))
}

/// One case for each rule.
fn cases() -> Result<Vec<[Value; 3]>, BenchError> {
    let case = |rule: usize| {
        let area = (rule / 2 * 10) as f64 + 4.25;
        let area = Number::from_f64(area).ok_or_else(|| BenchError::broken("area_m2", area))?;
        Ok([Value::Number(area), Value::Enum(EnumValue((rule % 2) as u16)), Value::Null])
    };
    (0..RULES).map(case).collect()
}
