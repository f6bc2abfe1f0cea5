//! Pairs of models: one breaks a rule, the other has that one thing mended. Both are written
//! in short: what stands before `//` is at the root of the file, the rest in a process that
//! already has `start → work → end`.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

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
    let mut sources = Sources::new();
    let id = sources.add("a.bpmn", file(short));
    let read = read_bpmn(&sources, id);
    let mut rules: Vec<_> = read.diagnostics.iter().map(|one| one.code.id).filter(|id| id.starts_with("BR")).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[track_caller]
fn pair(rule: &'static str, wrong: &str, mended: &str) {
    assert_eq!(broken(wrong), [rule], "{wrong}");
    assert_eq!(broken(mended), [""; 0], "{mended}");
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
    pair("BR014", &loops("@T", r#"language="my own""#), &loops("@T", r#"language="https://feel""#));
}

#[test]
fn sequence_and_message_flows() {
    pair(
        "BR006",
        r#"<dataObject id="d"/><sequenceFlow id="x" sourceRef="work" targetRef="d"/>"#,
        r#"<dataObject id="d"/><task id="t"/><sequenceFlow id="x" sourceRef="work" targetRef="t"/>"#,
    );
    pair(
        "BR008",
        r#"<collaboration id="k"><participant id="pool"/><messageFlow id="x" sourceRef="pool" targetRef="note"/></collaboration>//<textAnnotation id="note"/>"#,
        r#"<collaboration id="k"><participant id="pool"/><messageFlow id="x" sourceRef="pool" targetRef="work"/></collaboration>//<textAnnotation id="note"/>"#,
    );
    let immediate = |word: &str| {
        format!(r#"<task id="t"/><sequenceFlow id="x" isImmediate="{word}" sourceRef="work" targetRef="t"/>"#)
    };
    pair("BR024", &immediate("false"), &immediate("true"));
    pair(
        "BR028",
        r#"<process id="q"><task id="there"/></process>//<sequenceFlow id="x" sourceRef="work" targetRef="there"/>"#,
        r#"<process id="q"><task id="there"/></process>//<task id="here"/><sequenceFlow id="x" sourceRef="work" targetRef="here"/>"#,
    );
    pair(
        "BR152",
        r#"<subProcess id="sub"><task id="inner"/></subProcess><sequenceFlow id="x" sourceRef="work" targetRef="inner"/>"#,
        r#"<subProcess id="sub"><task id="inner"/></subProcess><sequenceFlow id="x" sourceRef="work" targetRef="sub"/>"#,
    );
    pair(
        "BR150",
        r#"<subProcess id="sub"><startEvent id="a"/><task id="b"/><endEvent id="c"/><sequenceFlow id="x" sourceRef="a" targetRef="b"/><sequenceFlow id="z" sourceRef="a" targetRef="c"/></subProcess>"#,
        r#"<subProcess id="sub"><startEvent id="a"/><task id="b"/><endEvent id="c"/><sequenceFlow id="x" sourceRef="a" targetRef="b"/><sequenceFlow id="z" sourceRef="b" targetRef="c"/></subProcess>"#,
    );
}

#[test]
fn gateways() {
    let gateway = |direction: &str, ways: &str| {
        format!(
            r#"<task id="a"/><task id="b"/><task id="c"/><parallelGateway id="g" gatewayDirection="{direction}"/>{ways}"#
        )
    };
    let fork = r#"<sequenceFlow id="x" sourceRef="a" targetRef="g"/><sequenceFlow id="y" sourceRef="g" targetRef="b"/><sequenceFlow id="z" sourceRef="g" targetRef="c"/>"#;
    let join = r#"<sequenceFlow id="x" sourceRef="a" targetRef="g"/><sequenceFlow id="y" sourceRef="b" targetRef="g"/><sequenceFlow id="z" sourceRef="g" targetRef="c"/>"#;
    pair("BR017", &gateway("Converging", fork), &gateway("Diverging", fork));
    pair("BR018", &gateway("Diverging", join), &gateway("Converging", join));
    pair(
        "BR026",
        r#"<exclusiveGateway id="g" default="f1"/><task id="a"/><sequenceFlow id="x" sourceRef="g" targetRef="a"/>"#,
        r#"<exclusiveGateway id="g" default="x"/><task id="a"/><sequenceFlow id="x" sourceRef="g" targetRef="a"/>"#,
    );
    let events = |second: &str| {
        format!(
            r#"<eventBasedGateway id="g"/><intermediateCatchEvent id="a"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>{second}
<task id="t"/><sequenceFlow id="x" sourceRef="g" targetRef="a"/><sequenceFlow id="xt" sourceRef="a" targetRef="t"/>"#
        )
    };
    let other = r#"<intermediateCatchEvent id="b"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent><sequenceFlow id="y" sourceRef="g" targetRef="b"/><sequenceFlow id="yt" sourceRef="b" targetRef="t"/>"#;
    pair("BR136", &events(""), &events(other));
    pair("BR138", &events(r#"<userTask id="b"/><sequenceFlow id="y" sourceRef="g" targetRef="b"/>"#), &events(other));
}

#[test]
fn activities() {
    let task = |attribute: &str| format!(r#"<task id="x" {attribute}/>"#);
    pair("BR037", &task(r#"startQuantity="0""#), &task(r#"startQuantity="1""#));
    pair("BR038", &task(r#"completionQuantity="-5""#), &task(r#"completionQuantity="2""#));
    pair("BR036", r#"<choreographyTask id="x"/>"#, r#"<task id="x"/>"#);
    pair(
        "BR040",
        r#"<userTask id="x"><potentialOwner><resourceParameterBinding/><resourceAssignmentExpression/></potentialOwner></userTask>"#,
        r#"<userTask id="x"><potentialOwner><resourceAssignmentExpression/></potentialOwner></userTask>"#,
    );
    let counted = r#"<multiInstanceLoopCharacteristics><loopCardinality @T>2</loopCardinality></multiInstanceLoopCharacteristics>"#;
    pair(
        "BR054",
        &format!(r#"<task id="x"><standardLoopCharacteristics/>{counted}</task>"#),
        &format!(r#"<task id="x">{counted}</task>"#),
    );
    pair(
        "BR058",
        r#"<subProcess id="x" triggeredByEvent="true"><task id="a"/></subProcess>"#,
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>"#,
    );
    pair("BR060", r#"<transaction id="x" method="to the store"/>"#, r###"<transaction id="x" method="##Store"/>"###);
    pair(
        "BR062",
        r#"<adHocSubProcess id="x"><task id="t"/><startEvent id="a"/></adHocSubProcess>"#,
        r#"<adHocSubProcess id="x"><task id="t"/></adHocSubProcess>"#,
    );
    pair(
        "BR022",
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess><sequenceFlow id="y" sourceRef="work" targetRef="x"/>"#,
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>"#,
    );
}

#[test]
fn events() {
    pair("BR096", r#"<sequenceFlow id="x" sourceRef="work" targetRef="start"/>"#, "");
    pair(
        "BR100",
        r#"<subProcess id="x"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>"#,
        r#"<subProcess id="x"><startEvent id="a"/></subProcess>"#,
    );
    pair("BR104", r#"<task id="t"/><sequenceFlow id="x" sourceRef="end" targetRef="t"/>"#, r#"<task id="t"/>"#);
    pair(
        "BR106",
        r#"<subProcess id="x"><endEvent id="a"><cancelEventDefinition/></endEvent></subProcess>"#,
        r#"<transaction id="x"><endEvent id="a"><cancelEventDefinition/></endEvent></transaction>"#,
    );
    pair(
        "BR120",
        r#"<subProcess id="x"/><boundaryEvent id="b" attachedToRef="x"><cancelEventDefinition/></boundaryEvent><sequenceFlow id="y" sourceRef="b" targetRef="work"/>"#,
        r#"<transaction id="x"/><boundaryEvent id="b" attachedToRef="x"><cancelEventDefinition/></boundaryEvent><sequenceFlow id="y" sourceRef="b" targetRef="work"/>"#,
    );
    pair(
        "BR112",
        r#"<boundaryEvent id="b" attachedToRef="work"><signalEventDefinition signalRef="sig"/></boundaryEvent><task id="t"/><sequenceFlow id="y" sourceRef="b" targetRef="t"/><sequenceFlow id="z" sourceRef="t" targetRef="b"/>"#,
        r#"<boundaryEvent id="b" attachedToRef="work"><signalEventDefinition signalRef="sig"/></boundaryEvent><task id="t"/><sequenceFlow id="y" sourceRef="b" targetRef="t"/>"#,
    );
    let message = |operation: &str| {
        format!(
            r#"<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>msg</inMessageRef></operation></interface>//<intermediateThrowEvent id="x"><messageEventDefinition messageRef="msg">{operation}</messageEventDefinition></intermediateThrowEvent><sequenceFlow id="y" sourceRef="work" targetRef="x"/><sequenceFlow id="z" sourceRef="x" targetRef="work"/>"#
        )
    };
    pair("BR128", &message(""), &message("<operationRef>o</operationRef>"));
    let timer = |name: &str, text: &str| {
        format!(
            r#"<intermediateCatchEvent id="x"><timerEventDefinition><{name} @T>{text}</{name}></timerEventDefinition></intermediateCatchEvent><task id="t"/><sequenceFlow id="z" sourceRef="x" targetRef="t"/>"#
        )
    };
    pair("BR132", &timer("timeDate", "tomorrow"), &timer("timeDate", "2026-03-21T08:00:00Z"));
    pair("BR134", &timer("timeDuration", "three days"), &timer("timeDuration", "P3D"));
}

#[test]
fn links() {
    let links = |first: &str, second: &str| {
        format!(
            r#"<intermediateThrowEvent id="a"><linkEventDefinition id="la" name="a"><target>{first}</target></linkEventDefinition></intermediateThrowEvent>
<intermediateThrowEvent id="b"><linkEventDefinition id="lb" name="b"><target>{second}</target></linkEventDefinition></intermediateThrowEvent>
<intermediateCatchEvent id="c"><linkEventDefinition id="lc" name="c"><source>la</source></linkEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="d"><linkEventDefinition id="ld" name="d"><source>lb</source></linkEventDefinition></intermediateCatchEvent>
<sequenceFlow id="w1" sourceRef="work" targetRef="a"/><sequenceFlow id="w2" sourceRef="work" targetRef="b"/><task id="t"/>
<sequenceFlow id="w3" sourceRef="c" targetRef="t"/><sequenceFlow id="w4" sourceRef="d" targetRef="t"/>"#
        )
    };
    pair("BR118", &links("lc", "lc"), &links("lc", "ld"));
    let inner = r#"<intermediateThrowEvent id="a"><linkEventDefinition id="la" name="a"><target>lc</target></linkEventDefinition></intermediateThrowEvent>"#;
    let caught = r#"<intermediateCatchEvent id="c"><linkEventDefinition id="lc" name="c"><source>la</source></linkEventDefinition></intermediateCatchEvent><task id="t"/><sequenceFlow id="w" sourceRef="c" targetRef="t"/>"#;
    pair("BR126", &format!(r#"<subProcess id="x">{inner}</subProcess>{caught}"#), &format!("{inner}{caught}"));
}

#[test]
fn data() {
    let items = r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/><itemDefinition id="texts" structureRef="String" isCollection="true"/>"#;
    let with = |inside: &str| format!("{items}//{inside}");
    pair(
        "BR020",
        &with(r#"<dataObject id="d" itemSubjectRef="texts"/>"#),
        &with(r#"<dataObject id="d" itemSubjectRef="texts" isCollection="true"/>"#),
    );
    let state = |name: &str| {
        format!(
            r#"<dataObject id="d" name="File"/><dataObjectReference id="r" dataObjectRef="d" name="{name}"><dataState name="new"/></dataObjectReference>"#
        )
    };
    pair("BR076", &state("File [old]"), &state("File [new]"));
    pair("BR078", r#"<property id="x" name="x"/>//"#, r#"<property id="x" name="x"/>"#);
    let io = |inputs: &str| {
        format!(
            r#"<task id="x"><ioSpecification><dataInput id="i"/><inputSet>{inputs}</inputSet><outputSet/></ioSpecification></task>"#
        )
    };
    pair("BR084", &io(""), &io("<dataInputRefs>i</dataInputRefs>"));
    pair(
        "BR086",
        &io("<dataInputRefs>i</dataInputRefs><whileExecutingInputRefs>other</whileExecutingInputRefs>"),
        &io("<dataInputRefs>i</dataInputRefs><whileExecutingInputRefs>i</whileExecutingInputRefs>"),
    );
    let out = |outputs: &str| {
        format!(
            r#"<task id="x"><ioSpecification><dataOutput id="o"/><inputSet/><outputSet>{outputs}</outputSet></ioSpecification></task>"#
        )
    };
    pair("BR088", &out(""), &out("<dataOutputRefs>o</dataOutputRefs>"));
    let instances = |item: &str| {
        with(&format!(
            r#"<task id="x"><ioSpecification><dataInput id="i" itemSubjectRef="texts" isCollection="true"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>i</loopDataInputRef><inputDataItem id="one" itemSubjectRef="{item}"/></multiInstanceLoopCharacteristics></task>"#
        ))
    };
    pair("BR070", &instances("number"), &instances("text"));
    let list = |list: &str| {
        with(&format!(
            r#"<task id="x"><ioSpecification><dataInput id="i" itemSubjectRef="texts" isCollection="true"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>{list}</loopDataInputRef></multiInstanceLoopCharacteristics></task>"#
        ))
    };
    pair("BR068", &list("texts"), &list("i"));
    let case = |condition: &str| {
        format!(
            r#"<task id="x"><multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality @T>2</loopCardinality><complexBehaviorDefinition><condition @T>{condition}</condition><event><signalEventDefinition signalRef="sig"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></task>"#
        )
    };
    pair("BR072", &case("23"), &case("1 = 1"));
    let send = |item: &str| {
        format!(
            r#"{items}<message id="mt" itemRef="text" name="mt"/>//<sendTask id="x" messageRef="mt"><ioSpecification><dataInput id="i" itemSubjectRef="{item}"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification></sendTask>"#
        )
    };
    pair("BR048", &send("number"), &send("text"));
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
