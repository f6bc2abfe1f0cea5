//! The bank's Article 100 commission: its three members vote, and the appeal has others.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::bank::Bank;
use ravand::feel::Value;
use ravand::kernel::exchange::InstanceKey;
use ravand::kernel::world::World;
use ravand::kernel::{Actor, Command, CompiledProcess, Gate, may};

const SEATS: [&str; 3] = ["commission-interior", "commission-judiciary", "commission-council"];

fn member(id: &str, seat: u16) -> Actor {
    Actor { id: id.into(), roles: vec![SEATS[usize::from(seat)].into()], units: Vec::new() }
}

/// A case before its first session.
fn before_the_session() -> (World, InstanceKey) {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank");
    let process = CompiledProcess::compile(&bank.processes["article-100"]).expect("it compiles");
    let kind = process.schema().slot("violation_kind").and_then(|slot| process.schema().ty(slot));
    let kind: Value = kind.and_then(|ty| ty.read("no_permit")).expect("a kind of violation");
    let mut world = World::new();
    world.deploy(process);
    let case = world.start("article-100", &[]).expect("started");
    for step in ["detect", "stop-work", "one-week"] {
        world.complete(case, step, None, &[]).expect("done");
    }
    world.complete(case, "technical-report", None, &[("violation_kind", kind)]).expect("done");
    for step in ["register-case", "notify-owner", "wait-defence", "agenda"] {
        world.complete(case, step, None, &[]).expect("done");
    }
    (world, case)
}

fn may_vote(world: &World, case: InstanceKey, who: &Actor, seat: u16) -> Result<(), Gate> {
    let (_, process, instance) = world.cases().find(|(key, ..)| *key == case).expect("the case");
    let task = instance.tasks()[0].id;
    may(process, instance, &Command::CastBallot { task, seat, choice: 0.into() }, who)
}

fn vote(world: &mut World, case: InstanceKey, (step, choice): (&str, &str), seat: u16, who: &Actor) {
    assert_eq!(may_vote(world, case, who, seat), Ok(()));
    world.vote(case, step, seat, choice, Some(who)).expect("a ballot");
}

#[test]
fn three_members_vote_and_the_appeal_is_heard_by_others() {
    let (mut world, case) = before_the_session();
    let first = [member("amir", 0), member("bita", 1), member("cyrus", 2)];
    assert!(may_vote(&world, case, &first[0], 1).is_err(), "the seat of the Judiciary is the judge's");
    for (seat, choice) in [(0, "fine"), (1, "demolition"), (2, "fine")] {
        vote(&mut world, case, ("session", choice), seat, &first[usize::from(seat)]);
    }
    assert!(world.lines(case).contains(&"done session: fine".to_owned()));
    for step in ["decide-safety", "fine-note4", "note7", "reasoned-vote", "serve"] {
        world.complete(case, step, None, &[]).expect("done");
    }
    world.complete(case, "appeal", Some("objection"), &[]).expect("done");
    assert!(matches!(may_vote(&world, case, &first[0], 0), Err(Gate::SamePerson { .. })));
    for (who, seat) in [("dara", 0), ("elham", 1), ("farid", 2)] {
        vote(&mut world, case, ("appeal-session", "changed"), seat, &member(who, seat));
    }
    assert!(world.lines(case).contains(&"done appeal-session: changed".to_owned()));
}
