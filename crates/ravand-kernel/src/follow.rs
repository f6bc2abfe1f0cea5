//! What follows from an event in other cases: a called case is started, an answer is given back,
//! a message is delivered, a signal is heard. One glue for every host, as there is one of each
//! state machine: the test world and a durable engine lend their cases through [`Host`].
//!
//! It keeps nothing itself. A host that keeps calls and subscriptions elsewhere than in memory
//! [brings](Host::bring) the part that is about to be asked.

use crate::command::{Command, Rejection};
use crate::event::Event;
use crate::exchange::{Effect, Exchange, InstanceKey, Notice};
use crate::graph::state::Awaited;
use crate::ids::*;
use crate::instance::{Instance, Status};
use crate::mail::{Delivery, Letter, Mail, MailError};
use crate::process::{CompiledProcess, carry_over};
use ravand_core::{ProcessId, Timestamp};
use ravand_feel::Value;
use std::sync::Arc;

/// What the exchange or the mail is about to be asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Concern<'a> {
    /// The call that a case is, the calls that it has open, and theirs.
    Calls(InstanceKey),
    /// A wait of a case, or all of them.
    Waits(InstanceKey, Option<WaitId>),
    /// Who waits for a message of this name and key, and which are kept.
    Message(&'a str, &'a Value),
    /// Who listens for a signal of this name.
    Signal(&'a str),
    /// Only the name of a signal for which somebody begins to listen.
    Listening(&'a str),
}

/// A host: it has the cases, the processes, and both halves of the second state machine.
pub trait Host {
    /// Why it could not go on; nothing that was done counts then.
    type Error;

    /// A case with its process, as it is now.
    ///
    /// # Errors
    /// The host could not look.
    fn case(&mut self, key: InstanceKey) -> Result<Option<(&CompiledProcess, &Instance)>, Self::Error>;

    /// The process of which new cases are started now.
    ///
    /// # Errors
    /// The host could not look.
    fn process(&mut self, id: &ProcessId) -> Result<Option<Arc<CompiledProcess>>, Self::Error>;

    /// Gives a case a command and notes its events, for [`follow`] to look at in their order.
    ///
    /// # Errors
    /// The host could not go on. A refusal is no error but an answer.
    fn command(&mut self, key: InstanceKey, command: Command<'_>) -> Result<Result<(), Rejection>, Self::Error>;

    /// Makes a case and gives it its first command, as [`Host::command`] does.
    ///
    /// # Errors
    /// As there.
    fn begin(
        &mut self,
        key: InstanceKey,
        process: Arc<CompiledProcess>,
        command: Command<'_>,
    ) -> Result<Result<(), Rejection>, Self::Error>;

    /// A key that no case has.
    ///
    /// # Errors
    /// The host could not go on.
    fn fresh(&mut self) -> Result<InstanceKey, Self::Error>;

    /// Who called whom.
    fn exchange(&mut self) -> &mut Exchange;

    /// Who waits for what.
    fn mail(&mut self) -> &mut Mail;

    /// The time.
    fn now(&self) -> Timestamp;

    /// Brings what is about to be asked about. A host that has everything at hand does nothing.
    ///
    /// # Errors
    /// The host could not go on.
    fn bring(&mut self, concern: Concern<'_>) -> Result<(), Self::Error> {
        let _ = concern;
        Ok(())
    }

    /// A message that a case sent could not be kept.
    ///
    /// # Errors
    /// The host does not want to go on without it.
    fn lost(&mut self, why: MailError) -> Result<(), Self::Error> {
        let _ = why;
        Ok(())
    }
}

/// Carries out what follows from an event of a case. It is asked for each event of every case in
/// the order of their happening.
///
/// # Errors
/// The host could not go on.
pub fn follow<H: Host>(host: &mut H, key: InstanceKey, event: &Event) -> Result<(), H::Error> {
    match event {
        Event::CallStarted { call, process, .. } => {
            notice(host, Notice::CallStarted { parent: key, call: *call, process: *process })
        }
        Event::CallWithdrawn { call } => notice(host, Notice::CallWithdrawn { parent: key, call: *call }),
        Event::InstanceEnded { end } => {
            let favourable = host.case(key)?.is_some_and(|(process, instance)| {
                instance.error().is_none() && process.ends().get(end.index()).is_some_and(|end| end.favourable)
            });
            forget_case(host, key)?;
            notice(host, Notice::Ended { instance: key, favourable })
        }
        Event::InstanceCancelled => {
            forget_case(host, key)?;
            notice(host, Notice::Cancelled { instance: key })
        }
        Event::EscalationThrown { code, caught: false } => {
            host.bring(Concern::Calls(key))?;
            let Some((parent, call)) = host.exchange().caller(key) else { return Ok(()) };
            let code = code.as_deref().unwrap_or_default();
            host.command(parent, Command::EscalateCall { call, code }).map(|_| ())
        }
        Event::MessageThrown { name, key: tells_apart } => {
            let letter = Letter { name: name.clone(), key: tells_apart.clone(), data: Vec::new(), until: None };
            match send(host, letter)? {
                Ok(_) => Ok(()),
                Err(why) => host.lost(why),
            }
        }
        Event::SignalThrown { name } => signal(host, name, &[], Some(key)),
        Event::WaitStarted { wait } => subscribe(host, key, wait.id),
        Event::WaitFired { wait, .. } | Event::WaitWithdrawn { wait } => {
            host.bring(Concern::Waits(key, Some(*wait)))?;
            host.mail().forget(key, *wait);
            // It may go on waiting for the next.
            subscribe(host, key, *wait)
        }
        _ => Ok(()),
    }
}

/// Sends a message: to who waits for it, to a process that it starts, or kept. Says whether
/// somebody got it.
///
/// # Errors
/// The host could not go on; inside, [`MailError`]: too many are kept.
pub fn send<H: Host>(host: &mut H, letter: Letter) -> Result<Result<bool, MailError>, H::Error> {
    host.bring(Concern::Message(&letter.name, &letter.key))?;
    let now = host.now();
    match host.mail().send(now, letter) {
        Ok(delivery) => {
            let delivered = delivery.is_some();
            deliver(host, delivery).map(|()| Ok(delivered))
        }
        Err(why) => Ok(Err(why)),
    }
}

/// Gives a signal that everybody hears; `by` has heard it already.
///
/// # Errors
/// The host could not go on.
pub fn signal<H: Host>(
    host: &mut H,
    name: &Arc<str>,
    data: &[(Arc<str>, Value)],
    by: Option<InstanceKey>,
) -> Result<(), H::Error> {
    host.bring(Concern::Signal(name))?;
    let deliveries = host.mail().signal(name, data, by);
    deliver(host, deliveries)
}

fn forget_case<H: Host>(host: &mut H, key: InstanceKey) -> Result<(), H::Error> {
    host.bring(Concern::Waits(key, None))?;
    host.mail().forget_case(key);
    Ok(())
}

fn subscribe<H: Host>(host: &mut H, key: InstanceKey, id: WaitId) -> Result<(), H::Error> {
    let Some((process, instance)) = host.case(key)? else { return Ok(()) };
    let Some(wait) = instance.waits().iter().find(|wait| wait.id == id) else { return Ok(()) };
    let Some(name) = process.wait_name(wait).map(Arc::<str>::from) else { return Ok(()) };
    match wait.what.clone() {
        Awaited::Message { key: tells_apart } => {
            host.bring(Concern::Message(&name, &tells_apart))?;
            let now = host.now();
            let delivery = host.mail().wait_for_message(now, key, id, name, tells_apart);
            deliver(host, delivery)
        }
        Awaited::Signal => {
            host.bring(Concern::Listening(&name))?;
            host.mail().listen(key, id, name);
            Ok(())
        }
        Awaited::Timer { .. } | Awaited::Condition { .. } => Ok(()),
    }
}

fn deliver<H: Host>(host: &mut H, deliveries: impl IntoIterator<Item = Delivery>) -> Result<(), H::Error> {
    for delivery in deliveries {
        match delivery {
            Delivery::ToCase { instance, wait, data } => {
                let Some((process, _)) = host.case(instance)? else { continue };
                let data = known(process, &data);
                // A wait that vanished meanwhile is refused, and nothing is to be done.
                _ = host.command(instance, Command::Trigger { wait, data: &data })?;
            }
            Delivery::Start { process, element, data } => {
                let Some(process) = host.process(&process)? else { continue };
                let data = known(&process, &data);
                let key = host.fresh()?;
                _ = host.begin(key, process, Command::StartAt { element, data: &data })?;
            }
        }
    }
    Ok(())
}

fn notice<H: Host>(host: &mut H, notice: Notice) -> Result<(), H::Error> {
    host.bring(Concern::Calls(match notice {
        Notice::CallStarted { parent, .. } | Notice::CallWithdrawn { parent, .. } => parent,
        Notice::Ended { instance, .. } | Notice::Cancelled { instance } => instance,
    }))?;
    let mut effects = Vec::new();
    // Too deep a call is not opened: its caller waits.
    _ = host.exchange().handle(notice, &mut effects);
    for effect in effects {
        match effect {
            Effect::StartChild { child, parent, process, .. } => start_child(host, child, parent, process)?,
            Effect::Return { parent, call, favourable } => give_back(host, notice, parent, call, favourable)?,
            Effect::CancelChild { child } => _ = host.command(child, Command::Cancel)?,
        }
    }
    Ok(())
}

fn start_child<H: Host>(
    host: &mut H,
    child: InstanceKey,
    parent: InstanceKey,
    process: CalledIndex,
) -> Result<(), H::Error> {
    let Some((caller, _)) = host.case(parent)? else { return Ok(()) };
    let Some(called) = caller.called().get(process.index()).cloned() else { return Ok(()) };
    // A process that was not deployed is somebody else's: its caller waits.
    let Some(process) = host.process(&called)? else { return Ok(()) };
    let Some((caller, case)) = host.case(parent)? else { return Ok(()) };
    let data = carry_over(caller, case, &process);
    host.begin(child, process, Command::Start { data: &data }).map(|_| ())
}

fn give_back<H: Host>(
    host: &mut H,
    notice: Notice,
    parent: InstanceKey,
    call: CallId,
    favourable: bool,
) -> Result<(), H::Error> {
    let error = match notice {
        Notice::Ended { instance, .. } => {
            host.case(instance)?.and_then(|(_, instance)| instance.error().map(str::to_owned))
        }
        _ => None,
    };
    if host.case(parent)?.is_none_or(|(_, parent)| parent.status() != Status::Running) {
        return Ok(());
    }
    let command = match &error {
        Some(code) => Command::FailCall { call, code },
        None => Command::ReturnFromCall { call, favourable },
    };
    host.command(parent, command).map(|_| ())
}

/// What a message carries, as far as the receiver knows it.
fn known(process: &CompiledProcess, data: &[(Arc<str>, Value)]) -> Vec<(Slot, Value)> {
    let schema = process.schema();
    let of = |(name, value): &(Arc<str>, Value)| {
        let slot = schema.slot(name)?;
        schema.ty(slot)?.admits(value).then(|| (slot, value.clone()))
    };
    data.iter().filter_map(of).collect()
}
