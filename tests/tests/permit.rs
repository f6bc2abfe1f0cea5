//! The main job's figures: what the permit is, what the reform leaves, how long both take.
//!
//! The counts are exact. The days were computed once by an independent program (one case at
//! a time, durations summed and laid on the calendar); how far this one may stand from it is
//! said beside each figure.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]

use ravand::bank::Bank;
use ravand::core::{
    Action, Block, Contact, Counts, Definition, Digest, Discretion, DocumentDeclaration, Kind, Language, LegalBasis,
    Overlay, RoleDeclaration, Span, Spanned, Step, StepId, VariableLength, count, diff, digest, merge, provenance,
};
use ravand::lint::{Band, RiskContext, Weights, assess_all};
use ravand::reform::{Answer, Golden, Request, compare};
use ravand::sim::{CompiledProcess, Library, Model, Settings, Summary, simulate};

fn bank() -> Bank {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank");
    assert!(bank.diagnostics.is_empty(), "{:?}", bank.diagnostics);
    bank
}

fn permit(bank: &Bank) -> &Definition {
    &bank.processes["building-permit"]
}

fn reform(bank: &Bank) -> &Overlay {
    bank.overlay("building-permit", "permit-1401").expect("the shipped reform")
}

fn with_operations(bank: &Bank, selected: impl Fn(usize) -> bool) -> Definition {
    merge::apply_selected(permit(bank), reform(bank), selected).expect("the reform fits")
}

fn days(bank: &Bank, definition: &Definition, scenario: &str) -> Summary {
    let scenario = &bank.scenarios[&("building-permit".into(), scenario.into())];
    let library: Library = bank
        .with_called(&"building-permit".into())
        .into_iter()
        .skip(1)
        .map(|called| {
            let compiled = CompiledProcess::compile(called).expect("compiles");
            (called.id.value.clone(), (called.clone(), compiled))
        })
        .collect();
    let compiled = CompiledProcess::compile(definition).expect("compiles");
    let model = Model::build(definition, &compiled, scenario, &bank.calendars, &library).expect("a model");
    let outcome = simulate(&model, &Settings { seed: 1, ..Settings::default() }, &|_| {}).expect("simulated");
    outcome.metrics.calendar_days.summary()
}

#[track_caller]
fn near(what: &str, value: f64, expected: f64, tolerance: f64) {
    let off = (value - expected).abs() / expected;
    assert!(off <= tolerance, "{what}: {value:.2} is {:.1} % off {expected}", off * 100.0);
}

#[test]
fn the_permit_as_it_is() {
    let expected = Counts {
        steps: 129,
        discretionary_steps: 47,
        free: 22,
        judgement: 25,
        approvals: 21,
        approvals_discretionary_without_basis: 12,
        discretionary_without_basis: 35,
        face_to_face: 23,
        face_to_face_discretionary: 14,
        without_basis: 64,
        documents: 8,
        roles: 61,
    };
    assert_eq!(count(permit(&bank())), expected);
}

#[test]
fn the_permit_reformed() {
    let bank = bank();
    let reformed = with_operations(&bank, |_| true);
    let counts = count(&reformed);
    assert_eq!((counts.steps, counts.discretionary_steps, counts.approvals), (66, 0, 5));
    assert_eq!((counts.face_to_face, counts.documents, counts.roles), (3, 3, 32));
    let tables = reformed.steps.values().filter(|s| s.kind() == Kind::Decide).count();
    assert_eq!(tables, 10);
    // What is assumed changes times, chances and outcomes: never a count.
    let changes = &reform(&bank).changes;
    assert_eq!(count(&with_operations(&bank, |i| !changes[i].assumed)), counts);
}

#[test]
fn every_operation_says_why_and_who_decides() {
    let bank = bank();
    for (index, operation) in reform(&bank).changes.iter().enumerate() {
        assert!(operation.why.is_some() && operation.decided_by.is_some(), "operation {}", index + 1);
        let who = operation.decided_by.as_ref().map_or("", |who| who.get(Language::En));
        assert!(bank.roles.contains_key(who), "operation {}: `{who}` is no role of the bank", index + 1);
    }
    let verbs = |verb| reform(&bank).changes.iter().filter(|o| o.action.verb() == verb).count();
    assert_eq!((verbs("remove"), verbs("merge"), verbs("automate"), verbs("decide")), (47, 16, 21, 10));
}

#[test]
fn the_risk_separates() {
    let bank = bank();
    let weights = Weights::default();
    let context = RiskContext::new(&weights);
    let base = permit(&bank);
    let risks = assess_all(base, &context);
    let discretionary = base.steps.iter().filter(|(_, step)| step.discretion().is_discretionary());
    let bands: Vec<Band> = discretionary.map(|(id, _)| risks[id].band).collect();
    assert_eq!(bands.len(), 47);
    assert!(bands.contains(&Band::Golden) && bands.contains(&Band::Suspect), "{bands:?}");

    // A signature without discretion, deadline or second holder holds a file up all the same.
    let stamp = &risks["hist-paper-clearance"];
    assert!(stamp.score > 0.0 && stamp.band == Band::Stamp, "{stamp:?}");

    // What a table decides depends on nobody.
    let reformed = with_operations(&bank, |_| true);
    for (id, risk) in &assess_all(&reformed, &context) {
        if reformed.steps[id].kind() == Kind::Decide {
            assert!(risk.score == 0.0, "{id} {risk:?}");
        }
    }

    // Doubling what is assumed of office-holders lowers the count and never raises it.
    let golden = Golden::count(base, &context);
    assert!(golden.with_assumed_holders_doubled < golden.as_declared, "{golden:?}");
}

/// One more step, and every figure moves.
#[test]
fn one_step_more_moves_every_figure() {
    let bank = bank();
    let weights = Weights::default();
    let golden = |definition: &Definition| Golden::count(definition, &RiskContext::new(&weights)).as_declared;
    let base = permit(&bank);
    let (before, golden_before) = (count(base), golden(base));
    let days_before = days(&bank, base, "elapsed").mean.value;

    let mut more = base.clone();
    let id = StepId::from("one-more-signature");
    let mut step = Step::default();
    step.attributes.kind = Some(Spanned::nowhere(Kind::Approve));
    step.attributes.role = Some(Spanned::nowhere("one-more-head".into()));
    step.attributes.discretion = Some(Spanned::nowhere(Discretion::Free));
    step.attributes.legal_basis = Some(Spanned::nowhere(LegalBasis::NotFound));
    step.attributes.contact = Some(Spanned::nowhere(Contact::FaceToFace));
    let ten_days = ravand::core::Distribution::Exactly(10.0);
    let elapsed = VariableLength { amount: ten_days, unit: ravand::core::Unit::WorkingDay };
    step.attributes.elapsed = Some(Spanned::nowhere(elapsed));
    step.needs = vec![Spanned::nowhere("one-more-paper".into())];
    more.roles.insert("one-more-head".into(), RoleDeclaration::default());
    let paper = DocumentDeclaration { from_applicant: true, ..DocumentDeclaration::default() };
    more.documents.insert("one-more-paper".into(), paper);
    more.steps.insert(id.clone(), step);
    more.step_spans.insert(id.clone(), Span::default());
    let end = more.flow.blocks.len() - 1;
    more.flow.blocks.insert(end, Block::Step(Spanned::nowhere(id)));

    let after = count(&more);
    assert_eq!(after.steps, before.steps + 1);
    assert_eq!(after.discretionary_steps, before.discretionary_steps + 1);
    assert_eq!(after.free, before.free + 1);
    assert_eq!(after.approvals, before.approvals + 1);
    assert_eq!(after.approvals_discretionary_without_basis, before.approvals_discretionary_without_basis + 1);
    assert_eq!(after.discretionary_without_basis, before.discretionary_without_basis + 1);
    assert_eq!(after.face_to_face, before.face_to_face + 1);
    assert_eq!(after.face_to_face_discretionary, before.face_to_face_discretionary + 1);
    assert_eq!(after.without_basis, before.without_basis + 1);
    assert_eq!(after.documents, before.documents + 1);
    assert_eq!(after.roles, before.roles + 1);
    assert_eq!(golden(&more), golden_before + 1);
    // Ten working days more, a five-day week and holidays: some fifteen on the calendar.
    let moved = days(&bank, &more, "elapsed").mean.value - days_before;
    assert!((12.0..20.0).contains(&moved), "{moved}");
}

#[test]
fn the_days_agree_with_the_independent_program() {
    let bank = bank();
    let as_is = days(&bank, permit(&bank), "elapsed");
    near("as it is, mean", as_is.mean.value, 373.0, 0.03);
    near("as it is, p10", as_is.p10.value, 324.0, 0.05);
    near("as it is, median", as_is.p50.value, 366.0, 0.05);
    near("as it is, p90", as_is.p90.value, 435.0, 0.05);
    let reformed = days(&bank, &with_operations(&bank, |_| true), "elapsed");
    near("reformed, mean", reformed.mean.value, 62.6, 0.04);
    let changes = &reform(&bank).changes;
    let ruled = days(&bank, &with_operations(&bank, |i| !changes[i].assumed), "elapsed");
    near("without what is assumed, mean", ruled.mean.value, 88.2, 0.04);
}

#[test]
fn calls_take_time_only_where_they_are_simulated() {
    let bank = bank();
    let without = days(&bank, permit(&bank), "elapsed").mean.value;
    let with = days(&bank, permit(&bank), "elapsed-with-calls").mean.value;
    assert!(with > without + 1.0, "{with} is not longer than {without}");
}

fn answer(bank: &Bank, threads: usize) -> Answer {
    let weights = Weights::default();
    let called = Library::new();
    let request = Request {
        base: permit(bank),
        reform: reform(bank),
        scenario: &bank.scenarios[&("building-permit".into(), "elapsed".into())],
        calendars: &bank.calendars,
        called: &called,
        weights: &weights,
        seed: 5,
        threads: Some(threads),
        replications: Some(2),
        cases_per_operation: Some(25),
    };
    compare(&request, &|_| {}).expect("an answer")
}

#[test]
fn an_answer_is_the_same_on_one_thread_and_on_two() {
    let bank = bank();
    let one = answer(&bank, 1);
    assert_eq!(one, answer(&bank, 2));
    // Every operation has both figures, or says on which others it depends.
    for effect in &one.operations {
        assert!(effect.saves_alone_days.is_some() || !effect.needs.is_empty(), "{effect:?}");
        assert!(effect.lost_without_it_days.is_some() || !effect.needed_by.is_empty(), "{effect:?}");
    }
}

/// From the permit to the reformed one and back, by overlays that nobody wrote.
#[test]
fn the_difference_of_the_reform_is_the_reform() {
    let bank = bank();
    let (base, reformed) = (permit(&bank), with_operations(&bank, |_| true));
    let there = diff(base, &reformed).expect("the reform is consistent");
    assert_eq!(Digest::of(&merge::apply(base, &there).expect("it fits")), Digest::of(&reformed));
    let back = diff(&reformed, base).expect("so is the permit");
    assert_eq!(Digest::of(&merge::apply(&reformed, &back).expect("it fits")), Digest::of(base));
    // Steps go, change and stay; the flow is not written out.
    assert!(there.changes.iter().all(|it| !matches!(it.action, Action::Order { blocks: Some(_), .. })));
}

#[test]
fn the_reform_was_written_for_the_permit_as_it_is() {
    let bank = bank();
    let base = reform(&bank).base.as_ref().expect("it says so");
    assert!(base.begins(&Digest::of(permit(&bank))), "`ravand digest building-permit` says what to write");
}

/// Each attribute of each step says where it was written, and what the reform gave names
/// its operation.
#[test]
fn everything_about_the_reformed_permit_has_a_place() {
    let bank = bank();
    let (base, reformed) = (permit(&bank), with_operations(&bank, |_| true));
    let overlays = [reform(&bank)];
    let before = digest::entries(base);
    for step in reformed.steps.keys() {
        for origin in provenance::of_step(&reformed, &overlays, step) {
            let key = format!("steps/{step}/{}", origin.attribute);
            // A role that a machine gets is not written anywhere but in its operation.
            assert!(origin.span != Span::default(), "{key} has no place");
            let same = before.get(&key).is_some_and(|entry| entry.value == origin.value);
            let given = !origin.operations.is_empty();
            assert!(same || given || matches!(origin.attribute.as_str(), "step" | "flow"), "{key} has no operation");
        }
    }
    let removed = provenance::removed(base, &reformed, &overlays);
    assert_eq!(removed.len(), 129 - 66);
    assert!(removed.iter().all(|gone| gone.operations.len() == 1));
}
