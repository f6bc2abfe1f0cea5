//! A graph as it runs: positions for names, expressions for texts, and for every gateway
//! that must know what may still come, from where it can come.

use crate::ids::*;
use ravand_core::graph::{Gather, SubProcess};
use ravand_core::{ElementId, FlowId, Term};
use ravand_feel::Expression;
use std::sync::Arc;

/// A graph that can be executed.
#[derive(Debug, Clone, Default)]
pub struct CompiledGraph {
    pub(crate) elements: Vec<CompiledElement>,
    pub(crate) flows: Vec<CompiledFlow>,
    /// What begins the top level.
    pub(crate) top: Level,
    pub(crate) counters: Counters,
    /// The end of a case that came to no end event with a name.
    pub(crate) fallback_end: EndIndex,
}

/// An element that can be executed.
#[derive(Debug, Clone)]
pub struct CompiledElement {
    /// Its own id.
    pub id: ElementId,
    pub(crate) parent: Option<ElementIndex>,
    pub(crate) kind: Kind,
    pub(crate) incoming: Vec<FlowIndex>,
    pub(crate) outgoing: Vec<FlowIndex>,
    pub(crate) boundaries: Vec<ElementIndex>,
    /// What begins it, if it is a subprocess.
    pub(crate) level: Level,
    pub(crate) repeat: Option<Box<CompiledRepeat>>,
    pub(crate) start_quantity: u32,
    pub(crate) completion_quantity: u32,
    pub(crate) inputs: Vec<Setting>,
    pub(crate) outputs: Vec<Setting>,
    /// A task's step.
    pub(crate) step: Option<StepIndex>,
    /// What compensates it: an activity, or an event subprocess of its own.
    pub(crate) handler: Option<ElementIndex>,
    /// For gateways that wait for what may still come: by incoming flow, who can reach it.
    pub(crate) upstream: Vec<Reach>,
}

/// A sequence flow that can be taken.
#[derive(Debug, Clone)]
pub struct CompiledFlow {
    /// Its own id.
    pub id: FlowId,
    pub(crate) from: ElementIndex,
    pub(crate) to: ElementIndex,
    pub(crate) when: Option<Expression>,
    pub(crate) default: bool,
}

/// What begins a scope.
#[derive(Debug, Clone, Default)]
pub(crate) struct Level {
    /// Start events without a trigger, and what nothing leads to.
    pub(crate) starts: Vec<ElementIndex>,
    /// Event subprocesses.
    pub(crate) event_subprocesses: Vec<ElementIndex>,
}

/// Elements, as one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Reach(Vec<u64>);

impl Reach {
    pub(crate) fn none(elements: usize) -> Self {
        Self(vec![0; elements.div_ceil(64)])
    }

    /// Adds an element; whether it is new.
    pub(crate) fn add(&mut self, element: ElementIndex) -> bool {
        let Some(word) = self.0.get_mut(element.index() / 64) else { return false };
        let bit = 1 << (element.index() % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(crate) fn has(&self, element: ElementIndex) -> bool {
        self.0.get(element.index() / 64).is_some_and(|word| word & (1 << (element.index() % 64)) != 0)
    }
}

/// A value for a slot.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    pub(crate) slot: Slot,
    pub(crate) value: Expression,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Start {
        triggers: Vec<Trigger>,
        gather: Gather,
        interrupting: bool,
    },
    Catch {
        triggers: Vec<Trigger>,
        gather: Gather,
    },
    Throw {
        triggers: Vec<Trigger>,
    },
    End {
        triggers: Vec<Trigger>,
        end: Option<EndIndex>,
    },
    Boundary {
        triggers: Vec<Trigger>,
        gather: Gather,
        interrupting: bool,
        host: ElementIndex,
    },
    /// An abstract or manual task.
    Pass,
    /// A task that somebody or some worker does.
    Work(Option<Box<Job>>),
    Send(Trigger),
    Receive {
        message: Trigger,
    },
    Script {
        text: Box<Expression>,
        result: Option<Slot>,
    },
    /// The step's table decides.
    Rule,
    Call(CalledIndex),
    SubProcess(SubProcess, Option<Box<Expression>>),
    Exclusive,
    Parallel,
    Inclusive,
    EventBased {
        parallel: bool,
    },
    Complex {
        activation: Option<Box<Expression>>,
    },
}

/// What workers of the host ask for.
#[derive(Debug, Clone)]
pub struct Job {
    /// What sort of work.
    pub topic: Arc<str>,
    /// The language of a script; empty for other jobs.
    pub language: Arc<str>,
    /// The text of a script; empty for other jobs.
    pub text: Arc<str>,
    pub(crate) retries: u32,
    pub(crate) backoff: Option<Expression>,
}

#[derive(Debug, Clone)]
pub(crate) enum Trigger {
    Message { name: Arc<str>, key: Option<Expression> },
    Timer(Timer),
    Signal { name: Arc<str> },
    Error { code: Option<Arc<str>> },
    Escalation { code: Option<Arc<str>> },
    Conditional(Box<Expression>),
    Compensation { activity: Option<ElementIndex>, wait: bool },
    Cancel,
    Terminate,
    Link(Option<ElementIndex>),
}

#[derive(Debug, Clone)]
pub(crate) enum Timer {
    Date(Box<Expression>),
    Duration(Box<Expression>),
    Cycle { times: Option<u32>, every: Box<Expression> },
    Term(Term),
}

#[derive(Debug, Clone)]
pub(crate) enum CompiledRepeat {
    Loop { condition: Option<Expression>, test_before: bool, maximum: Option<Expression> },
    Multi(Box<Multi>),
}

#[derive(Debug, Clone)]
pub(crate) struct Multi {
    pub(crate) sequential: bool,
    pub(crate) over: Over,
    pub(crate) item: Option<Slot>,
    pub(crate) collect: Option<Setting>,
    pub(crate) completion: Option<Expression>,
    pub(crate) behaviour: Behaviour,
}

#[derive(Debug, Clone)]
pub(crate) enum Over {
    Count(Expression),
    Collection(Expression),
    /// It failed to compile: reported, and never run.
    Missing,
}

#[derive(Debug, Clone)]
pub(crate) enum Behaviour {
    All,
    One(Option<Trigger>),
    None(Option<Trigger>),
    Complex(Vec<(Expression, Trigger)>),
}

/// Slots that the standard gives a meaning, where the process has them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counters {
    pub(crate) loop_counter: Option<Slot>,
    pub(crate) instances: Option<Slot>,
    pub(crate) active: Option<Slot>,
    pub(crate) completed: Option<Slot>,
    pub(crate) terminated: Option<Slot>,
    pub(crate) activation: Option<Slot>,
}

impl CompiledGraph {
    /// Its elements.
    pub fn elements(&self) -> &[CompiledElement] {
        &self.elements
    }

    /// The element with that id.
    pub fn element_index(&self, id: &str) -> Option<ElementIndex> {
        self.elements.iter().position(|e| e.id.as_str() == id).map(|at| ElementIndex(at as u32))
    }

    /// Its sequence flows.
    pub fn flows(&self) -> &[CompiledFlow] {
        &self.flows
    }

    /// The sequence flow with that id.
    pub fn flow_index(&self, id: &str) -> Option<FlowIndex> {
        self.flows.iter().position(|flow| flow.id.as_str() == id).map(|at| FlowIndex(at as u32))
    }

    pub(crate) fn element(&self, index: ElementIndex) -> &CompiledElement {
        &self.elements[index.index()]
    }

    pub(crate) fn flow(&self, index: FlowIndex) -> &CompiledFlow {
        &self.flows[index.index()]
    }

    pub(crate) fn level(&self, element: Option<ElementIndex>) -> &Level {
        element.map_or(&self.top, |element| &self.element(element).level)
    }

    /// What a case can be started by, beside a plain start: each with the element.
    pub fn start_triggers(&self) -> impl Iterator<Item = (ElementIndex, StartTrigger<'_>)> {
        self.elements
            .iter()
            .enumerate()
            .filter(|(_, e)| e.parent.is_none() && e.incoming.is_empty())
            .flat_map(|(at, element)| {
                let at = ElementIndex(at as u32);
                let own: &[Trigger] = match &element.kind {
                    Kind::Start { triggers, .. } => triggers,
                    Kind::Receive { message } if !self.top.starts.contains(&at) => std::slice::from_ref(message),
                    _ => &[],
                };
                let gate = matches!(element.kind, Kind::EventBased { .. });
                let behind = element.outgoing.iter().filter(move |_| gate).map(|flow| self.flow(*flow).to);
                let behind = behind.flat_map(|to| self.caught(to).iter().map(move |trigger| (to, trigger)));
                own.iter().map(move |trigger| (at, trigger)).chain(behind)
            })
            .filter_map(|(at, trigger)| Some((at, StartTrigger::of(trigger)?)))
    }

    /// What an event or a receive task waits for.
    pub(crate) fn triggers(&self, element: ElementIndex) -> &[Trigger] {
        match self.elements.get(element.index()).map(|element| &element.kind) {
            Some(
                Kind::Start { triggers, .. }
                | Kind::Catch { triggers, .. }
                | Kind::Throw { triggers }
                | Kind::End { triggers, .. }
                | Kind::Boundary { triggers, .. },
            ) => triggers,
            Some(Kind::Receive { message } | Kind::Send(message)) => std::slice::from_ref(message),
            _ => &[],
        }
    }

    /// The start event of an event subprocess.
    pub(crate) fn start_of(&self, subprocess: ElementIndex) -> Option<ElementIndex> {
        let own = |e: &CompiledElement| e.parent == Some(subprocess) && matches!(e.kind, Kind::Start { .. });
        self.elements.iter().position(own).map(|at| ElementIndex(at as u32))
    }

    /// What an event behind an event-based gateway waits for.
    pub(crate) fn caught(&self, element: ElementIndex) -> &[Trigger] {
        match &self.element(element).kind {
            Kind::Catch { triggers, .. } => triggers,
            Kind::Receive { message } => std::slice::from_ref(message),
            _ => &[],
        }
    }
}

/// What starts a case from outside.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum StartTrigger<'a> {
    /// A message of this name.
    Message(&'a str),
    /// A signal of this name.
    Signal(&'a str),
    /// A time: the host's schedule.
    Timer,
    /// A condition over what is known outside of any case: the host's to watch.
    Condition(&'a Expression),
}

impl<'a> StartTrigger<'a> {
    fn of(trigger: &'a Trigger) -> Option<Self> {
        Some(match trigger {
            Trigger::Message { name, .. } => StartTrigger::Message(name),
            Trigger::Signal { name } => StartTrigger::Signal(name),
            Trigger::Timer(_) => StartTrigger::Timer,
            Trigger::Conditional(when) => StartTrigger::Condition(when),
            _ => return None,
        })
    }
}
