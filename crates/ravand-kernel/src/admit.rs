//! What is held against a command, before its first event: a refused command leaves no trace.
//! Whether somebody may give it is [`crate::may`]'s question.

use crate::command::{Command, Context, Rejection};
use crate::graph::state::Awaited;
use crate::ids::*;
use crate::instance::{Instance, Status};
use crate::process::{CompiledProcess, CompiledStep, CompiledTarget};
use crate::term::notice::{Asked, admit_answer, admit_asking};
use crate::vote::admit_ballot;
use ravand_feel::Value;

/// Everything that can be held against a command, before its first event.
pub(crate) fn admit(
    context: &Context<'_>,
    process: &CompiledProcess,
    instance: &Instance,
    command: &Command<'_>,
) -> Result<(), Rejection> {
    let at = (context.now, context.calendar);
    match (instance.status, command) {
        (Status::NotStarted, Command::Start { data }) => {
            if process.graph().is_some_and(|graph| graph.top.starts.is_empty()) {
                return Err(Rejection::StartedFromOutside);
            }
            return admit_data(process, data);
        }
        (Status::NotStarted, Command::StartAt { element, data }) => {
            if !process.graph().is_some_and(|graph| graph.start_triggers().any(|(at, _)| at == *element)) {
                return Err(Rejection::NoSuchStart(*element));
            }
            return admit_data(process, data);
        }
        (Status::NotStarted, _) => return Err(Rejection::NotStarted),
        (Status::Running, Command::Start { .. } | Command::StartAt { .. }) => return Err(Rejection::AlreadyStarted),
        (Status::Running, _) => {}
        (Status::Ended(_) | Status::Cancelled, _) => return Err(Rejection::Over),
    }
    match *command {
        Command::CompleteTask { task, outcome, data } => {
            let open = instance.task(task).ok_or(Rejection::UnknownTask(task))?;
            admit_data(process, data)?;
            admit_completion(process, process.step(open.step), outcome, data)
        }
        Command::ReturnFromCall { call, .. } => {
            let open = instance.calls.iter().any(|c| c.id == call);
            if open { Ok(()) } else { Err(Rejection::UnknownCall(call)) }
        }
        Command::RetryIncident { incident, data } => {
            if !instance.incidents.iter().any(|i| i.id == incident) {
                return Err(Rejection::UnknownIncident(incident));
            }
            admit_data(process, data)
        }
        Command::Trigger { wait, data } => {
            let awaited = instance.tokens.wait(wait).ok_or(Rejection::UnknownWait(wait))?;
            match awaited.what {
                Awaited::Timer { at, .. } if at > context.now => Err(Rejection::NotYet { wait, at }),
                Awaited::Condition { .. } => Err(Rejection::NotFromOutside(wait)),
                _ => admit_data(process, data),
            }
        }
        Command::SetData { data } => admit_data(process, data),
        Command::PassDeadline { deadline } => match instance.time_of(process, context.calendar, deadline) {
            None => Err(Rejection::NoDeadline(deadline)),
            Some(at) if at > context.now => Err(Rejection::DeadlineAhead { deadline, at }),
            Some(_) => Ok(()),
        },
        Command::CastBallot { task, seat, choice } => admit_ballot(process, instance, task, seat, choice),
        Command::AskApplicant { task, documents, data, reason } => {
            admit_asking(at, process, instance, Asked { task, documents, data, reason })
        }
        Command::ApplicantAnswered { task, data } => {
            admit_data(process, data)?;
            admit_answer(at, process, instance, (task, data))
        }
        Command::FailJob { task, .. } | Command::ThrowError { task, .. } | Command::Escalate { task, .. } => {
            let open = instance.task(task).ok_or(Rejection::UnknownTask(task))?;
            if open.activity.is_some() {
                Ok(())
            } else {
                Err(Rejection::NotAJob { step: process.step(open.step).id.to_string() })
            }
        }
        Command::FailCall { call, .. } | Command::EscalateCall { call, .. } => {
            let open = instance.calls.iter().any(|open| open.id == call);
            if open { Ok(()) } else { Err(Rejection::UnknownCall(call)) }
        }
        Command::Start { .. } | Command::StartAt { .. } | Command::Cancel => Ok(()),
    }
}

fn admit_data(process: &CompiledProcess, data: &[(Slot, Value)]) -> Result<(), Rejection> {
    for (slot, value) in data {
        let ty = process.schema.ty(*slot).ok_or(Rejection::UnknownData(*slot))?;
        if !ty.admits(value) {
            // A rejection is logged and shown: the vault's values are not for that.
            let personal = process.is_personal(*slot);
            return Err(Rejection::WrongType {
                name: process.schema.name(*slot).unwrap_or("?").to_owned(),
                expected: ty.to_string(),
                value: (!personal).then(|| value.to_string()),
            });
        }
    }
    Ok(())
}

fn admit_completion(
    process: &CompiledProcess,
    step: &CompiledStep,
    outcome: Option<OutcomeIndex>,
    data: &[(Slot, Value)],
) -> Result<(), Rejection> {
    let target = match outcome {
        Some(outcome) => match step.outcomes.get(outcome.index()) {
            Some(known) => known.target,
            None => {
                let step = step.id.to_string();
                return Err(Rejection::UnknownOutcome { step, outcome });
            }
        },
        None if step.outcomes.is_empty() => CompiledTarget::On,
        None => {
            let names: Vec<_> = step.outcomes.iter().map(|o| format!("`{}`", o.name)).collect();
            let outcomes = names.join(", ");
            return Err(Rejection::OutcomeMissing { step: step.id.to_string(), outcomes });
        }
    };
    // Who sends a file back need not have filled in what a complete one would hold.
    if !matches!(target, CompiledTarget::On | CompiledTarget::Call(_)) {
        return Ok(());
    }
    // The last value counts: a null behind a value takes it back.
    let last = |slot: Slot| data.iter().rev().find(|(s, _)| *s == slot);
    let given = |slot: Slot| last(slot).is_some_and(|(_, value)| !value.is_null());
    match step.asks.iter().find(|slot| !given(**slot)) {
        None => Ok(()),
        Some(slot) => Err(Rejection::DataMissing {
            step: step.id.to_string(),
            name: process.schema.name(*slot).unwrap_or("?").to_owned(),
        }),
    }
}
