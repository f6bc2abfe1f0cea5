//! `ravand bank`: what a bank holds, and how far its offices are apart.

use crate::bank::{File, LESS, SIGN, bank, check, command, edit, file, run};

pub(crate) const OFFICE: &str = "\
overlay: north
of: sign
provenance: synthetic
reason: { en: a paper book, fa: دفتر کاغذی }
expires: 2027-03-20
changes:
  - add: book
    after: register
    step: { kind: approve, role: clerk, discretion: free, elapsed: exactly 24 h }
    why: there is no scanner
";

/// Two offices of `sign`, and one of the same name of another process.
pub(crate) fn offices() -> Vec<File> {
    let other = SIGN.replace("process: sign", "process: kiosk").replace("Shop sign", "Kiosk").replace("تابلو", "کیوسک");
    let south = OFFICE.replace("overlay: north", "overlay: south");
    vec![
        file("services/kiosk.yaml", other),
        file("variants/north/sign.yaml", OFFICE),
        file("variants/north/kiosk.yaml", OFFICE.replace("of: sign", "of: kiosk")),
        file("variants/south.yaml", south.replace("after: register", "before: seal")),
    ]
}

#[test]
fn a_list_names_processes_and_their_variants() {
    check(&offices(), "bank list", 0, &["sign", "Shop sign", "3 steps, 2 variants", "kiosk"]);
    check(&offices(), "bank list --domain XYZ", 1, &["CL077"]);
    check(&offices(), "bank list --lang fa", 0, &["۳ گام", "۲ گونه"]);
}

#[test]
fn a_search_says_by_its_exit_code_whether_it_found_anything() {
    check(&[], "bank search تابلو", 0, &["sign"]);
    check(&[], "bank search shop SIGN", 0, &["sign"]);
    check(&[], "bank search look", 0, &["sign", "look"]);
    check(&[], "bank search nothing-of-it", 1, &["CL076", "nothing-of-it"]);
    check(&[], "bank search", 2, &["WORDS"]);
}

#[test]
fn what_is_tied_to_a_process_is_shown_with_it() {
    check(&offices(), "bank show sign", 0, &["north, south", "less", "elapsed", "v1:sha256:", "services/sign.yaml"]);
    check(&[], "bank show sing", 2, &["sing"]);
    let shown = run(bank(&offices()).path(), "bank show sign --format json").json();
    assert_eq!(shown["variants"], serde_json::json!(["north", "south"]));
}

#[test]
fn figures_are_counted() {
    let counted = run(bank(&offices()).path(), "bank stats --format json").json();
    assert_eq!((&counted["figures"]["processes"], &counted["figures"]["variants"]), (&2.into(), &3.into()));
    assert_eq!(counted["figures"]["signatures"], 2);
    check(&offices(), "bank stats --lang fa", 0, &["گونه"]);
}

#[test]
fn a_check_finds_what_does_not_go_together() {
    check(&offices(), "bank check", 0, &["nothing wrong"]);
    let astray =
        file("variants/west/sign.yaml", OFFICE.replace("overlay: north", "overlay: west").replace("register", "seel"));
    check(&[astray], "bank check", 1, &["west/sign.yaml", "seel"]);
    let orphan = edit("services/sign.yaml", "    needs: [case-file]\n", "    needs: [nobodys]\n");
    check(&[orphan], "bank check", 1, &["DF030", "nobodys"]);
    let nowhere = file("variants/west/sign.yaml", OFFICE.replace("of: sign", "of: sing"));
    check(&[nowhere], "bank check", 1, &["BK009", "sing"]);
    let twice = file("variants/west/sign.yaml", OFFICE.replace("overlay: north", "overlay: less"));
    check(&[twice], "bank check", 1, &["BK002", "less"]);
}

#[test]
fn drift_says_how_far_and_what_it_costs() {
    let parts = ["north", "south", "a signature more", "2027-03-20", "synthetic", "not an accusation", "+1.0"];
    check(&offices(), "bank drift sign", 0, &parts);
    check(&offices(), "bank drift sign --structure-only", 0, &["north", "add book  2"]);
    check(&offices(), "bank drift sign --lang fa", 0, &["یک امضای بیشتر", "ساختگی"]);
    check(&[], "bank drift sign", 0, &["has no variants"]);
    check(&offices(), "bank drift sign --scenario nothing", 2, &["nothing"]);
    let said = run(bank(&offices()).path(), "bank drift sign --format json").json();
    assert_eq!(said["names"], serde_json::json!(["north", "south"]));
    assert_eq!(said["differences"][0]["subject"], "book");
    assert_eq!(said["between"][0][1], said["between"][1][0]);
    assert!(said["variants"][0]["cost"]["longer_days"].as_f64().is_some_and(|days| days > 0.0));
    let alone = run(bank(&offices()).path(), "bank drift sign --format json --structure-only").json();
    assert!(alone["variants"][0]["cost"].is_null() && alone["days"].is_null());
}

#[test]
fn a_broken_variant_hides_none_of_the_rest() {
    let astray = OFFICE.replace("overlay: north", "overlay: west").replace("after: register", "after: seel");
    let mut files = offices();
    files.push(file("variants/west.yaml", astray));
    check(&files, "bank drift sign --structure-only", 1, &["2 variants", "seel", "west.yaml"]);
    // One whose base has moved in a way that cannot be merged concerns nobody else.
    let digest = run(bank(&[]).path(), "digest sign").out;
    let moved = OFFICE
        .replace("overlay: north", "overlay: west")
        .replace("provenance: synthetic", &format!("base: {}", digest.trim()));
    let moved = moved.replace("add: book\n    after: register\n    step: { kind: approve, role: clerk, discretion: free, elapsed: exactly 24 h }", "change: look\n    to: { elapsed: exactly 9 h }");
    let mut files = offices();
    files.push(file("variants/west.yaml", moved));
    files.push(file("history/sign.yaml", SIGN));
    files.push(edit("services/sign.yaml", "    elapsed: exactly 50 h\n", "    elapsed: exactly 60 h\n"));
    check(&files, "bank check", 1, &["OV052", "west.yaml"]);
    check(&files, "show sign", 0, &["look"]);
    check(&files, "show sign --with north", 0, &["book"]);
    check(&files, "bank drift sign --structure-only", 1, &["2 variants", "OV052"]);
}

#[test]
fn the_number_of_threads_changes_no_figure() {
    let directory = bank(&offices());
    let one = run(directory.path(), "bank drift sign --format json --threads 1");
    let four = run(directory.path(), "bank drift sign --format json --threads 4");
    assert_eq!(one.out, four.out);
}

#[test]
fn everything_goes_out_as_bpmn_and_nothing_is_written_over() {
    let directory = bank(&offices());
    let answer = run(directory.path(), "bank export out");
    assert_eq!(answer.exit, Some(0), "{}", answer.all());
    for path in ["sign.bpmn", "kiosk.bpmn", "north/sign.bpmn", "north/kiosk.bpmn", "south/sign.bpmn", "less/sign.bpmn"]
    {
        let text = std::fs::read_to_string(directory.path().join("out").join(path)).expect(path);
        assert_eq!(text.contains("id=\"book\""), path.contains("north") || path.contains("south"), "{path}");
    }
    let again = run(directory.path(), "bank export out");
    assert!(again.exit == Some(2) && again.err.contains("CL072"), "{}", again.all());
    assert_eq!(run(directory.path(), "bank export out --force").exit, Some(0));
    // What cannot all be written is not written at all.
    std::fs::remove_file(directory.path().join("out/sign.bpmn")).expect("it is there");
    assert_eq!(run(directory.path(), "bank export out").exit, Some(2));
    assert!(!directory.path().join("out/sign.bpmn").exists());
}

#[test]
fn a_variant_is_meant_by_its_process() {
    let directory = bank(&offices());
    for process in ["sign", "kiosk"] {
        let shown = run(directory.path(), &format!("show {process} --with north"));
        assert!(shown.exit == Some(0) && shown.out.contains("book"), "{}", shown.all());
    }
    let answer = run(directory.path(), "show kiosk --with south");
    assert!(answer.exit == Some(2) && answer.err.contains("south"), "{}", answer.all());
    std::fs::write(directory.path().join("old.yaml"), SIGN).expect("written");
    let unclear = run(directory.path(), "rebase north --base old.yaml");
    assert!(unclear.exit == Some(2) && unclear.err.contains("CL075"), "{}", unclear.all());
    let clear = run(directory.path(), "rebase north --of sign --base old.yaml");
    assert!(clear.exit == Some(0) && clear.out.contains("provenance: synthetic"), "{}", clear.all());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let directory = bank(&[file("reforms/less.yaml", LESS)]);
    let mut child =
        command(directory.path(), "bank stats").stdout(std::process::Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}
