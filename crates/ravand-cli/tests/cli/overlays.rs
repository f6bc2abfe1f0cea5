//! What an overlay was written for, what differs, and what gave a line: `digest`, `diff`,
//! `rebase` and `show --step`, and what the bank's `history/` is for.

use crate::bank::{LESS, SIGN, bank, check_in, edit, file, run, write};
use std::path::Path;

/// The digest of the small process, in this directory.
fn digest(directory: &Path, args: &str) -> String {
    let answer = run(directory, &format!("digest {args}"));
    assert_eq!(answer.exit, Some(0), "{}", answer.all());
    answer.out.trim().to_owned()
}

/// `less` with the digest that it was written for.
fn written_for(digest: &str) -> Vec<u8> {
    LESS.replace("kind: reform", &format!("base: {digest}\nkind: reform")).into_bytes()
}

#[test]
fn a_digest_looks_at_what_is_meant() {
    let directory = bank(&[]);
    let before = digest(directory.path(), "sign");
    assert!(before.starts_with("v1:sha256:") && before.len() == 74, "{before}");
    let means_the_same = SIGN
        .replace("title: { en: Shop sign, fa: تابلو }", "title: { fa: تابلو, en: Shop sign }   # a comment")
        .replace("    kind: receive\n    role: clerk\n", "    role: clerk\n    contact: none\n    kind: receive\n")
        .replace("documents:\n  form: { from: applicant }\n", "")
        + "documents:\n  form: { optional: no, from: applicant }\n";
    write(&directory.path().join("same.yaml"), means_the_same.as_bytes());
    assert_eq!(digest(directory.path(), "same.yaml"), before);
    write(&directory.path().join("other.yaml"), SIGN.replace("exactly 50 h", "exactly 51 h").as_bytes());
    assert_ne!(digest(directory.path(), "other.yaml"), before);
    assert_ne!(digest(directory.path(), "sign --with less"), before);
    let json = run(directory.path(), "digest sign --format json").json();
    assert_eq!((json["process"].as_str(), json["digest"].as_str()), (Some("sign"), Some(before.as_str())));
}

#[test]
fn a_difference_is_an_overlay_that_leads_there() {
    let directory = bank(&[]);
    let other = SIGN
        .replace("holders: 2", "holders: 3")
        .replace("    when: area_m2 > 12\n", "")
        .replace("  - look\n  - seal\n", "  - seal\n  - look\n");
    write(&directory.path().join("other.yaml"), other.as_bytes());
    let difference = run(directory.path(), "diff sign other.yaml");
    assert_eq!(difference.exit, Some(1), "{}", difference.all());
    for part in ["base: v1:sha256:", "when: dropped", "role: clerk", "move:"] {
        assert!(difference.out.contains(part), "`{part}` is not in {}", difference.all());
    }
    write(&directory.path().join("leads.yaml"), difference.out.as_bytes());
    assert_eq!(digest(directory.path(), "sign --with leads.yaml"), digest(directory.path(), "other.yaml"));
    check_in(directory.path(), "diff sign sign", 0, &["changes: []"]);
    let reformed = run(directory.path(), "diff sign sign --with less");
    assert!(reformed.exit == Some(1) && reformed.out.contains("remove: seal"), "{}", reformed.all());
}

#[test]
fn a_base_that_moved_is_said_beside_the_answer() {
    let directory = bank(&[file("reforms/less.yaml", written_for("v1:sha256:000000"))]);
    check_in(directory.path(), "show sign --with less", 0, &["OV051", "v1:sha256:000000", "Shop sign"]);
    let now = digest(directory.path(), "sign");
    write(&directory.path().join("processes/reforms/less.yaml"), &written_for(&now[..20]));
    let answer = run(directory.path(), "show sign --with less");
    assert!(answer.err.is_empty(), "{}", answer.all());
}

#[test]
fn what_the_history_keeps_is_merged_three_ways() {
    let old = bank(&[]);
    let (old_base, old_text) = (digest(old.path(), "sign"), SIGN);
    let moved = [
        edit("services/sign.yaml", "elapsed: 20 .. 30 .. 90 h", "elapsed: 10 .. 20 .. 80 h"),
        file("history/sign-1400.yaml", old_text),
        file("reforms/less.yaml", written_for(&old_base)),
    ];
    let directory = bank(&moved);
    check_in(directory.path(), "show sign --with less", 0, &["BK018", "sign-1400.yaml", "10 .. 20 .. 80 h"]);
    // Both sides set one thing.
    let sign = edit("services/sign.yaml", "wrong: 10%", "wrong: 20%");
    write(&directory.path().join("processes").join(sign.0), &sign.1);
    check_in(directory.path(), "show sign --with less", 2, &["OV052", "chances/wrong", "services/sign.yaml"]);
    check_in(directory.path(), "show sign --with less --lang fa", 2, &["OV052", "«look»"]);
}

#[test]
fn an_overlay_is_written_anew_for_a_base_that_moved() {
    let directory = bank(&[edit("services/sign.yaml", "holders: 2", "holders: 5")]);
    write(&directory.path().join("old.yaml"), SIGN.as_bytes());
    let now = digest(directory.path(), "sign");
    check_in(directory.path(), "rebase less --base old.yaml", 0, &["remove: seal", &format!("base: {}", &now[..22])]);
    let conflict = SIGN.replace("wrong: 10%", "wrong: 30%");
    write(&directory.path().join("old.yaml"), conflict.as_bytes());
    check_in(directory.path(), "rebase less --base old.yaml", 2, &["OV052", "`change`", "`look`"]);
    check_in(directory.path(), "rebase nobody --base gone.yaml", 2, &["nobody"]);
}

#[test]
fn each_attribute_of_a_step_names_its_line_and_its_reason() {
    let directory = bank(&[]);
    let parts = ["chances/wrong 0.01", "reforms/less.yaml:10:29", "the form is checked", "services/sign.yaml:"];
    check_in(directory.path(), "show sign --step look --with less", 0, &parts);
    check_in(directory.path(), "show sign --step look --with less --lang fa", 0, &["chances/wrong", "تصمیم با"]);
    let json = run(directory.path(), "show sign --step look --with less --format json").json();
    let attributes = json["attributes"].as_array().expect("a list");
    let of = |name: &str| attributes.iter().find(|it| it["attribute"] == name).expect("an attribute");
    assert_eq!(of("chances/wrong")["by"][0]["why"]["en"], "the form is checked");
    assert_eq!(of("role")["by"], serde_json::json!([]));
    assert!(of("flow")["at"].as_str().is_some_and(|at| at.contains("sign.yaml:")), "{json}");
    check_in(directory.path(), "show sign --step nobody", 2, &["CL060"]);
    check_in(directory.path(), "show sign --step nobody --lang fa", 2, &["CL060", "راهنما"]);
}
