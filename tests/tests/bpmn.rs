//! Every process of the bank goes to BPMN and comes back as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says why and fails"
)]

use ravand::bank::Bank;
use ravand::core::{Definition, Language, Sources, check, has_errors, merge};
use ravand::formats::bpmn::{read_bpmn, write_bpmn};
use ravand::formats::print_process;
use std::path::Path;

fn bank() -> Bank {
    Bank::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../processes")).expect("the bank that ships")
}

fn comes_back(definition: &Definition, language: Language) {
    let definition = definition.clone().with_named_only();
    let xml = write_bpmn(&definition, language).unwrap();
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", xml.as_str());
    let read = read_bpmn(&sources, id);
    let said: Vec<String> = read.diagnostics.iter().map(|one| one.one_line(&sources, Language::En)).collect();
    assert_eq!(said, [""; 0], "{}", definition.id);
    assert_eq!(print_process(&read.value.unwrap().processes[0]), print_process(&definition));
}

#[test]
fn every_process_of_the_bank_comes_back() {
    for definition in bank().processes.values() {
        comes_back(definition, Language::En);
        comes_back(definition, Language::Fa);
    }
}

#[test]
fn a_reformed_process_ordered_by_documents_comes_back() {
    let bank = bank();
    let permit =
        merge::apply(&bank.processes["building-permit"], bank.overlay("building-permit", "permit-1401").unwrap())
            .unwrap();
    comes_back(&permit, Language::En);
}

#[test]
fn what_is_drawn_of_the_bank_is_in_order() {
    for definition in bank().processes.values() {
        let drawn = definition.as_graph().unwrap();
        let found = check::check(&drawn);
        assert!(!has_errors(&found), "{}: {found:?}", definition.id);
    }
}

/// Rows of the table in docs/bpmn.md: element, where it stands, what is said of it.
fn table() -> Vec<(String, String, String)> {
    let page = include_str!("../../docs/bpmn.md");
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let element = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
        let [_, place, said, ..] = cells[..] else { return None };
        ["node", "event", "loop", "item", "root"].contains(&place).then(|| (element.into(), place.into(), said.into()))
    });
    rows.collect()
}

/// A small file with the element in its place, under the id `x`.
fn drawing(element: &str, place: &str) -> String {
    let text = "xsi:type=\"tFormalExpression\"";
    let more = match element {
        "callActivity" => " calledElement=\"other\"",
        "boundaryEvent" => " attachedToRef=\"host\"",
        "scriptTask" | "globalScriptTask" => " scriptFormat=\"feel\"",
        "dataObjectReference" => " dataObjectRef=\"datum\"",
        "association" => " sourceRef=\"host\" targetRef=\"note\"",
        _ => "",
    };
    let inside = match element {
        "timerEventDefinition" => format!("<timeDuration {text}>P1D</timeDuration>"),
        "conditionalEventDefinition" => format!("<condition {text}>1 = 1</condition>"),
        "multiInstanceLoopCharacteristics" => format!("<loopCardinality {text}>2</loopCardinality>"),
        "intermediateCatchEvent" | "boundaryEvent" => "<signalEventDefinition signalRef=\"signal\"/>".to_owned(),
        "laneSet" => "<lane id=\"lane\" name=\"Clerk\"><flowNodeRef>host</flowNodeRef></lane>".to_owned(),
        _ => String::new(),
    };
    let own = match element {
        "eventDefinitionRef" => "<eventDefinitionRef>thrown</eventDefinitionRef>".to_owned(),
        "sequenceFlow" => String::new(),
        _ => format!("<{element} id=\"x\"{more}>{inside}</{element}>"),
    };
    let (node, event, looped, item, root) = match place {
        "node" => (own.as_str(), "", "", "", ""),
        "event" => ("", own.as_str(), "", "", ""),
        "loop" => ("", "", own.as_str(), "", ""),
        "item" => ("", "", "", own.as_str(), ""),
        _ => ("", "", "", "", own.as_str()),
    };
    let thrown = if event.is_empty() { "" } else { "<endEvent id=\"y\">" };
    let (thrown, closed) = (thrown, if thrown.is_empty() { "" } else { "</endEvent>" });
    format!(
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"a\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\">\
         <signal id=\"signal\" name=\"s\"/><signalEventDefinition id=\"thrown\" signalRef=\"signal\"/>{root}\
         <process id=\"p\">{item}<startEvent id=\"a\"/><userTask id=\"host\">{looped}</userTask>{node}\
         {thrown}{event}{closed}<textAnnotation id=\"note\"/><dataObject id=\"datum\"/>\
         <sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"host\"/></process></definitions>"
    )
}

#[test]
fn what_the_page_says_of_each_element_holds() {
    let table = table();
    assert!(table.len() > 50, "the table is not found");
    for (element, place, said) in table {
        let text = drawing(&element, &place);
        let mut sources = Sources::new();
        let id = sources.add("a.bpmn", text.as_str());
        let read = read_bpmn(&sources, id);
        let found: Vec<String> = read.diagnostics.iter().map(|one| one.one_line(&sources, Language::En)).collect();
        let file = read.value.unwrap_or_else(|| panic!("{element}: {found:?}"));
        let kept = ravand::formats::xml::write_xml(&file.document);
        assert!(kept.contains(&format!("<{element}")), "{element} is not kept");
        let unknown = read.diagnostics.iter().any(|one| one.code.id == "BP004");
        if said.starts_with("kept") {
            continue;
        }
        assert!(said.starts_with("executes") && !unknown, "{element} does not execute: {found:?}");
        let graphs: Vec<_> = file.processes.iter().filter_map(|process| process.flow.graph.as_deref()).collect();
        let does = match place.as_str() {
            "node" => element == "sequenceFlow" || graphs.iter().any(|graph| graph.elements.contains_key("x")),
            "event" => graphs.iter().any(|graph| format!("{:?}", graph.elements.get("y")).contains("Spanned")),
            "loop" => graphs.iter().any(|graph| graph.elements["host"].repeat.is_some()),
            _ => true,
        };
        assert!(does, "{element} is read and does nothing: {found:?}");
    }
}
