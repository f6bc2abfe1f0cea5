//! What is too large is refused in words and never cut off in silence.

use ravand_core::{Block, Definition, EndDeclaration, EndId, Order, Spanned, Step, StepId, Target};
use ravand_kernel::{CALLED_MAX, CompiledProcess, ENDS_MAX, OUTCOMES_MAX, REDO_STEPS_MAX, STEPS_MAX};

fn id(index: usize) -> StepId {
    format!("s{index}").as_str().into()
}

/// Steps one after another, each standing on the one before it.
fn chain(steps: usize) -> Definition {
    let mut definition = Definition::empty("long");
    definition.ends.insert(EndId::from("good"), EndDeclaration::favourable());
    definition.flow.order = Spanned::nowhere(Order::ByDocuments);
    for index in 0..steps {
        let after = index.checked_sub(1).map(|before| Spanned::nowhere(id(before)));
        definition.steps.insert(id(index), Step { after: after.into_iter().collect(), ..Step::default() });
        definition.flow.blocks.push(Block::Step(Spanned::nowhere(id(index))));
    }
    definition.flow.blocks.push(Block::End(Spanned::nowhere("good".into())));
    definition
}

fn check(definition: &Definition, code: &str) {
    let found = CompiledProcess::compile(definition).err().unwrap_or_default();
    assert_eq!(found.iter().map(|d| d.code.id).collect::<Vec<_>>(), [code]);
}

#[test]
fn as_many_as_the_limit_are_fine() {
    let mut definition = chain(STEPS_MAX);
    for index in 1..ENDS_MAX {
        definition.ends.insert(format!("e{index}").as_str().into(), EndDeclaration::favourable());
    }
    assert!(CompiledProcess::compile(&definition).is_ok());
}

#[test]
fn too_many_steps_ends_outcomes_or_calls() {
    check(&chain(STEPS_MAX + 1), "KE001");
    let mut ends = chain(1);
    for index in 0..ENDS_MAX {
        ends.ends.insert(format!("e{index}").as_str().into(), EndDeclaration::favourable());
    }
    check(&ends, "KE002");
    let mut outcomes = chain(1);
    for index in 0..=OUTCOMES_MAX {
        outcomes.steps[0].outcomes.insert(format!("o{index}").as_str().into(), Spanned::nowhere(Target::On));
    }
    check(&outcomes, "KE003");
    let calls = |count: usize| {
        let mut calls = chain(1);
        calls.flow.order = Spanned::nowhere(Order::AsWritten);
        let call = |index| Block::Call(Spanned::nowhere(format!("p{index}").as_str().into()));
        // Each twice: what is called again is no other process.
        calls.flow.blocks.splice(0..0, (0..count).chain(0..count).map(call));
        calls
    };
    assert_eq!(CompiledProcess::compile(&calls(CALLED_MAX)).map(|it| it.called().len()), Ok(CALLED_MAX));
    check(&calls(CALLED_MAX + 1), "KE005");
}

#[test]
fn redos_that_all_go_back_to_the_first_step() {
    let back_to_the_first = |steps: usize| {
        let mut definition = chain(steps);
        for step in definition.steps.values_mut() {
            step.outcomes.insert("fine".into(), Spanned::nowhere(Target::On));
            step.outcomes.insert("again".into(), Spanned::nowhere(Target::BackTo(id(0))));
        }
        definition
    };
    // n checks repeat n · (n + 1) / 2 steps.
    let fits = (REDO_STEPS_MAX as f64 * 2.0).sqrt() as usize - 1;
    assert!(CompiledProcess::compile(&back_to_the_first(fits)).is_ok());
    check(&back_to_the_first(fits + 2), "KE004");
}
