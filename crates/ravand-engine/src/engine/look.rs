//! What the host looks at: lists, cases, histories, and whether they are true.

use super::Engine;
use crate::CaseId;
use crate::case::Case;
use crate::error::{CommandError, ReadError};
use crate::project::Projection;
use crate::record::{self, Entry, Link, StoredEvent};
use crate::store::{Changes, OutboxRow, ReceiverRow};
use crate::unit::Unit;
use crate::worklist::{Page, WorkQuery};
use ravand_core::Timestamp;
use ravand_kernel::{ActorId, Awaited, Cause, IncidentId};
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

/// An entry of a case's history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its place, from 1.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// Who gave the command; `None` is the host itself, and what followed in this case from
    /// another.
    pub by: Option<ActorId>,
    /// What happened, as it is stored.
    pub event: StoredEvent,
    /// The chain after it.
    pub link: Link,
    /// In one line, with the process's own ids.
    pub line: String,
}

/// A place at which a case waits to be mended.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenIncident {
    /// The case.
    pub case: CaseId,
    /// The incident.
    pub incident: IncidentId,
    /// The process.
    pub process: String,
    /// The case's unit.
    pub unit: Option<String>,
    /// Why it waits.
    pub cause: Cause,
}

/// Something that leaves the engine. Case and place together are its id and stay the same however
/// often it is offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// The case.
    pub case: CaseId,
    /// The place in the case's history.
    pub seq: u64,
    /// What happened.
    pub event: StoredEvent,
}

/// Something that is not as the entries say.
#[derive(Debug)]
#[non_exhaustive]
pub enum Finding {
    /// An entry is not what was written, or is missing.
    Entry(ReadError),
    /// The case at a glance says something else.
    Case,
    /// The worklist does.
    Work,
    /// The timers do.
    Timers,
    /// The incidents do.
    Incidents,
    /// Who waits for messages and signals does.
    Receivers,
}

/// Entries and rows that are read at once.
const READ: usize = 1_024;

impl Engine {
    /// A page of the worklist.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn worklist(&self, query: &WorkQuery) -> Result<Page, ReadError> {
        Ok(self.core.store.worklist(query)?)
    }

    /// A case as it is now.
    ///
    /// # Errors
    /// There is none, its definition is not at hand, or it cannot be read.
    pub fn case(&self, case: CaseId) -> Result<Case, ReadError> {
        let state = self.core.load(case.0)?.ok_or(ReadError::NoCase(case))?;
        Ok(Case { state })
    }

    /// The whole history of a case.
    ///
    /// # Errors
    /// As [`Engine::case`].
    pub fn history(&self, case: CaseId) -> Result<Vec<HistoryEntry>, ReadError> {
        let row = self.core.store.case(case.0)?.ok_or(ReadError::NoCase(case))?;
        let (_, process) = self.core.process(&row.digest)?;
        let (mut entries, mut last) = (Vec::new(), 0);
        loop {
            let rows = self.core.store.entries_after(case.0, last, READ)?;
            let Some(newest) = rows.last() else { return Ok(entries) };
            last = newest.seq;
            for row in rows {
                let damaged = |why| ReadError::Damaged { case, seq: row.seq, why };
                let Entry { at, by, event, .. } = Entry::parse(&row.text).map_err(damaged)?;
                let line = match record::read(&process, &event).map_err(damaged)? {
                    Some(event) => event.line(&process),
                    None => own_line(&event),
                };
                let (at, by) = (Timestamp::from_micros(at), by.as_deref().map(ActorId::from));
                entries.push(HistoryEntry { seq: row.seq, at, by, event, link: row.link, line });
            }
        }
    }

    /// Open incidents behind this one (`None` from the beginning), so many at most.
    ///
    /// # Errors
    /// The store does not answer, or a case cannot be read.
    pub fn incidents(&self, after: Option<(CaseId, IncidentId)>, limit: usize) -> Result<Vec<OpenIncident>, ReadError> {
        let (case, incident) = after.map_or((0, 0), |(case, incident)| (case.0, incident.into()));
        let mut open = Vec::new();
        for row in self.core.store.incidents_after(case, incident, limit)? {
            let (case, incident) = (CaseId(row.case), IncidentId::from(row.incident));
            let state = self.case(case)?;
            // It may have been mended since the list was read.
            if let Some(found) = state.instance().incidents().iter().find(|open| open.id == incident) {
                let cause = found.cause.clone();
                open.push(OpenIncident { case, incident, process: row.process, unit: row.unit, cause });
            }
        }
        Ok(open)
    }

    /// What is to leave and was not [taken](Engine::acknowledge) yet, in order per case, so many
    /// at most. It is offered again until it is taken: at least once, with the same id.
    ///
    /// # Errors
    /// The store does not answer, or an entry cannot be read.
    pub fn outbox(&self, limit: usize) -> Result<Vec<Outgoing>, ReadError> {
        let mut leaving = Vec::new();
        for OutboxRow { case, seq } in self.core.store.outbox(limit)? {
            let damaged = |why| ReadError::Damaged { case: CaseId(case), seq, why };
            let rows = self.core.store.entries_after(case, seq - 1, 1)?;
            let row = rows.first().filter(|row| row.seq == seq);
            let row = row.ok_or_else(|| damaged(record::Unreadable::new("an entry", "nothing")))?;
            let event = Entry::parse(&row.text).map_err(damaged)?.event;
            leaving.push(Outgoing { case: CaseId(case), seq, event });
        }
        Ok(leaving)
    }

    /// Takes from the outbox what has been delivered. What is not there is passed over.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn acknowledge(&self, taken: &[(CaseId, u64)]) -> Result<(), ReadError> {
        let gone = taken.iter().map(|(case, seq)| OutboxRow { case: case.0, seq: *seq }).collect();
        let outbox = Changes { gone, new: Vec::new() };
        Ok(self.core.store.commit(&crate::store::Batch { outbox, ..Default::default() })?)
    }

    /// The personal value that was given last for a datum of a case, as an expression would write
    /// it; `None` if none was given. Whether somebody may see it is the host's to ask.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn personal(&self, case: CaseId, datum: &str) -> Result<Option<String>, ReadError> {
        Ok(self.core.store.secret(case.0, datum)?.map(|row| row.text))
    }

    /// Cases behind this one (`None` from the beginning), in the order of their ids.
    ///
    /// # Errors
    /// The store does not answer.
    pub fn cases(&self, after: Option<CaseId>, limit: usize) -> Result<Vec<CaseId>, ReadError> {
        let rows = self.core.store.cases_after(after.map_or(0, |case| case.0), limit)?;
        Ok(rows.into_iter().map(|row| CaseId(row.id)).collect())
    }

    /// Replays a case from its first entry and compares: its chain, and every list that shows it.
    /// It finds what somebody changed by accident, or without knowing how the chain is made; who
    /// can write the file and knows can make a new chain, and this cannot see it.
    ///
    /// # Errors
    /// There is no such case, or the store does not answer.
    pub fn verify(&self, case: CaseId) -> Result<Vec<Finding>, ReadError> {
        let row = self.core.store.case(case.0)?.ok_or(ReadError::NoCase(case))?;
        let mut state = self.core.empty(case.0, &row.digest)?;
        match self.core.read_on(&mut state, None) {
            Ok(()) => {}
            Err(ReadError::Store(why)) => return Err(ReadError::Store(why)),
            Err(why) => return Ok(vec![Finding::Entry(why)]),
        }
        let mut findings = Vec::new();
        if state.row() != row {
            findings.push(Finding::Case);
        }
        let (told, stored) = (Projection::of(&state, &self.core.calendar), self.core.stored_projection(case.0)?);
        let differs = [
            (told.work != stored.work, Finding::Work),
            (told.timers != stored.timers, Finding::Timers),
            (told.incidents != stored.incidents, Finding::Incidents),
        ];
        findings.extend(differs.into_iter().filter(|(differs, _)| *differs).map(|(_, finding)| finding));
        let listens = |wait: &&ravand_kernel::Wait| {
            matches!(wait.what, Awaited::Message { .. } | Awaited::Signal) && !wait.happened
        };
        let waits: BTreeSet<u32> = state.instance.waits().iter().filter(listens).map(|wait| wait.id.into()).collect();
        let receivers = self.core.store.receivers_of(case.0)?;
        if receivers.iter().map(|row: &ReceiverRow| row.wait).collect::<BTreeSet<_>>() != waits {
            findings.push(Finding::Receivers);
        }
        Ok(findings)
    }

    /// Makes the case at a glance, its worklist, timers and incidents anew from its entries.
    ///
    /// Terms are counted by the calendar of now: called for every case, this is how a calendar
    /// that was corrected moves what is open. Without it, what the new calendar makes later moves
    /// when it would have rung, and what it makes earlier rings too late.
    ///
    /// # Errors
    /// There is no such case, or it cannot be read.
    pub fn rebuild(&self, case: CaseId) -> Result<(), CommandError> {
        let _writing = self.core.writing.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..crate::RETRIES_MAX {
            let row = self.core.store.case(case.0)?.ok_or(ReadError::NoCase(case))?;
            let mut state = self.core.empty(case.0, &row.digest)?;
            self.core.read_on(&mut state, Some(row.version))?;
            self.core.remember(Arc::new(state));
            let mut unit = Unit::new(&self.core, self.now(), None)?;
            unit.mend(case)?;
            if self.commit(unit, None)? {
                return Ok(());
            }
        }
        Err(CommandError::Busy(crate::RETRIES_MAX))
    }
}

/// An event of the engine's own in one line.
fn own_line(event: &StoredEvent) -> String {
    match event {
        StoredEvent::CaseOpened { process, digest, .. } => format!("opened {process} {digest}"),
        StoredEvent::TaskClaimed { task, by } => format!("task {task} claimed by {by}"),
        StoredEvent::TaskUnclaimed { task } => format!("task {task} given back"),
        StoredEvent::CaseSuspended { reason } => format!("suspended: {reason}"),
        StoredEvent::CaseResumed => "resumed".to_owned(),
        of_kernel => format!("{of_kernel:?}"),
    }
}
