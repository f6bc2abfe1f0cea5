//! Steps that a body votes on: each seat casts one ballot, and the step's outcome is the result.
//!
//! Every outcome but the last is a motion, carried by so many ballots; the last is what holds
//! where none is carried. The vote is over as soon as it is valid (there are as many ballots as
//! the quorum says) and its result cannot change any more. When the term of the step is over,
//! those who have voted decide if they are a quorum; otherwise its `on_breach` follows and the
//! vote stays open.
//!
//! Nobody may complete such a step ([`crate::may`]); a simulation, which has no people, does.
//! Deliberately absent: secret ballots, ballots that are changed, a casting vote.

use crate::command::{Actor, Rejection};
use crate::event::{Event, EventSink};
use crate::gate::Gate;
use crate::handle::Run;
use crate::ids::*;
use crate::instance::{Instance, Task};
use crate::process::{CompiledProcess, CompiledStep};
use ravand_core::RoleId;

/// Who votes on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledVote {
    /// The role of each seat.
    pub members: Vec<RoleId>,
    /// How many ballots carry a motion.
    pub carried_by: usize,
    /// How many ballots make the vote valid.
    pub quorum: usize,
}

/// A ballot of a vote that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The task that is voted on.
    pub task: TaskId,
    /// The seat, by its position.
    pub seat: u16,
    /// For what.
    pub choice: OutcomeIndex,
    /// Who cast it, if the host said so.
    pub by: Option<ActorId>,
}

impl CompiledVote {
    /// The result if it cannot change any more while so many seats may still vote.
    fn result(&self, outcomes: usize, ballots: &[OutcomeIndex], to_come: usize) -> Option<OutcomeIndex> {
        if ballots.len() < self.quorum {
            return None;
        }
        let last = outcomes.checked_sub(1)?;
        let cast = |motion: usize| ballots.iter().filter(|choice| choice.index() == motion).count();
        let carried = (0..last).find(|motion| cast(*motion) >= self.carried_by);
        let open = (0..last).any(|motion| cast(motion) + to_come >= self.carried_by);
        let decided = carried.or((!open).then_some(last))?;
        Some(OutcomeIndex(u16::try_from(decided).ok()?))
    }
}

impl Instance {
    /// The ballots of a vote that is open, in the order of casting.
    pub fn ballots(&self, task: TaskId) -> impl Iterator<Item = &Ballot> {
        self.ballots.iter().filter(move |ballot| ballot.task == task)
    }
}

/// Whether a ballot can be cast.
pub(crate) fn admit_ballot(
    process: &CompiledProcess,
    instance: &Instance,
    task: TaskId,
    seat: u16,
    choice: OutcomeIndex,
) -> Result<(), Rejection> {
    let open = instance.task(task).ok_or(Rejection::UnknownTask(task))?;
    let step = process.step(open.step);
    let name = || step.id.to_string();
    let vote = step.vote.as_ref().ok_or_else(|| Rejection::NoVote { step: name() })?;
    if usize::from(seat) >= vote.members.len() {
        return Err(Rejection::NoSeat { step: name(), seat });
    }
    if instance.ballots(task).any(|ballot| ballot.seat == seat) {
        return Err(Rejection::SeatVoted { step: name(), seat });
    }
    if choice.index() >= step.outcomes.len() {
        return Err(Rejection::UnknownOutcome { step: name(), outcome: choice });
    }
    Ok(())
}

/// Whether somebody may vote from a seat: it is theirs, and they have not voted from another.
pub(crate) fn may_vote(
    instance: &Instance,
    task: &Task,
    step: &CompiledStep,
    seat: u16,
    actor: &Actor,
) -> Result<(), Gate> {
    let role = step.vote.as_ref().and_then(|vote| vote.members.get(usize::from(seat)));
    if let Some(role) = role.filter(|role| !actor.roles.contains(role)) {
        return Err(Gate::Role { step: step.id.clone(), role: role.clone() });
    }
    if instance.ballots(task.id).any(|ballot| ballot.by.as_ref() == Some(&actor.id)) {
        return Err(Gate::Voted { step: step.id.clone() });
    }
    Ok(())
}

impl<S: EventSink> Run<'_, S> {
    pub(crate) fn cast(&mut self, task: TaskId, seat: u16, choice: OutcomeIndex) {
        let Some(step) = self.instance.task(task).map(|task| task.step) else { return };
        let by = self.context.actor.map(|actor| actor.id.clone());
        self.emit(Event::BallotCast { task, step, seat, choice, by });
        let to_come = self.process.step(step).vote.as_ref().map_or(0, |vote| vote.members.len());
        self.close_vote(task, to_come.saturating_sub(self.instance.ballots(task).count()));
    }

    /// Ends a vote whose result cannot change any more; whether it has ended.
    pub(crate) fn close_vote(&mut self, task: TaskId, to_come: usize) -> bool {
        let process = self.process;
        let Some(step) = self.instance.task(task).map(|task| process.step(task.step)) else { return false };
        let Some(vote) = &step.vote else { return false };
        let ballots: Vec<OutcomeIndex> = self.instance.ballots(task).map(|ballot| ballot.choice).collect();
        let Some(outcome) = vote.result(step.outcomes.len(), &ballots, to_come) else { return false };
        self.complete(task, Some(outcome), None, &[]);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result of ballots for outcomes, `_` where it is open; the rest of the seats may come.
    fn result((seats, carried_by, quorum): (usize, usize, usize), outcomes: usize, ballots: &[u16]) -> Option<u16> {
        let vote = CompiledVote { members: vec!["member".into(); seats], carried_by, quorum };
        let cast: Vec<OutcomeIndex> = ballots.iter().map(|choice| OutcomeIndex(*choice)).collect();
        vote.result(outcomes, &cast, seats - ballots.len()).map(|outcome| outcome.0)
    }

    #[test]
    fn a_vote_is_over_when_it_is_valid_and_cannot_change() {
        assert_eq!(result((3, 2, 2), 2, &[0]), None, "one of two");
        assert_eq!(result((3, 2, 2), 2, &[0, 0]), Some(0));
        assert_eq!(result((3, 2, 3), 2, &[0, 0]), None, "carried, but all three make it valid");
        assert_eq!(result((3, 2, 3), 2, &[0, 0, 1]), Some(0));
        assert_eq!(result((3, 2, 2), 2, &[1]), None);
        assert_eq!(result((3, 2, 2), 2, &[1, 1]), Some(1), "one that is left carries nothing");
        assert_eq!(result((5, 3, 1), 3, &[0, 1, 0, 1]), None, "either may still be carried");
        assert_eq!(result((5, 3, 1), 3, &[0, 1, 0, 1, 2]), Some(2), "neither is");
        assert_eq!(result((5, 3, 1), 3, &[1, 1, 1]), Some(1));
    }

    #[test]
    fn whatever_comes_later_a_result_stays() {
        let all = |outcomes: u16, length: u32| {
            (0..u32::from(outcomes).pow(length)).map(move |number| {
                (0..length).map(|at| (number / u32::from(outcomes).pow(at) % u32::from(outcomes)) as u16).collect()
            })
        };
        for (rules, outcomes) in [((3, 2, 2), 2), ((4, 3, 1), 3), ((5, 3, 4), 3), ((4, 2, 2), 2)] {
            for ballots in all(outcomes, rules.0 as u32) {
                let ballots: Vec<u16> = ballots;
                let last = result(rules, usize::from(outcomes), &ballots);
                assert!(last.is_some(), "{ballots:?} decide nothing");
                for so_far in 0..ballots.len() {
                    let early = result(rules, usize::from(outcomes), &ballots[..so_far]);
                    assert!(early.is_none() || early == last, "{ballots:?} after {so_far}");
                }
            }
        }
    }
}
