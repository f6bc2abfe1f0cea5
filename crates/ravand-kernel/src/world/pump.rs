//! The world as a host: its cases, its calls and its mail are all in memory.

use super::{Case, Line, World, WorldError};
use crate::command::{Actor, Command, Rejection};
use crate::event::Event;
use crate::exchange::{Exchange, InstanceKey};
use crate::follow::{Host, follow};
use crate::handle::handle;
use crate::instance::Instance;
use crate::mail::Mail;
use crate::process::CompiledProcess;
use ravand_core::{ProcessId, Timestamp};
use std::convert::Infallible;
use std::sync::Arc;

/// Commands that may follow from one.
const FOLLOWING_MAX: usize = 100_000;

impl World {
    /// Gives a case a command and notes what happened.
    pub(super) fn carry_out(
        &mut self,
        key: InstanceKey,
        command: Command<'_>,
        by: Option<&Actor>,
    ) -> Result<(), WorldError> {
        let mut case = self.cases.remove(&key).ok_or(WorldError::NoCase(key))?;
        let done = self.hand_over(key, &mut case, command, by);
        self.cases.insert(key, case);
        Ok(done?)
    }

    fn hand_over(
        &mut self,
        key: InstanceKey,
        case: &mut Case,
        command: Command<'_>,
        by: Option<&Actor>,
    ) -> Result<(), Rejection> {
        let mut events: Vec<Event> = Vec::new();
        self.commands += 1;
        handle(&self.context(by), &case.process, &mut case.instance, command, &mut events)?;
        let at = self.now;
        self.transcript.extend(events.into_iter().map(|event| Line { at, case: key, event }));
        Ok(())
    }

    /// Looks at every event that has not been looked at, until nothing follows any more.
    pub(super) fn pump(&mut self) {
        for _ in 0..FOLLOWING_MAX {
            let Some(line) = self.transcript.get(self.looked_at).cloned() else { return };
            self.looked_at += 1;
            let Ok(()) = follow(self, line.case, &line.event);
        }
    }
}

impl Host for World {
    type Error = Infallible;

    fn case(&mut self, key: InstanceKey) -> Result<Option<(&CompiledProcess, &Instance)>, Infallible> {
        Ok(self.cases.get(&key).map(|case| (&*case.process, &case.instance)))
    }

    fn process(&mut self, id: &ProcessId) -> Result<Option<Arc<CompiledProcess>>, Infallible> {
        Ok(self.processes.get(id).cloned())
    }

    fn command(&mut self, key: InstanceKey, command: Command<'_>) -> Result<Result<(), Rejection>, Infallible> {
        let Some(mut case) = self.cases.remove(&key) else { return Ok(Ok(())) };
        let done = self.hand_over(key, &mut case, command, None);
        self.cases.insert(key, case);
        Ok(done)
    }

    fn begin(
        &mut self,
        key: InstanceKey,
        process: Arc<CompiledProcess>,
        command: Command<'_>,
    ) -> Result<Result<(), Rejection>, Infallible> {
        self.cases.insert(key, Case { instance: Instance::new(&process), process });
        self.command(key, command)
    }

    fn fresh(&mut self) -> Result<InstanceKey, Infallible> {
        let key = InstanceKey(self.next);
        self.next += 1;
        Ok(key)
    }

    fn exchange(&mut self) -> &mut Exchange {
        &mut self.exchange
    }

    fn mail(&mut self) -> &mut Mail {
        &mut self.mail
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}
