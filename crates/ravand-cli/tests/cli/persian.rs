//! What `--lang fa` prints, held by snapshots of a small bank: answers, findings, mistakes,
//! help and what is said of wrong words. Marks of direction are shown as brackets: ⟪…⟫ is
//! Persian, ⟨…⟩ is code, ‹…› takes the direction of its first letter.

use crate::bank::{ELAPSED, File, bank, edit, file, run, run_here};

fn visible(text: &str) -> String {
    // Which bracket closes hangs on which opened last.
    let mut open = Vec::new();
    text.chars()
        .map(|c| match c {
            '\u{2066}' => (open.push('⟩'), '⟨').1,
            '\u{2067}' => (open.push('⟫'), '⟪').1,
            '\u{2068}' => (open.push('›'), '‹').1,
            '\u{2069}' => open.pop().unwrap_or('!'),
            c => c,
        })
        .collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Runs the command in Persian on the small bank with these files; both streams are held.
#[track_caller]
fn check(name: &str, files: &[File], args: &str, exit: i32) {
    let directory = bank(files);
    let answer = run(directory.path(), &format!("{args} --lang fa"));
    assert_eq!(answer.exit, Some(exit), "{}", answer.all());
    let all = visible(&answer.all());
    assert!(!all.contains('!'), "a mark of direction closes nothing: {all}");
    let english = ["error", "warning", "help:", "note:", "findings", "Usage", "possible values", "because:"];
    for word in english {
        assert!(!all.contains(word), "`{word}` is English: {all}");
    }
    snapshot(name, &all);
}

#[test]
fn a_process_shown() {
    check("fa_show", &[], "show sign", 0);
    check("fa_show_with", &[], "show sign --with less", 0);
}

#[test]
fn a_process_linted() {
    check("fa_lint", &[], "lint sign", 1);
    check("fa_lint_with", &[], "lint sign --with less --scenario elapsed", 1);
    check("fa_explain", &[], "lint --explain GS002", 0);
}

#[test]
fn a_broken_bank_linted() {
    check("fa_lint_bank", &[edit("reforms/less.yaml", "of: sign", "of: sgn")], "lint", 1);
}

#[test]
fn a_process_simulated() {
    check("fa_simulate", &[], "simulate sign", 0);
}

#[test]
fn a_process_with_staff_calibrated() {
    let queues = ELAPSED.replace("times: elapsed", "times: work_and_wait").replace(
        "data:",
        "staff: { clerk: 1 }\nwork_by_kind: { receive: exactly 1 h, judge: exactly 2 h, approve: exactly 1 h }\n\
         calibration: { to: elapsed, load_at_most: 90% }\ndata:",
    );
    let queues = queues.replace("at start", "{ every: exponential(8 h) }");
    let files = [file("scenarios/elapsed.yaml", queues)];
    check("fa_calibrate", &files, "simulate sign --calibrate", 0);
    check("fa_simulate_staff", &files, "simulate sign", 0);
}

#[test]
fn a_process_reformed() {
    check("fa_reform", &[], "reform sign", 0);
}

#[test]
fn mistakes_of_files() {
    let number = edit("services/sign.yaml", "when: area_m2 > 12", "when: area_m2 + 12");
    check("fa_mistake_condition", &[number], "simulate sign", 2);
    let twice = edit("services/sign.yaml", "data:", "process: again\ndata:");
    check("fa_mistake_key", &[twice], "show sign", 2);
    check("fa_mistake_overlay", &[edit("reforms/less.yaml", "remove: seal", "remove: stamp")], "reform sign", 2);
    let above = edit("scenarios/elapsed.yaml", "replications: 2", "replications: 0");
    check("fa_mistake_scenario", &[above], "simulate sign", 2);
}

#[test]
fn what_cannot_be_found() {
    check("fa_no_process", &[], "show nothing", 2);
    check("fa_no_file", &[], "show nothing.yaml", 2);
    check("fa_no_bank", &[], "show sign --bank nowhere", 2);
    check("fa_no_rule", &[], "lint --explain XX999", 2);
}

#[test]
fn a_condition_that_is_neither_true_nor_false() {
    let unknown = edit("services/sign.yaml", "    when: area_m2 > 12\n", "    when: 1 / (area_m2 - area_m2) > 12\n");
    check("fa_incident", &[unknown], "simulate sign", 2);
}

#[test]
fn wrong_words() {
    let lines = [
        "reform sign --sede 3",
        "reform sign --seed x",
        "reform sign --threads 0",
        "reform",
        "shwo sign",
        "show sign extra",
        "show sign --format xml",
        "show sign --with",
        "lint sign --explain GS001",
        "lint --scenario elapsed",
        "show sign --bank a --bank b",
    ];
    let directory = bank(&[]);
    let mut all = String::new();
    for line in lines {
        let answer = run(directory.path(), &format!("--lang fa {line}"));
        let english = run(directory.path(), line);
        assert_eq!((answer.exit, english.exit), (Some(2), Some(2)), "{line}: {}", answer.all());
        assert!(answer.out.is_empty() && !answer.err.contains("error"), "{line}: {}", answer.all());
        all.push_str(&format!("$ ravand {line}\n{}\n", visible(&answer.err)));
    }
    snapshot("fa_wrong_words", &all);
}

#[test]
fn help_and_version() {
    for (name, line) in [("fa_help", "--help"), ("fa_help_reform", "reform --help"), ("fa_help_lint", "help lint")] {
        let answer = run_here(&format!("--lang fa {line}"));
        assert_eq!(answer.exit, Some(0), "{}", answer.all());
        assert!(answer.err.is_empty() && !answer.out.contains("Usage"), "{}", answer.all());
        snapshot(name, &visible(&answer.out));
    }
    // The language may stand behind what asks for help, and help is the same as a command.
    assert_eq!(run_here("lint --help --lang fa").out, run_here("help lint --lang=fa").out);
    assert_eq!(run_here("--version --lang fa").out, run_here("--version").out);
    // Without a command, help or a way to it is printed and the command fails, as in English.
    assert_eq!(run_here("--lang fa").exit, run_here("").exit);
    assert_eq!(run_here("help nothing --lang fa").exit, run_here("help nothing").exit);
}

#[test]
fn json_carries_no_mark_of_direction() {
    let directory = bank(&[]);
    for args in ["lint sign", "show sign", "simulate sign", "reform sign"] {
        let answer = run(directory.path(), &format!("{args} --lang fa --format json"));
        assert!(answer.json().is_object());
        assert!(!answer.out.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']), "{}", answer.out);
    }
    let lint = run(directory.path(), "lint sign --lang fa --format json").json();
    let message = lint["processes"][0]["findings"][0]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.contains("گام"), "{message}");
}
