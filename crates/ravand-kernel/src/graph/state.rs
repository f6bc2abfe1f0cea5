//! Where the tokens of a graph are. Written by [`crate::apply`] alone.

use super::element::CompiledGraph;
use crate::ids::*;
use ravand_core::Timestamp;
use ravand_feel::Value;

/// The tokens of a case, as far as its flow is a graph. Ids are given in ascending order and
/// what is gone leaves no gap, so that each list is sorted by them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tokens {
    pub(crate) frames: Vec<Frame>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) waits: Vec<Wait>,
    /// Jobs at which a worker has failed.
    pub(crate) failed: Vec<FailedJob>,
    /// The error that ended the case, if one did: its code may be empty.
    pub(crate) error: Option<String>,
}

/// A job at which a worker has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedJob {
    /// Its task.
    pub task: TaskId,
    /// How often workers may still try.
    pub left: u32,
    /// From when on.
    pub again_at: Timestamp,
}

/// A scope under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Its id.
    pub id: FrameId,
    /// The subprocess that it is the inside of; `None` for the case itself.
    pub activity: Option<ActivityId>,
    pub(crate) element: Option<ElementIndex>,
    /// Tokens before gateways and activities that wait for more.
    pub(crate) arrivals: Vec<(FlowIndex, u32)>,
    /// Complex gateways that have let a token pass and wait for the rest.
    pub(crate) resetting: Vec<ElementIndex>,
    /// What can be compensated, oldest first.
    pub(crate) done: Vec<Compensable>,
    /// The end that was reached last.
    pub(crate) end: Option<EndIndex>,
    /// Ad-hoc, one after another: what is still to be done, last first.
    pub(crate) queue: Vec<ElementIndex>,
}

/// An activity, or an event that is waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Its id.
    pub id: ActivityId,
    /// Its element.
    pub element: ElementIndex,
    /// The scope that it is in.
    pub frame: FrameId,
    /// The repeated or compensating activity that it is part of.
    pub(crate) of: Option<ActivityId>,
    /// For the how-many-th time, from 1, within [`Activity::of`].
    pub(crate) number: u32,
    pub(crate) doing: Doing,
    /// Data that only it sees.
    pub(crate) locals: Vec<(Slot, Value)>,
    /// A compensation sees the data as they were.
    pub(crate) snapshot: Option<Box<[Value]>>,
    /// What was completed inside and can be compensated.
    pub(crate) inner: Vec<Compensable>,
}

/// What an activity is at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Doing {
    /// About to begin, or waiting for what its waits say.
    Waiting,
    Task(TaskId),
    Body(FrameId),
    Call(CallId),
    Repeating(Box<Repeating>),
    Compensating(Box<Compensating>),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Repeating {
    /// Multi-instance: how many; `None` for a standard loop.
    pub(crate) total: Option<u32>,
    /// Multi-instance over a collection: its elements.
    pub(crate) items: Vec<Value>,
    pub(crate) started: u32,
    pub(crate) active: u32,
    pub(crate) completed: u32,
    pub(crate) terminated: u32,
    /// What the instances gave, by number.
    pub(crate) results: Vec<(u32, Value)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compensating {
    /// Still to be compensated, in the order of their completion: the last is next.
    pub(crate) queue: Vec<Compensable>,
    /// Taken up last.
    pub(crate) current: Option<Compensable>,
    pub(crate) then: Then,
}

/// What follows a compensation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The throwing event is left.
    Leave,
    /// The transaction whose inside this is was cancelled.
    Cancel,
    /// Nothing: the thrower did not wait.
    Nothing,
}

/// A completed activity that can be compensated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compensable {
    pub(crate) element: ElementIndex,
    /// The data as they were when it was completed.
    pub(crate) data: Box<[Value]>,
    /// What was completed inside.
    pub(crate) inner: Vec<Compensable>,
}

/// Something that is waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// Its id.
    pub id: WaitId,
    /// The scope that it is in.
    pub frame: FrameId,
    /// The activity that waits, or on whose edge the event sits; `None` for the start of an
    /// event subprocess.
    pub activity: Option<ActivityId>,
    /// The event.
    pub element: ElementIndex,
    /// Which of the event's triggers.
    pub trigger: u16,
    /// For what.
    pub what: Awaited,
    /// Parallel multiple: it has happened and waits for the others.
    pub happened: bool,
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq)]
pub enum Awaited {
    /// A time.
    Timer {
        /// When.
        at: Timestamp,
        /// How often still after that; `None` is without end.
        left: Option<u32>,
    },
    /// A message with this key; null is any.
    Message {
        /// The key.
        key: Value,
    },
    /// A signal.
    Signal,
    /// A condition.
    Condition {
        /// Whether it held when it was last looked at: it must have been false in between.
        held: bool,
    },
}

impl Tokens {
    pub(crate) fn clear(&mut self) {
        self.frames.clear();
        self.activities.clear();
        self.waits.clear();
        self.failed.clear();
        self.error = None;
    }

    pub(crate) fn frame(&self, id: FrameId) -> Option<&Frame> {
        self.frames.binary_search_by_key(&id, |frame| frame.id).ok().map(|at| &self.frames[at])
    }

    pub(crate) fn frame_mut(&mut self, id: FrameId) -> Option<&mut Frame> {
        self.frames.binary_search_by_key(&id, |frame| frame.id).ok().map(|at| &mut self.frames[at])
    }

    pub(crate) fn activity(&self, id: ActivityId) -> Option<&Activity> {
        self.activities.binary_search_by_key(&id, |activity| activity.id).ok().map(|at| &self.activities[at])
    }

    pub(crate) fn activity_mut(&mut self, id: ActivityId) -> Option<&mut Activity> {
        self.activities.binary_search_by_key(&id, |activity| activity.id).ok().map(|at| &mut self.activities[at])
    }

    pub(crate) fn wait(&self, id: WaitId) -> Option<&Wait> {
        self.waits.binary_search_by_key(&id, |wait| wait.id).ok().map(|at| &self.waits[at])
    }

    pub(crate) fn repeating(&self, id: ActivityId) -> Option<&Repeating> {
        match &self.activity(id)?.doing {
            Doing::Repeating(repeating) => Some(repeating),
            _ => None,
        }
    }
}

impl Frame {
    pub(crate) fn new(id: FrameId, activity: Option<ActivityId>, element: Option<ElementIndex>) -> Self {
        Self {
            id,
            activity,
            element,
            arrivals: Vec::new(),
            resetting: Vec::new(),
            done: Vec::new(),
            end: None,
            queue: Vec::new(),
        }
    }

    /// Tokens that have come by a flow and wait at its end.
    pub(crate) fn arrived(&self, flow: FlowIndex) -> u32 {
        self.arrivals.iter().find(|(at, _)| *at == flow).map_or(0, |(_, count)| *count)
    }

    /// Tokens that wait before an element.
    pub(crate) fn arrived_at(&self, graph: &CompiledGraph, element: ElementIndex) -> u32 {
        graph.element(element).incoming.iter().map(|flow| self.arrived(*flow)).fold(0, u32::saturating_add)
    }

    pub(crate) fn arrive(&mut self, flow: FlowIndex) {
        match self.arrivals.iter_mut().find(|(at, _)| *at == flow) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.arrivals.push((flow, 1)),
        }
    }

    pub(crate) fn consume(&mut self, flow: FlowIndex) {
        if let Some((_, count)) = self.arrivals.iter_mut().find(|(at, _)| *at == flow) {
            *count = count.saturating_sub(1);
        }
        self.arrivals.retain(|(_, count)| *count > 0);
    }
}
