//! Authorisation as a pure question. Who somebody is, and which roles that gives, is the
//! host's; [`crate::handle`] does not ask, so that a host asks once, where it knows most.

use crate::codes;
use crate::command::{Actor, Command};
use crate::instance::Instance;
use crate::process::CompiledProcess;
use ravand_core::{Args, RoleId, StepId};
use ravand_feel::Message;

/// Why somebody may not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Gate {
    /// The task needs a role that they do not hold.
    #[error("step `{step}` is for the role `{role}`")]
    Role {
        /// The step.
        step: StepId,
        /// Its role.
        role: RoleId,
    },
    /// They did a step from which this one is kept apart.
    #[error("whoever did `{other}` may not do `{step}`")]
    SamePerson {
        /// The step.
        step: StepId,
        /// The step that they did.
        other: StepId,
    },
    /// Somebody else did a step to whose person this one is bound.
    #[error("only whoever did `{other}` may do `{step}`")]
    OtherPerson {
        /// The step.
        step: StepId,
        /// The step that somebody else did last.
        other: StepId,
    },
}

impl Gate {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        match self {
            Gate::Role { step, role } => {
                Message::new(&codes::OTHER_ROLE, Args::new().with("step", step).with("role", role))
            }
            Gate::SamePerson { step, other } => {
                Message::new(&codes::SAME_PERSON, Args::new().with("step", step).with("other", other))
            }
            Gate::OtherPerson { step, other } => {
                Message::new(&codes::OTHER_PERSON, Args::new().with("step", step).with("other", other))
            }
        }
    }
}

/// Whether `actor` may give `command` to this case.
///
/// Only tasks have a gate: doing them, and asking the applicant for them. A task that was
/// escalated is open to those to whom it was offered. Who may start, cancel or mend a case is for the host to say, and
/// [`Command::ReturnFromCall`] is nobody's but the host's own.
///
/// A command that [`crate::handle`] would reject anyway (a task that is not open) passes:
/// the rejection says more than a closed gate could.
///
/// # Errors
/// The first [`Gate`] that is closed.
pub fn may(process: &CompiledProcess, instance: &Instance, command: &Command<'_>, actor: &Actor) -> Result<(), Gate> {
    let (Command::CompleteTask { task, .. } | Command::AskApplicant { task, .. }) = command else { return Ok(()) };
    let Some(task) = instance.task(*task) else { return Ok(()) };
    let step = process.step(task.step);
    if let Some(role) = &step.role
        && !actor.roles.contains(role)
        && !instance.offered_to(task.id).any(|offered| actor.roles.contains(offered))
    {
        return Err(Gate::Role { step: step.id.clone(), role: role.clone() });
    }
    for other in &step.not_same_person_as {
        if instance.doers(*other).contains(&actor.id) {
            let other = process.step(*other).id.clone();
            return Err(Gate::SamePerson { step: step.id.clone(), other });
        }
    }
    for other in &step.same_person_as {
        // A step that nobody did, or a machine, binds nobody.
        if instance.doers(*other).last().is_some_and(|last| *last != actor.id) {
            let other = process.step(*other).id.clone();
            return Err(Gate::OtherPerson { step: step.id.clone(), other });
        }
    }
    Ok(())
}
