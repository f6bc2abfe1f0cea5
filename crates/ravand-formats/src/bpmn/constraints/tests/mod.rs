//! Pairs of models: one breaks a rule, the other has that one thing mended. Both are written
//! in short: what stands before `//` is at the root of the file, the rest in a process that
//! already has `start → work → end`.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

mod events;
mod inside;
mod joined;

use crate::bpmn::read_bpmn;
use ravand_core::{Language, Sources};

const T: &str = r#"xsi:type="tFormalExpression""#;

fn file(short: &str) -> String {
    let (root, inside) = short.split_once("//").unwrap_or(("", short));
    format!(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="a">
<message id="msg" name="m"/><signal id="sig" name="s"/>{root}
<process id="p" isExecutable="true">
<startEvent id="start"/><task id="work"/><endEvent id="end"/>
<sequenceFlow id="f1" sourceRef="start" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/>
{inside}
</process></definitions>"#
    )
    .replace("@T", T)
}

/// The rules that a model breaks, each once.
fn broken(short: &str) -> Vec<&'static str> {
    rules_of(&file(short))
}

fn rules_of(file: &str) -> Vec<&'static str> {
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", file);
    let read = read_bpmn(&sources, id);
    let mut rules: Vec<_> = read.diagnostics.iter().map(|one| one.code.id).filter(|id| id.starts_with("BR")).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// What short models leave out: the ways in and out of what a rule is not about.
const NOT_JOINED: &[&str] = &["BR097", "BR101", "BR105", "BR107", "BR113", "BR115", "BR116", "BR150", "BR151"];

/// The one breaks the rule, the other does not, and nothing else is between them.
#[track_caller]
fn pair(rule: &'static str, wrong: &str, mended: &str) {
    let about = |id: &&&str| **id == rule || !NOT_JOINED.contains(id);
    let (wrong_rules, mended_rules) = (broken(wrong), broken(mended));
    assert_eq!(wrong_rules.iter().filter(about).collect::<Vec<_>>(), [&rule], "{wrong}");
    assert_eq!(mended_rules.iter().filter(about).collect::<Vec<_>>(), [&""; 0], "{mended}");
}

#[test]
fn what_every_file_has() {
    pair("BR002", r#"<task id="twin"/><task id="twin"/>"#, r#"<task id="twin"/><task id="other"/>"#);
    pair(
        "BR004",
        r#"<documentation textFormat="plain">a</documentation>"#,
        r#"<documentation textFormat="text/plain">a</documentation>"#,
    );
    pair(
        "BR010",
        r#"<textAnnotation id="t" textFormat="plain"/>"#,
        r#"<textAnnotation id="t" textFormat="text/plain"/>"#,
    );
    let loops = |ty: &str, language: &str| {
        format!(
            r#"<task id="x"><standardLoopCharacteristics><loopCondition {ty} {language}>true</loopCondition></standardLoopCharacteristics></task>"#
        )
    };
    pair("BR012", &loops("", ""), &loops("@T", ""));
    pair("BR014", &loops("@T", r#"language="my own""#), &loops("@T", r#"language="urn:feel""#));
}

#[test]
fn vendors_files_are_not_held_against_what_engines_never_write() {
    let plain = r#"<intermediateThrowEvent id="x"><messageEventDefinition messageRef="msg"/></intermediateThrowEvent><sequenceFlow id="y" sourceRef="work" targetRef="x"/><sequenceFlow id="z" sourceRef="x" targetRef="work"/>"#;
    assert_eq!(broken(plain), ["BR128"]);
    let named =
        file(plain).replace("<definitions ", r#"<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn" "#);
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", named);
    let found = read_bpmn(&sources, id).diagnostics;
    assert!(!ravand_core::has_errors(&found), "{:?}", found.first().map(|one| one.one_line(&sources, Language::En)));
}

#[test]
fn an_imported_file_is_there() {
    let imports = file(r#"<import namespace="b" location="b.bpmn" importType="bpmn"/>//"#);
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", imports);
    let read = read_bpmn(&sources, id);
    assert!(read.diagnostics.iter().any(|one| one.code.id == "BP012"));
    let document = read.value.expect("a file").document;
    let missing = |is_there: bool| -> Vec<&str> {
        super::missing_imports(&document, |location| is_there && location == "b.bpmn")
            .iter()
            .map(|one| one.code.id)
            .collect()
    };
    assert_eq!((missing(false), missing(true)), (vec!["BR001"], Vec::new()));
}

#[test]
fn every_rule_has_a_pair() {
    let pairs =
        [include_str!("mod.rs"), include_str!("events.rs"), include_str!("inside.rs"), include_str!("joined.rs")];
    for code in super::CODES.into_iter().flatten() {
        assert!(pairs.iter().any(|text| text.contains(&format!("\"{}\"", code.id))), "{} has no pair", code.id);
    }
}
