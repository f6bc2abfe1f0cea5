//! The small marks inside of shapes, around the origin. `m` is drawn, `b` filled.

use ravand_core::Spanned;
use ravand_core::graph::{Element, ElementKind, Gateway, Repeat, SubProcess, TaskType, Trigger};

/// What an event waits for or throws; a thrown one is filled.
pub(super) fn of_event(triggers: &[Spanned<Trigger>], filled: bool) -> String {
    let class = if filled { "b" } else { "m" };
    let path = match triggers {
        [] => return String::new(),
        [one] => match &one.value {
            Trigger::Message { .. } if filled => {
                return "<path class=\"b\" d=\"M-9 -6H9V6H-9z\"/><path d=\"M-9 -6L0 1L9 -6\" fill=\"none\" stroke=\"#fff\"/>"
                    .to_owned();
            }
            Trigger::Message { .. } => "M-9 -6H9V6H-9zM-9 -6L0 1L9 -6",
            Trigger::Timer(_) => {
                return "<circle class=\"m\" r=\"9\"/><path class=\"m\" d=\"M0 -6V0H5\"/>".to_owned();
            }
            Trigger::Signal { .. } => "M0 -8L9 7H-9z",
            Trigger::Error { .. } => "M-8 8L-3 -8L3 1L8 -8L3 8L-3 -1z",
            Trigger::Escalation { .. } => "M0 -9L7 8L0 1L-7 8z",
            Trigger::Conditional(_) => "M-7 -9H7V9H-7zM-4 -5H4M-4 -1.5H4M-4 2H4M-4 5.5H4",
            Trigger::Compensation { .. } => "M-9 0L0 -6V6zM0 0L9 -6V6z",
            Trigger::Cancel => "M-8 -5L-5 -8L0 -3L5 -8L8 -5L3 0L8 5L5 8L0 3L-5 8L-8 5L-3 0z",
            Trigger::Terminate => return "<circle class=\"b\" r=\"10\"/>".to_owned(),
            Trigger::Link { .. } => "M-8 -3H1V-8L9 0L1 8V3H-8z",
        },
        // Several: any of them.
        _ => "M0 -9L8.6 -2.8L5.3 7.3H-5.3L-8.6 -2.8z",
    };
    format!("<path class=\"{class}\" d=\"{path}\"/>")
}

pub(super) fn of_gateway(gateway: &Gateway) -> String {
    match gateway {
        Gateway::Exclusive => "<path class=\"t m\" d=\"M-7 -8L7 8M7 -8L-7 8\"/>".to_owned(),
        Gateway::Parallel => "<path class=\"t m\" d=\"M0 -11V11M-11 0H11\"/>".to_owned(),
        Gateway::Inclusive => "<circle class=\"t m\" r=\"11\"/>".to_owned(),
        Gateway::Complex { .. } => "<path class=\"t m\" d=\"M0 -11V11M-11 0H11M-8 -8L8 8M8 -8L-8 8\"/>".to_owned(),
        Gateway::EventBased { instantiate, parallel } => {
            let inner = match (instantiate, parallel) {
                (_, true) => "<path class=\"m\" d=\"M-2 -8H2V-2H8V2H2V8H-2V2H-8V-2H-2z\"/>",
                _ => "<path class=\"m\" d=\"M0 -8L7.6 -2.5L4.7 6.5H-4.7L-7.6 -2.5z\"/>",
            };
            let double = if *instantiate { "" } else { "<circle class=\"m\" r=\"11\"/>" };
            format!("<circle class=\"m\" r=\"14\"/>{double}{inner}")
        }
    }
}

pub(super) fn of_task(task: &TaskType) -> &'static str {
    match task {
        TaskType::Abstract => "",
        TaskType::User => "<circle class=\"m\" cy=\"-4\" r=\"3.5\"/><path class=\"m\" d=\"M-7 8V4Q0 -3 7 4V8z\"/>",
        TaskType::Manual => "<path class=\"m\" d=\"M-7 -2L-1 -7L1 -5L-2 -2H7V1H3M7 1H6V4H3M6 4H5V7H-4L-7 4z\"/>",
        TaskType::Service { .. } => {
            "<circle class=\"m\" r=\"3\"/><circle class=\"m\" r=\"6\" stroke-width=\"3\" stroke-dasharray=\"2.4 2.3\"/>"
        }
        TaskType::Send(_) => {
            "<path class=\"b\" d=\"M-8 -5H8V6H-8z\"/><path d=\"M-8 -5L0 1L8 -5\" fill=\"none\" stroke=\"#fff\"/>"
        }
        TaskType::Receive { .. } => "<path class=\"m\" d=\"M-8 -5H8V6H-8zM-8 -5L0 1L8 -5\"/>",
        TaskType::Script { .. } => {
            "<path class=\"m\" d=\"M-4 -7H7Q2 -3 5 0T3 7H-8Q-4 3 -6 0T-4 -7zM-3 -3H3M-3 0H3M-4 3H2\"/>"
        }
        TaskType::BusinessRule => "<path class=\"m\" d=\"M-8 -6H8V6H-8zM-8 -2H8M-8 2H8M-3 -2V6\"/>",
    }
}

/// What stands at the lower edge of an activity.
pub(super) fn of_activity(element: &Element) -> String {
    let mut marks = Vec::new();
    match &element.repeat {
        Some(Repeat::Loop { .. }) => marks.push("<path class=\"m\" d=\"M2 5A5 5 0 1 0 -3 4M-3 4V0M-3 4H-7\"/>"),
        Some(Repeat::Multi(multi)) if multi.sequential => {
            marks.push("<path class=\"m\" d=\"M-5 -4H5M-5 0H5M-5 4H5\"/>");
        }
        Some(Repeat::Multi(_)) => marks.push("<path class=\"m\" d=\"M-4 -5V5M0 -5V5M4 -5V5\"/>"),
        None => {}
    }
    if element.for_compensation {
        marks.push("<path class=\"m\" d=\"M-7 0L0 -5V5zM0 0L7 -5V5z\"/>");
    }
    if matches!(element.kind, ElementKind::SubProcess(SubProcess::AdHoc { .. })) {
        marks.push("<path class=\"b\" d=\"M-7 2Q-4 -5 0 0T7 -2Q4 5 0 0T-7 2z\"/>");
    }
    let left = -9 * (marks.len() as i32 - 1);
    let placed = marks
        .iter()
        .enumerate()
        .map(|(number, mark)| format!("<g transform=\"translate({} 0)\">{mark}</g>", left + 18 * number as i32));
    placed.collect()
}
