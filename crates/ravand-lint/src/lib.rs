//! Rules that a process can break, and the design-risk score of a golden signature.
//!
//! [`assess_all`] scores every step of a definition, [`lint`] runs every rule over it, and
//! [`explain`] gives a rule's manual. A score speaks of how a process is designed and
//! never of the people who work in it: **a design risk, not an accusation**
//! ([`RISK_NOTE`]).
//!
//! ```
//! use ravand_core::Definition;
//! use ravand_lint::{Input, RiskContext, Weights, assess_all, lint};
//! # fn show(permit: &Definition) {
//! let weights = Weights::default();
//! let risks = assess_all(permit, &RiskContext::new(&weights));
//! for finding in lint(&Input::new(permit, &risks)) {
//!     println!("{} {:?}", finding.rule.code.id, finding.step);
//! }
//! # }
//! ```
//!
//! Invariant: a finding is a pure function of the definition, the overlay and the scores:
//! same input, same findings in the same order. Whether a definition can run at all is not
//! asked here; that is [`ravand_core::check`].
//!
//! Not here yet: soundness of the control flow, suppressions with a reason, baselines,
//! fixes.

pub mod codes;
mod control;
mod manual;
mod passage;
mod risk;
mod rule;
pub mod rules;
mod safeguard;
mod stability;
mod weights;

#[cfg(test)]
mod testing;

pub use codes::RISK_NOTE;
pub use control::{Control, controls_lost};
pub use manual::manual;
pub use risk::{Band, Doer, Factors, HolderCount, Offset, Passage, Risk, RiskContext, assess, assess_all};
pub use rule::{Finding, Findings, Input, Methods, ReformInput, Rule, explain, lint};
pub use safeguard::{Safeguard, Safeguards};
pub use stability::{DRAWS, stability};
pub use weights::{Weight, WeightError, Weights};
