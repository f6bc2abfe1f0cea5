//! Expressions within a graph: what they see, and what becomes of their values.

use super::element::{CompiledGraph, Setting};
use super::state::{Activity, Doing};
use crate::cause::Cause;
use crate::event::{Event, EventSink};
use crate::handle::Run;
use crate::ids::*;
use ravand_feel::{Expression, Message, Number, Value};
use std::borrow::Cow;

/// From where data are seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Where {
    pub(crate) frame: FrameId,
    pub(crate) activity: Option<ActivityId>,
}

impl Where {
    pub(crate) fn frame(frame: FrameId) -> Self {
        Self { frame, activity: None }
    }
}

impl<S: EventSink> Run<'_, S> {
    /// What an expression sees there: the case's data, before them what an activity around
    /// it keeps to itself, counts or remembers.
    fn seen(&self, at: Where, counts: &[(Slot, Value)]) -> Cow<'_, [Value]> {
        let mut own: Vec<(Slot, Value)> = counts.to_vec();
        let mut snapshot = None;
        for activity in self.around(at) {
            own.extend(activity.locals.iter().cloned());
            self.count(activity, &mut own);
            snapshot = snapshot.or(activity.snapshot.as_deref());
        }
        if own.is_empty() && snapshot.is_none() {
            return Cow::Borrowed(&self.instance.data);
        }
        let mut data = snapshot.map_or_else(|| self.instance.data.clone(), <[Value]>::to_vec);
        // The innermost came first and counts.
        for (slot, value) in own.into_iter().rev() {
            if let Some(place) = data.get_mut(usize::from(slot)) {
                *place = value;
            }
        }
        Cow::Owned(data)
    }

    /// The activities around a place, from the inside out.
    fn around(&self, at: Where) -> impl Iterator<Item = &Activity> {
        let tokens = &self.instance.tokens;
        let out_of = move |frame: FrameId| tokens.frame(frame).and_then(|frame| frame.activity);
        let first = at.activity.or_else(|| out_of(at.frame));
        std::iter::successors(first.and_then(|id| tokens.activity(id)), move |inner| {
            tokens.activity(inner.of.or_else(|| out_of(inner.frame))?)
        })
    }

    /// What the standard lets an expression know of a repeated activity.
    fn count(&self, activity: &Activity, into: &mut Vec<(Slot, Value)>) {
        let Some(graph) = self.process.graph() else { return };
        let (counters, tokens) = (&graph.counters, &self.instance.tokens);
        let mut add = |slot: Option<Slot>, count: u32| {
            into.extend(slot.map(|slot| (slot, Value::Number(Number::from(i64::from(count))))));
        };
        if activity.of.is_some_and(|of| tokens.repeating(of).is_some()) {
            add(counters.loop_counter, activity.number);
        }
        if let Doing::Repeating(repeating) = &activity.doing {
            add(counters.loop_counter, repeating.completed);
            add(counters.instances, repeating.total.unwrap_or(repeating.started));
            add(counters.active, repeating.active);
            add(counters.completed, repeating.completed);
            add(counters.terminated, repeating.terminated);
        }
    }

    /// The value of an expression there.
    pub(crate) fn value(&self, expression: &Expression, at: Where) -> Result<Value, Cause> {
        let seen = self.seen(at, &[]);
        expression.evaluate(&seen).map_err(|why| Cause::Expression {
            source: expression.source().to_owned(),
            why: Message::new(why.code(), why.args()),
            values: self.shown(expression.reads(), &seen),
        })
    }

    /// Whether a condition holds there; what is neither true nor false is nobody's to guess.
    pub(crate) fn holds_at(&self, when: &Expression, at: Where) -> Result<bool, Cause> {
        self.holds_with(when, at, &[])
    }

    pub(crate) fn holds_with(&self, when: &Expression, at: Where, counts: &[(Slot, Value)]) -> Result<bool, Cause> {
        let seen = self.seen(at, counts);
        let values = || self.shown(when.reads(), &seen);
        match when.evaluate_bool(&seen) {
            Ok(Some(holds)) => Ok(holds),
            Ok(None) => Err(Cause::Unknown { source: when.source().to_owned(), values: values() }),
            Err(why) => Err(Cause::Expression {
                source: when.source().to_owned(),
                why: Message::new(why.code(), why.args()),
                values: values(),
            }),
        }
    }

    /// A whole number of at least nought.
    pub(crate) fn count_of(&self, expression: &Expression, at: Where) -> Result<u32, Cause> {
        let value = self.value(expression, at)?;
        let count = match &value {
            Value::Number(number) => number.to_i64().and_then(|count| u32::try_from(count).ok()),
            _ => None,
        };
        count.ok_or_else(|| self.unusable(expression, &value, "a whole number of at least 0", at))
    }

    pub(crate) fn unusable(&self, expression: &Expression, value: &Value, wanted: &'static str, at: Where) -> Cause {
        let seen = self.seen(at, &[]);
        Cause::Unusable {
            source: expression.source().to_owned(),
            value: value.to_string(),
            wanted: wanted.into(),
            values: self.shown(expression.reads(), &seen),
        }
    }

    /// Works out every value first, so that none is set if one fails.
    pub(crate) fn assign(&mut self, settings: &[Setting], at: Where) -> Result<(), Cause> {
        let mut values = Vec::with_capacity(settings.len());
        for setting in settings {
            let value = self.value(&setting.value, at)?;
            let fits = self.process.schema.ty(setting.slot).is_some_and(|ty| ty.admits(&value));
            if !fits {
                return Err(self.unusable(&setting.value, &value, "a value of the datum's type", at));
            }
            values.push((setting.slot, value));
        }
        self.put(values, at);
        Ok(())
    }

    /// Sets data as seen from there: what an activity keeps to itself stays with it.
    pub(crate) fn put(&mut self, values: impl IntoIterator<Item = (Slot, Value)>, at: Where) {
        for (slot, value) in values {
            let owner = self.around(at).find(|activity| activity.locals.iter().any(|(own, _)| *own == slot));
            match owner.map(|owner| owner.id) {
                Some(activity) => self.emit(Event::LocalSet { activity, slot, value }),
                None => self.set(slot, value),
            }
        }
    }

    pub(crate) fn graph(&self) -> Option<&CompiledGraph> {
        self.process.graph()
    }
}
