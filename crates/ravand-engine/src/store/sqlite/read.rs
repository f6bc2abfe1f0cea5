//! Rows as answers.

use super::super::*;
use super::write::{signed, unsigned};
use super::{SqliteStore, database};
use crate::record::Link;
use crate::worklist::{Order, Whose, folded};
use rusqlite::types::Value as Sqlite;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params_from_iter};

type Sql<T> = rusqlite::Result<T>;

const CASE: &str = "SELECT id, process, digest, unit, subject, status, end, suspended, version, head, opened_at, \
    changed_at FROM cases";
const WORK: &str = "SELECT case_id, task, process, step, unit, subject, claimed_by, since, due, search FROM work";
const RECEIVER: &str = "SELECT name, signal, place, key, case_id, wait FROM receivers";
const LETTER: &str = "SELECT name, place, key, data, until FROM letters";
const DEFINITION: &str = "SELECT digest, process, number, deployed_at, text FROM definitions";

impl SqliteStore {
    fn all<T>(&self, sql: &str, values: &[&dyn ToSql], read: fn(&Row<'_>) -> Sql<T>) -> Result<Vec<T>, StoreError> {
        all(&self.reader(), sql, values, read).map_err(database)
    }

    fn one<T>(&self, sql: &str, values: &[&dyn ToSql], read: fn(&Row<'_>) -> Sql<T>) -> Result<Option<T>, StoreError> {
        let connection = self.reader();
        let mut statement = connection.prepare_cached(sql).map_err(database)?;
        statement.query_row(values, read).optional().map_err(database)
    }
}

fn all<T>(connection: &Connection, sql: &str, values: &[&dyn ToSql], read: fn(&Row<'_>) -> Sql<T>) -> Sql<Vec<T>> {
    connection.prepare_cached(sql)?.query_map(values, read)?.collect()
}

impl Store for SqliteStore {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.commit_batch(batch)
    }

    fn case(&self, case: u64) -> Result<Option<CaseRow>, StoreError> {
        self.one(&format!("{CASE} WHERE id = ?1"), &[&signed(case)], case_row)
    }

    fn cases_after(&self, case: u64, limit: usize) -> Result<Vec<CaseRow>, StoreError> {
        self.all(&format!("{CASE} WHERE id > ?1 ORDER BY id LIMIT ?2"), &[&signed(case), &limited(limit)], case_row)
    }

    fn entries_after(&self, case: u64, seq: u64, limit: usize) -> Result<Vec<EntryRow>, StoreError> {
        let sql = "SELECT case_id, seq, text, link FROM entries WHERE case_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
        self.all(sql, &[&signed(case), &signed(seq), &limited(limit)], |row| {
            let (case, seq) = (number(row, 0)?, number(row, 1)?);
            Ok(EntryRow { case, seq, text: row.get(2)?, link: Link(row.get(3)?) })
        })
    }

    fn answer(&self, key: &str) -> Result<Option<AnswerRow>, StoreError> {
        let sql = "SELECT key, salt, digest, answer, case_id, at FROM answers WHERE key = ?1";
        self.one(sql, &[&key], |row| {
            let case = row.get::<_, Option<i64>>(4)?.map(unsigned);
            let (key, salt, digest) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(AnswerRow { key, salt, digest, answer: row.get(3)?, case, at: row.get(5)? })
        })
    }

    fn definition(&self, digest: &str) -> Result<Option<DefinitionRow>, StoreError> {
        self.one(&format!("{DEFINITION} WHERE digest = ?1"), &[&digest], definition_row)
    }

    fn latest(&self, process: &str) -> Result<Option<DefinitionRow>, StoreError> {
        let sql = format!("{DEFINITION} WHERE process = ?1 ORDER BY number DESC LIMIT 1");
        self.one(&sql, &[&process], definition_row)
    }

    fn latest_of_all(&self) -> Result<Vec<DefinitionRow>, StoreError> {
        let sql = format!(
            "{DEFINITION} AS one WHERE number = (SELECT max(number) FROM definitions WHERE process = one.process) \
             ORDER BY process"
        );
        self.all(&sql, &[], definition_row)
    }

    fn worklist(&self, query: &WorkQuery) -> Result<Page, StoreError> {
        let connection = self.reader();
        let (sql, values) = worklist(query);
        let mut statement = connection.prepare_cached(&sql).map_err(database)?;
        let rows = statement.query_map(params_from_iter(values), work_row).and_then(Iterator::collect::<Sql<Vec<_>>>);
        let mut rows: Vec<WorkRow> = rows.map_err(database)?;
        for row in &mut rows {
            row.roles = roles(&connection, row).map_err(database)?;
        }
        Ok(Page::of(query, &rows))
    }

    fn work_of(&self, case: u64) -> Result<Vec<WorkRow>, StoreError> {
        let connection = self.reader();
        let sql = format!("{WORK} WHERE case_id = ?1 ORDER BY task");
        let mut rows = all(&connection, &sql, &[&signed(case)], work_row).map_err(database)?;
        for row in &mut rows {
            row.roles = roles(&connection, row).map_err(database)?;
        }
        Ok(rows)
    }

    fn timers_until(&self, until: i64, limit: usize) -> Result<Vec<TimerRow>, StoreError> {
        let sql =
            "SELECT at, case_id, sort, number FROM timers WHERE at <= ?1 ORDER BY at, case_id, sort, number LIMIT ?2";
        self.all(sql, &[&until, &limited(limit)], timer_row)
    }

    fn timers_of(&self, case: u64) -> Result<Vec<TimerRow>, StoreError> {
        let sql = "SELECT at, case_id, sort, number FROM timers WHERE case_id = ?1 ORDER BY at, sort, number";
        self.all(sql, &[&signed(case)], timer_row)
    }

    fn next_timer(&self) -> Result<Option<i64>, StoreError> {
        self.one("SELECT at FROM timers ORDER BY at LIMIT 1", &[], |row| row.get(0))
    }

    fn incidents_after(&self, case: u64, incident: u32, limit: usize) -> Result<Vec<IncidentRow>, StoreError> {
        let sql = "SELECT case_id, incident, process, unit FROM incidents WHERE (case_id, incident) > (?1, ?2) \
            ORDER BY case_id, incident LIMIT ?3";
        self.all(sql, &[&signed(case), &incident, &limited(limit)], incident_row)
    }

    fn incidents_of(&self, case: u64) -> Result<Vec<IncidentRow>, StoreError> {
        let sql = "SELECT case_id, incident, process, unit FROM incidents WHERE case_id = ?1 ORDER BY incident";
        self.all(sql, &[&signed(case)], incident_row)
    }

    fn call(&self, child: u64) -> Result<Option<CallRow>, StoreError> {
        self.one("SELECT child, parent, call, depth FROM calls WHERE child = ?1", &[&signed(child)], call_row)
    }

    fn calls_of(&self, parent: u64) -> Result<Vec<CallRow>, StoreError> {
        let sql = "SELECT child, parent, call, depth FROM calls WHERE parent = ?1 ORDER BY child";
        self.all(sql, &[&signed(parent)], call_row)
    }

    fn mailbox(&self, name: &str) -> Result<Mailbox, StoreError> {
        mailbox(&self.reader(), name).map_err(database)
    }

    fn receivers(&self, name: &str, key: &str) -> Result<Vec<ReceiverRow>, StoreError> {
        let sql = format!("{RECEIVER} WHERE name = ?1 AND signal = 0 AND {} ORDER BY place", by_key(key));
        self.all(&sql, &[&name, &key], receiver_row)
    }

    fn listeners(&self, name: &str) -> Result<Vec<ReceiverRow>, StoreError> {
        self.all(&format!("{RECEIVER} WHERE name = ?1 AND signal = 1 ORDER BY place"), &[&name], receiver_row)
    }

    fn receivers_of(&self, case: u64) -> Result<Vec<ReceiverRow>, StoreError> {
        let sql = format!("{RECEIVER} WHERE case_id = ?1 ORDER BY name, signal, place");
        self.all(&sql, &[&signed(case)], receiver_row)
    }

    fn letters(&self, name: &str, key: &str) -> Result<Vec<LetterRow>, StoreError> {
        let sql = format!("{LETTER} WHERE name = ?1 AND {} ORDER BY place", by_key(key));
        self.all(&sql, &[&name, &key], |row| {
            let (name, place, key) = (row.get(0)?, number(row, 1)?, row.get(2)?);
            Ok(LetterRow { name, place, key, data: row.get(3)?, until: row.get(4)? })
        })
    }

    fn letters_kept(&self) -> Result<usize, StoreError> {
        let count = self.one("SELECT count(*) FROM letters", &[], |row| row.get::<_, i64>(0))?;
        Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
    }

    fn outbox(&self, limit: usize) -> Result<Vec<OutboxRow>, StoreError> {
        let sql = "SELECT case_id, seq FROM outbox ORDER BY case_id, seq LIMIT ?1";
        self.all(sql, &[&limited(limit)], |row| Ok(OutboxRow { case: number(row, 0)?, seq: number(row, 1)? }))
    }

    fn secret(&self, case: u64, datum: &str) -> Result<Option<SecretRow>, StoreError> {
        let sql = "SELECT case_id, seq, datum, salt, text FROM vault WHERE case_id = ?1 AND datum = ?2 \
            ORDER BY seq DESC LIMIT 1";
        self.one(sql, &[&signed(case), &datum], |row| {
            let (case, seq) = (number(row, 0)?, number(row, 1)?);
            Ok(SecretRow { case, seq, datum: row.get(2)?, salt: row.get(3)?, text: row.get(4)? })
        })
    }
}

/// The worklist's question. [`WorkQuery::admits`] says the same of one task; the conformance
/// suite holds them together.
fn worklist(query: &WorkQuery) -> (String, Vec<Sqlite>) {
    let mut values: Vec<Sqlite> = Vec::new();
    let mut conditions: Vec<String> = Vec::new();
    let key = match query.order {
        Order::Due => "due_key",
        Order::Since => "since",
    };
    if let Some(after) = query.after {
        conditions.push(format!("({key}, case_id, task) > (?, ?, ?)"));
        values.extend([after.at.into(), signed(after.case).into(), after.task.into()]);
    }
    match &query.whose {
        Whose::All => {}
        Whose::Unclaimed => conditions.push("claimed_by IS NULL".to_owned()),
        Whose::Of(actor) => {
            conditions.push("claimed_by = ?".to_owned());
            values.push(actor.as_str().to_owned().into());
        }
    }
    if let Some(roles) = &query.roles {
        let of_task = "FROM work_roles r WHERE r.case_id = work.case_id AND r.task = work.task";
        let marks = vec!["?"; roles.len()].join(", ");
        conditions
            .push(format!("(EXISTS (SELECT 1 {of_task} AND r.role IN ({marks})) OR NOT EXISTS (SELECT 1 {of_task}))"));
        values.extend(roles.iter().map(|role| Sqlite::from(role.as_str().to_owned())));
    }
    if let Some(units) = &query.units {
        conditions.push(format!("(unit IS NULL OR unit IN ({}))", vec!["?"; units.len()].join(", ")));
        values.extend(units.iter().map(|unit| Sqlite::from(unit.clone())));
    }
    if let Some(until) = query.due_until {
        conditions.push("due IS NOT NULL AND due_key <= ?".to_owned());
        values.push(until.micros().into());
    }
    if let Some(process) = &query.process {
        conditions.push("process = ?".to_owned());
        values.push(process.clone().into());
    }
    if let Some(text) = &query.text {
        conditions.push("instr(search, ?) > 0".to_owned());
        values.push(folded(text).into());
    }
    let holding = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
    values.push(limited(query.page_size() + 1).into());
    (format!("{WORK}{holding} ORDER BY {key}, case_id, task LIMIT ?"), values)
}

fn roles(connection: &Connection, row: &WorkRow) -> Sql<Vec<String>> {
    let sql = "SELECT role FROM work_roles WHERE case_id = ?1 AND task = ?2 ORDER BY place";
    all(connection, sql, &[&signed(row.case), &row.task], |row| row.get(0))
}

pub(super) fn mailbox(connection: &Connection, name: &str) -> Sql<Mailbox> {
    let mut statement = connection.prepare_cached("SELECT version, next FROM mailboxes WHERE name = ?1")?;
    let found = statement.query_row([name], |row| Ok(Mailbox { version: number(row, 0)?, next: number(row, 1)? }));
    Ok(found.optional()?.unwrap_or_default())
}

/// Both forms use the second value, so that one list of values fits.
fn by_key(key: &str) -> &'static str {
    if key == "null" { "?2 = 'null'" } else { "key IN (?2, 'null')" }
}

fn case_row(row: &Row<'_>) -> Sql<CaseRow> {
    let word: String = row.get(5)?;
    let status = CaseStatus::from_word(&word).ok_or_else(|| unknown(5, &word))?;
    Ok(CaseRow {
        id: number(row, 0)?,
        process: row.get(1)?,
        digest: row.get(2)?,
        unit: row.get(3)?,
        subject: row.get(4)?,
        status,
        end: row.get(6)?,
        suspended: row.get(7)?,
        version: number(row, 8)?,
        head: Link(row.get(9)?),
        opened_at: row.get(10)?,
        changed_at: row.get(11)?,
    })
}

fn work_row(row: &Row<'_>) -> Sql<WorkRow> {
    Ok(WorkRow {
        case: number(row, 0)?,
        task: row.get(1)?,
        process: row.get(2)?,
        step: row.get(3)?,
        unit: row.get(4)?,
        subject: row.get(5)?,
        roles: Vec::new(),
        claimed_by: row.get(6)?,
        since: row.get(7)?,
        due: row.get(8)?,
        search: row.get(9)?,
    })
}

fn timer_row(row: &Row<'_>) -> Sql<TimerRow> {
    let sort: u8 = row.get(2)?;
    let what = TimerKind::of_parts(sort, row.get(3)?).ok_or_else(|| unknown(2, &sort.to_string()))?;
    Ok(TimerRow { at: row.get(0)?, case: number(row, 1)?, what })
}

fn incident_row(row: &Row<'_>) -> Sql<IncidentRow> {
    Ok(IncidentRow { case: number(row, 0)?, incident: row.get(1)?, process: row.get(2)?, unit: row.get(3)? })
}

fn call_row(row: &Row<'_>) -> Sql<CallRow> {
    Ok(CallRow { child: number(row, 0)?, parent: number(row, 1)?, call: row.get(2)?, depth: row.get(3)? })
}

fn receiver_row(row: &Row<'_>) -> Sql<ReceiverRow> {
    let (name, signal, place) = (row.get(0)?, row.get(1)?, number(row, 2)?);
    Ok(ReceiverRow { name, signal, place, key: row.get(3)?, case: number(row, 4)?, wait: row.get(5)? })
}

fn definition_row(row: &Row<'_>) -> Sql<DefinitionRow> {
    let (digest, process, number) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(DefinitionRow { digest, process, number, deployed_at: row.get(3)?, text: row.get(4)? })
}

fn number(row: &Row<'_>, at: usize) -> Sql<u64> {
    row.get::<_, i64>(at).map(unsigned)
}

/// What no release has written there.
fn unknown(column: usize, found: &str) -> rusqlite::Error {
    let why = format!("`{found}` is nothing that this release knows").into();
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, why)
}

fn limited(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
