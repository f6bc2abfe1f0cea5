//! What is written rightly comes out as it was meant.

use crate::{FileKind, decode, draw, kind_of, read_calendar, read_overlay, read_process, read_scenario};
use ravand_core::{
    Action, Block, Counting, DataSource, Distribution, Language, LegalBasis, Length, ListEdit, MonthsOf, Order,
    Sources, Span, Target, Term, TermLength, Unit,
};

const SAMPLE: &str = include_str!("sample.yaml");

fn sample() -> (Sources, crate::ProcessFile) {
    let mut sources = Sources::new();
    let id = sources.add("sample.yaml", SAMPLE);
    let file = read_process(&sources, id).ok().expect("the sample is right");
    (sources, file)
}

/// `work: {written}` is this length.
#[track_caller]
fn work(written: &str, want: &str) {
    let mut sources = Sources::new();
    let id = sources.add("w.yaml", format!("process: p\nflow: [a]\nsteps: {{ a: {{ work: '{written}' }} }}\n"));
    let read = read_process(&sources, id);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let file = read.value.expect("a process");
    let length = file.definition.steps["a"].attributes.work.as_ref().expect("a length");
    assert_eq!(length.value.to_string(), want, "{written}");
}

/// The text under a span is the expression itself.
#[track_caller]
fn expression(when: &str, want: &str) {
    let mut sources = Sources::new();
    let id = sources.add("w.yaml", format!("process: p\nflow: [a]\nsteps:\n  a:\n    when: {when}\n"));
    let file = read_process(&sources, id).ok().expect("a process");
    let condition = file.definition.steps["a"].attributes.when.as_ref().expect("a condition");
    assert_eq!(sources.slice(condition.span), want);
    assert!(condition.value.starts_with(&want[..3]), "{}", condition.value);
}

#[test]
fn lengths() {
    work("0.5 .. 1 .. 1.75 working days", "0.5 .. 1 .. 1.75 working days");
    work("30 min .. 60 min .. 2 h", "0.5 .. 1 .. 2 h");
    work("30 working minutes .. 1 working hour .. 2 working h", "0.5 .. 1 .. 2 working hours");
    work("1 day .. 2 days .. 1 week", format!("{} .. {} .. 1 weeks", 1.0 / 7.0, 2.0 / 7.0).as_str());
    work("exactly 2 min", "exactly 2 min");
    work("exactly 1 month", "exactly 1 months");
    work("uniform(1 .. 3 h)", "uniform(1 .. 3 h)");
    work("triangle(1..2..5 h)", "1 .. 2 .. 5 h");
    work("exponential(4 working hours)", "exponential(4 working hours)");
    work("lognormal(mean 120 min, sd 1 h)", "lognormal(mean 2 h, sd 1 h)");
    work("0 .. 0 .. 30 s", "0 .. 0 .. 30 s");
}

#[test]
fn expressions_know_their_place() {
    expression("area_m2 > 12", "area_m2 > 12");
    expression("'area_m2 > 12'", "area_m2 > 12");
    expression("\"area_m2 > 12\"", "area_m2 > 12");
    expression("|\n      area_m2 > 12\n", "area_m2 > 12");
    expression("area_m2 > 12   # a comment", "area_m2 > 12");
}

#[test]
fn a_process() {
    let (sources, file) = sample();
    let definition = file.definition;
    assert_eq!(definition.title.get(Language::Fa), "مجوز نصب تابلو");
    assert_eq!(sources.slice(definition.step_span(&"visit".into())), "visit");
    let register = &definition.steps["register"];
    let Some(LegalBasis::Found(basis)) = register.attributes.legal_basis.as_ref().map(|b| &b.value) else {
        panic!("two laws")
    };
    assert_eq!((basis[0].law.as_str(), basis[0].article.as_deref()), ("municipalities-act", Some("92")));
    assert_eq!(basis[1].article, None);
    let visit = &definition.steps["visit"];
    assert_eq!(visit.outcomes["too_large"].value, Target::BackTo("register".into()));
    assert_eq!(visit.outcomes["never"].value, Target::End("refused".into()));
    assert!((visit.chances["too_large"].value - 0.1).abs() < 1e-12);
    assert_eq!(definition.ends.len(), 2);
    let Block::Stage(stage) = &definition.flow.blocks[0] else { panic!("a stage") };
    assert_eq!(stage.order.value, Order::ByDocuments);
    assert_eq!(definition.flow.steps().len(), 3);
    assert_eq!(file.see["other"].value, "decisions/other.yaml");
}

#[test]
fn a_decision() {
    let (sources, file) = sample();
    let table = &file.definition.decisions["sign-fee"];
    let cells = |rule: usize| -> Vec<&str> { table.rules[rule].outputs.iter().map(|c| c.value.as_str()).collect() };
    assert_eq!(cells(0), ["2000000", "\"a small sign\"", "false"]);
    assert_eq!(cells(1), ["9000000", "\"big\"", "true"]);
    let test = table.rules[0].inputs[0].as_ref().expect("a test");
    assert_eq!((test.value.as_str(), sources.slice(test.span)), ("<= 4", "<= 4"));
    assert_eq!(table.rules[0].inputs[1], None);
    assert!(table.rules[1].otherwise);
}

#[test]
fn an_overlay() {
    let text = "
overlay: quick
of: shop-sign-permit
kind: reform
changes:
  - { remove: visit, documents: { note: { replaced_by: form } }, why: x, decided_by: city, assumed: yes }
  - change: sign
    to: { needs: { add: [a], drop: [b] }, produces: [c], outcomes: { bad: dropped }, elapsed: exactly 1 h }
    why: { en: y, fa: چون }
    decided_by: city
  - { order: { stage: intake, order: by documents }, why: z, decided_by: city }
decisions: { t: { see: decisions/t.yaml } }
";
    let mut sources = Sources::new();
    let id = sources.add("o.yaml", text);
    let file = read_overlay(&sources, id).ok().expect("an overlay");
    let changes = &file.overlay.changes;
    assert_eq!(changes.iter().map(|c| c.action.verb()).collect::<Vec<_>>(), ["remove", "change", "order"]);
    assert!(changes[0].assumed && !changes[1].assumed);
    let Action::Change { to, .. } = &changes[1].action else { panic!("a change") };
    assert!(matches!(&to.needs, Some(ListEdit::Edit { add, drop }) if add.len() == 1 && drop.len() == 1));
    assert!(matches!(&to.produces, Some(ListEdit::Replace(all)) if all.len() == 1));
    assert_eq!(to.outcomes["bad"].value, None);
    let whys = |language| changes.iter().filter_map(|c| Some(c.why.as_ref()?.get(language))).collect::<Vec<_>>();
    assert_eq!(whys(Language::En), ["x", "y", "z"]);
    assert_eq!(whys(Language::Fa), ["x", "چون", "z"]);
    assert_eq!(file.see.len(), 1);
}

#[test]
fn a_scenario() {
    let text = "
scenario: s
process: p
start: 2022-04-03
cases: 500
arrivals: { every: exponential(4 working hours), calendar: c }
times: work_and_wait
staff: { a: 14, b: 1 at 15%, c: { holders: 2, share: 50% } }
data: { x: { from: 'y > 3' }, y: lognormal(mean 180, sd 60), z: { true: 15%, no: 85% }, w: triangle(-1 .. 2 .. 5) }
chances: { visit.too_large: 8% }
";
    let text = text.replace("lognormal(mean 180, sd 60)", "'lognormal(mean 180, sd 60)'");
    let mut sources = Sources::new();
    let id = sources.add("s.yaml", text);
    let scenario = read_scenario(&sources, id).ok().expect("a scenario");
    assert_eq!((scenario.staff["a"].holders, scenario.staff["b"].share), (14, 0.15));
    assert_eq!(scenario.data["x"].value, DataSource::From("y > 3".to_owned()));
    assert_eq!(scenario.data["y"].value, DataSource::Number(Distribution::Lognormal { mean: 180.0, sd: 60.0 }));
    assert_eq!(scenario.data["z"].value, DataSource::Choice(vec![("yes".into(), 0.15), ("no".into(), 0.85)]));
    assert_eq!(scenario.chances.keys().next().map(|(s, o)| (s.as_str(), o.as_str())), Some(("visit", "too_large")));
}

#[test]
fn dates_of_both_calendars() {
    let starts = |date: &str| {
        let text = format!("process: p\nvalid_from: {date}\nflow: [a]\nsteps: {{ a: {{}} }}\n");
        let mut sources = Sources::new();
        let id = sources.add("p.yaml", text);
        let file = read_process(&sources, id).ok().expect("a process");
        file.definition.valid_from.expect("a date").value.to_string()
    };
    for date in ["2022-10-07", "1401/07/15", "۱۴۰۱/۰۷/۱۵", "'1401/07/15'"] {
        assert_eq!(starts(date), "2022-10-07");
    }
}

#[test]
fn terms() {
    let due = |term: &str| {
        let text = format!("process: p\nsla: {{ due: {term} }}\nflow: [a]\nsteps: {{ a: {{ due: {term} }} }}\n");
        let mut sources = Sources::new();
        let id = sources.add("p.yaml", text);
        let definition = read_process(&sources, id).ok().expect("a process").definition;
        let of_step = definition.steps["a"].attributes.due.as_ref().expect("a term").value;
        assert_eq!(definition.sla.map(|sla| sla.due.value), Some(of_step));
        of_step
    };
    let days = |amount| Length::new(amount, Unit::Day);
    assert_eq!(due("10 days"), Term::plain(days(10.0)));
    assert_eq!(due("10 days by law"), Term::by_law(days(10.0)));
    assert_eq!(due("1  day   by law"), Term::by_law(days(1.0)));
    assert_eq!(due("2.5 working days"), Term::plain(Length::new(2.5, Unit::WorkingDay)));
    assert_eq!(due("3 working days by law"), Term::by_law(Length::new(3.0, Unit::WorkingDay)));
    assert_eq!(due("1 year by law"), Term::by_law(Length::new(12.0, Unit::Month)));
    assert_eq!(due("2 Persian months"), Term::months(2, MonthsOf::Persian));
    assert_eq!(due("1 Persian year"), Term::months(12, MonthsOf::Persian));
    let months = TermLength::Months { count: 1, of: MonthsOf::Gregorian };
    assert_eq!(due("1 Gregorian month by law"), Term { length: months, counting: Counting::ByLaw });
    // What is printed is read as the same.
    for term in ["90 min", "10 days by law", "2 Persian months by law", "12 Gregorian months", "1.5 working days"] {
        assert_eq!(due(term).to_string().replace("days", "day"), term.replace("days", "day"));
        assert_eq!(due(&due(term).to_string()), due(term));
    }
}

#[test]
fn a_calendar() {
    let text = "
calendar: tehran
zone: Asia/Tehran
weekends: [ { from: 1394/01/01, days: [thursday, friday] }, { from: 2022-06-01, to: 1401/06/31, days: [friday] } ]
hours:
  - { from: 2015-03-21, open: 07:30-14:30 }
  - { from: ۱۴۰۲/۰۱/۰۳, to: ۱۴۰۲/۰۲/۰۱, open: 09:00-14:00 }
  - { from: 2016-03-21, days: [sunday], open: [07:30-12:00, 12:30-24:00] }
holidays:
  solar: [ { on: ۰۱/۰۱, title: Nowruz } ]
  dated: [ { on: 2022-08-07, title: Tasua, estimated: yes } ]
exceptions: [ { on: 1401/05/16, title: A Sunday, open: [] }, { on: 1401/12/29, open: 08:00-12:00 } ]
";
    let mut sources = Sources::new();
    let id = sources.add("c.yaml", text);
    let calendar = read_calendar(&sources, id).ok().expect("a calendar");
    assert_eq!((calendar.weekends.len(), calendar.hours.len(), calendar.holidays.len()), (2, 3, 2));
    assert_eq!(calendar.hours[2].open.len(), 2);
    assert_eq!(calendar.hours[1].to.map(|to| to.to_string()).as_deref(), Some("2023-04-21"));
    assert_eq!(calendar.weekends[1].to.as_ref().map(|to| to.value.to_string()).as_deref(), Some("2022-09-22"));
    assert_eq!(calendar.exceptions.iter().map(|day| day.open.len()).collect::<Vec<_>>(), [0, 1]);
    assert!(calendar.holidays[1].estimated);
    assert!(ravand_core::calendar::WorkingCalendar::compile(&calendar).is_ok());
}

#[test]
fn what_editors_do_to_files() {
    let dos = SAMPLE.replace('\n', "\r\n");
    let bom = format!("\u{FEFF}{SAMPLE}");
    for text in [dos, bom] {
        let mut sources = Sources::new();
        let id = decode(text.into_bytes(), "x.yaml", &mut sources).expect("UTF-8");
        assert_eq!(kind_of(&sources, id), FileKind::Process);
        let file = read_process(&sources, id).ok().expect("a process");
        assert_eq!(sources.slice(file.definition.id.span), "shop-sign-permit");
        let when = file.definition.steps["sign"].attributes.when.as_ref().expect("a condition");
        assert_eq!(sources.slice(when.span), "area_m2 > 12");
    }
}

#[test]
fn aliases_are_put_in() {
    let text = "process: p\nflow: [a, b]\nsteps:\n  a: &a { role: clerk }\n  b: *a\n";
    let mut sources = Sources::new();
    let id = sources.add("a.yaml", text);
    let file = read_process(&sources, id).ok().expect("a process");
    assert_eq!(file.definition.steps["b"].role().map(|r| r.as_str()), Some("clerk"));
}

#[test]
fn nothing_in_a_file_commands_the_terminal() {
    for key in ["work: \"\\e[31m1 h\"", "role: \"\\e[31mclerk\"", "\"\\e[31m\": x", "work: \"1 \\e\""] {
        let mut sources = Sources::new();
        let text = format!("process: p\nflow: [a]\nsteps:\n  a:\n    {key}\n");
        let id = sources.add("e.yaml", text);
        let found = read_process(&sources, id).diagnostics;
        assert!(!found.is_empty(), "{key}");
        assert!(!draw(&found[0], &sources, Language::En, false).contains('\u{1b}'), "{key}");
    }
}

#[test]
fn drawn_for_people() {
    let mut sources = Sources::new();
    let id = sources.add("sign.yaml", "process: p\nflow: [a]\nsteps:\n  a: { role: Clerk }\nflow: [b]\n");
    let found = read_process(&sources, id).diagnostics;
    let text = draw(&found[0], &sources, Language::En, false);
    let want = "\
error[YA062]: `Clerk` in `steps.a.role` holds a capital letter
 --> sign.yaml:4:14
  |
4 |   a: { role: Clerk }
  |              ^^^^^
  |
  = help: write it with small letters: `clerk`";
    assert_eq!(text, want);
    let persian = draw(&found[1], &sources, Language::Fa, false);
    assert!(persian.starts_with("خطا[YA033]: \u{2067}کلید `flow` دو بار"), "{persian}");
    assert!(persian.contains("بار نخست این\u{200C}جا نوشته شده است"), "{persian}");
    assert!(draw(&found[0], &sources, Language::En, true).contains('\u{1b}'));
    let nowhere = Span { start: 900, end: 901, ..found[0].span.expect("a place") };
    let lost = ravand_core::Diagnostic { span: Some(nowhere), ..found[0].clone() };
    assert!(!draw(&lost, &sources, Language::En, false).is_empty());
}
