//! What flows join, and how nodes are come to and left.

use super::{file, pair, rules_of};

#[test]
fn sequence_and_message_flows() {
    pair(
        "BR006",
        r#"<group id="d"/><sequenceFlow id="x" sourceRef="work" targetRef="d"/>"#,
        r#"<group id="d"/><task id="t"/><sequenceFlow id="x" sourceRef="work" targetRef="t"/>"#,
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
        r#"<subProcess id="sub"><startEvent id="a"/><task id="b"/><endEvent id="c"/><sequenceFlow id="x" sourceRef="a" targetRef="c"/><sequenceFlow id="z" sourceRef="b" targetRef="c"/></subProcess><sequenceFlow id="w" sourceRef="work" targetRef="sub"/>"#,
        r#"<subProcess id="sub"><startEvent id="a"/><task id="b"/><endEvent id="c"/><sequenceFlow id="x" sourceRef="a" targetRef="b"/><sequenceFlow id="z" sourceRef="b" targetRef="c"/></subProcess><sequenceFlow id="w" sourceRef="work" targetRef="sub"/>"#,
    );
}

#[test]
fn ends_of_flows() {
    let from =
        |id: &str| format!(r#"<group id="g"/><task id="t"/><sequenceFlow id="x" sourceRef="{id}" targetRef="t"/>"#);
    pair("BR007", &from("g"), &from("work"));
    let from = |id: &str| {
        format!(r#"<dataObject id="d"/><task id="t"/><sequenceFlow id="x" sourceRef="{id}" targetRef="t"/>"#)
    };
    pair("BR021", &from("d"), &from("work"));
    let named = |id: &str| format!(r#"<task {id}/>"#);
    pair("BR003", &named(""), &named(r#"id="t""#));
    let message = |root: &str, ends: &str, inside: &str| {
        format!(
            r#"<collaboration id="k"><participant id="pool"/>{root}<messageFlow id="x" {ends}/></collaboration>//{inside}"#
        )
    };
    let to_pool = |from: &str| message("", &format!(r#"sourceRef="{from}" targetRef="pool""#), r#"<group id="g"/>"#);
    pair("BR009", &to_pool("g"), &to_pool("work"));
    let to = |to: &str| {
        message(r#"<participant id="own" processRef="p"/>"#, &format!(r#"sourceRef="own" targetRef="{to}""#), "")
    };
    pair("BR031", &to("work"), &to("pool"));
    pair("BR102", &to_pool("start"), &to_pool("work"));
    let start = |trigger: &str| {
        let inside = format!(r#"<startEvent id="s">{trigger}</startEvent>"#);
        message("", r#"sourceRef="pool" targetRef="s""#, &inside)
    };
    let definition =
        r#"<messageEventDefinition messageRef="msg"><operationRef>o</operationRef></messageEventDefinition>"#;
    pair("BR103", &start(""), &start(definition));
    let end = |trigger: &str| {
        let inside = format!(r#"<endEvent id="e">{trigger}</endEvent>"#);
        message("", r#"sourceRef="e" targetRef="pool""#, &inside)
    };
    pair("BR109", &end(""), &end(definition));
    pair(
        "BR108",
        &message("", r#"sourceRef="pool" targetRef="end""#, ""),
        &message("", r#"sourceRef="pool" targetRef="work""#, ""),
    );
    let caught = format!(r#"<intermediateCatchEvent id="c">{definition}</intermediateCatchEvent>"#);
    pair(
        "BR119",
        &message("", r#"sourceRef="c" targetRef="pool""#, &caught),
        &message("", r#"sourceRef="pool" targetRef="c""#, &caught),
    );
}

#[test]
fn conditions_and_ways() {
    let only = |more: &str| {
        format!(
            r#"<task id="t"/><sequenceFlow id="x" sourceRef="t" targetRef="work"><conditionExpression @T>1 = 1</conditionExpression></sequenceFlow>{more}"#
        )
    };
    pair("BR025", &only(""), &only(r#"<sequenceFlow id="y" sourceRef="t" targetRef="end"/>"#));
    let through = |more: &str| {
        format!(
            r#"<exclusiveGateway id="g"/><sequenceFlow id="x" sourceRef="work" targetRef="g"/><sequenceFlow id="y" sourceRef="g" targetRef="end"/>{more}"#
        )
    };
    pair("BR135", &through(""), &through(r#"<sequenceFlow id="z" sourceRef="g" targetRef="work"/>"#));
    let mixed = |more: &str| through(more).replace(r#"id="g""#, r#"id="g" gatewayDirection="Mixed""#);
    let (way, second) = (
        r#"<sequenceFlow id="z" sourceRef="g" targetRef="work"/>"#,
        r#"<task id="t"/><sequenceFlow id="v" sourceRef="t" targetRef="g"/>"#,
    );
    pair("BR019", &mixed(way), &mixed(&format!("{way}{second}")));
    let listed = |list: &str| {
        format!(
            r#"<task id="t">{list}</task><sequenceFlow id="x" sourceRef="t" targetRef="u"/><task id="u"><incoming>x</incoming></task>"#
        )
    };
    // The flows around are listed too: what is short here is the outgoing flow of `t`.
    let lists = |text: String| {
        let start = r#"<startEvent id="start"/><task id="work"/><endEvent id="end"/>"#;
        let full = r#"<startEvent id="start"><outgoing>f1</outgoing></startEvent><task id="work"><incoming>f1</incoming><outgoing>f2</outgoing></task><endEvent id="end"><incoming>f2</incoming></endEvent>"#;
        rules_of(&file(&text).replace(start, full))
    };
    assert!(lists(listed("")).contains(&"BR023"));
    assert!(!lists(listed("<outgoing>x</outgoing>")).contains(&"BR023"));
    pair(
        "BR107",
        r#"<endEvent id="e"/>"#,
        r#"<endEvent id="e"/><sequenceFlow id="x" sourceRef="work" targetRef="e"/>"#,
    );
    pair(
        "BR101",
        r#"<startEvent id="s"/>"#,
        r#"<startEvent id="s"/><sequenceFlow id="x" sourceRef="s" targetRef="work"/>"#,
    );
    let on_edge = |more: &str| {
        format!(
            r#"<boundaryEvent id="b" attachedToRef="work"><signalEventDefinition signalRef="sig"/></boundaryEvent>{more}"#
        )
    };
    pair("BR113", &on_edge(""), &on_edge(r#"<sequenceFlow id="x" sourceRef="b" targetRef="end"/>"#));
    let between = |more: &str| {
        format!(r#"<intermediateThrowEvent id="i"/><sequenceFlow id="x" sourceRef="i" targetRef="end"/>{more}"#)
    };
    pair("BR115", &between(""), &between(r#"<sequenceFlow id="y" sourceRef="work" targetRef="i"/>"#));
    let between = |more: &str| {
        format!(r#"<intermediateThrowEvent id="i"/><sequenceFlow id="x" sourceRef="work" targetRef="i"/>{more}"#)
    };
    pair("BR116", &between(""), &between(r#"<sequenceFlow id="y" sourceRef="i" targetRef="end"/>"#));
    let left = |more: &str| format!(r#"<task id="t"/><sequenceFlow id="x" sourceRef="work" targetRef="t"/>{more}"#);
    pair("BR151", &left(""), &left(r#"<sequenceFlow id="y" sourceRef="t" targetRef="end"/>"#));
    let scope = |end: &str| format!(r#"<subProcess id="s"><startEvent id="a"/>{end}<task id="t"/></subProcess>"#);
    pair("BR105", &scope(""), &scope(r#"<endEvent id="e"/>"#));
    let scope = |start: &str| format!(r#"<subProcess id="s">{start}<endEvent id="e"/></subProcess>"#);
    pair("BR097", &scope(""), &scope(r#"<startEvent id="a"/>"#));
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
        r#"<exclusiveGateway id="g" default="f1"/><task id="a"/><sequenceFlow id="x" sourceRef="g" targetRef="a"/><sequenceFlow id="y" sourceRef="g" targetRef="end"/>"#,
        r#"<exclusiveGateway id="g" default="x"/><task id="a"/><sequenceFlow id="x" sourceRef="g" targetRef="a"/><sequenceFlow id="y" sourceRef="g" targetRef="end"/>"#,
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
