//! What holds of every store, as a suite that each of them runs. Another database is put beneath
//! the engine when it passes.
//!
//! It panics where a store does not keep its promise, as a test does.

use super::*;
use crate::record::Link;
use crate::worklist::{Order, Whose};
use ravand_core::{RoleId, Timestamp};

/// Runs the whole suite. `fresh` makes an empty store, `reopen` closes one and opens it again.
///
/// ```
/// use ravand_engine::store::{MemoryStore, conformance};
/// conformance::run(MemoryStore::default, |store| store)?;
/// # Ok::<(), ravand_engine::store::StoreError>(())
/// ```
///
/// # Errors
/// The store's own.
///
/// # Panics
/// The store does not keep a promise.
pub fn run<S: Store>(fresh: impl Fn() -> S, reopen: impl Fn(S) -> S) -> Result<(), StoreError> {
    every_row_comes_back(fresh(), &reopen)?;
    versions_are_checked(&fresh())?;
    a_refused_batch_leaves_nothing(&fresh())?;
    of_many_that_expect_the_same_one_wins(&fresh())?;
    rows_go_before_they_come(&fresh())?;
    latest_definitions_are_found(&fresh())?;
    timers_come_in_order(&fresh())?;
    mail_is_found_by_key(&fresh())?;
    the_worklist_answers_as_its_rows_do(&fresh())
}

fn case(id: u64, version: u64) -> CaseRow {
    CaseRow {
        id,
        process: "permit".to_owned(),
        digest: "v1:sha256:00".to_owned(),
        unit: Some("district-05".to_owned()),
        subject: Some("پلاک ۱۲".to_owned()),
        status: CaseStatus::Running,
        end: None,
        suspended: false,
        version,
        head: Link([7; 32]),
        opened_at: -5,
        changed_at: 9,
    }
}

fn entry(case: u64, seq: u64) -> EntryRow {
    EntryRow { case, seq, text: format!("{{\"seq\":{seq}}}"), link: Link([seq as u8; 32]) }
}

fn work(case: u64, task: u32) -> WorkRow {
    WorkRow {
        case,
        task,
        process: "permit".to_owned(),
        step: "review".to_owned(),
        unit: Some("district-05".to_owned()),
        subject: None,
        roles: vec!["clerk".to_owned(), "head".to_owned()],
        claimed_by: None,
        since: 3,
        due: Some(8),
        search: "review".to_owned(),
    }
}

fn receiver(name: &str, place: u64, key: &str) -> ReceiverRow {
    ReceiverRow { name: name.to_owned(), signal: false, place, key: key.to_owned(), case: 4, wait: place as u32 }
}

/// Appends entries to a case that has `seen` of them.
fn append(id: u64, seen: u64, count: u64) -> Batch {
    Batch {
        cases_seen: vec![(id, seen)],
        cases: vec![case(id, seen + count)],
        entries: (1..=count).map(|more| entry(id, seen + more)).collect(),
        ..Batch::default()
    }
}

fn every_row_comes_back<S: Store>(store: S, reopen: impl Fn(S) -> S) -> Result<(), StoreError> {
    let answer = AnswerRow {
        key: "key".to_owned(),
        salt: vec![1, 2],
        digest: vec![3],
        answer: "{}".to_owned(),
        case: Some(4),
        at: 5,
    };
    let secret = |seq, text: &str| SecretRow {
        case: 4,
        seq,
        datum: "national_code".to_owned(),
        salt: vec![9; 32],
        text: text.to_owned(),
    };
    let call = CallRow { child: 5, parent: 4, call: 6, depth: 1 };
    let incident = IncidentRow { case: 4, incident: 2, process: "permit".to_owned(), unit: None };
    let timer = TimerRow { at: 8, case: 4, what: TimerKind::Wait(3) };
    let letter =
        LetterRow { name: "paid".to_owned(), place: 2, key: "\"k\"".to_owned(), data: "[]".to_owned(), until: Some(7) };
    let signal = ReceiverRow { signal: true, ..receiver("holiday", 3, "null") };
    let mailbox = Mailbox { version: 1, next: 4 };
    let batch = Batch {
        answer: Some(answer.clone()),
        secrets: vec![secret(1, "old"), secret(2, "new")],
        work: Changes { gone: vec![], new: vec![work(4, 1)] },
        timers: Changes { gone: vec![], new: vec![timer] },
        incidents: Changes { gone: vec![], new: vec![incident.clone()] },
        calls: Changes { gone: vec![], new: vec![call] },
        receivers: Changes { gone: vec![], new: vec![receiver("paid", 1, "null"), signal.clone()] },
        letters: Changes { gone: vec![], new: vec![letter.clone()] },
        outbox: Changes { gone: vec![], new: vec![OutboxRow { case: 4, seq: 2 }] },
        mail_seen: vec![("paid".to_owned(), Mailbox::default())],
        mail_now: vec![("paid".to_owned(), mailbox)],
        ..append(4, 0, 3)
    };
    store.commit(&batch)?;
    let store = reopen(store);
    assert_eq!(store.case(4)?, Some(case(4, 3)));
    assert_eq!(store.case(5)?, None);
    assert_eq!(store.cases_after(3, 10)?, [case(4, 3)]);
    assert_eq!(store.cases_after(4, 10)?, []);
    assert_eq!(store.entries_after(4, 0, 2)?, [entry(4, 1), entry(4, 2)]);
    assert_eq!(store.entries_after(4, 2, 9)?, [entry(4, 3)]);
    assert_eq!(store.answer("key")?, Some(answer));
    assert_eq!(store.answer("other")?, None);
    assert_eq!(store.secret(4, "national_code")?, Some(secret(2, "new")));
    assert_eq!(store.secret(4, "name")?, None);
    assert_eq!(store.work_of(4)?, [work(4, 1)]);
    assert_eq!(store.timers_of(4)?, [timer]);
    assert_eq!(store.next_timer()?, Some(8));
    assert_eq!(store.incidents_of(4)?, std::slice::from_ref(&incident));
    assert_eq!(store.incidents_after(4, 1, 9)?, [incident]);
    assert_eq!(store.incidents_after(4, 2, 9)?, []);
    assert_eq!(store.call(5)?, Some(call));
    assert_eq!(store.calls_of(4)?, [call]);
    assert_eq!(store.mailbox("paid")?, mailbox);
    assert_eq!(store.mailbox("nobody")?, Mailbox::default());
    assert_eq!(store.listeners("holiday")?, std::slice::from_ref(&signal));
    assert_eq!(store.receivers("holiday", "null")?, [], "a signal is no message");
    assert_eq!(store.receivers_of(4)?, [signal, receiver("paid", 1, "null")]);
    assert_eq!(store.letters("paid", "\"k\"")?, [letter]);
    assert_eq!(store.letters_kept()?, 1);
    assert_eq!(store.outbox(9)?, [OutboxRow { case: 4, seq: 2 }]);
    Ok(())
}

fn refused(answer: Result<(), StoreError>, by: &Stream) {
    match answer {
        Err(StoreError::Conflict(stream)) => assert_eq!(stream, *by),
        other => assert!(matches!(other, Err(StoreError::Conflict(_))), "{other:?} instead of a conflict"),
    }
}

fn versions_are_checked(store: &impl Store) -> Result<(), StoreError> {
    refused(store.commit(&append(4, 1, 1)), &Stream::Case(4));
    store.commit(&append(4, 0, 2))?;
    refused(store.commit(&append(4, 0, 1)), &Stream::Case(4));
    store.commit(&append(4, 2, 1))?;
    let seen = |version, next| Batch {
        mail_seen: vec![("paid".to_owned(), Mailbox { version, next })],
        mail_now: vec![("paid".to_owned(), Mailbox { version: version + 1, next: next + 1 })],
        ..Batch::default()
    };
    store.commit(&seen(0, 0))?;
    refused(store.commit(&seen(0, 0)), &Stream::Mailbox("paid".to_owned()));
    store.commit(&seen(1, 1))
}

fn a_refused_batch_leaves_nothing(store: &impl Store) -> Result<(), StoreError> {
    store.commit(&append(4, 0, 1))?;
    let answer =
        AnswerRow { key: "key".to_owned(), salt: vec![], digest: vec![], answer: "1".to_owned(), case: None, at: 0 };
    store.commit(&Batch { answer: Some(answer.clone()), ..Batch::default() })?;
    let other = AnswerRow { answer: "2".to_owned(), ..answer.clone() };
    let batch = Batch {
        answer: Some(other),
        work: Changes { gone: vec![], new: vec![work(4, 1)] },
        timers: Changes { gone: vec![], new: vec![TimerRow { at: 1, case: 4, what: TimerKind::Case }] },
        ..append(4, 1, 1)
    };
    refused(store.commit(&batch), &Stream::Key("key".to_owned()));
    assert_eq!(store.case(4)?, Some(case(4, 1)));
    assert_eq!(store.entries_after(4, 0, 9)?, [entry(4, 1)]);
    assert_eq!(store.answer("key")?, Some(answer));
    assert_eq!(store.work_of(4)?, []);
    assert_eq!(store.next_timer()?, None);
    Ok(())
}

fn of_many_that_expect_the_same_one_wins(store: &impl Store) -> Result<(), StoreError> {
    for round in 0..20 {
        let tries = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| store.commit(&append(4, round, 1)))).collect();
            threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        let won = tries.iter().filter(|tried| matches!(tried, Ok(Ok(())))).count();
        let lost = tries.iter().filter(|tried| matches!(tried, Ok(Err(StoreError::Conflict(_))))).count();
        assert_eq!((won, lost), (1, 3), "{tries:?}");
    }
    assert_eq!(store.entries_after(4, 0, 99)?.len(), 20);
    Ok(())
}

fn rows_go_before_they_come(store: &impl Store) -> Result<(), StoreError> {
    let before = work(4, 1);
    let after = WorkRow { claimed_by: Some("maryam".to_owned()), roles: vec!["head".to_owned()], ..before.clone() };
    store.commit(&Batch { work: Changes { gone: vec![], new: vec![before.clone()] }, ..Batch::default() })?;
    store.commit(&Batch { work: Changes { gone: vec![before], new: vec![after.clone()] }, ..Batch::default() })?;
    assert_eq!(store.work_of(4)?, std::slice::from_ref(&after));
    store.commit(&Batch { work: Changes { gone: vec![after], new: vec![] }, ..Batch::default() })?;
    assert_eq!(store.work_of(4)?, []);
    let all = store.worklist(&WorkQuery::all())?;
    assert!(all.tasks.is_empty() && all.next.is_none());
    Ok(())
}

fn latest_definitions_are_found(store: &impl Store) -> Result<(), StoreError> {
    let row = |process: &str, number: u32| DefinitionRow {
        digest: format!("{process} {number}"),
        process: process.to_owned(),
        number,
        deployed_at: 0,
        text: (number > 1).then(|| "text".to_owned()),
    };
    for (process, number) in [("sign", 1), ("permit", 1), ("sign", 2), ("sign", 10)] {
        store.commit(&Batch { definition: Some(row(process, number)), ..Batch::default() })?;
    }
    assert_eq!(store.latest("sign")?, Some(row("sign", 10)));
    assert_eq!(store.latest("si")?, None);
    assert_eq!(store.latest_of_all()?, [row("permit", 1), row("sign", 10)]);
    assert_eq!(store.definition("sign 2")?, Some(row("sign", 2)));
    let again = Batch { definition: Some(DefinitionRow { number: 11, ..row("sign", 2) }), ..Batch::default() };
    refused(store.commit(&again), &Stream::Process("sign".to_owned()));
    let other =
        Batch { definition: Some(DefinitionRow { digest: "other".to_owned(), ..row("sign", 2) }), ..Batch::default() };
    refused(store.commit(&other), &Stream::Process("sign".to_owned()));
    Ok(())
}

fn timers_come_in_order(store: &impl Store) -> Result<(), StoreError> {
    let row = |at, case, what| TimerRow { at, case, what };
    let mut rows = vec![
        row(5, 2, TimerKind::Wait(9)),
        row(-3, 9, TimerKind::Warning),
        row(5, 1, TimerKind::Case),
        row(5, 2, TimerKind::Task(1)),
        row(6, 1, TimerKind::Task(7)),
    ];
    store.commit(&Batch { timers: Changes { gone: vec![], new: rows.clone() }, ..Batch::default() })?;
    rows.sort_unstable();
    assert_eq!(store.timers_until(5, 99)?, rows[..4]);
    assert_eq!(store.timers_until(5, 2)?, rows[..2]);
    assert_eq!(store.next_timer()?, Some(-3));
    store.commit(&Batch { timers: Changes { gone: vec![rows[0]], new: vec![] }, ..Batch::default() })?;
    assert_eq!(store.next_timer()?, Some(5));
    assert_eq!(store.timers_of(2)?.len(), 2);
    Ok(())
}

fn mail_is_found_by_key(store: &impl Store) -> Result<(), StoreError> {
    let all = [receiver("paid", 3, "\"a\""), receiver("paid", 1, "\"b\""), receiver("paid", 2, "null")];
    let other = receiver("sent", 1, "\"a\"");
    let new = all.iter().chain([&other]).cloned().collect();
    store.commit(&Batch { receivers: Changes { gone: vec![], new }, ..Batch::default() })?;
    let places = |rows: Vec<ReceiverRow>| rows.into_iter().map(|row| row.place).collect::<Vec<_>>();
    assert_eq!(places(store.receivers("paid", "\"a\"")?), [2, 3]);
    assert_eq!(places(store.receivers("paid", "\"c\"")?), [2]);
    assert_eq!(places(store.receivers("paid", "null")?), [1, 2, 3]);
    let letter = |place, key: &str| LetterRow {
        name: "paid".to_owned(),
        place,
        key: key.to_owned(),
        data: "[]".to_owned(),
        until: None,
    };
    let new = vec![letter(2, "\"a\""), letter(1, "null"), letter(3, "\"b\"")];
    store.commit(&Batch { letters: Changes { gone: vec![], new }, ..Batch::default() })?;
    assert_eq!(store.letters("paid", "\"a\"")?, [letter(1, "null"), letter(2, "\"a\"")]);
    assert_eq!(store.letters("paid", "null")?.len(), 3);
    assert_eq!(store.letters("sent", "null")?, []);
    Ok(())
}

/// Every question over a mixed list, page by page, against [`WorkQuery::admits`].
fn the_worklist_answers_as_its_rows_do(store: &impl Store) -> Result<(), StoreError> {
    let rows: Vec<WorkRow> = (0..60_u32).map(mixed).collect();
    store.commit(&Batch { work: Changes { gone: vec![], new: rows.clone() }, ..Batch::default() })?;
    for query in queries() {
        for order in [Order::Due, Order::Since] {
            let query = query.clone().in_order(order).limit(7);
            let mut expected: Vec<&WorkRow> = rows.iter().filter(|row| query.admits(row)).collect();
            expected.sort_by_key(|row| query.key(row));
            let mut found = Vec::new();
            let mut page = store.worklist(&query)?;
            loop {
                assert!(page.tasks.len() <= 7);
                found.extend(page.tasks.iter().cloned());
                let Some(next) = page.next else { break };
                page = store.worklist(&query.clone().behind(next))?;
            }
            let expected: Vec<crate::WorkItem> = expected.into_iter().map(crate::WorkItem::from).collect();
            assert_eq!(found, expected, "{query:?}");
        }
    }
    Ok(())
}

fn mixed(number: u32) -> WorkRow {
    let roles = [vec![], vec!["clerk".to_owned()], vec!["clerk".to_owned(), "head".to_owned()]];
    let at = i64::from(number * 7 % 11);
    WorkRow {
        unit: (!number.is_multiple_of(4)).then(|| format!("district-{:02}", number % 3)),
        roles: roles[number as usize % 3].clone(),
        claimed_by: number.is_multiple_of(5).then(|| "maryam".to_owned()),
        since: at,
        due: (number % 7 != 3).then_some(20 - at),
        process: if number.is_multiple_of(2) { "sign" } else { "permit" }.to_owned(),
        search: format!("پلاک {number} review"),
        ..work(u64::from(number % 6) + 1, number)
    }
}

fn queries() -> Vec<WorkQuery> {
    let roles = |names: &[&str]| WorkQuery {
        roles: Some(names.iter().map(|name| RoleId::from(*name)).collect()),
        ..WorkQuery::all()
    };
    let units = |names: &[&str]| WorkQuery {
        units: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..WorkQuery::all()
    };
    vec![
        WorkQuery::all(),
        roles(&[]),
        roles(&["head"]),
        roles(&["head", "clerk", "nobody's"]),
        units(&[]),
        units(&["district-01"]),
        units(&["district-01", "district-02"]),
        WorkQuery { whose: Whose::Unclaimed, ..WorkQuery::all() },
        WorkQuery::taken_by(&"maryam".into()),
        WorkQuery::all().of_process("sign"),
        WorkQuery::all().due_by(Timestamp::from_micros(15)),
        WorkQuery::all().with_text("پلا\u{643} ۱"),
        WorkQuery::all().with_text("REVIEW"),
        WorkQuery::all().with_text("%"),
        WorkQuery { whose: Whose::Unclaimed, ..roles(&["clerk"]) }.due_by(Timestamp::from_micros(18)),
    ]
}
