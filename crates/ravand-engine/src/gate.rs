//! Who may act on a case, beside what the kernel says of a task: a clerk of one district does
//! that district's work, what one person has taken is not another's, and on a suspended case
//! nobody acts. Every refusal is the gate that was closed.

use crate::case::CaseState;
use crate::codes;
use ravand_core::{Args, Message};
use ravand_kernel::{Actor, ActorId, Command, TaskId, may};

/// Why somebody may not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Gate {
    /// A gate of the task: its role, a separation or binding of duties, a vote.
    #[error(transparent)]
    Task(#[from] ravand_kernel::Gate),
    /// The case belongs to a unit that they do not belong to.
    #[error("the case belongs to `{unit}`")]
    Unit {
        /// The unit.
        unit: String,
    },
    /// Somebody else has taken the task.
    #[error("`{}` has taken the task", by.as_str())]
    Claimed {
        /// Who.
        by: ActorId,
    },
    /// They have not taken the task.
    #[error("the task is not theirs to give back")]
    NotHolder,
    /// The case is suspended.
    #[error("the case is suspended")]
    Suspended,
    /// The case is not suspended.
    #[error("the case is not suspended")]
    NotSuspended,
    /// The request names nobody.
    #[error("nobody was named who would take the task")]
    Nobody,
}

impl Gate {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        let (code, args) = match self {
            Gate::Task(gate) => return gate.message(),
            Gate::Unit { unit } => (&codes::OTHER_UNIT, Args::new().with("unit", unit)),
            Gate::Claimed { by } => (&codes::CLAIMED, Args::new().with("by", by.as_str())),
            Gate::NotHolder => (&codes::NOT_HOLDER, Args::new()),
            Gate::Suspended => (&codes::SUSPENDED, Args::new()),
            Gate::NotSuspended => (&codes::NOT_SUSPENDED, Args::new()),
            Gate::Nobody => (&codes::NOBODY, Args::new()),
        };
        Message::new(code, args)
    }
}

/// Whether the case lets anybody act, and somebody of that unit. Without an actor it is the host
/// itself that acts, which is of every unit.
pub(crate) fn enter(case: &CaseState, actor: Option<&Actor>) -> Result<(), Gate> {
    if let Some(unit) = &case.unit
        && actor.is_some_and(|actor| !actor.units.contains(unit))
    {
        return Err(Gate::Unit { unit: unit.clone() });
    }
    if case.suspended { Err(Gate::Suspended) } else { Ok(()) }
}

/// Whether somebody may give a command to a case, about a task if there is one.
pub(crate) fn open(
    case: &CaseState,
    command: &Command<'_>,
    task: Option<TaskId>,
    actor: Option<&Actor>,
) -> Result<(), Gate> {
    enter(case, actor)?;
    let Some(actor) = actor else { return Ok(()) };
    may(&case.process, &case.instance, command, actor)?;
    let holder = task.and_then(|task| case.claims.get(&task));
    match holder {
        Some(by) if *by != actor.id => Err(Gate::Claimed { by: by.clone() }),
        _ => Ok(()),
    }
}
