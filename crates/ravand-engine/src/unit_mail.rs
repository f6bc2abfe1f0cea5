//! The part of calls and mail that one command looks at, and what became of it.

use crate::core::Core;
use crate::error::{CommandError, ReadError};
use crate::record::{Unreadable, read_value, write_value};
use crate::store::{Batch, CallRow, Changes, LetterRow, Mailbox, ReceiverRow};
use ravand_core::Timestamp;
use ravand_feel::{Type, Value};
use ravand_kernel::StartTrigger;
use ravand_kernel::exchange::{Exchange, InstanceKey, OpenCall};
use ravand_kernel::follow::Concern;
use ravand_kernel::mail::{Kind, Letter, Mail, Receiver};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Calls and mail, as far as they were brought.
pub(crate) struct Post {
    pub(crate) exchange: Exchange,
    pub(crate) mail: Mail,
    /// Calls as they were stored, by called case.
    calls: BTreeMap<u64, CallRow>,
    calls_known: BTreeSet<u64>,
    waits_known: BTreeSet<u64>,
    /// Names with what was known of them when they were brought.
    names: BTreeMap<String, Mailbox>,
    questions: BTreeSet<(String, String)>,
    receivers: BTreeMap<(String, bool, u64), ReceiverRow>,
    letters: BTreeMap<(String, u64), LetterRow>,
    started: bool,
}

impl Default for Post {
    fn default() -> Self {
        Self {
            exchange: Exchange::new(0),
            mail: Mail::default(),
            calls: BTreeMap::new(),
            calls_known: BTreeSet::new(),
            waits_known: BTreeSet::new(),
            names: BTreeMap::new(),
            questions: BTreeSet::new(),
            receivers: BTreeMap::new(),
            letters: BTreeMap::new(),
            started: false,
        }
    }
}

impl Post {
    /// Brings what is about to be asked about. What was brought before is not brought again: it
    /// may be gone since.
    pub(crate) fn bring(&mut self, core: &Core, concern: Concern<'_>) -> Result<(), CommandError> {
        match concern {
            Concern::Calls(key) => self.bring_calls(core, key.0),
            Concern::Waits(key, _) => {
                if self.waits_known.insert(key.0) {
                    for row in core.store.receivers_of(key.0)? {
                        self.name(core, &row.name)?;
                        self.restore(row)?;
                    }
                }
                Ok(())
            }
            Concern::Message(name, key) => {
                let stored = stored_key(key)?;
                self.begin(core)?;
                self.name(core, name)?;
                if self.questions.insert((name.to_owned(), stored.clone())) {
                    for row in core.store.receivers(name, &stored)? {
                        self.restore(row)?;
                    }
                    for row in core.store.letters(name, &stored)? {
                        self.restore_letter(row)?;
                    }
                }
                Ok(())
            }
            Concern::Signal(name) => {
                self.begin(core)?;
                self.name(core, name)?;
                for row in core.store.listeners(name)? {
                    self.restore(row)?;
                }
                Ok(())
            }
            Concern::Listening(name) => {
                self.begin(core)?;
                self.name(core, name)
            }
            _ => Ok(()),
        }
    }

    /// The call that a case is, those that it has open, and theirs.
    fn bring_calls(&mut self, core: &Core, case: u64) -> Result<(), CommandError> {
        if let Some(row) = core.store.call(case)? {
            self.restore_call(row);
        }
        let mut callers = vec![case];
        while let Some(caller) = callers.pop() {
            if !self.calls_known.insert(caller) {
                continue;
            }
            for row in core.store.calls_of(caller)? {
                self.restore_call(row);
                callers.push(row.child);
            }
        }
        Ok(())
    }

    fn restore_call(&mut self, row: CallRow) {
        if self.calls.insert(row.child, row).is_none() {
            let (child, parent) = (InstanceKey(row.child), InstanceKey(row.parent));
            self.exchange.restore(OpenCall { child, parent, call: row.call.into(), depth: row.depth });
        }
    }

    /// The mail as it begins: how much is kept, and what starts a process.
    fn begin(&mut self, core: &Core) -> Result<(), CommandError> {
        if std::mem::replace(&mut self.started, true) {
            return Ok(());
        }
        self.mail.kept_in_all(core.store.letters_kept()?);
        for process in core.all_latest()? {
            for (element, trigger) in process.graph().into_iter().flat_map(|graph| graph.start_triggers()) {
                let id = process.id().clone();
                match trigger {
                    StartTrigger::Message(name) => self.mail.start_by_message(name.into(), id, element),
                    StartTrigger::Signal(name) => self.mail.start_by_signal(name.into(), id, element),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn name(&mut self, core: &Core, name: &str) -> Result<(), CommandError> {
        if !self.names.contains_key(name) {
            let mailbox = core.store.mailbox(name)?;
            self.mail.continue_from(mailbox.next);
            self.names.insert(name.to_owned(), mailbox);
        }
        Ok(())
    }

    fn restore(&mut self, row: ReceiverRow) -> Result<(), CommandError> {
        let place = (row.name.clone(), row.signal, row.place);
        if self.receivers.contains_key(&place) {
            return Ok(());
        }
        let kind = if row.signal { Kind::Signal } else { Kind::Message };
        let key = read_key(&row.key)?;
        let (instance, wait) = (InstanceKey(row.case), row.wait.into());
        self.mail.restore(kind, row.name.as_str().into(), Receiver { order: row.place, instance, wait, key });
        self.receivers.insert(place, row);
        Ok(())
    }

    fn restore_letter(&mut self, row: LetterRow) -> Result<(), CommandError> {
        let place = (row.name.clone(), row.place);
        if self.letters.contains_key(&place) {
            return Ok(());
        }
        let letter = Letter {
            name: row.name.as_str().into(),
            key: read_key(&row.key)?,
            data: read_data(&row.data)?,
            until: row.until.map(Timestamp::from_micros),
        };
        self.mail.restore_letter(row.place, letter);
        self.letters.insert(place, row);
        Ok(())
    }

    /// Adds to a batch what was looked at and what changed.
    pub(crate) fn finish(mut self, batch: &mut Batch) -> Result<(), CommandError> {
        let calls: Vec<CallRow> = self.exchange.calls().map(call_row).collect();
        batch.calls = Changes::between(self.calls.values(), &calls);
        let receivers: Vec<ReceiverRow> = self.mail.receivers().map(receiver_row).collect::<Result<_, _>>()?;
        batch.receivers = Changes::between(self.receivers.values(), &receivers);
        let letters: Vec<LetterRow> = self.mail.letters().map(letter_row).collect::<Result<_, _>>()?;
        batch.letters = Changes::between(self.letters.values(), &letters);
        let of_receivers = batch.receivers.gone.iter().chain(&batch.receivers.new).map(|row| &row.name);
        let of_letters = batch.letters.gone.iter().chain(&batch.letters.new).map(|row| &row.name);
        let changed: BTreeSet<&String> = of_receivers.chain(of_letters).collect();
        let next = self.mail.continue_from(0);
        for (name, seen) in &self.names {
            if changed.contains(name) {
                batch.mail_now.push((name.clone(), Mailbox { version: seen.version + 1, next }));
            }
        }
        batch.mail_seen = self.names.into_iter().collect();
        Ok(())
    }
}

fn call_row(open: OpenCall) -> CallRow {
    CallRow { child: open.child.0, parent: open.parent.0, call: open.call.into(), depth: open.depth }
}

fn receiver_row((kind, name, receiver): (Kind, &Arc<str>, &Receiver)) -> Result<ReceiverRow, CommandError> {
    Ok(ReceiverRow {
        name: name.to_string(),
        signal: kind == Kind::Signal,
        place: receiver.order,
        key: stored_key(&receiver.key)?,
        case: receiver.instance.0,
        wait: receiver.wait.into(),
    })
}

fn letter_row((place, letter): (u64, &Letter)) -> Result<LetterRow, CommandError> {
    let pair = |(name, value): &(Arc<str>, Value)| Ok((name.to_string(), write_value(value, &Type::Any)?));
    let data: Vec<(String, serde_json::Value)> = letter.data.iter().map(pair).collect::<Result<_, CommandError>>()?;
    Ok(LetterRow {
        name: letter.name.to_string(),
        place,
        key: stored_key(&letter.key)?,
        data: serde_json::to_string(&data).map_err(|why| crate::record::Unstorable(why.to_string()))?,
        until: letter.until.map(Timestamp::micros),
    })
}

/// A key as it is stored and compared: what is equal has the same text.
fn stored_key(key: &Value) -> Result<String, CommandError> {
    Ok(write_value(key, &Type::Any)?.to_string())
}

fn read_key(stored: &str) -> Result<Value, CommandError> {
    let json = serde_json::from_str(stored).map_err(|_| row(Unreadable::new("a key of a message", stored)))?;
    read_value(&json, &Type::Any).map_err(row)
}

fn read_data(stored: &str) -> Result<Vec<(Arc<str>, Value)>, CommandError> {
    let pairs: Vec<(String, serde_json::Value)> =
        serde_json::from_str(stored).map_err(|_| row(Unreadable::new("data of a message", stored)))?;
    let pair = |(name, value): (String, serde_json::Value)| Ok((name.into(), read_value(&value, &Type::Any)?));
    pairs.into_iter().map(pair).collect::<Result<_, Unreadable>>().map_err(row)
}

fn row(why: Unreadable) -> CommandError {
    CommandError::Read(ReadError::Row(why))
}
