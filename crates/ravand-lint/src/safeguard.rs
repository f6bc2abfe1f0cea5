//! What offsets a power: the safeguards that the score knows, and which of them a step has.
//!
//! Whether a safeguard works in practice nobody can read in a definition: what counts here
//! is that it is laid down.

use crate::weights::Weights;
use ravand_core::{Assign, Definition, OnBreach, Queue, SecondSignatory, Step};
use ravand_core::{Holders, RoleId};
use ravand_feel::{Language, Words};

/// Something that offsets the power to refuse or the power to delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Safeguard {
    /// A refusal must give its reasons.
    Reasons,
    /// The criteria are published.
    PublishedCriteria,
    /// Another role hears objections.
    IndependentObjection,
    /// Somebody else signs as well.
    SecondSignatory,
    /// The grounds of the decision are recorded.
    RecordedEvidence,
    /// There is a deadline.
    Deadline,
    /// Something happens when the deadline passes, and not to the applicant.
    Consequence,
    /// The doer is assigned, not chosen.
    Assignment,
    /// The queue is served in the order of arrival.
    FifoQueue,
}

/// The safeguards of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Safeguards(u16);

impl Safeguard {
    /// All of them: first those against a veto, then those against a delay.
    pub const ALL: [Safeguard; 9] = [
        Safeguard::Reasons,
        Safeguard::PublishedCriteria,
        Safeguard::IndependentObjection,
        Safeguard::SecondSignatory,
        Safeguard::RecordedEvidence,
        Safeguard::Deadline,
        Safeguard::Consequence,
        Safeguard::Assignment,
        Safeguard::FifoQueue,
    ];

    /// Its name for people.
    pub fn what(self, language: Language) -> &'static str {
        let words = self.words();
        match language {
            Language::En => words.en,
            Language::Fa => words.fa,
        }
    }

    fn words(self) -> Words {
        match self {
            Safeguard::Reasons => {
                Words { en: "reasons for every refusal", fa: "دلیل مکتوب برای هر رد" }
            }
            Safeguard::PublishedCriteria => Words { en: "published criteria", fa: "معیارهای منتشرشده" },
            Safeguard::IndependentObjection => {
                Words { en: "an objection that another role hears", fa: "اعتراض نزد نقشی دیگر" }
            }
            Safeguard::SecondSignatory => Words { en: "a second signatory", fa: "امضای دوم" },
            Safeguard::RecordedEvidence => Words { en: "recorded evidence", fa: "مستندات ثبت‌شده" },
            Safeguard::Deadline => Words { en: "a deadline", fa: "مهلت" },
            Safeguard::Consequence => {
                Words { en: "a consequence when the deadline passes", fa: "پیامدی برای گذشتن مهلت" }
            }
            Safeguard::Assignment => {
                Words { en: "assignment of the doer", fa: "ارجاع کار بدون انتخاب شخص" }
            }
            Safeguard::FifoQueue => {
                Words { en: "a queue in the order of arrival", fa: "صف به ترتیب ورود" }
            }
        }
    }

    /// How much of a power it takes away.
    pub(crate) fn weight(self, weights: &Weights) -> f64 {
        match self {
            Safeguard::Reasons => weights.reasons,
            Safeguard::PublishedCriteria => weights.published_criteria,
            Safeguard::IndependentObjection => weights.objection,
            Safeguard::SecondSignatory => weights.second_signatory,
            Safeguard::RecordedEvidence => weights.evidence,
            Safeguard::Deadline => weights.due,
            Safeguard::Consequence => weights.on_breach,
            Safeguard::Assignment => weights.assigned,
            Safeguard::FifoQueue => weights.queue_fifo,
        }
    }

    /// Whether it offsets the power to refuse; the power to delay otherwise.
    pub const fn is_against_veto(self) -> bool {
        (self as u16) < Safeguard::Deadline as u16
    }
}

impl Safeguards {
    /// What a step lays down.
    pub(crate) fn of(definition: &Definition, step: &Step) -> Self {
        let said = &step.attributes;
        let is = |safeguard, holds| if holds { Self::default().with(safeguard) } else { Self(0) };
        let reasons = said.reason_required.as_ref().is_some_and(|required| required.value);
        let published = said.criteria.as_ref().is_some_and(|criteria| criteria.published);
        let objection = said.objection.as_ref().is_some_and(|body| Some(&body.value) != step.role());
        let assigned = said.assign.as_ref().is_some_and(|assign| assign.value != Assign::Pull);
        let fifo = said.queue.as_ref().is_some_and(|queue| queue.value == Queue::Fifo);
        [
            is(Safeguard::Reasons, reasons),
            is(Safeguard::PublishedCriteria, published),
            is(Safeguard::IndependentObjection, objection),
            is(Safeguard::SecondSignatory, has_second_signatory(definition, step)),
            is(Safeguard::RecordedEvidence, !step.evidence.is_empty()),
            is(Safeguard::Deadline, said.due.is_some()),
            is(Safeguard::Consequence, has_consequence(step)),
            is(Safeguard::Assignment, assigned),
            is(Safeguard::FifoQueue, fifo),
        ]
        .into_iter()
        .fold(Self::default(), |all, one| Self(all.0 | one.0))
    }

    /// Whether a safeguard is among them.
    pub const fn has(self, safeguard: Safeguard) -> bool {
        self.0 & (1 << safeguard as u16) != 0
    }

    /// These and one more.
    #[must_use]
    pub const fn with(self, safeguard: Safeguard) -> Self {
        Self(self.0 | 1 << safeguard as u16)
    }

    /// Those that the step does not have.
    pub fn missing(self) -> impl Iterator<Item = Safeguard> {
        Safeguard::ALL.into_iter().filter(move |safeguard| !self.has(*safeguard))
    }

    /// The share of a power that they take away, from 0 to 1.
    pub(crate) fn offset(self, against_veto: bool, weights: &Weights) -> f64 {
        let all = Safeguard::ALL.into_iter().filter(|safeguard| self.has(*safeguard));
        let these = all.filter(|safeguard| safeguard.is_against_veto() == against_veto);
        // Nine tenths and a tenth may sum to a hair less than one: no power is left of that.
        let sum = these.fold(0.0, |sum, safeguard| sum + safeguard.weight(weights));
        if sum > 1.0 - 1e-9 { 1.0 } else { sum }
    }
}

/// Whether somebody else must sign: another role, or another holder of the same one.
fn has_second_signatory(definition: &Definition, step: &Step) -> bool {
    let Some(SecondSignatory::Role(second)) = step.attributes.second_signatory.as_ref().map(|second| &second.value)
    else {
        return false;
    };
    Some(second) != step.role() || has_several_holders(definition, second)
}

fn has_several_holders(definition: &Definition, role: &RoleId) -> bool {
    let holders = definition.roles.get(role).and_then(|role| role.holders);
    matches!(holders, Some(Holders::Count(2..)))
}

/// Whether a passed deadline has a consequence. Without a deadline nothing can pass. A
/// time-out that ends in refusal or withdrawal falls on the applicant: it makes a delay
/// stronger and offsets nothing.
fn has_consequence(step: &Step) -> bool {
    let said = &step.attributes;
    let falls_on_the_office = said
        .on_breach
        .as_ref()
        .is_some_and(|consequence| !matches!(consequence.value, OnBreach::Refuse | OnBreach::Withdraw));
    said.due.is_some() && falls_on_the_office
}
