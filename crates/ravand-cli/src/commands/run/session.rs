//! A case at a terminal: what is typed becomes commands, what follows is shown.

use super::words::{Unit, Words, pair, understand};
use super::{USAGE, named};
use crate::args::{Common, Format, RunCaseArgs};
use crate::codes as say;
use crate::output::{digits, heading, println, prose, word};
use crate::{Failure, Verdict};
use ravand_core::calendar::{WorkingCalendar, shown_date};
use ravand_core::{Args, Language, ProcessId, Timestamp};
use ravand_feel::{Schema, Value};
use ravand_kernel::exchange::InstanceKey;
use ravand_kernel::world::{World, WorldError};
use ravand_kernel::{Awaited, Command, CompiledProcess, Incident, Status, Task, Wait};
use serde_json::json;
use std::sync::Arc;

/// Steps that machines do between two lines.
const MACHINE_STEPS_MAX: usize = 10_000;

pub(super) struct Session<'c> {
    world: World,
    case: InstanceKey,
    calendar: Arc<WorkingCalendar>,
    common: &'c Common,
    trace: bool,
    /// Events that were shown.
    shown: usize,
}

impl<'c> Session<'c> {
    pub(super) fn start(
        mut world: World,
        process: &ProcessId,
        args: &RunCaseArgs,
        calendar: Arc<WorkingCalendar>,
        common: &'c Common,
    ) -> Result<Self, Failure> {
        let language = common.lang.language();
        let schema = world.process(process.as_str()).map(|process| process.schema().clone()).unwrap_or_default();
        let mut known = Vec::new();
        for word in &args.data {
            let (name, text) =
                pair(word).ok_or_else(|| Failure::said(&say::NO_PAIR, &named(process).with("word", word), language))?;
            known.push((name, value(&schema, name, text, language)?));
        }
        let case = world.start(process.as_str(), &known).map_err(|why| refused(&why, language))?;
        let mut session = Self { world, case, calendar, common, trace: args.trace, shown: 0 };
        session.let_machines_work()?;
        Ok(session)
    }

    /// Steps that a machine does are done at once, unless they need an answer.
    fn let_machines_work(&mut self) -> Result<(), Failure> {
        for _ in 0..MACHINE_STEPS_MAX {
            let open = self.world.cases().find_map(|(case, process, instance)| {
                let at_once = |task: &&Task| {
                    let step = process.step(task.step);
                    step.automatic && step.outcomes.is_empty() && step.asks.is_empty()
                };
                Some((case, instance.tasks().iter().find(at_once)?.id))
            });
            let Some((case, task)) = open else { break };
            self.world.give(case, Command::complete(task), None).map_err(|why| refused(&why, self.language()))?;
        }
        Ok(())
    }

    fn language(&self) -> Language {
        self.common.lang.language()
    }

    /// Whether anything can still happen to the case.
    pub(super) fn goes_on(&self) -> bool {
        self.world.is_running(self.case)
    }

    pub(super) fn obey(&mut self, line: &str) -> Result<(), Failure> {
        let language = self.language();
        let Some(words) = understand(line) else {
            let args = Args::new().with("line", line).with("known", USAGE);
            return Err(Failure::said(&say::NOT_UNDERSTOOD, &args, language));
        };
        match words {
            Words::Show => self.show(),
            Words::Help => println!("{USAGE}"),
            Words::Trace => {
                self.shown = 0;
                self.events();
            }
            words => {
                self.act(words)?;
                self.let_machines_work()?;
                self.show();
            }
        }
        Ok(())
    }

    fn act(&mut self, words: Words<'_>) -> Result<(), Failure> {
        let language = self.language();
        let done = match words {
            Words::Done { step, outcome, data } => {
                let case = self.holder(step);
                let data = self.values(case, &data)?;
                self.world.complete(case, step, outcome, &data)
            }
            Words::Wait(None) => {
                if let Some((at, _, _)) = self.world.next_timer() {
                    self.world.advance_to(at);
                    return Ok(());
                }
                return Err(Failure::said(&say::NO_TIMER, &Args::new(), language));
            }
            Words::Wait(Some((count, unit))) => {
                let micros = Unit::micros(unit).saturating_mul(i64::from(count));
                self.world.advance_to(self.world.now().plus_micros(micros));
                Ok(())
            }
            Words::Send { name, key, data } => {
                let data = self.values(self.case, &data)?;
                let key = key.map_or(Value::Null, |text| text.parse().map_or(text.into(), Value::Number));
                self.world.send(name, key, &data)
            }
            Words::Signal(name) => {
                self.world.signal(name);
                Ok(())
            }
            Words::Set(data) => {
                let data = self.values(self.case, &data)?;
                self.world.set(self.case, &data)
            }
            Words::Throw { step, code } => {
                let (case, task) = self.task(step)?;
                self.world.give(case, Command::ThrowError { task: task.id, code }, None)
            }
            Words::Fail(step) => {
                let (case, task) = self.task(step)?;
                self.world.give(case, Command::FailJob { task: task.id, reason: "typed" }, None)
            }
            Words::Retry => return self.retry(),
            Words::Cancel => self.world.give(self.case, Command::Cancel, None),
            Words::Show | Words::Trace | Words::Help => Ok(()),
        };
        done.map_err(|why| refused(&why, language))
    }

    fn retry(&mut self) -> Result<(), Failure> {
        let all: Vec<_> = (self.world.cases())
            .flat_map(|(case, _, instance)| instance.incidents().iter().map(move |incident| (case, incident.id)))
            .collect();
        for (case, incident) in all {
            let again = Command::RetryIncident { incident, data: &[] };
            self.world.give(case, again, None).map_err(|why| refused(&why, self.language()))?;
        }
        Ok(())
    }

    /// The case in which a step is open: this one, or one that it called.
    fn holder(&self, step: &str) -> InstanceKey {
        self.find(step).map_or(self.case, |(case, _)| case)
    }

    fn task(&self, step: &str) -> Result<(InstanceKey, Task), Failure> {
        let missing = || refused(&WorldError::NoTask(step.to_owned()), self.language());
        self.find(step).ok_or_else(missing)
    }

    fn find(&self, step: &str) -> Option<(InstanceKey, Task)> {
        self.world.cases().find_map(|(case, process, instance)| {
            let task = instance.tasks().iter().find(|task| process.step(task.step).id.as_str() == step)?;
            Some((case, *task))
        })
    }

    fn values<'w>(&self, case: InstanceKey, data: &[(&'w str, &str)]) -> Result<Vec<(&'w str, Value)>, Failure> {
        let process = self.world.cases().find(|(key, _, _)| *key == case).map(|(_, process, _)| process);
        let schema = process.map(|process| process.schema().clone()).unwrap_or_default();
        data.iter().map(|(name, text)| Ok((*name, value(&schema, name, text, self.language())?))).collect()
    }

    /// Events that were not shown yet.
    fn events(&mut self) {
        let cases: Vec<_> = self.world.cases().map(|(key, process, _)| (key, process.clone())).collect();
        for line in &self.world.transcript()[self.shown..] {
            let Some((_, process)) = cases.iter().find(|(key, _)| *key == line.case) else { continue };
            let at = clock(&self.calendar, line.at, self.language());
            println!("  {at}  {}: {}", process.id(), line.event.line(process));
        }
        self.shown = self.world.transcript().len();
    }

    /// The time, and what can be done next.
    pub(super) fn show(&mut self) {
        if self.common.format == Format::Json {
            return;
        }
        if self.trace {
            self.events();
        }
        let language = self.language();
        heading(&clock(&self.calendar, self.world.now(), language));
        for (_, process, instance) in self.world.cases().filter(|(_, _, one)| one.status() == Status::Running) {
            for task in instance.tasks() {
                println!("  {}", prose(&of_task(process, task, &self.calendar, language), language));
            }
            for wait in instance.waits().iter().filter(|wait| !wait.happened) {
                println!("  {}", prose(&of_wait(process, wait, &self.calendar, language), language));
            }
            for incident in instance.incidents() {
                println!("  {}", prose(&of_incident(incident, language), language));
            }
        }
    }

    /// How it ended, or that it has not.
    pub(super) fn conclude(&mut self) {
        let language = self.language();
        if self.common.format == Format::Json {
            let lines = self.world.lines(self.case);
            let end = self.end();
            println!(
                "{:#}",
                json!({ "ended": end, "at": clock(&self.calendar, self.world.now(), Language::En), "events": lines })
            );
            return;
        }
        let said = match self.end() {
            Some(end) => format!("{} {end}", word(language, "ended:", "پایان:")),
            None if self.goes_on() => word(language, "not at an end", "به پایان نرسیده").to_owned(),
            None => word(language, "cancelled", "لغوشده").to_owned(),
        };
        println!("\n{}", prose(&said, language));
    }

    fn end(&self) -> Option<String> {
        let (_, process, instance) = self.world.cases().find(|(key, _, _)| *key == self.case)?;
        match instance.status() {
            Status::Ended(end) => process.ends().get(end.index()).map(|end| end.id.to_string()),
            _ => None,
        }
    }

    /// Findings where something stands still that only a person can mend.
    pub(super) fn verdict(&self) -> Verdict {
        let stuck = self.world.cases().any(|(_, _, instance)| !instance.incidents().is_empty());
        if stuck { Verdict::Findings } else { Verdict::Fine }
    }
}

/// A time to the minute, as the calendar's offices read their clocks.
fn clock(calendar: &WorkingCalendar, at: Timestamp, language: Language) -> String {
    let date = calendar.local_date(at);
    let begun = calendar.beginning(date).unwrap_or(at);
    let minutes = (at.micros() - begun.micros()) / 60_000_000;
    let text = format!("{} {:02}:{:02}", shown_date(date, language), minutes / 60, minutes % 60);
    digits(&text, language)
}

fn of_task(process: &CompiledProcess, task: &Task, calendar: &WorkingCalendar, language: Language) -> String {
    let step = process.step(task.step);
    let mut said = step.id.to_string();
    if let Some(role) = &step.role {
        said.push_str(&format!("  ({role})"));
    }
    if !step.outcomes.is_empty() {
        let names: Vec<&str> = step.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
        said.push_str(&format!("  → {}", names.join(" | ")));
    }
    if !step.asks.is_empty() {
        let names: Vec<&str> = step.asks.iter().filter_map(|slot| process.schema().name(*slot)).collect();
        said.push_str(&format!("  {} {}", word(language, "asks", "می‌پرسد"), names.join(", ")));
    }
    if let Some(due) = task.due {
        said.push_str(&format!("  {} {}", word(language, "due", "مهلت"), clock(calendar, due, language)));
    }
    said
}

fn of_wait(process: &CompiledProcess, wait: &Wait, calendar: &WorkingCalendar, language: Language) -> String {
    let name = process.wait_name(wait).unwrap_or_default();
    match &wait.what {
        Awaited::Timer { at, .. } => {
            format!("{} {}", word(language, "timer at", "زمان‌سنج در"), clock(calendar, *at, language))
        }
        Awaited::Message { key: Value::Null } => {
            format!("{} {name}", word(language, "waits for message", "در انتظار پیام"))
        }
        Awaited::Message { key } => format!("{} {name} {key}", word(language, "waits for message", "در انتظار پیام")),
        Awaited::Signal => format!("{} {name}", word(language, "waits for signal", "در انتظار نشانه")),
        Awaited::Condition { .. } => word(language, "waits for a condition", "در انتظار یک شرط").to_owned(),
    }
}

fn of_incident(incident: &Incident, language: Language) -> String {
    let cause = incident.cause.message().message(language);
    format!("{} {} {cause}", word(language, "incident", "رخداد"), incident.id)
}

/// A datum as the type of its name reads it.
fn value(schema: &Schema, name: &str, text: &str, language: Language) -> Result<Value, Failure> {
    let Some(ty) = schema.slot(name).and_then(|slot| schema.ty(slot)) else {
        return Err(refused(&WorldError::NoDatum(name.to_owned()), language));
    };
    // What a drawing does not type is a number if it looks like one, else a text.
    let any = || Some(text.parse().map_or_else(|_| Value::from(text), Value::Number));
    let read = ty.read(text).or_else(|| if *ty == ravand_feel::Type::Any { any() } else { None });
    read.ok_or_else(|| {
        let args = Args::new().with("name", name).with("text", text).with("type", ty);
        Failure::said(&say::NOT_OF_TYPE, &args, language)
    })
}

fn refused(why: &WorldError, language: Language) -> Failure {
    Failure::said(&say::WORLD_REFUSED, &Args::new().with("why", why), language)
}
