//! The figures, one file each. A new one is a file here and a line in [`ALL`].

mod bank_drift;
mod bank_load5;
mod bank_reload;
mod bank_unify;
mod bpmn_read;
mod calendar_add;
mod feel_condition;
mod feel_table;
mod kernel_bytes;
mod kernel_events;
mod kernel_snurr;
mod lint_permit;
mod overlay_merge;
mod sim_loan;
mod sim_permit;
mod yaml_read;

use crate::figure::Figure;

/// All figures, in the order in which they are printed.
pub(crate) static ALL: &[&Figure] = &[
    &sim_permit::FIGURE,
    &sim_loan::FIGURE,
    &lint_permit::FIGURE,
    &kernel_snurr::FIGURE,
    &kernel_events::FIGURE,
    &kernel_bytes::FIGURE,
    &yaml_read::FIGURE,
    &bpmn_read::FIGURE,
    &overlay_merge::FIGURE,
    &bank_load5::FIGURE,
    &bank_reload::FIGURE,
    &bank_drift::FIGURE,
    &bank_unify::FIGURE,
    &calendar_add::FIGURE,
    &feel_condition::FIGURE,
    &feel_table::FIGURE,
];
