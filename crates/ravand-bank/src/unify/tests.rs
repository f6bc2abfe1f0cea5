//! Processes of three steps that two offices wrote alone.

use super::*;
use ravand_core::{Digest, Sources, has_errors, merge};
use ravand_formats::read_process;

/// A process as somebody writes it, from its roles, documents, steps and flow.
fn text(body: &str) -> Definition {
    let mut sources = Sources::new();
    let source = sources.add("text.yaml", format!("process: sign-permit\ntitle: {{ en: Sign permit }}\n{body}"));
    let read = read_process(&sources, source);
    assert!(!has_errors(&read.diagnostics), "{:#?}", read.diagnostics);
    read.value.expect("it can be read").definition
}

const NORTH: &str = "
roles: { clerk: { title: { en: Clerk, fa: متصدی } }, inspector: { title: { en: Inspector, fa: بازرس } } }
documents: { form: { from: applicant, title: { en: Request form } } }
ends: { issued: { favourable: yes, title: { en: Issued } } }
steps:
  register: { title: { en: Register the request, fa: ثبت درخواست }, kind: receive, role: clerk, needs: [form], produces: [record] }
  visit: { title: { en: Visit the shop, fa: بازدید از مغازه }, kind: inspect, role: inspector, needs: [record], produces: [report] }
  sign: { title: { en: Sign the permit, fa: امضای پروانه }, kind: approve, role: clerk, needs: [report] }
flow:
  - stage: intake
    title: { en: Intake }
    do: [register]
  - visit
  - sign
  - end: issued
";

/// The same under other names, with a step more and a role changed.
const SOUTH: &str = "
roles: { r2: { title: { en: Clerks, fa: متصدي } }, r1: { title: { en: The inspector, fa: بازرس } } }
documents: { d9: { from: applicant, title: { en: Form of the request } } }
ends: { e1: { favourable: yes, title: { en: Permit issued } } }
steps:
  s4: { title: { en: Stamp by the guard, fa: مهر نگهبانی }, kind: approve, role: r2 }
  s3: { title: { en: Permit is signed, fa: امضای پروانه }, kind: approve, role: r1, needs: [d2] }
  s1: { title: { en: Registering the request, fa: ثبت درخواست‌ها }, kind: receive, role: r2, needs: [d9], produces: [d1] }
  s2: { title: { en: Visit of the shop, fa: بازديد مغازه }, kind: inspect, role: r1, needs: [d1], produces: [d2] }
flow:
  - stage: g1
    title: { en: Intake }
    do: [s1]
  - s2
  - s4
  - s3
  - end: e1
";

fn unified(texts: &[&Definition], answers: &Answers) -> Unified {
    let names = (1..).map(|number| OverlayId::from(format!("office-{number}").as_str()));
    let named: Vec<(OverlayId, &Definition)> = names.zip(texts.iter().copied()).collect();
    let found = unify(&Bank::default(), &named, &"sign-permit".into(), answers).expect("they can be unified");
    for (number, text) in texts.iter().enumerate() {
        let again = merge::apply(&found.base, &found.overlays[number]).expect("the overlay fits");
        let mut again = found.names[number].inverse().apply(&again);
        again.id = text.id.clone();
        assert_eq!(Digest::of(&again), Digest::of(text), "text {number}");
    }
    found
}

fn element<'u>(unified: &'u Unified, sort: Sort, id: &str) -> &'u Element {
    let found = unified.elements.iter().find(|element| element.sort == sort && element.id == id);
    found.unwrap_or_else(|| panic!("no {sort:?} {id}: {:#?}", unified.elements))
}

fn named(text: usize, sort: Sort, id: &str) -> Named {
    Named { text, sort, id: id.to_owned() }
}

#[test]
fn what_two_offices_wrote_alone_is_one_process_and_what_differs() {
    let (north, south) = (text(NORTH), text(SOUTH));
    let found = unified(&[&north, &south], &Answers::default());
    for (sort, id, other) in [
        (Sort::Step, "register", "s1"),
        (Sort::Step, "visit", "s2"),
        (Sort::Step, "sign", "s3"),
        (Sort::Role, "inspector", "r1"),
        (Sort::Role, "clerk", "r2"),
        (Sort::Document, "form", "d9"),
        (Sort::Document, "record", "d1"),
        (Sort::Document, "report", "d2"),
        (Sort::End, "issued", "e1"),
        (Sort::Stage, "intake", "g1"),
    ] {
        let element = element(&found, sort, id);
        assert_eq!(element.of, [named(0, sort, id), named(1, sort, other)], "{id}");
        assert!(element.in_base);
    }
    assert_eq!(element(&found, Sort::Step, "s4").of, [named(1, Sort::Step, "s4")]);
    assert_eq!(found.support["steps/visit/role"], [0, 1]);
    assert_eq!(found.support["steps/sign/role"].len(), 1);
    assert_eq!(found.doubts, []);
}

#[test]
fn the_base_does_what_most_do() {
    let (north, south) = (text(NORTH), text(SOUTH));
    // The first and the last are of one mind but for the visitor's title.
    let mut third = south.clone();
    third.id = Spanned::nowhere("another-id".into());
    third.title = Title::plain("Another title");
    let found = unified(&[&south, &north, &third], &Answers::default());
    assert_eq!(found.base.steps.len(), 4);
    assert_eq!(found.base.title.get(ravand_core::Language::En), "Sign permit");
    let sizes: Vec<usize> = found.overlays.iter().map(|overlay| overlay.changes.len()).collect();
    assert!(sizes[1] > sizes[0] && sizes[1] > sizes[2], "{sizes:?}");
}

#[test]
fn ids_that_mean_something_else_elsewhere_are_no_trouble() {
    let one = text("steps: { a: { title: { en: Register } }, b: { title: { en: Visit } } }\nflow: [a, b]\n");
    let other = text("steps: { b: { title: { en: Register } }, a: { title: { en: Visit } } }\nflow: [b, a]\n");
    let found = unified(&[&one, &other], &Answers::default());
    assert_eq!(found.base.steps.len(), 2);
    assert!(found.overlays.iter().all(|overlay| overlay.changes.is_empty()), "{:#?}", found.overlays);
}

#[test]
fn a_person_has_the_last_word() {
    let one = text("steps: { a: { title: { en: Look at the place } }, b: { title: { en: Sign } } }\nflow: [a, b]\n");
    let other = text("steps: { c: { title: { en: Site visit } }, b: { title: { en: Sign } } }\nflow: [c, b]\n");
    let pair = (named(0, Sort::Step, "a"), named(1, Sort::Step, "c"));
    let apart = unified(&[&one, &other], &Answers::default());
    assert_eq!(element(&apart, Sort::Step, "a").of.len(), 1);

    let answers = Answers { same: vec![pair], ..Answers::default() };
    let together = unified(&[&one, &other], &answers);
    assert_eq!(element(&together, Sort::Step, "a").of.len(), 2);
    assert_eq!(element(&together, Sort::Step, "a").confidence, 1.0);

    let signs = (named(1, Sort::Step, "b"), named(0, Sort::Step, "b"));
    let answers = Answers { different: vec![signs], ..Answers::default() };
    let apart = unified(&[&one, &other], &answers);
    assert_eq!(element(&apart, Sort::Step, "b").of.len(), 1);
    assert_eq!(element(&apart, Sort::Step, "b-2").of.len(), 1);
}

#[test]
fn graphs_and_single_texts_are_refused() {
    let one = text("steps: { a: {} }\nflow: [a]\n");
    let codes = |texts: &[(OverlayId, &Definition)]| {
        let refused =
            unify(&Bank::default(), texts, &"sign-permit".into(), &Answers::default()).expect_err("it is refused");
        refused.iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[("one".into(), &one)]), ["BK020"]);
    let mut graph = one.clone();
    graph.flow = one.as_graph().expect("it can be drawn").flow.clone();
    assert_eq!(codes(&[("one".into(), &one), ("other".into(), &graph)]), ["BK021"]);
}

#[test]
fn the_base_declares_what_it_names_whatever_most_have_withdrawn() {
    let text_of = |end: &str, title: &str| {
        text(&format!(
            "ends: {{ {end}: {{ favourable: yes, title: {{ en: {title} }} }} }}\nsteps: {{ a: {{ title: {{ en: Register }} }} }}\nflow: [a, {{ end: {end} }}]\n"
        ))
    };
    let texts = [text_of("closed", "Closed"), text_of("paid", "Settled in full"), text_of("x", "Another outcome")];
    let found = unified(&texts.each_ref(), &Answers::default());
    assert_eq!(base::errors(&found.base), 0, "{:#?}", found.base);
}

#[test]
fn what_the_registries_give_is_changed_and_not_brought() {
    let deed = |title: &str| ravand_core::DocumentDeclaration { title: Title::plain(title), ..Default::default() };
    let mut bank = Bank::default();
    bank.documents.insert("deed".into(), deed("Deed"));
    let one = text("steps: { a: { title: { en: Register } } }\nflow: [a]\n");
    let other = text(
        "documents: { deed: { from: applicant, title: { en: Deed } } }\nsteps: { a: { title: { en: Register }, needs: [deed] } }\nflow: [a]\n",
    );
    let texts = [("one".into(), &one), ("two".into(), &other)];
    let found = unify(&bank, &texts, &"sign-permit".into(), &Answers::default()).expect("they can be unified");
    for overlay in &found.overlays {
        assert!(overlay.documents.is_empty(), "{overlay:#?}");
    }
}

#[test]
fn answers_that_contradict_each_other_are_refused() {
    let texts = [text("steps: { a: {}, b: {} }\nflow: [a, b]\n"), text("steps: { a: {}, b: {} }\nflow: [a, b]\n")];
    let names = [("one".into(), &texts[0]), ("two".into(), &texts[1])];
    let step = |text, id| named(text, Sort::Step, id);
    let codes = |same: &[(Named, Named)], different: &[(Named, Named)]| {
        let answers = Answers { same: same.to_vec(), different: different.to_vec() };
        let refused = unify(&Bank::default(), &names, &"sign-permit".into(), &answers).expect_err("it is refused");
        refused.iter().map(|found| found.code.id).collect::<Vec<_>>()
    };
    let pair = (step(0, "a"), step(1, "a"));
    assert_eq!(codes(std::slice::from_ref(&pair), &[(step(1, "a"), step(0, "a"))]), ["BK025"]);
    assert_eq!(codes(&[pair, (step(0, "a"), step(1, "b"))], &[]), ["BK026"]);
}
