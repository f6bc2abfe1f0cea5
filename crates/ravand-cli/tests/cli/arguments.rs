//! What is typed wrongly, and what `--help` says.

use crate::bank::{ELAPSED, LESS, SIGN, bank};
use crate::bank::{check, check_in, edit, file, run, run_here};

/// A second process with a scenario and a reform of its own.
fn other() -> [crate::bank::File; 3] {
    [
        file("services/other.yaml", SIGN.replace("process: sign", "process: other")),
        file(
            "scenarios/other.yaml",
            ELAPSED.replace("scenario: elapsed\nprocess: sign", "scenario: of-other\nprocess: other"),
        ),
        file(
            "reforms/other.yaml",
            LESS.replace("overlay: less", "overlay: other-less").replace("of: sign", "of: other"),
        ),
    ]
}

#[test]
fn help_has_an_example() {
    for command in ["reform", "lint", "simulate", "show"] {
        let help = run_here(&format!("{command} --help"));
        assert_eq!(help.exit, Some(0), "{}", help.all());
        assert!(help.out.contains(&format!("Example:\n  ravand {command} ")), "{}", help.all());
    }
}

#[test]
fn every_example_of_help_can_be_parsed() {
    for command in ["reform", "lint", "simulate", "show"] {
        let help = run_here(&format!("{command} --help")).out;
        let examples = help.lines().filter_map(|line| line.strip_prefix("  ravand "));
        for example in examples {
            let words = example.split(" > ").next().unwrap_or(example);
            // With a bank that is not there it fails behind the arguments, not at them.
            let answer = run_here(&format!("{words} --bank no-such-bank"));
            let fine = answer.exit == Some(0) || answer.err.contains("no-such-bank");
            assert!(fine, "`{example}`: {}", answer.all());
        }
    }
}

#[test]
fn an_unknown_id_is_answered_with_what_there_is() {
    check(&[], "show sgn", 2, &["no process `sgn`", "`sign`"]);
    check(&[], "lint sgn", 2, &["no process `sgn`", "`sign`"]);
    check(&[], "simulate sign --scenario elapsd", 2, &["no scenario `elapsd`", "`elapsed`"]);
    check(&[], "reform sign --with les", 2, &["no overlay `les`", "`less`"]);
    check(&[], "lint --explain GS999", 2, &["no rule `GS999`"]);
}

#[test]
fn an_unknown_word_is_answered_by_its_neighbour() {
    check(&[], "shwo sign", 2, &["shwo"]);
    check(&[], "show sign --frmat json", 2, &["--format"]);
    check(&[], "show", 2, &["<PROCESS>"]);
    check(&[], "show sign --format yaml", 2, &["text, json"]);
    check(&[], "lint sign --explain GS001", 2, &["--explain"]);
    // An overlay of which nobody says whose it is would be left out in silence.
    check(&[], "lint --with less", 2, &["<PROCESS>"]);
}

#[test]
fn numbers_have_limits() {
    check(&[], "simulate sign --threads 0", 2, &["1..=1024"]);
    check(&[], "reform sign --threads 1025", 2, &["1..=1024"]);
    check(&[], "simulate sign --replications 0", 2, &["1..=10000"]);
    check(&[], "reform sign --replications 10001", 2, &["1..=10000"]);
    check(&[], "simulate sign --seed 1.5", 2, &["--seed"]);
    check(&[], "simulate sign --seed 18446744073709551615", 0, &["seed 18446744073709551615"]);
}

#[test]
fn a_bank_must_be_one() {
    check(&[], "show sign --bank nowhere", 2, &["`nowhere`"]);
    check(&[], "show sign --bank processes/bank.yaml", 2, &["`processes/bank.yaml`"]);
    check(&[], "show sign --bank processes/services", 2, &["`processes/services`", "bank.yaml"]);
    let empty = tempfile::tempdir().expect("a directory");
    check_in(empty.path(), "show sign", 2, &["processes/bank.yaml", "--bank"]);
}

#[test]
fn a_bank_is_found_from_inside() {
    let directory = bank(&[]);
    for inside in ["", "processes", "processes/services"] {
        check_in(&directory.path().join(inside), "show sign", 0, &["Shop sign"]);
    }
    check_in(directory.path(), "show sign --bank processes/", 0, &["Shop sign"]);
}

#[test]
fn a_file_is_taken_for_what_it_holds() {
    check(&[], "show processes/services/sign.yaml", 0, &["Shop sign"]);
    check(&[], "show processes/reforms/less.yaml", 2, &["`processes/reforms/less.yaml`", "a process"]);
    check(&[], "show sign --with processes/services/sign.yaml", 2, &["`processes/services/sign.yaml`"]);
    check(&[], "simulate sign --scenario processes/reforms/less.yaml", 2, &["a scenario"]);
    check(&[], "show processes/services", 2, &["`processes/services`", "directory"]);
    check(&[], "show nowhere.yaml", 2, &["`nowhere.yaml`"]);
}

#[test]
fn what_is_for_another_process_is_refused() {
    check(&other(), "simulate sign --scenario of-other", 2, &["no scenario `of-other`", "`elapsed`"]);
    check(&other(), "simulate sign --scenario processes/scenarios/other.yaml", 2, &["`other`, not for `sign`"]);
    check(&other(), "reform sign --with other-less", 2, &["`other-less` is for `other`, not for `sign`"]);
    check(&other(), "show sign --with other-less", 2, &["`other-less` is for `other`, not for `sign`"]);
    // The only scenario of a process is meant where none is named.
    check(&other(), "reform other", 0, &["scenario of-other"]);
    check(&other(), "reform other --scenario elapsed", 2, &["no scenario `elapsed`", "`of-other`"]);
}

#[test]
fn several_reforms_are_not_guessed_among() {
    let second = file("reforms/second.yaml", LESS.replace("overlay: less", "overlay: second"));
    check(&[second], "reform sign", 2, &["`less`, `second`", "--with"]);
    let none = edit("reforms/less.yaml", "kind: reform", "kind: variant");
    check(&[none], "reform sign", 2, &["no reform of `sign`", "--with"]);
}

#[test]
fn exit_codes_say_what_was_found() {
    let directory = bank(&[]);
    for (args, exit) in [("show sign", 0), ("simulate sign", 0), ("reform sign", 0), ("lint sign", 1), ("lint", 1)] {
        let answer = run(directory.path(), args);
        assert_eq!(answer.exit, Some(exit), "`{args}`: {}", answer.all());
    }
    let clean = edit("services/sign.yaml", "discretion: free", "discretion: none");
    let text = String::from_utf8(clean.1).expect("text").replace("discretion: judgement", "discretion: none");
    check(&[file("services/sign.yaml", text)], "lint sign", 0, &["0 findings"]);
}
