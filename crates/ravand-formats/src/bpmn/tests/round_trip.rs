//! YAML → BPMN → YAML is where it began; a drawing that somebody changed keeps the rest.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use crate::bpmn::{read_bpmn, write_bpmn};
use crate::{print_process, read_process};
use ravand_core::{Definition, Diagnostic, Language, Sources};

const PERMIT: &str = r#"
process: shop-sign-permit
title: { en: Shop sign permit, fa: مجوز نصب تابلو }
data:
  area_m2: number
  frontage: { one_of: [main, side] }
documents:
  request-form: { from: applicant }
roles:
  clerk: { title: { en: Clerk, fa: کارمند } }
  inspector: { holders: 4 }
steps:
  register: { title: { en: Register the request, fa: ثبت درخواست }, kind: receive, role: clerk, needs: [request-form], produces: [case-file], asks: [area_m2] }
  visit:
    kind: inspect
    role: inspector
    needs: [case-file]
    discretion: criteria
    work: 2 h .. 4 h .. 8 h
    due: 3 working days
    outcomes: { fits: on, too_large: back to register, hopeless: end refused, unclear: call second-look }
    chances: { too_large: 10% }
  zone: { role: clerk }
  fee: { role: clerk, when: area_m2 > 12 }
  sign: { role: clerk }
flow:
  - stage: intake
    do: [register, visit]
  - all:
      - [zone]
      - [fee]
  - one:
      - when: frontage = main
        do: [sign]
      - otherwise: []
  - end: { id: issued, favourable: yes }
ends:
  refused: { favourable: no }
"#;

fn read(text: &str) -> Definition {
    let mut sources = Sources::new();
    let id = sources.add("a.yaml", text);
    let read = read_process(&sources, id);
    assert_eq!(read.diagnostics, []);
    read.value.unwrap().definition
}

fn bpmn(xml: &str) -> (Definition, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", xml);
    let read = read_bpmn(&sources, id);
    (read.value.unwrap().processes.remove(0), read.diagnostics)
}

#[test]
fn blocks_come_back_as_they_were() {
    let definition = read(PERMIT);
    for language in [Language::En, Language::Fa] {
        let xml = write_bpmn(&definition, language).unwrap();
        let (again, found) = bpmn(&xml);
        assert_eq!(found, []);
        assert_eq!(print_process(&again), print_process(&definition));
        assert!(again.flow.graph.is_none());
    }
}

#[test]
fn the_same_process_gives_the_same_file() {
    let definition = read(PERMIT);
    assert_eq!(write_bpmn(&definition, Language::En).unwrap(), write_bpmn(&definition, Language::En).unwrap());
}

#[test]
fn a_name_that_was_changed_in_an_editor_is_taken_and_the_blocks_stay() {
    let xml = write_bpmn(&read(PERMIT), Language::En).unwrap();
    let (again, _) = bpmn(&xml.replace("name=\"Register the request\"", "name=\"Take it in\""));
    let title = again.steps["register"].attributes.title.clone().unwrap().value;
    assert_eq!((title.en.as_deref(), title.fa.as_deref()), (Some("Take it in"), Some("ثبت درخواست")));
    assert!(again.flow.graph.is_none());
}

#[test]
fn a_step_that_was_drawn_in_keeps_what_the_others_say() {
    let xml = write_bpmn(&read(PERMIT), Language::En).unwrap();
    let flow = r#"sourceRef="zone" targetRef="join""#;
    assert!(xml.contains(flow), "{xml}");
    let stamp = r#"sourceRef="zone" targetRef="stamp"/>
        <bpmn:userTask id="stamp">
          <bpmn:incoming>zone-join</bpmn:incoming><bpmn:outgoing>stamp-join</bpmn:outgoing>
        </bpmn:userTask>
        <bpmn:sequenceFlow id="stamp-join" sourceRef="stamp" targetRef="join""#;
    let joined = ("<bpmn:incoming>zone-join</bpmn:incoming>", "<bpmn:incoming>stamp-join</bpmn:incoming>");
    let (again, found) = bpmn(&xml.replace(joined.0, joined.1).replace(flow, stamp));
    assert_eq!(found.iter().map(|one| one.code.id).collect::<Vec<_>>(), ["BP011"]);
    assert!(again.steps.contains_key("stamp"));
    assert_eq!(again.steps["visit"].chances.len(), 1);
    let graph = again.flow.graph.unwrap();
    assert!(graph.elements.contains_key("stamp"));
}

#[test]
fn a_global_task_of_no_known_kind_is_named_and_no_panic() {
    for (name, said) in [("global\u{e9}Task", true), ("globalTask", false), ("globalUserTask", false)] {
        let file = format!(
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"a\"><{name} id=\"g\"/></definitions>"
        );
        let mut sources = Sources::new();
        let id = sources.add("a.bpmn", file);
        let read = read_bpmn(&sources, id);
        assert_eq!(read.diagnostics.is_empty(), !said, "{name}: {:?}", read.diagnostics);
    }
}

#[test]
fn an_id_that_can_stay_does_though_another_looks_like_it() {
    let file = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"a\">\
        <process id=\"p\"><property id=\"budget_line\"/><startEvent id=\"s\"/>\
        <task id=\"budget-line\"/><endEvent id=\"e\"/>\
        <sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"budget-line\"/>\
        <sequenceFlow id=\"g\" sourceRef=\"budget-line\" targetRef=\"e\"/></process></definitions>";
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", file);
    let read = read_bpmn(&sources, id).value.expect("it was read");
    assert!(read.processes[0].steps.contains_key("budget-line"));
}
