//! Authorisation as a pure question. Who somebody is, and which roles that gives, is the
//! host's; [`crate::handle`] does not ask, so that a host asks once, where it knows most.

use crate::codes;
use crate::command::{Actor, Command};
use crate::instance::{Instance, Task};
use crate::process::{CompiledProcess, CompiledStep};
use crate::vote::may_vote;
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
    /// A body votes on the step.
    #[error("step `{step}` is decided by a vote")]
    ByVote {
        /// The step.
        step: StepId,
    },
    /// Everybody has one ballot.
    #[error("whoever has voted on `{step}` may not vote again")]
    Voted {
        /// The step.
        step: StepId,
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
            Gate::ByVote { step } => Message::new(&codes::BY_VOTE, Args::new().with("step", step)),
            Gate::Voted { step } => Message::new(&codes::VOTED, Args::new().with("step", step)),
            Gate::OtherPerson { step, other } => {
                Message::new(&codes::OTHER_PERSON, Args::new().with("step", step).with("other", other))
            }
        }
    }
}

/// Whether `actor` may give `command` to this case.
///
/// Only tasks have a gate: doing them, voting on them, and asking the applicant for them. A task
/// that was escalated is open to those to whom it was offered; the seats of a vote are not.
/// Who may start, cancel or mend a case is for the host to say, and [`Command::ReturnFromCall`],
/// [`Command::PassDeadline`] and [`Command::ApplicantAnswered`] are nobody's but the host's own.
///
/// A command that [`crate::handle`] would reject anyway (a task that is not open) passes:
/// the rejection says more than a closed gate could.
///
/// # Errors
/// The first [`Gate`] that is closed.
pub fn may(process: &CompiledProcess, instance: &Instance, command: &Command<'_>, actor: &Actor) -> Result<(), Gate> {
    let (Command::CompleteTask { task, .. } | Command::AskApplicant { task, .. } | Command::CastBallot { task, .. }) =
        command
    else {
        return Ok(());
    };
    let Some(task) = instance.task(*task) else { return Ok(()) };
    let step = process.step(task.step);
    match command {
        Command::CastBallot { seat, .. } => may_vote(instance, task, step, *seat, actor)?,
        Command::CompleteTask { .. } if step.vote.is_some() => return Err(Gate::ByVote { step: step.id.clone() }),
        _ => has_role(instance, task, step, actor)?,
    }
    are_apart(process, instance, step, actor)
}

/// The step's role, or one to which the task was offered; a member where only those are named.
fn has_role(instance: &Instance, task: &Task, step: &CompiledStep, actor: &Actor) -> Result<(), Gate> {
    let first_seat = step.vote.as_ref().and_then(|vote| vote.members.first());
    let sits = |role| step.vote.as_ref().is_some_and(|vote| vote.members.contains(role));
    if let Some(role) = step.role.as_ref().or(first_seat)
        && !actor.roles.contains(role)
        && !actor.roles.iter().any(sits)
        && !instance.offered_to(task.id).any(|offered| actor.roles.contains(offered))
    {
        return Err(Gate::Role { step: step.id.clone(), role: role.clone() });
    }
    Ok(())
}

/// Separation and binding of duties.
fn are_apart(process: &CompiledProcess, instance: &Instance, step: &CompiledStep, actor: &Actor) -> Result<(), Gate> {
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
