//! Messages and signals between cases: who waits for which, and what becomes of those that
//! nobody waits for yet. Pure, like [`exchange`](crate::exchange): it is told what happened
//! and answers with what the host must now deliver, in order.
//!
//! A message goes to one receiver: to who has waited longest for its name and key, else to a
//! process that it starts, else it is kept until its time is over. A signal goes to everybody
//! who listens at that moment, and is then forgotten.
//!
//! ```
//! use ravand_core::Timestamp;
//! use ravand_feel::Value;
//! use ravand_kernel::WaitId;
//! use ravand_kernel::exchange::InstanceKey;
//! use ravand_kernel::mail::{Delivery, Letter, Mail};
//!
//! let (mut mail, now) = (Mail::default(), Timestamp::from_micros(0));
//! let paid = || Letter { name: "paid".into(), key: Value::Null, data: vec![], until: None };
//! assert_eq!(mail.send(now, paid())?, None, "nobody waits: it is kept");
//!
//! let delivered = mail.wait_for_message(now, InstanceKey(7), WaitId::from(3), "paid".into(), Value::Null);
//! assert!(matches!(delivered, Some(Delivery::ToCase { instance: InstanceKey(7), .. })));
//! # Ok::<(), ravand_kernel::mail::MailError>(())
//! ```

use crate::codes;
use crate::exchange::InstanceKey;
use crate::ids::{ElementIndex, WaitId};
use ravand_core::{ProcessId, Timestamp};
use ravand_feel::{Args, Message as Words, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Messages that may be kept for receivers that do not wait yet.
pub const KEPT_MAX: usize = 100_000;

/// A message on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its name.
    pub name: Arc<str>,
    /// What tells apart those who wait for it; null is for anybody.
    pub key: Value,
    /// What it carries, by the name of the receiver's datum.
    pub data: Vec<(Arc<str>, Value)>,
    /// Until when it is kept if nobody waits for it; `None` is for ever.
    pub until: Option<Timestamp>,
}

/// What the host must deliver.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Delivery {
    /// Give this case [`Command::Trigger`](crate::Command::Trigger).
    ToCase {
        /// The case.
        instance: InstanceKey,
        /// The wait.
        wait: WaitId,
        /// What comes with it.
        data: Vec<(Arc<str>, Value)>,
    },
    /// Start a case with [`Command::StartAt`](crate::Command::StartAt).
    Start {
        /// The process.
        process: ProcessId,
        /// The element that is triggered.
        element: ElementIndex,
        /// What comes with it.
        data: Vec<(Arc<str>, Value)>,
    },
}

/// Why a message was refused. Nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// More than [`KEPT_MAX`] messages wait for a receiver.
    #[error("more than {KEPT_MAX} messages wait for a receiver: give them a time to live")]
    TooMany,
}

impl MailError {
    /// Its words in every language.
    pub fn message(&self) -> Words {
        match self {
            MailError::TooMany => Words::new(&codes::TOO_MANY_MESSAGES, Args::new().with("max", KEPT_MAX)),
        }
    }
}

/// Who waits for what, and what waits for whom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mail {
    /// The place in the order of asking that the next one gets.
    next: u64,
    /// In the order of their asking.
    messages: BTreeMap<Arc<str>, Vec<Receiver>>,
    signals: BTreeMap<Arc<str>, Vec<Receiver>>,
    starts: BTreeMap<(Kind, Arc<str>), Starts>,
    kept: BTreeMap<Arc<str>, Vec<(u64, Letter)>>,
    kept_count: usize,
}

/// What a name starts.
type Starts = Vec<(ProcessId, ElementIndex)>;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A message, for one.
    Message,
    /// A signal, for all.
    Signal,
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Receiver {
    /// The place in the order of asking.
    pub order: u64,
    /// The case.
    pub instance: InstanceKey,
    /// Its wait.
    pub wait: WaitId,
    /// What tells it apart; null takes any.
    pub key: Value,
}

impl Mail {
    /// How many letters are kept in all, for a host that keeps them outside. Such a host brings,
    /// before a name is asked about, its receivers and letters that can match.
    pub fn kept_in_all(&mut self, count: usize) {
        self.kept_count = count;
    }

    /// What is added gets places from here on at least; says the next one.
    pub fn continue_from(&mut self, place: u64) -> u64 {
        self.next = self.next.max(place);
        self.next
    }

    /// Takes over somebody who waits, in the order of asking.
    pub fn restore(&mut self, kind: Kind, name: Arc<str>, receiver: Receiver) {
        let waiting = match kind {
            Kind::Message => &mut self.messages,
            Kind::Signal => &mut self.signals,
        };
        let receivers = waiting.entry(name).or_default();
        let at = receivers.partition_point(|other| other.order < receiver.order);
        receivers.insert(at, receiver);
    }

    /// Takes over a letter that is kept, in the order of sending; it is counted already.
    pub fn restore_letter(&mut self, order: u64, letter: Letter) {
        let letters = self.kept.entry(letter.name.clone()).or_default();
        let at = letters.partition_point(|(other, _)| *other < order);
        letters.insert(at, (order, letter));
    }

    /// Everybody who waits, with what for.
    pub fn receivers(&self) -> impl Iterator<Item = (Kind, &Arc<str>, &Receiver)> {
        let all = [(Kind::Message, &self.messages), (Kind::Signal, &self.signals)];
        all.into_iter().flat_map(|(kind, waiting)| {
            waiting.iter().flat_map(move |(name, of)| of.iter().map(move |receiver| (kind, name, receiver)))
        })
    }

    /// The letters that are kept, with their places in the order of sending.
    pub fn letters(&self) -> impl Iterator<Item = (u64, &Letter)> {
        self.kept.values().flatten().map(|(order, letter)| (*order, letter))
    }

    fn place(&mut self) -> u64 {
        let place = self.next;
        self.next += 1;
        place
    }

    /// A case waits for a message; one that has been kept for it is delivered at once.
    pub fn wait_for_message(
        &mut self,
        now: Timestamp,
        instance: InstanceKey,
        wait: WaitId,
        name: Arc<str>,
        key: Value,
    ) -> Option<Delivery> {
        self.expire(now);
        if let Some(kept) = self.kept.get_mut(&name)
            && let Some(at) = kept.iter().position(|(_, letter)| matches(&letter.key, &key))
        {
            let (_, letter) = kept.remove(at);
            self.kept_count -= 1;
            if kept.is_empty() {
                self.kept.remove(&name);
            }
            return Some(Delivery::ToCase { instance, wait, data: letter.data });
        }
        let order = self.place();
        self.messages.entry(name).or_default().push(Receiver { order, instance, wait, key });
        None
    }

    /// A case listens for a signal.
    pub fn listen(&mut self, instance: InstanceKey, wait: WaitId, name: Arc<str>) {
        let (order, key) = (self.place(), Value::Null);
        self.signals.entry(name).or_default().push(Receiver { order, instance, wait, key });
    }

    /// A case does not wait for that any more.
    pub fn forget(&mut self, instance: InstanceKey, wait: WaitId) {
        self.retain(|receiver| receiver.instance != instance || receiver.wait != wait);
    }

    /// A case is over.
    pub fn forget_case(&mut self, instance: InstanceKey) {
        self.retain(|receiver| receiver.instance != instance);
    }

    fn retain(&mut self, keep: impl Fn(&Receiver) -> bool) {
        for waiting in [&mut self.messages, &mut self.signals] {
            waiting.retain(|_, receivers| {
                receivers.retain(&keep);
                !receivers.is_empty()
            });
        }
    }

    /// A message starts a process.
    pub fn start_by_message(&mut self, name: Arc<str>, process: ProcessId, element: ElementIndex) {
        self.starts.entry((Kind::Message, name)).or_default().push((process, element));
    }

    /// A signal starts a process.
    pub fn start_by_signal(&mut self, name: Arc<str>, process: ProcessId, element: ElementIndex) {
        self.starts.entry((Kind::Signal, name)).or_default().push((process, element));
    }

    /// A message was sent. A receiver that goes on waiting must be named again.
    ///
    /// # Errors
    /// [`MailError::TooMany`]: it is not kept.
    pub fn send(&mut self, now: Timestamp, letter: Letter) -> Result<Option<Delivery>, MailError> {
        self.expire(now);
        if let Some(receivers) = self.messages.get_mut(&letter.name)
            && let Some(at) = receivers.iter().position(|receiver| matches(&letter.key, &receiver.key))
        {
            let Receiver { instance, wait, .. } = receivers.remove(at);
            return Ok(Some(Delivery::ToCase { instance, wait, data: letter.data }));
        }
        let starts = self.starts.get(&(Kind::Message, letter.name.clone()));
        if let Some((process, element)) = starts.and_then(|starts| starts.first()) {
            let (process, element) = (process.clone(), *element);
            return Ok(Some(Delivery::Start { process, element, data: letter.data }));
        }
        if self.kept_count >= KEPT_MAX {
            return Err(MailError::TooMany);
        }
        self.kept_count += 1;
        let order = self.place();
        self.kept.entry(letter.name.clone()).or_default().push((order, letter));
        Ok(None)
    }

    /// A signal was given; `by` has heard it already.
    pub fn signal(&mut self, name: &Arc<str>, data: &[(Arc<str>, Value)], by: Option<InstanceKey>) -> Vec<Delivery> {
        let hearing = self.signals.get(name).into_iter().flatten().filter(|receiver| Some(receiver.instance) != by);
        let to_case = |receiver: &Receiver| Delivery::ToCase {
            instance: receiver.instance,
            wait: receiver.wait,
            data: data.to_vec(),
        };
        let mut deliveries: Vec<Delivery> = hearing.map(to_case).collect();
        let starts = self.starts.get(&(Kind::Signal, name.clone())).into_iter().flatten();
        deliveries.extend(starts.map(|(process, element)| Delivery::Start {
            process: process.clone(),
            element: *element,
            data: data.to_vec(),
        }));
        deliveries
    }

    /// Messages whose time is over are forgotten.
    pub fn expire(&mut self, now: Timestamp) {
        let mut gone = 0;
        self.kept.retain(|_, letters| {
            let before = letters.len();
            letters.retain(|(_, letter)| letter.until.is_none_or(|until| until > now));
            gone += before - letters.len();
            !letters.is_empty()
        });
        self.kept_count -= gone;
    }

    /// Messages that are kept for receivers that do not wait yet.
    pub fn kept(&self) -> impl Iterator<Item = &Letter> {
        self.kept.values().flatten().map(|(_, letter)| letter)
    }

    /// How many waits are open.
    pub fn waiting(&self) -> usize {
        self.messages.values().chain(self.signals.values()).map(Vec::len).sum()
    }
}

/// Whether a message with one key is for who waits with another. Who names no key takes any
/// message of the name, and a message without a key is for anybody.
fn matches(sent: &Value, awaited: &Value) -> bool {
    sent.is_null() || awaited.is_null() || sent == awaited
}
