//! `ravand run`: a case on virtual time, driven by what is piped in.

use crate::bank::{Answer, bank, edit, fed, file};

fn answered(lines: &str, args: &str) -> Answer {
    fed(bank(&[]).path(), args, lines)
}

#[test]
fn a_case_goes_to_its_end() {
    let answer = answered(
        "done register area_m2=20\ndone look wrong\ndone register area_m2=20\ndone look fits\ndone seal\n",
        "run sign",
    );
    assert_eq!(answer.exit, Some(0), "{}", answer.all());
    assert!(answer.out.ends_with("ended: issued\n"), "{}", answer.all());
}

#[test]
fn the_trace_is_the_same_every_time() {
    let lines = "done register area_m2=2\nwait 3 days\ndone look fits\n";
    let one = answered(lines, "run sign --trace --at 2024-03-20");
    assert!(one.out.contains("2024-03-23 00:00  sign: done look: fits"), "{}", one.all());
    assert_eq!(one.out, answered(lines, "run sign --trace --at 1403/01/01").out);
}

#[test]
fn a_program_reads_the_events() {
    let answer = answered("done register area_m2=2\ndone look fits\n", "run sign --format json --trace").json();
    assert_eq!(answer["ended"], "issued");
    assert_eq!(answer["events"][0], "started");
}

#[test]
fn a_line_that_is_wrong_ends_a_script_and_says_how_to_write_it() {
    for (line, code) in [
        ("dance", "CL063"),
        ("done look", "CL065"),
        ("done register area_m2=wide", "CL062"),
        ("done register colour=red", "CL065"),
        ("wait", "CL064"),
    ] {
        let answer = answered(&format!("{line}\ndone register\n"), "run sign");
        assert_eq!(answer.exit, Some(2), "{line}: {}", answer.all());
        assert!(answer.err.contains(code), "{line}: {}", answer.all());
    }
}

#[test]
fn what_the_case_knows_from_the_start_is_read_by_its_type() {
    assert_eq!(answered("", "run sign --data area_m2=12.5").exit, Some(0));
    assert!(answered("", "run sign --data area_m2").err.contains("CL061"));
    assert!(answered("", "run sign --data area_m2=x").err.contains("CL062"));
    assert!(answered("", "run sign --at tomorrow").err.contains("CA"));
}

#[test]
fn an_incident_is_a_finding() {
    let unknown = edit("services/sign.yaml", "when: area_m2 > 12", "when: area_m2 / 0 > 12");
    let directory = bank(&[unknown]);
    let answer = fed(directory.path(), "run sign", "done register area_m2=1\ndone look fits\n");
    assert_eq!(answer.exit, Some(1), "{}", answer.all());
    assert!(answer.out.contains("area_m2 / 0 > 12"), "{}", answer.all());
}

#[test]
fn a_drawing_runs_as_a_file_of_the_language_does() {
    let drawing = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="a">
  <message id="m" name="answer"/>
  <process id="ask"><startEvent id="a"><outgoing>x</outgoing></startEvent>
    <intermediateCatchEvent id="w"><incoming>x</incoming><outgoing>y</outgoing>
      <messageEventDefinition messageRef="m"/></intermediateCatchEvent>
    <endEvent id="b"><incoming>y</incoming></endEvent>
    <sequenceFlow id="x" sourceRef="a" targetRef="w"/><sequenceFlow id="y" sourceRef="w" targetRef="b"/></process>
</definitions>"#;
    let directory = bank(&[file("../ask.bpmn", drawing)]);
    let answer = fed(directory.path(), "run ask.bpmn", "send answer\n");
    assert_eq!(answer.exit, Some(0), "{}", answer.all());
    assert!(answer.out.contains("waits for message answer"), "{}", answer.all());
    assert!(answer.out.ends_with("ended: b\n"), "{}", answer.all());
}
