//! A million additions of working hours and days in Tehran's calendar, beside a million plain
//! additions of `chrono`, which knows no holiday.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series};
use crate::model::Bench;
use chrono::{DateTime, TimeDelta, Utc};
use ravand::core::{Timestamp, Unit};
use std::hint::black_box;

const RUNS: usize = 7;
const ADDITIONS: i64 = 1_000_000;
/// 2024-03-20T06:00Z, the first of Farvardin 1403; the starts lie in the year behind it.
const START_MICROS: i64 = 1_710_914_400_000_000;
const MICROS_PER_HOUR: i64 = 3_600_000_000;
const HOURS_PER_YEAR: i64 = 8_766;

pub(super) static FIGURE: Figure = Figure {
    name: "calendar.add",
    about: "nanoseconds per addition of working time in Tehran's calendar, beside plain addition by chrono",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let bench = Bench::open(&[])?;
    let calendar = bench.calendar("tehran-offices")?;
    let mut refused = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, failed) = cpu::of_this_process(|| {
            let mut failed = 0_usize;
            for number in 0..ADDITIONS {
                let from = Timestamp::from_micros(start(number));
                // Hours and days by turns, from less than an hour to a month of work.
                let (amount, unit) = match number % 2 {
                    0 => ((number % 80) as f64 + 0.25, Unit::WorkingHour),
                    _ => ((number % 22) as f64 + 0.5, Unit::WorkingDay),
                };
                failed += usize::from(black_box(calendar.add(black_box(from), amount, unit)).is_err());
            }
            failed
        })?;
        refused = failed;
        Ok(nanoseconds / ADDITIONS as f64)
    })?;
    if refused > 0 {
        return Err(BenchError::broken("tehran-offices", format!("{refused} additions have no answer")));
    }
    let plain = Series::of(RUNS, || {
        let (nanoseconds, added) = cpu::of_this_process(|| {
            let mut added = 0_i64;
            for number in 0..ADDITIONS {
                let from: Option<DateTime<Utc>> = DateTime::from_timestamp_micros(black_box(start(number)));
                let to = from.and_then(|from| from.checked_add_signed(TimeDelta::minutes(number % 4_800)));
                added += i64::from(black_box(to).is_some());
            }
            added
        })?;
        if added == ADDITIONS { Ok(nanoseconds / ADDITIONS as f64) } else { Err(BenchError::broken("chrono", added)) }
    })?;
    Ok(Measured {
        value,
        unit: "ns",
        better: Better::Less,
        aim: Aim::TimesPeer(5.0),
        peers: vec![Peer { name: "chrono, plain addition".to_owned(), value: Ok(plain) }],
        note: format!("{ADDITIONS} additions of up to 80 working hours or 22 working days, starts all over 1403"),
    })
}

/// Where an addition starts: in steps of an hour and a prime number of seconds over a year.
fn start(number: i64) -> i64 {
    START_MICROS + number * 7 % HOURS_PER_YEAR * MICROS_PER_HOUR + number % 3_571 * 1_000_000
}
