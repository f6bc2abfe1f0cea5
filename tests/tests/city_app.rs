//! The example of a city application, run as it is.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

#[path = "../../examples/city_app.rs"]
#[allow(dead_code, reason = "its `main` prints to the terminal")]
mod city_app;

#[test]
fn permits_of_two_districts_are_issued_across_a_restart_and_every_refusal_names_its_gate() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut out = Vec::new();
    city_app::day_by_day(&folder.path().join("city.db"), &mut out).expect("it runs");
    let out = String::from_utf8(out).expect("text");
    for said in [
        "of another district: the case belongs to `district-05`\n",
        "without the role: step `intake-register-request` is for the role `e-office-clerk`\n",
        "too late: `e-office-clerk of district-05` has taken the task\n",
        ", that failed: 0\n",
        "district-05: issued after ",
        "district-22: issued after ",
        "verified: 0 findings\n",
    ] {
        assert!(out.contains(said), "{said:?} in\n{out}");
    }
    assert_eq!(out.matches("asked again: the same\n").count(), 2, "{out}");
    assert_eq!(out.matches(" entries\n").count(), 3, "{out}");
}
