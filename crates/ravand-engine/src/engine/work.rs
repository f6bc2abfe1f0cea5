//! Commands about tasks: take, give back, do, vote, ask the applicant.

use super::cases::{short, slots, values};
use super::{Done, Engine, Request};
use crate::CaseId;
use crate::case::CaseState;
use crate::error::CommandError;
use crate::gate::{self, Gate};
use crate::record::StoredEvent;
use ravand_core::DocumentId;
use ravand_feel::Value;
use ravand_kernel::{Command, OutcomeIndex, Rejection, Slot, TaskId};
use serde_json::json;

/// How a task was done.
///
/// ```
/// use ravand_engine::Completion;
/// let approved = Completion::outcome("approved").with("fee_rial", 1_200_000.into());
/// assert_eq!(approved.outcome.as_deref(), Some("approved"));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Completion {
    /// How it came out, by name; needed exactly if the step has outcomes.
    pub outcome: Option<String>,
    /// What the step asks for, by name.
    pub data: Vec<(String, Value)>,
}

impl Completion {
    /// Done, and there is nothing more to say.
    pub fn done() -> Self {
        Self::default()
    }

    /// Done with an outcome.
    pub fn outcome(name: &str) -> Self {
        Self { outcome: Some(name.to_owned()), data: Vec::new() }
    }

    /// The same, with a datum more.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.data.push((name.to_owned(), value));
        self
    }
}

impl Engine {
    /// Takes a task: nobody else does it until it is given back. Whoever has it already takes it
    /// again without effect.
    ///
    /// # Errors
    /// No such case or task, or a closed gate.
    pub fn claim(&self, request: &Request<'_>, case: CaseId, task: TaskId) -> Result<Done, CommandError> {
        self.command(request, case, &json!(["claim", case.0, u32::from(task)]), |unit| {
            let state = unit.existing(case)?;
            gate::enter(state, request.by)?;
            let by = request.by.ok_or(Gate::Nobody)?;
            open_task(state, task)?;
            gate::open(state, &Command::complete(task), Some(task), request.by)?;
            if state.claims.get(&task) == Some(&by.id) {
                return Ok(());
            }
            unit.note(case, StoredEvent::TaskClaimed { task: task.into(), by: by.id.as_str().to_owned() })
        })
    }

    /// Gives a task back. The host itself may give back anybody's.
    ///
    /// # Errors
    /// No such case or task, or it is not theirs.
    pub fn unclaim(&self, request: &Request<'_>, case: CaseId, task: TaskId) -> Result<Done, CommandError> {
        self.command(request, case, &json!(["unclaim", case.0, u32::from(task)]), |unit| {
            let state = unit.existing(case)?;
            gate::enter(state, request.by)?;
            open_task(state, task)?;
            let holder = state.claims.get(&task).ok_or(Gate::NotHolder)?;
            if request.by.is_some_and(|by| by.id != *holder) {
                return Err(Gate::NotHolder.into());
            }
            unit.note(case, StoredEvent::TaskUnclaimed { task: task.into() })
        })
    }

    /// Does a task, whether it was taken before or not.
    ///
    /// # Errors
    /// No such case, task, outcome or datum, a closed gate, or the kernel refuses.
    pub fn complete(
        &self,
        request: &Request<'_>,
        case: CaseId,
        task: TaskId,
        completion: &Completion,
    ) -> Result<Done, CommandError> {
        let Completion { outcome, data } = completion;
        let body = json!(["complete", case.0, u32::from(task), outcome, values(data)?]);
        self.command(request, case, &body, |unit| {
            let state = unit.existing(case)?;
            let outcome = outcome.as_deref().map(|outcome| outcome_of(state, task, outcome)).transpose()?;
            let data = slots(&state.process, data)?;
            let command = Command::CompleteTask { task, outcome, data: &data };
            gate::open(state, &command, Some(task), request.by)?;
            unit.give(case, command)
        })
    }

    /// Casts a seat's ballot, for an outcome by name.
    ///
    /// # Errors
    /// No such case, task, seat or outcome, a closed gate, or the kernel refuses.
    pub fn vote(
        &self,
        request: &Request<'_>,
        case: CaseId,
        task: TaskId,
        seat: u16,
        choice: &str,
    ) -> Result<Done, CommandError> {
        self.command(request, case, &json!(["vote", case.0, u32::from(task), seat, choice]), |unit| {
            let state = unit.existing(case)?;
            let choice = outcome_of(state, task, choice)?;
            let command = Command::CastBallot { task, seat, choice };
            // A seat is nobody's to take away: whoever has claimed the task does not stop a vote.
            gate::open(state, &command, None, request.by)?;
            unit.give(case, command)
        })
    }

    /// Asks the applicant for everything that is missing for a task; the clocks stand still until
    /// [`Engine::applicant_answered`]. The reason is stored and holds nothing personal.
    ///
    /// # Errors
    /// No such case, task or datum, a closed gate, or the kernel refuses.
    pub fn ask_applicant(
        &self,
        request: &Request<'_>,
        case: CaseId,
        task: TaskId,
        (documents, data): (&[DocumentId], &[String]),
        reason: &str,
    ) -> Result<Done, CommandError> {
        short("the reason", Some(reason))?;
        let names: Vec<&str> = documents.iter().map(DocumentId::as_str).collect();
        let body = json!(["ask applicant", case.0, u32::from(task), names, data, reason]);
        self.command(request, case, &body, |unit| {
            let state = unit.existing(case)?;
            let slot =
                |name: &String| state.process.schema().slot(name).ok_or_else(|| CommandError::NoDatum(name.clone()));
            let data: Vec<Slot> = data.iter().map(slot).collect::<Result<_, _>>()?;
            let command = Command::AskApplicant { task, documents, data: &data, reason };
            gate::open(state, &command, Some(task), request.by)?;
            unit.give(case, command)
        })
    }

    /// The applicant answered: the clocks go on.
    ///
    /// # Errors
    /// No such case, task or datum, a closed gate, or the kernel refuses.
    pub fn applicant_answered(
        &self,
        request: &Request<'_>,
        case: CaseId,
        task: TaskId,
        data: &[(String, Value)],
    ) -> Result<Done, CommandError> {
        let body = json!(["applicant answered", case.0, u32::from(task), values(data)?]);
        self.command(request, case, &body, |unit| {
            let state = unit.existing(case)?;
            gate::enter(state, request.by)?;
            let data = slots(&state.process, data)?;
            unit.give(case, Command::ApplicantAnswered { task, data: &data })
        })
    }
}

fn open_task(state: &CaseState, task: TaskId) -> Result<(), CommandError> {
    if !state.is_running() {
        return Err(Rejection::Over.into());
    }
    state.instance.task(task).map(|_| ()).ok_or_else(|| Rejection::UnknownTask(task).into())
}

fn outcome_of(state: &CaseState, task: TaskId, name: &str) -> Result<OutcomeIndex, CommandError> {
    open_task(state, task)?;
    let open = state.instance.task(task).ok_or(Rejection::UnknownTask(task))?;
    let step = state.process.step(open.step);
    let unknown = || CommandError::NoOutcome { step: step.id.to_string(), outcome: name.to_owned() };
    step.outcome(name).ok_or_else(unknown)
}
