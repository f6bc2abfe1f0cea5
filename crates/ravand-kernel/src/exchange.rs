//! The second state machine: what spans cases. Here, who called whom; messages and signals
//! stand beside it, in [`mail`](crate::mail). Pure, like the first: it is given what happened and answers with
//! what the host must now do, in order.
//!
//! ```
//! use ravand_kernel::exchange::{Effect, Exchange, InstanceKey, Notice};
//! use ravand_kernel::{CalledIndex, CallId};
//!
//! let (permit, mut exchange, mut effects) = (InstanceKey(1), Exchange::new(2), Vec::new());
//! let call = CallId::from(9);
//! let called = Notice::CallStarted { parent: permit, call, process: CalledIndex::from(0) };
//! exchange.handle(called, &mut effects)?;
//! let Effect::StartChild { child, .. } = effects[0] else { unreachable!() };
//!
//! effects.clear();
//! exchange.handle(Notice::Ended { instance: child, favourable: true }, &mut effects)?;
//! assert_eq!(effects, [Effect::Return { parent: permit, call, favourable: true }]);
//! # Ok::<(), ravand_kernel::exchange::ExchangeError>(())
//! ```

use crate::codes;
use crate::ids::{CallId, CalledIndex};
use ravand_feel::{Args, Message};
use std::collections::{BTreeMap, BTreeSet};

/// How deep calls may nest.
pub const CALL_DEPTH_MAX: u32 = 64;

/// A case, by the number that the host or the exchange gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceKey(pub u64);

/// What happened in a case; told for each case in the order of its events, so that nothing
/// is called by a case that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// It called another process.
    CallStarted {
        /// The caller.
        parent: InstanceKey,
        /// The call.
        call: CallId,
        /// The process, by its number in the caller's.
        process: CalledIndex,
    },
    /// A call is not waited for any more.
    CallWithdrawn {
        /// The caller.
        parent: InstanceKey,
        /// The call.
        call: CallId,
    },
    /// It came to an end.
    Ended {
        /// The case.
        instance: InstanceKey,
        /// Whether in favour of the applicant.
        favourable: bool,
    },
    /// It was stopped.
    Cancelled {
        /// The case.
        instance: InstanceKey,
    },
}

/// What the host must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Start a case of the called process under this key.
    StartChild {
        /// Its key.
        child: InstanceKey,
        /// The caller.
        parent: InstanceKey,
        /// The call.
        call: CallId,
        /// The process, by its number in the caller's.
        process: CalledIndex,
    },
    /// Give the caller [`crate::Command::ReturnFromCall`].
    Return {
        /// The caller.
        parent: InstanceKey,
        /// The call.
        call: CallId,
        /// Whether in favour of the applicant.
        favourable: bool,
    },
    /// Give this case [`crate::Command::Cancel`]: its caller is over.
    CancelChild {
        /// The case.
        child: InstanceKey,
    },
}

/// Why a notice was refused. Nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// Calls are nested deeper than [`CALL_DEPTH_MAX`].
    #[error("calls are nested deeper than {CALL_DEPTH_MAX}: a process calls itself, directly or through others")]
    TooDeep,
}

impl ExchangeError {
    /// Its words in every language.
    pub fn message(&self) -> Message {
        match self {
            ExchangeError::TooDeep => Message::new(&codes::CALLS_TOO_DEEP, Args::new().with("max", CALL_DEPTH_MAX)),
        }
    }
}

/// The calls that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    next: u64,
    open: BTreeMap<InstanceKey, Link>,
    /// Parent and child of every open call: whoever ends asks for its children only.
    children: BTreeSet<(InstanceKey, InstanceKey)>,
}

/// A call that is open, as a host keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenCall {
    /// The called case.
    pub child: InstanceKey,
    /// The caller.
    pub parent: InstanceKey,
    /// The call.
    pub call: CallId,
    /// How deep it is nested, from 1.
    pub depth: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    parent: InstanceKey,
    call: CallId,
    depth: u32,
}

impl Exchange {
    /// No calls; children get keys from `first_key` on, which the host keeps free.
    pub fn new(first_key: u64) -> Self {
        Self { next: first_key, open: BTreeMap::new(), children: BTreeSet::new() }
    }

    /// The key that the next called case gets, for a host that hands out keys itself.
    pub fn next_key(&mut self, key: InstanceKey) {
        self.next = key.0;
    }

    /// Takes over an open call that a host has kept. Who keeps calls outside brings, before a
    /// notice of a case, the call that it is and those that it and its children have open.
    pub fn restore(&mut self, open: OpenCall) {
        let OpenCall { child, parent, call, depth } = open;
        self.open.insert(child, Link { parent, call, depth });
        self.children.insert((parent, child));
    }

    /// The calls that are open, by called case.
    pub fn calls(&self) -> impl Iterator<Item = OpenCall> {
        self.open.iter().map(|(child, link)| OpenCall {
            child: *child,
            parent: link.parent,
            call: link.call,
            depth: link.depth,
        })
    }

    /// Takes notice of what happened and appends what the host must do.
    ///
    /// # Errors
    /// [`ExchangeError::TooDeep`]: the call is not opened.
    pub fn handle(&mut self, notice: Notice, effects: &mut Vec<Effect>) -> Result<(), ExchangeError> {
        match notice {
            Notice::CallStarted { parent, call, process } => {
                let depth = self.open.get(&parent).map_or(0, |link| link.depth) + 1;
                if depth > CALL_DEPTH_MAX {
                    return Err(ExchangeError::TooDeep);
                }
                let child = InstanceKey(self.next);
                self.next += 1;
                self.open.insert(child, Link { parent, call, depth });
                self.children.insert((parent, child));
                effects.push(Effect::StartChild { child, parent, call, process });
            }
            Notice::CallWithdrawn { parent, call } => self.withdrawn(parent, call, effects),
            Notice::Ended { instance, favourable } => self.over(instance, favourable, effects),
            Notice::Cancelled { instance } => self.over(instance, false, effects),
        }
        Ok(())
    }

    fn over(&mut self, instance: InstanceKey, favourable: bool, effects: &mut Vec<Effect>) {
        self.cancel_children(instance, effects);
        if let Some(Link { parent, call, .. }) = self.open.remove(&instance) {
            self.children.remove(&(parent, instance));
            effects.push(Effect::Return { parent, call, favourable });
        }
    }

    /// The caller of a called case, and the call.
    pub fn caller(&self, child: InstanceKey) -> Option<(InstanceKey, CallId)> {
        self.open.get(&child).map(|link| (link.parent, link.call))
    }

    fn withdrawn(&mut self, parent: InstanceKey, call: CallId, effects: &mut Vec<Effect>) {
        let of_parent = (parent, InstanceKey(u64::MIN))..=(parent, InstanceKey(u64::MAX));
        let mut children = self.children.range(of_parent).map(|(_, child)| *child);
        let Some(child) = children.find(|child| self.open.get(child).is_some_and(|link| link.call == call)) else {
            return;
        };
        self.children.remove(&(parent, child));
        self.open.remove(&child);
        effects.push(Effect::CancelChild { child });
        self.cancel_children(child, effects);
    }

    /// How many calls are open.
    pub fn open_calls(&self) -> usize {
        self.open.len()
    }

    /// Children of a case that is over are nobody's; theirs likewise.
    fn cancel_children(&mut self, parent: InstanceKey, effects: &mut Vec<Effect>) {
        let mut orphaned = vec![parent];
        while let Some(gone) = orphaned.pop() {
            let of_gone = (gone, InstanceKey(u64::MIN))..=(gone, InstanceKey(u64::MAX));
            let children: Vec<_> = self.children.range(of_gone).map(|(_, child)| *child).collect();
            for child in children {
                self.children.remove(&(gone, child));
                self.open.remove(&child);
                effects.push(Effect::CancelChild { child });
                orphaned.push(child);
            }
        }
    }
}
