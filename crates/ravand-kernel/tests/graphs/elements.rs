//! Every element, once or more, as the standard describes it.

use crate::model::{Bench, start, visited};
use ravand_core::{Length, OnBreach, Spanned, Target, Unit};
use ravand_feel::{Number, Value};
use ravand_kernel::{Command, CompiledProcess};

fn number(number: i64) -> Value {
    Value::Number(Number::from(number))
}

#[test]
fn parallel_branches_are_joined_flow_by_flow() {
    let mut case =
        start("s start\nf and\na user\nb user\nj and\ne end\ns -> f\nf -> a\nf -> b\na -> j\nb -> j\nj -> e", &[]);
    case.is(&["a", "b"]).done("b").is(&["a"]).done("a").over();
}

#[test]
fn an_exclusive_gateway_without_a_way_is_an_incident_that_can_be_mended() {
    let mut case =
        start("s start\ng xor\na user\nb user\ns -> g\ng -> a when x = 1\ng -> b when x = 2", &[("x", number(5))]);
    assert_eq!(case.incidents(), 1);
    let (incident, data) = (case.world.instance(case.case).unwrap().incidents()[0].id, [(0, number(2))]);
    case.world.give(case.case, Command::RetryIncident { incident, data: &data }, None).unwrap();
    case.is(&["b"]).done("b").over();
}

#[test]
fn an_inclusive_join_waits_for_what_can_still_come_and_for_nothing_else() {
    let lines = "s start\nf or\na user\nb user\nc user\nj or\nz user\ns -> f\nf -> a when x > 0\nf -> b when x > 1\nf -> c when x > 2\na -> j\nb -> j\nc -> j\nj -> z";
    let mut two = start(lines, &[("x", number(2))]);
    two.is(&["a", "b"]).done("a").is(&["b"]).done("b").is(&["z"]).done("z").over();
    let mut one = start(lines, &[("x", number(1))]);
    one.is(&["a"]).done("a").is(&["z"]);
}

#[test]
fn an_inclusive_join_in_a_cycle_does_not_wait_for_itself() {
    let lines = "s start\nj or\na user\ng xor\ne end\ns -> j\nj -> a\na -> g\ng -> j when x = 1\ng -> e otherwise";
    let mut case = start(lines, &[("x", number(0))]);
    case.is(&["a"]).done("a").over();
}

#[test]
fn a_complex_gateway_lets_the_first_pass_and_forgets_the_rest() {
    let lines = "s start\nf and\na user\nb user\nj some\nz user\ns -> f\nf -> a\nf -> b\na -> j\nb -> j\nj -> z";
    let mut case = start(lines, &[]);
    case.done("a").is(&["b", "z"]).done("b").is(&["z"]).done("z").over();
}

#[test]
fn the_first_event_wins_at_an_event_based_gateway() {
    let lines = "s start\ng first\nm catch message:paid\nt catch after:P3D\na user\nb user\ns -> g\ng -> m\ng -> t\nm -> a\nt -> b";
    let mut paid = start(lines, &[]);
    paid.world.send("paid", Value::Null, &[]).unwrap();
    paid.is(&["a"]).world.advance_days(5);
    paid.is(&["a"]).done("a").over();
    let mut late = start(lines, &[]);
    late.world.advance_days(3);
    late.is(&["b"]);
}

#[test]
fn a_message_that_comes_early_is_kept() {
    let mut case = start("s start\na user\nm catch message:paid\nb user\ns -> a\na -> m\nm -> b", &[]);
    case.world.send("paid", Value::Null, &[]).unwrap();
    case.is(&["a"]).done("a").is(&["b"]);
}

#[test]
fn boundary_events_interrupt_or_not() {
    let lines = "s start\na user\nt on a after:P1D\nr on a every:P1D beside\nlate user\ntold user\ns -> a\nt -> late\nr -> told";
    let mut case = start(lines, &[]);
    case.world.advance_days(1);
    // Both are due: the interrupting one, written first, ends the other.
    case.is(&["late"]);
    let beside = "s start\na user\nr on a every:P1D beside\ntold user\ne end\ns -> a\na -> e\nr -> told";
    let mut case = start(beside, &[]);
    case.world.advance_days(10);
    case.is(&["a", "told", "told", "told"]).done("a").done("told").done("told").done("told").over();
}

#[test]
fn an_error_is_caught_by_its_code_before_a_catcher_of_everything() {
    let lines = "s start\np sub\n  i start\n  x1 end error:bad\n  i -> x1\nany on p error\nbad on p error:bad\na user\nb user\ns -> p\nany -> a\nbad -> b";
    start(lines, &[]).is(&["b"]);
}

#[test]
fn an_error_that_nobody_catches_ends_the_case_and_says_so() {
    let mut case = start("s start\np sub\n  i start\n  x1 end error:bad\n  i -> x1\na user\ns -> p\np -> a", &[]);
    assert_eq!(case.world.instance(case.case).unwrap().error(), Some("bad"));
    case.over();
}

#[test]
fn an_escalation_goes_on_beside_what_it_left() {
    let lines = "s start\np sub\n  i start\n  t throw escalation:late\n  w user\n  i -> t\n  t -> w\nh on p escalation:late beside\na user\nz user\ns -> p\np -> z\nh -> a";
    let mut case = start(lines, &[]);
    case.is(&["a", "w"]).done("w").is(&["a", "z"]);
}

#[test]
fn an_event_subprocess_takes_the_place_of_its_scope_or_runs_beside_it() {
    let scope =
        |how: &str| format!("s start\nw user\nh event-sub\n  i start signal:stop{how}\n  c user\n  i -> c\ns -> w");
    let mut stopped = start(&scope(""), &[]);
    stopped.world.signal("stop");
    stopped.is(&["c"]).done("c").over();
    let mut beside = start(&scope(" beside"), &[]);
    beside.world.signal("stop");
    beside.world.signal("stop");
    beside.is(&["c", "c", "w"]).done("w").done("c").done("c").over();
}

#[test]
fn a_signal_is_heard_by_whoever_is_about_to_listen() {
    let lines = "s start\nf and\nt throw signal:go\nc catch signal:go\na user\ns -> f\nf -> t\nf -> c\nc -> a";
    start(lines, &[]).is(&["a"]).done("a").over();
}

#[test]
fn conditions_are_looked_at_again_when_data_change() {
    let mut case = start("s start\nc catch if:x~>~3\na user\ns -> c\nc -> a", &[]);
    case.is(&[]);
    case.world.give(case.case, Command::SetData { data: &[(0, number(4))] }, None).unwrap();
    case.is(&["a"]);
}

#[test]
fn loops_ask_before_or_after() {
    let after = "s start\na loop x~<~1\nz user\ns -> a\na -> z";
    start(after, &[("x", number(5))]).is(&["a"]).done("a").is(&["z"]);
    let before = "s start\na loop x~<~1 before\nz user\ns -> a\na -> z";
    start(before, &[("x", number(5))]).is(&["z"]);
}

#[test]
fn several_instances_one_after_another_or_at_once_with_their_own_item() {
    start("s start\na twice\nz user\ns -> a\na -> z", &[]).is(&["a"]).done("a").is(&["a"]).done("a").is(&["z"]);
    let list = Value::list([number(1), number(2), number(3)]).unwrap();
    let mut each = start("s start\na each list\nz user\ns -> a\na -> z", &[("list", list)]);
    each.is(&["a", "a", "a"]).done("a").done("a").done("a").is(&["z"]);
    let none = Value::list([]).unwrap();
    start("s start\na each list\nz user\ns -> a\na -> z", &[("list", none)]).is(&["z"]);
}

#[test]
fn what_was_done_is_undone_the_last_first() {
    let lines = "s start\na user\nua undone a ra\nra handler\nb user\nub undone b rb\nrb handler\nt throw undo\nz user\ns -> a\na -> b\nb -> t\nt -> z";
    let mut case = start(lines, &[]);
    case.done("a").done("b").is(&["rb"]).done("rb").is(&["ra"]).done("ra").is(&["z"]);
}

#[test]
fn a_cancelled_transaction_is_compensated_and_left_by_its_cancel_event() {
    let lines = "s start\np transaction\n  i start\n  a user\n  u undone a ra\n  ra handler\n  c end cancel\n  i -> a\n  a -> c\nk on p cancel\nz user\nn user\ns -> p\np -> n\nk -> z";
    start(lines, &[]).done("a").is(&["ra"]).done("ra").is(&["z"]).done("z").over();
}

#[test]
fn terminate_ends_the_scope_that_it_stands_in() {
    let lines = "s start\np sub\n  i start\n  f and\n  a user\n  x1 end terminate\n  i -> f\n  f -> a\n  f -> x1\nz user\ns -> p\np -> z";
    start(lines, &[]).is(&["z"]);
}

#[test]
fn ad_hoc_activities_come_one_by_one() {
    start("s start\np one-by-one\n  a user\n  b user\nz user\ns -> p\np -> z", &[])
        .is(&["a"])
        .done("a")
        .is(&["b"])
        .done("b")
        .is(&["z"]);
}

#[test]
fn a_job_is_tried_as_often_as_it_may_and_is_then_an_incident() {
    let mut case = start("s start\na job\nbad on a error:e\nz user\nh user\ns -> a\na -> z\nbad -> h", &[]);
    let task = case.world.instance(case.case).unwrap().tasks()[0].id;
    let fail = Command::FailJob { task, reason: "no line" };
    case.world.give(case.case, fail, None).unwrap();
    assert_eq!(case.incidents(), 0);
    case.world.give(case.case, fail, None).unwrap();
    assert_eq!(case.incidents(), 1);
    case.world.give(case.case, Command::ThrowError { task, code: "e" }, None).unwrap();
    assert_eq!(case.incidents(), 0, "what was interrupted has no incident");
    case.is(&["h"]);
}

#[test]
fn a_join_that_can_never_be_reached_is_an_incident() {
    let case = start(
        "s start\ng xor\na user\nj and\nb user\ns -> g\ng -> a when x = 1\ng -> j otherwise\na -> j\nj -> b",
        &[("x", number(0))],
    );
    assert_eq!(case.incidents(), 1);
}

#[test]
fn a_loop_without_a_wait_stops_at_the_limit() {
    let case = start("s start\na xor\nb xor\ns -> a\na -> b\nb -> a", &[]);
    assert_eq!(case.incidents(), 1);
}

#[test]
fn a_script_in_feel_sets_its_datum_and_links_lead_on() {
    let mut case = start(
        "s start\na set y x~+~1\nt throw link:on\nc catch link:on\nz user\ns -> a\na -> t\nc -> z",
        &[("x", number(2))],
    );
    assert_eq!(case.world.datum(case.case, "y"), Some(&number(3)));
    case.is(&["z"]).done("z").over();
}

#[test]
fn a_case_that_is_cancelled_leaves_nothing_behind() {
    let lines = "s start\np sub\n  i start\n  f and\n  a user\n  m catch message:x\n  t catch after:P1D\n  i -> f\n  f -> a\n  f -> m\n  f -> t\nb on p signal:stop\ns -> p";
    let mut case: Bench = start(lines, &[]);
    case.world.give(case.case, Command::Cancel, None).unwrap();
    let instance = case.world.instance(case.case).unwrap();
    assert!(instance.waits().is_empty() && instance.tasks().is_empty() && instance.activities().is_empty());
    assert_eq!(case.world.mail().waiting(), 0);
    assert_eq!(case.world.next_timer(), None);
}

#[test]
fn a_late_task_of_a_graph_ends_the_case_or_is_taken_as_done() {
    let late = |breach: OnBreach, then: &str| {
        let mut definition = crate::model::graph(
            "s start\nf and\na user\nm catch message:m\nz user\nj and\ne end\ns -> f\nf -> a\nf -> m\na -> j\nm -> j\nj -> z\nz -> e",
        );
        let step = definition.steps.get_mut("a").unwrap();
        step.attributes.due = Some(Spanned::nowhere(Length::new(3.0, Unit::Day).into()));
        step.attributes.on_breach = Some(Spanned::nowhere(breach));
        step.attributes.silence_basis = Some(Spanned::nowhere("a law".to_owned()));
        let mut world = ravand_kernel::world::World::new();
        world.deploy(CompiledProcess::compile(&definition).unwrap());
        let case = world.start("case", &[]).unwrap();
        world.advance_days(5);
        assert_eq!(world.lines(case).last().map(String::as_str), Some(then));
        Bench { world, case }
    };
    late(OnBreach::Withdraw, "ended withdrawn").over();
    let mut case = late(OnBreach::Consent, "token waits after a-j");
    case.world.send("m", Value::Null, &[]).unwrap();
    case.is(&["z"]);
}

#[test]
fn flows_ask_how_a_task_came_out() {
    let direct = "s -> site-visit\nsite-visit -> fee when site_visit_outcome = fits\nsite-visit -> again when site_visit_outcome = too_large";
    visited("fits", direct).is(&["fee"]);
    visited("too_large", direct).is(&["again"]);
    let gateway =
        "g xor\ns -> site-visit\nsite-visit -> g\ng -> fee when site_visit_outcome = fits\ng -> again otherwise";
    visited("fits", gateway).is(&["fee"]);
    visited("too_large", gateway).is(&["again"]);
}

#[test]
fn how_a_task_came_out_is_known_further_on() {
    let later = "z user\ng xor\ns -> site-visit\nsite-visit -> z\nz -> g\ng -> fee when site_visit_outcome = fits\ng -> again otherwise";
    let mut case = visited("too_large", later);
    case.done("z").is(&["again"]);
    let slot = case.world.datum(case.case, "site_visit_outcome");
    assert_eq!(slot.map(ToString::to_string), Some("#1".to_owned()));
}

#[test]
fn a_flow_that_asks_for_an_outcome_that_there_is_not_does_not_compile() {
    let mut definition =
        crate::model::graph("s start\nlook user\ne end\ns -> look\nlook -> e when look_outcome = fine");
    assert!(CompiledProcess::compile(&definition).is_err(), "it has no outcomes");
    let step = definition.steps.get_mut("look").unwrap();
    step.outcomes.insert("fine".into(), Spanned::nowhere(Target::On));
    assert!(CompiledProcess::compile(&definition).is_ok());
}
