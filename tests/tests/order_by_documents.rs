//! Order by documents, checked by someone else: see [`ravand_tests::transcript`].
//!
//! What holds must hold in every case, and the judge must notice when it does not: a judge
//! who never complains proves nothing.
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]

use ravand::core::{Distribution, Spanned, StepId, Unit, VariableLength};
use ravand::sim::SimError;
use ravand_tests::permit::{NEEDS, Permit, PermitError, Verdict};
use ravand_tests::transcript::Needs;

/// A hundred thousand cases in all.
const WORLDS: u64 = 2;
const CASES_EACH: u32 = 50_000;

#[test]
fn in_every_case_a_step_starts_after_its_documents() {
    let (permit, needs) = (Permit::open().unwrap(), needs());
    let verdicts = permit.judge_worlds(&needs, (WORLDS, CASES_EACH, 7)).unwrap();
    for verdict in &verdicts {
        assert_eq!((&verdict.complaints[..], &verdict.stopped), (&[][..], &None));
        // Two steps are passed over in most cases, and some branches are sent back.
        assert!(verdict.starts > u64::from(CASES_EACH) * (needs.len() as u64 - 2), "{verdict:?}");
        assert!(verdict.redos > u64::from(CASES_EACH) / 4, "{verdict:?}");
    }
}

#[test]
fn the_table_knows_every_step_of_the_reform() {
    let permit = Permit::open().unwrap();
    let needs = needs();
    assert_eq!(needs.len(), 66);
    assert_eq!(permit.reformed.steps.len(), needs.len());
}

#[test]
fn without_one_need_the_judge_complains() {
    let permit = Permit::open().unwrap();
    let verdict = without(&permit, ("draft-prepare", "fire-certificate"), None, 2_000).unwrap();
    let complaint = "draft-prepare starts without fire-certificate of fire-approve";
    assert!(verdict.complaints.iter().any(|c| c.ends_with(complaint)), "{:?}", verdict.complaints.first());
}

/// Some documents are made long before anyone waits for them, so that their need would not
/// be missed in ordinary times: here their maker is made to take a thousand days.
#[test]
fn no_need_of_the_table_is_idle() {
    let (permit, needs) = (Permit::open().unwrap(), needs());
    let binding = needs.binding();
    let mut refused = Vec::new();
    for &(step, document, maker) in &binding {
        let complaint = format!("{step} starts without {document} of {maker}");
        match without(&permit, (step, document), Some(maker), 40) {
            Ok(verdict) if verdict.complaints.iter().any(|c| c.ends_with(&complaint)) => {}
            // Its condition reads what the maker fills in, so that it cannot even begin.
            Ok(Verdict { stopped: Some(SimError::Incident { at, .. }), .. }) if at == step => {
                refused.push(complaint);
            }
            Ok(verdict) => panic!("{complaint}: not noticed; {:?}, {:?}", verdict.complaints.first(), verdict.stopped),
            // A loop that leads back to a maker which nobody waits for does not compile.
            Err(PermitError::Diagnostics { what: "compiling", .. }) => refused.push(complaint),
            Err(other) => panic!("{complaint}: {other}"),
        }
    }
    assert!(binding.len() > needs.len() && refused.len() < 8, "{} needs, {refused:?}", binding.len());
}

/// What the judge says of a permit in which one step does not wait for one document any more.
fn without(
    permit: &Permit,
    (step, document): (&str, &str),
    slow: Option<&str>,
    cases: u32,
) -> Result<Verdict, PermitError> {
    let mut definition = permit.reformed.clone();
    let changed = definition.steps.get_mut(step).unwrap();
    let before = changed.needs.len() + changed.may_use.len();
    changed.needs.retain(|need| need.as_str() != document);
    changed.may_use.retain(|need| need.as_str() != document);
    assert_eq!(changed.needs.len() + changed.may_use.len() + 1, before, "{step} does not need {document}");
    let mut scenario = permit.elapsed.clone();
    if let Some(slow) = slow {
        let days = VariableLength { amount: Distribution::Exactly(1000.0), unit: Unit::WorkingDay };
        scenario.elapsed.insert(StepId::from(slow), Spanned::nowhere(days));
    }
    permit.judge(&definition, &scenario, &needs(), (cases, 7))
}

fn needs() -> Needs {
    Needs::parse(NEEDS).unwrap()
}
