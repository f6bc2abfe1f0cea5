//! Random processes under random commands: replay gives the same case after every step, a
//! running case always waits for somebody, and nothing panics. A failure prints its seed.

use proptest::prelude::*;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Block, DataDeclaration, DataName, Definition, EndDeclaration, EndId, Order, Span, Spanned, Step, StepId, Target,
    Timestamp, Title,
};
use ravand_feel::{Number, Type, Value};
use ravand_kernel::{Command, CompiledProcess, Context, Event, Instance, OutcomeIndex, Status, TaskId, apply, handle};

/// What a random step is like; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
struct Sketch {
    needs: Vec<usize>,
    back_to: Option<usize>,
    ends: bool,
    when: bool,
    asks: bool,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let needs = prop::collection::vec(0..8_usize, 0..3);
    (needs, prop::option::of(0..8_usize), prop::bool::weighted(0.1), prop::bool::weighted(0.2), any::<bool>())
        .prop_map(|(needs, back_to, ends, when, asks)| Sketch { needs, back_to, ends, when, asks })
}

fn id(index: usize) -> StepId {
    format!("s{index}").as_str().into()
}

/// A process that the sketches describe; `None` if they describe none that is in order.
fn process(sketches: &[Sketch], by_documents: bool, parallel: usize) -> Option<CompiledProcess> {
    let mut definition = Definition::empty("random");
    let datum = DataDeclaration {
        ty: Type::Number,
        personal: false,
        default: Some(Value::Number(Number::from(3))),
        title: Title::default(),
        span: Span::default(),
    };
    definition.data.insert(DataName::from("n"), datum);
    definition.ends.insert(EndId::from("good"), EndDeclaration::favourable());
    definition.ends.insert(EndId::from("bad"), EndDeclaration { favourable: false, ..EndDeclaration::favourable() });
    for (index, sketch) in sketches.iter().enumerate() {
        let produces = vec![Spanned::nowhere(format!("d{index}").as_str().into())];
        let mut step = Step { produces, ..Step::default() };
        let needs = sketch.needs.iter().filter(|_| index > 0).map(|n| n % index.max(1));
        let mut needs: Vec<usize> = needs.collect();
        needs.sort_unstable();
        needs.dedup();
        step.needs = needs.iter().map(|n| Spanned::nowhere(format!("d{n}").as_str().into())).collect();
        if let Some(back) = sketch.back_to {
            // Under order by documents a check can only send back what it stands on.
            let target =
                if by_documents { needs.get(back % needs.len().max(1)).copied() } else { Some(back % (index + 1)) };
            step.outcomes.insert("fine".into(), Spanned::nowhere(Target::On));
            step.outcomes.insert("again".into(), Spanned::nowhere(Target::BackTo(id(target.unwrap_or(index)))));
            if sketch.ends {
                step.outcomes.insert("refuse".into(), Spanned::nowhere(Target::End("bad".into())));
            }
        }
        if sketch.when {
            step.attributes.when = Some(Spanned::nowhere("n > 4".to_owned()));
        }
        if sketch.asks {
            step.asks = vec![Spanned::nowhere("n".into())];
        }
        definition.steps.insert(id(index), step);
    }
    let block = |index: usize| Block::Step(Spanned::nowhere(id(index)));
    let mut blocks: Vec<Block> = Vec::new();
    let split = parallel.min(sketches.len());
    if !by_documents && split >= 2 {
        let branches = vec![(0..split / 2).map(block).collect(), (split / 2..split).map(block).collect()];
        blocks.push(Block::All { branches, span: Span::default() });
        blocks.extend((split..sketches.len()).map(block));
    } else {
        blocks.extend((0..sketches.len()).map(block));
    }
    blocks.push(Block::End(Spanned::nowhere("good".into())));
    definition.flow.blocks = blocks;
    definition.flow.order = Spanned::nowhere(if by_documents { Order::ByDocuments } else { Order::AsWritten });
    CompiledProcess::compile(&definition).ok()
}

/// Gives the command that the numbers choose; most make sense, some do not.
fn drive(process: &CompiledProcess, choices: &[(u8, u8, u8)]) -> Result<(), TestCaseError> {
    let calendar = WorkingCalendar::around_the_clock();
    let mut case = Instance::new(process);
    let mut twin = Instance::new(process);
    let mut events: Vec<Event> = Vec::new();
    for (number, &(which, how, value)) in choices.iter().enumerate() {
        let context = Context {
            now: Timestamp::from_micros(number as i64),
            actor: None,
            calendar: &calendar,
            entropy: number as u128,
        };
        let data = [(0, Value::Number(Number::from(i64::from(value % 8))))];
        let command = match (which, case.status()) {
            (0..=2, _) => Command::CompleteTask { task: TaskId::from(u32::from(how)), outcome: None, data: &[] },
            (3, Status::Running) => Command::Start { data: &[] },
            (_, Status::NotStarted) => Command::Start { data: &data },
            _ => match case.tasks().get(usize::from(which) % case.tasks().len().max(1)) {
                None => Command::Start { data: &[] },
                Some(task) => {
                    let outcomes = process.step(task.step).outcomes.len();
                    // Mostly the first outcome, which leads on, so that cases come to an end.
                    let outcome = (outcomes > 0)
                        .then(|| OutcomeIndex::from(if how < 160 { 0 } else { u16::from(how) % outcomes as u16 }));
                    Command::CompleteTask { task: task.id, outcome, data: &data }
                }
            },
        };
        let (before, heard) = (case.clone(), events.len());
        let answer = handle(&context, process, &mut case, command, &mut events);
        if answer.is_err() {
            prop_assert_eq!(&case, &before, "a refused command left a trace");
            prop_assert_eq!(events.len(), heard);
        }
        for event in &events[heard..] {
            apply(process, &mut twin, event);
        }
        prop_assert_eq!(&twin, &case, "replay gives another case");
        if case.status() == Status::Running {
            prop_assert!(!case.tasks().is_empty() || !case.incidents().is_empty(), "a running case waits for nobody");
        } else {
            prop_assert!(case.tasks().is_empty() && case.incidents().is_empty());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_processes_under_random_commands(
        sketches in prop::collection::vec(sketch(), 1..9),
        by_documents: bool,
        parallel in 0..7_usize,
        choices in prop::collection::vec(any::<(u8, u8, u8)>(), 1..80),
    ) {
        if let Some(process) = process(&sketches, by_documents, parallel) {
            drive(&process, &choices)?;
        }
    }

    /// Saying the good outcome to everything ends every case, well.
    #[test]
    fn a_case_without_refusals_comes_to_its_good_end(
        sketches in prop::collection::vec(sketch(), 1..9),
        by_documents: bool,
        parallel in 0..7_usize,
    ) {
        let Some(process) = process(&sketches, by_documents, parallel) else { return Ok(()) };
        let calendar = WorkingCalendar::around_the_clock();
        let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 0 };
        let mut case = Instance::new(&process);
        let data = [(0, Value::Number(Number::from(7)))];
        let mut events = Vec::new();
        let start = Command::Start { data: &data };
        prop_assert!(handle(&context, &process, &mut case, start, &mut events).is_ok());
        for _ in 0..=sketches.len() {
            let Some(task) = case.tasks().first().copied() else { break };
            let outcome = (!process.step(task.step).outcomes.is_empty()).then(|| OutcomeIndex::from(0));
            let command = Command::CompleteTask { task: task.id, outcome, data: &data };
            prop_assert!(handle(&context, &process, &mut case, command, &mut events).is_ok());
        }
        prop_assert!(matches!(case.status(), Status::Ended(end) if process.ends()[end.index()].favourable));
    }
}
