//! The suite of the DMN TCK, level 2, where it is at hand.

use std::path::Path;

#[test]
fn the_results_of_the_dmn_suite_are_as_expected() {
    let Some(suites) = std::env::var_os("RAVAND_SUITES") else {
        eprintln!("skipped: RAVAND_SUITES names no folder of suites");
        return;
    };
    let outcome = ravand_tests::dmn::run(&Path::new(&suites).join("dmn-tck")).expect("a folder");
    assert!(outcome.failures.is_empty(), "{}", outcome.failures.join("\n"));
    assert!(outcome.passed > 0, "nothing was run");
}
