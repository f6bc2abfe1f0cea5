//! A clock and chance of its own, a codec, and processes in which much can happen.
#![allow(dead_code, reason = "each test binary uses its part of the support")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says why and fails")]

use ravand_core::{Definition, Language, Sources, Timestamp, has_errors};
use ravand_engine::store::Store;
use ravand_engine::{Builder, Clock, Codec, CodecError, Engine, Entropy, NoEntropy};
use ravand_feel::{Number, Type, Value};
use ravand_kernel::Actor;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

pub(crate) const HOUR: i64 = 3_600_000_000;

/// A clock that a test sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hand(Arc<AtomicI64>);

impl Hand {
    pub(crate) fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::Relaxed);
    }

    pub(crate) fn pass(&self, micros: i64) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(micros, Ordering::Relaxed) + micros)
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// Numbers in a row: cases get theirs in the order of their beginning.
#[derive(Debug, Clone, Default)]
pub(crate) struct Count(Arc<AtomicU64>);

impl Entropy for Count {
    fn draw(&self) -> Result<u128, NoEntropy> {
        Ok(self.0.fetch_add(1, Ordering::Relaxed).into())
    }
}

/// The project's own language, as the façade hands it in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Yaml;

impl Codec for Yaml {
    fn write(&self, definition: &Definition) -> Result<String, CodecError> {
        Ok(ravand_formats::print_process(definition))
    }

    fn read(&self, text: &str) -> Result<Definition, CodecError> {
        let mut sources = Sources::new();
        let source = sources.add("stored.yaml", text);
        let read = ravand_formats::read_process(&sources, source);
        let words = read.diagnostics.iter().map(|found| found.one_line(&sources, Language::En));
        let words: Vec<String> = words.collect();
        match read.value {
            Some(file) if !has_errors(&read.diagnostics) => Ok(file.definition),
            _ => Err(CodecError(words.join("\n"))),
        }
    }
}

pub(crate) fn definition(yaml: &str) -> Definition {
    Yaml.read(yaml).unwrap_or_else(|why| panic!("{why}"))
}

pub(crate) fn definitions() -> Vec<Definition> {
    [PERMIT, COURT, LETTER, FEES, RENEWAL, SEASON].map(definition).into()
}

pub(crate) fn builder(clock: &Hand, count: &Count) -> Builder {
    Engine::builder().clock(clock.clone()).entropy(count.clone()).codec(Yaml)
}

/// An engine on a store, with the processes of [`definitions`].
pub(crate) fn engine(store: impl Store + 'static) -> (Engine, Hand) {
    let (clock, count) = (Hand::default(), Count::default());
    clock.set(Timestamp::from_micros(1_000_000 * HOUR));
    let engine = builder(&clock, &count).with_store(store);
    for definition in definitions() {
        engine.deploy(&definition).expect("deployed");
    }
    (engine, clock)
}

pub(crate) fn actor(id: &str, roles: &[&str], units: &[&str]) -> Actor {
    Actor {
        id: id.into(),
        roles: roles.iter().map(|role| (*role).into()).collect(),
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
    }
}

/// A value of that type.
pub(crate) fn value_of(ty: &Type, number: u8) -> Value {
    match ty {
        Type::Bool => Value::Bool(number.is_multiple_of(2)),
        Type::Number => Value::Number(Number::from(i64::from(number))),
        Type::Enum(names) => match names.names() {
            [] => Value::Null,
            all => names.value(&all[usize::from(number) % all.len()]).map_or(Value::Null, Value::Enum),
        },
        Type::Text => Value::from(["a", "b", "c"][usize::from(number) % 3]),
        Type::Date => format!("2026-0{}-11", number % 9 + 1).parse().map_or(Value::Null, Value::Date),
        Type::List(of) => Value::list((0..number % 3).map(|_| value_of(of, number))).unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

/// Order by documents, redo, terms with consequences, personal data, a call, a promise.
pub(crate) const PERMIT: &str = "
process: permit
title: Permit
provenance: synthetic
order: by documents
sla: { due: 30 days, warn_at: 80%, on_breach: escalate to head }
data: { area: number, zone: { one_of: [north, south] }, garden: yes_no, national_code: { type: text, personal: yes } }
documents: { form: { from: applicant } }
roles: { clerk: { holders: 3 }, head: { holders: 1 }, owner: { party: applicant } }
ends: { issued: { favourable: yes }, refused: { favourable: no }, withdrawn: { favourable: no } }
steps:
  intake: { role: clerk, needs: [form], produces: [file], asks: [area, zone, national_code] }
  survey: { role: clerk, needs: [file], produces: [map], due: 5 days, on_breach: reassign }
  trees: { role: clerk, needs: [file], produces: [note], when: garden }
  check:
    role: head
    needs: [map]
    may_use: [note]
    produces: [opinion]
    not_same_person_as: [survey]
    due: 1 day
    on_breach: escalate to clerk
    outcomes: { good: on, bad: back to survey, dispute: call court, reject: end refused }
  pay: { role: owner, needs: [opinion], produces: [receipt], due: 10 days, on_breach: withdraw }
  sign: { role: head, needs: [receipt], produces: [permit] }
flow: [intake, survey, trees, check, pay, sign, { end: issued }]
";

/// A body votes.
pub(crate) const COURT: &str = "
process: court
title: Court
provenance: synthetic
data: { area: number }
roles: { judge: { holders: 3 }, clerk: { holders: 3 } }
ends: { upheld: { favourable: yes }, turned-down: { favourable: no } }
steps:
  session:
    role: judge
    due: 8 days
    on_breach: notify clerk
    outcomes: { fine: on, wrong: end turned-down }
    vote: { members: [judge, judge, clerk], carried_by: 2, quorum: 2 }
  file: { role: clerk, when: area > 3 }
flow: [session, file, { end: upheld }]
";

/// Branches, a condition, a separation and a binding.
pub(crate) const LETTER: &str = "
process: letter
title: Letter
provenance: synthetic
data: { pages: number }
roles: { clerk: { holders: 5 } }
ends: { sent: { favourable: yes } }
steps:
  draft: { role: clerk, asks: [pages] }
  check: { role: clerk, not_same_person_as: [draft], outcomes: { fine: on, wrong: back to draft } }
  copy: { role: clerk }
  bind: { role: clerk, when: pages > 5 }
  post: { role: clerk, same_person_as: [draft] }
flow:
  - draft
  - check
  - all: [[copy], [bind]]
  - one:
      - when: pages > 2
        do: [post]
      - otherwise: []
  - end: sent
";

/// Timers, messages with keys, a cycle on the edge, a loop over a list, compensation, a call.
pub(crate) const FEES: &str = r#"
process: fees
title: Fees
provenance: synthetic
data: { case_no: text, people: any, person: any, answers: any, area: number }
roles: { clerk: { holders: 3 } }
ends: { paid: { favourable: yes }, late: { favourable: no } }
steps:
  reckon: { role: clerk, asks: [case_no, area] }
  ask: { role: clerk }
  undo-ask: { role: clerk }
elements:
  begin: { is: start }
  reckon: { is: user task }
  remind: { is: boundary, on: reckon, every: 'duration("PT20H")', times: 3, interrupting: no }
  reminded: { is: throw, signal: reminded }
  gone: { is: end }
  group: { is: subprocess }
  in-group: { is: start, in: group }
  ask: { is: user task, in: group, repeat: { count: "2", sequential: no } }
  undo: { is: boundary, on: ask, in: group, compensates_all: yes, handler: undo-ask }
  undo-ask: { is: user task, in: group, for_compensation: yes }
  asked: { is: end, in: group }
  first: { is: event gateway }
  money: { is: catch, message: money, key: case_no }
  never: { is: catch, after: 'duration("P9D")' }
  tell: { is: throw, message: told, key: case_no }
  holiday: { is: catch, signal: holiday }
  court: { is: call, calls: court }
  paid: { is: end, ends: paid }
  back: { is: throw, compensates_all: yes }
  late: { is: end, ends: late }
edges:
  - begin -> reckon
  - remind -> reminded
  - reminded -> gone
  - reckon -> group
  - in-group -> ask
  - ask -> asked
  - group -> first
  - first -> money
  - first -> never
  - first -> holiday
  - money -> tell
  - tell -> paid
  - holiday -> court
  - court -> paid
  - never -> back
  - back -> late
"#;

/// Started by a message of another; waits for a condition; errors are caught.
pub(crate) const RENEWAL: &str = r#"
process: renewal
title: Renewal
provenance: synthetic
data: { area: number, weight: number }
roles: { clerk: { holders: 3 } }
ends: { done: { favourable: yes } }
steps:
  renew: { role: clerk }
  weigh: {}
elements:
  told: { is: start, message: told }
  renew: { is: user task }
  heavy: { is: catch, if: area > 4 }
  weigh: { is: script task, language: feel, text: 10 / weight, result: area }
  shout: { is: throw, signal: holiday }
  done: { is: end, ends: done }
edges:
  - told -> renew
  - renew -> heavy
  - heavy -> weigh
  - weigh -> shout
  - shout -> done
"#;

/// Started by a signal; a message goes to whoever waits longest; a complex gateway and an ad-hoc set.
pub(crate) const SEASON: &str = r#"
process: season
title: Season
provenance: synthetic
data: { area: number }
roles: { clerk: { holders: 3 } }
ends: { over: { favourable: yes } }
steps:
  look: { role: clerk }
  weigh: { role: clerk }
elements:
  opens: { is: start, signal: reminded }
  plain: { is: start }
  split: { is: inclusive }
  anyhow: { is: ad hoc, sequential: yes }
  look: { is: user task, in: anyhow }
  weigh: { is: user task, in: anyhow }
  heard: { is: catch, message: money }
  join: { is: inclusive }
  over: { is: end, ends: over }
edges:
  - opens -> split
  - plain -> split
  - split -> anyhow when area > 2
  - split -> heard otherwise
  - anyhow -> join
  - heard -> join
  - join -> over
"#;
