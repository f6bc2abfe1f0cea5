//! Staff that was fitted brings the steps back to their elapsed times.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod models;

use models::*;
use ravand_core::{Distribution, Unit, VariableLength};
use ravand_kernel::CompiledProcess;
use ravand_sim::{Calibrated, CalibrationReport, LOAD_AT_MOST, Library, Settings, calibrate, report};

/// Two offices from nine to five; a case every four working hours. The offices' steps take
/// half an hour and an hour of work; how long they take in all is given in working days.
fn district(elapsed: [f64; 3]) -> World {
    let days = |mean: f64| {
        let amount = Triangle { min: 0.5 * mean, mode: mean, max: 1.5 * mean };
        here(VariableLength { amount, unit: Unit::WorkingDay })
    };
    let work = |hours: f64| Distribution::Uniform { min: 0.5 * hours, max: 1.5 * hours };
    let mut world = World::new(vec![step("intake"), step("visit"), step("sign"), end("done")])
        .work("intake", "clerk", work(0.5))
        .work("visit", "inspector", work(1.0))
        .work("sign", "clerk", work(0.5))
        .staff("clerk", 1, 1.0)
        .staff("inspector", 1, 1.0)
        .arrivals(Distribution::Exponential { mean: 12.0 })
        .warm_up(24.0 * 200.0)
        .size(8_000, 4);
    world.scenario.calendar = Some(here("nine-to-five".into()));
    for (id, mean) in ["intake", "visit", "sign"].into_iter().zip(elapsed) {
        world.definition.steps[id].attributes.elapsed = Some(days(mean));
    }
    world
}

fn fit(world: &World) -> CalibrationReport {
    let process = CompiledProcess::compile(&world.definition).unwrap();
    let called = Library::new();
    let calibrated = Calibrated {
        definition: &world.definition,
        process: &process,
        scenario: &world.scenario,
        calendars: &world.calendars,
        called: &called,
    };
    let settings = Settings { seed: 9, ..Settings::default() };
    let (scenario, fitted) = calibrate(&calibrated, &settings, &|_| ()).expect("fits");
    // Measuring the fitted scenario alone says the same.
    let again = report(&Calibrated { scenario: &scenario, ..calibrated }, &settings, &|_| ()).unwrap();
    assert_eq!(fitted, again);
    fitted
}

/// Each step's touch, queue and wait come back to its elapsed time within `tolerance` days.
fn check(elapsed: [f64; 3], tolerance: f64) -> CalibrationReport {
    let report = fit(&district(elapsed));
    for pool in &report.pools {
        assert!(pool.load <= LOAD_AT_MOST + 0.01, "{pool:?}");
        assert!(pool.holders >= 1 && pool.share > 0.0 && pool.share <= 1.0, "{pool:?}");
    }
    for step in &report.steps {
        let sum = step.touch_days + step.queue_days + step.wait_days;
        assert!((sum - step.elapsed_days.unwrap()).abs() <= tolerance, "{step:?} sums to {sum}");
    }
    report
}

#[test]
fn queues_explain_what_they_can() {
    let report = check([1.0, 1.5, 1.0], 0.05);
    // Steps of one pool that last equally long need no waiting on top.
    for pool in &report.pools {
        assert!(pool.residual_days.abs() < 0.05, "{pool:?}");
    }
}

#[test]
fn what_queues_cannot_explain_stays_as_wait() {
    // A queue that made `sign` three days long would make `intake` so as well.
    let report = check([0.5, 1.0, 3.0], 0.1);
    let sign = report.steps.iter().find(|step| step.step.as_str() == "sign").unwrap();
    assert!(sign.wait_days > 2.0, "{sign:?}");
    let clerk = &report.pools[0];
    assert!((clerk.target_days - 1.75).abs() < 1e-3 && clerk.residual_days > 1.0, "{clerk:?}");
    let totals = report.totals;
    assert!((totals.elapsed_days - 4.5).abs() < 1e-3, "{totals:?}");
    assert!((totals.touch_days + totals.queue_days + totals.wait_days - 4.5).abs() < 0.1, "{totals:?}");
}

#[test]
fn load_has_a_limit_and_the_rest_is_waiting() {
    // No queue of that load lasts forty days on average.
    let report = check([40.0, 40.0, 40.0], 3.0);
    assert!(report.pools.iter().all(|pool| pool.load > 0.9), "{:?}", report.pools);
    assert!(report.steps.iter().all(|step| step.wait_days > 5.0), "{:?}", report.steps);
}
