//! Random processes under random commands: replay gives the same case after every step, a
//! running case always waits for somebody, and nothing panics. A failure prints its seed.

use proptest::prelude::*;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Block, DataDeclaration, DataName, Definition, EndDeclaration, EndId, Length, OnBreach, Order, Sla, Span, Spanned,
    Step, StepId, Target, Timestamp, Title, Unit, Vote,
};
use ravand_feel::{Number, Type, Value};
use ravand_kernel::{
    Actor, CallId, CalledIndex, Caller, Cause, Command, Commitment, CompiledProcess, Context, Deadline, EndIndex,
    Event, Forget, IncidentId, Instance, NodeIndex, OutcomeIndex, Place, Recorded, RedoId, ScopeIndex, Status,
    StepIndex, TaskId, apply, handle, may,
};

/// What a random step is like; numbers are taken modulo what there is.
#[derive(Debug, Clone)]
struct Sketch {
    needs: Vec<usize>,
    back_to: Option<usize>,
    ends: bool,
    calls: bool,
    when: Option<bool>,
    asks: bool,
    /// What follows when it is late.
    late: Option<u8>,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let needs = prop::collection::vec(0..8_usize, 0..3);
    let leads = (prop::option::of(0..8_usize), prop::bool::weighted(0.1), prop::bool::weighted(0.2));
    let when = prop::option::weighted(0.3, any::<bool>());
    let late = prop::option::weighted(0.7, 0..6_u8);
    (needs, leads, when, any::<bool>(), late).prop_map(|(needs, (back_to, ends, calls), when, asks, late)| Sketch {
        needs,
        back_to,
        ends,
        calls,
        when,
        asks,
        late,
    })
}

fn id(index: usize) -> StepId {
    format!("s{index}").as_str().into()
}

fn breach(number: u8) -> Spanned<OnBreach> {
    Spanned::nowhere(match number {
        0 => OnBreach::Reassign,
        1 => OnBreach::Escalate("clerk".into()),
        2 => OnBreach::Notify("clerk".into()),
        3 => OnBreach::Withdraw,
        4 => OnBreach::Refuse,
        _ => OnBreach::Consent,
    })
}

/// A process that the sketches describe; `None` if they describe none that is in order.
fn process(sketches: &[Sketch], by_documents: bool, parallel: usize) -> Option<CompiledProcess> {
    let mut definition = Definition::empty("random");
    let datum = |default| DataDeclaration {
        ty: Type::Number,
        personal: false,
        default,
        title: Title::default(),
        span: Span::default(),
    };
    definition.data.insert(DataName::from("n"), datum(Some(Value::Number(Number::from(3)))));
    // Known only once somebody says it: conditions on it are incidents before.
    definition.data.insert(DataName::from("late"), datum(None));
    // Everything that a step stands on, however far before it.
    let mut before: Vec<Vec<usize>> = Vec::new();
    definition.ends.insert(EndId::from("good"), EndDeclaration::favourable());
    definition.ends.insert(EndId::from("bad"), EndDeclaration { favourable: false, ..EndDeclaration::favourable() });
    for (index, sketch) in sketches.iter().enumerate() {
        let produces = vec![Spanned::nowhere(format!("d{index}").as_str().into())];
        let mut step = Step { produces, ..Step::default() };
        let needs = sketch.needs.iter().filter(|_| index > 0).map(|n| n % index.max(1));
        let mut needs: Vec<usize> = needs.collect();
        needs.sort_unstable();
        needs.dedup();
        let mut ancestors: Vec<usize> = needs.iter().flat_map(|n| before[*n].iter().copied().chain([*n])).collect();
        ancestors.sort_unstable();
        ancestors.dedup();
        step.needs = needs.iter().map(|n| Spanned::nowhere(format!("d{n}").as_str().into())).collect();
        if let Some(back) = sketch.back_to {
            // Under order by documents a check can only send back what it stands on.
            let target = if by_documents {
                ancestors.get(back % (ancestors.len() + 1)).copied()
            } else {
                Some(back % (index + 1))
            };
            step.outcomes.insert("fine".into(), Spanned::nowhere(Target::On));
            step.outcomes.insert("again".into(), Spanned::nowhere(Target::BackTo(id(target.unwrap_or(index)))));
            if sketch.ends {
                step.outcomes.insert("refuse".into(), Spanned::nowhere(Target::End("bad".into())));
            }
        }
        if sketch.calls && sketch.back_to.is_some() {
            step.outcomes.insert("dispute".into(), Spanned::nowhere(Target::Call("court".into())));
        }
        if let Some(late) = sketch.when {
            step.attributes.when = Some(Spanned::nowhere(if late { "late > 4" } else { "n > 4" }.to_owned()));
        }
        if let Some(number) = sketch.late {
            step.attributes.due = Some(Spanned::nowhere(Length::new(2.0, Unit::Day).into()));
            step.attributes.on_breach = Some(breach(number));
            step.attributes.silence_basis = Some(Spanned::nowhere("a law".to_owned()));
        }
        if sketch.asks {
            step.asks = vec![Spanned::nowhere("n".into())];
        }
        if index + 1 == sketches.len() {
            step.asks.push(Spanned::nowhere("late".into()));
        }
        // Some of those that have a choice and ask for nothing are voted on.
        if sketch.late.is_some_and(|late| late < 4) && step.outcomes.len() >= 2 && step.asks.is_empty() {
            let members = vec![Spanned::nowhere("clerk".into()); 3];
            let (carried_by, quorum) = (Spanned::nowhere(2), Some(Spanned::nowhere(2)));
            step.attributes.vote = Some(Spanned::nowhere(Vote { members, carried_by, quorum }));
        }
        before.push(ancestors);
        definition.steps.insert(id(index), step);
    }
    definition.roles.insert("clerk".into(), Default::default());
    definition.sla = sketches.first().and_then(|sketch| sketch.late).map(|number| Sla {
        due: Spanned::nowhere(Length::new(4.0, Unit::Day).into()),
        warn_at: Some(Spanned::nowhere(0.5)),
        on_breach: Some(breach(4 - number.min(4))),
    });
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
    let mut calls: Vec<CallId> = Vec::new();
    for (number, &(which, how, value)) in choices.iter().enumerate() {
        let context = Context {
            // Half a day each.
            now: Timestamp::from_micros(number as i64 * 43_200_000_000),
            actor: None,
            calendar: &calendar,
            entropy: number as u128,
        };
        let number = |n: u8| Value::Number(Number::from(i64::from(n % 8)));
        let data = [(0, number(value)), (1, number(value / 8))];
        let incident = case.incidents().get(usize::from(how) % case.incidents().len().max(1)).map(|i| i.id);
        let next = case.deadlines(process, &calendar).into_iter().min();
        let passed = next.filter(|(at, _)| *at <= context.now).map(|(_, deadline)| deadline);
        let voted = case.tasks().iter().find(|task| process.step(task.step).vote.is_some()).map(|task| task.id);
        let command = match (which, case.status()) {
            (0..=2, _) => Command::CompleteTask { task: TaskId::from(u32::from(how)), outcome: None, data: &[] },
            (3, Status::Running) => Command::Start { data: &[] },
            (_, Status::NotStarted) => Command::Start { data: &data[..1] },
            (4..=90, Status::Running) if passed.is_some() => {
                Command::PassDeadline { deadline: passed.unwrap_or(Deadline::Case) }
            }
            (91..=170, Status::Running) if voted.is_some() => {
                let seat = u16::from(how % 4);
                Command::CastBallot { task: voted.unwrap_or_default(), seat, choice: u16::from(value % 3).into() }
            }
            (171..=200, Status::Running) if !case.tasks().is_empty() => {
                let task = case.tasks()[usize::from(how) % case.tasks().len()];
                match task.is_paused() {
                    false => Command::AskApplicant { task: task.id, documents: &[], data: &[0], reason: "missing" },
                    true => Command::ApplicantAnswered { task: task.id, data: &data },
                }
            }
            _ => match case.tasks().get(usize::from(which) % case.tasks().len().max(1)) {
                _ if how % 3 == 0 && !calls.is_empty() => {
                    Command::ReturnFromCall { call: calls[0], favourable: value % 2 == 0 }
                }
                None => match incident {
                    Some(incident) => Command::RetryIncident { incident, data: &data },
                    None => Command::ReturnFromCall { call: CallId::from(u32::from(how)), favourable: true },
                },
                Some(_) if how % 5 == 0 && incident.is_some() => {
                    Command::RetryIncident { incident: incident.unwrap_or_default(), data: &data }
                }
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
            match event {
                Event::CallStarted { call, .. } => calls.push(*call),
                Event::CallReturned { call, .. } => calls.retain(|open| open != call),
                _ => {}
            }
        }
        prop_assert_eq!(&twin, &case, "replay gives another case");
        let paused = case.tasks().iter().any(|task| task.is_paused());
        if let Some(clock) = case.case_clock().filter(|clock| case.status() == Status::Running && !clock.passed) {
            prop_assert!(!clock.is_paused() || paused, "the case stands still and nobody was asked");
        }
        if case.status() == Status::Running {
            let waits = !case.tasks().is_empty() || !case.incidents().is_empty() || !calls.is_empty();
            prop_assert!(waits, "a running case waits for nobody");
        } else {
            prop_assert!(case.tasks().is_empty() && case.incidents().is_empty());
        }
    }
    Ok(())
}

/// An event that fits or does not: most numbers are of things that a small process has.
fn event() -> impl Strategy<Value = Event> {
    let number = || prop_oneof![8 => 0..12_u32, 1 => Just(u32::from(u16::MAX)), 1 => Just(u32::MAX)];
    let step = move || number().prop_map(StepIndex::from);
    let node = move || number().prop_map(NodeIndex::from);
    let scope = || prop_oneof![9 => Just(0_u32), 1 => Just(7)].prop_map(ScopeIndex::from);
    let redo = move || number().prop_map(RedoId::from);
    let within = move || prop::option::of(redo());
    let outcome = || (0..4_u16).prop_map(OutcomeIndex::from);
    let caller = move || {
        let of_step = (step(), within()).prop_map(|(step, redo)| Caller::Step { step, redo });
        prop_oneof![of_step, node().prop_map(Caller::Node)]
    };
    let place = move || {
        prop_oneof![
            node().prop_map(Place::Node),
            (step(), within()).prop_map(|(step, redo)| Place::Start { step, redo }),
            (step(), within(), prop::option::of(outcome())).prop_map(|(step, redo, outcome)| Place::Decide {
                step,
                redo,
                outcome
            }),
            (step(), within()).prop_map(|(step, redo)| Place::Done { step, redo }),
        ]
    };
    let flow = prop_oneof![
        Just(Event::InstanceStarted),
        (step(), step()).prop_map(|(from, to)| Event::JumpTaken { from, to }),
        (node(), number()).prop_map(|(node, branch)| Event::FlowTaken { node, branch }),
        node().prop_map(|node| Event::BranchesStarted { node }),
        node().prop_map(|node| Event::JoinReached { node }),
        node().prop_map(|node| Event::JoinPassed { node }),
        scope().prop_map(|scope| Event::ScopeEntered { scope }),
        scope().prop_map(|scope| Event::ScopeLeft { scope }),
        (0..5_u16).prop_map(|end| Event::InstanceEnded { end: EndIndex::from(end) }),
        Just(Event::InstanceCancelled),
    ];
    let work = prop_oneof![
        4 => (number(), step(), 0..3_u32, within()).prop_map(|(task, step, visit, redo)| {
            let since = Timestamp::from_micros(i64::from(task));
            Event::TaskCreated { task: TaskId::from(task), step, visit, redo, since, due: None, activity: None }
        }),
        1 => (number(), step(), prop::option::of(outcome())).prop_map(|(task, step, outcome)| {
            Event::TaskCompleted { task: TaskId::from(task), step, outcome, by: Some("maryam".into()) }
        }),
        1 => (step(), number()).prop_map(|(step, rule)| Event::DecisionMade { step, rule }),
        1 => (step(), within()).prop_map(|(step, redo)| Event::StepPassedOver { step, redo }),
        1 => (step(), within()).prop_map(|(step, redo)| Event::MemberDone { step, redo }),
        2 => (redo(), step(), outcome(), within())
            .prop_map(|(redo, check, outcome, parent)| Event::RedoStarted { redo, check, outcome, parent }),
        1 => (redo(), step()).prop_map(|(redo, check)| Event::RedoFinished { redo, check }),
        1 => (0..3_u16, number())
            .prop_map(|(slot, n)| Event::DataSet { slot, value: Recorded::Plain(Value::Number(Number::from(i64::from(n)))) }),
        1 => (0..3_u16).prop_map(|slot| Event::DataSet { slot, value: Recorded::Commitment(Commitment([7; 32])) }),
        1 => (number(), 0..3_u16, caller()).prop_map(|(call, process, caller)| {
            Event::CallStarted { call: CallId::from(call), process: CalledIndex::from(process), caller }
        }),
        1 => (number(), any::<bool>())
            .prop_map(|(call, favourable)| Event::CallReturned { call: CallId::from(call), favourable }),
        1 => (number(), place())
            .prop_map(|(id, at)| Event::IncidentRaised { incident: IncidentId::from(id), at, cause: Cause::NoBranch }),
        1 => number().prop_map(|id| Event::IncidentResolved { incident: IncidentId::from(id) }),
    ];
    let terms = terms();
    prop_oneof![2 => flow, 3 => work, 1 => terms]
}

fn terms() -> impl Strategy<Value = Event> {
    let task = || (0..12_u32).prop_map(TaskId::from);
    let at = || (0..9_i64).prop_map(Timestamp::from_micros);
    let deadline = move || prop_oneof![task().prop_map(Deadline::Task), Just(Deadline::Case), Just(Deadline::Warning)];
    prop_oneof![
        at().prop_map(|since| Event::CaseTermStarted { since }),
        at().prop_map(|at| Event::CaseTermPaused { at }),
        (at(), at()).prop_map(|(at, due)| Event::CaseTermRuns { at, due }),
        deadline().prop_map(|deadline| Event::DeadlinePassed { deadline }),
        task().prop_map(|task| Event::TaskReassigned { task }),
        task().prop_map(|task| Event::TaskOffered { task, role: "clerk".into() }),
        deadline().prop_map(|of| Event::RoleNotified { role: "clerk".into(), of }),
        (task(), 0..12_u32, at()).prop_map(|(task, step, at)| Event::ApplicantAsked {
            task,
            step: StepIndex::from(step),
            at,
            documents: Vec::new(),
            data: vec![9],
            reason: "missing".into(),
        }),
        (task(), 0..12_u32, 0..4_u16, 0..4_u16).prop_map(|(task, step, seat, choice)| Event::BallotCast {
            task,
            step: StepIndex::from(step),
            seat,
            choice: OutcomeIndex::from(choice),
            by: Some("maryam".into()),
        }),
        (task(), at()).prop_map(|(task, at)| Event::ApplicantAnswered { task, at, due: None }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_200, ..ProptestConfig::default() })]

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

    /// `apply` is total: events that nobody decided leave a case that can still be shown,
    /// asked about, commanded and made new.
    #[test]
    fn any_events_are_applied_and_any_command_is_answered_afterwards(
        sketches in prop::collection::vec(sketch(), 1..9),
        by_documents: bool,
        parallel in 0..7_usize,
        events in prop::collection::vec(event(), 1..60),
        numbers in prop::collection::vec((0..12_u32, prop::option::of(0..4_u16)), 1..12),
    ) {
        let Some(process) = process(&sketches, by_documents, parallel) else { return Ok(()) };
        let calendar = WorkingCalendar::around_the_clock();
        let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 0 };
        let actor = Actor { id: "maryam".into(), roles: Vec::new(), units: Vec::new() };
        let data = [0, 1].map(|slot| (slot, Value::Number(Number::from(7))));
        let mut case = Instance::new(&process);
        for event in &events {
            apply(&process, &mut case, event);
            prop_assert!(!event.line(&process).is_empty());
            if let Status::Ended(end) = case.status() {
                prop_assert!(end.index() < process.ends().len());
                apply(&process, &mut case, &Event::InstanceStarted);
            }
            prop_assert!(case.tasks().iter().all(|task| task.step.index() < process.steps().len()));
        }
        apply(&process, &mut case, &Event::InstanceStarted);
        for (number, outcome) in numbers {
            let outcome = outcome.map(OutcomeIndex::from);
            let commands = [
                Command::CompleteTask { task: TaskId::from(number), outcome, data: &data },
                Command::RetryIncident { incident: IncidentId::from(number), data: &data },
                Command::ReturnFromCall { call: CallId::from(number), favourable: true },
                Command::PassDeadline { deadline: Deadline::Task(TaskId::from(number)) },
                Command::PassDeadline { deadline: Deadline::Case },
                Command::CastBallot { task: TaskId::from(number), seat: 1, choice: outcome.unwrap_or_default() },
                Command::AskApplicant { task: TaskId::from(number), documents: &[], data: &[0], reason: "" },
                Command::ApplicantAnswered { task: TaskId::from(number), data: &data },
            ];
            for command in commands {
                let _ = may(&process, &case, &command, &actor);
                let _ = handle(&context, &process, &mut case, command, &mut Forget);
            }
        }
        case.reset(&process);
        prop_assert_eq!(case, Instance::new(&process), "what was before shows after a reset");
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
        let data = [0, 1].map(|slot| (slot, Value::Number(Number::from(7))));
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
