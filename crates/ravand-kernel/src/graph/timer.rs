//! When timers fire: instants from dates, lengths, cycles and terms.

use super::element::*;
use super::evaluate::Where;
use super::state::Awaited;
use crate::cause::Cause;
use crate::event::EventSink;
use crate::handle::Run;
use crate::ids::*;
use ravand_core::Timestamp;
use ravand_feel::{DateTime, Expression, Message, Number, Value};

const MICROS: i64 = 1_000_000;
const DAY_SECONDS: i64 = 86_400;

impl<S: EventSink> Run<'_, S> {
    /// What a timer waits for, from now on.
    pub(crate) fn timer(&self, timer: &Timer, at: Where) -> Result<Awaited, Cause> {
        let (first, left) = match timer {
            Timer::Date(date) => (self.instant(date, at)?, Some(0)),
            Timer::Duration(length) => (self.after(length, at)?, Some(0)),
            Timer::Cycle { times, every } => (self.after(every, at)?, times.map(|times| times.saturating_sub(1))),
            Timer::Term(term) => {
                let due = self.context.calendar.due(self.context.now, *term);
                let due = due.map_err(|why| Cause::Due { why: Message::new(why.code(), why.args()) })?;
                (due, Some(0))
            }
        };
        Ok(Awaited::Timer { at: first, left })
    }

    /// The next time of a cycle that does not end its host.
    pub(crate) fn next_of_cycle(&self, graph: &CompiledGraph, id: WaitId) -> Option<(Timestamp, Option<u32>)> {
        let wait = self.instance.tokens.wait(id)?;
        let Awaited::Timer { left, .. } = wait.what else { return None };
        if left == Some(0) {
            return None;
        }
        let trigger = graph.triggers(wait.element).get(usize::from(wait.trigger))?;
        let Trigger::Timer(Timer::Cycle { every, .. }) = trigger else { return None };
        // From now and not from when it should have been: after a standstill there is no burst.
        let next = self.after(every, Where::frame(wait.frame)).ok()?;
        Some((next, left.map(|left| left - 1)))
    }

    fn instant(&self, expression: &Expression, at: Where) -> Result<Timestamp, Cause> {
        let value = self.value(expression, at)?;
        let instant = match &value {
            Value::DateTime(instant) => self.of_date_time(*instant),
            Value::Date(date) => date.days().checked_mul(DAY_SECONDS * MICROS).map(Timestamp::from_micros),
            _ => None,
        };
        instant.ok_or_else(|| self.unusable(expression, &value, "a date and time", at))
    }

    /// A time without an offset is that of the calendar's place.
    fn of_date_time(&self, instant: DateTime) -> Option<Timestamp> {
        let time = instant.time();
        let seconds = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        let offset = match time.offset() {
            Some(offset) => i64::from(offset),
            None => {
                let midnight = instant.date().days().checked_mul(DAY_SECONDS)?;
                let date = chrono::DateTime::from_timestamp(midnight, 0)?.date_naive();
                let beginning = self.context.calendar.beginning(date)?;
                midnight - beginning.micros().div_euclid(MICROS)
            }
        };
        let total = instant.date().days().checked_mul(DAY_SECONDS)?.checked_add(seconds - offset)?;
        let micros = total.checked_mul(MICROS)?.checked_add(i64::from(time.nanos() / 1_000))?;
        Some(Timestamp::from_micros(micros))
    }

    /// That long after now.
    pub(crate) fn after(&self, expression: &Expression, at: Where) -> Result<Timestamp, Cause> {
        let value = self.value(expression, at)?;
        let now = self.context.now;
        let instant = match &value {
            Value::Days(length) => length
                .seconds()
                .and_then(|seconds| seconds.checked_mul(Number::from(MICROS)))
                .and_then(|micros| micros.floor().to_i64())
                .and_then(|micros| now.micros().checked_add(micros)),
            Value::Months(months) => chrono::DateTime::from_timestamp_micros(now.micros())
                .and_then(|now| {
                    let months = u32::try_from(months.months()).ok()?;
                    now.checked_add_months(chrono::Months::new(months))
                })
                .map(|then| then.timestamp_micros()),
            _ => None,
        };
        let instant = instant.map(Timestamp::from_micros);
        instant.ok_or_else(|| self.unusable(expression, &value, "a duration", at))
    }
}
