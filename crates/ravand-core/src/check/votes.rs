//! Votes: whether a motion can be carried, and whether there is one.

use super::codes;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::span::Spanned;
use ravand_feel::Args;

/// Checks what every step that is voted on says.
pub(super) fn check(definition: &Definition, problems: &mut Vec<Diagnostic>) {
    for (id, step) in &definition.steps {
        let Some(Spanned { value: vote, span }) = &step.attributes.vote else { continue };
        let seats = vote.members.len();
        for (key, number) in [("carried_by", Some(&vote.carried_by)), ("quorum", vote.quorum.as_ref())] {
            let Some(number) = number.filter(|number| !(1..=seats).contains(&(number.value as usize))) else {
                continue;
            };
            let args = Args::new().with("step", id).with("key", key).with("number", number).with("seats", seats);
            problems.push(Diagnostic::at(&codes::VOTE_NUMBER, number.span, args));
        }
        if step.outcomes.len() < 2 {
            let args = Args::new().with("step", id);
            problems.push(Diagnostic::at(&codes::VOTE_WITHOUT_MOTION, *span, args));
        }
        if step.outcomes.len() > 2 && vote.carried_by.value as usize * 2 <= seats {
            let args = Args::new().with("step", id).with("number", &vote.carried_by).with("seats", seats);
            problems.push(Diagnostic::at(&codes::VOTE_WITHOUT_MAJORITY, vote.carried_by.span, args));
        }
        if let Some(asked) = step.asks.first() {
            let args = Args::new().with("step", id).with("data", asked);
            problems.push(Diagnostic::at(&codes::VOTE_ASKS, asked.span, args));
        }
    }
}
