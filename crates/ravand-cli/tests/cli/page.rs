//! `--html`: a page is there whole or not at all, that of a reform and that of the drift alike.

use crate::bank::{bank, check_in, run};
use crate::offices::{OFFICE, offices};
use std::fs;
use std::path::Path;

/// What lies in a directory, by name.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The commands that write a page, for a bank that has a reform and variants.
const COMMANDS: [&str; 2] = ["reform sign", "bank drift sign"];

#[test]
fn a_page_takes_the_place_of_the_one_before() {
    for command in COMMANDS {
        let directory = bank(&offices());
        let path = directory.path().join("report.html");
        fs::write(&path, "the one before").expect("written");
        let before = names(directory.path());
        let answer = run(directory.path(), &format!("{command} --html report.html --replications 2"));
        assert!(answer.err.contains("CL052"), "{}", answer.all());
        let page = fs::read_to_string(&path).expect("the page");
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{page}");
        assert_eq!(names(directory.path()), before, "something was left behind");
    }
}

#[test]
fn the_same_question_gives_the_same_page() {
    for command in COMMANDS {
        let directory = bank(&offices());
        let page = |name: &str, threads: u32| {
            let args = format!("{command} --html {name} --lang fa --replications 2 --threads {threads}");
            run(directory.path(), &args);
            fs::read(directory.path().join(name)).expect("the page")
        };
        assert_eq!(page("a.html", 1), page("b.html", 2));
    }
}

#[test]
fn where_no_page_can_be_is_said_in_both_languages() {
    let directory = bank(&offices());
    fs::create_dir(directory.path().join("folder")).expect("made");
    let before = names(directory.path());
    let check = |args: &str, part: &str| {
        for command in COMMANDS {
            check_in(directory.path(), &format!("{command} --html {args}"), 2, &[part]);
            check_in(directory.path(), &format!("{command} --lang fa --html {args}"), 2, &[part, "راهنما"]);
        }
    };
    check("folder", "CL051");
    check("nowhere/report.html", "CL050");
    check("processes/bank.yaml/report.html", "CL050");
    assert_eq!(names(directory.path()), before, "something was left behind");
}

#[test]
fn a_failed_answer_leaves_the_page_before_alone() {
    let directory = bank(&[]);
    let path = directory.path().join("report.html");
    fs::write(&path, "the one before").expect("written");
    let before = names(directory.path());
    check_in(directory.path(), "reform sign --scenario nothing --html report.html", 2, &["CL012"]);
    check_in(directory.path(), "bank drift sign --scenario nothing --html report.html", 2, &["CL012"]);
    check_in(directory.path(), "bank drift sign --at 1406/13/01 --html report.html", 2, &["1406/13/01"]);
    assert_eq!(fs::read_to_string(&path).expect("the page"), "the one before");
    assert_eq!(names(directory.path()), before, "something was left behind");
}

#[test]
fn json_stays_alone_on_stdout() {
    for command in COMMANDS {
        let directory = bank(&offices());
        let answer = run(directory.path(), &format!("{command} --format json --html report.html --replications 2"));
        assert!(answer.json().is_object(), "{}", answer.all());
    }
}

/// The page of a drift.
fn drift(directory: &Path, args: &str) -> String {
    run(directory, &format!("bank drift sign --html drift.html {args}"));
    fs::read_to_string(directory.join("drift.html")).expect("the page")
}

#[test]
fn the_page_of_the_drift_says_what_the_command_was_asked() {
    let directory = bank(&offices());
    let page = drift(directory.path(), "--at 1406/01/01");
    for part in ["Synthetic variants: 2 of 2", "+1.0", "20 March 2027", "Expired: 2.", "--seed 1", "id=\"v-2\""] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert!(!drift(directory.path(), "").contains("Expired:"));
    assert!(drift(directory.path(), "--structure-only").contains("Nothing was simulated"));
    // Without a page nothing could say what has expired.
    check_in(directory.path(), "bank drift sign --at 1406/01/01", 2, &["--html"]);
}

#[test]
fn a_page_says_how_many_variants_are_broken_and_is_written_for_none() {
    let astray = OFFICE.replace("overlay: north", "overlay: west").replace("after: register", "after: seel");
    let mut files = offices();
    files.push(crate::bank::file("variants/west.yaml", astray));
    let directory = bank(&files);
    assert!(drift(directory.path(), "").contains("Broken variants that are missing on this page: 1."));
    let none = bank(&[]);
    assert!(drift(none.path(), "").contains("no variant left to retire"));
}
