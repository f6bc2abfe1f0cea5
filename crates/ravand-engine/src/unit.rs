//! One command with everything that follows from it, decided in memory and committed at once.
//!
//! It is a host of the kernel's second state machine: cases, calls and mail are brought from the
//! store when they are asked about, each with the version that it had, and what became of them is
//! the difference between what was brought and what is there at the end. Nothing is written
//! before [`Unit::finish`], so that a unit that fails has done nothing.

use crate::case::CaseState;
use crate::core::{Core, Known};
use crate::error::CommandError;
use crate::project::Projection;
use crate::record::{self, ENTRY_VERSION, Entry, StoredEvent};
use crate::store::{Batch, EntryRow, OutboxRow, SecretRow};
use crate::unit_mail::Post;
use crate::{CaseId, FOLLOWING_MAX};
use ravand_core::{ProcessId, Timestamp};
use ravand_kernel::exchange::{Exchange, InstanceKey};
use ravand_kernel::follow::{Concern, Host, follow};
use ravand_kernel::mail::{Mail, MailError};
use ravand_kernel::{Actor, Command, CompiledProcess, Context, Event, EventSink, Instance, Rejection, Secret, handle};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// A command on its way.
pub(crate) struct Unit<'e> {
    pub(crate) core: &'e Core,
    pub(crate) now: Timestamp,
    /// Who gave the command; what follows from it is nobody's.
    by: Option<&'e Actor>,
    entropy: u128,
    commands: usize,
    cases: BTreeMap<u64, Open>,
    /// Versions of processes that were looked up for new cases, by their ids.
    latest: BTreeMap<ProcessId, Known>,
    queue: VecDeque<(InstanceKey, Event)>,
    pub(crate) post: Post,
}

/// A case that was looked at.
struct Open {
    state: CaseState,
    /// Its rows when it was looked at.
    before: Projection,
    /// Its version then.
    seen: u64,
    /// Whether its rows are written anew.
    mended: bool,
    entries: Vec<EntryRow>,
    secrets: Vec<SecretRow>,
    outbox: Vec<OutboxRow>,
}

/// What a command made the kernel say.
#[derive(Default)]
struct Heard {
    events: Vec<Event>,
    /// Each with the place of the event that holds its commitment.
    secrets: Vec<(usize, Secret)>,
}

impl EventSink for Heard {
    fn event(&mut self, event: &Event) {
        self.events.push(event.clone());
    }

    fn secret(&mut self, secret: &Secret) {
        self.secrets.push((self.events.len(), secret.clone()));
    }
}

impl<'e> Unit<'e> {
    pub(crate) fn new(core: &'e Core, now: Timestamp, by: Option<&'e Actor>) -> Result<Self, CommandError> {
        let entropy = core.entropy.draw()?;
        Ok(Self {
            core,
            now,
            by,
            entropy,
            commands: 0,
            cases: BTreeMap::new(),
            latest: BTreeMap::new(),
            queue: VecDeque::new(),
            post: Post::default(),
        })
    }

    /// A case that there is.
    pub(crate) fn existing(&mut self, case: CaseId) -> Result<&CaseState, CommandError> {
        match self.look(case.0)? {
            true => self.cases.get(&case.0).map(|open| &open.state).ok_or_else(|| no_case(case)),
            false => Err(no_case(case)),
        }
    }

    /// Whether there is such a case; it is brought.
    fn look(&mut self, case: u64) -> Result<bool, CommandError> {
        if self.cases.contains_key(&case) {
            return Ok(true);
        }
        let Some(state) = self.core.load(case)? else { return Ok(false) };
        let state = (*state).clone();
        let before = Projection::of(&state, &self.core.calendar);
        self.cases.insert(case, Open::new(state, before));
        Ok(true)
    }

    /// Takes what the store has for the rows that the case had, whatever they should be: what is
    /// committed then mends them.
    pub(crate) fn mend(&mut self, case: CaseId) -> Result<(), CommandError> {
        self.existing(case)?;
        let stored = self.core.stored_projection(case.0)?;
        if let Some(open) = self.cases.get_mut(&case.0) {
            open.before = stored;
            open.mended = true;
        }
        Ok(())
    }

    /// Gives a case a command of whoever asked.
    pub(crate) fn give(&mut self, case: CaseId, command: Command<'_>) -> Result<(), CommandError> {
        let by = self.by;
        self.existing(case)?;
        Ok(self.hand_over(case.0, command, by)??)
    }

    /// Makes a case and gives it its first command.
    pub(crate) fn open(
        &mut self,
        process: &str,
        unit: Option<&str>,
        subject: Option<&str>,
        command: impl FnOnce(&CompiledProcess) -> Result<OwnedStart, CommandError>,
    ) -> Result<CaseId, CommandError> {
        let id = ProcessId::from(process);
        let process = self.process(&id)?.ok_or_else(|| CommandError::NoProcess(process.to_owned()))?;
        let start = command(&process)?;
        let key = self.fresh()?;
        self.make(key, process, (unit.map(str::to_owned), subject.map(str::to_owned), None), self.by)?;
        let by = self.by;
        self.hand_over(key.0, Command::Start { data: &start.data }, by)??;
        Ok(CaseId(key.0))
    }

    fn make(
        &mut self,
        key: InstanceKey,
        process: Arc<CompiledProcess>,
        (unit, subject, caller): (Option<String>, Option<String>, Option<(u64, u32)>),
        by: Option<&Actor>,
    ) -> Result<(), CommandError> {
        let digest = self.latest.get(process.id()).map(|(digest, _)| digest.clone());
        let digest = digest.ok_or_else(|| CommandError::NoProcess(process.id().to_string()))?;
        let (id, text) = (process.id().to_string(), digest.to_string());
        self.cases.insert(key.0, Open::new(CaseState::new(key.0, process, digest), Projection::default()));
        self.append(key.0, StoredEvent::CaseOpened { process: id, digest: text, unit, subject, caller }, by)
    }

    /// Appends an event of the engine's own.
    pub(crate) fn note(&mut self, case: CaseId, event: StoredEvent) -> Result<(), CommandError> {
        self.existing(case)?;
        self.append(case.0, event, self.by)
    }

    fn append(&mut self, case: u64, event: StoredEvent, by: Option<&Actor>) -> Result<(), CommandError> {
        let now = self.now;
        let Some(open) = self.cases.get_mut(&case) else { return Ok(()) };
        open.append(now, event, None, by)
    }

    fn hand_over(
        &mut self,
        case: u64,
        command: Command<'_>,
        by: Option<&Actor>,
    ) -> Result<Result<(), Rejection>, CommandError> {
        self.commands += 1;
        if self.commands > FOLLOWING_MAX {
            return Err(CommandError::TooMuch);
        }
        let entropy = self.entropy.wrapping_add(self.commands as u128);
        let (now, calendar) = (self.now, &self.core.calendar);
        if !self.look(case)? {
            return Ok(Ok(()));
        }
        let Some(open) = self.cases.get_mut(&case) else { return Ok(Ok(())) };
        let context = Context { now, actor: by, calendar, entropy };
        let mut heard = Heard::default();
        let process = open.state.process.clone();
        if let Err(why) = handle(&context, &process, &mut open.state.instance, command, &mut heard) {
            return Ok(Err(why));
        }
        let mut secrets = heard.secrets.into_iter().peekable();
        for (at, event) in heard.events.into_iter().enumerate() {
            let stored = record::write(&process, &event)?;
            open.append(now, stored, Some(&event), by)?;
            while let Some((_, secret)) = secrets.next_if(|(place, _)| *place == at) {
                open.keep(&process, secret);
            }
            self.queue.push_back((InstanceKey(case), event));
        }
        Ok(Ok(()))
    }

    /// Carries out what follows, until nothing does any more.
    pub(crate) fn settle(&mut self) -> Result<(), CommandError> {
        while let Some((key, event)) = self.queue.pop_front() {
            follow(self, key, &event)?;
        }
        Ok(())
    }

    /// How many entries a case has now.
    pub(crate) fn version(&self, case: CaseId) -> u64 {
        self.cases.get(&case.0).map_or(0, |open| open.state.version)
    }

    /// Everything that is to be committed, and the cases as they are then.
    pub(crate) fn finish(self) -> Result<(Batch, Vec<CaseState>), CommandError> {
        let mut batch = Batch::default();
        let mut states = Vec::with_capacity(self.cases.len());
        for (id, open) in self.cases {
            batch.cases_seen.push((id, open.seen));
            let after = Projection::of(&open.state, &self.core.calendar);
            Projection::changes(&open.before, &after, &mut batch);
            if open.mended || !open.entries.is_empty() {
                batch.cases.push(open.state.row());
            }
            batch.entries.extend(open.entries);
            batch.secrets.extend(open.secrets);
            batch.outbox.new.extend(open.outbox);
            states.push(open.state);
        }
        self.post.finish(&mut batch)?;
        Ok((batch, states))
    }
}

/// What a case is started with.
pub(crate) struct OwnedStart {
    pub(crate) data: Vec<(ravand_kernel::Slot, ravand_feel::Value)>,
}

fn no_case(case: CaseId) -> CommandError {
    CommandError::Read(crate::error::ReadError::NoCase(case))
}

impl Open {
    fn new(state: CaseState, before: Projection) -> Self {
        let seen = state.version;
        Self { state, before, seen, mended: false, entries: Vec::new(), secrets: Vec::new(), outbox: Vec::new() }
    }

    fn append(
        &mut self,
        now: Timestamp,
        stored: StoredEvent,
        event: Option<&Event>,
        by: Option<&Actor>,
    ) -> Result<(), CommandError> {
        let by = by.map(|actor| actor.id.as_str().to_owned());
        let entry = Entry { v: ENTRY_VERSION, at: now.micros(), by, event: stored };
        let text = entry.text()?;
        let link = self.state.head.then(&text);
        self.state.take(&entry, event, link);
        let (case, seq) = (self.state.id, self.state.version);
        if event.is_some_and(leaves) {
            self.outbox.push(OutboxRow { case, seq });
        }
        self.entries.push(EntryRow { case, seq, text, link });
        Ok(())
    }

    /// A value for the vault, under the entry that was just appended.
    fn keep(&mut self, process: &CompiledProcess, secret: Secret) {
        self.secrets.push(SecretRow {
            case: self.state.id,
            seq: self.state.version,
            datum: process.schema().name(secret.slot).unwrap_or_default().to_owned(),
            salt: secret.salt.to_vec(),
            text: secret.text,
        });
    }
}

/// Whether somebody outside is to hear of it.
pub(crate) fn leaves(event: &Event) -> bool {
    matches!(
        event,
        Event::RoleNotified { .. }
            | Event::MessageThrown { .. }
            | Event::SignalThrown { .. }
            | Event::ApplicantAsked { .. }
            | Event::InstanceEnded { .. }
            | Event::InstanceCancelled
    )
}

impl Host for Unit<'_> {
    type Error = CommandError;

    fn case(&mut self, key: InstanceKey) -> Result<Option<(&CompiledProcess, &Instance)>, CommandError> {
        self.look(key.0)?;
        Ok(self.cases.get(&key.0).map(|open| (&*open.state.process, &open.state.instance)))
    }

    fn process(&mut self, id: &ProcessId) -> Result<Option<Arc<CompiledProcess>>, CommandError> {
        if let Some((_, process)) = self.latest.get(id) {
            return Ok(Some(process.clone()));
        }
        let Some((digest, process)) = self.core.latest(id.as_str())? else { return Ok(None) };
        self.latest.insert(id.clone(), (digest, process.clone()));
        Ok(Some(process))
    }

    fn command(&mut self, key: InstanceKey, command: Command<'_>) -> Result<Result<(), Rejection>, CommandError> {
        self.hand_over(key.0, command, None)
    }

    fn begin(
        &mut self,
        key: InstanceKey,
        process: Arc<CompiledProcess>,
        command: Command<'_>,
    ) -> Result<Result<(), Rejection>, CommandError> {
        let caller = self.post.exchange.caller(key);
        // What is done for a case is done where the case is.
        let from = caller.and_then(|(parent, _)| self.cases.get(&parent.0)).map(|open| &open.state);
        let (unit, subject) = from.map_or((None, None), |state| (state.unit.clone(), state.subject.clone()));
        let caller = caller.map(|(parent, call)| (parent.0, call.into()));
        self.make(key, process, (unit, subject, caller), None)?;
        let begun = self.hand_over(key.0, command, None)?;
        if begun.is_err() {
            // It never was.
            self.cases.remove(&key.0);
        }
        Ok(begun)
    }

    fn fresh(&mut self) -> Result<InstanceKey, CommandError> {
        Ok(InstanceKey(CaseId::fresh(self.now, self.core.entropy.draw()?).0))
    }

    fn exchange(&mut self) -> &mut Exchange {
        &mut self.post.exchange
    }

    fn mail(&mut self) -> &mut Mail {
        &mut self.post.mail
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn bring(&mut self, concern: Concern<'_>) -> Result<(), CommandError> {
        if let Concern::Calls(_) = concern {
            let key = self.fresh()?;
            self.post.exchange.next_key(key);
        }
        self.post.bring(self.core, concern)
    }

    fn lost(&mut self, why: MailError) -> Result<(), CommandError> {
        // A message that nobody keeps would be lost without a word.
        Err(why.into())
    }
}
