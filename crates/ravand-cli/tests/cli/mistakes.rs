//! What is written wrongly in a file: each is answered with file, line, column and a way
//! out, by the command that meets it, and nothing hangs.

use crate::bank::{CALENDAR, ELAPSED, LESS, SIGN, check, edit, file};

const SIGN_FILE: &str = "services/sign.yaml";
const LESS_FILE: &str = "reforms/less.yaml";
const ELAPSED_FILE: &str = "scenarios/elapsed.yaml";

#[test]
fn a_tab() {
    let tab = edit(SIGN_FILE, "    kind: receive", "\tkind: receive");
    check(&[tab], "show sign", 2, &["YA004", "processes/services/sign.yaml:13:1", "spaces"]);
}

#[test]
fn a_duplicate_key() {
    let twice = edit(SIGN_FILE, "data:", "process: again\ndata:");
    check(&[twice], "show sign", 2, &["YA033", "processes/services/sign.yaml:7:1", "first written here"]);
    let step = edit(SIGN_FILE, "  seal:", "  look: { kind: work }\n  seal:");
    check(&[step], "lint sign", 2, &["YA033", "processes/services/sign.yaml:28:3"]);
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("process: sign\na: &a [x, x, x, x, x, x, x, x, x]\n");
    for (of, name) in ('a'..'i').zip('b'..'j') {
        bomb.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 9].join(", ")));
    }
    check(&[file(SIGN_FILE, bomb)], "show sign", 2, &["YA015", "processes/services/sign.yaml:7:", "aliases"]);
}

#[test]
fn a_step_that_nobody_defined() {
    let unknown = edit(SIGN_FILE, "  - seal\n", "  - sael\n");
    let parts = ["DF001", "processes/services/sign.yaml:38:5", "did you mean `seal`?"];
    check(std::slice::from_ref(&unknown), "lint sign", 1, &parts);
    check(std::slice::from_ref(&unknown), "simulate sign", 2, &parts);
    check(std::slice::from_ref(&unknown), "reform sign", 2, &parts);
    // It is shown as far as it is understood, and not as if it were in order.
    check(&[unknown], "show sign", 1, &["Shop sign", "`sign` has errors (2)", "ravand lint"]);
}

#[test]
fn a_flow_to_nowhere() {
    let open = edit(SIGN_FILE, "  - end: issued\n", "");
    check(&[open], "simulate sign", 2, &["DF006", "processes/services/sign.yaml:1:10", "- end: NAME"]);
    let back = edit(SIGN_FILE, "back to register", "back to regster");
    check(&[back], "simulate sign", 2, &["DF010", "processes/services/sign.yaml:26:", "did you mean `register`?"]);
    let end = edit(SIGN_FILE, "- end: issued", "- end: isued");
    check(&[end], "simulate sign", 2, &["DF009", "processes/services/sign.yaml:39:"]);
}

#[test]
fn a_document_that_nobody_makes() {
    let unmade = edit(SIGN_FILE, "needs: [report]", "needs: [stamp]");
    check(&[unmade], "simulate sign", 2, &["DF030", "processes/services/sign.yaml:32:13", "produces"]);
}

#[test]
fn an_overlay_on_a_step_that_is_gone() {
    let parts = ["OV010", "processes/reforms/less.yaml:6:13", "`stamp`"];
    for command in ["reform sign", "show sign --with less", "lint sign --with less", "simulate sign --with less"] {
        check(&[edit(LESS_FILE, "remove: seal", "remove: stamp")], command, 2, &parts);
    }
    check(&[edit(LESS_FILE, "remove: seal", "remove: stamp")], "lint", 1, &parts);
}

#[test]
fn a_condition_of_the_wrong_type() {
    let number = edit(SIGN_FILE, "when: area_m2 > 12", "when: area_m2 + 12");
    check(&[number], "simulate sign", 2, &["FE028", "processes/services/sign.yaml:34:11", "area_m2 > 12"]);
    let text = edit(SIGN_FILE, "when: area_m2 > 12", "when: area_m2 = \"large\"");
    check(&[text], "lint sign", 1, &["FE027", "processes/services/sign.yaml:34:"]);
}

#[test]
fn a_smallest_value_above_the_largest() {
    let turned = edit(SIGN_FILE, "20 .. 30 .. 90 h", "90 .. 30 .. 20 h");
    check(&[turned], "show sign", 2, &["YA078", "processes/services/sign.yaml:18:14", "smallest first"]);
    let outside = edit(SIGN_FILE, "20 .. 30 .. 90 h", "20 .. 99 .. 90 h");
    check(&[outside], "show sign", 2, &["YA079", "processes/services/sign.yaml:18:14"]);
}

#[test]
fn a_calendar_without_a_working_hour() {
    let never =
        "weekends:\n  - { from: 2000-01-01, days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }\n";
    let closed = file("calendars/always.yaml", format!("{CALENDAR}{never}"));
    // Whoever names it is told what is wrong with it, not only that it is not there.
    check(
        std::slice::from_ref(&closed),
        "simulate sign",
        2,
        &["CA005", "processes/calendars/always.yaml:1:11", "hours"],
    );
    check(std::slice::from_ref(&closed), "reform sign", 2, &["CA005", "processes/calendars/always.yaml:1:11"]);
    check(&[closed], "lint", 1, &["CA005", "processes/calendars/always.yaml:1:11"]);
}

#[test]
fn text_that_is_not_utf8() {
    let bytes = SIGN.replace("Shop sign", "Shop@sign").into_bytes();
    let broken: Vec<u8> = bytes.into_iter().map(|byte| if byte == b'@' { 0xff } else { byte }).collect();
    check(&[file(SIGN_FILE, broken)], "show sign", 2, &["YA001", "processes/services/sign.yaml:2:18", "UTF-8"]);
    let wide: Vec<u8> = SIGN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[file(SIGN_FILE, [&[0xff, 0xfe], &wide[..]].concat())], "show sign", 2, &["YA001", "sign.yaml:1:1"]);
}

#[test]
fn how_lines_end_and_files_begin_does_not_matter() {
    check(&[file(SIGN_FILE, SIGN.replace('\n', "\r\n"))], "show sign", 0, &["Shop sign"]);
    check(&[file(SIGN_FILE, format!("\u{feff}{SIGN}"))], "show sign", 0, &["Shop sign"]);
    let late = SIGN.replace("when: area_m2 > 12", "when: area_m2 +").replace('\n', "\r\n");
    check(&[file(SIGN_FILE, format!("\u{feff}{late}"))], "lint sign", 1, &["processes/services/sign.yaml:34:"]);
}

#[test]
fn files_with_nothing_in_them() {
    check(&[file(SIGN_FILE, "")], "show sign", 2, &["YA003", "processes/services/sign.yaml:1:1"]);
    check(&[file(SIGN_FILE, "process: sign\n")], "show sign", 2, &["YA034", "`steps`", "`flow`"]);
    check(&[file(SIGN_FILE, "process: sign\nsteps: {}\nflow: []\n")], "lint sign", 2, &["YA052", "sign.yaml:2:1"]);
    check(&[file(SIGN_FILE, "- a\n- b\n")], "show sign", 2, &["YA042", "sign.yaml:1:1"]);
    check(&[file("scenarios/empty.yaml", "")], "lint", 1, &["YA003", "processes/scenarios/empty.yaml:1:1"]);
}

#[test]
fn nesting_has_a_limit() {
    let deep = format!("{SIGN}nested: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    check(&[file(SIGN_FILE, deep)], "show sign", 2, &["YA014", "processes/services/sign.yaml:40:"]);
    let long = format!("when: {}area_m2 > 12{}", "(".repeat(50_000), ")".repeat(50_000));
    check(&[edit(SIGN_FILE, "when: area_m2 > 12", &long)], "lint sign", 1, &["FE001", "sign.yaml:34:11"]);
}

#[test]
fn ids_that_are_not_built_yet() {
    let persian = file(SIGN_FILE, SIGN.replace("register", "ثبت"));
    check(&[persian], "show sign", 2, &["YA064", "processes/services/sign.yaml:12:3", "a-z"]);
}

/// `register` needs what `look` makes, and the other way round.
const RING: [&str; 2] = ["needs: [form]", "needs: [form, report]"];

#[test]
fn steps_that_wait_for_each_other() {
    let by_documents = SIGN.replace("flow:", "order: by documents\nflow:");
    let ring = file(SIGN_FILE, by_documents.replace(RING[0], RING[1]));
    check(&[ring], "simulate sign", 2, &["DF060", "processes/services/sign.yaml:", "ring"]);
}

#[test]
fn a_reform_that_makes_steps_wait_for_each_other() {
    let by_documents = file(SIGN_FILE, SIGN.replace("flow:", "order: by documents\nflow:"));
    let change = "  - change: register\n    to: { needs: { add: [report] } }\n";
    let reform = edit(LESS_FILE, "  - remove: seal\n", change);
    let files = [by_documents, reform];
    check(&files, "simulate sign", 0, &[]);
    check(&files, "lint sign --with less", 1, &["DF060"]);
    check(&files, "simulate sign --with less", 2, &["DF060", "processes/services/sign.yaml:"]);
    check(&files, "reform sign", 2, &["DF060", "reformed"]);
    check(&files, "lint", 1, &["DF060"]);
}

#[test]
fn a_scenario_that_cannot_be_run() {
    let with = |from: &str, to: &str| [edit(ELAPSED_FILE, from, to)];
    check(&with("cases: 50", "cases: 0"), "simulate sign", 2, &["YA045", "processes/scenarios/elapsed.yaml:4:8"]);
    check(&with("2022-04-03", "9999-12-31"), "simulate sign", 2, &["CA035", "elapsed.yaml:3:8"]);
    check(&with("at start", "{ every: exactly 0 h }"), "simulate sign", 2, &["SI020", "elapsed.yaml:6:"]);
    check(&with("  area_m2", "  area"), "simulate sign", 2, &["processes/scenarios/elapsed.yaml:10:"]);
    check(&with("calendar: always", "calendar: nevr"), "simulate sign", 2, &["elapsed.yaml:8:11", "`always`"]);
    check(&with("calendar: always", "calendar: nevr"), "reform sign", 2, &["elapsed.yaml:8:11", "`always`"]);
}

/// A mistake in the scenario itself must not end in figures that leave it out.
#[test]
fn a_mistake_in_a_scenario_is_not_read_past() {
    let nobody = file(ELAPSED_FILE, ELAPSED.replace("data:", "staff:\n  clerk: 0\ndata:"));
    let parts = ["processes/scenarios/elapsed.yaml:10:10", "clerk"];
    check(std::slice::from_ref(&nobody), "simulate sign", 2, &parts);
    check(std::slice::from_ref(&nobody), "reform sign", 2, &parts);
    check(std::slice::from_ref(&nobody), "simulate sign --scenario processes/scenarios/elapsed.yaml", 2, &parts);
    check(&[nobody], "lint", 1, &parts);
}

/// Weights, roles and the calendar of the whole bank: nothing can be said without them.
#[test]
fn a_mistake_in_the_head_of_a_bank_is_not_read_past() {
    let risk = edit("bank.yaml", "calendar: always", "calendar: always\nrisk: { signature: lots }");
    check(std::slice::from_ref(&risk), "lint sign", 2, &["processes/bank.yaml:5:"]);
    check(&[risk], "reform sign", 2, &["processes/bank.yaml:5:"]);
}

#[test]
fn a_mistake_elsewhere_hides_nothing() {
    let broken = file("services/other.yaml", "process: other\n");
    check(&[broken], "simulate sign", 0, &["Shop sign", "`ravand lint` shows them"]);
}

/// Which of the two is meant is not for the order of file names to say.
#[test]
fn two_files_with_one_id() {
    let second = |path| [file(path, SIGN)];
    let parts = ["BK002", "processes/services/sign.yaml:1:10", "processes/services/another.yaml:1:10"];
    check(&second("services/another.yaml"), "show sign", 2, &parts);
    check(&second("services/another.yaml"), "simulate sign", 2, &parts);
    check(&second("services/zebra.yaml"), "show sign", 2, &["BK002", "services/zebra.yaml:1:10"]);
    check(&second("services/zebra.yaml"), "show processes/services/zebra.yaml", 0, &["Shop sign"]);
    check(&[file("reforms/another.yaml", LESS)], "reform sign", 2, &["BK002", "reforms/less.yaml:1:10"]);
    check(&[file("scenarios/another.yaml", ELAPSED)], "simulate sign", 2, &["BK002", "scenarios/elapsed.yaml:1:11"]);
}

/// The table of `seal`, with these tests in its two rules.
fn decided(first: &str, second: &str) -> [crate::bank::File; 2] {
    let table = format!(
        "decisions:\n  tariff:\n    hit: unique\n    inputs: [area_m2]\n    outputs: {{ fee: number }}\n    rules:\n      \
         - {{ area_m2: '{first}', fee: 1 }}\n      - {{ area_m2: '{second}', fee: 2 }}\n"
    );
    let sign = SIGN
        .replace("data:", "data:\n  fee: { type: number, default: 0 }")
        .replace("kind: approve", "kind: decide\n    decision: tariff");
    [file(SIGN_FILE, sign + &table), edit(ELAPSED_FILE, "uniform(1 .. 30)", "exactly 20")]
}

#[test]
fn a_table_that_does_not_answer() {
    check(&decided("<= 20", "> 20"), "simulate sign", 0, &["issued"]);
    check(&decided("< 20", "> 20"), "simulate sign", 2, &["SI101", "no rule matches area_m2 = 20"]);
    check(&decided("<= 20", ">= 20"), "simulate sign", 2, &["FE091", "area_m2 = 20", "sign.yaml:49:9"]);
    // What has to be reckoned is found by the first case that meets it.
    check(&decided("<= 20", "? >= 10 + 10"), "simulate sign", 2, &["SI101", "`seal`"]);
    check(&decided("<=", "> 20"), "simulate sign", 2, &["FE011", "processes/services/sign.yaml:48:23"]);
}

#[test]
fn processes_that_call_each_other_in_a_ring() {
    let call = |other: &str| SIGN.replace("  - seal\n", &format!("  - call: {other}\n  - seal\n"));
    check(&[file(SIGN_FILE, call("sign"))], "simulate sign", 2, &["BK008", "processes/services/sign.yaml:38:11"]);
    let inner = call("sign").replace("process: sign", "process: inner");
    let both = [file(SIGN_FILE, call("inner")), file("services/inner.yaml", inner)];
    check(&both, "simulate sign", 2, &["BK008", "processes/services/inner.yaml:38:11"]);
    check(&[file(SIGN_FILE, call("nobody"))], "lint sign", 2, &["BK006", "processes/services/sign.yaml:38:11"]);
}

#[test]
fn a_weight_that_is_none() {
    let weight = edit("bank.yaml", "calendar: always", "calendar: always\nrisk: { signatur: 3 }");
    check(&[weight], "lint sign", 2, &["CL020", "processes/bank.yaml:5:19", "`signatur`"]);
}

#[test]
fn a_scenario_that_names_what_is_not_there_is_found_by_lint() {
    let gone = file(ELAPSED_FILE, format!("{ELAPSED}elapsed: {{ stamp: exactly 30 h }}\n"));
    check(&[gone], "lint", 1, &["SC003", "processes/scenarios/elapsed.yaml:11:"]);
}

#[test]
fn a_loop_that_is_never_left() {
    let always = edit(SIGN_FILE, "wrong: 10%", "wrong: 100%");
    check(std::slice::from_ref(&always), "simulate sign", 2, &["SI105", "1000000 tasks"]);
    check(std::slice::from_ref(&always), "reform sign", 2, &["SI105", "1000000 tasks"]);
    check(&[always], "simulate sign --lang fa", 2, &["SI105", "راهنما"]);
    let rings = edit(SIGN_FILE, "fits: on, wrong: back to register", "fits: back to look, wrong: back to register");
    check(&[rings], "simulate sign", 2, &["DF018", "processes/services/sign.yaml:"]);
}

#[test]
fn chances_that_do_not_add_up() {
    let none = edit(SIGN_FILE, "{ wrong: 10% }", "{ wrong: 0%, fits: 0% }");
    check(&[none], "simulate sign", 2, &["DF022", "processes/services/sign.yaml:27:"]);
    let never = edit(SIGN_FILE, "wrong: 10%", "wrong: 0%");
    check(&[never], "simulate sign", 0, &["issued"]);
}

#[test]
fn a_gateway_where_nothing_holds() {
    let one = "  - one:\n      - when: area_m2 > 100\n        do: [seal]\n      - when: area_m2 < 0\n        do: []\n";
    check(&[edit(SIGN_FILE, "  - seal\n", one)], "simulate sign", 2, &["SI101", "no branch holds"]);
}

#[test]
fn data_that_nobody_has_asked_for_yet() {
    let never = edit(SIGN_FILE, "    asks: [area_m2]\n", "");
    check(&[never], "simulate sign", 2, &["SI101", "area_m2"]);
    let late = SIGN.replace("    asks: [area_m2]\n", "").replace("    when:", "    asks: [area_m2]\n    when:");
    check(&[file(SIGN_FILE, late)], "simulate sign", 2, &["SI101", "area_m2"]);
}

#[test]
fn times_at_their_limits() {
    let nothing = SIGN.replace("20 .. 30 .. 90 h", "exactly 0 h").replace("exactly 50 h", "0 .. 0 .. 0 h");
    check(&[file(SIGN_FILE, nothing)], "simulate sign", 0, &["issued"]);
    let sd = |sd| edit(SIGN_FILE, "exactly 50 h", &format!("'lognormal(mean 2 h, sd {sd} h)'"));
    check(&[sd("0")], "simulate sign", 2, &["YA080", "processes/services/sign.yaml:25:", "`exactly`"]);
    check(&[sd("100000")], "simulate sign", 0, &["issued"]);
    let huge = edit(SIGN_FILE, "exactly 50 h", "exactly 1000000000000 h");
    check(&[huge], "simulate sign", 2, &["YA081", "processes/services/sign.yaml:25:"]);
    let nine_to_five = file("calendars/always.yaml", CALENDAR.replace("00:00-24:00", "09:00-17:00"));
    let centuries = edit(SIGN_FILE, "exactly 50 h", "exactly 100000 working days");
    check(&[centuries], "simulate sign", 2, &["YA083", "processes/services/sign.yaml:25:"]);
    // Within a hundred years, and beyond the calendar's end.
    let decades = edit(SIGN_FILE, "exactly 50 h", "exactly 20000 working days");
    check(&[nine_to_five, decades], "simulate sign", 2, &["SI102", "`look`"]);
}

#[test]
fn staff_without_end() {
    let queues = |staff: &str| {
        let queues = ELAPSED
            .replace("times: elapsed", "times: work_and_wait")
            .replace("data:", &format!("staff: {{ clerk: {staff} }}\ndata:"));
        [file(SIGN_FILE, SIGN.replace("elapsed:", "work:")), file(ELAPSED_FILE, queues)]
    };
    check(&queues("1000000"), "simulate sign", 0, &["issued"]);
    check(&queues("99999999999999999999"), "simulate sign", 2, &["processes/scenarios/elapsed.yaml:9:"]);
    check(&queues("-1"), "simulate sign", 2, &["processes/scenarios/elapsed.yaml:9:"]);
    check(&queues("1 at 0%"), "simulate sign", 2, &["processes/scenarios/elapsed.yaml:9:"]);
}

const STAMPS: &str = "archetype: stamps
title: { en: Stamps, fa: مهر }
parameters: { due: duration, by: { type: role, default: clerk } }
ends: { stamped: { title: { en: Stamped, fa: مهرشده }, favourable: yes } }
roles: { clerk: { holders: 1 } }
steps: { stamp: { title: { en: Stamp, fa: مهر زدن }, role: $by, due: $due } }
flow: [stamp, { end: stamped }]
";

const OFFICES: &str = "catalogue: offices
rows:
  - { id: red-stamp, title: { en: Red stamp, fa: مهر سرخ }, use: stamps, with: { due: 3 days } }
  - { id: blue-stamp, title: { en: Blue stamp, fa: مهر آبی }, use: stamps, with: { due: 4 } }
";

#[test]
fn a_row_is_a_process_and_another_rows_mistake_is_not_its_own() {
    let files = || [file("archetypes/stamps.yaml", STAMPS), file("catalogue/offices.yaml", OFFICES)];
    check(&files(), "show red-stamp", 0, &["Red stamp", "Stamp", "other files of the bank: 1"]);
    check(&files(), "show blue-stamp", 2, &["YA075", "processes/catalogue/offices.yaml:4:89", "stamps.yaml:3:15"]);
    check(&files(), "show blue-stamp --lang fa", 2, &["خطا[YA075]", "پارامتر این‌جا تعریف شده است"]);
    check(&files(), "show stamps", 2, &["`stamps`", "red-stamp"]);
    let broken =
        [file("archetypes/stamps.yaml", STAMPS.replace("$due }", "$doe }")), file("catalogue/offices.yaml", OFFICES)];
    check(&broken, "show red-stamp", 2, &["YA301", "processes/archetypes/stamps.yaml:6:", "did you mean `$due`?"]);
    let head = [
        file("archetypes/stamps.yaml", STAMPS),
        file("catalogue/offices.yaml", OFFICES.replace("rows:", "onwer: x\nrows:")),
    ];
    check(&head, "show red-stamp", 2, &["YA032", "`owner`"]);
}

#[test]
fn persian_answers_in_persian() {
    let fa = |file: crate::bank::File, args: &str, exit: i32, parts: &[&str]| {
        let all: Vec<&str> = parts.iter().copied().chain(["راهنما"]).collect();
        check(&[file], &format!("{args} --lang fa"), exit, &all);
    };
    fa(edit(SIGN_FILE, "    kind: receive", "\tkind: receive"), "show sign", 2, &["خطا[YA004]", "sign.yaml:13:1"]);
    fa(edit(SIGN_FILE, "needs: [report]", "needs: [stamp]"), "simulate sign", 2, &["خطا[DF030]", "متقاضی"]);
    fa(edit(LESS_FILE, "remove: seal", "remove: stamp"), "reform sign", 2, &["خطا[OV010]", "less.yaml:6:13"]);
    fa(edit(ELAPSED_FILE, "cases: 50", "cases: 0"), "simulate sign", 2, &["خطا[YA045]", "elapsed.yaml:4:8"]);
    fa(file("reforms/less.yaml", LESS), "show sgn", 2, &["«sgn»", "فرایند"]);
    fa(file("reforms/less.yaml", LESS), "show sign --bank nowhere", 2, &["«nowhere»"]);
}

/// The bank names a process that nobody defines; the file that is named defines it. What was
/// said of the bank before is no mistake of that file.
#[test]
fn a_file_that_mends_the_bank_is_taken() {
    let call = SIGN.replace("  - seal\n", "  - call: inner\n  - seal\n");
    let inner = file("../inner.yaml", SIGN.replace("process: sign", "process: inner"));
    check(&[file(SIGN_FILE, call.clone()), inner], "show inner.yaml", 0, &["inner"]);
    let more = call.replace("  - call: inner\n", "  - call: inner\n  - call: inner\n");
    let inner = file("../inner.yaml", SIGN.replace("process: sign", "process: inner"));
    check(&[file(SIGN_FILE, more), inner], "lint inner.yaml", 1, &["GS001"]);
}
