//! What only other processes can show: one that is killed at any moment, and several on one file.
//!
//! It is its own child: `child FILE FIRST` gives commands one after another and says each that was
//! answered; `worker FILE NAME COUNT` gives commands beside others; `open FILE` opens it. Without a word it is the test.
//! A failure prints its seed; `seed N` runs that one.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::print_stdout, reason = "parent and child speak so")]

#[path = "../support/mod.rs"]
mod support;

use ravand_engine::record::{StoredEvent, StoredValue};
use ravand_engine::{CaseId, Clock, Completion, Engine, NewCase, Request, SystemClock, WorkQuery};
use ravand_feel::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use support::{COURT, LETTER, PERMIT, Yaml, actor, definition};

/// How often a child is killed.
const KILLS: u64 = 40;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child", file, first] => child(Path::new(file), first.parse().expect("a number")),
        ["worker", file, name, count] => worker(Path::new(file), name, count.parse().expect("a number")),
        ["open", file] => drop(Engine::open(Path::new(file)).expect("opened")),
        ["seed", seed] => killed_at_any_moment(seed.parse().expect("a number")),
        _ => {
            let seed = SystemClock.now().micros().unsigned_abs();
            println!("seed {seed}");
            killed_at_any_moment(seed);
            many_open_a_new_file();
            many_on_one_file();
            println!("killed {KILLS} times and shared by four workers: nothing lost, nothing doubled");
        }
    }
}

fn open(file: &Path) -> Engine {
    let engine = Engine::builder().codec(Yaml).open(file).expect("opened");
    for yaml in [LETTER, COURT, PERMIT] {
        engine.deploy(&definition(yaml)).expect("deployed");
    }
    engine
}

/// The one case that every command of a child is about.
fn common(engine: &Engine) -> CaseId {
    engine.start(&Request::new("common"), &NewCase::of("letter").about("common")).expect("started").case
}

/// Gives command after command, each under its number, and says it when it was answered.
fn child(file: &Path, first: u64) {
    let engine = open(file);
    let case = common(&engine);
    for number in first.. {
        let key = format!("command {number}");
        let request = Request::new(&key);
        if number.is_multiple_of(3) {
            // A whole case, with a call and an answer to its caller among what follows.
            let subject = number.to_string();
            let new = NewCase::of("court").about(&subject).with("area", Value::from(1));
            engine.start(&request, &new).expect("started");
        } else {
            let data = [("pages".to_owned(), Value::from(number as i64))];
            engine.set_data(&request, case, &data).expect("set");
        }
        println!("{number}");
        std::io::stdout().flush().expect("said");
    }
}

fn spawn(words: &[&str]) -> Child {
    let own = std::env::current_exe().expect("this binary");
    Command::new(own).args(words).stdout(Stdio::piped()).spawn().expect("started")
}

/// A row of numbers that follows from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn killed_at_any_moment(seed: u64) {
    let mut dice = Dice(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("city.db");
    let path = file.to_str().expect("a path");
    let (mut next, mut late) = (1, 0);
    for kill in 0..KILLS {
        let mut running = spawn(&["child", path, &next.to_string()]);
        let said = BufReader::new(running.stdout.take().expect("a pipe"));
        // Sometimes while it opens the file, mostly while it works.
        std::thread::sleep(Duration::from_micros(dice.roll(60_000)));
        running.kill().expect("killed");
        running.wait().expect("over");
        let answered = said.lines().map_while(Result::ok).filter_map(|line| line.parse::<u64>().ok()).max();
        next = answered.map_or(next, |answered| answered + 1);
        late += u32::from(answered.is_none());
        check(&file, next, seed, kill);
    }
    assert!(next > KILLS && late < KILLS as u32, "seed {seed}: the children came to nothing ({next})");
}

/// Every command that was answered is there once, the one after it at most once, and every list
/// is what the entries say.
fn check(file: &Path, next: u64, seed: u64, kill: u64) {
    let engine = open(file);
    let case = common(&engine);
    let mut found: BTreeMap<u64, u32> = BTreeMap::new();
    for entry in engine.history(case).expect("a history") {
        if let StoredEvent::DataSet { value: StoredValue::Plain(value), .. } = &entry.event {
            let number = value["number"].as_str().and_then(|text| text.parse().ok()).expect("a number");
            *found.entry(number).or_default() += 1;
        }
    }
    for case in engine.cases(None, usize::MAX).expect("cases") {
        let findings = engine.verify(case).expect("verified");
        assert!(findings.is_empty(), "seed {seed}, kill {kill}: {findings:?}");
        let subject = engine.case(case).expect("a case").subject().and_then(|subject| subject.parse().ok());
        if let Some(number) = subject {
            *found.entry(number).or_default() += 1;
        }
    }
    let numbers: Vec<(u64, u32)> = found.into_iter().collect();
    let answered: Vec<(u64, u32)> = (1..next).map(|number| (number, 1)).collect();
    let one_more: Vec<(u64, u32)> = (1..=next).map(|number| (number, 1)).collect();
    assert!(numbers == answered || numbers == one_more, "seed {seed}, kill {kill}: up to {next}, but {numbers:?}");
}

/// Takes part: data of the common case, tasks that only one can have, cases of its own.
fn worker(file: &Path, name: &str, count: u64) {
    let engine = open(file);
    let case = common(&engine);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let (engine, who) = (&engine, format!("{name}-{thread}"));
            scope.spawn(move || take_part(engine, case, &who, count));
        }
    });
}

fn take_part(engine: &Engine, case: CaseId, who: &str, count: u64) {
    let person = actor(who, &["clerk"], &[]);
    for number in 0..count {
        let key = |what: &str| format!("{who} {number} {what}");
        let (set, start, claim, done) = (key("set"), key("start"), key("claim"), key("done"));
        let data = [("pages".to_owned(), Value::from(number as i64))];
        engine.set_data(&Request::new(&set), case, &data).expect("set");
        engine.start(&Request::new(&start), &NewCase::of("letter").about(&start)).expect("started");
        let open = engine.worklist(&WorkQuery::open_to(&person).with_text("start draft")).expect("a worklist");
        let Some(item) = open.tasks.first() else { continue };
        // Another may be faster, and then the gate says who.
        if engine.claim(&Request::new(&claim).by(&person), item.case, item.task).is_ok() {
            let pages = Completion::done().with("pages", Value::from(1));
            let drafted = engine.complete(&Request::new(&done).by(&person), item.case, item.task, &pages);
            assert!(drafted.is_ok(), "{who} has it: {drafted:?}");
        }
    }
}

/// The first moment of a file: each of several finds none, and all get the same.
fn many_open_a_new_file() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("city.db");
        let path = file.to_str().expect("a path");
        let opening: Vec<Child> = (0..5).map(|_| spawn(&["open", path])).collect();
        for mut one in opening {
            assert!(one.wait().expect("over").success(), "one could not open it");
        }
    }
}

/// Two processes with two threads each, over one file.
fn many_on_one_file() {
    const COUNT: u64 = 25;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("city.db");
    let path = file.to_str().expect("a path");
    let workers: Vec<Child> =
        ["amir", "bita"].iter().map(|name| spawn(&["worker", path, name, &COUNT.to_string()])).collect();
    for mut worker in workers {
        assert!(worker.wait().expect("over").success(), "a worker failed");
    }
    let engine = open(&file);
    let cases = engine.cases(None, usize::MAX).expect("cases");
    assert_eq!(cases.len() as u64, 4 * COUNT + 1, "a case is missing, or there twice");
    let set = |event: &StoredEvent| matches!(event, StoredEvent::DataSet { .. });
    let history = engine.history(common(&engine)).expect("a history");
    assert_eq!(history.iter().filter(|entry| set(&entry.event)).count() as u64, 4 * COUNT);
    let mut drafted = 0;
    for case in cases {
        assert!(engine.verify(case).expect("verified").is_empty());
        let history = engine.history(case).expect("a history");
        let claims = history.iter().filter(|entry| matches!(entry.event, StoredEvent::TaskClaimed { .. })).count();
        let done = history.iter().filter(|entry| matches!(entry.event, StoredEvent::TaskCompleted { .. })).count();
        // A task is claimed once, and done by whoever has it.
        assert_eq!(claims, done, "{history:?}");
        drafted += done;
    }
    assert!(drafted as u64 > COUNT, "only {drafted} were done");
}
