//! `ravand convert`: processes and decisions go over to other notations and come back.

use crate::bank::{Answer, bank, file, run};
use std::path::Path;

fn text(directory: &Path, name: &str) -> String {
    std::fs::read_to_string(directory.join(name)).expect("a file that was written")
}

fn check(directory: &Path, args: &str) -> Answer {
    let answer = run(directory, args);
    assert_eq!(answer.exit, Some(0), "{args}: {}", answer.all());
    answer
}

#[track_caller]
fn refused(directory: &Path, args: &str, code: &str) {
    let answer = run(directory, args);
    assert_eq!(answer.exit, Some(2), "{}", answer.all());
    assert!(answer.err.contains(code), "{}", answer.all());
}

#[test]
fn a_process_becomes_bpmn_and_yaml_again() {
    let directory = bank(&[]);
    let at = directory.path();
    check(at, "convert sign sign.bpmn");
    check(at, "convert sign.bpmn back.yaml");
    check(at, "convert sign plain.yaml");
    assert_eq!(text(at, "back.yaml"), text(at, "plain.yaml"));
    assert!(text(at, "back.yaml").contains("outcomes: { fits: on, wrong: back to register }"));
}

#[test]
fn an_overlay_is_merged_before() {
    let directory = bank(&[]);
    check(directory.path(), "convert sign less.bpmn --with less");
    assert!(!text(directory.path(), "less.bpmn").contains("seal"));
}

#[test]
fn names_of_a_drawing_are_in_the_language_that_is_asked_for() {
    let directory = bank(&[]);
    check(directory.path(), "convert sign sign.bpmn --lang fa");
    assert!(text(directory.path(), "sign.bpmn").contains("name=\"تابلو\""));
}

#[test]
fn a_file_that_is_there_stays_unless_somebody_says_otherwise() {
    let directory = bank(&[file("../sign.bpmn", "mine")]);
    refused(directory.path(), "convert sign sign.bpmn", "CL072");
    assert_eq!(text(directory.path(), "sign.bpmn"), "mine");
    check(directory.path(), "convert sign sign.bpmn --force");
    assert_ne!(text(directory.path(), "sign.bpmn"), "mine");
}

#[test]
fn what_cannot_be_said_there_is_refused() {
    let directory = bank(&[]);
    refused(directory.path(), "convert sign sign.txt", "CL070");
    refused(directory.path(), "convert sign sign.dmn", "CL071");
    refused(directory.path(), "convert nothing.bpmn a.yaml", "CL004");
    assert!(!directory.path().join("sign.dmn").exists());
}

const TWO: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="a">
  <process id="one"><startEvent id="a"><outgoing>x</outgoing></startEvent><endEvent id="b"><incoming>x</incoming></endEvent>
    <sequenceFlow id="x" sourceRef="a" targetRef="b"/></process>
  <process id="two"><startEvent id="c"><outgoing>y</outgoing></startEvent><endEvent id="d"><incoming>y</incoming></endEvent>
    <sequenceFlow id="y" sourceRef="c" targetRef="d"/></process>
</definitions>"#;

#[test]
fn of_several_processes_one_is_named_and_the_drawing_keeps_all() {
    let directory = bank(&[file("../two.bpmn", TWO)]);
    refused(directory.path(), "convert two.bpmn two.yaml", "CL073");
    refused(directory.path(), "convert two.bpmn two.yaml --process three", "CL074");
    check(directory.path(), "convert two.bpmn two.yaml --process two");
    assert!(text(directory.path(), "two.yaml").starts_with("process: two\n"));
    check(directory.path(), "convert two.bpmn again.bpmn");
    assert!(text(directory.path(), "again.bpmn").contains("id=\"one\""));
}

const FEES: &str = "\
process: fees
data: { area_m2: number, fee: number }
steps: { charge: { kind: decide, decision: fee-table } }
flow: [charge]
decisions:
  fee-table:
    inputs: [area_m2]
    outputs: { fee: number }
    hit: first
    rules:
      - { area_m2: \"<= 4\", fee: 2 }
      - { otherwise: true, fee: 9 }
";

#[test]
fn decisions_become_dmn_and_a_process_that_decides() {
    let directory = bank(&[file("../fees.yaml", FEES)]);
    let at = directory.path();
    check(at, "convert fees.yaml fees.dmn");
    check(at, "convert fees.dmn back.yaml");
    let trace = run(at, "run back.yaml --data area_m2=3 --trace");
    assert!(trace.out.contains("set fee = 2"), "{}", trace.all());
}

#[test]
fn what_a_drawing_imports_is_looked_for_beside_it() {
    let drawing = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"a\">\
        <import namespace=\"b\" location=\"b.xsd\" importType=\"http://www.w3.org/2001/XMLSchema\"/>\
        <process id=\"one\"><startEvent id=\"s\"/></process></definitions>";
    let alone = bank(&[file("../one.bpmn", drawing)]);
    refused(alone.path(), "convert one.bpmn again.bpmn", "BR001");
    let beside = bank(&[file("../one.bpmn", drawing), file("../b.xsd", "")]);
    let answer = check(beside.path(), "convert one.bpmn again.bpmn");
    assert!(answer.all().contains("BP012"), "{}", answer.all());
}
