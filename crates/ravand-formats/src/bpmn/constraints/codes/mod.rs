//! The rules of well-formed BPMN, in words. The number of a rule is that of the list of
//! constraints of Geiger and others, which suites use too. An id is never reused.

mod event;
mod inside;
mod model;

pub(super) use event::*;
pub(super) use inside::*;
pub(super) use model::*;

use ravand_core::Code;

/// Every rule, in the order of their ids.
pub static ALL: [&[&Code]; 3] = [model::ALL, inside::ALL, event::ALL];

/// Rules that the list has twice: what breaks the first breaks the others too, and is said once.
pub(super) const ALSO: &[(&str, &[u32])] = &[
    ("BR021", &[57]),
    ("BR022", &[57]),
    ("BR115", &[150]),
    ("BR116", &[151]),
    ("BR117", &[115]),
    ("BR120", &[111]),
    ("BR130", &[110]),
    ("BR136", &[135]),
];
