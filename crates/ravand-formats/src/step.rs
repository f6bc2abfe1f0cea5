//! The keys of a step, as it is written and as an overlay changes it.

use crate::codes as ya;
use crate::ident::{id, id_of, name, name_of, twins};
use crate::length;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::term::term;
use crate::value::{percent, title, whole, yes_no};
use indexmap::IndexMap;
use ravand_core::{
    Args, Assign, AttributeName, Attributes, Citation, Contact, Criteria, Discretion, Kind, LegalBasis, ListEdit,
    OnBreach, OutcomeName, Queue, RoleId, SecondSignatory, Spanned, Step, StepPatch, Target, Vote,
};

/// The word by which a change takes back what was said.
pub(crate) const DROPPED: &str = "dropped";

/// Keys of a step.
pub(crate) static STEP: Keys = Keys {
    known: &[
        "title",
        "kind",
        "role",
        "to",
        "assign",
        "not_same_person_as",
        "same_person_as",
        "discretion",
        "criteria",
        "decision",
        "legal_basis",
        "when",
        "needs",
        "may_use",
        "after",
        "produces",
        "asks",
        "evidence",
        "work",
        "wait",
        "elapsed",
        "contact",
        "due",
        "on_breach",
        "silence_basis",
        "outcomes",
        "chances",
        "catches",
        "safeguard",
        "irreversible",
        "reason_required",
        "objection",
        "second_signatory",
        "vote",
        "queue",
    ],
    later: &[],
};

/// Keys of a step's criteria.
pub(crate) static CRITERIA: Keys = Keys { known: &["see", "published"], later: &[] };

/// Keys of a vote.
pub(crate) static VOTE: Keys = Keys { known: &["members", "carried_by", "quorum"], later: &[] };

/// Seats of a body that votes.
pub(crate) const SEATS_MAX: u32 = 1_000;

/// Keys of a change of a list.
pub(crate) static EDIT: Keys = Keys { known: &["add", "drop"], later: &[] };

/// The kinds of steps, as they are written.
pub(crate) const KINDS: &[(&str, Kind)] = &[
    ("receive", Kind::Receive),
    ("check", Kind::Check),
    ("inspect", Kind::Inspect),
    ("calculate", Kind::Calculate),
    ("judge", Kind::Judge),
    ("decide", Kind::Decide),
    ("approve", Kind::Approve),
    ("pay", Kind::Pay),
    ("notify", Kind::Notify),
    ("archive", Kind::Archive),
    ("query", Kind::Query),
    ("work", Kind::Work),
];

pub(crate) const DISCRETIONS: &[(&str, Discretion)] = &[
    ("none", Discretion::None),
    ("criteria", Discretion::Criteria),
    ("judgement", Discretion::Judgement),
    ("free", Discretion::Free),
];

pub(crate) const CONTACTS: &[(&str, Contact)] = &[
    ("none", Contact::None),
    ("online", Contact::Online),
    ("office", Contact::Office),
    ("face_to_face", Contact::FaceToFace),
];

pub(crate) const ASSIGNS: &[(&str, Assign)] = &[
    ("random", Assign::Random),
    ("least-loaded", Assign::LeastLoaded),
    ("round-robin", Assign::RoundRobin),
    ("pull", Assign::Pull),
];

pub(crate) const QUEUES: &[(&str, Queue)] = &[("fifo", Queue::Fifo), ("holder picks", Queue::HolderPicks)];

/// A step.
pub(crate) fn step(place: &Place<'_>, cx: &mut Cx) -> Option<Step> {
    let fields = Fields::open(place, &STEP, cx)?;
    Some(Step {
        attributes: attributes(&fields, cx),
        needs: fields.read("needs", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        may_use: fields.read("may_use", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        produces: fields.read("produces", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        asks: fields.read("asks", cx, |p, cx| p.list(cx, name)).unwrap_or_default(),
        evidence: fields.read("evidence", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        after: fields.read("after", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        not_same_person_as: fields.read("not_same_person_as", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        same_person_as: fields.read("same_person_as", cx, |p, cx| p.list(cx, id)).unwrap_or_default(),
        outcomes: fields.read("outcomes", cx, outcomes).unwrap_or_default(),
        chances: fields.read("chances", cx, chances).unwrap_or_default(),
        catches: fields.read("catches", cx, catches).unwrap_or_default(),
        history: Vec::new(),
    })
}

/// New attributes of a step.
pub(crate) fn patch(place: &Place<'_>, cx: &mut Cx) -> Option<StepPatch> {
    let mut fields = Fields::open(place, &STEP, cx)?;
    let mut unset = fields.take_words(DROPPED, AttributeName::parse);
    // Keys have no order of their own.
    unset.sort_by_key(|name| name.value);
    Some(StepPatch {
        attributes: attributes(&fields, cx),
        unset,
        needs: fields.read("needs", cx, |p, cx| edit(p, cx, id)),
        may_use: fields.read("may_use", cx, |p, cx| edit(p, cx, id)),
        produces: fields.read("produces", cx, |p, cx| edit(p, cx, id)),
        asks: fields.read("asks", cx, |p, cx| edit(p, cx, name)),
        evidence: fields.read("evidence", cx, |p, cx| edit(p, cx, id)),
        after: fields.read("after", cx, |p, cx| edit(p, cx, id)),
        not_same_person_as: fields.read("not_same_person_as", cx, |p, cx| edit(p, cx, id)),
        same_person_as: fields.read("same_person_as", cx, |p, cx| edit(p, cx, id)),
        outcomes: fields.read("outcomes", cx, outcome_changes).unwrap_or_default(),
        chances: fields.read("chances", cx, chance_changes).unwrap_or_default(),
        catches: fields.read("catches", cx, chance_changes).map(caught).unwrap_or_default(),
    })
}

fn attributes(fields: &Fields<'_>, cx: &mut Cx) -> Attributes {
    Attributes {
        title: fields.read("title", cx, |p, cx| title(p, cx).map(|t| Spanned::new(t, p.node.span))),
        kind: fields.read("kind", cx, |p, cx| p.word(cx, KINDS)),
        role: fields.read("role", cx, id),
        discretion: fields.read("discretion", cx, |p, cx| p.word(cx, DISCRETIONS)),
        legal_basis: fields.read("legal_basis", cx, legal_basis),
        work: fields.read("work", cx, length::variable),
        wait: fields.read("wait", cx, length::variable),
        elapsed: fields.read("elapsed", cx, length::variable),
        contact: fields.read("contact", cx, |p, cx| p.word(cx, CONTACTS)),
        assign: fields.read("assign", cx, |p, cx| p.word(cx, ASSIGNS)),
        criteria: fields.read("criteria", cx, criteria),
        due: fields.read("due", cx, term),
        on_breach: fields.read("on_breach", cx, on_breach),
        silence_basis: fields.read("silence_basis", cx, |p, cx| p.string(cx)),
        safeguard: fields.read("safeguard", cx, |p, cx| p.string(cx)),
        irreversible: fields.read("irreversible", cx, yes_no),
        decision: fields.read("decision", cx, id),
        reason_required: fields.read("reason_required", cx, yes_no),
        objection: fields.read("objection", cx, id),
        second_signatory: fields.read("second_signatory", cx, second_signatory),
        queue: fields.read("queue", cx, |p, cx| p.word(cx, QUEUES)),
        when: fields.read("when", cx, |p, cx| p.string(cx)),
        to: fields.read("to", cx, id),
        vote: fields.read("vote", cx, vote),
    }
}

pub(crate) fn legal_basis(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<LegalBasis>> {
    if place.is_list() {
        let found = place.list(cx, |item, cx| {
            let text = item.text(cx)?;
            citation(&text, item, cx)
        })?;
        return Some(Spanned::new(LegalBasis::Found(found), place.node.span));
    }
    let text = place.text(cx)?;
    if text.value == "not-found" {
        return Some(Spanned::new(LegalBasis::NotFound, text.span));
    }
    citation(&text, place, cx).map(|c| Spanned::new(LegalBasis::Found(vec![c]), text.span))
}

/// `municipalities-act/55(24)`.
fn citation(text: &Spanned<&str>, place: &Place<'_>, cx: &mut Cx) -> Option<Citation> {
    let (law, article) = match text.value.split_once('/') {
        Some((law, article)) => (law, Some(article.trim())),
        None => (text.value, None),
    };
    if article.is_some_and(str::is_empty) {
        place.report(cx, &ya::CITATION, Args::new().with("found", text.value));
        return None;
    }
    let law = id_of(&Spanned::new(law.trim(), text.span), &place.path, cx)?;
    Some(Citation { law: law.value, article: article.map(str::to_owned) })
}

fn criteria(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Criteria>> {
    let fields = Fields::open(place, &CRITERIA, cx)?;
    let see = fields.require("see", cx, |p, cx| p.string(cx));
    let published = fields.require("published", cx, yes_no);
    Some(Spanned::new(Criteria { see: see?.value, published: published?.value }, place.node.span))
}

/// `{ members: [interior, judiciary, council], carried_by: 2 }`.
fn vote(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<Vote>> {
    let fields = Fields::open(place, &VOTE, cx)?;
    let members = fields.require("members", cx, |p, cx| p.list(cx, id));
    let carried_by = fields.require("carried_by", cx, |p, cx| whole(p, cx, 1, SEATS_MAX));
    let quorum = fields.read("quorum", cx, |p, cx| whole(p, cx, 1, SEATS_MAX));
    Some(Spanned::new(Vote { members: members?, carried_by: carried_by?, quorum }, place.node.span))
}

/// `escalate to district-deputy`.
pub(crate) fn on_breach(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<OnBreach>> {
    let text = place.text(cx)?;
    let role = |role: &str, cx: &mut Cx| id_of(&Spanned::new(role.trim(), text.span), &place.path, cx).map(|r| r.value);
    let breach = match text.value {
        "reassign" => OnBreach::Reassign,
        "consent" => OnBreach::Consent,
        "withdraw" => OnBreach::Withdraw,
        "refuse" => OnBreach::Refuse,
        other => {
            if let Some(who) = other.strip_prefix("escalate to ") {
                OnBreach::Escalate(role(who, cx)?)
            } else if let Some(who) = other.strip_prefix("notify ") {
                OnBreach::Notify(role(who, cx)?)
            } else {
                place.report(cx, &ya::BREACH, Args::new().with("found", other));
                return None;
            }
        }
    };
    Some(Spanned::new(breach, text.span))
}

fn second_signatory(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<SecondSignatory>> {
    let text = place.text(cx)?;
    if text.value == "none" {
        return Some(Spanned::new(SecondSignatory::None, text.span));
    }
    id_of::<RoleId>(&text, &place.path, cx).map(|role| role.map(SecondSignatory::Role))
}

fn outcomes(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<OutcomeName, Spanned<Target>>> {
    twins(place, cx);
    let mut outcomes = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let name = name_of::<OutcomeName>(&key, &place.path, cx);
        let Some(text) = field.text(cx) else { continue };
        if text.value == "dropped" {
            field.report(cx, &ya::DROPPED_HERE, Args::new());
            continue;
        }
        if let (Some(name), Some(target)) = (name, target(&text, &field, cx)) {
            outcomes.insert(name.value, Spanned::new(target, text.span));
        }
    }
    Some(outcomes)
}

fn outcome_changes(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<OutcomeName, Spanned<Option<Target>>>> {
    let mut outcomes = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let name = name_of::<OutcomeName>(&key, &place.path, cx);
        let Some(text) = field.text(cx) else { continue };
        let target = match text.value {
            DROPPED => None,
            _ => match target(&text, &field, cx) {
                Some(target) => Some(target),
                None => continue,
            },
        };
        if let Some(name) = name {
            outcomes.insert(name.value, Spanned::new(target, text.span));
        }
    }
    Some(outcomes)
}

/// `back to visit`.
fn target(text: &Spanned<&str>, place: &Place<'_>, cx: &mut Cx) -> Option<Target> {
    if text.value == "on" {
        return Some(Target::On);
    }
    let after = |word: &str| text.value.strip_prefix(word).map(|rest| Spanned::new(rest.trim(), text.span));
    if let Some(step) = after("back to ") {
        return id_of(&step, &place.path, cx).map(|s| Target::BackTo(s.value));
    }
    if let Some(step) = after("skip to ") {
        return id_of(&step, &place.path, cx).map(|s| Target::SkipTo(s.value));
    }
    if let Some(process) = after("call ") {
        return id_of(&process, &place.path, cx).map(|p| Target::Call(p.value));
    }
    if let Some(end) = after("end ") {
        return id_of(&end, &place.path, cx).map(|e| Target::End(e.value));
    }
    place.report(cx, &ya::TARGET, Args::new().with("found", text.value));
    None
}

fn chances(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<OutcomeName, Spanned<f64>>> {
    shares(place, cx, percent)
}

/// The same, where `dropped` takes one away.
fn chance_changes(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<OutcomeName, Spanned<Option<f64>>>> {
    shares(place, cx, |place, cx| match place.text(cx)? {
        Spanned { value: DROPPED, span } => Some(Spanned::new(None, span)),
        _ => percent(place, cx).map(|share| share.map(Some)),
    })
}

fn shares<T>(
    place: &Place<'_>,
    cx: &mut Cx,
    read: impl Fn(&Place<'_>, &mut Cx) -> Option<Spanned<T>>,
) -> Option<IndexMap<OutcomeName, Spanned<T>>> {
    let mut shares = IndexMap::new();
    for (key, field) in place.entries(cx)? {
        let name = name_of::<OutcomeName>(&key, &place.path, cx);
        if let (Some(name), Some(share)) = (name, read(&field, cx)) {
            shares.insert(name.value, share);
        }
    }
    Some(shares)
}

fn catches(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<String, Spanned<f64>>> {
    chances(place, cx).map(caught)
}

/// Errors are named like outcomes and are none.
fn caught<T>(shares: IndexMap<OutcomeName, T>) -> IndexMap<String, T> {
    shares.into_iter().map(|(name, share)| (name.as_str().to_owned(), share)).collect()
}

/// A list that replaces, or `{ add: […], drop: […] }`.
fn edit<T>(place: &Place<'_>, cx: &mut Cx, read: fn(&Place<'_>, &mut Cx) -> Option<Spanned<T>>) -> Option<ListEdit<T>> {
    if place.mapping().is_none() {
        return place.list(cx, read).map(ListEdit::Replace);
    }
    let fields = Fields::open(place, &EDIT, cx)?;
    Some(ListEdit::Edit {
        add: fields.read("add", cx, |p, cx| p.list(cx, read)).unwrap_or_default(),
        drop: fields.read("drop", cx, |p, cx| p.list(cx, read)).unwrap_or_default(),
    })
}
