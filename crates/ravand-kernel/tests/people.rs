//! Who may do a step after others have done others: separation and binding of duties.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::World;
use ravand_kernel::{Actor, Command, Gate, may};

const LETTER: &str = "
process: letter
title: Letter
provenance: synthetic
roles: { clerk: { holders: 5 } }
ends: { sent: { favourable: yes } }
steps:
  draft: { role: clerk }
  check: { role: clerk, not_same_person_as: [draft], outcomes: { fine: on, wrong: back to draft } }
  post: { role: clerk, same_person_as: [draft], not_same_person_as: [check] }
flow: [draft, check, post, { end: sent }]
";

fn clerk(id: &str) -> Actor {
    Actor { id: id.into(), roles: vec!["clerk".into()], units: Vec::new() }
}

struct Office {
    world: World,
    case: InstanceKey,
}

impl Office {
    fn new() -> Self {
        let mut world = World::new();
        world.deploy(support::process(LETTER));
        let case = world.start("letter", &[]).expect("started");
        Self { world, case }
    }

    /// Whether somebody may do what is to be done now.
    fn gate(&self, who: &str) -> Result<(), Gate> {
        let (_, process, instance) = self.world.cases().next().expect("the case");
        may(process, instance, &Command::complete(instance.tasks()[0].id), &clerk(who))
    }

    /// Somebody does it, if they may.
    fn done(&mut self, who: &str, outcome: Option<u16>) -> &mut Self {
        assert_eq!(self.gate(who), Ok(()), "{who}");
        let task = self.world.instance(self.case).expect("the case").tasks()[0].id;
        let command = Command::CompleteTask { task, outcome: outcome.map(Into::into), data: &[] };
        self.world.give(self.case, command, Some(&clerk(who))).expect("done");
        self
    }
}

#[test]
fn a_separation_remembers_everybody_who_ever_did_the_step() {
    let mut office = Office::new();
    office.done("amir", None).done("bita", Some(1)).done("cyrus", None);
    for drafter in ["amir", "cyrus"] {
        assert!(matches!(office.gate(drafter), Err(Gate::SamePerson { other, .. }) if other.as_str() == "draft"));
    }
    assert_eq!(office.gate("bita"), Ok(()), "who checked before may check again");
}

#[test]
fn a_binding_asks_for_who_did_the_step_last() {
    let mut office = Office::new();
    office.done("amir", None).done("bita", Some(1)).done("cyrus", None).done("bita", Some(0));
    let bound = office.gate("amir").expect_err("amir wrote what is not sent");
    assert!(matches!(&bound, Gate::OtherPerson { other, .. } if other.as_str() == "draft"));
    assert_eq!(bound.message().message(ravand_core::Language::En), "only whoever did `draft` may do `post`");
    office.done("cyrus", None);
    assert!(!office.world.is_running(office.case));
}

#[test]
fn a_step_that_nobody_known_did_binds_nobody() {
    let mut office = Office::new();
    office.world.complete(office.case, "draft", None, &[]).expect("done");
    office.done("bita", Some(0));
    assert_eq!(office.gate("amir"), Ok(()));
}
