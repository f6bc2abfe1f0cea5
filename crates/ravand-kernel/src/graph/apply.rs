//! What events do to the tokens of a graph. Total, as all of [`crate::apply`].

use super::element::CompiledGraph;
use super::state::*;
use crate::event::Event;
use crate::ids::*;
use crate::instance::Instance;

/// Takes an event of a graph over into the case.
pub(crate) fn apply(graph: &CompiledGraph, instance: &mut Instance, event: &Event) {
    let data = &instance.data;
    let tokens = &mut instance.tokens;
    let mut used = |id: u32| instance.next_id = instance.next_id.max(id.saturating_add(1));
    match event {
        Event::FrameOpened { frame, activity, queue } => {
            used(frame.0);
            let element = activity.and_then(|id| Some(tokens.activity(id)?.element));
            if let Some(activity) = activity.and_then(|id| tokens.activity_mut(id)) {
                activity.doing = Doing::Body(*frame);
            }
            tokens.frames.push(Frame { queue: queue.clone(), ..Frame::new(*frame, *activity, element) });
        }
        Event::FrameClosed { frame } => frame_closed(tokens, *frame),
        Event::FrameCleared { frame } => {
            if let Some(frame) = tokens.frame_mut(*frame) {
                frame.arrivals.clear();
                frame.resetting.clear();
                frame.queue.clear();
            }
        }
        Event::NextTaken { frame } => {
            if let Some(frame) = tokens.frame_mut(*frame) {
                frame.queue.pop();
            }
        }
        Event::TokenArrived { frame, flow } => {
            if let Some(frame) = tokens.frame_mut(*frame) {
                frame.arrive(*flow);
            }
        }
        Event::TokensTaken { frame, flows, .. } => {
            if let Some(frame) = tokens.frame_mut(*frame) {
                flows.iter().for_each(|flow| frame.consume(*flow));
            }
        }
        Event::ResetAwaited { frame, element, waits } => {
            if let Some(frame) = tokens.frame_mut(*frame) {
                frame.resetting.retain(|other| other != element);
                if *waits {
                    frame.resetting.push(*element);
                }
            }
        }
        Event::EndReached { frame, element } => {
            if let Some(super::element::Kind::End { end: Some(end), .. }) =
                graph.elements.get(element.index()).map(|element| &element.kind)
                && let Some(frame) = tokens.frame_mut(*frame)
            {
                frame.end = Some(*end);
            }
        }
        Event::ActivityStarted { activity, element, frame, of } => {
            used(activity.0);
            activity_started(tokens, *activity, *element, *frame, *of);
        }
        Event::ActivityEnded { activity, completed } => activity_ended(graph, data, tokens, *activity, *completed),
        Event::RepeatStarted { activity, total, items } => {
            if let Some(activity) = tokens.activity_mut(*activity) {
                let repeating = Repeating { total: *total, items: items.clone(), ..Repeating::default() };
                activity.doing = Doing::Repeating(Box::new(repeating));
            }
        }
        Event::ResultCollected { activity, value } => {
            let found = tokens.activity(*activity).map(|one| (one.of, one.number));
            if let Some((Some(of), number)) = found
                && let Some(Doing::Repeating(repeating)) = tokens.activity_mut(of).map(|of| &mut of.doing)
            {
                repeating.results.push((number, value.clone()));
            }
        }
        Event::LocalSet { activity, slot, value } => {
            if let Some(activity) = tokens.activity_mut(*activity) {
                match activity.locals.iter_mut().find(|(other, _)| other == slot) {
                    Some((_, old)) => old.clone_from(value),
                    None => activity.locals.push((*slot, value.clone())),
                }
            }
        }
        Event::WaitStarted { wait } => {
            used(wait.id.0);
            tokens.waits.push((**wait).clone());
        }
        Event::WaitFired { wait, again, held } => wait_fired(tokens, *wait, *again, *held),
        Event::WaitWithdrawn { wait } => tokens.waits.retain(|other| other.id != *wait),
        Event::ConditionSeen { wait, holds } => {
            if let Some(Awaited::Condition { held }) =
                tokens.waits.iter_mut().find(|other| other.id == *wait).map(|wait| &mut wait.what)
            {
                *held = *holds;
            }
        }
        Event::JobFailed { task, left, again_at, .. } => {
            tokens.failed.retain(|job| job.task != *task);
            tokens.failed.push(FailedJob { task: *task, left: *left, again_at: *again_at });
        }
        Event::ErrorThrown { code, caught: false } => {
            tokens.error = Some(code.as_deref().unwrap_or_default().to_owned());
        }
        Event::CompensationStarted { activity, frame, only, then } => {
            compensation_started(tokens, *activity, *frame, *only, *then);
        }
        Event::CompensationTaken { activity } => compensation_taken(graph, tokens, *activity),
        _ => {}
    }
}

fn frame_closed(tokens: &mut Tokens, id: FrameId) {
    let Some(at) = tokens.frames.iter().position(|frame| frame.id == id) else { return };
    let closed = tokens.frames.remove(at);
    if let Some(activity) = closed.activity.and_then(|id| tokens.activity_mut(id)) {
        activity.inner = closed.done;
    }
}

fn activity_started(
    tokens: &mut Tokens,
    id: ActivityId,
    element: ElementIndex,
    frame: FrameId,
    of: Option<ActivityId>,
) {
    let (mut number, mut snapshot) = (1, None);
    match of.and_then(|of| tokens.activity_mut(of)).map(|of| &mut of.doing) {
        Some(Doing::Repeating(repeating)) => {
            repeating.started = repeating.started.saturating_add(1);
            repeating.active = repeating.active.saturating_add(1);
            number = repeating.started;
        }
        Some(Doing::Compensating(compensating)) => {
            snapshot = compensating.current.as_ref().map(|current| current.data.clone());
        }
        _ => {}
    }
    let (locals, inner) = (Vec::new(), Vec::new());
    tokens.activities.push(Activity { id, element, frame, of, number, doing: Doing::Waiting, locals, snapshot, inner });
}

fn activity_ended(
    graph: &CompiledGraph,
    data: &[ravand_feel::Value],
    tokens: &mut Tokens,
    id: ActivityId,
    completed: bool,
) {
    let Some(at) = tokens.activities.iter().position(|activity| activity.id == id) else { return };
    let ended = tokens.activities.remove(at);
    let mut compensable = completed && !matches!(ended.doing, Doing::Repeating(_) | Doing::Compensating(_));
    match ended.of.and_then(|of| tokens.activity_mut(of)).map(|of| &mut of.doing) {
        Some(Doing::Repeating(repeating)) => {
            repeating.active = repeating.active.saturating_sub(1);
            let count = if completed { &mut repeating.completed } else { &mut repeating.terminated };
            *count = count.saturating_add(1);
        }
        Some(Doing::Compensating(_)) => compensable = false,
        _ => {}
    }
    let Some(element) = graph.elements.get(ended.element.index()) else { return };
    if compensable
        && (element.handler.is_some() || !ended.inner.is_empty())
        && let Some(frame) = tokens.frame_mut(ended.frame)
    {
        frame.done.push(Compensable { element: ended.element, data: data.into(), inner: ended.inner });
    }
}

fn wait_fired(tokens: &mut Tokens, id: WaitId, again: Option<(ravand_core::Timestamp, Option<u32>)>, held: bool) {
    let Some(at) = tokens.waits.iter().position(|wait| wait.id == id) else { return };
    match again {
        Some((next, left)) => tokens.waits[at].what = Awaited::Timer { at: next, left },
        None if held => tokens.waits[at].happened = true,
        None => _ = tokens.waits.remove(at),
    }
}

fn compensation_started(
    tokens: &mut Tokens,
    activity: ActivityId,
    frame: FrameId,
    only: Option<ElementIndex>,
    then: Then,
) {
    let Some(frame) = tokens.frame_mut(frame) else { return };
    let queue = match only {
        None => std::mem::take(&mut frame.done),
        Some(only) => frame.done.extract_if(.., |one| one.element == only).collect(),
    };
    if let Some(activity) = tokens.activity_mut(activity) {
        activity.doing = Doing::Compensating(Box::new(Compensating { queue, current: None, then }));
    }
}

fn compensation_taken(graph: &CompiledGraph, tokens: &mut Tokens, activity: ActivityId) {
    let Some(Doing::Compensating(compensating)) = tokens.activity_mut(activity).map(|one| &mut one.doing) else {
        return;
    };
    let Some(mut taken) = compensating.queue.pop() else { return };
    let handled = graph.elements.get(taken.element.index()).is_some_and(|element| element.handler.is_some());
    if !handled {
        compensating.queue.append(&mut taken.inner);
    }
    compensating.current = Some(taken);
}

/// Whether everything that an event of a graph names exists in the process.
pub(crate) fn fits(graph: &CompiledGraph, event: &Event) -> bool {
    let element = |index: &ElementIndex| index.index() < graph.elements.len();
    let flow = |index: &FlowIndex| index.index() < graph.flows.len();
    match event {
        Event::SequenceFlowTaken { flow: at, .. } | Event::TokenArrived { flow: at, .. } => flow(at),
        Event::TokensTaken { element: at, flows, .. } => element(at) && flows.iter().all(flow),
        Event::ResetAwaited { element: at, .. }
        | Event::EndReached { element: at, .. }
        | Event::ActivityStarted { element: at, .. } => element(at),
        Event::FrameOpened { queue, .. } => queue.iter().all(element),
        Event::WaitStarted { wait } => {
            element(&wait.element) && usize::from(wait.trigger) < graph.triggers(wait.element).len()
        }
        Event::CompensationStarted { only: Some(at), .. } => element(at),
        _ => true,
    }
}
