//! Flows that are graphs: BPMN's elements, compiled and carried out.
//!
//! A token is somewhere at every moment: on an activity or event that is under way
//! ([`Activity`](crate::Activity)), before a gateway that waits for others, or at an incident.
//! A scope under way is a [`Frame`](crate::Frame); it is left when nothing is in it any more.
//!
//! How a task with outcomes came out is a datum of the case, `<step in snake_case>_outcome`
//! (`site-visit` has `site_visit_outcome`), of the type `one_of` its outcomes: set when the task is
//! completed, read by the flows behind it, behind a gateway, or later on. It holds the last outcome;
//! a task that was passed over leaves it as it was.

mod activity;
pub(crate) mod apply;
mod arrive;
mod catch;
mod compensate;
pub(crate) mod compile;
pub(crate) mod element;
mod evaluate;
mod interrupt;
mod leave;
mod moves;
mod repeat;
mod settle;
pub(crate) mod state;
pub(crate) mod throw;
mod timer;
