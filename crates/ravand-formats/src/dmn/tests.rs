//! DMN files: what is understood, what is said about the rest, and the way back.

use super::{Dmn, Written, read_dmn, write_dmn};
use crate::Read;
use ravand_core::decision::{DecisionModel, Strictness};
use ravand_core::{Language, Sources};
use ravand_feel::Value;
use std::collections::BTreeMap;

fn read(text: &str) -> (Sources, Read<Dmn>) {
    let mut sources = Sources::new();
    let id = sources.add("x.dmn", text);
    let read = read_dmn(&sources, id);
    (sources, read)
}

const HEAD: &str = "<?xml version=\"1.0\"?>\n<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" \
                    xmlns:acme=\"http://acme\" id=\"defs\" name=\"t\" namespace=\"urn:t\">\n";

fn file(body: &str) -> String {
    format!("{HEAD}{body}\n</definitions>")
}

/// `line:column code` of every finding but the informative ones.
fn check(body: &str, expected: &[&str]) {
    let (sources, read) = read(&file(body));
    let found: Vec<String> = read
        .diagnostics
        .iter()
        .filter(|it| it.code.severity > ravand_core::Severity::Info)
        .map(|it| {
            let (line, column) = sources.line_column(it.span.expect("a place"));
            format!("{line}:{column} {}", it.code.id)
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

fn understood(body: &str) -> Dmn {
    let (sources, read) = read(&file(body));
    let said: Vec<String> = read.diagnostics.iter().map(|it| it.one_line(&sources, Language::En)).collect();
    read.ok().unwrap_or_else(|_| panic!("{said:#?}"))
}

/// What a decision gives for one number.
fn decide(model: &DecisionModel, decision: &str, inputs: &[(&str, i64)]) -> String {
    let compiled = model.compile(Strictness::Standard).unwrap_or_else(|found| panic!("{found:#?}"));
    let inputs: BTreeMap<String, Value> =
        inputs.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
    let found = compiled.evaluate(decision, &inputs).expect("a result");
    found.values().next().expect("an output").to_string()
}

const GRAPH: &str = r##"<itemDefinition name="tLoan"><itemComponent name="rate"><typeRef>number</typeRef></itemComponent>
<itemComponent name="parts" isCollection="true"><typeRef>string</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tWord"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
<inputData name="net area" id="i1" acme:colour="red"><variable name="net area" typeRef="number"/></inputData>
<decision name="Risk of it" id="d1" label="The risk">
  <description>by the council</description>
  <extensionElements><acme:note at="1">kept</acme:note></extensionElements>
  <variable name="Risk of it" typeRef="tWord"/>
  <informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
  <decisionTable hitPolicy="PRIORITY">
    <input><inputExpression typeRef="number"><text>net area</text></inputExpression></input>
    <output><outputValues><text>"high", "low"</text></outputValues><defaultOutputEntry><text>"low"</text></defaultOutputEntry></output>
    <rule><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
    <rule><inputEntry><text>&gt; 20</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
  </decisionTable>
</decision>
<decision name="All" id="d2"><variable name="All"/>
  <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
  <informationRequirement><requiredInput href="#i1"/></informationRequirement>
  <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
  <context>
    <contextEntry><variable name="risk"/><literalExpression><text>Risk of it</text></literalExpression></contextEntry>
    <contextEntry><variable name="twice" typeRef="number"/><invocation>
      <literalExpression><text>double it</text></literalExpression>
      <binding><parameter name="n"/><literalExpression><text>net area</text></literalExpression></binding>
    </invocation></contextEntry>
    <contextEntry><variable name="list"/><list><literalExpression><text>1</text></literalExpression></list></contextEntry>
    <contextEntry><variable name="rows"/><relation><column name="a"/><row><literalExpression><text>2</text></literalExpression></row></relation></contextEntry>
    <contextEntry><variable name="f"/><functionDefinition><formalParameter name="x" typeRef="number"/><literalExpression><text>x + 1</text></literalExpression></functionDefinition></contextEntry>
    <contextEntry><variable name="choice"/><conditional><if><literalExpression><text>net area &gt; 1</text></literalExpression></if>
      <then><literalExpression><text>f(1)</text></literalExpression></then><else><literalExpression><text>0</text></literalExpression></else></conditional></contextEntry>
    <contextEntry><variable name="each one"/><for iteratorVariable="i"><in><literalExpression><text>[1, 2]</text></literalExpression></in>
      <return><literalExpression><text>i * 2</text></literalExpression></return></for></contextEntry>
    <contextEntry><variable name="one"/><some iteratorVariable="i"><in><literalExpression><text>each one</text></literalExpression></in>
      <satisfies><literalExpression><text>i = 4</text></literalExpression></satisfies></some></contextEntry>
    <contextEntry><variable name="kept"/><filter><in><literalExpression><text>each one</text></literalExpression></in>
      <match><literalExpression><text>item &gt; 2</text></literalExpression></match></filter></contextEntry>
    <contextEntry><literalExpression><text>[risk, twice, list, rows, choice, each one, one, kept]</text></literalExpression></contextEntry>
  </context>
</decision>
<businessKnowledgeModel name="double it" id="b1"><variable name="double it"/>
  <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
    <decisionTable hitPolicy="UNIQUE"><input><inputExpression><text>n</text></inputExpression></input><output typeRef="number"/>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>n * 2</text></outputEntry></rule></decisionTable>
  </encapsulatedLogic></businessKnowledgeModel>
<textAnnotation id="t1"><text>a note</text></textAnnotation>"##;

#[test]
fn a_graph_is_understood_and_decided() {
    let dmn = understood(GRAPH);
    assert_eq!(decide(&dmn.model, "Risk of it", &[("net area", 30)]), "\"high\"");
    assert_eq!(decide(&dmn.model, "Risk of it", &[("net area", 15)]), "\"low\"");
    assert_eq!(decide(&dmn.model, "Risk of it", &[("net area", 1)]), "\"low\"");
    let all = decide(&dmn.model, "All", &[("net area", 30)]);
    assert_eq!(all, "[\"high\", 60, [1], [{a: 2}], 2, [2, 4], true, [4]]");
    assert_eq!(dmn.model.check(), []);
}

fn back_again(dmn: &Dmn) -> Dmn {
    let Written { xml, .. } = write_dmn(dmn);
    let (sources, read) = read(&xml);
    let said: Vec<String> = read.diagnostics.iter().map(|it| it.one_line(&sources, Language::En)).collect();
    assert!(!ravand_core::has_errors(&read.diagnostics), "{said:#?}\n{xml}");
    read.value.unwrap_or_else(|| panic!("{xml}"))
}

fn placeless(model: &DecisionModel) -> DecisionModel {
    let mut model = model.clone();
    model.decisions.values_mut().for_each(|decision| *decision = decision.without_places());
    model.data.values_mut().for_each(|datum| datum.span = ravand_core::Span::default());
    model.types.values_mut().for_each(|ty| ty.span = ravand_core::Span::default());
    model
}

#[test]
fn what_was_written_is_read_as_the_same() {
    let first = understood(GRAPH);
    let second = back_again(&first);
    let (before, after) = (placeless(&first.model), placeless(&second.model));
    assert_eq!(before.decisions, after.decisions);
    assert_eq!(before, after);
    let xml = write_dmn(&second).xml;
    for kept in
        ["acme:colour=\"red\"", "<acme:note at=\"1\">kept</acme:note>", "<textAnnotation id=\"t1\">", "id=\"d1\""]
    {
        assert!(xml.contains(kept), "{kept} in\n{xml}");
    }
    // From here on nothing changes: diagrams and made ids included.
    assert_eq!(write_dmn(&back_again(&second)).xml, xml);
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let (sources, plain) = read(&file(GRAPH));
    let (marked_sources, marked) = read(&format!("\u{FEFF}{}", file(GRAPH)));
    let (plain, marked) = (plain.value.expect("a model"), marked.value.expect("a model"));
    assert_eq!(write_dmn(&marked).xml, write_dmn(&plain).xml);
    let words = |sources: &Sources, dmn: &Dmn| -> Vec<String> {
        dmn.model.decisions.values().map(|decision| sources.slice(decision.span).to_owned()).collect()
    };
    assert_eq!(words(&marked_sources, &marked), words(&sources, &plain));
}

#[test]
fn every_hit_policy_is_written_and_read() {
    for (word, aggregation, _) in super::logic::POLICIES {
        let aggregation = aggregation.map(|word| format!(" aggregation=\"{word}\"")).unwrap_or_default();
        let body = format!(
            "<inputData name=\"n\" id=\"n\"><variable name=\"n\" typeRef=\"number\"/></inputData>
            <decision name=\"d\" id=\"d\"><variable name=\"d\"/>
            <informationRequirement><requiredInput href=\"#n\"/></informationRequirement>
            <decisionTable hitPolicy=\"{word}\"{aggregation}><input><inputExpression><text>n</text></inputExpression></input>
            <output typeRef=\"number\"><outputValues><text>2, 1</text></outputValues></output>
            <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>"
        );
        let first = understood(&body);
        assert_eq!(placeless(&first.model), placeless(&back_again(&first).model), "{word}{aggregation}");
        let expected = if matches!(word, "RULE ORDER" | "OUTPUT ORDER") || (word == "COLLECT" && aggregation.is_empty())
        {
            "[1]"
        } else {
            "1"
        };
        assert_eq!(decide(&first.model, "d", &[("n", 3)]), expected, "{word}{aggregation}");
    }
}

#[test]
fn every_version_that_is_read_has_its_namespace() {
    for version in [
        "http://www.omg.org/spec/DMN/20180521",
        "https://www.omg.org/spec/DMN/20211108",
        "https://www.omg.org/spec/DMN/20230324",
    ] {
        let text = file("").replace("https://www.omg.org/spec/DMN/20191111", version);
        assert!(read(&text).1.ok().is_ok(), "{version}");
    }
    for other in ["http://www.omg.org/spec/BPMN/20100524", "http://www.omg.org/spec/DMN/20151101"] {
        let text = file("").replace("https://www.omg.org/spec/DMN/20191111", other);
        assert_eq!(read(&text).1.diagnostics[0].code.id, "DM010", "{other}");
    }
}

#[test]
fn what_is_not_supported_is_named_with_its_place() {
    let logic = |logic: &str| format!("<decision name=\"d\" id=\"d\">\n  {logic}</decision>");
    check(&logic("<literalExpression><text>1</text></literalExpression>"), &[]);
    check(&logic(""), &["3:1 DM014"]);
    check(&logic("<literalExpression/>"), &["4:3 DM014"]);
    check(
        &logic("<literalExpression expressionLanguage=\"python\"><text>1</text></literalExpression>"),
        &["4:3 DM018"],
    );
    check(&logic("<functionDefinition kind=\"Java\"/>"), &["4:3 DM015"]);
    check(&logic("<decisionTable hitPolicy=\"BEST\"/>"), &["4:3 DM019"]);
    let narrow = "<decisionTable><output/><rule><inputEntry><text>1</text></inputEntry></rule></decisionTable>";
    check(&logic(narrow), &["4:27 DM022"]);
    check("<import namespace=\"x\"/>", &["3:1 DM015"]);
    check("<inputData id=\"x\"/>", &["3:1 DM011"]);
    check("<inputData name=\"a\"/>\n<inputData name=\"a\"/>", &["4:1 DM012"]);
    let lost = "<informationRequirement><requiredInput href=\"#x\"/></informationRequirement>";
    check(&logic(&format!("{lost}<literalExpression><text>1</text></literalExpression>")), &["4:27 DM013"]);
    check("<inputData name=\"a\"><variable name=\"a\" typeRef=\"tNone\"/></inputData>", &["3:21 DM020"]);
    check("<itemDefinition name=\"a\"><typeRef>a</typeRef></itemDefinition>", &["3:1 DM021"]);
    check("<sequence/>", &["3:1 DM015"]);
}

#[test]
fn types_that_name_each_other_stay_small() {
    let twice = |at: usize| {
        let part = |name: &str| format!("<itemComponent name=\"{name}\"><typeRef>t{at}</typeRef></itemComponent>");
        format!("<itemDefinition name=\"t{}\">{}{}</itemDefinition>", at + 1, part("a"), part("b"))
    };
    let rabbits: String = (0..60).map(twice).collect();
    let (_, found) = read(&file(&rabbits));
    assert!(found.diagnostics.iter().any(|it| it.code.id == "DM023"), "{:?}", found.diagnostics.len());
    let alias = |at: usize| format!("<itemDefinition name=\"t{}\"><typeRef>t{at}</typeRef></itemDefinition>", at + 1);
    let chain: String = (0..5_000).rev().map(alias).collect();
    assert!(read(&file(&chain)).1.diagnostics.iter().any(|it| it.code.id == "DM023"));
}

#[test]
fn bad_xml_is_said_and_never_grows() {
    let code = |text: &str| read(text).1.diagnostics.iter().map(|it| it.code.id).collect::<Vec<_>>();
    assert_eq!(code(""), ["DM001"]);
    assert_eq!(code("process: x"), ["DM001"]);
    assert_eq!(code("<a><b></a>"), ["DM001"]);
    assert_eq!(code("<a>"), ["DM001"]);
    assert_eq!(code("<a/><b/>"), ["DM001"]);
    assert_eq!(code("<a b='1' b='2'/>"), ["DM001"]);
    assert_eq!(code("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), ["DM002"]);
    assert_eq!(code("<a>&b;</a>"), ["DM003"]);
    assert_eq!(code(&"<a>".repeat(200)), ["DM004"]);
    let many: String = (0..300).map(|at| format!(" a{at}=\"\"")).collect();
    assert_eq!(code(&format!("<a{many}/>")), ["DM005"]);
    assert_eq!(code("<a/>"), ["DM010"]);
}
