//! Compiles a process definition and executes it as two pure state machines.
//!
//! [`handle`] runs one case: it decides on a [`Command`] and tells every decision as an
//! [`Event`]; [`apply`] is the only thing that changes an [`Instance`]. [`exchange`] runs
//! what spans cases: who called whom, and who is to be told. Both read no clock, no file
//! and draw no random number: what the world adds comes in a [`Context`].
//!
//! A host rings for [deadlines](Instance::deadlines), and a body [votes](CompiledVote). In a graph the
//! outcome of a step is the datum `<step in snake_case>_outcome`, which flows read.
//!
//! What follows from an event in other cases is carried out by [`follow`], for every host alike.
//!
//! Deliberately absent: storage, timers that ring, worklists, who somebody is. They follow
//! from events and are the host's.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use ravand_core::calendar::WorkingCalendar;
//! use ravand_core::{Block, Definition, EndDeclaration, EndId, Spanned, Step, StepId, Timestamp};
//! use ravand_kernel::{Command, CompiledProcess, Context, Instance, Status, handle};
//!
//! let mut definition = Definition::empty("letter");
//! definition.steps.insert(StepId::from("write"), Step::default());
//! definition.ends.insert(EndId::from("sent"), EndDeclaration::favourable());
//! definition.flow.blocks = vec![
//!     Block::Step(Spanned::nowhere("write".into())),
//!     Block::End(Spanned::nowhere("sent".into())),
//! ];
//! let process = CompiledProcess::compile(&definition).map_err(|d| format!("{d:?}"))?;
//! let calendar = WorkingCalendar::around_the_clock();
//! let context = Context { now: Timestamp::from_micros(0), actor: None, calendar: &calendar, entropy: 7 };
//!
//! let mut case = Instance::new(&process);
//! let mut events = Vec::new();
//! handle(&context, &process, &mut case, Command::Start { data: &[] }, &mut events)?;
//! let task = case.tasks()[0].id;
//! handle(&context, &process, &mut case, Command::complete(task), &mut events)?;
//! assert!(matches!(case.status(), Status::Ended(_)));
//! # Ok(())
//! # }
//! ```

mod admit;
mod apply;
mod cause;
pub mod codes;
mod command;
mod compile;
mod decision;
mod event;
pub mod exchange;
pub mod follow;
mod gate;
mod graph;
mod handle;
mod ids;
mod instance;
mod line;
pub mod mail;
mod process;
mod secret;
mod term;
mod vote;
pub mod world;

pub use apply::apply;
pub use cause::Cause;
pub use command::{Actor, Command, Context, Rejection};
pub use compile::{CALLED_MAX, ENDS_MAX, OUTCOMES_MAX, REDO_STEPS_MAX, STEPS_MAX, too_large};
pub use event::{Caller, Event, EventSink, Forget, Place, Recorded};
pub use gate::{Gate, may};
pub use graph::compile::RETRIES;
pub use graph::element::{CompiledElement, CompiledFlow, CompiledGraph, Job, StartTrigger};
pub use graph::state::{Activity, Awaited, FailedJob, Frame, Then, Wait};
pub use handle::{MOVES_MAX, TASKS_MAX, TOKENS_MAX, handle};
pub use ids::*;
pub use instance::{Incident, Instance, Status, Task};
pub use process::{CompiledEnd, CompiledOutcome, CompiledProcess, CompiledStep, CompiledTarget, carry_over};
pub use secret::{Commitment, Secret};
pub use term::{Breach, CaseClock, CompiledSla, Deadline, Notice};
pub use vote::{Ballot, CompiledVote};
