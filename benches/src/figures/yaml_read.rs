//! Reading the building permit to a definition, with every check of the reader, beside the
//! bare events of the same YAML library over the same text: what no reader on top of it can
//! go below.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Peer, Series};
use crate::model::root;
use granit_parser::Parser;
use ravand::core::Sources;
use ravand::formats::read_process;
use std::hint::black_box;

const RUNS: usize = 11;
const ROUNDS: usize = 40;
const FILE: &str = "processes/services/building-permit.yaml";

pub(super) static FIGURE: Figure = Figure {
    name: "yaml.read",
    about: "MB/s: the permit's YAML to a definition with every check, beside bare parsing by the same library",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let text = std::fs::read_to_string(root().join(FILE)).map_err(|why| BenchError::broken(FILE, why))?;
    let megabytes = (text.len() * ROUNDS) as f64 / 1e6;
    let per_second = |nanoseconds: f64| megabytes / (nanoseconds / 1e9);
    let mut steps = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, read) = cpu::of_this_process(|| (0..ROUNDS).map(|_| read(&text)).sum::<Result<usize, _>>())?;
        steps = read? / ROUNDS;
        Ok(per_second(nanoseconds))
    })?;
    let mut events = 0;
    let bare = Series::of(RUNS, || {
        let (nanoseconds, parsed) =
            cpu::of_this_process(|| (0..ROUNDS).map(|_| parse(&text)).sum::<Result<usize, _>>())?;
        events = parsed? / ROUNDS;
        Ok(per_second(nanoseconds))
    })?;
    Ok(Measured {
        value,
        unit: "MB/s",
        better: Better::More,
        aim: Aim::TimesPeer(0.5),
        peers: vec![Peer { name: "granit-parser, events alone".to_owned(), value: Ok(bare) }],
        note: format!("{} kB, {events} events, {steps} steps", text.len() / 1000),
    })
}

/// How many steps the text defines.
fn read(text: &str) -> Result<usize, BenchError> {
    let mut sources = Sources::new();
    let id = sources.add(FILE, black_box(text));
    let read = read_process(&sources, id);
    let file = read.ok().map_err(|found| BenchError::broken(FILE, format!("{} mistakes", found.len())))?;
    Ok(black_box(file).definition.steps.len())
}

/// How many events the text has.
fn parse(text: &str) -> Result<usize, BenchError> {
    // As the reader asks for them: without comments.
    let options = granit_parser::options! { emit_comments: false };
    let events = Parser::new_from_str_with_options(black_box(text), options);
    let mut count = 0;
    for event in events {
        black_box(event.map_err(|why| BenchError::broken(FILE, why))?);
        count += 1;
    }
    Ok(count)
}
