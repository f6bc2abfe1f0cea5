//! What is printed is read again as what it was.

use super::{listed, models};
use crate::*;
use proptest::prelude::*;
use ravand_core::{DecisionId, SourceId, Sources};
use std::fmt::Debug;

/// A value without the places of its parts. Some kinds of declarations hold their place as
/// an ordinary field, so equality alone would see a moved line.
pub(super) fn shape(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    let mut parts = text.split("Span { source: SourceId(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('_');
        out.push_str(part.split_once(" }").map_or("", |(_, rest)| rest));
    }
    out
}

/// The text, read without a mistake.
#[track_caller]
fn read<T>(text: &str, reader: impl Fn(&Sources, SourceId) -> Read<T>) -> T {
    let mut sources = Sources::new();
    let id = sources.add("printed.yaml", text);
    let read = reader(&sources, id);
    assert!(read.diagnostics.is_empty(), "{:#?}\nin:\n{text}", listed(&sources, &read.diagnostics));
    read.value.expect("a value")
}

/// Reading, printing and reading again gives the same, and printing that the same text.
#[track_caller]
fn check<T: Debug>(text: &str, reader: impl Fn(&Sources, SourceId) -> Read<T>, print: impl Fn(&T) -> String) {
    let first = read(text, &reader);
    let printed = print(&first);
    let second = read(&printed, &reader);
    assert_eq!(shape(&first), shape(&second), "printed:\n{printed}");
    assert_eq!(printed, print(&second));
}

#[track_caller]
fn check_any(text: &str) {
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", text);
    match kind_of(&sources, id) {
        FileKind::Process => check(text, read_process, print_process_file),
        FileKind::Overlay => check(text, read_overlay, print_overlay_file),
        FileKind::Scenario => check(text, read_scenario, print_scenario),
        FileKind::Calendar => check(text, read_calendar, print_calendar),
        FileKind::Decision => check(text, read_decision, |(id, decision)| print_decision(id, decision)),
        FileKind::Bank => check(text, read_bank, print_bank),
        FileKind::Roles => check(text, read_roles, print_roles),
        FileKind::Documents => check(text, read_documents, print_documents),
        FileKind::Laws => check(text, read_laws, print_laws),
        // They are kept as they were written: what is printed is the processes that they make.
        FileKind::Archetype | FileKind::Catalogue => {}
        FileKind::Unknown => panic!("no file of the language:\n{text}"),
    }
}

#[test]
fn every_example_of_the_page() {
    super::language::examples().into_iter().for_each(check_any);
    check_any(include_str!("sample.yaml"));
}

#[test]
fn words_stand_without_quotes_where_they_may() {
    let title = |title: &str, want: &str| {
        let process = ravand_core::Definition {
            title: ravand_core::Title {
                en: Some(title.to_owned()), fa: Some("پروانهٔ ساختمانی".to_owned())
            },
            ..ravand_core::Definition::empty("p")
        };
        let printed = print_process(&process);
        let line = printed.lines().nth(1).unwrap_or_default();
        assert_eq!(line, format!("title: {{ en: {want}, fa: پروانهٔ ساختمانی }}"));
    };
    title("Building permit", "Building permit");
    title("Building permit, as it is", "'Building permit, as it is'");
    title("The owner's deed", "The owner's deed");
    title("Owner's, not the agent's", "\"Owner's, not the agent's\"");
    title("note: this", "'note: this'");
    title("null", "'null'");
    title("07", "07");
    title("- a", "'- a'");
    title("two\nlines", "\"two\\nlines\"");
}

#[test]
fn shares_keep_every_bit() {
    let percent = |share: f64, want: &str| assert_eq!(crate::print::percent_text(share), want);
    percent(0.0, "0%");
    percent(0.1, "10%");
    percent(0.085, "8.5%");
    percent(0.8867, "88.67%");
    percent(1.0, "100%");
    percent(0.000_01, "0.001%");
    percent(1.0 / 3.0, "33.33333333333333%");
}

#[test]
fn long_groups_are_opened() {
    let text = "process: p\nflow: [a]\nsteps:\n  a:\n    title: { en: A title, fa: عنوان }\n    needs: [a-document, another-document, a-third-document]\n    produces: [a-result, another-result]\n    work: 1 .. 2 .. 3 h\n    when: |\n      area > 1\n      and area < 7\n";
    let want = "\
process: p

steps:
  a:
    title: { en: A title, fa: عنوان }
    when: |-
      area > 1
      and area < 7
    needs: [a-document, another-document, a-third-document]
    produces: [a-result, another-result]
    work: 1 .. 2 .. 3 h

flow:
  - a
";
    assert_eq!(print_process_file(&read(text, read_process)), want);
}

/// Printing a random model and reading it gives the model.
macro_rules! property {
    ($($name:ident($model:expr, $read:expr, $print:expr);)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
            $(#[test]
            fn $name(model in $model) {
                let printed = $print(&model);
                prop_assert_eq!(shape(&model), shape(&read(&printed, $read)), "printed:\n{}", printed);
            })*
        }
    };
}

property! {
    a_process(models::definition(), |s, id| {
        let Read { value, diagnostics } = read_process(s, id);
        Read { value: value.map(|file| file.definition), diagnostics }
    }, print_process);
    an_overlay(models::overlay(), |s, id| {
        let Read { value, diagnostics } = read_overlay(s, id);
        Read { value: value.map(|file| file.overlay), diagnostics }
    }, print_overlay);
    a_scenario(models::scenario(), read_scenario, print_scenario);
    a_decision(
        models::decision().prop_map(|decision| (DecisionId::from("t"), decision)),
        read_decision,
        |(id, decision): &(DecisionId, _)| print_decision(id, decision)
    );
    roles(models::roles(), read_roles, print_roles);
    documents(models::documents(), read_documents, print_documents);
}
