//! A small bank in order, the changes that break it, and the command run on it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub(crate) const BANK: &str = "\
bank: small
title: { en: Small, fa: کوچک }
languages: [fa, en]
calendar: always
";

pub(crate) const CALENDAR: &str = "\
calendar: always
title: { en: Always, fa: همیشه }
zone: UTC
hours:
  - { from: 2000-01-01, open: 00:00-24:00 }
";

pub(crate) const SIGN: &str = "\
process: sign
title: { en: Shop sign, fa: تابلو }
roles:
  clerk: { holders: 2, party: city }
documents:
  form: { from: applicant }
data:
  area_m2: number
ends:
  issued: { favourable: yes }
steps:
  register:
    kind: receive
    role: clerk
    needs: [form]
    produces: [case-file]
    asks: [area_m2]
    elapsed: 20 .. 30 .. 90 h
  look:
    kind: judge
    role: clerk
    discretion: judgement
    needs: [case-file]
    produces: [report]
    elapsed: exactly 50 h
    outcomes: { fits: on, wrong: back to register }
    chances: { wrong: 10% }
  seal:
    kind: approve
    role: clerk
    discretion: free
    needs: [report]
    elapsed: exactly 30 h
    when: area_m2 > 12
flow:
  - register
  - look
  - seal
  - end: issued
";

pub(crate) const LESS: &str = "\
overlay: less
title: { en: Less, fa: کمتر }
of: sign
kind: reform
changes:
  - remove: seal
    why: nobody reads it
    decided_by: city
  - change: look
    to: { chances: { wrong: 1% } }
    why: the form is checked
    decided_by: city
    assumed: yes
";

pub(crate) const ELAPSED: &str = "\
scenario: elapsed
process: sign
start: 2022-04-03
cases: 50
replications: 2
arrivals: at start
times: elapsed
calendar: always
data:
  area_m2: uniform(1 .. 30)
";

/// Where each of them lies.
const FILES: [(&str, &str); 5] = [
    ("bank.yaml", BANK),
    ("calendars/always.yaml", CALENDAR),
    ("services/sign.yaml", SIGN),
    ("reforms/less.yaml", LESS),
    ("scenarios/elapsed.yaml", ELAPSED),
];

/// A file of a bank: its path in it and what it holds.
pub(crate) type File = (&'static str, Vec<u8>);

/// A file with this text.
pub(crate) fn file(path: &'static str, text: impl Into<Vec<u8>>) -> File {
    (path, text.into())
}

/// A file of the bank in order with `from` replaced by `to`; `from` must be there.
pub(crate) fn edit(path: &'static str, from: &str, to: &str) -> File {
    let (_, text) = FILES.into_iter().find(|(p, _)| *p == path).expect("a file of the small bank");
    assert!(text.contains(from), "`{from}` is not in {path}");
    file(path, text.replace(from, to))
}

/// A directory whose `processes/` is the small bank with these files written over it.
pub(crate) fn bank(files: &[File]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let own = FILES.map(|(path, text)| file(path, text));
    for (path, bytes) in own.iter().chain(files) {
        write(&directory.path().join("processes").join(path), bytes);
    }
    directory
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("created");
    std::fs::write(path, bytes).expect("written");
}

/// What the command answered.
pub(crate) struct Answer {
    pub(crate) exit: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// Both streams, for a message of a failed test.
    pub(crate) fn all(&self) -> String {
        format!("exit {:?}\n--- stdout\n{}\n--- stderr\n{}", self.exit, self.out, self.err)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| unreadable(&why, self))
    }
}

#[allow(clippy::panic, reason = "a test that cannot go on says why and fails")]
fn unreadable(why: &serde_json::Error, answer: &Answer) -> serde_json::Value {
    panic!("stdout is not JSON alone: {why}\n{}", answer.all())
}

/// The command, to be run in `directory`; `args` are split at spaces.
pub(crate) fn command(directory: &Path, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ravand"));
    command.current_dir(directory).args(args.split_whitespace()).stdin(Stdio::null());
    // What the caller's terminal is like must not matter, nor how panics look there.
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the command in `directory`. It must never panic, whatever it is given.
pub(crate) fn run(directory: &Path, args: &str) -> Answer {
    answered(args, command(directory, args).output().expect("the command starts"))
}

/// The same with lines on its standard input.
pub(crate) fn fed(directory: &Path, args: &str, lines: &str) -> Answer {
    let mut command = command(directory, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    // One that ends before it has read everything closes its end.
    let _ = child.stdin.take().expect("a pipe").write_all(lines.as_bytes());
    answered(args, child.wait_with_output().expect("the command ends"))
}

fn answered(args: &str, output: Output) -> Answer {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8");
    let answer = Answer { exit: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
    assert!(matches!(answer.exit, Some(0..=2)) && !answer.err.contains("panicked"), "`{args}`: {}", answer.all());
    answer
}

/// Runs the command where the project's own bank is found.
pub(crate) fn run_here(args: &str) -> Answer {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// The small bank with these files, the command, what it must exit with and parts that
/// must stand in what it prints. An answer that is not fine always has a way out.
pub(crate) fn check(files: &[File], args: &str, exit: i32, parts: &[&str]) {
    let directory = bank(files);
    check_in(directory.path(), args, exit, parts);
}

/// The same in a directory that is there.
pub(crate) fn check_in(directory: &Path, args: &str, exit: i32, parts: &[&str]) {
    let answer = run(directory, args);
    let all = answer.all();
    assert_eq!(answer.exit, Some(exit), "`{args}`: {all}");
    for part in parts {
        assert!(all.contains(part), "`{args}`: `{part}` is not in {all}");
    }
    let help = ["help:", "--help", "راهنما:"].iter().any(|word| all.contains(word));
    assert!(exit == 0 || help, "`{args}` names no way out: {all}");
    assert!(exit != 2 || answer.out.is_empty(), "`{args}` failed and printed an answer: {all}");
}
