//! A flow as BPMN draws it: elements and sequence flows, where blocks cannot say it.
//!
//! Every element of every depth stands in one table and names the subprocess that holds it.
//! A task is also a step of the definition, under the same id: who does it, by when and with
//! which power is said there. Events name what they wait for or throw by name, as the
//! standard's messages, signals, errors and escalations do.
//!
//! Deliberately absent: what does not execute (lanes, pools, artifacts, the diagram). That is
//! the document's, and `ravand-formats` keeps it.

mod drawn;
mod event;

pub use event::{Gather, TimerSpec, Trigger};

use crate::id::{DataName, ElementId, FlowId, ProcessId};
use crate::span::{Span, Spanned};
use crate::title::Title;
use indexmap::IndexMap;

/// How deep subprocesses may nest.
pub const SUBPROCESS_DEPTH_MAX: usize = 64;

/// A flow as a graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// Events, activities and gateways, of every depth.
    pub elements: IndexMap<ElementId, Element>,
    /// The sequence flows between them.
    pub flows: IndexMap<FlowId, SequenceFlow>,
}

/// An event, an activity or a gateway.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its name for people; a task's stands at its step.
    pub title: Title,
    /// The subprocess that holds it; `None` on the top level.
    pub parent: Option<ElementId>,
    /// What it is.
    pub kind: ElementKind,
    /// How often it is done at each visit; `None` is once.
    pub repeat: Option<Repeat>,
    /// Whether it is done only to compensate: no sequence flow leads to it.
    pub for_compensation: bool,
    /// Tokens that it takes to begin (BPMN `startQuantity`), at least 1.
    pub start_quantity: u32,
    /// Tokens that it gives when it is done (BPMN `completionQuantity`), at least 1.
    pub completion_quantity: u32,
    /// Data that are set when it begins.
    pub inputs: Vec<Assignment>,
    /// Data that are set when it is done.
    pub outputs: Vec<Assignment>,
    /// Where it was written.
    pub span: Span,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub enum ElementKind {
    /// A start event; no trigger is a none start event.
    Start {
        /// What begins it.
        triggers: Vec<Spanned<Trigger>>,
        /// Whether one of them is enough.
        gather: Gather,
        /// In an event subprocess: whether it ends everything else in the scope.
        interrupting: bool,
    },
    /// An intermediate catch event.
    Catch {
        /// What it waits for.
        triggers: Vec<Spanned<Trigger>>,
        /// Whether one of them is enough.
        gather: Gather,
    },
    /// An intermediate throw event; without triggers nothing is thrown.
    Throw {
        /// What it throws, in order.
        triggers: Vec<Spanned<Trigger>>,
    },
    /// An end event; without triggers a none end event.
    End {
        /// What it throws, in order.
        triggers: Vec<Spanned<Trigger>>,
        /// How the case has ended, if this was its last token; `None` inside of subprocesses.
        end: Option<crate::id::EndId>,
    },
    /// An event on the edge of an activity.
    Boundary {
        /// The activity.
        host: ElementId,
        /// What it waits for.
        triggers: Vec<Spanned<Trigger>>,
        /// Whether one of them is enough.
        gather: Gather,
        /// Whether it ends the activity.
        interrupting: bool,
        /// A compensation event: the activity that compensates.
        handler: Option<ElementId>,
    },
    /// A task; its step has the same id.
    Task(TaskType),
    /// Another process is run.
    Call(Spanned<ProcessId>),
    /// A subprocess; its elements name it as their parent.
    SubProcess(SubProcess),
    /// A gateway.
    Gateway(Gateway),
}

/// What sort of task.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskType {
    /// No sort was said: it is passed.
    Abstract,
    /// Somebody does it from a worklist.
    User,
    /// Somebody does it and no system hears of it: it is passed.
    Manual,
    /// A job for a worker of the host.
    Service {
        /// What workers ask for.
        topic: String,
        /// How often a worker may fail before an incident, at least 1; `None` is the kernel's.
        retries: Option<u32>,
        /// How long a job rests after a failure, as FEEL.
        backoff: Option<Spanned<String>>,
    },
    /// A message is sent, and on.
    Send(Spanned<Trigger>),
    /// A message is waited for.
    Receive {
        /// The message.
        message: Spanned<Trigger>,
        /// Whether it starts the process.
        instantiate: bool,
    },
    /// A script: FEEL is evaluated, another language is a job for a worker of the host.
    Script {
        /// Its language; empty if none was said.
        language: String,
        /// Its text.
        text: Spanned<String>,
        /// Where the result goes.
        result: Option<DataName>,
    },
    /// The step's decision decides; without one it is a job for a worker of the host.
    BusinessRule,
}

/// What sort of subprocess.
#[derive(Debug, Clone, PartialEq)]
pub enum SubProcess {
    /// An embedded subprocess.
    Embedded,
    /// An event subprocess: its start event begins it.
    Event,
    /// A transaction: it can be cancelled and is then compensated.
    Transaction,
    /// An ad-hoc subprocess: its activities that nothing leads to are done in any order.
    AdHoc {
        /// One after another.
        sequential: bool,
        /// When it is enough; `None` is when all are done.
        completion: Option<Spanned<String>>,
        /// Whether what is still under way then is cancelled.
        cancel_remaining: bool,
    },
}

/// What sort of gateway.
#[derive(Debug, Clone, PartialEq)]
pub enum Gateway {
    /// One way.
    Exclusive,
    /// Every way.
    Parallel,
    /// Every way whose condition holds.
    Inclusive,
    /// The way of the event that happens first.
    EventBased {
        /// Whether it starts the process.
        instantiate: bool,
        /// Whether all of its events must happen (only where it starts the process).
        parallel: bool,
    },
    /// As its condition says.
    Complex {
        /// When the tokens that are there are enough; `activationCount` counts them.
        activation: Option<Spanned<String>>,
    },
}

/// How often an activity is done at each visit.
#[derive(Debug, Clone, PartialEq)]
pub enum Repeat {
    /// A standard loop.
    Loop {
        /// As long as this holds; `None` is always.
        condition: Option<Spanned<String>>,
        /// Whether it is asked before the first time.
        test_before: bool,
        /// At most so often.
        maximum: Option<Spanned<String>>,
    },
    /// Multi-instance.
    Multi(Box<MultiInstance>),
}

/// An activity that is done for each of several.
#[derive(Debug, Clone, PartialEq)]
pub struct MultiInstance {
    /// One after another.
    pub sequential: bool,
    /// How many, or for what.
    pub over: Over,
    /// Where the element of the collection is put for each instance.
    pub item: Option<DataName>,
    /// Where the results are collected.
    pub collect: Option<Assignment>,
    /// When it is enough: the others are cancelled.
    pub completion: Option<Spanned<String>>,
    /// What is thrown to its boundary as instances are done.
    pub behaviour: Behaviour,
}

/// How many instances.
#[derive(Debug, Clone, PartialEq)]
pub enum Over {
    /// So many, as FEEL.
    Count(Spanned<String>),
    /// One for each element of a list, as FEEL.
    Collection(Spanned<String>),
}

/// What a multi-instance activity throws to its boundary.
#[derive(Debug, Clone, PartialEq)]
pub enum Behaviour {
    /// Nothing: a token leaves when all are done.
    All,
    /// An event when the first is done.
    One(Option<Trigger>),
    /// An event for each that is done.
    None(Option<Trigger>),
    /// For each condition that holds when one is done, its event; the others are cancelled.
    Complex(Vec<(Spanned<String>, Trigger)>),
}

/// A value for a datum.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The datum.
    pub to: Spanned<DataName>,
    /// Its value, as FEEL.
    pub value: Spanned<String>,
}

/// A sequence flow.
#[derive(Debug, Clone, PartialEq)]
pub struct SequenceFlow {
    /// Its name for people.
    pub title: Title,
    /// Where it begins.
    pub from: ElementId,
    /// Where it leads.
    pub to: ElementId,
    /// When a token takes it.
    pub when: Option<Spanned<String>>,
    /// Whether it is taken if no other is.
    pub default: bool,
    /// Where it was written.
    pub span: Span,
}

impl Element {
    /// An element of that kind on the top level, done once, with nothing else to it.
    pub fn new(kind: ElementKind) -> Self {
        Self {
            title: Title::default(),
            parent: None,
            kind,
            repeat: None,
            for_compensation: false,
            start_quantity: 1,
            completion_quantity: 1,
            inputs: Vec::new(),
            outputs: Vec::new(),
            span: Span::default(),
        }
    }

    /// Whether it is a task, a call or a subprocess.
    pub fn is_activity(&self) -> bool {
        matches!(self.kind, ElementKind::Task(_) | ElementKind::Call(_) | ElementKind::SubProcess(_))
    }

    /// Whether a start event in it begins it rather than a token.
    pub fn is_event_subprocess(&self) -> bool {
        matches!(self.kind, ElementKind::SubProcess(SubProcess::Event))
    }
}

impl SequenceFlow {
    /// A flow that is always taken.
    pub fn new(from: impl Into<ElementId>, to: impl Into<ElementId>) -> Self {
        let (from, to) = (from.into(), to.into());
        Self { title: Title::default(), from, to, when: None, default: false, span: Span::default() }
    }
}

/// Names of what a repeated activity and a complex gateway count, in an expression, as the
/// standard and as this language spell them.
pub const COUNTERS: [(&str, &str); 6] = [
    ("loopCounter", "loop_counter"),
    ("numberOfInstances", "number_of_instances"),
    ("numberOfActiveInstances", "number_of_active_instances"),
    ("numberOfCompletedInstances", "number_of_completed_instances"),
    ("numberOfTerminatedInstances", "number_of_terminated_instances"),
    ("activationCount", "activation_count"),
];

impl Graph {
    /// Whether anything in it counts: instances, or tokens of a complex gateway.
    pub fn counts(&self) -> bool {
        self.elements.values().any(|element| {
            element.repeat.is_some() || matches!(element.kind, ElementKind::Gateway(Gateway::Complex { .. }))
        })
    }

    /// Its tasks, in their order.
    pub fn tasks(&self) -> impl Iterator<Item = (&ElementId, &Element)> {
        self.elements.iter().filter(|(_, element)| matches!(element.kind, ElementKind::Task(_)))
    }

    /// The elements that a subprocess holds itself; of the top level for `None`.
    pub fn within<'a>(&'a self, parent: Option<&'a ElementId>) -> impl Iterator<Item = (&'a ElementId, &'a Element)> {
        self.elements.iter().filter(move |(_, element)| element.parent.as_ref() == parent)
    }
}

/// Whether a script's language is FEEL, by its name or its namespace.
pub fn is_feel(language: &str) -> bool {
    language.eq_ignore_ascii_case("feel") || language.to_ascii_lowercase().contains("/feel")
}
