//! Dense ids: positions in a [`crate::CompiledProcess`] and counters of an
//! [`crate::Instance`]. They never leave memory; what is stored or shown carries the
//! step's own id.

use std::fmt;
use std::sync::Arc;

/// A datum's position, as in [`ravand_feel::Schema`].
pub type Slot = u16;

macro_rules! dense {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub(crate) $inner);

        impl $name {
            /// As a position.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<$inner> for $name {
            fn from(number: $inner) -> Self {
                Self(number)
            }
        }

        impl From<$name> for $inner {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

dense! {
    /// A step of a process.
    StepIndex(u32);
    /// A node of a process's flow.
    NodeIndex(u32);
    /// A set of steps ordered by documents.
    ScopeIndex(u32);
    /// An outcome, within its step.
    OutcomeIndex(u16);
    /// A way to end.
    EndIndex(u16);
    /// A process that may be called.
    CalledIndex(u16);
    /// A task, unique in its instance for ever.
    TaskId(u32);
    /// A call of another process, unique in its instance.
    CallId(u32);
    /// A redo of a branch, unique in its instance.
    RedoId(u32);
    /// An element of a graph.
    ElementIndex(u32);
    /// A sequence flow of a graph.
    FlowIndex(u32);
    /// A scope under way: the case itself or a subprocess, unique in its instance.
    FrameId(u32);
    /// An activity, or an event that is waited for, under way; unique in its instance.
    ActivityId(u32);
    /// Something that is waited for, unique in its instance.
    WaitId(u32);
    /// An incident, unique in its instance.
    IncidentId(u32);
}

/// Who somebody is, as the host knows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(Arc<str>);

impl ActorId {
    /// As the host wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ActorId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}
