//! A batch as statements.

use super::super::*;
use super::database;
use rusqlite::{CachedStatement, Connection, OptionalExtension, ToSql, params};

type Sql<T> = rusqlite::Result<T>;

/// Whether what the batch was decided on is still so.
pub(super) fn check(connection: &Connection, batch: &Batch) -> Result<(), StoreError> {
    let conflict = |stream| Err(StoreError::Conflict(stream));
    for (case, seen) in &batch.cases_seen {
        let found = version(connection, *case).map_err(database)?;
        if found != *seen {
            return conflict(Stream::Case(*case));
        }
    }
    for (name, seen) in &batch.mail_seen {
        if super::read::mailbox(connection, name).map_err(database)? != *seen {
            return conflict(Stream::Mailbox(name.clone()));
        }
    }
    if let Some(answer) = &batch.answer {
        let known = "SELECT 1 FROM answers WHERE key = ?1";
        if exists(connection, known, &[&answer.key]).map_err(database)? {
            return conflict(Stream::Key(answer.key.clone()));
        }
    }
    if let Some(row) = &batch.definition {
        let known = "SELECT 1 FROM definitions WHERE digest = ?1 OR (process = ?2 AND number = ?3)";
        if exists(connection, known, &[&row.digest, &row.process, &row.number]).map_err(database)? {
            return conflict(Stream::Process(row.process.clone()));
        }
    }
    Ok(())
}

fn version(connection: &Connection, case: u64) -> Sql<u64> {
    let mut statement = connection.prepare_cached("SELECT version FROM cases WHERE id = ?1")?;
    Ok(statement.query_row([signed(case)], |row| row.get::<_, i64>(0)).optional()?.map_or(0, unsigned))
}

fn exists(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Sql<bool> {
    connection.prepare_cached(sql)?.exists(values)
}

/// Writes every row. What goes is taken away first.
pub(super) fn rows(connection: &Connection, batch: &Batch) -> Sql<()> {
    truth(connection, batch)?;
    projections(connection, batch)?;
    mail(connection, batch)
}

fn truth(connection: &Connection, batch: &Batch) -> Sql<()> {
    each(connection, &batch.entries, "INSERT INTO entries VALUES (?1, ?2, ?3, ?4)", |statement, row| {
        statement.execute(params![signed(row.case), signed(row.seq), row.text, row.link.0])
    })?;
    each(connection, &batch.secrets, "INSERT INTO vault VALUES (?1, ?2, ?3, ?4, ?5)", |statement, row| {
        statement.execute(params![signed(row.case), signed(row.seq), row.datum, row.salt, row.text])
    })?;
    each(connection, &batch.answer, "INSERT INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6)", |statement, row| {
        statement.execute(params![row.key, row.salt, row.digest, row.answer, row.case.map(signed), row.at])
    })?;
    each(connection, &batch.definition, "INSERT INTO definitions VALUES (?1, ?2, ?3, ?4, ?5)", |statement, row| {
        statement.execute(params![row.digest, row.process, row.number, row.deployed_at, row.text])
    })
}

fn projections(connection: &Connection, batch: &Batch) -> Sql<()> {
    let case = "INSERT INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET digest = ?3, unit = ?4, subject = ?5, status = ?6, end = ?7, suspended = ?8,
        version = ?9, head = ?10, changed_at = ?12";
    each(connection, &batch.cases, case, |statement, row| {
        let status = row.status.as_str();
        let (id, version) = (signed(row.id), signed(row.version));
        statement.execute(params![
            id,
            row.process,
            row.digest,
            row.unit,
            row.subject,
            status,
            row.end,
            row.suspended,
            version,
            row.head.0,
            row.opened_at,
            row.changed_at
        ])
    })?;
    for sql in
        ["DELETE FROM work WHERE case_id = ?1 AND task = ?2", "DELETE FROM work_roles WHERE case_id = ?1 AND task = ?2"]
    {
        each(connection, &batch.work.gone, sql, |statement, row| {
            statement.execute(params![signed(row.case), row.task])
        })?;
    }
    let work = "INSERT OR REPLACE INTO work VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    each(connection, &batch.work.new, work, |statement, row| {
        let (case, due_key) = (signed(row.case), row.due.unwrap_or(i64::MAX));
        statement.execute(params![
            case,
            row.task,
            row.process,
            row.step,
            row.unit,
            row.subject,
            row.claimed_by,
            row.since,
            row.due,
            due_key,
            row.search
        ])
    })?;
    let roles: Vec<(&WorkRow, usize, &String)> = batch
        .work
        .new
        .iter()
        .flat_map(|row| row.roles.iter().enumerate().map(move |(at, role)| (row, at, role)))
        .collect();
    each(
        connection,
        &roles,
        "INSERT OR REPLACE INTO work_roles VALUES (?1, ?2, ?3, ?4)",
        |statement, (row, at, role)| statement.execute(params![signed(row.case), row.task, *at as i64, role]),
    )?;
    let gone = "DELETE FROM timers WHERE at = ?1 AND case_id = ?2 AND sort = ?3 AND number = ?4";
    let timer = |statement: &mut CachedStatement<'_>, row: &TimerRow| {
        let (sort, number) = row.what.parts();
        statement.execute(params![row.at, signed(row.case), sort, number])
    };
    each(connection, &batch.timers.gone, gone, timer)?;
    each(connection, &batch.timers.new, "INSERT OR REPLACE INTO timers VALUES (?1, ?2, ?3, ?4)", timer)?;
    let gone = "DELETE FROM incidents WHERE case_id = ?1 AND incident = ?2";
    each(connection, &batch.incidents.gone, gone, |statement, row| {
        statement.execute(params![signed(row.case), row.incident])
    })?;
    each(
        connection,
        &batch.incidents.new,
        "INSERT OR REPLACE INTO incidents VALUES (?1, ?2, ?3, ?4)",
        |statement, row| statement.execute(params![signed(row.case), row.incident, row.process, row.unit]),
    )
}

fn mail(connection: &Connection, batch: &Batch) -> Sql<()> {
    each(connection, &batch.calls.gone, "DELETE FROM calls WHERE child = ?1", |statement, row| {
        statement.execute(params![signed(row.child)])
    })?;
    each(connection, &batch.calls.new, "INSERT INTO calls VALUES (?1, ?2, ?3, ?4)", |statement, row| {
        statement.execute(params![signed(row.child), signed(row.parent), row.call, row.depth])
    })?;
    let name = "INSERT INTO mailboxes VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET version = ?2, next = ?3";
    each(connection, &batch.mail_now, name, |statement, (name, now)| {
        statement.execute(params![name, signed(now.version), signed(now.next)])
    })?;
    let gone = "DELETE FROM receivers WHERE name = ?1 AND signal = ?2 AND place = ?3";
    each(connection, &batch.receivers.gone, gone, |statement, row| {
        statement.execute(params![row.name, row.signal, signed(row.place)])
    })?;
    let new = "INSERT INTO receivers VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    each(connection, &batch.receivers.new, new, |statement, row| {
        statement.execute(params![row.name, row.signal, signed(row.place), row.key, signed(row.case), row.wait])
    })?;
    each(connection, &batch.letters.gone, "DELETE FROM letters WHERE name = ?1 AND place = ?2", |statement, row| {
        statement.execute(params![row.name, signed(row.place)])
    })?;
    each(connection, &batch.letters.new, "INSERT INTO letters VALUES (?1, ?2, ?3, ?4, ?5)", |statement, row| {
        statement.execute(params![row.name, signed(row.place), row.key, row.data, row.until])
    })?;
    each(connection, &batch.outbox.gone, "DELETE FROM outbox WHERE case_id = ?1 AND seq = ?2", |statement, row| {
        statement.execute(params![signed(row.case), signed(row.seq)])
    })?;
    each(connection, &batch.outbox.new, "INSERT INTO outbox VALUES (?1, ?2)", |statement, row| {
        statement.execute(params![signed(row.case), signed(row.seq)])
    })
}

fn each<'r, T: 'r>(
    connection: &Connection,
    rows: impl IntoIterator<Item = &'r T>,
    sql: &str,
    mut run: impl FnMut(&mut CachedStatement<'_>, &T) -> Sql<usize>,
) -> Sql<()> {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(sql)?;
    rows.try_for_each(|row| run(&mut statement, row).map(|_| ()))
}

/// Case numbers and places stay below 2⁶³; what does not is another number all the same, and
/// comes back as what it was.
pub(super) const fn signed(number: u64) -> i64 {
    number.cast_signed()
}

pub(super) const fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}
