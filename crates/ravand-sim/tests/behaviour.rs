//! What the simulator does case by case: order, calendars, chances, calls, data, and that
//! the same seed gives the same bytes.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod models;

use chrono::NaiveDate;
use models::*;
use ravand_core::{
    Arrivals, Block, Branch, Calls, Cost, CostOf, DataDeclaration, DataSource, Definition, Distribution,
    EndDeclaration, Exits, Extent, Language, Span, Target, Title, Uncertain, Unit, VariableLength,
};
use ravand_feel::Type;
use ravand_kernel::Event;
use ravand_sim::{Outcome, Settings, SimError, simulate, simulate_traced};

const HOUR: f64 = 3600.0;

fn exactly(hours: f64) -> Distribution {
    Distribution::Exactly(hours)
}

/// Every event as `hours case line`.
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
    lines
}

fn check(world: &World, expected: &[&str]) {
    let found = transcript(world);
    let told: Vec<_> = found.iter().filter(|line| line.contains("done") || line.contains("ended")).collect();
    assert_eq!(told, expected.iter().collect::<Vec<_>>(), "all: {found:#?}");
}

fn mean_hours(outcome: &Outcome) -> f64 {
    outcome.metrics.elapsed_s.summary().mean.value / HOUR
}

#[test]
fn who_comes_first_is_served_first() {
    let world = World::new(vec![step("serve"), end("done")])
        .work("serve", "clerk", exactly(2.0))
        .staff("clerk", 2, 1.0)
        .size(3, 1);
    check(
        &world,
        &["2 0 done serve", "2 0 ended done", "2 1 done serve", "2 1 ended done", "4 2 done serve", "4 2 ended done"],
    );
}

#[test]
fn work_comes_before_wait_and_a_share_makes_work_longer() {
    let mut world = World::new(vec![step("serve"), end("done")])
        .work("serve", "clerk", exactly(1.0))
        .staff("clerk", 1, 0.25)
        .size(2, 1);
    world.definition.steps["serve"].attributes.wait = Some(here(hours(exactly(10.0))));
    check(&world, &["14 0 done serve", "14 0 ended done", "18 1 done serve", "18 1 ended done"]);
    let outcome = world.simulate(0);
    assert_eq!(outcome.metrics.queue_s.replications(), [[0.0, 4.0 * HOUR]]);
    assert_eq!(outcome.metrics.work_s.replications(), [[4.0 * HOUR; 2]]);
    assert_eq!(outcome.metrics.wait_s.replications(), [[10.0 * HOUR; 2]]);
}

#[test]
fn friday_at_three_and_twelve_hours_of_work_is_tuesday_at_eleven() {
    let mut world = World::new(vec![step("travel"), step("serve"), end("done")])
        .work("serve", "clerk", exactly(12.0))
        .elapsed("travel", exactly(6.0))
        .staff("clerk", 1, 1.0)
        .size(1, 1);
    world.definition.steps["travel"].attributes.role = None;
    world.scenario.calendar = Some(here("nine-to-five".into()));
    world.scenario.start = here(NaiveDate::from_ymd_opt(2024, 1, 5).unwrap());
    // Friday 9:00 to Tuesday 11:00 is 98 hours by the clock.
    check(&world, &["6 0 done travel", "98 0 done serve", "98 0 ended done"]);
    let outcome = world.simulate(0);
    assert_eq!(outcome.metrics.work_s.replications(), [[12.0 * HOUR]]);
    assert_eq!(outcome.metrics.closed_s.replications(), [[80.0 * HOUR]]);
    assert_eq!(outcome.metrics.calendar_days.replications(), [[5.0]]);
}

#[test]
fn parts_of_a_cases_time_add_up() {
    let mut world = loan().size(500, 2);
    world.scenario.calendar = Some(here("nine-to-five".into()));
    let outcome = world.simulate(3);
    let m = &outcome.metrics;
    for step in &outcome.steps {
        let parts = step.queue_s + step.work_s + step.closed_s + step.wait_s;
        assert!((parts - step.elapsed_s).abs() < 1e-6, "{step:?}");
    }
    let per_case = |sample: &ravand_sim::Sample| sample.summary().mean.value;
    let all: f64 = outcome.steps.iter().map(|step| step.visits * step.elapsed_s).sum();
    let parts = per_case(&m.queue_s) + per_case(&m.work_s) + per_case(&m.closed_s) + per_case(&m.wait_s);
    assert!((all / parts - 1.0).abs() < 1e-9, "{all} {parts}");
    let spent = &outcome.spent;
    let spent = [spent.work_s, spent.queue_s, spent.wait_s, spent.closed_s, spent.rework_s].map(|part| part.value);
    assert!(spent.iter().all(|part| *part >= 0.0) && spent[4] > 0.0, "{spent:?}");
    assert!((spent.iter().sum::<f64>() / parts - 1.0).abs() < 1e-9, "{spent:?} {parts}");
}

#[test]
fn what_is_done_again_is_rework() {
    let outcome = rework().with_elapsed("check", exactly(3.0)).size(1_000, 2).simulate(7);
    let spent = &outcome.spent;
    let tasks = outcome.metrics.tasks.summary().mean.value;
    assert!(tasks > 1.3, "{tasks}");
    assert!((spent.wait_s.value - 3.0 * HOUR).abs() < 1e-6, "{spent:?}");
    assert!((spent.rework_s.value - (tasks - 1.0) * 3.0 * HOUR).abs() < 1e-6, "{spent:?}");
    assert_eq!((spent.work_s.value, spent.queue_s.value, spent.closed_s.value), (0.0, 0.0, 0.0));
}

#[test]
fn a_loan_in_office_hours_waits_for_the_office_to_open() {
    let mut world = loan().warm_up(2000.0).size(3_000, 10);
    world.scenario.calendar = Some(here("nine-to-five".into()));
    let amount = Exponential { mean: 800.0 / HOUR };
    let between = here(VariableLength { amount, unit: Unit::WorkingHour });
    world.scenario.arrivals = Arrivals::Every { between, calendar: None };
    let found = world.simulate(1).metrics.elapsed_s.summary().mean.value;
    assert!((found / 22_000.0 - 1.0).abs() < 0.05, "{found}");
}

#[test]
fn a_case_that_ends_frees_who_was_busy_with_it() {
    let all = Block::All { branches: vec![vec![step("long")], vec![step("veto")]], span: Span::default() };
    let mut world = World::new(vec![all, end("done")])
        .work("long", "clerk", exactly(10.0))
        .elapsed("veto", exactly(1.0))
        .outcome("veto", "stop", Target::End("done".into()), Some(1.0))
        .outcome("veto", "go", Target::On, None)
        .staff("clerk", 1, 1.0)
        .size(3, 1);
    world.definition.steps["veto"].attributes.role = None;
    // All three stop after an hour; nobody ever waits for the ten.
    check(
        &world,
        &[
            "1 0 done veto: stop",
            "1 0 ended done",
            "1 1 done veto: stop",
            "1 1 ended done",
            "1 2 done veto: stop",
            "1 2 ended done",
        ],
    );
    assert_eq!(world.simulate(0).pools[0].load.value, 1.0);
}

/// `gate` may end the case; without exits it may not.
fn with_exit() -> World {
    World::new(vec![step("gate"), end("done")])
        .elapsed("gate", exactly(1.0))
        .outcome("gate", "refused", Target::End("done".into()), Some(0.25))
        .outcome("gate", "again", Target::BackTo("gate".into()), Some(0.25))
        .outcome("gate", "fine", Target::On, None)
        .size(20_000, 2)
}

#[test]
fn chances_are_met_and_exits_can_be_off() {
    let mut world = with_exit();
    // Without exits only a quarter comes back: 4/3 visits, as with them.
    assert!((mean_hours(&world.simulate(1)) - 4.0 / 3.0).abs() < 0.01);
    world.scenario.exits = Exits::Off;
    assert!((mean_hours(&world.simulate(1)) - 4.0 / 3.0).abs() < 0.01);
    let told: Vec<_> = world.with(|model| model.assumptions().iter().map(|a| a.code.id).collect());
    assert_eq!(told, ["SI208"]);
    assert!(!transcript(&world.clone().size(2_000, 1)).iter().any(|line| line.contains("refused")));
}

#[test]
fn a_scenario_replaces_a_chance_and_says_so() {
    let mut world = with_exit();
    world.scenario.chances.insert(("gate".into(), "again".into()), here(0.5));
    assert!((mean_hours(&world.simulate(1)) - 2.0).abs() < 0.02);
    let told: Vec<_> = world.with(|model| model.assumptions().iter().map(|a| a.code.id).collect());
    assert_eq!(told, ["SI201"]);
}

#[test]
fn fewer_errors_are_some_of_the_same_errors() {
    let sent_back = |chance: f64| {
        let mut world = rework().size(2_000, 1);
        world.definition.steps["check"].chances["again"] = here(chance);
        let lines = transcript(&world);
        let again = lines.iter().filter(|line| line.ends_with("done check: again"));
        again.map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    let (many, few) = (sent_back(0.3), sent_back(0.1));
    assert!(few.is_subset(&many) && few.len() > 100 && many.len() > 2 * few.len());
}

#[test]
fn a_step_taken_out_disturbs_no_other() {
    let durations = |world: &World| {
        let mut found = Vec::new();
        world.with(|model| {
            let mut began = indexmap::IndexMap::new();
            simulate_traced(model, &Settings::default(), &mut |seen| match seen.event {
                Event::TaskCreated { task, .. } => {
                    began.insert((seen.case, *task), seen.at);
                }
                Event::TaskCompleted { task, step, .. } => {
                    let id = seen.process.step(*step).id.to_string();
                    found.push((seen.case, id, seen.at.micros_since(began[&(seen.case, *task)])));
                }
                _ => {}
            })
            .expect("runs");
        });
        found
    };
    let whole = in_a_row().size(20, 1);
    let mut less = whole.clone();
    less.definition.flow.blocks.remove(64);
    less.definition.steps.shift_remove("step-65");
    let mut kept = durations(&whole);
    kept.retain(|(_, id, _)| id != "step-65");
    assert_eq!(kept, durations(&less));
}

/// A process that calls `visit`, in the flow and by an outcome.
fn caller() -> World {
    let mut world = World::new(vec![step("ask"), Block::Call(here("visit".into())), end("done")])
        .elapsed("ask", exactly(1.0))
        .outcome("ask", "look", Target::Call("visit".into()), Some(1.0))
        .outcome("ask", "fine", Target::On, None)
        .size(2, 1);
    let mut visit = Definition::empty("visit");
    visit.ends.insert("seen".into(), EndDeclaration::favourable());
    visit.flow.blocks = vec![step("see"), end("seen")];
    let mut see = ravand_core::Step::default();
    see.attributes.elapsed = Some(here(hours(exactly(5.0))));
    visit.steps.insert("see".into(), see);
    world.called.push(visit);
    world
}

#[test]
fn a_called_process_runs_as_a_case_of_its_own_or_not_at_all() {
    let mut world = caller().size(1, 1);
    check(
        &world,
        &[
            "1 0 done ask: look",
            "6 0 done see",
            "6 0 ended seen",
            "11 0 done see",
            "11 0 ended seen",
            "11 0 ended done",
        ],
    );
    let outcome = world.simulate(0);
    assert_eq!(outcome.metrics.tasks.replications(), [[3.0]]);
    let see = outcome.steps.iter().find(|step| step.step.as_str() == "see").unwrap();
    assert_eq!((see.visits, see.elapsed_s), (2.0, 5.0 * HOUR));
    world.scenario.calls = Calls::Skip;
    check(&world, &["1 0 done ask: look", "1 0 ended done"]);
}

/// One command both calls and ends: nobody waits for the answer, and nothing is refused.
#[test]
fn a_case_that_ends_while_it_calls_is_over() {
    let mut world = caller().size(1, 1);
    world
        .definition
        .ends
        .insert("stopped".into(), EndDeclaration { favourable: false, ..EndDeclaration::favourable() });
    let branches = vec![
        vec![Block::Call(here("visit".into()))],
        vec![Block::One { branches: vec![Branch { when: None, blocks: vec![end("stopped")] }], span: Span::default() }],
    ];
    world.definition.flow.blocks = vec![step("ask"), Block::All { branches, span: Span::default() }, end("done")];
    world.definition.steps["ask"].outcomes.clear();
    world.definition.steps["ask"].chances.clear();
    for calls in [Calls::Simulate, Calls::Skip] {
        world.scenario.calls = calls;
        check(&world, &["1 0 done ask", "1 0 ended stopped"]);
        assert_eq!(world.simulate(0).ends.iter().find(|end| end.cases > 0).unwrap().end.as_str(), "stopped");
    }
}

#[test]
fn arrivals_have_a_limit() {
    let world = caller().size(1, 1).arrivals(exactly(1e-6)).warm_up(24.0);
    let failed = world.with(|model| simulate(model, &Settings::default(), &|_| ()));
    assert_eq!(failed, Err(SimError::TooManyArrivals));
}

#[test]
fn a_process_that_calls_itself_for_ever_is_stopped() {
    let mut world = caller();
    world.called[0].flow.blocks.insert(0, Block::Call(here("visit".into())));
    let failed = world.with(|model| simulate(model, &Settings::default(), &|_| ()));
    assert!(matches!(failed, Err(SimError::Calls { case: 0, .. })), "{failed:?}");
}

fn number() -> DataDeclaration {
    DataDeclaration { ty: Type::Number, personal: false, default: None, title: Title::default(), span: Span::default() }
}

/// A step that asks for `area` and for twice that.
fn asking() -> World {
    let mut world = World::new(vec![step("measure"), end("done")])
        .elapsed("measure", exactly(1.0))
        .data("twice", DataSource::From("area * 2".to_owned()))
        .data("area", DataSource::Number(Distribution::Uniform { min: 10.0, max: 20.0 }))
        .size(50, 1);
    let front = DataDeclaration { ty: Type::one_of(["main", "side"]), ..number() };
    world.definition.data.insert("twice".into(), number());
    world.definition.data.insert("area".into(), number());
    world.definition.data.insert("front".into(), front);
    world.definition.steps["measure"].asks = vec![here("twice".into()), here("area".into()), here("front".into())];
    world.data("front", DataSource::Choice(vec![("main".into(), 0.3), ("side".into(), 0.7)]))
}

#[test]
fn data_are_drawn_and_worked_out() {
    let lines = transcript(&asking());
    let value = |case: usize, name: &str| {
        let is = format!("{case} set {name} = ");
        let line = lines.iter().find_map(|line| line.split_once(' ')?.1.strip_prefix(&is).map(str::to_owned));
        line.unwrap_or_else(|| panic!("{name} of {case} in {lines:#?}"))
    };
    for case in 0..50 {
        let area: f64 = value(case, "area").parse().unwrap();
        assert!((10.0..=20.0).contains(&area) && (area * 100.0 - (area * 100.0).round()).abs() < 1e-9, "{area}");
        assert!((value(case, "twice").parse::<f64>().unwrap() - 2.0 * area).abs() < 1e-9);
    }
    let main = (0..50).filter(|case| value(*case, "front") == "main").count();
    assert!((5..25).contains(&main), "{main} of 50 at 30 %");
}

#[test]
fn what_a_scenario_can_have_wrong_is_told_at_once() {
    let problems = |edit: fn(&mut World)| {
        let mut world = asking();
        edit(&mut world);
        world.problems()
    };
    assert_eq!(problems(|_| {}), Vec::<&str>::new());
    assert_eq!(problems(|w| w.scenario.calendar = None), ["SI001"]);
    assert_eq!(problems(|w| w.scenario.calendar = Some(here("moon".into()))), ["SI002"]);
    assert_eq!(problems(|w| w.scenario.process = here("other".into())), ["SI003"]);
    let mut nowhere = asking();
    nowhere.scenario.wait.insert("nowhere".into(), here(hours(exactly(1.0))));
    assert_eq!(nowhere.problems(), ["SI004"]);
    assert_eq!(problems(|w| drop(w.scenario.data.shift_remove("area"))), ["SI008"]);
    assert_eq!(problems(|w| *w = w.clone().data("front", DataSource::Choice(vec![("back".into(), 1.0)]))), ["SI009"]);
    assert_eq!(problems(|w| *w = w.clone().data("front", DataSource::Choice(vec![("main".into(), 0.5)]))), ["SI011"]);
    assert_eq!(problems(|w| *w = w.clone().data("area", DataSource::From("twice / 2".into()))), ["SI016"]);
    assert_eq!(problems(|w| *w = w.clone().staff("ghost", 1, 1.0)), ["SI006"]);
    assert_eq!(problems(|w| *w = w.clone().staff("clerk", 1, 0.0)), ["SI018"]);
    assert_eq!(problems(|w| *w = w.clone().warm_up(1.0)), ["SI015"]);
    assert_eq!(problems(|w| *w = w.clone().arrivals(exactly(0.0))), ["SI020"]);
    let below = Distribution::Uniform { min: -1.0, max: 1.0 };
    assert_eq!(asking().with_elapsed("measure", below).problems(), ["SI013"]);
    let wrong = Distribution::Triangle { min: 3.0, mode: 2.0, max: 1.0 };
    assert_eq!(asking().with_elapsed("measure", wrong).problems(), ["SI012"]);
    assert_eq!(problems(|w| w.scenario.extent = Extent::Cases(here(0))), ["SI019"]);
    // Two mistakes are both told.
    let both = problems(|w| {
        w.scenario.extent = Extent::Cases(here(0));
        w.scenario.data.clear();
    });
    assert_eq!(both, ["SI008", "SI008", "SI008", "SI019"]);
}

#[test]
fn one_scenario_does_for_a_process_before_and_after_an_overlay() {
    let mut world = asking().staff("ghost", 1, 1.0);
    world.scenario.wait.insert("gone".into(), here(hours(exactly(1.0))));
    world.scenario.chances.insert(("gone".into(), "bad".into()), here(0.5));
    assert_eq!(world.problems(), ["SI004", "SI004", "SI006"]);
    world.definition.overlays.push("reform".into());
    assert_eq!(world.problems(), Vec::<&str>::new());
    let told = world.with(|model| model.assumptions().iter().any(|a| a.code.id == "SI211"));
    assert!(told);
}

#[test]
fn nobody_works_for_a_calendar_month() {
    let mut world = m_m_1();
    let month = VariableLength { amount: exactly(1.0), unit: Unit::Month };
    world.definition.steps["serve"].attributes.work = Some(here(month));
    assert_eq!(world.problems(), ["SI014"]);
}

#[test]
fn outcomes_need_chances_that_sum_up() {
    let mut two = rework();
    two.definition.steps["check"].chances.clear();
    assert_eq!(two.problems(), ["SI010"]);
    let mut much = rework();
    much.scenario.chances.insert(("check".into(), "again".into()), here(1.2));
    assert_eq!(much.problems(), ["SI011"]);
    let mut unknown = rework();
    unknown.scenario.chances.insert(("check".into(), "never".into()), here(0.2));
    assert_eq!(unknown.problems(), ["SI005"]);
}

#[test]
fn a_called_process_that_is_missing_is_told() {
    assert_eq!(caller().problems(), ["SI017"]);
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let bytes = |world: &World, seed, threads| {
        let settings = Settings { seed, threads: Some(threads), ..Settings::default() };
        world.with(|model| format!("{:?}", simulate(model, &settings, &|_| ()).expect("runs")))
    };
    for world in [loan().size(700, 6), in_a_row().size(1_300, 3), rework().size(2_000, 2), caller().size(600, 3)] {
        let one = bytes(&world, 5, 1);
        assert!(one == bytes(&world, 5, 2) && one == bytes(&world, 5, 3), "threads change the outcome");
    }
    assert_ne!(bytes(&rework(), 5, 1), bytes(&rework(), 6, 1));
}

#[test]
fn progress_reaches_its_end_and_settings_overrule_the_scenario() {
    let settings = Settings { replications: Some(3), cases: Some(1_200), ..Settings::default() };
    let seen = std::sync::Mutex::new(Vec::new());
    let outcome = rework()
        .with(|model| simulate(model, &settings, &|progress| seen.lock().unwrap().push(progress)).expect("runs"));
    assert_eq!((outcome.replications, outcome.metrics.tasks.len()), (3, 3_600));
    let seen = seen.into_inner().unwrap();
    assert!(seen.iter().all(|p| p.total as usize == seen.len()) && seen.iter().any(|p| p.done == p.total));
    let none = Settings { cases: Some(0), ..Settings::default() };
    let failed = rework().with(|model| simulate(model, &none, &|_| ()));
    assert_eq!(failed, Err(SimError::NoCases { cases: 0, replications: 10 }));
}

/// The day that many days after the worlds begin.
fn day(days: u64) -> NaiveDate {
    in_a_row().scenario.start.value + chrono::Days::new(days)
}

#[test]
fn a_scenario_ends_with_a_day() {
    // One case every hour from one o'clock on: 23 come on the first day, the 24th at midnight.
    let every_hour = || in_a_row().size(1, 4).arrivals(exactly(1.0));
    let until = |mut world: World, days| {
        world.scenario.extent = Extent::Until(here(day(days)));
        world
    };
    let counted =
        |world: World| world.simulate(0).metrics.tasks.replications().iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(counted(until(every_hour(), 1)), [23; 4]);
    assert_eq!(counted(until(every_hour(), 3)), [71; 4]);
    assert_eq!(counted(until(every_hour().warm_up(12.0), 1)), [12; 4]);
    assert_eq!(until(every_hour(), 3).simulate(0).cases, 71);
    let queued =
        || World::new(vec![step("work"), end("done")]).work("work", "clerk", exactly(2.0)).staff("clerk", 3, 1.0);
    assert_eq!(counted(until(queued().size(1, 2).arrivals(exactly(1.0)), 2)), [47; 2]);
}

#[test]
fn who_comes_until_a_day_meets_the_fate_of_who_is_counted() {
    for world in [rework().arrivals(Exponential { mean: 1.0 }), loan()] {
        let mut until = world.clone();
        until.scenario.extent = Extent::Until(here(day(20)));
        let by_day = until.simulate(3);
        let of_day = &by_day.metrics.elapsed_s.replications()[0];
        assert!(of_day.len() > 50, "only {} cases came", of_day.len());
        let mut by_number = world.size(of_day.len() as u32, 1);
        by_number.scenario.replications = here(1);
        assert_eq!(&by_number.simulate(3).metrics.elapsed_s.replications()[0], of_day);
    }
}

#[test]
fn a_day_that_ends_before_anybody_comes_is_refused() {
    let problems = |days, change: &dyn Fn(&mut World)| {
        let mut world = in_a_row().arrivals(exactly(1.0));
        world.scenario.extent = Extent::Until(here(day(days)));
        change(&mut world);
        world.problems()
    };
    assert_eq!(problems(1, &|_| ()), [""; 0]);
    assert_eq!(problems(0, &|_| ()), ["SI025"]);
    assert_eq!(problems(1, &|w| *w = w.clone().warm_up(24.0)), ["SI025"]);
    assert_eq!(problems(1, &|w| w.scenario.arrivals = Arrivals::AtStart), ["SI023"]);
    let far = |w: &mut World| w.scenario.calendar = Some(here("nine-to-five".into()));
    assert_eq!(problems(3_000_000, &far), ["SI024"]);
    let mut rare = in_a_row().arrivals(exactly(1_000.0));
    rare.scenario.extent = Extent::Until(here(day(1)));
    let failed = rare.with(|model| simulate(model, &Settings::default(), &|_| ()));
    assert_eq!(failed, Err(SimError::NobodyArrives { replication: 1 }));
}

#[test]
fn what_has_no_effect_yet_is_said() {
    let mut world = in_a_row();
    let plain = world.simulate(1);
    world.scenario.errors.insert("oversize".into(), here(0.05));
    let cost = Cost { rial: 900_000.into(), per: Some(Unit::Hour) };
    world.scenario.costs.insert(CostOf::Role("clerk".into()), here(cost));
    world.scenario.uncertain.insert(Uncertain::Arrivals, here(0.2));
    assert_eq!(world.simulate(1), plain);
    let said = world.with(|model| model.assumptions().iter().map(|a| a.message(Language::En)).collect::<Vec<_>>());
    for list in ["`errors` has no effect yet", "`costs` has no effect yet", "`uncertain` has no effect yet"] {
        assert!(said.iter().any(|s| s.contains(list)), "{list} is not in {said:#?}");
    }
}

#[test]
fn a_loop_that_is_never_left_is_an_error() {
    let mut world = rework().size(1, 1);
    world.definition.steps["check"].chances["again"] = here(1.0);
    let failed = world.with(|model| simulate(model, &Settings::default(), &|_| ()));
    assert_eq!(failed, Err(SimError::EndlessCase { case: 0 }));
}

#[test]
fn staff_that_cannot_do_the_work_leaves_the_calendar() {
    // Three hours of work for each hour; a calendar ends some day.
    let mut world = queue(1, exactly(1.0), exactly(300.0)).size(20_000, 1);
    world.scenario.calendar = Some(here("nine-to-five".into()));
    let failed = world.with(|model| simulate(model, &Settings::default(), &|_| ()));
    let Err(error) = failed else { panic!("{failed:?}") };
    assert!(matches!(error, SimError::Calendar { .. }), "{error:?}");
    assert_eq!(error.code().id, "SI102");
}

#[test]
fn an_incident_ends_the_run_and_names_its_place() {
    let mut world = asking();
    let unsure = Block::One {
        branches: vec![ravand_core::Branch { when: Some(here("area > 100".to_owned())), blocks: vec![] }],
        span: Span::default(),
    };
    world.definition.flow.blocks.insert(1, unsure);
    let failed = world.with(|model| simulate(model, &Settings::default(), &|_| ()));
    assert!(matches!(failed, Err(SimError::Incident { case: 0, .. })), "{failed:?}");
}

#[test]
fn messages_say_the_same_in_both_languages() {
    let names = |text: &str| {
        let mut found: Vec<String> =
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect();
        found.sort();
        found.dedup();
        found
    };
    let mut ids = std::collections::BTreeSet::new();
    for code in ravand_sim::codes::ALL {
        assert!(ids.insert(code.id), "{} stands twice", code.id);
        for words in [code.message, code.help] {
            assert_eq!(names(words.en), names(words.fa), "{}", code.id);
            let prose: String = words.fa.split('`').step_by(2).collect();
            let foreign = |c: char| c.is_ascii_digit() || matches!(c, 'ي' | 'ك');
            assert!(!prose.contains(foreign), "{}: {prose}", code.id);
        }
    }
}
