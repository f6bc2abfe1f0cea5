//! What lies around the command: terminals, closed pipes, full disks, odd directories.

use crate::bank::{bank, check, check_in, command, file, run, run_here};
use std::io::Read;
use std::process::Stdio;

const COMMANDS: [&str; 4] = ["show sign", "lint sign", "simulate sign", "reform sign"];

#[test]
fn json_is_all_that_stands_on_stdout() {
    let directory = bank(&[]);
    for args in COMMANDS {
        let answer = run(directory.path(), &format!("{args} --format json"));
        assert!(answer.json().is_object(), "`{args}`: {}", answer.all());
        assert!(answer.err.is_empty(), "`{args}`: {}", answer.all());
    }
}

#[test]
fn no_colour_where_no_terminal_is() {
    let directory = bank(&[]);
    for args in COMMANDS.into_iter().chain(["show nothing", "lint", "show sign --bank nowhere"]) {
        let all = run(directory.path(), args).all();
        assert!(!all.contains('\x1b'), "`{args}`: {all}");
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let directory = bank(&[]);
    for args in ["simulate sign", "reform sign", "simulate sign --format json", "reform sign --format json"] {
        let on = |threads| run(directory.path(), &format!("{args} --seed 7 --replications 5 --threads {threads}")).out;
        assert!(!on(1).is_empty());
        assert_eq!(on(1), on(2), "`{args}`");
    }
    for format in ["text", "json"] {
        let on = |threads| {
            run_here(&format!("simulate building-permit --replications 3 --format {format} --threads {threads}")).out
        };
        assert_eq!(on(1), on(2), "the permit as {format}");
    }
}

#[test]
fn another_seed_is_another_answer() {
    let directory = bank(&[]);
    let with = |seed| run(directory.path(), &format!("simulate sign --format json --seed {seed}")).json();
    assert_ne!(with(1)["calendar_days"], with(2)["calendar_days"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let here = env!("CARGO_MANIFEST_DIR").as_ref();
    let permit = COMMANDS[..3].iter().map(|args| args.replace("sign", "building-permit"));
    for args in permit.chain(["show building-permit --format json".to_owned(), "lint --explain GS001".to_owned()]) {
        let mut child = command(here, &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        // Gone before the first line: every one of them meets a closed pipe.
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut err).expect("read");
        let exit = child.wait().expect("ends").code();
        assert!(matches!(exit, Some(0 | 1)) && err.is_empty(), "`{args}` exits with {exit:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_not_panicked_about() {
    let directory = bank(&[]);
    for args in COMMANDS {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let output = command(directory.path(), args).stdout(full).output().expect("the command starts");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "`{args}`: {err}");
        assert!(!err.contains("panicked") && err.contains("cannot be written"), "`{args}`: {err}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_reported_once() {
    use std::os::unix::fs::symlink;
    let directory = bank(&[]);
    let services = directory.path().join("processes/services");
    symlink("..", services.join("up")).expect("linked");
    check_in(directory.path(), "show sign", 0, &["Shop sign"]);
    symlink("ring.yaml", services.join("ring.yaml")).expect("linked");
    check_in(directory.path(), "lint", 1, &["BK017", "ring.yaml"]);
}

/// A pipe in a bank would be waited on for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_a_bank_is_not_waited_for() {
    let directory = bank(&[]);
    let made = std::process::Command::new("mkfifo")
        .arg(directory.path().join("processes/services/pipe.yaml"))
        .status()
        .expect("mkfifo starts");
    assert!(made.success());
    check_in(directory.path(), "lint", 1, &["BK001", "pipe.yaml"]);
}

#[test]
fn a_directory_is_no_file() {
    let inside = file("services/folder.yaml/readme.txt", "x");
    check(&[inside], "lint", 1, &["BK001", "processes/services/folder.yaml", "directory"]);
}
