//! Files that are far too large, and what grows faster than they do: a hundred thousand
//! steps, a line as long as its file, operations of which each could be compared with each.
//! Every one is answered with a place, in both languages, in little time and memory.
//!
//! The inputs are made here. What is held is that nothing grows without bound: seconds and
//! megabytes are many times what is needed, so that a busy machine fails nothing.

use crate::bank::{Answer, File, LESS, SIGN, bank, file};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SIGN_FILE: &str = "services/sign.yaml";
const LESS_FILE: &str = "reforms/less.yaml";
/// Each answer comes within this time; on an idle machine, within a second.
const TIME_MAX: Duration = Duration::from_secs(30);
/// Address space of the command, in kilobytes. What is used is a tenth of it.
const MEMORY_MAX_KB: u32 = 3_000_000;

/// The command within its bounds of time and memory.
fn run(directory: &Path, args: &str) -> Answer {
    let started = Instant::now();
    let output = Command::new("sh")
        .current_dir(directory)
        .args(["-c", &format!("ulimit -v {MEMORY_MAX_KB}; exec \"$0\" {args}"), env!("CARGO_BIN_EXE_ravand")])
        .stdin(Stdio::null())
        .output()
        .expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8");
    let answer = Answer { exit: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
    let took = started.elapsed();
    assert!(matches!(answer.exit, Some(0..=2)), "`{args}`: {}", beginning(&answer));
    assert!(took < TIME_MAX, "`{args}` took {took:?}");
    answer
}

/// A message of a failed test must be readable, too.
fn beginning(answer: &Answer) -> String {
    answer.all().chars().take(4_000).collect()
}

/// The bank with these files, and what a command answers in both languages. What is printed
/// stays short: a finding for each of a hundred thousand steps helps nobody.
fn check(files: &[File], args: &str, exit: i32, parts: &[&str]) {
    let directory = bank(files);
    for language in ["en", "fa"] {
        let answer = run(directory.path(), &format!("{args} --lang {language}"));
        assert_eq!(answer.exit, Some(exit), "`{args}`: {}", beginning(&answer));
        let all = answer.all();
        for part in parts {
            assert!(all.contains(part), "`{args}`: `{part}` is not in {}", beginning(&answer));
        }
        assert!(answer.err.len() < 300_000, "`{args}` prints {} bytes", answer.err.len());
    }
}

/// A process of many steps: what a step says, and what else stands in the file.
fn steps(count: usize, head: &str, body: impl Fn(usize) -> String) -> File {
    let mut text = format!("process: sign\n{head}ends: {{ issued: {{ favourable: yes }} }}\nsteps:\n");
    for index in 0..count {
        _ = writeln!(text, "  s{index}: {{{}}}", body(index));
    }
    text.push_str("flow:\n");
    for index in 0..count {
        _ = writeln!(text, "  - s{index}");
    }
    text.push_str("  - end: issued\n");
    file(SIGN_FILE, text)
}

/// A reform of so many operations.
fn operations(count: usize, operation: impl Fn(usize) -> String) -> File {
    let mut text = LESS.split_once("  - remove").map_or("", |(head, _)| head).to_owned();
    for index in 0..count {
        _ = writeln!(text, "  - {}\n    why: x\n    decided_by: city", operation(index));
    }
    file(LESS_FILE, text)
}

#[test]
fn files_beyond_every_measure_are_not_read() {
    let comment = "# nothing but a long comment\n".repeat(1_800_000);
    check(&[file(SIGN_FILE, comment)], "show sign", 2, &["YA002", "processes/services/sign.yaml:1:1"]);
    let line = SIGN.replace("Shop sign", &"x".repeat(10_000_000));
    check(&[file(SIGN_FILE, line)], "lint", 1, &["YA002", "processes/services/sign.yaml:1:1"]);
    // 200 MB of nothing, of which the disk keeps none.
    let directory = bank(&[]);
    let sparse = std::fs::File::create(directory.path().join("processes/services/sign.yaml")).expect("created");
    sparse.set_len(200_000_000).expect("as long as one wants");
    let answer = run(directory.path(), "show processes/services/sign.yaml");
    assert!(answer.err.contains("YA002") && answer.err.contains("200000000"), "{}", beginning(&answer));
}

#[test]
fn a_line_as_long_as_its_file() {
    let long = SIGN.replace("data:\n", &format!("domain: {}\ndata: 7 # ", "x".repeat(4_000_000)));
    check(&[file(SIGN_FILE, long)], "lint", 1, &["processes/services/sign.yaml:8:7"]);
    let unknown = format!("process: sign\nsteps: {{{}}}\nflow: [a]\n", "k: { zzz: 1 }, ".repeat(90_000));
    check(&[file(SIGN_FILE, unknown)], "lint", 1, &["YA033", "YA054", "sign.yaml:2:25"]);
}

#[test]
fn a_hundred_thousand_steps() {
    let written = steps(100_000, "", |_| String::new());
    check(std::slice::from_ref(&written), "lint sign", 1, &["KE001", "processes/services/sign.yaml:1:10"]);
    check(&[written], "simulate sign", 2, &["KE001"]);
    let by_documents = steps(100_000, "order: by documents\n", |_| String::new());
    check(&[by_documents], "lint sign", 1, &["KE001", "processes/services/sign.yaml:1:10"]);
    let ring = steps(20_000, "order: by documents\n", |index| format!("after: [s{}]", (index + 1) % 20_000));
    check(&[ring], "lint sign", 1, &["DF060", "processes/services/sign.yaml:20004:3", "…"]);
}

#[test]
fn as_many_mistakes_as_steps() {
    let needs = steps(40_000, "", |index| format!("needs: [n{index}]"));
    check(&[needs], "lint sign", 1, &["DF030", "processes/services/sign.yaml:4:", "YA190"]);
    // Twenty thousand need what twenty thousand others make later.
    let later = steps(40_000, "", |index| if index < 20_000 { "needs: [d]" } else { "produces: [d]" }.to_owned());
    check(&[later], "lint sign", 1, &["DF033"]);
    let mut ended = SIGN.replace("  - end: issued\n", "");
    ended.push_str(&"  - end: issued\n  - seal\n".repeat(60_000));
    check(&[file(SIGN_FILE, ended)], "lint sign", 1, &["DF005", "processes/services/sign.yaml:40:5"]);
}

#[test]
fn approvals_without_end() {
    let row = steps(10_000, "roles: { deputy: { holders: 1 } }\n", |_| "kind: approve, role: deputy".to_owned());
    check(&[row], "lint sign", 1, &["SD403", "processes/services/sign.yaml:5:3"]);
}

#[test]
fn tables_and_lists() {
    let table = |rules: usize| {
        let mut text = SIGN.replace("data:\n", "data:\n  fee: { type: number, default: 0 }\n");
        text.push_str(
            "decisions:\n  t:\n    hit: first\n    inputs: [area_m2]\n    outputs: { fee: number }\n    rules:\n",
        );
        (0..rules).for_each(|rule| _ = writeln!(text, "      - {{ area_m2: '{rule}', fee: {rule} }}"));
        file(SIGN_FILE, text)
    };
    check(&[table(10_000)], "show sign", 0, &["sign"]);
    check(&[table(75_000)], "lint", 1, &["FE046", "processes/services/sign.yaml:46:5"]);
    let list = |names: usize| {
        let names: Vec<String> = (0..names).map(|name| format!("v{name}")).collect();
        edited("area_m2: number", &format!("area_m2: number\n  list: {{ one_of: [{}] }}", names.join(", ")))
    };
    check(&[list(10_000)], "show sign", 0, &["sign"]);
    check(&[list(200_000)], "lint", 1, &["YA192", "processes/services/sign.yaml:9:11"]);
}

fn edited(from: &str, to: &str) -> File {
    assert!(SIGN.contains(from), "`{from}` is not in the process");
    file(SIGN_FILE, SIGN.replace(from, to))
}

#[test]
fn expressions() {
    let when = |text: String| edited("when: area_m2 > 12", &format!("when: {text}"));
    let place = "processes/services/sign.yaml:34:";
    check(
        &[when(format!("{}area_m2{} > 12", "(".repeat(1_500), ")".repeat(1_500)))],
        "lint sign",
        1,
        &["FE002", place],
    );
    check(&[when(format!("area_m2 > {}", "-".repeat(3_000)))], "lint sign", 1, &["FE", place]);
    check(&[when(vec!["area_m2 > 12"; 5_000].join(" and "))], "lint sign", 1, &["FE001", place]);
    check(&[when(vec!["area_m2 > 12"; 200].join(" and "))], "show sign", 0, &["sign"]);
}

#[test]
fn nesting() {
    let at = "processes/services/sign.yaml:";
    let flow = format!("{SIGN}x: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    check(&[file(SIGN_FILE, flow)], "lint", 1, &["YA014", at]);
    let blocks: String = (0..2_500).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check(&[file(SIGN_FILE, format!("{SIGN}x:\n {}", blocks.replace('\n', "\n ")))], "lint", 1, &["YA014", at]);
    check(&[file(SIGN_FILE, format!("{SIGN}x: {}\n", "- ".repeat(1_000_000)))], "lint", 1, &["YA0", at]);
    check(&[file(SIGN_FILE, "? ".repeat(1_000_000))], "lint", 1, &["YA014", at]);
}

#[test]
fn what_yaml_can_repeat() {
    let at = "processes/services/sign.yaml:";
    let twice = format!("{SIGN}{}", "again: 1\n".repeat(100_000));
    check(&[file(SIGN_FILE, twice)], "lint", 1, &["YA033", "YA054", at]);
    let aliases = format!("{SIGN}a: &a x\nb: [{}]\n", "*a, ".repeat(450_000));
    check(&[file(SIGN_FILE, aliases)], "lint", 1, &["YA015", at]);
    let long = format!("{SIGN}a: &a {}\nb: [*a, *a, *a, *a, *a, *a, *a, *a]\n", "x".repeat(1_500_000));
    check(&[file(SIGN_FILE, long)], "lint", 1, &["YA021", at]);
    let tags = format!("{SIGN}x: [{}]\n", "!t y, ".repeat(100_000));
    check(&[file(SIGN_FILE, tags)], "lint", 1, &["YA017", at]);
    let keys = format!("{SIGN}{}", "? [a]\n: b\n".repeat(100_000));
    check(&[file(SIGN_FILE, keys)], "lint", 1, &["YA018", at]);
}

/// A process of so many steps and a reform of so many operations on them.
fn reformed(count: usize, operation: impl Fn(usize) -> String, exit: i32, parts: &[&str]) {
    let base = steps(STEPS.max(count), "documents: { form: { from: applicant } }\n", |index| {
        format!("needs: [form], produces: [d{index}]")
    });
    check(&[base, operations(count, operation)], "show sign --with less", exit, parts);
}

/// Steps of the process to which operations are applied, at least.
const STEPS: usize = 2_000;

#[test]
fn operations_that_do_not_go_together() {
    reformed(2_000, |_| "change: s0\n    to: { kind: check }".to_owned(), 2, &["OV004", "less.yaml:", "YA190"]);
    reformed(2_000, |index| format!("remove: t{index}"), 2, &["OV010", "less.yaml:", "YA190"]);
    reformed(2_000, |index| format!("add: n{index}\n    after: s0\n    step: {{}}"), 2, &["OV006", "less.yaml:"]);
    // The base has them and nobody makes what they now need.
    let needs = |index: usize| format!("change: s{index}\n    to: {{ needs: {{ add: [q{index}] }} }}");
    reformed(8_000, needs, 2, &["OV026", "less.yaml:"]);
    reformed(10_001, |index| format!("remove: s{index}"), 2, &["YA191", "processes/reforms/less.yaml:5:1"]);
}

#[test]
fn ten_thousand_operations() {
    // Each comes behind the one before; more than can run once they are in.
    let chain = |index: usize| match index.checked_sub(1) {
        Some(before) => format!("add: n{index}\n    after: n{before}\n    step: {{}}"),
        None => "add: n0\n    after: s0\n    step: {}".to_owned(),
    };
    reformed(10_000, chain, 1, &["n9999"]);
    // What each makes is replaced by what the next makes, and that by what the next does.
    let next =
        |index: usize| format!("remove: s{index}\n    documents: {{ d{index}: {{ replaced_by: d{} }} }}", index + 1);
    reformed(2_999, next, 2, &["OV0"]);
    reformed(1_999, next, 0, &["s1999"]);
}

/// Each process calls the next, and the last the first.
#[test]
fn a_long_ring_of_processes() {
    let count = 500;
    let files: Vec<File> = (0..count)
        .map(|index| {
            let path: &'static str = format!("services/p{index}.yaml").leak();
            let calls = SIGN.replace("  - seal\n", &format!("  - call: p{}\n  - seal\n", (index + 1) % count));
            file(path, calls.replace("process: sign", &format!("process: p{index}")))
        })
        .collect();
    check(&files, "simulate p0", 2, &["BK008", "processes/services/p0.yaml:38:11"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    let directory = bank(&[]);
    for (device, code) in [("/dev/zero", "YA002"), ("/dev/null", "YA003")] {
        for language in ["en", "fa"] {
            let answer = run(directory.path(), &format!("show {device} --lang {language}"));
            assert_eq!(answer.exit, Some(2), "{}", beginning(&answer));
            assert!(
                answer.err.contains(code) && answer.err.contains(&format!("{device}:1:1")),
                "{}",
                beginning(&answer)
            );
        }
    }
}
