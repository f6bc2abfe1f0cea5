//! The rules, one file each. A new rule is a file here, its line in [`RULES`] and a run of
//! `UPDATE_DOCS=1 cargo test -p ravand-lint`.

use crate::rule::Rule;

/// Declares a rule whose doc comment is its English manual.
macro_rules! rule {
    ($(#[doc = $english:literal])+ $name:ident { $($field:ident: $value:expr),+ $(,)? }) => {
        $(#[doc = $english])+
        pub static $name: $crate::Rule = $crate::Rule {
            english: concat!($($english, "\n"),+),
            $($field: $value),+
        };
    };
}

mod approvals_in_a_row;
mod baseless_discretion;
mod face_to_face_discretion;
mod free_discretion;
mod golden_signature;
mod uncaught;

pub use approvals_in_a_row::APPROVALS_IN_A_ROW;
pub use baseless_discretion::BASELESS_DISCRETION;
pub use face_to_face_discretion::FACE_TO_FACE_DISCRETION;
pub use free_discretion::FREE_DISCRETION;
pub use golden_signature::GOLDEN_SIGNATURE;
pub use uncaught::UNCAUGHT;

/// Every rule, by subject: golden signatures, contact, separation of duties, reforms.
pub static RULES: &[&Rule] = &[
    &GOLDEN_SIGNATURE,
    &FREE_DISCRETION,
    &BASELESS_DISCRETION,
    &FACE_TO_FACE_DISCRETION,
    &APPROVALS_IN_A_ROW,
    &UNCAUGHT,
];

#[cfg(test)]
mod tests;
