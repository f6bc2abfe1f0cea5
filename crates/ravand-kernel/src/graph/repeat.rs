//! Activities that are done again and again, or for each of several.

use super::element::*;
use super::evaluate::Where;
use crate::cause::Cause;
use crate::event::{Event, EventSink, Place};
use crate::handle::{Run, TOKENS_MAX};
use crate::ids::*;
use ravand_feel::Value;

impl<S: EventSink> Run<'_, S> {
    pub(crate) fn begin_repeat(
        &mut self,
        repeat: &CompiledRepeat,
        id: ActivityId,
        frame: FrameId,
    ) -> Result<(), Cause> {
        let at = Where { frame, activity: Some(id) };
        let (total, items) = match repeat {
            CompiledRepeat::Loop { .. } => (None, Vec::new()),
            CompiledRepeat::Multi(multi) => match &multi.over {
                Over::Count(count) => (Some(self.count_of(count, at)?), Vec::new()),
                Over::Collection(list) => match self.value(list, at)? {
                    Value::List(items) => (Some(items.items().len() as u32), items.items().to_vec()),
                    other => return Err(self.unusable(list, &other, "a list", at)),
                },
                Over::Missing => (Some(0), Vec::new()),
            },
        };
        if total.is_some_and(|total| total as usize > TOKENS_MAX) {
            return Err(Cause::TokenLimit);
        }
        self.emit(Event::RepeatStarted { activity: id, total, items });
        Ok(())
    }

    /// One round is over, or the first is to begin: what comes next.
    pub(crate) fn repeat(&mut self, graph: &CompiledGraph, id: ActivityId, agenda: &mut Vec<Place>) {
        let Some(activity) = self.instance.tokens.activity(id) else { return };
        let (frame, at) = (activity.frame, activity.element);
        let here = Where { frame, activity: Some(id) };
        let done = match graph.element(at).repeat.as_deref() {
            Some(CompiledRepeat::Loop { condition, test_before, maximum }) => {
                self.another_round(id, condition.as_ref(), *test_before, maximum.as_ref(), here).map(|another| {
                    if another {
                        self.begin_new(graph, frame, at, Some(id), agenda);
                    }
                    !another && self.instance.tokens.repeating(id).is_some_and(|state| state.active == 0)
                })
            }
            Some(CompiledRepeat::Multi(multi)) => self.next_instances(graph, multi, id, here, agenda),
            None => Ok(true),
        };
        match done {
            Ok(true) => agenda.push(Place::Finish(id)),
            Ok(false) => {}
            Err(cause) => self.incident(Place::Repeat(id), cause),
        }
    }

    fn another_round(
        &self,
        id: ActivityId,
        condition: Option<&ravand_feel::Expression>,
        test_before: bool,
        maximum: Option<&ravand_feel::Expression>,
        here: Where,
    ) -> Result<bool, Cause> {
        let Some(state) = self.instance.tokens.repeating(id) else { return Ok(false) };
        if state.active > 0 {
            return Ok(false);
        }
        if let Some(maximum) = maximum
            && state.started >= self.count_of(maximum, here)?
        {
            return Ok(false);
        }
        if !test_before && state.started == 0 {
            return Ok(true);
        }
        condition.map_or(Ok(true), |condition| self.holds_at(condition, here))
    }

    /// Begins what is to begin; whether all is done.
    fn next_instances(
        &mut self,
        graph: &CompiledGraph,
        multi: &Multi,
        id: ActivityId,
        here: Where,
        agenda: &mut Vec<Place>,
    ) -> Result<bool, Cause> {
        let Some(state) = self.instance.tokens.repeating(id) else { return Ok(false) };
        let completed = state.completed;
        if completed > 0 {
            let enough = multi.completion.as_ref().map_or(Ok(false), |enough| self.holds_at(enough, here))?;
            let (thrown, cancels) = self.behaviour(multi, completed, here)?;
            for trigger in thrown {
                self.throw_to_edge(graph, id, &trigger, agenda);
            }
            if enough || cancels {
                self.cancel_rest(id, agenda);
                return Ok(true);
            }
        }
        let Some(state) = self.instance.tokens.repeating(id) else { return Ok(false) };
        let left = state.total.unwrap_or(0).saturating_sub(state.started);
        let now = if multi.sequential { u32::from(state.active == 0).min(left) } else { left };
        for _ in 0..now {
            self.begin_instance(graph, multi, id, here.frame, agenda);
        }
        Ok(left == 0 && self.instance.tokens.repeating(id).is_some_and(|state| state.active == 0))
    }

    fn begin_instance(
        &mut self,
        graph: &CompiledGraph,
        multi: &Multi,
        of: ActivityId,
        frame: FrameId,
        agenda: &mut Vec<Place>,
    ) {
        let tokens = &self.instance.tokens;
        let Some(element) = tokens.activity(of).map(|activity| activity.element) else { return };
        let item = tokens.repeating(of).and_then(|state| state.items.get(state.started as usize)).cloned();
        let activity = ActivityId(self.fresh());
        self.begin_new(graph, frame, element, Some(of), agenda);
        if let (Some(slot), Some(value)) = (multi.item, item)
            && self.instance.tokens.activity(activity).is_some()
        {
            self.emit(Event::LocalSet { activity, slot, value });
        }
    }

    /// What is thrown to the edge as one more is done, and whether the others are cancelled.
    fn behaviour(&self, multi: &Multi, completed: u32, here: Where) -> Result<(Vec<Trigger>, bool), Cause> {
        Ok(match &multi.behaviour {
            Behaviour::All => (Vec::new(), false),
            Behaviour::One(event) if completed == 1 => (event.iter().cloned().collect(), false),
            Behaviour::One(_) => (Vec::new(), false),
            Behaviour::None(event) => (event.iter().cloned().collect(), false),
            Behaviour::Complex(cases) => {
                let mut thrown = Vec::new();
                for (when, event) in cases {
                    if self.holds_at(when, here)? {
                        thrown.push(event.clone());
                    }
                }
                let cancels = !thrown.is_empty();
                (thrown, cancels)
            }
        })
    }

    fn cancel_rest(&mut self, id: ActivityId, agenda: &mut Vec<Place>) {
        let rest = self.instance.tokens.activities.iter().filter(|one| one.of == Some(id));
        for one in rest.map(|one| one.id).collect::<Vec<_>>() {
            self.interrupt(one, agenda);
        }
    }

    /// One of several gives its result.
    pub(crate) fn give_result(
        &mut self,
        _: &CompiledGraph,
        element: &CompiledElement,
        id: ActivityId,
        here: Where,
    ) -> Result<(), Cause> {
        if let Some(collect) = collect(element) {
            let value = self.value(&collect.value, here)?;
            self.emit(Event::ResultCollected { activity: id, value });
        }
        Ok(())
    }

    /// The results of all, in the order of their beginning.
    pub(crate) fn gather_results(
        &mut self,
        element: &CompiledElement,
        id: ActivityId,
        here: Where,
    ) -> Result<(), Cause> {
        let Some(collect) = collect(element) else { return Ok(()) };
        let mut results = self.instance.tokens.repeating(id).map_or_else(Vec::new, |state| state.results.clone());
        results.sort_by_key(|(number, _)| *number);
        let list = Value::list(results.into_iter().map(|(_, value)| value)).map_err(|why| Cause::Expression {
            source: collect.value.source().to_owned(),
            why: ravand_feel::Message::new(why.code(), why.args()),
            values: String::new(),
        })?;
        if !self.process.schema.ty(collect.slot).is_some_and(|ty| ty.admits(&list)) {
            return Err(self.unusable(&collect.value, &list, "values of the list's type", here));
        }
        self.put([(collect.slot, list)], here);
        Ok(())
    }
}

fn collect(element: &CompiledElement) -> Option<&Setting> {
    match element.repeat.as_deref()? {
        CompiledRepeat::Multi(multi) => multi.collect.as_ref(),
        CompiledRepeat::Loop { .. } => None,
    }
}
