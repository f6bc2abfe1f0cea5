//! `ravand run`: one case on virtual time, driven by words that are typed or piped in.
//!
//! The world is the kernel's own test world. Nobody's role is asked: whoever sits at the
//! terminal plays everybody.

mod session;
mod words;

use crate::args::{Common, RunCaseArgs};
use crate::codes as say;
use crate::place::Place;
use crate::{Failure, Verdict};
use chrono::NaiveDate;
use ravand_core::calendar::{WorkingCalendar, read_date};
use ravand_core::{Args, Language, ProcessId, Timestamp};
use ravand_kernel::CompiledProcess;
use ravand_kernel::world::World;
use session::Session;
use std::io::{BufRead, IsTerminal, Write};
use std::sync::Arc;

/// The day on which a case begins unless somebody says another: a working Saturday after the
/// holidays of the Persian new year. A fixed day makes two runs alike.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2025, 4, 5) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// What one may type in a line.
const LINE_BYTES_MAX: usize = 10_000;

pub(crate) fn run(common: &Common, args: &RunCaseArgs) -> Result<Verdict, Failure> {
    let language = common.lang.language();
    let mut place = Place::open(common)?;
    let definition = place.definition(&args.process, args.with.as_deref())?;
    let id = definition.id.value.clone();
    let calendar = definition.calendar.as_ref().and_then(|id| place.bank.calendars.get(&id.value)).cloned();
    let calendar = calendar.unwrap_or_else(|| Arc::new(WorkingCalendar::around_the_clock()));
    let mut world = World::with_calendar((*calendar).clone(), begin(&calendar, day(args.at.as_deref(), language)?));
    for called in place.bank.with_called(&id).into_iter().filter(|other| other.id.value != id) {
        world.deploy(compiled(&place, called)?);
    }
    world.deploy(compiled(&place, &definition)?);
    let mut session = Session::start(world, &id, args, calendar, common)?;
    drive(&mut session, language)?;
    Ok(session.verdict())
}

fn compiled(place: &Place<'_>, definition: &ravand_core::Definition) -> Result<CompiledProcess, Failure> {
    CompiledProcess::compile(definition).map_err(|found| place.failed(&found))
}

fn day(said: Option<&str>, language: Language) -> Result<NaiveDate, Failure> {
    said.map_or(Ok(FIRST_DAY), |said| date(said, language))
}

/// A date of either calendar that somebody typed.
pub(crate) fn date(said: &str, language: Language) -> Result<NaiveDate, Failure> {
    read_date(said).map_err(|mistake| Failure::said(mistake.code(), &mistake.args().with("found", said), language))
}

/// When offices open on that day; when it begins, if they do not.
fn begin(calendar: &WorkingCalendar, day: NaiveDate) -> Timestamp {
    calendar.opening(day).or_else(|| calendar.beginning(day)).unwrap_or(Timestamp::from_micros(0))
}

/// Reads words until the case is over, somebody has enough, or there are no more.
fn drive(session: &mut Session<'_>, language: Language) -> Result<(), Failure> {
    let typed = std::io::stdin().is_terminal();
    let mut input = std::io::stdin().lock();
    session.show();
    while session.goes_on() {
        if typed {
            anstream::eprint!("> ");
            _ = std::io::stderr().flush();
        }
        let Some(line) = next_line(&mut input, language)? else { break };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if matches!(line, "quit" | "exit") {
            break;
        }
        match session.obey(line) {
            Ok(()) => {}
            // Who types can mend it at once; a script that goes wrong must not go on.
            Err(failure) if typed => anstream::eprintln!("{}", failure.text()),
            Err(failure) => return Err(failure),
        }
    }
    session.conclude();
    Ok(())
}

fn next_line(input: &mut impl BufRead, language: Language) -> Result<Option<String>, Failure> {
    use std::io::Read;
    let mut line = Vec::new();
    let read = input.by_ref().take(LINE_BYTES_MAX as u64).read_until(b'\n', &mut line);
    let read = read.map_err(|why| {
        let (words, system) = ravand_bank::because(&why);
        Failure::said(&say::INPUT_UNREADABLE, &Args::new().with_said("why", words, system), language)
    })?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// What can be typed: the same in every language.
const USAGE: &str = "done STEP [OUTCOME] [NAME=VALUE …] · wait [3 days] · send NAME [KEY] · signal NAME · \
                     set NAME=VALUE · throw STEP CODE · fail STEP · retry · cancel · show · trace · quit";

/// Names what a process is called by.
fn named(id: &ProcessId) -> Args {
    Args::new().with("process", id)
}
