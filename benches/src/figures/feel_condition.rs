//! Nanoseconds for one evaluated condition, as a gateway asks it for each case.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use ravand::feel::{EnumType, Expression, Number, Schema, Type, Value};
use std::hint::black_box;
use std::sync::Arc;

const RUNS: usize = 11;
/// Cases with data of their own, so that neither branch is always taken.
const CASES: usize = 1_024;
const ROUNDS: usize = 2_000;
const CONDITION: &str = "area_m2 > 12 and frontage = main";

pub(super) static FIGURE: Figure = Figure {
    name: "feel.condition",
    about: "CPU nanoseconds for one evaluated `area_m2 > 12 and frontage = main`",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let frontages = Arc::new(EnumType::new(["main", "side"]));
    let mut schema = Schema::new();
    schema.add("area_m2", Type::Number, true);
    schema.add("frontage", Type::Enum(Arc::clone(&frontages)), true);
    let condition = Expression::compile(CONDITION, &schema, Some(&Type::Bool))
        .map_err(|problems| BenchError::broken(CONDITION, format!("{problems:?}")))?;
    let cases = cases(&frontages)?;
    let mut held = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, result) = cpu::of_this_process(|| {
            let mut held = 0_usize;
            for _ in 0..ROUNDS {
                for slots in &cases {
                    let holds = black_box(&condition).evaluate_bool(black_box(slots));
                    held += usize::from(matches!(holds, Ok(Some(true))));
                }
            }
            held
        })?;
        held = result;
        Ok(nanoseconds / (ROUNDS * cases.len()) as f64)
    })?;
    // Half of the areas are above 12, and half of the frontages are main.
    if held != ROUNDS * CASES / 4 {
        return Err(BenchError::broken(CONDITION, format!("held {held} times")));
    }
    Ok(Measured {
        value,
        unit: "ns",
        better: Better::Less,
        aim: Aim::Value(100.0),
        peers: Vec::new(),
        note: format!("{CASES} cases with data of their own, {ROUNDS} times; it holds for a quarter"),
    })
}

fn cases(frontages: &EnumType) -> Result<Vec<[Value; 2]>, BenchError> {
    let frontage = |name| frontages.value(name).ok_or_else(|| BenchError::broken("frontage", name));
    let (main, side) = (frontage("main")?, frontage("side")?);
    let case = |index: usize| {
        // 4.25 or 20.25 m², so that the number has a fraction as a measured one has.
        let area = if index.is_multiple_of(2) { 4.25 } else { 20.25 };
        let area = Number::from_f64(area).ok_or_else(|| BenchError::broken("area_m2", area))?;
        let frontage = if (index / 2).is_multiple_of(2) { main } else { side };
        Ok([Value::Number(area), Value::Enum(frontage)])
    };
    (0..CASES).map(case).collect()
}
