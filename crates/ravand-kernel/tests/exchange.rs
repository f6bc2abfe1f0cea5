//! What spans cases: ends and cancellations in any order reach exactly those that wait.
#![allow(clippy::expect_used, clippy::panic, reason = "a test's helpers fail as the test does")]

use proptest::prelude::*;
use ravand_kernel::exchange::{CALL_DEPTH_MAX, Effect, Exchange, ExchangeError, InstanceKey, Notice};
use ravand_kernel::{CallId, CalledIndex};
use std::collections::BTreeMap;

const FIRST: u64 = 1_000;

fn call(exchange: &mut Exchange, parent: InstanceKey, call: u32) -> Result<InstanceKey, ExchangeError> {
    let mut effects = Vec::new();
    let process = CalledIndex::from(0);
    exchange.handle(Notice::CallStarted { parent, call: CallId::from(call), process }, &mut effects)?;
    match effects[..] {
        [Effect::StartChild { child, .. }] => Ok(child),
        _ => panic!("{effects:?}"),
    }
}

fn tell(exchange: &mut Exchange, notice: Notice) -> Vec<Effect> {
    let mut effects = Vec::new();
    exchange.handle(notice, &mut effects).expect("only calls are refused");
    effects
}

#[test]
fn who_is_over_takes_everything_below_along_and_answers_above() {
    let mut exchange = Exchange::new(FIRST);
    let root = InstanceKey(1);
    let child = call(&mut exchange, root, 7).expect("opened");
    let first = call(&mut exchange, child, 1).expect("opened");
    let second = call(&mut exchange, child, 2).expect("opened");
    let below = call(&mut exchange, first, 1).expect("opened");
    let other = call(&mut exchange, InstanceKey(2), 7).expect("opened");

    let effects = tell(&mut exchange, Notice::Cancelled { instance: child });
    let answer = Effect::Return { parent: root, call: CallId::from(7), favourable: false };
    let cancelled = [first, second, below].map(|child| Effect::CancelChild { child });
    assert_eq!(effects, [&cancelled[..], &[answer]].concat());
    // Those that were cancelled say so: nobody waits for it.
    for gone in [first, second, below, child] {
        assert_eq!(tell(&mut exchange, Notice::Cancelled { instance: gone }), []);
        assert_eq!(tell(&mut exchange, Notice::Ended { instance: gone, favourable: true }), []);
    }
    assert_eq!(exchange.open_calls(), 1);
    assert_eq!(
        tell(&mut exchange, Notice::Ended { instance: InstanceKey(2), favourable: true }),
        [Effect::CancelChild { child: other }]
    );
    assert_eq!(exchange, Exchange::new(FIRST + 5), "something is kept of calls that are over");
}

#[test]
fn calls_nest_only_so_deep() {
    let mut exchange = Exchange::new(FIRST);
    let mut parent = InstanceKey(1);
    for _ in 0..CALL_DEPTH_MAX {
        parent = call(&mut exchange, parent, 0).expect("not too deep");
    }
    let before = exchange.clone();
    assert_eq!(call(&mut exchange, parent, 0), Err(ExchangeError::TooDeep));
    assert_eq!(exchange, before, "a refused call left a trace");
}

proptest! {
    /// Every child that was started is either still open or was told off exactly once: it
    /// was cancelled, or its end was returned to its caller.
    #[test]
    fn nobody_is_forgotten_or_told_twice(moves in prop::collection::vec((0..3_u8, 0..40_usize), 1..120)) {
        let mut exchange = Exchange::new(FIRST);
        let mut running: Vec<InstanceKey> = (0..4).map(InstanceKey).collect();
        let mut caller: BTreeMap<InstanceKey, InstanceKey> = BTreeMap::new();
        for (what, which) in moves {
            let Some(&at) = running.get(which % running.len().max(1)) else { break };
            if what == 0 {
                if let Ok(child) = call(&mut exchange, at, 0) {
                    running.push(child);
                    caller.insert(child, at);
                }
                continue;
            }
            running.retain(|key| *key != at);
            let ended = Notice::Ended { instance: at, favourable: true };
            let notice = if what == 1 { ended } else { Notice::Cancelled { instance: at } };
            let mut answered = None;
            for effect in tell(&mut exchange, notice) {
                match effect {
                    Effect::CancelChild { child } => {
                        prop_assert!(running.contains(&child), "{child:?} is told twice");
                        prop_assert!(caller.get(&child).is_some_and(|parent| !running.contains(parent)));
                        running.retain(|key| *key != child);
                    }
                    Effect::Return { parent, .. } => answered = Some(parent),
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert_eq!(answered, caller.get(&at).copied());
            prop_assert!(running.iter().all(|key| caller.get(key).is_none_or(|parent| running.contains(parent))));
        }
        let open = running.iter().filter(|key| caller.contains_key(key)).count();
        prop_assert_eq!(exchange.open_calls(), open);
    }
}
