//! What follows when a term is over, and how long it stands still while the applicant is asked.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_core::Timestamp;
use ravand_feel::{Number, Value};
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::{World, WorldError};
use ravand_kernel::{
    Actor, Command, CompiledProcess, Deadline, Event, Gate, Instance, Rejection, TaskId, apply, handle, may,
};

const DAY: i64 = 86_400_000_000;

/// A permit whose check has ten days; `{}` is what follows.
fn permit(breach: &str, sla: &str) -> String {
    format!(
        "
process: permit
title: Permit
provenance: synthetic
{sla}
data: {{ area: number }}
documents: {{ form: {{ from: applicant }}, deed: {{ from: applicant }} }}
roles: {{ clerk: {{ holders: 2 }}, deputy: {{ holders: 1 }}, owner: {{ party: applicant }} }}
ends: {{ issued: {{ favourable: yes }}, lapsed: {{ favourable: no }}, refused: {{ favourable: no }} }}
steps:
  look: {{ role: clerk, needs: [form], due: 10 days, {breach}, outcomes: {{ poor: end lapsed, fits: on }} }}
  pay: {{ role: owner, needs: [form] }}
flow: [look, pay, {{ end: issued }}]
"
    )
}

/// A world at ten o'clock with one case under way.
fn start(yaml: &str) -> (World, InstanceKey) {
    let calendar = ravand_core::calendar::WorkingCalendar::around_the_clock();
    let mut world = World::with_calendar(calendar, Timestamp::from_micros(36_000_000_000));
    world.deploy(support::process(yaml));
    let case = world.start("permit", &[]).expect("started");
    (world, case)
}

/// What happened since `from` events, after it was replayed into the same case.
fn since(world: &World, case: InstanceKey, from: usize) -> Vec<String> {
    let (_, process, instance) = world.cases().find(|(key, ..)| *key == case).expect("the case");
    let mut replayed = Instance::new(process);
    world.transcript().iter().for_each(|line| apply(process, &mut replayed, &line.event));
    assert_eq!(&replayed, instance, "replay gives another case");
    world.lines(case).split_off(from)
}

fn actor(id: &str, role: &str) -> Actor {
    Actor { id: id.into(), roles: vec![role.into()], units: Vec::new() }
}

fn gate(world: &World, case: InstanceKey, who: &Actor) -> Result<(), Gate> {
    let (_, process, instance) = world.cases().find(|(key, ..)| *key == case).expect("the case");
    may(process, instance, &Command::complete(instance.tasks()[0].id), who)
}

fn first_task(world: &World, case: InstanceKey) -> TaskId {
    world.instance(case).and_then(|case| case.tasks().first()).expect("an open task").id
}

#[test]
fn each_consequence_of_a_late_step_is_drawn_once() {
    let cases: [(&str, &[&str]); 6] = [
        ("reassign", &["task 0 reassigned"]),
        ("escalate to deputy", &["task 0 offered to deputy"]),
        ("notify deputy", &["deputy told of task 0"]),
        ("consent, silence_basis: two-month rule", &["done look: fits", "todo pay"]),
        ("withdraw", &["ended lapsed"]),
        ("refuse", &["ended refused"]),
    ];
    for (breach, then) in cases {
        let (mut world, case) = start(&permit(&format!("on_breach: {breach}"), ""));
        let before = world.lines(case).len();
        world.advance_days(10);
        assert_eq!(since(&world, case, before), Vec::<String>::new(), "{breach}: too early");
        world.advance_days(40);
        let expected: Vec<_> = ["deadline of task 0 passed"].iter().chain(then).copied().collect();
        assert_eq!(since(&world, case, before), expected, "{breach}");
    }
}

#[test]
fn what_is_done_in_time_has_no_consequence() {
    let (mut world, case) = start(&permit("on_breach: refuse", ""));
    world.advance_days(9);
    world.complete(case, "look", Some("fits"), &[]).expect("done");
    let before = world.lines(case).len();
    world.advance_days(90);
    assert_eq!(since(&world, case, before), Vec::<String>::new());
    assert!(world.is_running(case));
}

#[test]
fn a_deadline_cannot_pass_before_its_time_or_twice() {
    let (mut world, case) = start(&permit("on_breach: notify deputy", ""));
    let deadline = Deadline::Task(first_task(&world, case));
    let pass = Command::PassDeadline { deadline };
    let early = world.give(case, pass, None);
    assert!(matches!(early, Err(WorldError::Rejected(Rejection::DeadlineAhead { .. }))), "{early:?}");
    world.advance_days(11);
    let again = world.give(case, pass, None);
    assert_eq!(again, Err(WorldError::Rejected(Rejection::NoDeadline(deadline))));
    let of_case = Command::PassDeadline { deadline: Deadline::Case };
    assert_eq!(world.give(case, of_case, None), Err(WorldError::Rejected(Rejection::NoDeadline(Deadline::Case))));
}

#[test]
fn who_a_late_task_is_escalated_to_may_do_it() {
    let (mut world, case) = start(&permit("on_breach: escalate to deputy", ""));
    let deputy = actor("reza", "deputy");
    assert!(matches!(gate(&world, case, &deputy), Err(Gate::Role { .. })));
    world.advance_days(11);
    assert_eq!(gate(&world, case, &deputy), Ok(()));
    assert_eq!(gate(&world, case, &actor("maryam", "clerk")), Ok(()), "its own role may do it still");
    assert!(gate(&world, case, &actor("owner", "owner")).is_err());
}

#[test]
fn the_case_warns_and_escalates_what_is_the_citys() {
    let sla = "sla: { due: 20 days, warn_at: 50%, on_breach: escalate to deputy }";
    let (mut world, case) = start(&permit("on_breach: reassign", sla));
    let deputy = actor("reza", "deputy");
    let before = world.lines(case).len();
    world.complete(case, "look", Some("fits"), &[]).expect("done");
    world.advance_days(30);
    let expected = ["done look: fits", "todo pay", "deadline of warning passed", "deadline of case passed"];
    assert_eq!(since(&world, case, before), expected, "the owner's own task is offered to nobody");
    assert!(gate(&world, case, &deputy).is_err());

    let (mut world, case) = start(&permit("on_breach: reassign", sla).replace("10 days", "90 days"));
    world.advance_days(30);
    assert_eq!(gate(&world, case, &deputy), Ok(()));
}

#[test]
fn the_warning_comes_when_its_share_of_the_term_has_passed() {
    let (world, _) = start(&permit("on_breach: reassign", "sla: { due: 240 h, warn_at: 75% }"));
    let warning = world.next_deadline().map(|(at, _, deadline)| (at.micros_since(world.now()) / DAY, deadline));
    assert_eq!(warning, Some((7, Deadline::Warning)), "seven days and a half of ten");
}

#[test]
fn an_end_that_nobody_declared_is_made_for_a_withdrawal() {
    let yaml =
        permit("on_breach: withdraw", "").replace(", lapsed: { favourable: no }, refused: { favourable: no }", "");
    let (mut world, case) = start(&yaml.replace("outcomes: { poor: end lapsed, fits: on }", "discretion: none"));
    world.advance_days(11);
    assert_eq!(world.lines(case).last().map(String::as_str), Some("ended withdrawn"));
    let (_, process, _) = world.cases().next().expect("the case");
    assert!(process.ends().iter().any(|end| end.id.as_str() == "withdrawn" && !end.favourable));
}

#[test]
fn silence_is_no_consent_without_a_statute_or_an_outcome_that_leads_on() {
    let codes = |yaml: &str| -> Vec<_> {
        let found = CompiledProcess::compile(&support::definition(yaml)).err().unwrap_or_default();
        found.iter().map(|found| found.code.id).collect()
    };
    assert_eq!(codes(&permit("on_breach: consent", "")), ["KE006"]);
    let yaml = permit("on_breach: consent, silence_basis: a law", "");
    assert_eq!(codes(&yaml), Vec::<&str>::new());
    assert_eq!(codes(&yaml.replace("fits: on", "fits: end refused")), ["KE007"]);
    let promise = "sla: { due: 20 days, on_breach: consent }";
    assert_eq!(codes(&permit("on_breach: reassign", promise)), ["KE008"]);
}

fn ask(task: TaskId, documents: &[ravand_core::DocumentId]) -> Command<'_> {
    Command::AskApplicant { task, documents, data: &[0], reason: "the deed is illegible" }
}

#[test]
fn the_clocks_stand_still_while_the_applicant_is_asked() {
    let sla = "sla: { due: 20 days, on_breach: notify deputy }";
    let (mut world, case) = start(&permit("on_breach: reassign", sla));
    let (task, deed) = (first_task(&world, case), ["deed".into()]);
    let dues = |world: &World| {
        let case = world.instance(case).expect("the case");
        let days = |due: Timestamp| due.micros() / DAY;
        (case.tasks()[0].due.map(days), case.case_clock().and_then(|clock| clock.due).map(days))
    };
    assert_eq!(dues(&world), (Some(11), Some(21)));
    world.advance_days(4);
    world.give(case, ask(task, &deed), None).expect("asked");
    assert_eq!(dues(&world), (None, None));
    let before = world.lines(case).len();
    world.advance_days(100);
    assert_eq!(since(&world, case, before), Vec::<String>::new(), "nothing passes meanwhile");

    let missing = world.give(case, Command::ApplicantAnswered { task, data: &[] }, None);
    assert!(matches!(missing, Err(WorldError::Rejected(Rejection::DataMissing { .. }))), "{missing:?}");
    let data = [(0, Value::Number(Number::from(120)))];
    world.give(case, Command::ApplicantAnswered { task, data: &data }, None).expect("answered");
    assert_eq!(dues(&world), (Some(111), Some(121)), "a hundred days later");
    world.advance_days(7);
    assert_eq!(
        since(&world, case, before),
        [
            "applicant answered for task 0",
            "set area = 120",
            "term of the case runs",
            "deadline of task 0 passed",
            "task 0 reassigned"
        ]
    );
}

#[test]
fn a_step_gives_one_notice_with_one_list() {
    let (mut world, case) = start(&permit("on_breach: reassign", ""));
    let (task, deed) = (first_task(&world, case), ["deed".into()]);
    let moon = ["moon".into()];
    let refused = |world: &mut World, command: Command<'_>| match world.give(case, command, None) {
        Err(WorldError::Rejected(why)) => why.message().code.id,
        other => panic!("{other:?}"),
    };
    let nothing = Command::AskApplicant { task, documents: &[], data: &[], reason: "" };
    assert_eq!(refused(&mut world, nothing), "KE032");
    assert_eq!(refused(&mut world, ask(task, &moon)), "KE034");
    assert_eq!(refused(&mut world, Command::ApplicantAnswered { task, data: &[] }), "KE033");
    world.give(case, ask(task, &deed), None).expect("asked");
    assert_eq!(refused(&mut world, ask(task, &deed)), "KE031", "while it is open");
    let data = [(0, Value::Number(Number::from(120)))];
    world.give(case, Command::ApplicantAnswered { task, data: &data }, None).expect("answered");
    assert_eq!(refused(&mut world, ask(task, &deed)), "KE031", "and afterwards");
    assert_eq!(refused(&mut world, Command::ApplicantAnswered { task, data: &data }), "KE033");
}

#[test]
fn a_term_that_is_over_does_not_stand_still() {
    let (world, case) = start(&permit("on_breach: consent, silence_basis: a law", ""));
    let (_, process, instance) = world.cases().find(|(key, ..)| *key == case).expect("the case");
    let mut instance = instance.clone();
    let (task, deed) = (first_task(&world, case), ["deed".into()]);
    let calendar = ravand_core::calendar::WorkingCalendar::around_the_clock();
    // The host has not rung yet.
    let now = Timestamp::from_micros(11 * DAY);
    let context = ravand_kernel::Context { now, actor: None, calendar: &calendar, entropy: 1 };
    let answer = handle(&context, process, &mut instance, ask(task, &deed), &mut Vec::<Event>::new());
    assert_eq!(answer, Err(Rejection::TermOver { step: "look".to_owned() }));
}

#[test]
fn a_task_that_is_done_without_an_answer_lets_the_case_run_on() {
    let (mut world, case) = start(&permit("on_breach: reassign", "sla: { due: 20 days, on_breach: refuse }"));
    let (task, deed) = (first_task(&world, case), ["deed".into()]);
    world.give(case, ask(task, &deed), None).expect("asked");
    world.advance_days(50);
    let before = world.lines(case).len();
    world.complete(case, "look", Some("fits"), &[]).expect("done");
    assert_eq!(since(&world, case, before), ["done look: fits", "todo pay", "term of the case runs"]);
    world.advance_days(30);
    assert_eq!(world.lines(case).last().map(String::as_str), Some("ended refused"));
}
