//! Blocks and the graph that is drawn for them: whatever is answered, the same steps are open
//! and the case ends in the same way.

use proptest::prelude::*;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Block, Branch, DataDeclaration, Definition, EndDeclaration, Span, Spanned, Step, StepId, Target, Timestamp, Title,
};
use ravand_feel::{Number, Type, Value};
use ravand_kernel::{Command, CompiledProcess, Context, Forget, Instance, Status, handle};

/// Answers that one case gets.
const ANSWERS_MAX: usize = 60;

/// A flow before its steps have names.
#[derive(Debug, Clone)]
enum Sketch {
    /// A step: whether it is passed over, and what its outcomes are.
    Step(Option<bool>, Outcomes),
    All(Vec<Vec<Sketch>>),
    One(bool, Vec<Sketch>, Vec<Sketch>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcomes {
    None,
    Again,
    Refuse,
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let outcomes = prop_oneof![3 => Just(Outcomes::None), 1 => Just(Outcomes::Again), 1 => Just(Outcomes::Refuse)];
    let step = (prop::option::weighted(0.3, any::<bool>()), outcomes).prop_map(|(when, out)| Sketch::Step(when, out));
    let one = step.prop_recursive(3, 12, 3, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            prop::collection::vec(some.clone(), 2..4).prop_map(Sketch::All),
            (any::<bool>(), some.clone(), prop::collection::vec(inner, 0..3))
                .prop_map(|(holds, then, otherwise)| Sketch::One(holds, then, otherwise)),
        ]
    });
    prop::collection::vec(one, 1..5)
}

fn condition(holds: bool) -> Spanned<String> {
    Spanned::nowhere(if holds { "n = 1" } else { "n = 2" }.to_owned())
}

fn blocks(sketches: &[Sketch], definition: &mut Definition) -> Vec<Block> {
    sketches.iter().map(|sketch| block(sketch, definition)).collect()
}

fn block(sketch: &Sketch, definition: &mut Definition) -> Block {
    match sketch {
        Sketch::Step(when, outcomes) => {
            let id = StepId::from(format!("s{}", definition.steps.len()).as_str());
            let mut step = Step::default();
            step.attributes.when = when.map(condition);
            let leads = match outcomes {
                Outcomes::None => None,
                Outcomes::Again => Some(Target::BackTo(id.clone())),
                Outcomes::Refuse => Some(Target::End("refused".into())),
            };
            if let Some(target) = leads {
                step.outcomes.insert("fine".into(), Spanned::nowhere(Target::On));
                step.outcomes.insert("wrong".into(), Spanned::nowhere(target));
            }
            definition.steps.insert(id.clone(), step);
            Block::Step(Spanned::nowhere(id))
        }
        Sketch::All(branches) => Block::All {
            branches: branches.iter().map(|branch| blocks(branch, definition)).collect(),
            span: Span::default(),
        },
        Sketch::One(holds, then, otherwise) => {
            let then = Branch { when: Some(condition(*holds)), blocks: blocks(then, definition) };
            let otherwise = Branch { when: None, blocks: blocks(otherwise, definition) };
            Block::One { branches: vec![then, otherwise], span: Span::default() }
        }
    }
}

fn definition(sketches: &[Sketch]) -> Definition {
    let mut definition = Definition::empty("drawn");
    let (ty, default) = (Type::Number, Some(Value::Number(Number::from(1))));
    let datum = DataDeclaration { ty, personal: false, default, title: Title::default(), span: Span::default() };
    definition.data.insert("n".into(), datum);
    definition.ends.insert("issued".into(), EndDeclaration::favourable());
    definition.ends.insert("refused".into(), EndDeclaration { favourable: false, ..EndDeclaration::favourable() });
    let mut flow = blocks(sketches, &mut definition);
    flow.push(Block::End(Spanned::nowhere("issued".into())));
    definition.flow.blocks = flow;
    definition
}

struct Case {
    process: CompiledProcess,
    instance: Instance,
}

impl Case {
    fn start(definition: &Definition) -> Result<Self, TestCaseError> {
        let process =
            CompiledProcess::compile(definition).map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        let mut case = Self { instance: Instance::new(&process), process };
        case.give(Command::Start { data: &[] })?;
        Ok(case)
    }

    fn give(&mut self, command: Command<'_>) -> Result<(), TestCaseError> {
        let calendar = WorkingCalendar::around_the_clock();
        let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 1 };
        let done = handle(&context, &self.process, &mut self.instance, command, &mut Forget);
        done.map_err(|why| TestCaseError::fail(format!("{why}")))
    }

    /// The steps that are open, by name.
    fn open(&self) -> Vec<String> {
        let tasks = self.instance.tasks().iter();
        let mut open: Vec<String> = tasks.map(|task| self.process.step(task.step).id.to_string()).collect();
        open.sort();
        open
    }

    fn answer(&mut self, step: &str, wrong: bool) -> Result<(), TestCaseError> {
        let of_step = self.instance.tasks().iter().find(|task| self.process.step(task.step).id.as_str() == step);
        let task = *of_step.ok_or_else(|| TestCaseError::fail("no such task"))?;
        let outcome = self.process.step(task.step).outcome(if wrong { "wrong" } else { "fine" });
        self.give(Command::CompleteTask { task: task.id, outcome, data: &[] })
    }

    fn end(&self) -> Option<String> {
        match self.instance.status() {
            Status::Ended(end) => Some(self.process.ends()[end.index()].id.to_string()),
            _ => None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_drawing_runs_as_its_blocks_do(
        sketches in sketches(),
        answers in prop::collection::vec((any::<u8>(), prop::bool::weighted(0.3)), ANSWERS_MAX),
    ) {
        let written = definition(&sketches);
        let drawn = written.as_graph().map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        let (mut one, mut two) = (Case::start(&written)?, Case::start(&drawn)?);
        for (which, wrong) in answers {
            prop_assert_eq!(one.open(), two.open());
            prop_assert_eq!(one.end(), two.end());
            prop_assert!(one.instance.incidents().is_empty() && two.instance.incidents().is_empty());
            let open = one.open();
            let Some(step) = open.get(usize::from(which) % open.len().max(1)) else { break };
            one.answer(step, wrong)?;
            two.answer(step, wrong)?;
        }
    }
}
