//! `ravand reform --html`: the page is there whole or not at all.

use crate::bank::{bank, check_in, run};
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

#[test]
fn a_page_takes_the_place_of_the_one_before() {
    let directory = bank(&[]);
    let path = directory.path().join("report.html");
    fs::write(&path, "the one before").expect("written");
    let before = names(directory.path());
    let answer = run(directory.path(), "reform sign --html report.html --replications 2");
    assert!(answer.err.contains("CL052"), "{}", answer.all());
    let page = fs::read_to_string(&path).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{page}");
    assert_eq!(names(directory.path()), before, "something was left behind");
}

#[test]
fn the_same_question_gives_the_same_page() {
    let directory = bank(&[]);
    let page = |name: &str, threads: u32| {
        let args = format!("reform sign --html {name} --lang fa --replications 2 --threads {threads}");
        run(directory.path(), &args);
        fs::read(directory.path().join(name)).expect("the page")
    };
    assert_eq!(page("a.html", 1), page("b.html", 2));
}

#[test]
fn where_no_page_can_be_is_said_in_both_languages() {
    let directory = bank(&[]);
    fs::create_dir(directory.path().join("folder")).expect("made");
    let before = names(directory.path());
    let check = |args: &str, part: &str| {
        check_in(directory.path(), &format!("reform sign --html {args}"), 2, &[part]);
        check_in(directory.path(), &format!("reform sign --lang fa --html {args}"), 2, &[part, "راهنما"]);
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
    assert_eq!(fs::read_to_string(&path).expect("the page"), "the one before");
    assert_eq!(names(directory.path()), before, "something was left behind");
}

#[test]
fn json_stays_alone_on_stdout() {
    let directory = bank(&[]);
    let answer = run(directory.path(), "reform sign --format json --html report.html --replications 2");
    assert!(answer.json().is_object(), "{}", answer.all());
}
