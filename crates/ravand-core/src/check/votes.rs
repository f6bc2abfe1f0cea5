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
            let args = Args::new().with("step", id).with("number", vote.carried_by).with("seats", seats);
            problems.push(Diagnostic::at(&codes::VOTE_WITHOUT_MAJORITY, vote.carried_by.span, args));
        }
        if let Some(asked) = step.asks.first() {
            let args = Args::new().with("step", id).with("data", asked);
            problems.push(Diagnostic::at(&codes::VOTE_ASKS, asked.span, args));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::{Step, Target, Vote};

    /// The codes for a vote of so many seats on so many outcomes.
    fn check(seats: usize, carried_by: u32, quorum: Option<u32>, outcomes: usize, asks: bool) -> Vec<&'static str> {
        let vote = Vote {
            members: vec![Spanned::nowhere("member".into()); seats],
            carried_by: Spanned::nowhere(carried_by),
            quorum: quorum.map(Spanned::nowhere),
        };
        let mut step = Step::default();
        step.attributes.vote = Some(Spanned::nowhere(vote));
        for number in 0..outcomes {
            step.outcomes.insert(format!("way_{number}").as_str().into(), Spanned::nowhere(Target::On));
        }
        step.asks.extend(asks.then(|| Spanned::nowhere("area".into())));
        let mut definition = Definition::empty("commission");
        definition.steps.insert("session".into(), step);
        let mut problems = Vec::new();
        super::check(&definition, &mut problems);
        problems.iter().map(|found| found.code.id).collect()
    }

    #[test]
    fn numbers_are_those_of_seats() {
        assert_eq!(check(3, 2, Some(3), 2, false), Vec::<&str>::new());
        assert_eq!(check(3, 4, Some(0), 2, false), ["DF070", "DF070"]);
        assert_eq!(check(0, 1, None, 2, false), ["DF070"], "nobody votes");
    }

    #[test]
    fn a_vote_decides_between_outcomes() {
        assert_eq!(check(3, 2, None, 1, false), ["DF071"]);
        assert_eq!(check(4, 2, None, 2, false), Vec::<&str>::new(), "one motion needs no majority");
        assert_eq!(check(4, 2, None, 3, false), ["DF072"], "two motions at once");
        assert_eq!(check(3, 2, None, 2, true), ["DF073"]);
    }
}
