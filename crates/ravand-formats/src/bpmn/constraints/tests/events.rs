//! Events: what they throw, wait for and sit on.

use super::pair;

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
fn choices_of_events() {
    let second = |event: &str, more: &str| {
        format!(
            r#"<eventBasedGateway id="g"/><intermediateCatchEvent id="a"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>{event}
<sequenceFlow id="x" sourceRef="g" targetRef="a"/><sequenceFlow id="xt" sourceRef="a" targetRef="end"/><sequenceFlow id="y" sourceRef="g" targetRef="b">{more}</sequenceFlow><sequenceFlow id="yt" sourceRef="b" targetRef="end"/>"#
        )
    };
    let catches = r#"<intermediateCatchEvent id="b"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>"#;
    pair("BR137", &second(catches, "<conditionExpression @T>1 = 1</conditionExpression>"), &second(catches, ""));
    let again = format!(r#"{catches}<sequenceFlow id="again" sourceRef="work" targetRef="b"/>"#);
    pair("BR141", &second(&again, ""), &second(catches, ""));
    let receives = r#"<receiveTask id="b" messageRef="msg"/>"#;
    let message = r#"<messageEventDefinition messageRef="msg"><operationRef>o</operationRef></messageEventDefinition>"#;
    let both = second(receives, "").replace(r#"<signalEventDefinition signalRef="sig"/>"#, message);
    pair("BR139", &both, &second(receives, ""));
    let edge = format!(
        r#"{receives}<boundaryEvent id="e" attachedToRef="b"><signalEventDefinition signalRef="sig"/></boundaryEvent>"#
    );
    pair("BR140", &second(&edge, ""), &second(receives, ""));
    let instantiates = |word: &str| {
        second(catches, "").replace(r#"<eventBasedGateway id="g"/>"#, &format!(r#"<eventBasedGateway id="g" instantiate="{word}"/><sequenceFlow id="z" sourceRef="work" targetRef="g"/>"#))
    };
    pair("BR142", &instantiates("true"), &instantiates("false"));
    let receive = |word: &str| {
        format!(
            r#"<receiveTask id="r" messageRef="msg" instantiate="{word}"/><sequenceFlow id="z" sourceRef="work" targetRef="r"/>"#
        )
    };
    pair("BR049", &receive("true"), &receive("false"));
}

#[test]
fn what_events_throw_and_wait_for() {
    let throws = |root: &str| {
        format!(
            r#"<escalation id="esc" name="e" {root}/>//<endEvent id="e"><escalationEventDefinition escalationRef="esc"/></endEvent>"#
        )
    };
    pair("BR011", &throws(""), &throws(r#"escalationCode="e""#));
    let kind = |inside: &str| {
        format!(
            r#"<intermediateThrowEvent id="i">{inside}</intermediateThrowEvent><sequenceFlow id="x" sourceRef="i" targetRef="end"/>"#
        )
    };
    pair("BR149", &kind("<terminateEventDefinition/>"), &kind(r#"<signalEventDefinition signalRef="sig"/>"#));
    let waits = |inside: &str| {
        format!(
            r#"<intermediateCatchEvent id="i">{inside}</intermediateCatchEvent><sequenceFlow id="x" sourceRef="i" targetRef="end"/>"#
        )
    };
    pair(
        "BR123",
        &waits("<conditionalEventDefinition><condition>1 = 1</condition></conditionalEventDefinition>"),
        &waits("<conditionalEventDefinition><condition @T>1 = 1</condition></conditionalEventDefinition>"),
    );
    pair(
        "BR127",
        &waits("<messageEventDefinition><operationRef>o</operationRef></messageEventDefinition>"),
        &waits(r#"<messageEventDefinition messageRef="msg"><operationRef>o</operationRef></messageEventDefinition>"#),
    );
    let timer = |times: &str| waits(&format!("<timerEventDefinition>{times}</timerEventDefinition>"));
    let lasts = "<timeDuration @T>P1D</timeDuration>";
    pair("BR131", &timer(&format!("{lasts}<timeCycle @T>R2/P1D</timeCycle>")), &timer(lasts));
    pair("BR133", &timer("<timeCycle @T>every day</timeCycle>"), &timer("<timeCycle @T>R/P1D</timeCycle>"));
    for cycle in ["PT10M", "R/=each_time", "R3/2026-03-21T08:00:00Z/P1D", "R3/P1D/2026-03-21T08:00:00Z"] {
        let rules = super::broken(&timer(&format!("<timeCycle @T>{cycle}</timeCycle>")));
        assert!(!rules.contains(&"BR133"), "{cycle}: {rules:?}");
    }
    pair("BR148", &waits("<terminateEventDefinition/>"), &waits(r#"<signalEventDefinition signalRef="sig"/>"#));
    let begins = |trigger: &str| {
        format!(
            r#"<subProcess id="s" triggeredByEvent="true"><startEvent id="a" isInterrupting="false">{trigger}</startEvent><endEvent id="b"/><sequenceFlow id="x" sourceRef="a" targetRef="b"/></subProcess>"#
        )
    };
    pair("BR059", &begins(""), &begins(r#"<signalEventDefinition signalRef="sig"/>"#));
    pair("BR059", &begins("<compensateEventDefinition/>"), &begins(r#"<signalEventDefinition signalRef="sig"/>"#));
    let shared = |holder: &str| {
        format!(
            r#"<signalEventDefinition id="root" signalRef="sig"/>//<endEvent id="e"><signalEventDefinition id="own" signalRef="sig"/></endEvent><endEvent id="f"><eventDefinitionRef>{holder}</eventDefinitionRef></endEvent>"#
        )
    };
    pair("BR095", &shared("own"), &shared("root"));
    let ends = |inside: &str| {
        format!(r#"<endEvent id="e">{inside}</endEvent><sequenceFlow id="x" sourceRef="work" targetRef="e"/>"#)
    };
    pair(
        "BR146",
        &ends("<timerEventDefinition><timeDuration @T>P1D</timeDuration></timerEventDefinition>"),
        &ends("<terminateEventDefinition/>"),
    );
    pair(
        "BR098",
        r#"<startEvent id="s"><escalationEventDefinition/></startEvent>"#,
        r#"<startEvent id="s"><signalEventDefinition signalRef="sig"/></startEvent>"#,
    );
}

#[test]
fn compensation_and_edges() {
    let compensates = |handler: &str, more: &str| {
        format!(
            r#"<boundaryEvent id="b" attachedToRef="work"><compensateEventDefinition/></boundaryEvent><task id="undo" {handler}/>{more}"#
        )
    };
    let (mark, joins) = (r#"isForCompensation="true""#, r#"<association id="x" sourceRef="b" targetRef="undo"/>"#);
    pair("BR143", &compensates(mark, ""), &compensates(mark, joins));
    pair("BR144", &compensates("", joins), &compensates(mark, joins));
    pair(
        "BR145",
        &compensates(mark, &format!(r#"{joins}<sequenceFlow id="y" sourceRef="undo" targetRef="end"/>"#)),
        &compensates(mark, joins),
    );
    pair(
        "BR114",
        &compensates(mark, &format!(r#"{joins}<sequenceFlow id="y" sourceRef="b" targetRef="end"/>"#)),
        &compensates(mark, joins),
    );
    let edge = |inside: &str| format!(r#"<boundaryEvent id="b" attachedToRef="work">{inside}</boundaryEvent>"#);
    pair("BR110", &edge("<terminateEventDefinition/>"), &edge(r#"<signalEventDefinition signalRef="sig"/>"#));
    pair("BR130", &edge(""), &edge(r#"<signalEventDefinition signalRef="sig"/>"#));
    let link = |definition: &str, flows: &str| {
        format!(
            r#"<intermediateThrowEvent id="a"><linkEventDefinition id="la" name="l">{definition}</linkEventDefinition></intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition id="lc" name="l"><source>la</source></linkEventDefinition></intermediateCatchEvent>
<sequenceFlow id="w1" sourceRef="work" targetRef="a"/><sequenceFlow id="w2" sourceRef="c" targetRef="end"/>{flows}"#
        )
    };
    let target = "<target>lc</target>";
    pair("BR117", &link(target, r#"<sequenceFlow id="y" sourceRef="a" targetRef="end"/>"#), &link(target, ""));
    pair("BR125", &link("", ""), &link(target, ""));
}

#[test]
fn what_waits_for_no_one() {
    let waits = |inside: &str| {
        format!(
            r#"<intermediateCatchEvent id="i">{inside}</intermediateCatchEvent><sequenceFlow id="x" sourceRef="i" targetRef="end"/>"#
        )
    };
    // Whoever waits for a compensation also waits for what no catch event can: two rules, one fault.
    let compensation = waits("<compensateEventDefinition/>");
    assert!(["BR122", "BR148"].iter().all(|rule| super::broken(&compensation).contains(rule)));
    let thrown = r#"<intermediateThrowEvent id="t"><linkEventDefinition id="lt" name="l"><target>lc</target></linkEventDefinition></intermediateThrowEvent><sequenceFlow id="y" sourceRef="work" targetRef="t"/>"#;
    let caught =
        |source: &str| waits(&format!(r#"<linkEventDefinition id="lc" name="l">{source}</linkEventDefinition>"#));
    pair("BR124", &caught(""), &format!("{}{thrown}", caught("<source>lt</source>")));
}
