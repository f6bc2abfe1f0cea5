//! Consequences of deadlines are no part of a simulation: it asks how long things take.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod models;

use models::*;
use ravand_core::{Distribution, EndDeclaration, Length, OnBreach, Sla, Unit};
use ravand_sim::{Settings, simulate_traced};

/// Every event as `hours case line`, but for the start of the case's term.
fn transcript(world: &World) -> Vec<String> {
    let mut lines = Vec::new();
    world.with(|model| {
        let start = model.start();
        simulate_traced(model, &Settings::default(), &mut |seen| {
            let hours = seen.at.micros_since(start) as f64 / 3.6e9;
            lines.push(format!("{hours} {} {}", seen.case, seen.event.line(seen.process)));
        })
        .expect("runs");
    });
    lines.retain(|line| !line.contains("term of the case"));
    lines
}

#[test]
fn deadlines_and_their_consequences_move_nothing() {
    let world = World::new(vec![step("serve"), step("sign"), end("done")])
        .work("serve", "clerk", Distribution::Exactly(9.0))
        .elapsed("sign", Distribution::Exactly(30.0))
        .staff("clerk", 1, 1.0)
        .size(4, 1);
    let mut promised = world.clone();
    promised
        .definition
        .ends
        .insert("refused".into(), EndDeclaration { favourable: false, ..EndDeclaration::favourable() });
    let an_hour = Length::new(1.0, Unit::Hour);
    let (due, on_breach) = (here(an_hour.into()), Some(here(OnBreach::Refuse)));
    promised.definition.sla = Some(Sla { due, warn_at: Some(here(0.5)), on_breach });
    for step in promised.definition.steps.values_mut() {
        step.attributes.due = Some(here(an_hour.into()));
        step.attributes.on_breach = Some(here(OnBreach::Withdraw));
    }
    let found = transcript(&promised);
    assert_eq!(found, transcript(&world));
    assert_eq!(found.iter().filter(|line| line.ends_with("ended done")).count(), 4);
    assert_eq!(
        promised.simulate(7).metrics.elapsed_s.summary().mean,
        world.simulate(7).metrics.elapsed_s.summary().mean
    );
}
