//! Reading a drawing of a thousand nodes, with its diagram: to a definition, with every rule.

use crate::cpu;
use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series};
use ravand::core::{Block, Branch, Definition, Language, Sources, Spanned, Step, StepId};
use ravand::formats::bpmn::{read_bpmn, write_bpmn};
use std::hint::black_box;

const RUNS: usize = 11;
const ROUNDS: usize = 5;
const NODES: usize = 1_000;
const FILE: &str = "thousand.bpmn";

pub(super) static FIGURE: Figure = Figure {
    name: "bpmn.read",
    about: "CPU milliseconds: a BPMN file of a thousand nodes with its diagram to a definition",
    measure,
};

fn measure() -> Result<Measured, BenchError> {
    let text = write_bpmn(&drawn()?, Language::En).map_err(|_| BenchError::broken(FILE, "it cannot be drawn"))?;
    // Other editors know nothing of the YAML that we carry along.
    let (before, rest) = text.split_once("<ravand:definition").ok_or_else(|| BenchError::broken(FILE, "no YAML"))?;
    let (_, behind) = rest.split_once("</ravand:definition>").ok_or_else(|| BenchError::broken(FILE, "no YAML"))?;
    let text = format!("{before}{behind}");
    let mut nodes = 0;
    let value = Series::of(RUNS, || {
        let (nanoseconds, read) = cpu::of_this_process(|| (0..ROUNDS).map(|_| read(&text)).sum::<Result<usize, _>>())?;
        nodes = read? / ROUNDS;
        Ok(nanoseconds / ROUNDS as f64 / 1e6)
    })?;
    Ok(Measured {
        value,
        unit: "ms",
        better: Better::Less,
        aim: Aim::Value(10.0),
        peers: Vec::new(),
        note: format!("{} kB, {nodes} nodes", text.len() / 1000),
    })
}

/// Choices between two tasks, one after another: four nodes each.
fn drawn() -> Result<Definition, BenchError> {
    let mut definition = Definition::empty("thousand");
    definition.data.insert(
        "x".into(),
        ravand::core::DataDeclaration {
            ty: ravand::feel::Type::Number,
            personal: false,
            default: None,
            title: ravand::core::Title::default(),
            span: ravand::core::Span::default(),
        },
    );
    for number in 0..NODES / 4 {
        let mut step = |side: &str| {
            let id = StepId::from(format!("s{number}-{side}").as_str());
            definition.steps.insert(id.clone(), Step::default());
            vec![Block::Step(Spanned::nowhere(id))]
        };
        let when = Some(Spanned::nowhere("x = 1".to_owned()));
        let branches = vec![Branch { when, blocks: step("left") }, Branch { when: None, blocks: step("right") }];
        definition.flow.blocks.push(Block::One { branches, span: ravand::core::Span::default() });
    }
    definition.as_graph().map_err(|_| BenchError::broken(FILE, "it cannot be drawn"))
}

/// How many nodes the text has.
fn read(text: &str) -> Result<usize, BenchError> {
    let mut sources = Sources::new();
    let id = sources.add(FILE, black_box(text));
    let file = read_bpmn(&sources, id).ok().map_err(|found| {
        let first = found.first().map(|one| one.one_line(&sources, Language::En));
        BenchError::broken(FILE, format!("{} mistakes: {}", found.len(), first.unwrap_or_default()))
    })?;
    let graph = file.processes.first().and_then(|process| process.flow.graph.as_ref());
    Ok(black_box(graph.map_or(0, |graph| graph.elements.len())))
}
