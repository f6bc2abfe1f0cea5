//! A step, and what an overlay makes of one.

use super::value::{ids, keyed, percent, shown, spread, term, title, word};
use super::yaml::{Doc, Map, Style};
use crate::step::{ASSIGNS, CONTACTS, DISCRETIONS, DROPPED, KINDS, QUEUES, STEP};
use ravand_core::{
    Attributes, Citation, Criteria, LegalBasis, ListEdit, OnBreach, SecondSignatory, Spanned, Step, StepPatch, Target,
    Vote,
};
use std::fmt::Display;

/// The keys of a step.
pub(crate) fn step(step: &Step) -> Doc {
    let Step {
        attributes,
        needs,
        may_use,
        produces,
        asks,
        evidence,
        after,
        not_same_person_as,
        same_person_as,
        outcomes,
        chances,
        catches,
        // Which overlays touched it is said by their files.
        history: _,
    } = step;
    let lists = Lists {
        needs: named(needs),
        may_use: named(may_use),
        produces: named(produces),
        asks: named(asks),
        evidence: named(evidence),
        after: named(after),
        not_same_person_as: named(not_same_person_as),
        same_person_as: named(same_person_as),
        outcomes: keyed(outcomes, Style::Fit, |target| Doc::Text(target_text(target))),
        chances: keyed(chances, Style::Fit, |chance| percent(chance.value)),
        catches: keyed(catches, Style::Fit, |chance| percent(chance.value)),
    };
    keys(attributes, lists)
}

/// The keys of a change.
pub(crate) fn patch(patch: &StepPatch) -> Doc {
    let StepPatch {
        attributes,
        unset,
        needs,
        may_use,
        produces,
        asks,
        evidence,
        after,
        not_same_person_as,
        same_person_as,
        outcomes,
        chances,
        catches,
    } = patch;
    let outcome = |target: &Option<Target>| target.as_ref().map(|target| Doc::Text(target_text(target)));
    let chance = |chance: &Option<f64>| chance.map(percent);
    let lists = Lists {
        needs: edit(needs),
        may_use: edit(may_use),
        produces: edit(produces),
        asks: edit(asks),
        evidence: edit(evidence),
        after: edit(after),
        not_same_person_as: edit(not_same_person_as),
        same_person_as: edit(same_person_as),
        outcomes: keyed(outcomes, Style::Fit, |target| or_dropped(outcome(&target.value))),
        chances: keyed(chances, Style::Fit, |share| or_dropped(chance(&share.value))),
        catches: keyed(catches, Style::Fit, |share| or_dropped(chance(&share.value))),
    };
    let mut doc = keys(attributes, lists);
    if let Doc::Map(map) = &mut doc {
        for name in unset {
            map.put(name.as_str(), or_dropped(None));
        }
        map.entries.sort_by_key(|(key, _)| STEP.known.iter().position(|known| known == key));
    }
    doc
}

/// A value, or the word that takes it back.
pub(crate) fn or_dropped(value: Option<Doc>) -> Doc {
    value.unwrap_or_else(|| Doc::text(DROPPED))
}

/// What a step and a change say in different ways.
struct Lists {
    needs: Option<Doc>,
    may_use: Option<Doc>,
    produces: Option<Doc>,
    asks: Option<Doc>,
    evidence: Option<Doc>,
    after: Option<Doc>,
    not_same_person_as: Option<Doc>,
    same_person_as: Option<Doc>,
    outcomes: Doc,
    chances: Doc,
    catches: Doc,
}

fn keys(attributes: &Attributes, lists: Lists) -> Doc {
    let Attributes {
        title: name,
        kind,
        role,
        discretion,
        legal_basis,
        work,
        wait,
        elapsed,
        contact,
        assign,
        criteria,
        due,
        on_breach,
        silence_basis,
        safeguard,
        irreversible,
        decision,
        reason_required,
        objection,
        second_signatory,
        queue,
        when,
        to,
        vote,
    } = attributes;
    let mut map = Map::new(Style::Fit);
    map.say("title", name.as_ref().and_then(|name| title(name)));
    map.say("kind", kind.as_ref().and_then(|kind| word(KINDS, &kind.value)));
    map.say("role", shown(role));
    map.say("to", shown(to));
    map.say("assign", assign.as_ref().and_then(|a| word(ASSIGNS, &a.value)));
    map.say("not_same_person_as", lists.not_same_person_as);
    map.say("same_person_as", lists.same_person_as);
    map.say("discretion", discretion.as_ref().and_then(|d| word(DISCRETIONS, &d.value)));
    map.say("criteria", criteria.as_ref().map(|c| self::criteria(&c.value)));
    map.say("decision", shown(decision));
    map.say("legal_basis", legal_basis.as_ref().map(|basis| self::legal_basis(&basis.value)));
    map.say("when", shown(when));
    map.say("needs", lists.needs);
    map.say("may_use", lists.may_use);
    map.say("after", lists.after);
    map.say("produces", lists.produces);
    map.say("asks", lists.asks);
    map.say("evidence", lists.evidence);
    map.say("work", work.as_ref().map(|l| spread(&l.value)));
    map.say("wait", wait.as_ref().map(|l| spread(&l.value)));
    map.say("elapsed", elapsed.as_ref().map(|l| spread(&l.value)));
    map.say("contact", contact.as_ref().and_then(|c| word(CONTACTS, &c.value)));
    map.say("due", due.as_ref().map(|due| term(&due.value)));
    map.say("on_breach", on_breach.as_ref().map(|b| Doc::Text(breach_text(&b.value))));
    map.say("silence_basis", shown(silence_basis));
    map.group("outcomes", lists.outcomes);
    map.group("chances", lists.chances);
    map.group("catches", lists.catches);
    map.say("safeguard", shown(safeguard));
    map.say("irreversible", irreversible.as_ref().map(|v| Doc::yes_no(v.value)));
    map.say("reason_required", reason_required.as_ref().map(|v| Doc::yes_no(v.value)));
    map.say("objection", shown(objection));
    map.say("second_signatory", second_signatory.as_ref().map(|s| second(&s.value)));
    map.say("vote", vote.as_ref().map(|vote| self::vote(&vote.value)));
    map.say("queue", queue.as_ref().and_then(|q| word(QUEUES, &q.value)));
    Doc::Map(map)
}

/// A list of ids, unless it is empty.
fn named<T: Display>(list: &[Spanned<T>]) -> Option<Doc> {
    (!list.is_empty()).then(|| ids(list))
}

/// A list that replaces, or what comes and goes.
fn edit<T: Display>(change: &Option<ListEdit<T>>) -> Option<Doc> {
    Some(match change.as_ref()? {
        ListEdit::Replace(all) => ids(all),
        ListEdit::Edit { add, drop } => {
            let mut map = Map::new(Style::Fit);
            map.group("add", ids(add));
            map.group("drop", ids(drop));
            Doc::Map(map)
        }
    })
}

fn legal_basis(basis: &LegalBasis) -> Doc {
    let cited = |Citation { law, article }: &Citation| match article {
        Some(article) => Doc::Text(format!("{law}/{article}")),
        None => Doc::text(law),
    };
    match basis {
        LegalBasis::NotFound => Doc::text("not-found"),
        LegalBasis::Found(found) => match found.as_slice() {
            // Alone, a law of this id would be read as none.
            [one] if one.article.is_some() || one.law.as_str() != "not-found" => cited(one),
            several => Doc::list(several.iter().map(cited)),
        },
    }
}

fn criteria(criteria: &Criteria) -> Doc {
    let Criteria { see, published } = criteria;
    let mut map = Map::new(Style::Fit);
    map.put("see", Doc::text(see));
    map.put("published", Doc::yes_no(*published));
    Doc::Map(map)
}

fn vote(vote: &Vote) -> Doc {
    let Vote { members, carried_by, quorum } = vote;
    let mut map = Map::new(Style::Fit);
    map.put("members", ids(members));
    map.put("carried_by", Doc::text(carried_by));
    map.say("quorum", shown(quorum));
    Doc::Map(map)
}

/// `escalate to district-deputy`.
pub(crate) fn breach_text(breach: &OnBreach) -> String {
    match breach {
        OnBreach::Reassign => "reassign".to_owned(),
        OnBreach::Escalate(role) => format!("escalate to {role}"),
        OnBreach::Consent => "consent".to_owned(),
        OnBreach::Withdraw => "withdraw".to_owned(),
        OnBreach::Refuse => "refuse".to_owned(),
        OnBreach::Notify(role) => format!("notify {role}"),
    }
}

fn second(who: &SecondSignatory) -> Doc {
    match who {
        SecondSignatory::None => Doc::text("none"),
        SecondSignatory::Role(role) => Doc::text(role),
    }
}

/// `back to visit`.
fn target_text(target: &Target) -> String {
    match target {
        Target::On => "on".to_owned(),
        Target::BackTo(step) => format!("back to {step}"),
        Target::SkipTo(step) => format!("skip to {step}"),
        Target::Call(process) => format!("call {process}"),
        Target::End(end) => format!("end {end}"),
    }
}
