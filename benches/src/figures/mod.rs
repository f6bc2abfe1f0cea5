//! The figures, one file each. A new one is a file here and a line in [`ALL`].

mod feel_condition;
mod lint_permit;
mod sim_loan;
mod sim_permit;

use crate::figure::Figure;

/// All figures, in the order in which they are printed.
pub(crate) static ALL: &[&Figure] =
    &[&sim_permit::FIGURE, &sim_loan::FIGURE, &lint_permit::FIGURE, &feel_condition::FIGURE];
