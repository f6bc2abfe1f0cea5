//! What the engine adds to the kernel: answers that are given again, gates, the worklist, the
//! vault, incidents, the outbox, suspension, timers, and whether lists are true.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]

mod support;

use ravand_core::{Language, Timestamp};
use ravand_engine::record::{Entry, Link, StoredEvent};
use ravand_engine::store::{Batch, Changes, Durability, MemoryStore, SqliteStore, Store};
use ravand_engine::{
    CaseId, CommandError, Completion, Engine, Finding, Gate, NewCase, Order, ReadError, Request, Whose, WorkQuery,
};
use ravand_feel::Value;
use ravand_kernel::{Actor, Rejection, Status, TaskId};
use std::sync::Arc;
use support::{Count, HOUR, Hand, actor, builder, engine};

fn memory() -> (Engine, Hand) {
    engine(MemoryStore::default())
}

/// A permit in district 05 of which nothing is done.
fn permit(engine: &Engine) -> CaseId {
    let new = NewCase::of("permit").in_unit("district-05").about("پلاک ۱۲");
    engine.start(&Request::new("start"), &new).expect("started").case
}

fn task(engine: &Engine, case: CaseId, step: &str) -> TaskId {
    let case = engine.case(case).expect("a case");
    let of_step = |task: &&ravand_kernel::Task| case.process().step(task.step).id.as_str() == step;
    case.instance().tasks().iter().find(of_step).expect("a task").id
}

fn intake() -> Completion {
    let code = Value::from("0012345678");
    Completion::done().with("area", 120.into()).with("zone", zone("south")).with("national_code", code)
}

fn zone(name: &str) -> Value {
    ravand_feel::Type::one_of(["north", "south"]).read(name).expect("a zone")
}

fn clerk(id: &str) -> Actor {
    actor(id, &["clerk"], &["district-05"])
}

#[test]
fn a_repeated_command_has_the_first_answer_and_another_under_its_key_is_refused() {
    let (engine, _) = memory();
    let case = permit(&engine);
    let again = engine.start(&Request::new("start"), &NewCase::of("permit").in_unit("district-05").about("پلاک ۱۲"));
    assert_eq!(again.expect("answered").case, case);
    assert_eq!(engine.cases(None, 9).expect("cases"), [case]);
    let other = engine.start(&Request::new("start"), &NewCase::of("permit").about("پلاک ۱۳"));
    assert!(matches!(other, Err(CommandError::KeyReused(key)) if key == "start"));
    let other = engine.cancel(&Request::new("start"), case);
    assert!(matches!(other, Err(CommandError::KeyReused(_))));

    let intake_task = task(&engine, case, "intake");
    let maryam = clerk("maryam");
    let done = engine.complete(&Request::new("intake").by(&maryam), case, intake_task, &intake()).expect("done");
    // Later commands do not change what was answered.
    engine.set_data(&Request::new("set"), case, &[("garden".to_owned(), true.into())]).expect("set");
    let again = engine.complete(&Request::new("intake").by(&maryam), case, intake_task, &intake());
    assert_eq!(again.expect("answered"), done);
    let stolen = engine.complete(&Request::new("intake").by(&clerk("amir")), case, intake_task, &intake());
    assert!(matches!(stolen, Err(CommandError::KeyReused(_))), "the key of somebody else");
    let changed = intake().with("area", 900.into());
    let changed = engine.complete(&Request::new("intake").by(&maryam), case, intake_task, &changed);
    assert!(matches!(changed, Err(CommandError::KeyReused(_))));
}

#[test]
fn a_refused_command_leaves_nothing_and_its_key_is_free() {
    let (engine, _) = memory();
    let case = permit(&engine);
    let before = engine.history(case).expect("a history");
    let request = Request::new("key");
    let unknown = engine.complete(&request, case, 99.into(), &Completion::done());
    assert!(matches!(unknown, Err(CommandError::Rejected(Rejection::UnknownTask(_)))));
    let missing = engine.complete(&request, case, task(&engine, case, "intake"), &Completion::done());
    assert!(matches!(missing, Err(CommandError::Rejected(Rejection::DataMissing { .. }))));
    let unknown = engine.set_data(&request, case, &[("colour".to_owned(), Value::Null)]);
    assert!(matches!(unknown, Err(CommandError::NoDatum(name)) if name == "colour"));
    let nobody = engine.set_data(&request, "0000000000000009".parse().expect("a number"), &[]);
    assert!(matches!(nobody, Err(CommandError::Read(ReadError::NoCase(_)))));
    assert_eq!(engine.history(case).expect("a history"), before);
    engine.complete(&request, case, task(&engine, case, "intake"), &intake()).expect("done");
    for key in ["", &"k".repeat(201)] {
        assert!(matches!(engine.cancel(&Request::new(key), case), Err(CommandError::KeyUnusable)));
    }
    let function = ravand_feel::Function::host(["a"], |given, _| Ok(given[0].clone()));
    let data = [("answers".to_owned(), Value::Function(function))];
    let unstorable = engine.correlate(&Request::new("letter"), "money", &Value::Null, &data, None);
    assert!(matches!(unstorable, Err(CommandError::Unstorable(_))));
}

/// Each attempt, and the gate that was closed.
#[test]
fn every_refusal_says_which_gate_was_closed() {
    let (engine, _) = memory();
    let case = permit(&engine);
    let intake_task = task(&engine, case, "intake");
    let (maryam, amir, head) = (clerk("maryam"), clerk("amir"), actor("hedie", &["head"], &["district-05"]));
    let elsewhere = actor("maryam", &["clerk"], &["district-06"]);
    let closed = |answer: Result<ravand_engine::Done, CommandError>| match answer {
        Err(CommandError::Closed(gate)) => {
            assert!(!gate.message().message(Language::Fa).is_empty());
            gate
        }
        other => panic!("{other:?}"),
    };
    let key = std::cell::Cell::new(0);
    let fresh = || {
        key.set(key.get() + 1);
        format!("attempt {}", key.get())
    };
    let claim = |by: &Actor, task| engine.claim(&Request::new(&fresh()).by(by), case, task);
    let complete =
        |by: &Actor, task, how: &Completion| engine.complete(&Request::new(&fresh()).by(by), case, task, how);

    assert!(matches!(closed(claim(&head, intake_task)), Gate::Task(ravand_kernel::Gate::Role { .. })));
    assert_eq!(closed(claim(&elsewhere, intake_task)), Gate::Unit { unit: "district-05".to_owned() });
    assert_eq!(closed(complete(&elsewhere, intake_task, &intake())), Gate::Unit { unit: "district-05".to_owned() });
    assert_eq!(
        closed(engine.cancel(&Request::new(&fresh()).by(&elsewhere), case)),
        Gate::Unit { unit: "district-05".to_owned() }
    );
    assert_eq!(closed(engine.claim(&Request::new(&fresh()), case, intake_task)), Gate::Nobody);
    claim(&maryam, intake_task).expect("taken");
    claim(&maryam, intake_task).expect("taken again without effect");
    assert_eq!(closed(claim(&amir, intake_task)), Gate::Claimed { by: "maryam".into() });
    assert_eq!(closed(complete(&amir, intake_task, &intake())), Gate::Claimed { by: "maryam".into() });
    let give_back = |by: &Actor| engine.unclaim(&Request::new(&fresh()).by(by), case, intake_task);
    assert_eq!(closed(give_back(&amir)), Gate::NotHolder);
    give_back(&maryam).expect("given back");
    assert_eq!(closed(give_back(&maryam)), Gate::NotHolder);
    complete(&amir, intake_task, &intake()).expect("done");
    let garden = [("garden".to_owned(), false.into())];
    engine.retry(&Request::new("garden"), case, open_incident(&engine), &garden).expect("mended");

    // Who surveyed does not check.
    let both = actor("amir", &["clerk", "head"], &["district-05"]);
    complete(&both, task(&engine, case, "survey"), &Completion::done()).expect("done");
    let check = task(&engine, case, "check");
    assert!(matches!(
        closed(complete(&both, check, &Completion::outcome("good"))),
        Gate::Task(ravand_kernel::Gate::SamePerson { .. })
    ));

    let suspend = |by: &Actor| engine.suspend(&Request::new(&fresh()).by(by), case, "an audit");
    suspend(&head).expect("suspended");
    assert_eq!(closed(complete(&head, check, &Completion::outcome("good"))), Gate::Suspended);
    assert_eq!(closed(suspend(&head)), Gate::Suspended);
    assert_eq!(closed(engine.set_data(&Request::new(&fresh()), case, &[])), Gate::Suspended);
    assert_eq!(
        closed(engine.resume(&Request::new(&fresh()).by(&elsewhere), case)),
        Gate::Unit { unit: "district-05".to_owned() }
    );
    engine.resume(&Request::new(&fresh()).by(&head), case).expect("resumed");
    assert_eq!(closed(engine.resume(&Request::new(&fresh()).by(&head), case)), Gate::NotSuspended);
    complete(&head, check, &Completion::outcome("good")).expect("done");
}

#[test]
fn the_worklist_shows_what_somebody_could_do() {
    let (engine, clock) = memory();
    let case = permit(&engine);
    let (maryam, stranger) = (clerk("maryam"), actor("amir", &["clerk"], &["district-01"]));
    let steps = |query: &WorkQuery| -> Vec<String> {
        engine.worklist(query).expect("a worklist").tasks.into_iter().map(|task| task.step).collect()
    };
    assert_eq!(steps(&WorkQuery::open_to(&maryam)), ["intake"]);
    assert_eq!(steps(&WorkQuery::open_to(&stranger)), [""; 0]);
    assert_eq!(steps(&WorkQuery::open_to(&maryam).with_text("پلا\u{643} 12")), ["intake"]);
    let intake_task = task(&engine, case, "intake");
    engine.claim(&Request::new("claim").by(&maryam), case, intake_task).expect("taken");
    assert_eq!(steps(&WorkQuery::open_to(&maryam)), [""; 0]);
    assert_eq!(steps(&WorkQuery::taken_by(&maryam.id)), ["intake"]);
    engine.complete(&Request::new("intake").by(&maryam), case, intake_task, &intake()).expect("done");
    assert_eq!(steps(&WorkQuery::taken_by(&maryam.id)), [""; 0]);
    clock.pass(HOUR);
    let set =
        engine.retry(&Request::new("garden"), case, open_incident(&engine), &[("garden".to_owned(), true.into())]);
    set.expect("mended");
    // The survey is due, the trees are not: what is never due comes last, or first by age.
    assert_eq!(steps(&WorkQuery::all()), ["survey", "trees"]);
    assert_eq!(steps(&WorkQuery::all().in_order(Order::Since)), ["survey", "trees"]);
    let due = engine.worklist(&WorkQuery::all()).expect("a worklist").tasks[0].due.expect("a term");
    assert_eq!(steps(&WorkQuery::all().due_by(due)), ["survey"]);
    assert_eq!(steps(&WorkQuery::all().due_by(due.plus_micros(-1))), [""; 0]);
    assert_eq!(steps(&WorkQuery { whose: Whose::Unclaimed, ..WorkQuery::all() }.limit(1)), ["survey"]);
    engine.suspend(&Request::new("suspend"), case, "an audit").expect("suspended");
    assert_eq!(steps(&WorkQuery::all()), [""; 0]);
}

/// The one incident that waits.
fn open_incident(engine: &Engine) -> ravand_kernel::IncidentId {
    let open = engine.incidents(None, 9).expect("incidents");
    assert_eq!(open.len(), 1, "{open:?}");
    open[0].incident
}

#[test]
fn an_incident_waits_until_it_is_mended() {
    let (engine, _) = memory();
    let case = permit(&engine);
    engine.complete(&Request::new("intake"), case, task(&engine, case, "intake"), &intake()).expect("done");
    let open = engine.incidents(None, 9).expect("incidents");
    assert_eq!((open[0].case, open[0].unit.as_deref()), (case, Some("district-05")));
    assert!(open[0].cause.message().message(Language::Fa).contains("garden"), "{:?}", open[0].cause);
    let data = [("garden".to_owned(), false.into())];
    engine.retry(&Request::new("retry"), case, open[0].incident, &data).expect("mended");
    assert_eq!(engine.incidents(None, 9).expect("incidents"), []);
    let again = engine.retry(&Request::new("again"), case, open[0].incident, &data);
    assert!(matches!(again, Err(CommandError::Rejected(Rejection::UnknownIncident(_)))));
}

#[test]
fn a_personal_value_lies_in_the_vault_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("city.db");
    let (engine, _) = engine(SqliteStore::open(&path, Durability::Full).expect("opened"));
    let case = permit(&engine);
    let code = "0012345678";
    engine.complete(&Request::new("intake"), case, task(&engine, case, "intake"), &intake()).expect("done");
    assert_eq!(engine.personal(case, "national_code").expect("asked"), Some(format!("{code:?}")));
    assert_eq!(engine.personal(case, "area").expect("asked"), None);
    assert_eq!(engine.case(case).expect("a case").datum("national_code"), Some(&Value::Null));
    let connection = rusqlite::Connection::open(&path).expect("opened");
    for table in ["entries", "cases", "work", "answers", "outbox", "receivers", "letters"] {
        let sql = format!("SELECT * FROM {table}");
        let mut statement = connection.prepare(&sql).expect("a table");
        let columns = statement.column_count();
        let mut rows = statement.query(()).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cell = |at| format!("{:?}", row.get_ref(at).expect("a cell"));
            let text: String = (0..columns).map(cell).collect();
            let bytes: Vec<String> = code.bytes().map(|byte| byte.to_string()).collect();
            assert!(!text.contains(code) && !text.contains(&bytes.join(", ")), "{table}: {text}");
        }
    }
}

#[test]
fn what_leaves_is_offered_until_it_is_taken_in_order_per_case() {
    let (engine, clock) = memory();
    let first = engine.start(&Request::new("a"), &NewCase::of("court").with("area", 1.into())).expect("started").case;
    clock.pass(HOUR);
    let second = engine.start(&Request::new("b"), &NewCase::of("court").with("area", 1.into())).expect("started").case;
    engine.run_due(clock.pass(24 * 9 * HOUR)).expect("rung");
    engine.cancel(&Request::new("c"), first).expect("stopped");
    let kinds = || -> Vec<(CaseId, String)> {
        let leaving = engine.outbox(9).expect("an outbox");
        leaving.into_iter().map(|one| (one.case, format!("{:?}", one.event).chars().take(16).collect())).collect()
    };
    let told = "RoleNotified { r".to_owned();
    let all = [(first, told.clone()), (first, "InstanceCancelle".to_owned()), (second, told)];
    assert_eq!(kinds(), all);
    assert_eq!(kinds(), all, "nobody has taken it");
    let taken = engine.outbox(1).expect("an outbox");
    engine.acknowledge(&[(taken[0].case, taken[0].seq)]).expect("taken");
    engine.acknowledge(&[(taken[0].case, taken[0].seq)]).expect("taken again");
    assert_eq!(kinds(), all[1..]);
}

#[test]
fn after_a_standstill_each_timer_rings_once_in_the_order_of_its_time() {
    let (engine, clock) = memory();
    let mut cases = Vec::new();
    for number in 0..5_i64 {
        let key = format!("start {number}");
        cases.push(engine.start(&Request::new(&key), &NewCase::of("fees")).expect("started").case);
        clock.pass(HOUR);
    }
    let due = engine.next_due().expect("asked").expect("a timer");
    assert!(due.micros_since(ravand_engine::Clock::now(&clock)) == 15 * HOUR, "twenty hours after the first");
    // The cycle of each would have rung three times in this week.
    let now = clock.pass(24 * 7 * HOUR);
    let rung = engine.run_due(now).expect("rung");
    assert_eq!((rung.fired, rung.moved, rung.failed.len()), (5, 0, 0));
    assert_eq!(engine.next_due().expect("asked"), Some(now.plus_micros(20 * HOUR)));
    assert_eq!(engine.run_due(now).expect("rung").fired, 0);
    let at: Vec<u64> = cases.iter().map(|case| engine.case(*case).expect("a case").version()).collect();
    assert!(at.windows(2).all(|pair| pair[0] == pair[1]), "{at:?}");
}

#[test]
fn a_cycle_of_no_length_does_not_ring_for_ever() {
    let (engine, clock) = memory();
    let endless =
        support::FEES.replace("process: fees", "process: endless").replace("PT20H", "PT0S").replace("times: 3, ", "");
    engine.deploy(&support::definition(&endless)).expect("deployed");
    engine.start(&Request::new("start"), &NewCase::of("endless")).expect("started");
    let rung = engine.run_due(clock.pass(HOUR)).expect("rung");
    assert_eq!((rung.fired, rung.failed.len()), (2, 0), "when it was due, and now");
}

/// A term of five days that ends when the office closes, and at midnight if it never does.
#[test]
fn another_calendar_moves_what_is_open() {
    let office = || {
        let yaml = "calendar: c\ntitle: C\nzone: Asia/Tehran\nweekends: [{ from: 2020-01-01, days: [friday] }]\n\
            hours: [{ from: 2020-01-01, open: 08:00-16:00 }]\n";
        calendar(yaml)
    };
    let store = Arc::new(MemoryStore::default());
    let (clock, count) = (Hand::default(), Count::default());
    clock.set(Timestamp::from_micros(490_000 * HOUR));
    let with = |calendar| builder(&clock, &count).calendar(calendar).on_shared(store.clone());
    let by_office = with(office());
    for definition in support::definitions() {
        by_office.deploy(&definition).expect("deployed");
    }
    let case = permit(&by_office);
    by_office.complete(&Request::new("i"), case, task(&by_office, case, "intake"), &intake()).expect("done");
    let at_closing = by_office.next_due().expect("asked").expect("a term");

    let always = with(ravand_core::calendar::WorkingCalendar::around_the_clock());
    clock.set(at_closing);
    let rung = always.run_due(at_closing).expect("rung");
    assert_eq!((rung.fired, rung.moved), (0, 1), "it is not over yet");
    let at_midnight = always.next_due().expect("asked").expect("a term");
    assert!(at_midnight > at_closing);
    assert!(always.verify(case).expect("verified").is_empty());

    by_office.rebuild(case).expect("made anew");
    assert_eq!(by_office.next_due().expect("asked"), Some(at_closing));
    let rung = by_office.run_due(at_closing).expect("rung");
    assert_eq!((rung.fired, rung.moved), (1, 0));
}

fn calendar(yaml: &str) -> ravand_core::calendar::WorkingCalendar {
    let mut sources = ravand_core::Sources::new();
    let source = sources.add("c.yaml", yaml);
    let read = ravand_formats::read_calendar(&sources, source);
    let words: Vec<String> = read.diagnostics.iter().map(|one| one.one_line(&sources, Language::En)).collect();
    assert_eq!(words, Vec::<String>::new());
    ravand_core::calendar::WorkingCalendar::compile(&read.value.expect("a calendar")).expect("compiles")
}

#[test]
fn what_somebody_changed_is_found_and_lists_are_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("city.db");
    let (engine, clock) = engine(SqliteStore::open(&path, Durability::Full).expect("opened"));
    let case = permit(&engine);
    engine.complete(&Request::new("intake"), case, task(&engine, case, "intake"), &intake()).expect("done");
    let fees = engine.start(&Request::new("fees"), &NewCase::of("fees")).expect("started").case;
    clock.pass(HOUR);
    let connection = rusqlite::Connection::open(&path).expect("opened");
    let change = |sql: &str| assert!(connection.execute(sql, ()).expect("changed") > 0, "{sql}");
    let found = |case| -> Vec<String> {
        let findings = engine.verify(case).expect("verified");
        findings.iter().map(|finding| format!("{finding:?}").split('(').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(found(case), [""; 0]);
    change("UPDATE work SET unit = 'district-06'");
    change("DELETE FROM timers WHERE sort = 1");
    change("DELETE FROM incidents");
    change("UPDATE cases SET subject = 'another'");
    assert_eq!(found(case), ["Case", "Work", "Timers", "Incidents"]);
    engine.rebuild(case).expect("made anew");
    engine.rebuild(fees).expect("made anew");
    assert_eq!((found(case), found(fees)), (vec![], vec![]));
}

#[test]
fn an_entry_that_somebody_changed_moved_or_took_away_is_named() {
    for (sql, named) in [
        ("UPDATE entries SET text = replace(text, '120', '121') WHERE seq = 8", 8),
        ("UPDATE entries SET link = zeroblob(32) WHERE seq = 4", 4),
        ("UPDATE entries SET seq = 100 WHERE seq = 5", 6),
        ("DELETE FROM entries WHERE seq = 1", 2),
        ("DELETE FROM entries WHERE seq > 5", 6),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("city.db");
        let (engine, _) = engine(SqliteStore::open(&path, Durability::Full).expect("opened"));
        let case = permit(&engine);
        engine.complete(&Request::new("intake"), case, task(&engine, case, "intake"), &intake()).expect("done");
        let connection = rusqlite::Connection::open(&path).expect("opened");
        assert!(connection.execute(sql, ()).expect("changed") > 0, "{sql} changes nothing");
        let findings = engine.verify(case).expect("verified");
        let named_first = match findings.first() {
            Some(Finding::Entry(ReadError::Damaged { seq, .. })) => Some(*seq),
            // The end is missing: what is left is whole, and the case at a glance says more.
            Some(Finding::Case) if sql.contains('>') => Some(6),
            _ => None,
        };
        assert_eq!(named_first, Some(named), "{sql}: {findings:?}");
        // Nobody goes on from what cannot be read.
        drop(engine);
        let (clock, count) = (Hand::default(), Count::default());
        let engine = builder(&clock, &count).with_store(SqliteStore::open(&path, Durability::Full).expect("opened"));
        assert!(matches!(
            engine.cancel(&Request::new("stop"), case),
            Err(CommandError::Read(ReadError::Damaged { .. }))
        ));
    }
}

#[test]
fn the_history_tells_who_did_what_and_its_chain_can_be_checked_without_the_engine() {
    let store = Arc::new(MemoryStore::default());
    let (clock, count) = (Hand::default(), Count::default());
    let engine = builder(&clock, &count).on_shared(store.clone());
    for definition in support::definitions() {
        engine.deploy(&definition).expect("deployed");
    }
    let case = permit(&engine);
    let maryam = clerk("maryam");
    let intake_task = task(&engine, case, "intake");
    engine.complete(&Request::new("intake").by(&maryam), case, intake_task, &intake()).expect("done");
    let history = engine.history(case).expect("a history");
    let digest = engine.case(case).expect("a case").digest().to_owned();
    assert_eq!(history[0].line, format!("opened permit {digest}"));
    assert!(history[0].by.is_none());
    let done = history.iter().find(|entry| entry.line == "done intake").expect("done");
    assert_eq!(done.by.as_ref(), Some(&maryam.id));
    let rows = store.entries_after(case.number(), 0, 999).expect("entries");
    let mut link = Link::first(case.number());
    for (row, entry) in rows.iter().zip(&history) {
        link = link.then(&row.text);
        assert_eq!(row.link, link);
        assert_eq!(Entry::parse(&row.text).expect("an entry").event, entry.event);
    }
    assert_eq!(engine.case(case).expect("a case").head(), link);
}

#[test]
fn without_a_codec_a_case_waits_for_its_definition() {
    let store = Arc::new(MemoryStore::default());
    let (clock, count) = (Hand::default(), Count::default());
    let bare = || Engine::builder().clock(clock.clone()).entropy(count.clone()).on_shared(store.clone());
    let definition = support::definition(support::LETTER);
    let engine = bare();
    assert_eq!(engine.deploy(&definition).expect("deployed").number, 1);
    let case = engine.start(&Request::new("start"), &NewCase::of("letter")).expect("started").case;
    let engine = bare();
    assert!(matches!(engine.case(case), Err(ReadError::NotDeployed(_))));
    assert_eq!(engine.deploy(&definition).expect("known").number, 1);
    assert_eq!(engine.case(case).expect("a case").instance().status(), Status::Running);
}

#[test]
fn a_case_stays_with_its_definition_and_new_ones_get_the_latest() {
    let (engine, _) = memory();
    let old = engine.start(&Request::new("old"), &NewCase::of("letter")).expect("started").case;
    let changed = support::definition(&support::LETTER.replace("pages > 5", "pages > 50"));
    let deployed = engine.deploy(&changed).expect("deployed");
    assert_eq!(deployed.number, 2);
    let new = engine.start(&Request::new("new"), &NewCase::of("letter")).expect("started").case;
    let digest = |case| engine.case(case).expect("a case").digest().to_owned();
    assert_eq!(digest(new), deployed.digest.as_str());
    assert_ne!(digest(old), deployed.digest.as_str());
    assert_eq!(engine.deploy(&changed).expect("known").number, 2);
    let unknown = engine.start(&Request::new("x"), &NewCase::of("nothing"));
    assert!(matches!(unknown, Err(CommandError::NoProcess(process)) if process == "nothing"));
}

#[test]
fn a_letter_waits_for_its_receiver_until_its_time_is_over() {
    let (engine, clock) = memory();
    let key = Value::from("a");
    let until = ravand_engine::Clock::now(&clock).plus_micros(2 * HOUR);
    let send =
        |request: &str, until| engine.correlate(&Request::new(request), "money", &key, &[], until).expect("sent");
    assert!(!send("early", Some(until)));
    clock.pass(3 * HOUR);
    let ready = |number: &str| {
        let start = format!("start {number}");
        engine.start(&Request::new(&start), &NewCase::of("season")).expect("started").case
    };
    // It asks for any `money`; the first letter's time is over.
    let case = ready("1");
    let data = [("area".to_owned(), 1.into())];
    let incident = engine.incidents(None, 9).expect("incidents").first().map(|open| open.incident);
    if let Some(incident) = incident {
        engine.retry(&Request::new("area"), case, incident, &data).expect("mended");
    }
    assert_eq!(engine.case(case).expect("a case").instance().waits().len(), 1);
    assert!(send("in time", None));
    assert!(engine.case(case).expect("a case").row().end.is_some());
    assert!(!send("kept", None));
    let history = engine.history(case).expect("a history");
    assert!(history.iter().any(|entry| matches!(entry.event, StoredEvent::WaitFired { .. })));
}

#[test]
fn a_batch_that_only_takes_from_the_outbox_touches_nothing_else() {
    let store = MemoryStore::default();
    let gone = vec![ravand_engine::store::OutboxRow { case: 1, seq: 1 }];
    store.commit(&Batch { outbox: Changes { gone, new: vec![] }, ..Batch::default() }).expect("committed");
    assert_eq!(store.outbox(9).expect("an outbox"), []);
}
