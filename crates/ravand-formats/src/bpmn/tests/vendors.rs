//! What other engines say of a person's task.

use crate::bpmn::read_bpmn;
use ravand_core::{Language, Sources};

/// The term of the task, and the findings with what they are at.
fn read(attributes: &str, inside: &str) -> (Option<String>, Vec<(&'static str, String)>) {
    let mut sources = Sources::new();
    let id = sources.add(
        "a.bpmn",
        format!(
            r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="a">
<process id="p" isExecutable="true"><startEvent id="s"/><userTask id="look" {attributes}>{inside}</userTask><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="look"/><sequenceFlow id="f2" sourceRef="look" targetRef="e"/></process></definitions>"#
        ),
    );
    let read = read_bpmn(&sources, id);
    let at = |span| sources.slice(span).to_owned();
    let found = read.diagnostics.iter().map(|one| (one.code.id, one.span.map(at).unwrap_or_default())).collect();
    let due = read.value.and_then(|file| Some(file.processes[0].steps.get("look")?.attributes.due?.value));
    (due.map(|term| term.in_words(Language::En)), found)
}

#[test]
fn a_due_duration_is_the_term_of_the_step() {
    let due = |text: &str| read(&format!(r#"camunda:dueDate="{text}""#), "").0;
    assert_eq!(due("P3D").as_deref(), Some("3 days"));
    assert_eq!(due("P2W").as_deref(), Some("2 weeks"));
    assert_eq!(due("PT4H").as_deref(), Some("4 h"));
    let beside = r#"<extensionElements><zeebe:taskSchedule dueDate="PT30M"/></extensionElements>"#;
    assert_eq!(read("", beside).0.as_deref(), Some("30 min"));
}

#[test]
fn what_means_nothing_here_is_named_at_its_place() {
    for text in ["${tomorrow}", "2026-03-21T08:00:00Z", "P1DT2H", "P0D", "P-3D", "P99999999999D", "P", ""] {
        let (due, found) = read(&format!(r#"camunda:dueDate="{text}""#), "");
        assert_eq!(due, None, "{text}");
        assert_eq!(found, [("BP013", text.to_owned())]);
    }
    assert_eq!(read(r#"camunda:assignee="ali""#, "").1, [("BP013", "ali".to_owned())]);
    let beside = r#"<extensionElements><zeebe:assignmentDefinition assignee="ali"/></extensionElements>"#;
    assert_eq!(read("", beside).1, [("BP013", "ali".to_owned())]);
    assert_eq!(read(r#"camunda:candidateGroups="clerks""#, "").1, []);
}
