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
//! | [`engine`] | durable cases: one file, worklists behind gates, timers, messages, a chain for each case |
//! | [`lint`] | rules and the design-risk score |
//! | [`sim`] | discrete-event simulation of the kernel |
//! | [`reform`] | what a reform changes, and which operation saves what |
//! | [`report`] | that answer, and what variants cost, as pages for people |
//!
//! A durable engine keeps the definitions that its cases run by as [`Yaml`]:
//!
//! ```
//! use ravand::engine::{Engine, NewCase, Request, WorkQuery};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("city.db");
//! let yaml = "
//! process: letter
//! title: Letter
//! provenance: synthetic
//! ends: { sent: { favourable: yes } }
//! steps: { write: {} }
//! flow: [write, { end: sent }]
//! ";
//! let definition = ravand::engine::Codec::read(&ravand::Yaml, yaml)?;
//! let engine = Engine::builder().codec(ravand::Yaml).open(&path)?;
//! engine.deploy(&definition)?;
//! engine.start(&Request::new("a key of the request"), &NewCase::of("letter"))?;
//! drop(engine);
//!
//! // Another day, another process: nobody deploys anything.
//! let engine = Engine::builder().codec(ravand::Yaml).open(&path)?;
//! assert_eq!(engine.worklist(&WorkQuery::all())?.tasks[0].step, "write");
//! # Ok(())
//! # }
//! ```
//!
//! Not here yet: jobs of workers, delegation, the log of all cases with its checkpoints, erasing, a desk.

mod yaml;

pub use yaml::Yaml;

pub use ravand_bank as bank;
pub use ravand_core as core;
pub use ravand_engine as engine;
pub use ravand_feel as feel;
pub use ravand_formats as formats;
pub use ravand_kernel as kernel;
pub use ravand_lint as lint;
pub use ravand_reform as reform;
pub use ravand_report as report;
pub use ravand_sim as sim;
