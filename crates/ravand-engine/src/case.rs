//! A case as its entries tell it: the kernel's instance, and what the engine adds (whose it is,
//! who has taken which task, whether it is suspended). Nothing but [`CaseState::take`] changes it.

use crate::CaseId;
use crate::error::ReadError;
use crate::record::{self, Entry, Link, StoredEvent, Unreadable};
use crate::store::{CaseRow, CaseStatus, EntryRow};
use ravand_core::Timestamp;
use ravand_kernel::{ActorId, CompiledProcess, Event, Instance, Status, TaskId, apply};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case in memory.
#[derive(Debug, Clone)]
pub(crate) struct CaseState {
    pub(crate) id: u64,
    pub(crate) process: Arc<CompiledProcess>,
    pub(crate) digest: Arc<str>,
    pub(crate) unit: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) instance: Instance,
    pub(crate) claims: BTreeMap<TaskId, ActorId>,
    pub(crate) suspended: bool,
    /// How many entries it has.
    pub(crate) version: u64,
    pub(crate) head: Link,
    pub(crate) opened_at: i64,
    pub(crate) changed_at: i64,
}

impl CaseState {
    /// A case without an entry.
    pub(crate) fn new(id: u64, process: Arc<CompiledProcess>, digest: Arc<str>) -> Self {
        let instance = Instance::new(&process);
        Self {
            id,
            process,
            digest,
            unit: None,
            subject: None,
            instance,
            claims: BTreeMap::new(),
            suspended: false,
            version: 0,
            head: Link::first(id),
            opened_at: 0,
            changed_at: 0,
        }
    }

    /// Takes over an entry that was stored.
    ///
    /// # Errors
    /// It is not the next one, its chain is broken, or the process has not what it names.
    pub(crate) fn replay(&mut self, row: &EntryRow) -> Result<(), ReadError> {
        let damaged = |why| ReadError::Damaged { case: CaseId(self.id), seq: row.seq, why };
        if row.seq != self.version + 1 {
            return Err(damaged(Unreadable::new("the next entry", row.seq)));
        }
        if self.head.then(&row.text) != row.link {
            return Err(damaged(Unreadable::new("a link of the case's chain", row.link)));
        }
        let entry = Entry::parse(&row.text).map_err(damaged)?;
        let event = record::read(&self.process, &entry.event).map_err(damaged)?;
        if let Some(event) = &event {
            apply(&self.process, &mut self.instance, event);
        }
        self.take(&entry, event.as_ref(), row.link);
        Ok(())
    }

    /// Takes over an entry whose event, if it is the kernel's, the instance has already.
    pub(crate) fn take(&mut self, entry: &Entry, event: Option<&Event>, link: Link) {
        self.version += 1;
        self.head = link;
        self.changed_at = entry.at;
        if self.version == 1 {
            self.opened_at = entry.at;
        }
        match &entry.event {
            StoredEvent::CaseOpened { unit, subject, .. } => {
                self.unit.clone_from(unit);
                self.subject.clone_from(subject);
            }
            StoredEvent::TaskClaimed { task, by } => {
                self.claims.insert((*task).into(), by.as_str().into());
            }
            StoredEvent::TaskUnclaimed { task } => _ = self.claims.remove(&(*task).into()),
            StoredEvent::CaseSuspended { .. } => self.suspended = true,
            StoredEvent::CaseResumed => self.suspended = false,
            _ => {}
        }
        match event {
            Some(
                Event::TaskCompleted { task, .. } | Event::TaskWithdrawn { task } | Event::TaskReassigned { task },
            ) => _ = self.claims.remove(task),
            Some(Event::InstanceEnded { .. } | Event::InstanceCancelled) => self.claims.clear(),
            _ => {}
        }
    }

    pub(crate) fn is_running(&self) -> bool {
        self.instance.status() == Status::Running
    }

    /// The case at a glance.
    pub(crate) fn row(&self) -> CaseRow {
        let (status, end) = match self.instance.status() {
            Status::Ended(end) => {
                let end = self.process.ends().get(end.index()).map(|end| end.id.to_string());
                (CaseStatus::Ended, end)
            }
            Status::Cancelled => (CaseStatus::Cancelled, None),
            Status::NotStarted | Status::Running => (CaseStatus::Running, None),
        };
        CaseRow {
            id: self.id,
            process: self.process.id().to_string(),
            digest: self.digest.to_string(),
            unit: self.unit.clone(),
            subject: self.subject.clone(),
            status,
            end,
            suspended: self.suspended,
            version: self.version,
            head: self.head,
            opened_at: self.opened_at,
            changed_at: self.changed_at,
        }
    }
}

/// A case as the host sees it.
#[derive(Debug, Clone)]
pub struct Case {
    pub(crate) state: Arc<CaseState>,
}

impl Case {
    /// Its id.
    pub fn id(&self) -> CaseId {
        CaseId(self.state.id)
    }

    /// The process that it runs by.
    pub fn process(&self) -> &CompiledProcess {
        &self.state.process
    }

    /// The digest of its definition.
    pub fn digest(&self) -> &str {
        &self.state.digest
    }

    /// The kernel's view of it: tasks, data, incidents, what it waits for.
    pub fn instance(&self) -> &Instance {
        &self.state.instance
    }

    /// The case at a glance, as lists show it.
    pub fn row(&self) -> CaseRow {
        self.state.row()
    }

    /// The unit that it belongs to.
    pub fn unit(&self) -> Option<&str> {
        self.state.unit.as_deref()
    }

    /// What people call it.
    pub fn subject(&self) -> Option<&str> {
        self.state.subject.as_deref()
    }

    /// Who has taken a task.
    pub fn holder(&self, task: TaskId) -> Option<&ActorId> {
        self.state.claims.get(&task)
    }

    /// Whether it is suspended.
    pub fn is_suspended(&self) -> bool {
        self.state.suspended
    }

    /// How many entries its history has.
    pub fn version(&self) -> u64 {
        self.state.version
    }

    /// The end of its chain.
    pub fn head(&self) -> Link {
        self.state.head
    }

    /// When it was opened.
    pub fn opened_at(&self) -> Timestamp {
        Timestamp::from_micros(self.state.opened_at)
    }

    /// What it knows under a name; `None` if the process has no such datum. A personal datum is
    /// null here: its value lies in the vault.
    pub fn datum(&self, name: &str) -> Option<&ravand_feel::Value> {
        let slot = self.state.process.schema().slot(name)?;
        self.state.instance.data().get(usize::from(slot))
    }
}
