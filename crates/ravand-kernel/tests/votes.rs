//! Steps that a body votes on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::{World, WorldError};
use ravand_kernel::{Actor, Command, Gate, Instance, TaskId, apply, may};

const COMMISSION: &str = "
process: commission
title: Commission
provenance: synthetic
roles: { clerk: { holders: 2 }, interior: { holders: 3 }, judiciary: { holders: 3 }, council: { holders: 3 } }
ends: { closed: { favourable: yes }, lapsed: { favourable: no } }
steps:
  session:
    role: clerk
    due: 10 days
    on_breach: withdraw
    outcomes: { fine: on, none: skip to file }
    vote: { members: [interior, judiciary, council], carried_by: 2, quorum: 2 }
  collect: { role: clerk }
  appeal:
    not_same_person_as: [session]
    outcomes: { upheld: on, changed: on }
    vote: { members: [interior, council], carried_by: 1 }
  file: { role: clerk }
flow: [session, collect, appeal, file, { end: closed }]
";

struct Body {
    world: World,
    case: InstanceKey,
}

impl Body {
    fn new() -> Self {
        let mut world = World::new();
        world.deploy(support::process(COMMISSION));
        let case = world.start("commission", &[]).expect("started");
        Self { world, case }
    }

    fn task(&self) -> TaskId {
        self.world.instance(self.case).expect("the case").tasks()[0].id
    }

    /// Whether somebody with these roles may.
    fn gate(&self, command: Command<'_>, who: &str, roles: &[&str]) -> Result<(), Gate> {
        let (_, process, instance) = self.world.cases().next().expect("the case");
        let roles = roles.iter().map(|role| (*role).into()).collect();
        may(process, instance, &command, &Actor { id: who.into(), roles, units: Vec::new() })
    }

    fn ballot(&self, seat: u16, choice: u16) -> Command<'static> {
        Command::CastBallot { task: self.task(), seat, choice: choice.into() }
    }

    fn cast(&mut self, who: &str, seat: u16, choice: u16) -> Result<(), WorldError> {
        let actor = Actor { id: who.into(), roles: Vec::new(), units: Vec::new() };
        self.world.give(self.case, self.ballot(seat, choice), Some(&actor))
    }

    fn votes(&mut self, who: &str, seat: u16, choice: u16) -> &mut Self {
        self.cast(who, seat, choice).expect("a ballot");
        self
    }

    /// The last things that happened; a replay of everything gives the same case.
    fn last(&self, count: usize) -> Vec<String> {
        let (_, process, instance) = self.world.cases().next().expect("the case");
        let mut replayed = Instance::new(process);
        self.world.transcript().iter().for_each(|line| apply(process, &mut replayed, &line.event));
        assert_eq!(&replayed, instance, "replay gives another case");
        let lines = self.world.lines(self.case);
        lines[lines.len() - count..].to_vec()
    }

    fn refused(&mut self, seat: u16, choice: u16) -> &'static str {
        match self.cast("somebody", seat, choice) {
            Err(WorldError::Rejected(why)) => why.message().code.id,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_motion_is_carried_by_two_of_three() {
    let mut body = Body::new();
    body.votes("amir", 0, 0);
    assert_eq!(body.last(1), ["ballot of seat 0 on session: fine"]);
    body.votes("bita", 2, 0);
    assert_eq!(body.last(3), ["ballot of seat 2 on session: fine", "done session: fine", "todo collect"]);
}

#[test]
fn two_ballots_against_it_end_the_vote() {
    let mut body = Body::new();
    body.votes("amir", 0, 1).votes("bita", 1, 1);
    assert_eq!(body.last(3), ["done session: none", "jump session -> file", "todo file"]);
}

#[test]
fn a_divided_body_waits_for_its_third_ballot() {
    let mut body = Body::new();
    body.votes("amir", 0, 1).votes("bita", 1, 0);
    assert_eq!(body.last(1), ["ballot of seat 1 on session: fine"]);
    body.votes("cyrus", 2, 0);
    assert_eq!(body.last(2), ["done session: fine", "todo collect"]);
}

#[test]
fn a_seat_votes_once_and_only_a_seat() {
    let mut body = Body::new();
    body.votes("amir", 0, 0);
    assert_eq!(body.refused(0, 1), "KE076");
    assert_eq!(body.refused(3, 0), "KE039");
    assert_eq!(body.refused(1, 2), "KE027");
    body.votes("bita", 1, 0);
    assert_eq!(body.refused(0, 0), "KE038", "nobody votes on what follows");
}

#[test]
fn each_seat_is_its_roles_and_nobody_has_two_ballots() {
    let mut body = Body::new();
    let interior = body.ballot(0, 0);
    assert_eq!(body.gate(interior, "amir", &["interior"]), Ok(()));
    assert!(
        matches!(body.gate(interior, "bita", &["council"]), Err(Gate::Role { role, .. }) if role.as_str() == "interior")
    );
    body.votes("amir", 0, 0);
    let council = body.ballot(2, 0);
    assert!(matches!(body.gate(council, "amir", &["interior", "council"]), Err(Gate::Voted { .. })));
    assert_eq!(body.gate(council, "bita", &["council"]), Ok(()));
    let done = Command::CompleteTask { task: body.task(), outcome: Some(0.into()), data: &[] };
    assert!(matches!(body.gate(done, "clerk", &["clerk"]), Err(Gate::ByVote { .. })));
}

#[test]
fn who_sat_in_the_first_instance_does_not_sit_in_the_second() {
    let mut body = Body::new();
    body.votes("amir", 0, 0).votes("bita", 1, 0);
    body.world.complete(body.case, "collect", None, &[]).expect("done");
    let seat = body.ballot(0, 1);
    for member in ["amir", "bita"] {
        assert!(matches!(body.gate(seat, member, &["interior"]), Err(Gate::SamePerson { .. })), "{member}");
    }
    assert_eq!(body.gate(seat, "dara", &["interior"]), Ok(()));
    // One of two carries, but without a quorum of its own both must vote.
    body.votes("dara", 0, 0);
    assert_eq!(body.last(1), ["ballot of seat 0 on appeal: upheld"]);
    body.votes("elham", 1, 1);
    assert_eq!(body.last(2), ["done appeal: upheld", "todo file"]);
}

#[test]
fn at_the_deadline_a_quorum_decides() {
    let mut body = Body::new();
    body.votes("amir", 0, 0).votes("bita", 1, 1);
    body.world.advance_days(11);
    let expected = ["deadline of task 0 passed", "done session: none", "jump session -> file", "todo file"];
    assert_eq!(body.last(4), expected, "no two carry it");
}

#[test]
fn at_the_deadline_without_a_quorum_its_consequence_follows() {
    let mut body = Body::new();
    body.votes("amir", 0, 0);
    body.world.advance_days(11);
    assert_eq!(body.last(2), ["deadline of task 0 passed", "ended lapsed"]);
}
