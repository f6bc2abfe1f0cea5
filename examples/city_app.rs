//! A city's building permits over one file: two districts, people with roles, clocks, a restart
//! in the middle of the work, and an audit at the end.
//!
//! `cargo run -p ravand-examples --example city_app`

use ravand::bank::Bank;
use ravand::core::Timestamp;
use ravand::engine::{Clock, CommandError, Completion, Engine, NewCase, Order, Request, WorkItem, WorkQuery};
use ravand::feel::{EnumValue, Number, Type, Value};
use ravand::kernel::{Actor, CompiledTarget};
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const DISTRICTS: [&str; 2] = ["district-05", "district-22"];
const HOUR: i64 = 3_600_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    day_by_day(&folder.path().join("city.db"), &mut std::io::stdout())
}

/// A clock that the example moves; a city takes the default, the machine's.
#[derive(Debug, Clone)]
struct Hand(Arc<AtomicI64>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

pub(crate) fn day_by_day(path: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref())?;
    let clock = Hand(Arc::new(AtomicI64::new(1_648_960_200_000_000))); // 3 April 2022, 08:00 in Tehran
    let open = || {
        let calendar = bank.calendars["tehran-offices"].as_ref().clone();
        Engine::builder().clock(clock.clone()).calendar(calendar).codec(ravand::Yaml).open(path)
    };

    let engine = open()?;
    for process in ["building-permit", "outdoor-advertising-licence"] {
        writeln!(out, "deployed {process}, version {}", engine.deploy(&bank.processes[process])?.number)?;
    }
    for district in DISTRICTS {
        let new = NewCase::of("building-permit").in_unit(district).about("پلاک ۱۲");
        let key = format!("request of {district}");
        let case = engine.start(&Request::new(&key), &new)?.case;
        // The applicant's browser asks again: the same case.
        let again = engine.start(&Request::new(&key), &new)?.case;
        writeln!(out, "{district}: case {case}, asked again: {}", if again == case { "the same" } else { "another" })?;
    }
    // A licence has terms; whether one is open when nobody comes depends on who was quicker before.
    engine.start(&Request::new("boards"), &NewCase::of("outdoor-advertising-licence").in_unit(DISTRICTS[0]))?;
    refusals(&engine, out)?;
    let done = work(&engine, &clock, &WorkQuery::all().in_order(Order::Since), 12)?;
    writeln!(out, "{done} tasks done before the power went")?;
    drop(engine);

    // Nothing is deployed again: what cases run by is in the file. Nobody came for two months.
    let engine = open()?;
    clock.0.fetch_add(60 * 24 * HOUR, Ordering::SeqCst);
    let rung = engine.run_due(clock.now())?;
    writeln!(out, "two months later, clocks that rang: {}, that failed: {}", rung.fired, rung.failed.len())?;
    let done = work(&engine, &clock, &WorkQuery::all(), usize::MAX)?;
    writeln!(out, "{done} tasks done after it")?;

    let mut findings = 0;
    for id in engine.cases(None, 100)? {
        findings += engine.verify(id)?.len();
        let row = engine.case(id)?.row();
        let (unit, end) = (row.unit.unwrap_or_default(), row.end.unwrap_or_default());
        writeln!(out, "{unit}: {end} after {} entries", engine.history(id)?.len())?;
    }
    writeln!(out, "verified: {findings} findings")?;
    Ok(())
}

/// Somebody who holds a task's role in a district.
fn holder(task: &WorkItem, district: &str) -> Actor {
    let id = format!("{} of {district}", task.roles.first().map_or("anybody", |role| role.as_str()));
    Actor { id: id.as_str().into(), roles: task.roles.clone(), units: vec![district.to_owned()] }
}

/// Three who may not, and what each is told.
fn refusals(engine: &Engine, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let page = engine.worklist(&WorkQuery::all().of_process("building-permit"))?;
    let task = page.tasks.iter().find(|task| task.unit.as_deref() == Some(DISTRICTS[0])).ok_or("no task")?;
    let maryam = holder(task, DISTRICTS[0]);
    let neighbour = holder(task, DISTRICTS[1]);
    let guard = Actor { id: "guard".into(), roles: vec!["guard".into()], ..maryam.clone() };
    let colleague = Actor { id: "amir".into(), ..maryam.clone() };
    engine.claim(&Request::new("maryam takes it").by(&maryam), task.case, task.task)?;
    for (who, actor) in [("of another district", neighbour), ("without the role", guard), ("too late", colleague)] {
        let key = format!("attempt {who}");
        match engine.complete(&Request::new(&key).by(&actor), task.case, task.task, &Completion::done()) {
            Err(CommandError::Closed(gate)) => writeln!(out, "{who}: {gate}")?,
            other => return Err(format!("{who}: {other:?}").into()),
        }
    }
    engine.unclaim(&Request::new("maryam gives it back").by(&maryam), task.case, task.task)?;
    Ok(())
}

/// Everybody takes what their worklist shows first and does it, an hour for each task, until
/// nothing is open or so many are done.
fn work(engine: &Engine, clock: &Hand, query: &WorkQuery, most: usize) -> Result<usize, Box<dyn Error>> {
    let mut done = 0;
    while done < most {
        let open = engine.worklist(&query.clone().limit(1))?;
        let Some(task) = open.tasks.first() else { break };
        let person = holder(task, task.unit.as_deref().unwrap_or(DISTRICTS[0]));
        // What they see is theirs to take.
        let theirs = engine.worklist(&WorkQuery::open_to(&person))?;
        let mine = theirs.tasks.first().ok_or("nobody sees this task")?;
        let key = format!("{} {} ", mine.case, mine.task);
        engine.claim(&Request::new(&(key.clone() + "claim")).by(&person), mine.case, mine.task)?;
        let form = filled_in(engine, mine)?;
        engine.complete(&Request::new(&(key + "complete")).by(&person), mine.case, mine.task, &form)?;
        clock.0.fetch_add(HOUR, Ordering::SeqCst);
        engine.run_due(clock.now())?;
        done += 1;
    }
    Ok(done)
}

/// A form in which everybody says yes.
fn filled_in(engine: &Engine, item: &WorkItem) -> Result<Completion, Box<dyn Error>> {
    let case = engine.case(item.case)?;
    let task = case.instance().tasks().iter().find(|task| task.id == item.task).ok_or("no such task")?;
    let step = case.process().step(task.step);
    let good = step.outcomes.iter().find(|outcome| outcome.target == CompiledTarget::On);
    let form = good.map_or_else(Completion::done, |outcome| Completion::outcome(outcome.name.as_str()));
    let schema = case.process().schema();
    let asked = step.asks.iter().filter_map(|slot| Some((schema.name(*slot)?, some(schema.ty(*slot)))));
    Ok(asked.fold(form, |form, (name, value)| form.with(name, value)))
}

/// Some value of a type.
fn some(ty: Option<&Type>) -> Value {
    match ty {
        Some(Type::Bool) => Value::Bool(true),
        Some(Type::Number) => Value::Number(Number::from(5)),
        Some(Type::Enum(_)) => Value::Enum(EnumValue(0)),
        _ => Value::from("0012345678"),
    }
}
