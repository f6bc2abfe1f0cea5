//! What a host does with events: it carries out what follows from them in other cases.

use super::{Case, Line, World, WorldError};
use crate::command::{Actor, Command};
use crate::event::Event;
use crate::exchange::{Effect, InstanceKey, Notice};
use crate::graph::state::Awaited;
use crate::handle::handle;
use crate::instance::{Instance, Status};
use crate::mail::{Delivery, Letter};
use crate::process::carry_over;
use ravand_feel::Value;
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
        let mut events: Vec<Event> = Vec::new();
        self.commands += 1;
        let done = handle(&self.context(by), &case.process, &mut case.instance, command, &mut events);
        self.cases.insert(key, case);
        done?;
        let at = self.now;
        self.transcript.extend(events.into_iter().map(|event| Line { at, case: key, event }));
        Ok(())
    }

    /// Looks at every event that has not been looked at, until nothing follows any more.
    pub(super) fn pump(&mut self) {
        for _ in 0..FOLLOWING_MAX {
            let Some(line) = self.transcript.get(self.looked_at).cloned() else { return };
            self.looked_at += 1;
            self.follow(line.case, &line.event);
        }
    }

    fn follow(&mut self, key: InstanceKey, event: &Event) {
        match event {
            Event::CallStarted { call, process, .. } => {
                self.notice(Notice::CallStarted { parent: key, call: *call, process: *process });
            }
            Event::CallWithdrawn { call } => self.notice(Notice::CallWithdrawn { parent: key, call: *call }),
            Event::InstanceEnded { end } => {
                let favourable = self.cases.get(&key).is_some_and(|case| {
                    case.instance.error().is_none()
                        && case.process.ends().get(end.index()).is_some_and(|e| e.favourable)
                });
                self.mail.forget_case(key);
                self.notice(Notice::Ended { instance: key, favourable });
            }
            Event::InstanceCancelled => {
                self.mail.forget_case(key);
                self.notice(Notice::Cancelled { instance: key });
            }
            Event::EscalationThrown { code, caught: false } => {
                if let Some((parent, call)) = self.exchange.caller(key) {
                    let code = code.as_deref().unwrap_or_default();
                    _ = self.carry_out(parent, Command::EscalateCall { call, code }, None);
                }
            }
            Event::MessageThrown { name, key: tells_apart } => {
                let letter = Letter { name: name.clone(), key: tells_apart.clone(), data: Vec::new(), until: None };
                if let Ok(delivery) = self.mail.send(self.now, letter) {
                    self.deliver(delivery);
                }
            }
            Event::SignalThrown { name } => {
                let deliveries = self.mail.signal(name, &[], Some(key));
                self.deliver(deliveries);
            }
            Event::WaitStarted { wait } => self.subscribe(key, wait.id),
            Event::WaitFired { wait, .. } | Event::WaitWithdrawn { wait } => {
                self.mail.forget(key, *wait);
                // It may go on waiting for the next.
                self.subscribe(key, *wait);
            }
            _ => {}
        }
    }

    fn subscribe(&mut self, key: InstanceKey, id: crate::ids::WaitId) {
        let Some(case) = self.cases.get(&key) else { return };
        let Some(wait) = case.instance.waits().iter().find(|wait| wait.id == id) else { return };
        let Some(name) = case.process.wait_name(wait).map(Arc::<str>::from) else { return };
        let delivery = match &wait.what {
            Awaited::Message { key: tells_apart } => {
                self.mail.wait_for_message(self.now, key, id, name, tells_apart.clone())
            }
            Awaited::Signal => {
                self.mail.listen(key, id, name);
                None
            }
            _ => None,
        };
        self.deliver(delivery);
    }

    pub(super) fn deliver(&mut self, deliveries: impl IntoIterator<Item = Delivery>) {
        for delivery in deliveries {
            match delivery {
                Delivery::ToCase { instance, wait, data } => {
                    let Some(case) = self.cases.get(&instance) else { continue };
                    let data = known(case, &data);
                    // A wait that vanished meanwhile is refused, and nothing is to be done.
                    _ = self.carry_out(instance, Command::Trigger { wait, data: &data }, None);
                }
                Delivery::Start { process, element, data } => {
                    let Some(process) = self.processes.get(&process).cloned() else { continue };
                    let key = InstanceKey(self.next);
                    self.next += 1;
                    let case = Case { instance: Instance::new(&process), process };
                    let data = known(&case, &data);
                    self.cases.insert(key, case);
                    _ = self.carry_out(key, Command::StartAt { element, data: &data }, None);
                }
            }
        }
    }

    fn notice(&mut self, notice: Notice) {
        let mut effects = Vec::new();
        // Too deep a call is not opened: its caller waits.
        _ = self.exchange.handle(notice, &mut effects);
        for effect in effects {
            match effect {
                Effect::StartChild { child, parent, process, .. } => self.start_child(child, parent, process),
                Effect::Return { parent, call, favourable } => self.give_back(notice, parent, call, favourable),
                Effect::CancelChild { child } => _ = self.carry_out(child, Command::Cancel, None),
            }
        }
    }

    fn start_child(&mut self, child: InstanceKey, parent: InstanceKey, process: crate::ids::CalledIndex) {
        let Some(caller) = self.cases.get(&parent) else { return };
        let Some(called) = caller.process.called().get(process.index()) else { return };
        // A process that was not deployed is somebody else's: its caller waits.
        let Some(process) = self.processes.get(called).cloned() else { return };
        let data = carry_over(&caller.process, &caller.instance, &process);
        self.cases.insert(child, Case { instance: Instance::new(&process), process });
        _ = self.carry_out(child, Command::Start { data: &data }, None);
    }

    fn give_back(&mut self, notice: Notice, parent: InstanceKey, call: crate::ids::CallId, favourable: bool) {
        let error = match notice {
            Notice::Ended { instance, .. } => self.instance(instance).and_then(Instance::error).map(str::to_owned),
            _ => None,
        };
        if self.instance(parent).is_none_or(|parent| parent.status() != Status::Running) {
            return;
        }
        _ = match error {
            Some(code) => self.carry_out(parent, Command::FailCall { call, code: &code }, None),
            None => self.carry_out(parent, Command::ReturnFromCall { call, favourable }, None),
        };
    }
}

/// What a message carries, as far as the receiver knows it.
fn known(case: &Case, data: &[(Arc<str>, Value)]) -> Vec<(crate::ids::Slot, Value)> {
    let schema = case.process.schema();
    let of = |(name, value): &(Arc<str>, Value)| {
        let slot = schema.slot(name)?;
        schema.ty(slot)?.admits(value).then(|| (slot, value.clone()))
    };
    data.iter().filter_map(of).collect()
}
