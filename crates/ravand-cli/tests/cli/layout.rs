//! `ravand fmt` and `ravand schema`: what they write, what they leave alone.

use crate::bank::{bank, check, check_in, file, run, run_here};
use std::fs;

const LOOSE: &str = "\
# A reform.
overlay: less
kind: reform # for all
of: sign
changes:
  - remove: seal
    decided_by: city
    # nobody does
    why: nobody reads it
";

const ORDERLY: &str = "\
# A reform.
overlay: less
of: sign
kind: reform # for all
changes:
  - remove: seal
    # nobody does
    why: nobody reads it
    decided_by: city
";

#[test]
fn the_shipped_bank_is_in_order() {
    let answer = run_here("fmt --check");
    assert_eq!((answer.exit, answer.out.as_str()), (Some(0), ""), "{}", answer.all());
}

#[test]
fn check_says_and_changes_nothing() {
    let directory = bank(&[file("reforms/less.yaml", LOOSE)]);
    let path = directory.path().join("processes/reforms/less.yaml");
    check_in(directory.path(), "fmt --check processes/reforms", 1, &["CL041", "less.yaml", "ravand fmt"]);
    check_in(directory.path(), "fmt --check processes/reforms --lang fa", 1, &["هشدار[CL041]", "به ترتیب متعارف نیست"]);
    assert_eq!(fs::read_to_string(&path).expect("a text"), LOOSE);
    check_in(directory.path(), "fmt processes/reforms/less.yaml", 0, &["less.yaml: put in order"]);
    assert_eq!(fs::read_to_string(&path).expect("a text"), ORDERLY);
    check_in(directory.path(), "fmt --check processes/reforms", 0, &[]);
    let left: Vec<_> = fs::read_dir(path.parent().expect("a folder")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing is left beside the file");
}

#[test]
fn the_bank_is_meant_if_nothing_is_named() {
    let directory = bank(&[file("reforms/less.yaml", LOOSE)]);
    let answer = run(directory.path(), "fmt --format json");
    let files = answer.json()["files"].as_array().cloned().expect("files");
    let state = |name: &str| {
        let of = |f: &&serde_json::Value| f["file"].as_str().is_some_and(|path| path.ends_with(name));
        files.iter().find(of).map(|f| f["state"].clone())
    };
    assert_eq!(state("less.yaml"), Some("changed".into()), "{}", answer.all());
    assert_eq!(state("bank.yaml"), Some("in order".into()), "{}", answer.all());
    assert_eq!(run(directory.path(), "fmt --check").exit, Some(0));
}

#[test]
fn what_is_broken_is_not_touched_and_the_rest_is_done() {
    let broken = "process: [sign\n";
    let directory = bank(&[file("services/broken.yaml", broken), file("reforms/less.yaml", LOOSE)]);
    check_in(directory.path(), "fmt processes", 2, &["error[YA007]", "broken.yaml:1:10"]);
    let text = |path: &str| fs::read_to_string(directory.path().join("processes").join(path)).expect("a text");
    assert_eq!(text("services/broken.yaml"), broken);
    assert_eq!(text("reforms/less.yaml"), ORDERLY);
    check_in(directory.path(), "fmt processes/services/broken.yaml --lang fa", 2, &["خطا[YA007]"]);
}

#[test]
fn files_that_are_none() {
    check(&[], "fmt nowhere.yaml", 2, &["CL004", "nowhere.yaml"]);
    check(&[file("services/x.yaml", "shape: round\n")], "fmt processes/services/x.yaml", 2, &["YA030"]);
    check(&[file("services/x.yaml", [0xff, 0xfe, 0x00])], "fmt processes/services/x.yaml", 2, &["YA001"]);
    check(&[], "fmt --check processes/calendars", 0, &[]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = bank(&[file("reforms/less.yaml", LOOSE)]);
    let path = directory.path().join("processes/reforms/less.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let link = directory.path().join("link.yaml");
    symlink(&path, &link).expect("a link");
    check_in(directory.path(), "fmt link.yaml", 0, &["put in order"]);
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&path).expect("a text"), ORDERLY);
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
}

#[test]
fn every_kind_has_a_schema() {
    for kind in [
        "process",
        "overlay",
        "scenario",
        "calendar",
        "decision",
        "archetype",
        "catalogue",
        "bank",
        "roles",
        "documents",
        "laws",
    ] {
        let schema = run_here(&format!("schema {kind}")).json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{kind}");
        assert!(schema["properties"].as_object().is_some_and(|keys| keys.contains_key(kind)), "{kind}");
    }
    check(&[], "schema shape", 2, &["--help"]);
}
