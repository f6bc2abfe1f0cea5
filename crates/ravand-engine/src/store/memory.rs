//! A store in memory, for tests and for trying out: a batch is as whole as in a database, and
//! nothing outlives the process.

use super::*;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Cases that nobody needs tomorrow.
///
/// ```
/// use ravand_engine::store::{MemoryStore, Store};
/// let store = MemoryStore::default();
/// assert_eq!(store.next_timer()?, None);
/// # Ok::<(), ravand_engine::store::StoreError>(())
/// ```
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Tables>);

#[derive(Debug, Default)]
struct Tables {
    definitions: BTreeMap<(String, u32), DefinitionRow>,
    cases: BTreeMap<u64, CaseRow>,
    entries: BTreeMap<(u64, u64), EntryRow>,
    secrets: BTreeMap<(u64, u64), SecretRow>,
    answers: BTreeMap<String, AnswerRow>,
    work: BTreeMap<(u64, u32), WorkRow>,
    timers: BTreeMap<TimerRow, ()>,
    incidents: BTreeMap<(u64, u32), IncidentRow>,
    calls: BTreeMap<u64, CallRow>,
    mailboxes: BTreeMap<String, Mailbox>,
    receivers: BTreeMap<(String, bool, u64), ReceiverRow>,
    letters: BTreeMap<(String, u64), LetterRow>,
    outbox: BTreeMap<OutboxRow, ()>,
}

impl MemoryStore {
    fn tables(&self) -> MutexGuard<'_, Tables> {
        // A batch is checked before it changes anything, so that a thread that panicked
        // elsewhere has left whole tables.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tables {
    fn check(&self, batch: &Batch) -> Result<(), Stream> {
        for (case, seen) in &batch.cases_seen {
            if self.cases.get(case).map_or(0, |row| row.version) != *seen {
                return Err(Stream::Case(*case));
            }
        }
        for (name, seen) in &batch.mail_seen {
            if self.mailboxes.get(name).copied().unwrap_or_default() != *seen {
                return Err(Stream::Mailbox(name.clone()));
            }
        }
        if let Some(answer) = batch.answer.as_ref().filter(|answer| self.answers.contains_key(&answer.key)) {
            return Err(Stream::Key(answer.key.clone()));
        }
        if let Some(definition) = &batch.definition {
            let same = |row: &DefinitionRow| {
                row.digest == definition.digest || row.process == definition.process && row.number == definition.number
            };
            if self.definitions.values().any(same) {
                return Err(Stream::Process(definition.process.clone()));
            }
        }
        Ok(())
    }
}

fn change<K: Ord, T: Clone, V>(
    table: &mut BTreeMap<K, V>,
    changes: &Changes<T>,
    key: impl Fn(&T) -> K,
    value: impl Fn(&T) -> V,
) {
    for row in &changes.gone {
        table.remove(&key(row));
    }
    for row in &changes.new {
        table.insert(key(row), value(row));
    }
}

impl Store for MemoryStore {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut guard = self.tables();
        let tables = &mut *guard;
        tables.check(batch).map_err(StoreError::Conflict)?;
        for (name, now) in &batch.mail_now {
            tables.mailboxes.insert(name.clone(), *now);
        }
        if let Some(answer) = &batch.answer {
            tables.answers.insert(answer.key.clone(), answer.clone());
        }
        if let Some(row) = &batch.definition {
            tables.definitions.insert((row.process.clone(), row.number), row.clone());
        }
        tables.cases.extend(batch.cases.iter().map(|row| (row.id, row.clone())));
        tables.entries.extend(batch.entries.iter().map(|row| ((row.case, row.seq), row.clone())));
        tables.secrets.extend(batch.secrets.iter().map(|row| ((row.case, row.seq), row.clone())));
        change(&mut tables.work, &batch.work, |row| (row.case, row.task), WorkRow::clone);
        change(&mut tables.timers, &batch.timers, |row| *row, |_| ());
        change(&mut tables.incidents, &batch.incidents, |row| (row.case, row.incident), IncidentRow::clone);
        change(&mut tables.calls, &batch.calls, |row| row.child, CallRow::clone);
        change(
            &mut tables.receivers,
            &batch.receivers,
            |row| (row.name.clone(), row.signal, row.place),
            ReceiverRow::clone,
        );
        change(&mut tables.letters, &batch.letters, |row| (row.name.clone(), row.place), LetterRow::clone);
        change(&mut tables.outbox, &batch.outbox, |row| *row, |_| ());
        Ok(())
    }

    fn case(&self, case: u64) -> Result<Option<CaseRow>, StoreError> {
        Ok(self.tables().cases.get(&case).cloned())
    }

    fn cases_after(&self, case: u64, limit: usize) -> Result<Vec<CaseRow>, StoreError> {
        let behind = |id: &u64| *id > case;
        Ok(self.tables().cases.iter().filter(|(id, _)| behind(id)).take(limit).map(|(_, row)| row.clone()).collect())
    }

    fn entries_after(&self, case: u64, seq: u64, limit: usize) -> Result<Vec<EntryRow>, StoreError> {
        let Some(first) = seq.checked_add(1) else { return Ok(Vec::new()) };
        let tables = self.tables();
        Ok(tables.entries.range((case, first)..=(case, u64::MAX)).take(limit).map(|(_, row)| row.clone()).collect())
    }

    fn answer(&self, key: &str) -> Result<Option<AnswerRow>, StoreError> {
        Ok(self.tables().answers.get(key).cloned())
    }

    fn definition(&self, digest: &str) -> Result<Option<DefinitionRow>, StoreError> {
        Ok(self.tables().definitions.values().find(|row| row.digest == digest).cloned())
    }

    fn latest(&self, process: &str) -> Result<Option<DefinitionRow>, StoreError> {
        let of_process = (process.to_owned(), 0)..=(process.to_owned(), u32::MAX);
        Ok(self.tables().definitions.range(of_process).next_back().map(|(_, row)| row.clone()))
    }

    fn latest_of_all(&self) -> Result<Vec<DefinitionRow>, StoreError> {
        let tables = self.tables();
        let latest: BTreeMap<&str, &DefinitionRow> =
            tables.definitions.values().map(|row| (row.process.as_str(), row)).collect();
        Ok(latest.into_values().cloned().collect())
    }

    fn worklist(&self, query: &WorkQuery) -> Result<Page, StoreError> {
        let tables = self.tables();
        let behind = |row: &&WorkRow| query.after.is_none_or(|after| query.key(row) > after);
        let mut rows: Vec<WorkRow> =
            tables.work.values().filter(|row| query.admits(row)).filter(behind).cloned().collect();
        rows.sort_by_key(|row| query.key(row));
        Ok(Page::of(query, &rows))
    }

    fn work_of(&self, case: u64) -> Result<Vec<WorkRow>, StoreError> {
        Ok(self.tables().work.range((case, 0)..=(case, u32::MAX)).map(|(_, row)| row.clone()).collect())
    }

    fn timers_until(&self, until: i64, limit: usize) -> Result<Vec<TimerRow>, StoreError> {
        Ok(self.tables().timers.keys().take_while(|row| row.at <= until).take(limit).copied().collect())
    }

    fn timers_of(&self, case: u64) -> Result<Vec<TimerRow>, StoreError> {
        Ok(self.tables().timers.keys().filter(|row| row.case == case).copied().collect())
    }

    fn next_timer(&self) -> Result<Option<i64>, StoreError> {
        Ok(self.tables().timers.keys().next().map(|row| row.at))
    }

    fn incidents_after(&self, case: u64, incident: u32, limit: usize) -> Result<Vec<IncidentRow>, StoreError> {
        let tables = self.tables();
        let behind = tables.incidents.iter().filter(|(key, _)| **key > (case, incident));
        Ok(behind.take(limit).map(|(_, row)| row.clone()).collect())
    }

    fn incidents_of(&self, case: u64) -> Result<Vec<IncidentRow>, StoreError> {
        Ok(self.tables().incidents.range((case, 0)..=(case, u32::MAX)).map(|(_, row)| row.clone()).collect())
    }

    fn call(&self, child: u64) -> Result<Option<CallRow>, StoreError> {
        Ok(self.tables().calls.get(&child).copied())
    }

    fn calls_of(&self, parent: u64) -> Result<Vec<CallRow>, StoreError> {
        Ok(self.tables().calls.values().filter(|row| row.parent == parent).copied().collect())
    }

    fn mailbox(&self, name: &str) -> Result<Mailbox, StoreError> {
        Ok(self.tables().mailboxes.get(name).copied().unwrap_or_default())
    }

    fn receivers(&self, name: &str, key: &str) -> Result<Vec<ReceiverRow>, StoreError> {
        let tables = self.tables();
        let all = tables.receivers.values().filter(|row| !row.signal && row.name == name);
        Ok(all.filter(|row| matches(&row.key, key)).cloned().collect())
    }

    fn listeners(&self, name: &str) -> Result<Vec<ReceiverRow>, StoreError> {
        let tables = self.tables();
        Ok(tables.receivers.values().filter(|row| row.signal && row.name == name).cloned().collect())
    }

    fn receivers_of(&self, case: u64) -> Result<Vec<ReceiverRow>, StoreError> {
        Ok(self.tables().receivers.values().filter(|row| row.case == case).cloned().collect())
    }

    fn letters(&self, name: &str, key: &str) -> Result<Vec<LetterRow>, StoreError> {
        let tables = self.tables();
        let all = tables.letters.values().filter(|row| row.name == name);
        Ok(all.filter(|row| matches(&row.key, key)).cloned().collect())
    }

    fn letters_kept(&self) -> Result<usize, StoreError> {
        Ok(self.tables().letters.len())
    }

    fn outbox(&self, limit: usize) -> Result<Vec<OutboxRow>, StoreError> {
        Ok(self.tables().outbox.keys().take(limit).copied().collect())
    }

    fn secret(&self, case: u64, datum: &str) -> Result<Option<SecretRow>, StoreError> {
        let tables = self.tables();
        let mut of_case = tables.secrets.range((case, 0)..=(case, u64::MAX)).map(|(_, row)| row);
        Ok(of_case.rfind(|row| row.datum == datum).cloned())
    }
}

/// Whether a key is the other, or either takes any.
fn matches(stored: &str, key: &str) -> bool {
    stored == key || stored == "null" || key == "null"
}
