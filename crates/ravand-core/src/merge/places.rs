//! What the operations want of the flow, and whether they can all have it.
//!
//! Invariant: in the end each step that is put somewhere has one place that nothing else
//! takes. Places are said by what stands there, and are those of the result: a step that is
//! put behind one that moves goes along with it.

use super::codes::{self, notes};
use super::flow::{self, Anchor, Around};
use super::plan::{At, Planner};
use crate::definition::{Block, Order, steps};
use crate::diagnostic::Diagnostic;
use crate::id::{StageId, StepId};
use crate::overlay::{Action, GatewayKind, Spot};
use crate::span::{Span, Spanned};
use crate::suggest::suggest;
use crate::title::Title;
use indexmap::IndexMap;
use ravand_feel::Args;
use std::collections::{BTreeMap, BTreeSet};

/// Changes of a flow that go together.
#[derive(Default)]
pub(super) struct Places<'a> {
    /// Steps that are put somewhere: new ones and those that move.
    pub(super) placed: IndexMap<&'a StepId, Placed<'a>>,
    /// What is put at each place that the base has, in its order.
    pub(super) sequences: Vec<(Anchor<'a>, Vec<Spanned<StepId>>)>,
    /// New steps whose place is said by a flow that is written out.
    unplaced: IndexMap<&'a StepId, Span>,
    pub(super) wraps: Vec<Wrap<'a>>,
    /// Steps that come into a wrap, by its position.
    wrapped: IndexMap<&'a StepId, usize>,
    pub(super) unwrapped: IndexMap<&'a StageId, At>,
    pub(super) titles: IndexMap<&'a StageId, (At, &'a Title)>,
    pub(super) orders: Vec<(Option<&'a StageId>, At, Spanned<Order>)>,
    pub(super) written: Vec<Written<'a>>,
}

/// A step that is put somewhere.
pub(super) struct Placed<'a> {
    pub(super) at: At,
    pub(super) moves: bool,
    anchor: Anchor<'a>,
    anchor_span: Span,
}

/// Blocks that come around steps.
pub(super) struct Wrap<'a> {
    pub(super) at: At,
    pub(super) around: WrapKind<'a>,
    pub(super) branches: Vec<Vec<&'a StepId>>,
}

pub(super) enum WrapKind<'a> {
    Gateway(&'a GatewayKind),
    Stage(&'a Spanned<StageId>, &'a Title, Spanned<Order>),
}

/// A flow that an operation writes out.
pub(super) struct Written<'a> {
    pub(super) at: At,
    pub(super) stage: Option<&'a StageId>,
    pub(super) blocks: &'a [Block],
}

impl<'a> Places<'a> {
    /// Who says where a step stands, if somebody does.
    pub(super) fn said_by(&self, step: &StepId) -> Option<At> {
        let placed = self.placed.get(step).map(|placed| placed.at);
        placed.or_else(|| self.wrapped.get(step).and_then(|wrap| self.wraps.get(*wrap)).map(|wrap| wrap.at))
    }

    pub(super) fn moves(&self, step: &StepId) -> bool {
        self.placed.get(step).is_some_and(|placed| placed.moves)
    }
}

fn anchor(spot: &Spot) -> (Anchor<'_>, Span) {
    match spot {
        Spot::After(step) => (Anchor::After(&step.value), step.span),
        Spot::Before(step) => (Anchor::Before(&step.value), step.span),
        Spot::First(stage) => (Anchor::First(stage.as_ref()), stage.span),
        Spot::Last(stage) => (Anchor::Last(stage.as_ref()), stage.span),
    }
}

impl<'a> Planner<'a, '_> {
    /// Notes what an operation wants of the flow.
    pub(super) fn wish(&mut self, at: At, action: &'a Action) {
        match action {
            Action::Add { step, at: spot, .. } => {
                // A step that is added again was reported, and has its place already.
                if self.plan.added.get(&step.value).is_none_or(|added| added.operation != at.operation) {
                    return;
                }
                match spot {
                    Some(spot) => self.place(step, anchor(spot), at, false),
                    None => _ = self.plan.places.unplaced.insert(&step.value, step.span),
                }
            }
            Action::Move { steps, at: spot } => self.moves(at, steps, spot),
            Action::Order { stage, order, blocks, .. } => {
                self.order(stage.as_ref(), order.as_ref(), blocks.as_deref(), at);
            }
            Action::Gateway { kind, branches } => {
                let branches = branches.iter().map(|branch| branch.iter().collect()).collect();
                self.wrap(at, WrapKind::Gateway(kind), branches);
            }
            Action::Stage { stage, title, order, around } => {
                let exists = self.base.flow.stages().into_iter().find(|known| known.id == *stage);
                let others = self.plan.places.wraps.iter().find_map(|wrap| match &wrap.around {
                    WrapKind::Stage(other, ..) if *other == stage => Some(other.span),
                    _ => None,
                });
                if let Some(place) = exists.map(|known| known.id.span).or(others) {
                    let found = Diagnostic::at(&codes::STAGE_EXISTS, stage.span, Args::new().with("stage", stage));
                    self.problems.push(found.note(place, &notes::EXISTS, Args::new()));
                }
                self.wrap(at, WrapKind::Stage(stage, title, *order), vec![around.iter().collect()]);
            }
            Action::ChangeStage { stage, title } => self.retitle(at, stage, title),
            Action::RemoveStage { stage } => self.unwrap_stage(at, stage),
            _ => {}
        }
    }

    fn retitle(&mut self, at: At, stage: &'a Spanned<StageId>, title: &'a Title) {
        if self.stage_exists(at.verb, stage) {
            let other = self.plan.places.titles.insert(&stage.value, (at, title));
            self.twice("title", stage.as_str(), at, other.map(|(other, _)| other.span));
        }
    }

    fn unwrap_stage(&mut self, at: At, stage: &'a Spanned<StageId>) {
        if self.stage_exists(at.verb, stage) {
            let other = self.plan.places.unwrapped.insert(&stage.value, at);
            self.twice("remove", stage.as_str(), at, other.map(|other| other.span));
        }
    }

    fn moves(&mut self, at: At, steps: &'a [Spanned<StepId>], spot: &'a Spot) {
        let mut wanted = anchor(spot);
        for step in steps {
            if self.exists(at.verb, step) && self.stays(at.verb, step) {
                self.place(step, wanted, at, true);
            }
            wanted = (Anchor::After(&step.value), step.span);
        }
    }

    fn place(&mut self, step: &'a Spanned<StepId>, (anchor, anchor_span): (Anchor<'a>, Span), at: At, moves: bool) {
        let at = At { span: step.span, ..at };
        match self.plan.places.placed.get(&step.value) {
            Some(other) => {
                let other = other.at.span;
                self.placed_twice(step, at.span, other);
            }
            None => {
                let placed = Placed { at, moves, anchor, anchor_span };
                self.plan.places.placed.insert(&step.value, placed);
            }
        }
    }

    fn placed_twice(&mut self, step: &StepId, at: Span, other: Span) {
        let found = Diagnostic::at(&codes::PLACED_TWICE, at, Args::new().with("step", step));
        self.problems.push(found.note(other, &notes::OTHER, Args::new()));
    }

    fn wrap(&mut self, at: At, around: WrapKind<'a>, branches: Vec<Vec<&'a Spanned<StepId>>>) {
        let mut sound = true;
        for step in branches.iter().flatten().copied() {
            if !(self.exists(at.verb, step) && self.stays(at.verb, step)) {
                sound = false;
                continue;
            }
            match self.plan.places.said_by(&step.value) {
                Some(other) => {
                    sound = false;
                    self.placed_twice(step, step.span, other.span);
                }
                None => _ = self.plan.places.wrapped.insert(&step.value, self.plan.places.wraps.len()),
            }
        }
        let branches: Vec<Vec<&StepId>> =
            branches.into_iter().map(|branch| branch.into_iter().map(|step| &step.value).collect()).collect();
        if sound && !flow::is_run(&self.base.flow.blocks, &branches.concat()) {
            let steps: Vec<&str> = branches.iter().flatten().map(|step| step.as_str()).collect();
            let args = Args::new().with("verb", at.verb).with("steps", steps.join(", "));
            self.problems.push(Diagnostic::at(&codes::NOT_TOGETHER, at.span, args));
        }
        self.plan.places.wraps.push(Wrap { at, around, branches });
    }

    fn order(
        &mut self,
        stage: Option<&'a Spanned<StageId>>,
        order: Option<&'a Spanned<Order>>,
        blocks: Option<&'a [Block]>,
        at: At,
    ) {
        let id = stage.map(|stage| &stage.value);
        if stage.is_some_and(|stage| !self.stage_exists("order", stage)) {
            return;
        }
        let subject = id.map_or(self.base.id.as_str(), StageId::as_str);
        if let Some(order) = order {
            let other = self.plan.places.orders.iter().find(|(known, ..)| *known == id).map(|(_, other, _)| other.span);
            self.twice("order", subject, At { span: order.span, ..at }, other);
            self.plan.places.orders.push((id, At { span: order.span, ..at }, *order));
        }
        if let Some(blocks) = blocks {
            self.plan.places.written.push(Written { at, stage: id, blocks });
        }
    }

    fn twice(&mut self, what: &str, subject: &str, at: At, other: Option<Span>) {
        if let Some(other) = other {
            let args = Args::new().with("what", what).with("step", subject);
            let found = Diagnostic::at(&codes::SET_TWICE, at.span, args);
            self.problems.push(found.note(other, &notes::OTHER, Args::new()));
        }
    }

    /// Whether the base has this stage; says so if not.
    fn stage_exists(&mut self, verb: &'static str, stage: &Spanned<StageId>) -> bool {
        let stages = self.base.flow.stages();
        if stages.iter().any(|known| known.id.value == stage.value) {
            return true;
        }
        let args = Args::new().with("verb", verb).with("stage", stage).with("process", &self.base.id);
        let found = Diagnostic::at(&codes::UNKNOWN_STAGE, stage.span, args);
        let known = stages.iter().map(|stage| (stage.id.as_str(), stage.id.span));
        self.problems.push(suggest(found, stage.as_str(), known, self.problems.len()));
        false
    }

    /// Whether all wishes can be had together. Asked when all of them are known.
    pub(super) fn check_places(&mut self) {
        self.check_wrapped();
        self.check_anchors();
        self.sequences();
        self.check_stages();
        self.check_written();
    }

    /// A step that moves was perhaps wished for before it was wrapped.
    fn check_wrapped(&mut self) {
        let both: Vec<(&StepId, Span, Span)> = self
            .plan
            .places
            .wrapped
            .iter()
            .filter_map(|(step, wrap)| {
                let placed = self.plan.places.placed.get(step)?;
                let wrap = self.plan.places.wraps.get(*wrap)?;
                Some((*step, placed.at.span, wrap.at.span))
            })
            .collect();
        both.into_iter().for_each(|(step, at, other)| self.placed_twice(step, at, other));
    }

    fn check_anchors(&mut self) {
        let places = &self.plan.places;
        let mut found = Vec::new();
        let mut taken: BTreeMap<Anchor<'_>, (&StepId, Span)> = BTreeMap::new();
        for (step, placed) in &places.placed {
            let beside = match placed.anchor {
                Anchor::After(anchor) | Anchor::Before(anchor) => anchor.as_str(),
                Anchor::First(stage) | Anchor::Last(stage) => stage.map_or(self.base.id.as_str(), StageId::as_str),
            };
            if let Some((other, place)) = taken.get(&placed.anchor) {
                let args = Args::new().with("a", other).with("b", step).with("step", beside);
                let problem = Diagnostic::at(&codes::ADDED_AT_ONE_PLACE, placed.at.span, args);
                found.push(problem.note(*place, &notes::OTHER, Args::new()));
            } else {
                taken.insert(placed.anchor, (step, placed.at.span));
            }
            if let Anchor::After(anchor) | Anchor::Before(anchor) = placed.anchor
                && let Some(wrap) = places.wrapped.get(anchor).and_then(|wrap| places.wraps.get(*wrap))
            {
                let args = Args::new().with("a", step).with("step", anchor).with("verb", wrap.at.verb);
                let problem = Diagnostic::at(&codes::ANCHOR_WRAPPED, placed.anchor_span, args);
                found.push(problem.note(wrap.at.span, &notes::OTHER, Args::new()));
            }
        }
        self.problems.extend(found);
    }

    /// What is put at each place of the base; reports what hangs in the air.
    fn sequences(&mut self) {
        if self.plan.places.placed.is_empty() {
            return;
        }
        let in_flow: BTreeSet<&StepId> = self.base.flow.steps().into_iter().map(|it| &it.value).collect();
        let mut beside: BTreeMap<Anchor<'_>, &'a StepId> = BTreeMap::new();
        for (step, placed) in &self.plan.places.placed {
            beside.entry(placed.anchor).or_insert(step);
        }
        let stands = |anchor: &Anchor<'_>| match anchor {
            Anchor::After(step) | Anchor::Before(step) => !self.plan.places.placed.contains_key(*step),
            Anchor::First(_) | Anchor::Last(_) => true,
        };
        let roots: Vec<(Anchor<'a>, &'a StepId)> = self
            .plan
            .places
            .placed
            .iter()
            .map(|(step, placed)| (placed.anchor, *step))
            .filter(|(a, _)| stands(a))
            .collect();
        let mut visited = BTreeSet::new();
        for (anchor, first) in roots {
            let sequence = in_order(first, &beside);
            visited.extend(sequence.iter().copied());
            if self.holds(anchor, &sequence, &in_flow) {
                let span = |step: &StepId| self.plan.places.placed.get(step).map(|it| it.at.span).unwrap_or_default();
                let steps = sequence.into_iter().map(|step| Spanned::new(step.clone(), span(step))).collect();
                self.plan.places.sequences.push((anchor, steps));
            }
        }
        // What shares its place with another one was reported.
        let placed = self.plan.places.placed.iter().filter(|(step, at)| beside.get(&at.anchor) == Some(*step));
        let ring: Vec<&StepId> = placed.map(|(step, _)| *step).filter(|step| !visited.contains(*step)).collect();
        ring.into_iter().for_each(|step| self.hangs(step, &in_flow));
    }

    /// Whether the base has a place, and keeps what names it.
    fn holds(&mut self, anchor: Anchor<'a>, sequence: &[&'a StepId], in_flow: &BTreeSet<&StepId>) -> bool {
        match anchor {
            Anchor::After(step) | Anchor::Before(step) => {
                if let Some((place, other)) = self.plan.gone.get(step).map(|gone| (gone.place, gone.verb)) {
                    for placed in sequence {
                        let Some(placed) = self.plan.places.placed.get(*placed) else { continue };
                        let args = Args::new().with("verb", placed.at.verb).with("step", step).with("other", other);
                        let found = Diagnostic::at(&codes::CHANGED_AND_GONE, placed.anchor_span, args);
                        let note = Args::new().with("step", step);
                        self.problems.push(found.note(place, &notes::TAKEN_OUT, note));
                    }
                    return false;
                }
                if !in_flow.contains(step) {
                    sequence.iter().for_each(|step| self.hangs(step, in_flow));
                    return false;
                }
                true
            }
            Anchor::First(stage) | Anchor::Last(stage) => {
                let at = sequence.first().and_then(|step| self.plan.places.placed.get(*step));
                let (verb, span) = at.map_or(("add", Span::default()), |placed| (placed.at.verb, placed.anchor_span));
                stage.is_none_or(|stage| self.stage_exists(verb, &Spanned::new(stage.clone(), span)))
            }
        }
    }

    /// Reports a step that is put where the flow does not lead.
    fn hangs(&mut self, step: &StepId, in_flow: &BTreeSet<&StepId>) {
        let Some(placed) = self.plan.places.placed.get(step) else { return };
        let (Anchor::After(after) | Anchor::Before(after)) = placed.anchor else { return };
        let args = Args::new().with("step", step).with("after", after);
        let found = Diagnostic::at(&codes::NOT_IN_FLOW, placed.anchor_span, args);
        let known = in_flow.iter().map(|id| (id.as_str(), self.base.step_span(id)));
        let found = suggest(found, after.as_str(), known, self.problems.len());
        self.problems.push(found);
    }

    /// Whether nothing works on a stage that goes.
    fn check_stages(&mut self) {
        let places = &self.plan.places;
        let mut found = Vec::new();
        let mut works = |verb: &str, stage: &StageId, span: Span| {
            if let Some(gone) = places.unwrapped.get(stage) {
                let args = Args::new().with("verb", verb).with("stage", stage);
                let problem = Diagnostic::at(&codes::STAGE_GONE, span, args);
                found.push(problem.note(gone.span, &notes::OTHER, Args::new()));
            }
        };
        places.titles.iter().for_each(|(stage, (at, _))| works(at.verb, stage, at.span));
        for (stage, at, _) in &places.orders {
            stage.iter().for_each(|stage| works("order", stage, at.span));
        }
        for (anchor, steps) in &places.sequences {
            if let Anchor::First(Some(stage)) | Anchor::Last(Some(stage)) = anchor {
                works("add", stage, steps.first().map(|step| step.span).unwrap_or_default());
            }
        }
        self.problems.extend(found);
    }

    /// Whether a flow that is written out says all of its own, and nothing else works on it.
    fn check_written(&mut self) {
        let places = &self.plan.places;
        let mut named: BTreeMap<&StepId, Span> = BTreeMap::new();
        let mut found = Vec::new();
        if !places.written.is_empty() {
            let around = Around::of(&self.base.flow.blocks);
            for (index, written) in places.written.iter().enumerate() {
                found.extend(self.clashes(written, &places.written[..index], &around));
                for step in steps(written.blocks) {
                    found.extend(self.misnamed(step, written, &around));
                    if let Some(other) = named.insert(&step.value, step.span) {
                        let args = Args::new().with("step", step);
                        let twice = Diagnostic::at(&codes::WRITTEN_TWICE, step.span, args);
                        found.push(twice.note(other, &notes::OTHER, Args::new()));
                    }
                }
            }
        }
        for (step, span) in places.unplaced.iter().filter(|(step, _)| !named.contains_key(**step)) {
            found.push(Diagnostic::at(&codes::NO_PLACE, *span, Args::new().with("step", step)));
        }
        self.problems.extend(found);
    }

    /// What is wrong with a step that a written flow names.
    fn misnamed(&self, step: &Spanned<StepId>, written: &Written<'_>, around: &Around<'_>) -> Option<Diagnostic> {
        let id = &step.value;
        let args = Args::new().with("verb", "order").with("step", id);
        if let Some(gone) = self.plan.gone.get(id) {
            let found = Diagnostic::at(&codes::CHANGED_AND_GONE, step.span, args.with("other", gone.verb));
            return Some(found.note(gone.place, &notes::TAKEN_OUT, Args::new().with("step", id)));
        }
        if let Some(other) = self.plan.places.placed.get(id) {
            let found = Diagnostic::at(&codes::PLACED_TWICE, step.span, args);
            return Some(found.note(other.at.span, &notes::OTHER, Args::new()));
        }
        if self.plan.added.contains_key(id) {
            return None;
        }
        if !self.base.steps.contains_key(id) {
            let found = Diagnostic::at(&codes::UNKNOWN_STEP, step.span, args.with("process", &self.base.id));
            let known = self.base.steps.keys().map(|known| (known.as_str(), self.base.step_span(known)));
            return Some(suggest(found, id.as_str(), known, self.problems.len()));
        }
        let stands = around.step_in(id, None) && around.has_step(id);
        if stands && !around.step_in(id, written.stage) {
            let stage = written.stage.map_or("", StageId::as_str);
            return Some(Diagnostic::at(&codes::STANDS_ELSEWHERE, step.span, args.with("stage", stage)));
        }
        None
    }

    /// Other operations that work on a flow that is written out.
    fn clashes(&self, written: &Written<'_>, before: &[Written<'_>], around: &Around<'_>) -> Vec<Diagnostic> {
        let places = &self.plan.places;
        let scope = written.stage;
        let mut others: Vec<At> = Vec::new();
        let within = |stage: &StageId| around.stage_in(stage, scope);
        let here = |stage: Option<&StageId>| stage == scope || stage.is_some_and(within);
        for (step, placed) in places.placed.iter().filter(|(_, placed)| placed.moves) {
            others.extend((around.has_step(step) && around.step_in(step, scope)).then_some(placed.at));
        }
        for (anchor, steps) in &places.sequences {
            let clashes = match anchor {
                Anchor::After(step) | Anchor::Before(step) => around.step_in(step, scope),
                Anchor::First(stage) | Anchor::Last(stage) => here(*stage),
            };
            let at = steps.first().and_then(|step| places.placed.get(&step.value)).map(|placed| placed.at);
            others.extend(at.filter(|_| clashes));
        }
        let wraps = places.wraps.iter();
        others.extend(
            wraps.filter(|wrap| wrap.branches.iter().flatten().any(|s| around.step_in(s, scope))).map(|w| w.at),
        );
        others.extend(places.unwrapped.iter().filter(|(stage, _)| here(Some(stage))).map(|(_, at)| *at));
        others.extend(places.titles.iter().filter(|(stage, _)| within(stage)).map(|(_, (at, _))| *at));
        let orders = places.orders.iter();
        others.extend(orders.filter(|(stage, ..)| stage.is_some_and(within)).map(|(_, at, _)| *at));
        let nested =
            |other: &&Written<'_>| here(other.stage) || scope.is_some_and(|scope| around.stage_in(scope, other.stage));
        others.extend(before.iter().filter(nested).map(|other| other.at));
        let place = scope.map_or(self.base.id.as_str(), StageId::as_str);
        let clash = |other: At| {
            let args = Args::new().with("verb", other.verb).with("place", place);
            let found = Diagnostic::at(&codes::WRITTEN_OUT, other.span, args);
            found.note(written.at.span, &notes::OTHER, Args::new())
        };
        others.into_iter().map(clash).collect()
    }
}

/// A step with all that is put before and behind it, before and behind that, and so on.
fn in_order<'a>(first: &'a StepId, beside: &BTreeMap<Anchor<'_>, &'a StepId>) -> Vec<&'a StepId> {
    // Each step has one anchor, so that no step comes up twice below another one.
    enum Visit<'a> {
        Down(&'a StepId),
        Out(&'a StepId),
    }
    let mut open = vec![Visit::Down(first)];
    let mut sequence = Vec::new();
    while let Some(visit) = open.pop() {
        match visit {
            Visit::Out(step) => sequence.push(step),
            Visit::Down(step) => {
                open.extend(beside.get(&Anchor::After(step)).map(|next| Visit::Down(next)));
                open.push(Visit::Out(step));
                open.extend(beside.get(&Anchor::Before(step)).map(|next| Visit::Down(next)));
            }
        }
    }
    sequence
}
