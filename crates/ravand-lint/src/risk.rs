//! The design-risk score of a golden signature (امضای طلایی): one signature speeds a file
//! while another on the same letter stalls it for months.
//!
//! ```text
//! veto  = P · H · D · (1 − Av)
//! delay = P · H · T · (1 − Ad)
//! risk  = 100 · (1 − (1 − veto) · (1 − 0.6 · delay))
//! ```
//!
//! The power to refuse and the power to delay are scored apart and shown apart.
//!
//! Invariant: the score never rises when a safeguard is added and never falls when
//! discretion rises. It speaks of designs, never of persons, and an applicant has no power
//! over herself: her own steps score 0.

use crate::passage::{Meets, Ways};
use crate::safeguard::{Safeguard, Safeguards};
use crate::weights::Weights;
use indexmap::IndexMap;
use ravand_core::{Definition, Discretion, Holders, Kind, Party, Step, StepId};
use ravand_feel::{Language, Words};

/// Below this a power is a rounding error.
const NOTHING: f64 = 1e-9;

/// What the score is told besides the definition.
#[derive(Debug, Clone, Copy)]
pub struct RiskContext<'a> {
    /// The numbers of the formula.
    pub weights: &'a Weights,
    /// Every number of holders that is assumed, or that nobody said, is taken times this:
    /// 1, or 2 to see what the counts become with the assumed holders doubled.
    pub holders_factor: f64,
    /// The share of the favourable cases that pass a step, from 0 to 1, where a simulation
    /// or a scenario knows it.
    pub shares: Option<&'a IndexMap<StepId, f64>>,
}

/// The design risk of a step, with all that it was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// From 0 to 100.
    pub score: f64,
    /// The power to refuse, from 0 to 1.
    pub veto: f64,
    /// The power to delay, from 0 to 1.
    pub delay: f64,
    /// What veto and delay were made of.
    pub factors: Factors,
    /// Who does the step.
    pub doer: Doer,
    /// How many hold its role, and who says so.
    pub holders: HolderCount,
    /// How P became known.
    pub passage: Passage,
    /// What the step lays down.
    pub safeguards: Safeguards,
    /// What the score means.
    pub band: Band,
    /// The one missing safeguard that would lower the score most, if any would.
    pub best_offset: Option<Offset>,
}

/// The factors of the formula, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// How far a favourable end depends on the step.
    pub p: f64,
    /// Concentration: 1/√holders.
    pub h: f64,
    /// Power to decide.
    pub d: f64,
    /// Power to hold up.
    pub t: f64,
    /// What offsets the veto.
    pub av: f64,
    /// What offsets the delay.
    pub ad: f64,
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doer {
    /// A person of the city or of another body.
    Person,
    /// The applicant, or somebody who works for her: no power over anybody.
    Applicant,
    /// A system or a decision table: no power of its own.
    Machine,
}

/// How many people hold the role of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolderCount {
    /// So the definition says.
    Known(u32),
    /// The definition says a number and that it is assumed.
    Assumed(u32),
    /// Nobody said: one is assumed.
    Unknown,
    /// As many as are wanted.
    Unlimited,
}

/// How it is known how far a favourable end depends on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Passage {
    /// Every way to every favourable end passes: P is 1.
    Every,
    /// Some pass: P is the share of cases that do.
    Share,
    /// Some pass and nobody said how many: P is assumed to be 1.
    Assumed,
    /// None passes: P is 0.
    None,
}

/// What a score means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// No power over anybody.
    None,
    /// Some.
    Low,
    /// Worth a look.
    Suspect,
    /// As high as golden, by delay alone.
    Stamp,
    /// Power to refuse and to delay in few hands, with little against it.
    Golden,
}

/// A safeguard that a step does not have, and what the score would be with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offset {
    /// The safeguard.
    pub safeguard: Safeguard,
    /// The score with it.
    pub score_after: f64,
}

/// The risk of one step; `None` if the definition has no such step.
pub fn assess(definition: &Definition, step: &StepId, context: &RiskContext<'_>) -> Option<Risk> {
    let ways = Ways::of(definition);
    let content = definition.steps.get(step)?;
    Some(Features::of(definition, step, content, &ways, context).risk(context.weights))
}

/// The risk of every step, in the order of the definition.
///
/// ```
/// use ravand_core::Definition;
/// use ravand_lint::{Band, RiskContext, Weights, assess_all};
/// # fn show(permit: &Definition) {
/// let weights = Weights::default();
/// for (step, risk) in assess_all(permit, &RiskContext::new(&weights)) {
///     if risk.band == Band::Golden {
///         println!("{step}: {:.0}, a design risk, not an accusation", risk.score);
///     }
/// }
/// # }
/// ```
pub fn assess_all(definition: &Definition, context: &RiskContext<'_>) -> IndexMap<StepId, Risk> {
    let features = Features::of_all(definition, context);
    features.into_iter().map(|(id, features)| (id, features.risk(context.weights))).collect()
}

impl<'a> RiskContext<'a> {
    /// These weights, the holders as declared and assumed, no shares.
    pub fn new(weights: &'a Weights) -> Self {
        Self { weights, holders_factor: 1.0, shares: None }
    }
}

impl HolderCount {
    /// Whether the number is no more than an assumption.
    pub fn is_assumed(self) -> bool {
        matches!(self, HolderCount::Assumed(_) | HolderCount::Unknown)
    }

    fn of(definition: &Definition, step: &Step) -> Self {
        let role = step.role().and_then(|role| definition.roles.get(role));
        match role.map(|role| (role.holders, role.assumed)) {
            Some((Some(Holders::Unlimited), _)) => HolderCount::Unlimited,
            Some((Some(Holders::Count(count)), true)) => HolderCount::Assumed(count.max(1)),
            Some((Some(Holders::Count(count)), false)) => HolderCount::Known(count.max(1)),
            Some((None, _)) | None => HolderCount::Unknown,
        }
    }

    /// 1/√holders.
    fn concentration(self, factor: f64) -> f64 {
        let holders = match self {
            HolderCount::Known(count) => f64::from(count),
            HolderCount::Assumed(count) => f64::from(count) * factor,
            HolderCount::Unknown => factor,
            HolderCount::Unlimited => return 0.0,
        };
        // Fewer than one holder is no more concentrated than one.
        if holders > 1.0 { 1.0 / holders.sqrt() } else { 1.0 }
    }
}

impl Passage {
    /// Whether P is no more than an assumption.
    pub fn is_assumed(self) -> bool {
        self == Passage::Assumed
    }
}

impl Band {
    /// Its name for people.
    pub fn name(self, language: Language) -> &'static str {
        let words = match self {
            Band::None => Words { en: "none", fa: "هیچ" },
            Band::Low => Words { en: "low", fa: "کم" },
            Band::Suspect => Words { en: "suspect", fa: "مشکوک" },
            Band::Stamp => Words { en: "stamp", fa: "مُهر" },
            Band::Golden => Words { en: "golden", fa: "طلایی" },
        };
        match language {
            Language::En => words.en,
            Language::Fa => words.fa,
        }
    }

    fn of(score: f64, veto: f64, weights: &Weights) -> Self {
        if score >= weights.golden_from - NOTHING && score > NOTHING {
            if veto > NOTHING { Band::Golden } else { Band::Stamp }
        } else if score >= weights.suspect_from - NOTHING && score > NOTHING {
            Band::Suspect
        } else if score > NOTHING {
            Band::Low
        } else {
            Band::None
        }
    }
}

impl Offset {
    /// The safeguard's name for people.
    pub fn what(&self, language: Language) -> &'static str {
        self.safeguard.what(language)
    }
}

/// What the formula reads of a step. Taken once, so that a thousand draws of the weights
/// cost a thousand formulae and no walk through the flow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Features {
    p: f64,
    h: f64,
    doer: Doer,
    holders: HolderCount,
    passage: Passage,
    discretion: Discretion,
    /// Approves, judges or decides.
    decides: bool,
    safeguards: Safeguards,
}

impl Features {
    pub(crate) fn of_all(definition: &Definition, context: &RiskContext<'_>) -> IndexMap<StepId, Features> {
        let ways = Ways::of(definition);
        let features = |(id, step): (&StepId, &Step)| (id.clone(), Features::of(definition, id, step, &ways, context));
        definition.steps.iter().map(features).collect()
    }

    fn of(definition: &Definition, id: &StepId, step: &Step, ways: &Ways, context: &RiskContext<'_>) -> Self {
        let holders = HolderCount::of(definition, step);
        let (passage, p) = passage(id, ways, context);
        Features {
            p,
            h: holders.concentration(context.holders_factor),
            doer: doer(definition, step, holders),
            holders,
            passage,
            discretion: step.discretion(),
            decides: matches!(step.kind(), Kind::Approve | Kind::Judge | Kind::Decide),
            safeguards: Safeguards::of(definition, step),
        }
    }

    /// The score with these weights.
    pub(crate) fn score(&self, weights: &Weights) -> f64 {
        let (veto, delay) = self.powers(&self.factors(weights));
        score(veto, delay, weights)
    }

    fn risk(&self, weights: &Weights) -> Risk {
        let factors = self.factors(weights);
        let (veto, delay) = self.powers(&factors);
        let score = score(veto, delay, weights);
        Risk {
            score,
            veto,
            delay,
            factors,
            doer: self.doer,
            holders: self.holders,
            passage: self.passage,
            safeguards: self.safeguards,
            band: Band::of(score, veto, weights),
            best_offset: self.best_offset(score, weights),
        }
    }

    fn factors(&self, weights: &Weights) -> Factors {
        let published = self.safeguards.has(Safeguard::PublishedCriteria);
        let (d, t) = match (self.doer, self.discretion) {
            // Whatever is written there, a table and a system choose nothing.
            (Doer::Machine, _) => (0.0, weights.hold_up_machine),
            (_, discretion) => (
                match discretion {
                    Discretion::None => weights.discretion_none,
                    Discretion::Criteria => weights.discretion_criteria,
                    Discretion::Judgement if published => weights.discretion_published_judgement,
                    Discretion::Judgement => weights.discretion_judgement,
                    Discretion::Free => weights.discretion_free,
                },
                if self.decides { weights.hold_up_decision } else { weights.hold_up_work },
            ),
        };
        let av = self.safeguards.offset(true, weights);
        let ad = self.safeguards.offset(false, weights);
        Factors { p: self.p, h: self.h, d, t, av, ad }
    }

    /// Veto and delay.
    fn powers(&self, factors: &Factors) -> (f64, f64) {
        if self.doer == Doer::Applicant {
            return (0.0, 0.0);
        }
        let Factors { p, h, d, t, av, ad } = *factors;
        (p * h * d * (1.0 - av), p * h * t * (1.0 - ad))
    }

    fn best_offset(&self, score: f64, weights: &Weights) -> Option<Offset> {
        let mut best: Option<Offset> = None;
        for safeguard in self.safeguards.missing() {
            // Nothing follows from a deadline that there is not.
            if safeguard == Safeguard::Consequence && !self.safeguards.has(Safeguard::Deadline) {
                continue;
            }
            let with = Features { safeguards: self.safeguards.with(safeguard), ..*self };
            let score_after = with.score(weights);
            if score_after < best.map_or(score, |best| best.score_after) - NOTHING {
                best = Some(Offset { safeguard, score_after });
            }
        }
        best
    }
}

fn score(veto: f64, delay: f64, weights: &Weights) -> f64 {
    100.0 * (1.0 - (1.0 - veto) * (1.0 - weights.delay_share * delay))
}

fn passage(id: &StepId, ways: &Ways, context: &RiskContext<'_>) -> (Passage, f64) {
    let share = context.shares.and_then(|shares| shares.get(id)).copied();
    match (ways.meet(id), share.filter(|share| share.is_finite())) {
        (Meets::Every, _) => (Passage::Every, 1.0),
        (Meets::Some, Some(share)) => (Passage::Share, share.clamp(0.0, 1.0)),
        (Meets::Some, None) => (Passage::Assumed, 1.0),
        (Meets::None, _) => (Passage::None, 0.0),
    }
}

fn doer(definition: &Definition, step: &Step, holders: HolderCount) -> Doer {
    let party = step.role().and_then(|role| definition.roles.get(role)).map(|role| role.party);
    let by_table = step.kind() == Kind::Decide && step.attributes.decision.is_some();
    match party {
        Some(Party::Applicant) => Doer::Applicant,
        _ if by_table || holders == HolderCount::Unlimited => Doer::Machine,
        Some(Party::System) => Doer::Machine,
        _ => Doer::Person,
    }
}

#[cfg(test)]
mod tests;
