//! Commands to whole cases: start, data, stop, suspend, messages.

use super::{Done, Engine, Request};
use crate::error::CommandError;
use crate::gate;
use crate::record::{StoredEvent, write_value};
use crate::unit::{OwnedStart, Unit};
use crate::{CaseId, TEXT_BYTES_MAX};
use ravand_core::Timestamp;
use ravand_feel::{Type, Value};
use ravand_kernel::mail::Letter;
use ravand_kernel::{Command, CompiledProcess, IncidentId, Slot, follow};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// What a case is started with.
///
/// ```
/// use ravand_engine::NewCase;
/// let case = NewCase::of("building-permit").in_unit("district-05").about("پلاک ۱۲").with("area_m2", 240.into());
/// assert_eq!(case.data.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct NewCase {
    /// The process.
    pub process: String,
    /// The unit that it belongs to: people of others have no business with it.
    pub unit: Option<String>,
    /// What people call it. It is stored in the history and holds nothing personal.
    pub subject: Option<String>,
    /// What is known from the start, by name.
    pub data: Vec<(String, Value)>,
}

impl NewCase {
    /// A case of a process, of no unit, of which nothing is known.
    pub fn of(process: &str) -> Self {
        Self { process: process.to_owned(), unit: None, subject: None, data: Vec::new() }
    }

    /// The same, of a unit.
    #[must_use]
    pub fn in_unit(self, unit: &str) -> Self {
        Self { unit: Some(unit.to_owned()), ..self }
    }

    /// The same, with what people call it.
    #[must_use]
    pub fn about(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }

    /// The same, with a datum more.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.data.push((name.to_owned(), value));
        self
    }
}

impl Engine {
    /// Starts a case of the latest version of a process.
    ///
    /// # Errors
    /// No such process or datum, or the kernel refuses; nothing happened then.
    pub fn start(&self, request: &Request<'_>, new: &NewCase) -> Result<Done, CommandError> {
        let NewCase { process, unit, subject, data } = new;
        short("the subject", subject.as_deref())?;
        short("the unit", unit.as_deref())?;
        let body = json!(["start", process, unit, subject, values(data)?]);
        self.run(request, &body, |on| {
            let begin = |process: &CompiledProcess| Ok(OwnedStart { data: slots(process, data)? });
            let case = on.open(process, unit.as_deref(), subject.as_deref(), begin)?;
            on.settle()?;
            Ok((Done { case, version: on.version(case) }, Some(case)))
        })
    }

    /// Changes data of a case by name; whoever waits for a condition on them looks again.
    ///
    /// # Errors
    /// No such case or datum, a closed gate, or the kernel refuses.
    pub fn set_data(
        &self,
        request: &Request<'_>,
        case: CaseId,
        data: &[(String, Value)],
    ) -> Result<Done, CommandError> {
        let body = json!(["set data", case.0, values(data)?]);
        self.command(request, case, &body, |unit| {
            let data = enter(unit, case, request, data)?;
            unit.give(case, Command::SetData { data: &data })
        })
    }

    /// The cause of an incident was mended: the case goes on from where it waits.
    ///
    /// # Errors
    /// No such case, incident or datum, a closed gate, or the kernel refuses.
    pub fn retry(
        &self,
        request: &Request<'_>,
        case: CaseId,
        incident: IncidentId,
        data: &[(String, Value)],
    ) -> Result<Done, CommandError> {
        let body = json!(["retry", case.0, u32::from(incident), values(data)?]);
        self.command(request, case, &body, |unit| {
            let data = enter(unit, case, request, data)?;
            unit.give(case, Command::RetryIncident { incident, data: &data })
        })
    }

    /// Stops a case, and those that it has called.
    ///
    /// # Errors
    /// No such case, a closed gate, or it is over.
    pub fn cancel(&self, request: &Request<'_>, case: CaseId) -> Result<Done, CommandError> {
        self.command(request, case, &json!(["cancel", case.0]), |unit| {
            enter(unit, case, request, &[])?;
            unit.give(case, Command::Cancel)
        })
    }

    /// Lets nobody act on a case until it is [resumed](Engine::resume): its tasks leave the
    /// worklist, its clocks do not ring. Terms go on; what other cases owe it (an answer of a
    /// called case, a message) still reaches it.
    ///
    /// # Errors
    /// No such case, a closed gate, or it is over.
    pub fn suspend(&self, request: &Request<'_>, case: CaseId, reason: &str) -> Result<Done, CommandError> {
        short("the reason", Some(reason))?;
        self.command(request, case, &json!(["suspend", case.0, reason]), |unit| {
            enter(unit, case, request, &[])?;
            running(unit, case)?;
            unit.note(case, StoredEvent::CaseSuspended { reason: reason.to_owned() })
        })
    }

    /// Lets a case go on. What was due meanwhile rings at the next [`Engine::run_due`].
    ///
    /// # Errors
    /// No such case, a closed gate, or it is not suspended.
    pub fn resume(&self, request: &Request<'_>, case: CaseId) -> Result<Done, CommandError> {
        self.command(request, case, &json!(["resume", case.0]), |unit| {
            match gate::enter(unit.existing(case)?, request.by) {
                Err(gate::Gate::Suspended) => {}
                Err(closed) => return Err(closed.into()),
                Ok(()) => return Err(gate::Gate::NotSuspended.into()),
            }
            unit.note(case, StoredEvent::CaseResumed)
        })
    }

    /// A message from outside: to the case that has waited longest for its name and key, to a
    /// process that it starts, or kept until somebody waits for it or its time is over. Says
    /// whether somebody got it.
    ///
    /// # Errors
    /// Too many messages are kept, or what it sets off could not be carried out.
    pub fn correlate(
        &self,
        request: &Request<'_>,
        name: &str,
        key: &Value,
        data: &[(String, Value)],
        until: Option<Timestamp>,
    ) -> Result<bool, CommandError> {
        short("the message's name", Some(name))?;
        let known = write_value(key, &Type::Any)?;
        let body = json!(["correlate", name, known, values(data)?, until.map(Timestamp::micros)]);
        self.run(request, &body, |unit| {
            let data = data.iter().map(|(name, value)| (name.as_str().into(), value.clone())).collect();
            let letter = Letter { name: name.into(), key: key.clone(), data, until };
            let delivered = follow::send(unit, letter)??;
            unit.settle()?;
            Ok((delivered, None))
        })
    }

    /// A signal from outside, which every case hears that listens now.
    ///
    /// # Errors
    /// What it sets off could not be carried out.
    pub fn broadcast(&self, request: &Request<'_>, name: &str, data: &[(String, Value)]) -> Result<(), CommandError> {
        short("the signal's name", Some(name))?;
        let body = json!(["broadcast", name, values(data)?]);
        self.run(request, &body, |unit| {
            let data: Vec<(Arc<str>, Value)> =
                data.iter().map(|(name, value)| (name.as_str().into(), value.clone())).collect();
            follow::signal(unit, &name.into(), &data, None)?;
            unit.settle()?;
            Ok(((), None))
        })
    }
}

/// Whether whoever asks may act on the case at all; and its data by slot.
fn enter(
    unit: &mut Unit<'_>,
    case: CaseId,
    request: &Request<'_>,
    data: &[(String, Value)],
) -> Result<Vec<(Slot, Value)>, CommandError> {
    let state = unit.existing(case)?;
    gate::enter(state, request.by)?;
    slots(&state.process, data)
}

fn running(unit: &mut Unit<'_>, case: CaseId) -> Result<(), CommandError> {
    if unit.existing(case)?.is_running() { Ok(()) } else { Err(ravand_kernel::Rejection::Over.into()) }
}

pub(super) fn slots(process: &CompiledProcess, data: &[(String, Value)]) -> Result<Vec<(Slot, Value)>, CommandError> {
    let slot = |(name, value): &(String, Value)| {
        let slot = process.schema().slot(name).ok_or_else(|| CommandError::NoDatum(name.clone()))?;
        Ok((slot, value.clone()))
    };
    data.iter().map(slot).collect()
}

/// Data as part of what makes a command the same.
pub(super) fn values(data: &[(String, Value)]) -> Result<Json, CommandError> {
    let pair = |(name, value): &(String, Value)| Ok(json!([name, write_value(value, &Type::Any)?]));
    Ok(Json::Array(data.iter().map(pair).collect::<Result<_, CommandError>>()?))
}

pub(super) fn short(what: &'static str, text: Option<&str>) -> Result<(), CommandError> {
    match text {
        Some(text) if text.len() > TEXT_BYTES_MAX => Err(CommandError::TooLong { what, max: TEXT_BYTES_MAX }),
        _ => Ok(()),
    }
}
