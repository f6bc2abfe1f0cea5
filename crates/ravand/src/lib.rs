//! Ravand (روند, "the way a thing goes"): a process engine for cities.
//!
//! A process is written once, in YAML. The same definition is linted, simulated, reformed
//! and executed: **what you lint and simulate is what runs.**
//!
//! This crate is the façade that an application depends on; each part is a module here and
//! a crate of its own. `examples/embed.rs` in the repository walks a case through in under
//! sixty lines.
//!
//! | module | what it does |
//! |---|---|
//! | [`core`] | definitions, overlays, scenarios, working calendars, diagnostics |
//! | [`feel`] | expressions and decision tables |
//! | [`formats`] | YAML to definitions |
//! | [`bank`] | a directory of processes |
//! | [`kernel`] | executes a process as pure state machines |
//! | [`lint`] | rules and the design-risk score |
//! | [`sim`] | discrete-event simulation of the kernel |
//! | [`reform`] | what a reform changes, and which operation saves what |
//! | [`report`] | that answer, and what variants cost, as pages for people |
//!
//! Not here yet: durable storage, worklists with claims, BPMN and DMN files.

pub use ravand_bank as bank;
pub use ravand_core as core;
pub use ravand_feel as feel;
pub use ravand_formats as formats;
pub use ravand_kernel as kernel;
pub use ravand_lint as lint;
pub use ravand_reform as reform;
pub use ravand_report as report;
pub use ravand_sim as sim;
