//! Model to text: the way back into the YAML language.
//!
//! Invariant: reading what was printed gives the model that was printed, but for the places
//! of things in their file, which are new, and for what no file of that kind says (the
//! overlays that were merged into a definition, the history of its steps). Keys stand in the
//! order of `docs/language.md`; what is as it would be if nothing were said is left out.
//! Every struct is taken apart field by field, so that a new field cannot be forgotten.
//! Comments are no part of a model: a file is put in order by `crate::layout`.

mod action;
mod calendar;
mod decision;
mod graph;
mod logic;
mod overlay;
mod process;
mod registry;
mod scenario;
mod step;
mod value;
pub(crate) mod yaml;

#[cfg(test)]
pub(crate) use value::percent_text;
pub(crate) use value::term_text;

pub use calendar::print_calendar;
pub use decision::print_decision;
pub use overlay::{print_overlay, print_overlay_file};
pub use process::{print_process, print_process_file};
pub use registry::{print_bank, print_documents, print_laws, print_roles};
pub use scenario::print_scenario;
