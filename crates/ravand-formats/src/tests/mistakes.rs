//! What is written wrongly is found, all of it, at its place and in words that help.

use super::{listed, read_any};
use crate::{DEPTH_MAX, FILE_BYTES_MAX, decode, draw, read_process};
use ravand_core::{Language, Sources};

/// The text gives exactly these mistakes, each begun as stated.
#[track_caller]
fn check(text: &str, want: &[&str]) {
    let (sources, diagnostics) = read_any(text);
    let found = listed(&sources, &diagnostics);
    let all = found.len() == want.len() && found.iter().zip(want).all(|(f, w)| f.starts_with(w));
    assert!(all, "wanted {want:#?}\nfound {found:#?}\nin:\n{}", text.chars().take(600).collect::<String>());
    for diagnostic in &diagnostics {
        for language in [Language::En, Language::Fa] {
            let text = draw(diagnostic, &sources, language, false);
            assert!(
                !text.contains('\u{FFFD}') || sources.text(ravand_core::SourceId(1)).contains('\u{FFFD}'),
                "{text}"
            );
        }
    }
}

/// Keys of a step that are wrong by their shape alone: unknown keys and words, a list where
/// a value belongs.
pub(super) const SHAPES: &[&str] = &[
    "lega_basis: not-found",
    "colour: red",
    "role: [a]",
    "role: Clerk",
    "needs: 3",
    "needs: { a: b }",
    "outcomes: [a]",
    "kind: recieve",
    "kind: dance",
    "discretion: some",
    "contact: letter",
    "assign: friends",
    "queue: lifo",
    "irreversible: maybe",
    "chances: { bad: often }",
    "due: soon",
    "work: ten minutes",
    "criteria: { see: standard }",
    "title: {}",
    "asks: [area-m2]",
];

/// A step with these keys gives exactly these mistakes.
#[track_caller]
fn step(keys: &str, want: &[&str]) {
    let text = format!("process: p\nflow: [a]\nsteps:\n  a:\n    {keys}\n");
    check(&text, want);
}

#[track_caller]
fn decoding(bytes: Vec<u8>, want: &str) {
    let mut sources = Sources::new();
    let error = decode(bytes, "test.yaml", &mut sources).expect_err("is refused");
    let found = error.one_line(&sources, Language::En);
    assert!(found.starts_with(want), "{found}");
}

#[test]
fn bytes_that_are_no_text() {
    decoding(
        b"process: a\ntitle: \xff\xfe\n".to_vec(),
        "test.yaml:2:8: error[YA001]: the file is not UTF-8 text: byte 18, in line 2,",
    );
    decoding("process: ی".as_bytes()[..10].to_vec(), "test.yaml:1:10: error[YA001]");
    decoding(vec![b' '; FILE_BYTES_MAX + 1], "test.yaml:1:1: error[YA002]");
}

#[test]
fn tabs() {
    check("process: a\nsteps:\n\tb: {}\n", &["3:1 YA004 a tab stands in the indentation"]);
    check("process: a\nsteps:\n  b:\n    role: x\n\tkind: y\n", &["5:1 YA004"]);
    check("process: a\r\nsteps:\r\n\tb: {}\r\n", &["3:1 YA004"]);
}

#[test]
fn texts_that_are_no_yaml() {
    check("", &["1:1 YA003 the file is empty"]);
    check("# only a comment\n", &["1:1 YA003"]);
    check("~\n", &["1:1 YA003"]);
    check("- a\n", &["1:1 YA042"]);
    check("just words\n", &["1:1 YA042"]);
    check("process: 'a\n", &["1:10 YA006"]);
    check("process: {a: b\n", &["1:10 YA007"]);
    check("process: *a\n", &["1:10 YA012"]);
    check("process: @a\n", &["1:10 YA010"]);
    check("process: a\n b: c\n", &["2:3 YA011"]);
    check("process: \"\\q\"\n", &["1:10 YA019"]);
}

#[test]
fn limits() {
    let deep = format!("process: {}a{}\n", "[".repeat(10_000), "]".repeat(10_000));
    check(&deep, &[&format!("1:{} YA014", 10 + DEPTH_MAX)[..]]);
    let blocks: String = (0..400).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    check(&blocks, &["49:49 YA014"]);
    let mut bomb = "process: a\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n".to_owned();
    for i in 1..12 {
        let inside = vec![format!("*x{}", i - 1); 10].join(", ");
        bomb.push_str(&format!("x{i}: &x{i} [{inside}]\n"));
    }
    check(&bomb, &["7:15 YA015 the file holds more than 400000 values"]);
    check("process: &a [*a]\n", &["1:14 YA013"]);
    let many: String = (0..5_000).map(|i| format!("k{i}: x\n")).collect();
    let (_, found) = read_any(&format!("process: a\n{many}"));
    assert_eq!(found.len(), crate::DIAGNOSTICS_MAX + 1);
}

/// What an alias copies is counted in nodes and in letters, and an anchor keeps a copy too.
#[test]
fn aliases_cost_what_they_copy() {
    let long = "a".repeat(FILE_BYTES_MAX / 4);
    let copies = vec!["*long"; 100].join(", ");
    check(&format!("process: p\nx: &long {long}\ny: [{copies}]\n"), &["3:40 YA021 the file holds more than 8388608"]);
    let anchors: String = (0..40).map(|i| format!("&a{i} [")).collect();
    let items = "x, ".repeat(20_000);
    let (_, found) = read_any(&format!("process: p\ny: {anchors}{items}x{}\n", "]".repeat(40)));
    assert_eq!(found.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["YA015"]);
}

/// A long key is not repeated in the way to each of the keys under it.
#[test]
fn a_long_key_is_cut_in_messages() {
    let keys: String = (0..300).map(|i| format!("    k{i}: x\n")).collect();
    let text = format!("process: p\nflow: [a]\nsteps:\n  a: {{}}\n  ? {}\n  :\n{keys}", "b".repeat(100_000));
    let (_, found) = read_any(&text);
    assert_eq!(found.len(), crate::DIAGNOSTICS_MAX + 1);
    assert!(found.iter().all(|d| d.message(Language::En).len() < 1_000));
}

#[test]
fn a_table_is_measured_before_its_rules_are_read() {
    let inputs: Vec<String> = (0..200).map(|i| format!("i{i}")).collect();
    let rules = "  - { otherwise: yes, o: 1 }\n".repeat(600);
    let text = format!("decision: d\ninputs: [{}]\noutputs: {{ o: number }}\nrules:\n{rules}", inputs.join(", "));
    check(&text, &["4:1 FE046 this decision table has 600 rules and 120600 cells"]);
}

#[test]
fn nothing_that_is_written_is_passed_over() {
    let one = |branch: &str| {
        format!("process: p\nsteps: {{ a: {{}} }}\nflow:\n  - one:\n    - {branch}\n    - otherwise: [a]\n")
    };
    check(&one("{ when: b, do: [], otherwise: [a] }"), &["5:9 YA106 `when`", "5:18 YA106 `do`", "6:7 YA103"]);
    let text = one("{ when: b, do: [] }").replace("otherwise: [a]", "{ otherwise: [a], do: [a] }");
    check(&text, &["6:25 YA106 `do` in `flow[1].one[2]` does not go with `otherwise`"]);
    check(
        "process: p\nsteps: { a: {} }\nflow: [a]\ndecisions: { d: { see: decisions/d.yaml, hit: first } }\n",
        &["4:42 YA115 `hit` in `decisions.d` does not go with `see`"],
    );
    check("decision: d\ninputs: [b, b]\noutputs: { o: number }\nrules: [{ o: 1 }]\n", &["2:13 YA116"]);
}

#[test]
fn documents_tags_and_keys() {
    check("process: a\nsteps: {b: {}}\nflow: [b]\n---\nprocess: c\n", &["4:1 YA016"]);
    check("process: !x a\nsteps: {b: {}}\nflow: [b]\n", &["1:13 YA017"]);
    check("process: a\nsteps: {b: {}}\nflow: [b]\n? [x]\n: y\n", &["4:3 YA018"]);
    check(
        "process: a\nsteps: {b: {}}\nflow: [b]\ntitle: x\ntitle: y\n",
        &["5:1 YA033 the key `title` stands twice in `process`"],
    );
}

#[test]
fn which_file_it_is() {
    check("shape: a\n", &["1:1 YA030"]);
    check(
        "title: a\nprocess: a\nsteps: {b: {}}\nflow: [b]\n",
        &["1:1 YA030 this file begins with `title:`, wanted is one that begins with `process:`"],
    );
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", "overlay: a\nof: b\n");
    let read = read_process(&sources, id);
    assert!(read.value.is_none());
    assert_eq!(
        listed(&sources, &read.diagnostics),
        ["1:1 YA030 this file begins with `overlay:`, wanted is one that begins with `process:`"]
    );
}

#[test]
fn keys() {
    step("lega_basis: not-found", &["5:5 YA032 `lega_basis` is no key of `steps.a`"]);
    step("colour: red", &["5:5 YA031"]);
    step("role:", &["5:5 YA035 `role` in `steps.a` has no value"]);
    step("role: ~", &["5:11 YA035"]);
    step("role: ''", &["5:12 YA052"]);
    step(
        "title: { en: The form, and the deed, fa: x }",
        &["5:28 YA036 `and the deed` stands alone in `steps.a.title`: a comma"],
    );
    step("needs: 3", &["5:12 YA041 `steps.a.needs` wants a list"]);
    step("needs: {a: b}", &["5:5 YA041"]);
    step("role: [a]", &["5:5 YA040"]);
    step("outcomes: [a]", &["5:5 YA042"]);
    step("needs: [a, , b]", &["5:16 YA008"]);
    check("process: a\nflow: [b]\n", &["1:1 YA034 `process` lacks the key `steps`"]);
    check("process: a\nsteps: {b: {}}\nedges: [b]\n", &["3:9 YA211 `b` in `edges[1]` is no edge"]);
}

#[test]
fn graphs() {
    let graph = |elements: &str, found: &[&str]| {
        let text = format!("process: a\nsteps: {{b: {{}}}}\nelements:\n  x: {elements}\nedges:\n  - x -> b\n");
        check(&text, found);
    };
    graph("{ is: exclusive }", &[]);
    graph("{ is: exlusive }", &["4:12 YA044 `elements.x.is` cannot be `exlusive`"]);
    graph("{ title: x }", &["4:3 YA034"]);
    graph("{ is: start, topic: credit, calls: other }", &["4:19 YA208 `topic`", "4:34 YA208 `calls`"]);
    graph("{ is: catch, signal: s, key: k }", &["4:30 YA208 `key`"]);
    graph("{ is: catch, at: x, events: [{ signal: s }] }", &["4:19 YA214"]);
    graph("{ is: send task }", &["4:3 YA213"]);
    graph("{ is: service task, topic: t, repeat: { count: 2, while: x } }", &["4:56 YA208 `while`"]);
    graph("{ is: service task, topic: t, repeat: { count: 2, for_each: x } }", &["4:56 YA214"]);
    check("process: a\nsteps: {b: {}}\nflow: [b]\nedges: [b -> b]\n", &["3:1 YA214"]);
    let edges = "edges:\n  - { id: e, from: b, to: b }\n  - { id: e, from: b, to: b }\n";
    check(&format!("process: a\nsteps: {{b: {{}}}}\n{edges}"), &["5:5 YA212"]);
}

#[test]
fn values() {
    step("kind: recieve", &["5:11 YA044 `steps.a.kind` cannot be `recieve`"]);
    step("kind: dance", &["5:11 YA043"]);
    step("irreversible: maybe", &["5:19 YA043"]);
    step("chances: { bad: 120% }", &["5:21 YA048 `steps.a.chances.bad` is `120%`, outside 0% to 100%"]);
    step("chances: { bad: 0.25 }", &["5:21 YA047"]);
    step("chances: { bad: ۲۵٪ }", &["5:21 YA051"]);
    step("chances: { bad: -1% }", &["5:21 YA048"]);
    check(
        "process: a\nsteps: {b: {}}\nflow: [b]\nvalid_from: 2024-13-01\n",
        &["4:13 CA036 `2024-13-01` has month 13, and a year has twelve"],
    );
    step("title: { fa: كار }", &["5:18 YA053"]);
    step("title: {}", &["5:12 YA052"]);
    check("roles:\n  clerk: { holders: 0 }\n", &["2:21 YA045 `roles.clerk.holders` wants a whole number from 1 to"]);
    check("roles:\n  clerk: { holders: 1e3 }\n", &["2:21 YA045"]);
    check("roles:\n  clerk: { holders: +3 }\n", &["2:21 YA045"]);
    check("bank: b\nrisk: { signature: high }\n", &["2:20 YA046"]);
}

#[test]
fn dates() {
    let date = |text: &str, want: &str| {
        check(&format!("process: a\nsteps: {{b: {{}}}}\nflow: [b]\nvalid_from: {text}\n"), &[&format!("4:13 {want}")]);
    };
    date("soon", "YA049 `valid_from` wants a date, and `soon` is none");
    date("01/07/15", "YA049");
    date("1401-01-14", "YA050 `valid_from` is `1401-01-14`, which looks like a date of the Persian calendar");
    date("2022/10/07", "CA040 `2022/10/07` looks like a Gregorian date");
    date("1401/13/01", "CA036 `1401/13/01` has month 13");
    date("1401/12/30", "CA038 there is no day `1401/12/30`: 1401 is no leap year");
    date("1401/07/31", "CA037 there is no day `1401/07/31`: this month has 30 days");
    date("۱۴۰۱/07/15", "CA031 `۱۴۰۱/07/15` mixes Latin digits");
    date("١٤٠١/٠٧/١٥", "CA032");
    date("1401/7/5", "CA033 month and day of `1401/7/5`");
    date("15/07/1401", "CA034 the year stands last");
    date("9999-12-31", "CA035 the year of `9999-12-31` lies outside 1800 to 2200");
    date("1401/07/15\u{200F}", "YA063 `1401/07/15<U+200F>` in `valid_from` holds an invisible character");
    // Wherever a date is read.
    check("overlay: o\nof: p\nexpires: 1401/13/01\nchanges: []\n", &["3:10 CA036"]);
    check("scenario: s\nstart: ۱۴۰۱/۱۲/۳۰\n", &["1:1 YA034", "1:1 YA136", "1:1 YA034", "1:1 YA034", "2:8 CA038"]);
}

#[test]
fn ids_and_names() {
    step("role: District_Deputy", &["5:11 YA060 `District_Deputy` in `steps.a.role` is not a well-formed id"]);
    step("role: Clerk", &["5:11 YA062"]);
    step("role: cle\u{200F}rk", &["5:11 YA063 `cle<U+200F>rk`"]);
    step("role: کارمند", &["5:11 YA064"]);
    step("role: сlerk", &["5:11 YA065 `сlerk` in `steps.a.role` holds `с` (U+0441)"]);
    step("role: clerk-۲", &["5:11 YA182 `clerk-۲` in `steps.a.role` holds `۲`"]);
    step("role: ｃlerk", &["5:11 YA065"]);
    step("role: cle\u{301}rk", &["5:11 YA065"]);
    step("role: a--b", &["5:11 YA060"]);
    step("asks: [area-m2]", &["5:12 YA061"]);
    step("asks: [not]", &["5:12 YA067"]);
    step(&format!("role: {}", "a".repeat(81)), &["5:11 YA068"]);
    check("process: a\nflow: [end]\nsteps:\n  end: {}\n", &["2:8 YA066", "4:3 YA066 `end` is a word of the language"]);
    check(
        "process: a\nsteps: {b: {}}\nflow: [b]\ndata: { x: { one_of: [m, m] }, y: { one_of: [yes, no] } }\n",
        &["4:26 YA069", "4:46 YA067", "4:51 YA067"],
    );
}

/// A datum of this name is refused with this code, and this name is suggested.
#[track_caller]
fn datum(name: &str, code: &str, suggested: &str) {
    let text = format!("process: p\nsteps: {{a: {{}}}}\nflow: [a]\ndata: {{ \"{name}\": number }}\n");
    check(&text, &[&format!("4:10 {code}")]);
    let (_, found) = read_any(&text);
    for language in [Language::En, Language::Fa] {
        let help = found[0].help(language);
        assert!(help.contains(&format!("`{suggested}`")), "{help}");
    }
    check(&text.replace(name, suggested), &[]);
}

#[test]
fn names_in_persian_have_one_form() {
    for name in ["مساحت", "کاربری_زمین", "داده\u{200C}ها", "پروانهٔ_ساختمان", "طبقه۲", "تأیید"]
    {
        check(&format!("process: p\nsteps: {{a: {{}}}}\nflow: [a]\ndata: {{ {name}: number }}\n"), &[]);
        assert!(ravand_feel::is_name(name), "{name}");
    }
    datum("كاربري", "YA181 `كاربري` in `data` holds `ك` (U+0643)", "کاربری");
    datum("مساحت\u{200F}", "YA063", "مساحت");
    datum("طبقه2", "YA182", "طبقه۲");
    datum("طبقه٢", "YA182", "طبقه۲");
    datum("مساحت زمین", "YA183", "مساحت_زمین");
    datum("مُساحَت", "YA183", "مساحت");
    datum("مســاحت", "YA183", "مساحت");
    datum("ا\u{653}ب", "YA183", "آب");
    datum("ای\u{654}ن", "YA183", "ائن");
    datum("کار\u{200C}گاه", "YA183", "کارگاه");
    datum("داده\u{200C}\u{200C}ها", "YA183", "داده\u{200C}ها");
    datum("پروانۀ", "YA183", "پروانهٔ");
    datum("floor۲", "YA182", "floor2");
    datum("аrea", "YA065", "area");
    check("process: p\nsteps: {a: {}}\nflow: [a]\ndata: { مساحت_m2: number }\n", &["4:9 YA180"]);
    let values = "process: p\nsteps: {a: {}}\nflow: [a]\ndata: { کاربری: { one_of: [مسکونی, اداري] } }\n";
    check(values, &["4:36 YA181"]);
    step("outcomes: { مجاز: on, غیرمجاز: back to a }", &[]);
    check("roles: { منشی: {} }\n", &["1:10 YA064"]);
}

#[test]
fn names_that_look_alike() {
    check(
        "process: p\nflow: [step-1, step-l]\nsteps: { step-1: {}, step-l: {} }\n",
        &["3:22 YA184 `step-l` and `step-1` in `steps` look alike"],
    );
    check("roles: { clerk-o: {}, clerk-0: {}, clerk-2: {} }\n", &["1:23 YA184"]);
    let data = |one: &str, two: &str, want: &[&str]| {
        check(&format!("process: p\nsteps: {{a: {{}}}}\nflow: [a]\ndata:\n  {one}: text\n  {two}: text\n"), want);
    };
    data("می\u{200C}شود", "میشود", &["6:3 YA184"]);
    data("تأیید", "تایید", &["6:3 YA184"]);
    data("مساحت", "مساحت۲", &[]);
}

#[test]
fn lengths() {
    step("work: 3 .. 2 .. 1 h", &["5:11 YA078 the smallest value `3` in `steps.a.work` is above the largest, `1`"]);
    step("work: 1 .. 9 .. 3 h", &["5:11 YA079"]);
    step("work: -1 .. 2 .. 3 h", &["5:11 YA077 `-1` in `steps.a.work` is negative"]);
    step("due: -3 days", &["5:10 YA077"]);
    step("due: 3 fortnights", &["5:10 YA074 `fortnights` in `steps.a.due` is no unit of time"]);
    step("due: 3", &["5:10 YA075"]);
    step("due: soon", &["5:10 YA070"]);
    step("due: NaN days", &["5:10 YA070"]);
    step("due: 1e3 days", &["5:10 YA074"]);
    step("due: ۳ days", &["5:10 YA051"]);
    step("due: 99999999 days", &["5:10 YA081"]);
    step("due: 40000 days", &["5:10 YA083 `40000 days` in `steps.a.due` is longer than 100 years"]);
    step("work: 1 .. 2 .. 900000 h", &["5:11 YA083"]);
    step("work: 1 .. 2 .. 900000 working days", &["5:11 YA083"]);
    step("work: lognormal(mean 900000 h, sd 1 h)", &["5:11 YA083"]);
    step(&format!("due: {} days", "9".repeat(400)), &["5:10 YA070"]);
    step("due: 3۰ days", &["5:10 CA031 `3۰ days` mixes Latin digits"]);
    step("due: 3 days\u{200E}", &["5:10 YA063"]);
    step("chances: { bad: 2۵% }", &["5:21 CA031"]);
    step("work: 3 h", &["5:11 YA072"]);
    step("work: 1 .. 3 h", &["5:11 YA073"]);
    step("work: 1 .. 2 .. 3", &["5:11 YA075"]);
    step("work: 1 h .. 2 .. 3 h", &["5:11 YA076"]);
    step("work: 1 h .. 2 h .. 3 working days", &["5:11 YA076"]);
    step("work: exponential(0 h)", &["5:11 YA080"]);
    step("work: lognormal(mean 2 h, sd -1 h)", &["5:11 YA077"]);
    step("work: weibull(2 h)", &["5:11 YA071"]);
    step("work: ten minutes", &["5:11 YA071"]);
    step("work: uniform(3 .. 1 h)", &["5:11 YA078"]);
    step("wait: -1 .. 0 .. 1 working days", &["5:11 YA077"]);
    step("elapsed: exactly -5 min", &["5:14 YA077"]);
}

#[test]
fn terms() {
    step("due: 0 days", &["5:10 YA084 `0 days` in `steps.a.due` is over before anybody could act"]);
    step("due: 0 days by law", &["5:10 YA084"]);
    step("due: -3 days by law", &["5:10 YA077"]);
    step("due: 4 h by law", &["5:10 YA085 `4 h by law` in `steps.a.due`: the law counts whole days"]);
    step("due: 2.5 days by law", &["5:10 YA085"]);
    step("due: ten days by law", &["5:10 YA070"]);
    step("due: by law", &["5:10 YA070"]);
    step("due: 3 by law", &["5:10 YA075"]);
    step("due: 2.5 Persian months", &["5:10 YA086"]);
    step("due: 0 Persian months", &["5:10 YA086"]);
    step("due: -1 Gregorian years", &["5:10 YA086"]);
    step("due: 101 Persian years", &["5:10 YA086 `101 Persian years` in `steps.a.due` is no whole number"]);
    step("due: 99999999999999999999 years by law", &["5:10 YA086"]);
    step("due: 1 year", &["5:10 YA088 `1 year` in `steps.a.due`: a year is not the same length everywhere"]);
    step("due: 3 Persian days", &["5:10 YA087"]);
    step("work: exactly 10 days by law", &["5:11 YA087 `10 days by law` in `steps.a.work` is a way to count a term"]);
    step("wait: 1 .. 2 .. 3 Persian months", &["5:11 YA087"]);
    check(
        "process: p\nflow: [a]\nsteps: {a: {}}\nsla: { due: 0 working days }\n",
        &["4:13 YA084 `0 working days` in `sla.due`"],
    );
}

#[test]
fn a_help_that_orders_the_numbers() {
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", "process: p\nflow: [a]\nsteps:\n  a: { work: 3 h .. 90 min .. 60 min }\n");
    let found = read_process(&sources, id).diagnostics;
    assert_eq!(found[0].help(Language::En), "write the smallest first: `60 .. 90 .. 180 min`");
}

#[test]
fn steps() {
    step("outcomes: { bad: back }", &["5:22 YA090"]);
    step("outcomes: { bad: dropped }", &["5:22 YA093"]);
    step("outcomes: { bad: back to Visit }", &["5:22 YA062"]);
    step("on_breach: shout", &["5:16 YA091"]);
    step("legal_basis: municipalities-act/", &["5:18 YA092"]);
    step("criteria: { see: standard }", &["5:5 YA034 `steps.a.criteria` lacks the key `published`"]);
    step("when: name = \"x\" and y: z", &["5:27 YA005 the value holds a second `: `"]);
    step("when: \"x\" = name", &["5:15 YA009"]);
    step("when: >= 3", &["5:11 YA010"]);
}

#[test]
fn flows() {
    let flow = |items: &str, want: &[&str]| {
        check(&format!("process: p\nsteps: {{a: {{}}, b: {{}}}}\nflow:\n{items}"), want);
    };
    flow("  - some: [[a], [b]]\n", &["4:5 YA037 `some` in `flow[1]` belongs to the language but is not built yet"]);
    flow("  - wait for: letter\n", &["4:5 YA037"]);
    flow("  - al: [[a], [b]]\n", &["4:5 YA032"]);
    flow("  - dance: a\n", &["4:5 YA100"]);
    flow("  - all: [[a], [b]]\n    one: []\n", &["4:5 YA101"]);
    flow("  - all: [[a]]\n", &["4:5 YA105"]);
    flow("  - all: [a, b]\n", &["4:5 YA105", "4:11 YA041", "4:14 YA041"]);
    flow("  - one:\n      - do: [a]\n      - otherwise: [b]\n", &["5:9 YA102"]);
    flow("  - one:\n      - otherwise: [b]\n      - { when: x, do: [a] }\n", &["6:9 YA103"]);
    flow("  - stage: s\n", &["4:5 YA034"]);
    flow("  - end: { id: done }\n", &["4:5 YA034 `flow[1].end` lacks the key `favourable`"]);
    flow("  - end: { id: x, favourable: yes }\n  - end: { id: x, favourable: no }\n", &["5:16 YA104"]);
    flow("  - a\n  -\n", &["5:4 YA052"]);
}

#[test]
fn decisions() {
    let rules = |rules: &str, want: &[&str]| {
        let head = "decision: d\ninputs: [area_m2]\noutputs: { fee_rial: number }\nrules:\n";
        check(&format!("{head}{rules}"), want);
    };
    rules("  - { area: '< 4', fee_rial: 1 }\n", &["5:7 YA110"]);
    rules("  - { area_m: '< 4', fee_rial: 1 }\n", &["5:7 YA032"]);
    rules("  - { area_m2: '< 4' }\n", &["5:5 YA111"]);
    rules("  - { otherwise: yes, area_m2: '< 4', fee_rial: 1 }\n", &["5:5 YA112"]);
    check("decision: d\ninputs: [a]\noutputs: { a: number }\nrules: []\n", &["2:10 YA113"]);
    check("decision: d\nhit: all\ninputs: [a]\noutputs: { b: number }\nrules: []\n", &["2:6 YA043"]);
    check(
        "process: p\nsteps: {a: {}}\nflow: [a]\ndecisions: { d: { see: ../x.yaml }, e: { see: /x } }\n",
        &["4:24 YA114", "4:47 YA114"],
    );
}

#[test]
fn overlays() {
    let change = |operation: &str, want: &[&str]| {
        check(&format!("overlay: o\nof: p\nkind: reform\nchanges:\n  - {operation}\n"), want);
    };
    change("{ why: x }", &["5:7 YA120"]);
    change("{ remove: a, add: b, why: x, decided_by: y }", &["5:7 YA121"]);
    change("{ move: a, why: x, decided_by: y }", &["5:7 YA201"]);
    change("{ move: a, after: b, last_in: flow, why: x, decided_by: y }", &["5:26 YA200"]);
    change("{ remove: { stage: s, role: r }, why: x, decided_by: y }", &["5:7 YA202"]);
    change("{ remove: { process: p }, why: x, decided_by: y }", &["5:17 YA203"]);
    change("{ gateway: one, around: [a], why: x, decided_by: y }", &["5:7 YA204"]);
    change("{ gateway: all, around: [[a], [b]], when: x, why: x, decided_by: y }", &["5:7 YA204"]);
    change("{ order: { stage: s }, why: x, decided_by: y }", &["5:7 YA205"]);
    change("{ stage: s, around: [a], to: { role: r }, why: x, decided_by: y }", &["5:36 YA031"]);
    check("overlay: o\nof: p\nbase: v1:sha256:12\nchanges: []\n", &["3:7 YA206"]);
    change("{ remove: a, decided_by: y }", &["5:7 YA123 the operation `remove a` gives no reason"]);
    change("{ merge: [a, b], into: c, why: x }", &["5:7 YA124 the operation `merge a, b` of a reform"]);
    change("{ remove: a, into: b, why: x, decided_by: y }", &["5:18 YA122"]);
    change("{ merge: [a], why: x, decided_by: y }", &["5:5 YA034"]);
    change("{ change: a, why: x, decided_by: y, to: { needs: { ad: [b] } } }", &["5:56 YA032"]);
    change("{ remove: a, documents: { d: { dropped: no } }, why: x, decided_by: y }", &["5:31 YA125"]);
}

#[test]
fn scenarios() {
    let head = "scenario: s\nprocess: p\nstart: 2022-04-03\ncases: 5\narrivals: at start\ntimes: elapsed\n";
    let keys = |keys: &str, want: &[&str]| check(&format!("{head}{keys}\n"), want);
    keys("staff: { a: few }", &["7:13 YA045"]);
    keys("staff: { a: x at 15% }", &["7:13 YA132"]);
    keys("staff: { a: 1 at 0% }", &["7:13 YA133"]);
    keys("data: { x: { a: 30%, b: 60% } }", &["7:9 YA131 the chances in `data.x` sum to 90%, not to 100%"]);
    keys("data: { x: about 4 }", &["7:12 YA082"]);
    keys("data: { x: exactly 4 h }", &["7:12 YA082"]);
    keys("chances: { visit: 8% }", &["7:12 YA130"]);
    keys("work_by_kind: { recieve: exactly 1 h }", &["7:17 YA032"]);
    keys("costs: { a: 3 }", &["7:13 YA138"]);
    keys("costs: { a: 3 toman/h }", &["7:13 YA139"]);
    keys("costs: { a: 3 rial/hr, b: -1 rial, c: 1e3 rial }", &["7:13 YA074", "7:27 YA138", "7:39 YA138"]);
    keys("costs: { a: ۳ rial }", &["7:13 YA051"]);
    keys("costs: { lost.a: 3 rial }", &["7:10 YA137"]);
    keys("uncertain: { visit.work: 20% }", &["7:26 YA336"]);
    keys("uncertain: { visit: ±20%, visit.work: ±120% }", &["7:14 YA335", "7:39 YA048"]);
    keys("errors: { oversize: 5 }", &["7:21 YA047"]);
    keys("until: 2023-03-21", &["7:1 YA135"]);
    check(&head.replace("cases: 5\n", ""), &["1:1 YA136"]);
    check(&head.replace("cases: 5", "until: 1402-13-01"), &["4:8 CA036"]);
    check(&head.replace("at start", "daily"), &["5:11 YA134"]);
    check(&head.replace("cases: 5", "cases: many"), &["4:8 YA045"]);
}

#[test]
fn banks() {
    let keys = |keys: &str, want: &[&str]| check(&format!("bank: b\n{keys}\n"), want);
    keys("units: { a: { title: A, part_of: b } }", &["2:34 YA330"]);
    keys("units: { a: { title: A, part_of: b }, b: { title: B, part_of: a } }", &["2:63 YA331"]);
    keys("units: { a: { title: A, part_of: a } }", &["2:34 YA331"]);
    keys("units: { a: { part_of: b }, b: { title: B } }", &["2:10 YA034"]);
    keys("districts: { d: { areas: 3 }, e: { title: E, areas: some } }", &["2:14 YA034", "2:53 YA045"]);
}

#[test]
fn calendars() {
    let head = "calendar: c\nzone: UTC\nhours:\n";
    let keys = |keys: &str, want: &[&str]| check(&format!("{head}{keys}\n"), want);
    keys("  - { from: 2020-01-01, open: 9-17 }", &["4:31 YA140"]);
    keys("  - { from: 2020-01-01, open: 09:00-25:00 }", &["4:31 YA140"]);
    keys("  - { from: 2020-01-01, open: 09:00-17:00, days: [funday] }", &["4:51 YA044"]);
    keys("  - { from: 2020-13-01, open: 09:00-17:00 }", &["4:13 CA036"]);
    keys("  - { from: 2020-01-01, to: 1399/12/31, open: 09:00-17:00 }", &["4:29 CA037"]);
    keys("  - { from: 2020-01-01, open: ۰۹:۰۰-۱۷:۰۰ }", &["4:31 YA051"]);
    let hours = "  - { from: 2020-01-01, open: 09:00-17:00 }\n";
    let exceptions = |day: &str, want: &[&str]| keys(&format!("{hours}exceptions: [{day}]"), want);
    exceptions("{ on: 1402/12/30, open: 09:00-17:00 }", &["5:20 CA038"]);
    exceptions("{ on: 1402/12/26 }", &["5:14 YA034 `exceptions[1]` lacks the key `open`"]);
    exceptions("{ on: 1402/12/26, open: 9-17 }", &["5:38 YA140"]);
    exceptions("{ on: 1402/12/26, opens: 09:00-17:00 }", &["5:14 YA034", "5:32 YA032"]);
    keys(
        "  - { from: 2020-01-01, open: 09:00-17:00 }\nholidays: { solar: [ { on: 13/01 }, { on: 07/31 } ] }",
        &["5:28 YA141", "5:43 YA141"],
    );
    check("calendar: c\nzone: UTC\n", &["1:1 YA034"]);
}

#[test]
fn several_at_once() {
    step("kind: recieve\n    lega_basis: x\n    due: -3 days", &["5:11 YA044", "6:5 YA032", "7:10 YA077"]);
}
