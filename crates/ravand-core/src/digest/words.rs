//! The words of version 1. None of them ever changes.

use super::canonical::part;
use crate::step::{Assign, Citation, Contact, Discretion, LegalBasis, OnBreach, Target, Vote};

/// Text in quotes: it may hold anything.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(super) fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

pub(super) fn discretion_word(discretion: Discretion) -> Option<&'static str> {
    match discretion {
        Discretion::None => None,
        Discretion::Criteria => Some("criteria"),
        Discretion::Judgement => Some("judgement"),
        Discretion::Free => Some("free"),
    }
}

pub(super) fn contact_word(contact: Contact) -> Option<&'static str> {
    match contact {
        Contact::None => None,
        Contact::Online => Some("online"),
        Contact::Office => Some("office"),
        Contact::FaceToFace => Some("face_to_face"),
    }
}

pub(super) fn assign_word(assign: Assign) -> &'static str {
    match assign {
        Assign::Random => "random",
        Assign::LeastLoaded => "least-loaded",
        Assign::RoundRobin => "round-robin",
        Assign::Pull => "pull",
    }
}

pub(super) fn basis_text(basis: &LegalBasis) -> String {
    match basis {
        LegalBasis::NotFound => "not-found".to_owned(),
        LegalBasis::Found(citations) => {
            let text = citations.iter().map(|Citation { law, article }| match article {
                Some(article) => format!("{}/{}", part(law.as_str()), quoted(article)),
                None => part(law.as_str()).into_owned(),
            });
            text.collect::<Vec<_>>().join(" ")
        }
    }
}

pub(super) fn on_breach_text(breach: &OnBreach) -> String {
    match breach {
        OnBreach::Reassign => "reassign".to_owned(),
        OnBreach::Escalate(role) => format!("escalate to {role}"),
        OnBreach::Consent => "consent".to_owned(),
        OnBreach::Withdraw => "withdraw".to_owned(),
        OnBreach::Refuse => "refuse".to_owned(),
        OnBreach::Notify(role) => format!("notify {role}"),
    }
}

pub(super) fn target_text(target: &Target) -> String {
    match target {
        Target::On => "on".to_owned(),
        Target::BackTo(step) => format!("back to {step}"),
        Target::SkipTo(step) => format!("skip to {step}"),
        Target::Call(process) => format!("call {process}"),
        Target::End(end) => format!("end {end}"),
    }
}

/// A quorum of all is the same as none that is said.
pub(super) fn vote_text(vote: &Vote) -> String {
    let members: Vec<_> = vote.members.iter().map(|role| part(role.as_str()).into_owned()).collect();
    let text = format!("{} carried by {}", members.join(" "), vote.carried_by);
    match vote.quorum() {
        all if all == vote.members.len() => text,
        quorum => format!("{text} quorum {quorum}"),
    }
}
