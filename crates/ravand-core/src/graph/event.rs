//! What events wait for and throw.

use crate::id::ElementId;
use crate::span::Spanned;
use crate::term::Term;

/// What an event waits for or throws.
#[derive(Debug, Clone, PartialEq)]
pub enum Trigger {
    /// A message.
    Message {
        /// Its name.
        name: String,
        /// What tells apart those who wait for it, as FEEL; `None` is nothing.
        key: Option<Spanned<String>>,
    },
    /// A time.
    Timer(TimerSpec),
    /// A signal that everybody hears.
    Signal {
        /// Its name.
        name: String,
    },
    /// An error.
    Error {
        /// Its code; a catcher without one catches every error.
        code: Option<String>,
    },
    /// An escalation.
    Escalation {
        /// Its code; a catcher without one catches every escalation.
        code: Option<String>,
    },
    /// A condition, as FEEL.
    Conditional(Spanned<String>),
    /// What was done is compensated.
    Compensation {
        /// The activity; `None` is everything in the scope.
        activity: Option<ElementId>,
        /// Whether the thrower waits for it.
        wait: bool,
    },
    /// The transaction is cancelled.
    Cancel,
    /// Everything in the scope is ended at once.
    Terminate,
    /// On to the catch event with that name.
    Link {
        /// The name.
        name: String,
    },
}

/// When a timer fires.
#[derive(Debug, Clone, PartialEq)]
pub enum TimerSpec {
    /// At that instant, as FEEL.
    Date(Spanned<String>),
    /// After that time, as FEEL.
    Duration(Spanned<String>),
    /// Again and again.
    Cycle {
        /// How often; `None` is without end.
        times: Option<u32>,
        /// How long between, as FEEL.
        every: Spanned<String>,
    },
    /// When a term is over, in the calendar's working time or as a statute counts.
    Term(Term),
}

/// How several triggers of one event count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gather {
    /// One is enough (BPMN multiple).
    #[default]
    Any,
    /// All of them (BPMN parallel multiple).
    All,
}
