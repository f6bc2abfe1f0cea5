//! `ravand digest`, `diff`, `rebase` and `show --step`.

use crate::bank::{bank, check_in, run};

#[test]
fn a_digest_is_printed_whole() {
    let directory = bank(&[]);
    let answer = run(directory.path(), "digest sign");
    assert!(answer.out.starts_with("v1:sha256:") && answer.out.trim_end().len() == 74, "{}", answer.all());
    check_in(directory.path(), "digest sign --format json", 0, &["\"digest\": \"v1:sha256:"]);
}

#[test]
fn a_process_does_not_differ_from_itself() {
    let directory = bank(&[]);
    check_in(directory.path(), "diff sign sign", 0, &["changes: []"]);
}

#[test]
fn a_step_that_is_not_there_is_said_in_both_languages() {
    let directory = bank(&[]);
    check_in(directory.path(), "show sign --step nobody", 2, &["CL060"]);
    check_in(directory.path(), "show sign --step nobody --lang fa", 2, &["CL060", "راهنما"]);
}

#[test]
fn a_base_that_is_not_there_is_said() {
    let directory = bank(&[]);
    check_in(directory.path(), "rebase nobody --base gone.yaml", 2, &["nobody"]);
}
