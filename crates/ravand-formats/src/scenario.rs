//! A scenario: what the simulator is told about the world.

use crate::archetype::codes as ar;
use crate::codes as ya;
use crate::ident::{id, id_of, name_of};
use crate::length;
use crate::money::cost;
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::registry::{HOLDERS_MAX, declared};
use crate::step::KINDS;
use crate::value::{date, percent, percent_of, title, whole};
use indexmap::IndexMap;
use ravand_core::{
    Args, Arrivals, Calibration, Calls, CostOf, DataName, DataSource, Exits, Extent, Kind, OutcomeName, RoleId,
    Scenario, SourceId, Sources, Spanned, Staff, StepId, StepTime, Times, Uncertain, VariableLength,
};
use ravand_feel::nearest;

/// Cases of one replication.
pub const CASES_MAX: u32 = 100_000_000;
/// Replications of one run.
pub const REPLICATIONS_MAX: u32 = 1_000_000;
/// How far the chances of a datum may sum away from 100 %, as a share: people round.
const SUM_TOLERANCE: f64 = 0.000_1 + 1e-12;

/// Keys of a scenario.
pub(crate) static SCENARIO: Keys = Keys {
    known: &[
        "scenario",
        "title",
        "process",
        "assumptions",
        "start",
        "cases",
        "until",
        "replications",
        "warm_up",
        "arrivals",
        "times",
        "calendar",
        "calls",
        "exits",
        "work_by_kind",
        "work",
        "staff",
        "wait",
        "elapsed",
        "calibration",
        "data",
        "chances",
        "errors",
        "costs",
        "uncertain",
    ],
    later: &[],
};
/// Keys of arrivals.
pub(crate) static ARRIVALS: Keys = Keys { known: &["every", "calendar"], later: &[] };
/// Keys of a role's staff.
pub(crate) static STAFF: Keys = Keys { known: &["holders", "share", "calendar"], later: &[] };
/// Keys of a datum that follows from others.
pub(crate) static FROM: Keys = Keys { known: &["from"], later: &[] };
/// Keys of a calibration.
pub(crate) static CALIBRATION: Keys = Keys { known: &["to", "load_at_most"], later: &[] };

/// Which times count, as it is written.
pub(crate) const TIMES: &[(&str, Times)] = &[("elapsed", Times::Elapsed), ("work_and_wait", Times::WorkAndWait)];
/// Whether called processes run, as it is written.
pub(crate) const CALLS: &[(&str, Calls)] = &[("simulate", Calls::Simulate), ("skip", Calls::Skip)];
/// Whether outcomes that end the case happen, as it is written.
pub(crate) const EXITS: &[(&str, Exits)] = &[("simulate", Exits::Simulate), ("off", Exits::Off)];

/// Reads a scenario.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("today.yaml", "
/// scenario: today
/// process: shop-sign-permit
/// start: 2022-04-03
/// cases: 500
/// arrivals: { every: exponential(4 working hours) }
/// times: work_and_wait
/// staff: { district-inspector: 4, clerk: 1 at 50% }
/// data: { area_m2: 'lognormal(mean 8, sd 3)', frontage: { main: 30%, side: 70% } }
/// ");
/// let read = ravand_formats::read_scenario(&sources, id);
/// assert!(read.diagnostics.is_empty());
/// assert_eq!(read.value.unwrap().extent.cases(), Some(500));
/// ```
pub fn read_scenario(sources: &Sources, id: SourceId) -> Read<Scenario> {
    read_file(sources, id, "scenario", &SCENARIO, scenario)
}

fn scenario(fields: &Fields<'_>, cx: &mut Cx) -> Option<Scenario> {
    let id = fields.require("scenario", cx, id);
    let process = fields.require("process", cx, crate::ident::id);
    let start = fields.require("start", cx, date);
    let extent = extent(fields, cx);
    let arrivals = fields.require("arrivals", cx, arrivals);
    let times = fields.require("times", cx, |p, cx| p.word(cx, TIMES));
    let calls = fields.read("calls", cx, |p, cx| p.word(cx, CALLS));
    let exits = fields.read("exits", cx, |p, cx| p.word(cx, EXITS));
    let replications = fields.read("replications", cx, |p, cx| whole(p, cx, 1, REPLICATIONS_MAX));
    let title = fields.read("title", cx, title).unwrap_or_default();
    let assumptions = fields.read("assumptions", cx, |p, cx| p.list(cx, crate::value::title)).unwrap_or_default();
    let calendar = fields.read("calendar", cx, crate::ident::id);
    let staff = fields.read("staff", cx, staff_of_roles).unwrap_or_default();
    let data = fields.read("data", cx, |p, cx| declared::<DataName, _>(p, cx, name_of, source)).unwrap_or_default();
    let chances = fields.read("chances", cx, chances).unwrap_or_default();
    let work_by_kind = fields.read("work_by_kind", cx, work_by_kind).unwrap_or_default();
    let mut lengths = |key| fields.read(key, cx, |p, cx| declared(p, cx, id_of, length::variable)).unwrap_or_default();
    let (work, wait, elapsed): (Lengths, Lengths, Lengths) = (lengths("work"), lengths("wait"), lengths("elapsed"));
    let errors = fields.read("errors", cx, |p, cx| declared(p, cx, name_of::<String>, percent)).unwrap_or_default();
    let costs = fields.read("costs", cx, |p, cx| declared(p, cx, cost_of, cost)).unwrap_or_default();
    let uncertain = fields.read("uncertain", cx, |p, cx| declared(p, cx, uncertain_of, plus_minus)).unwrap_or_default();
    let warm_up = fields.read("warm_up", cx, length::length);
    let calibration = fields.read("calibration", cx, calibration);
    Some(Scenario {
        id: id?,
        title,
        assumptions,
        process: process?,
        start: start?,
        extent: extent?,
        arrivals: arrivals?,
        times: times?,
        calendar,
        staff,
        data,
        chances,
        work_by_kind,
        work,
        wait,
        elapsed,
        errors,
        costs,
        uncertain,
        calls: calls.map_or(Calls::Simulate, |c| c.value),
        exits: exits.map_or(Exits::Simulate, |e| e.value),
        replications: replications.unwrap_or_else(|| Spanned::new(1, fields.key)),
        warm_up,
        calibration,
    })
}

/// `cases`, or `until` in its place.
fn extent(fields: &Fields<'_>, cx: &mut Cx) -> Option<Extent> {
    let cases = fields.read("cases", cx, |p, cx| whole(p, cx, 1, CASES_MAX));
    let until = fields.read("until", cx, date);
    match (fields.wrote("cases"), fields.wrote("until")) {
        (true, true) => {
            let span = fields.get("until").map_or(fields.key, |place| place.key);
            cx.report(&ya::CASES_AND_UNTIL, span, Args::new());
            cases.map(Extent::Cases)
        }
        (true, false) => cases.map(Extent::Cases),
        (false, true) => until.map(Extent::Until),
        (false, false) => {
            cx.report(&ya::NEITHER_CASES_NOR_UNTIL, fields.key, Args::new().with("at", &fields.path));
            None
        }
    }
}

/// A role, or `escaped.` with an error.
fn cost_of(key: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<CostOf>> {
    match key.value.split_once('.') {
        None => id_of::<RoleId>(key, at, cx).map(|role| role.map(CostOf::Role)),
        Some(("escaped", error)) => {
            name_of::<String>(&Spanned::new(error, key.span), at, cx).map(|error| error.map(CostOf::Escaped))
        }
        Some(_) => {
            cx.report(&ya::COST_KEY, key.span, Args::new().with("found", key.value).with("at", at));
            None
        }
    }
}

/// `arrivals`, `errors.oversize`, `visit.work` or `visit.too_large`.
fn uncertain_of(key: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<Uncertain>> {
    let part = |text| Spanned::new(text, key.span);
    let what = match key.value.split_once('.') {
        None if key.value == "arrivals" => Uncertain::Arrivals,
        None => {
            cx.report(&ar::UNCERTAIN_KEY, key.span, Args::new().with("found", key.value).with("at", at));
            return None;
        }
        Some(("errors", error)) => Uncertain::Error(name_of::<String>(&part(error), at, cx)?.value),
        Some((step, what)) => {
            let step = id_of::<StepId>(&part(step), at, cx)?.value;
            match [StepTime::Work, StepTime::Wait, StepTime::Elapsed].into_iter().find(|time| time.as_str() == what) {
                Some(time) => Uncertain::Time(step, time),
                None => Uncertain::Chance(step, name_of::<OutcomeName>(&part(what), at, cx)?.value),
            }
        }
    };
    Some(Spanned::new(what, key.span))
}

/// `±20%` as 0.2; `+-20%` for keyboards that lack the sign.
fn plus_minus(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<f64>> {
    let text = place.text(cx)?;
    let Some(rest) = text.value.strip_prefix('±').or_else(|| text.value.strip_prefix("+-")) else {
        place.report(cx, &ar::NOT_PLUS_MINUS, Args::new().with("found", text.value));
        return None;
    };
    percent_of(&Spanned::new(rest.trim(), text.span), place, cx)
}

type Lengths = IndexMap<StepId, Spanned<VariableLength>>;

fn arrivals(place: &Place<'_>, cx: &mut Cx) -> Option<Arrivals> {
    if place.mapping().is_none() {
        let text = place.text(cx)?;
        if text.value == "at start" {
            return Some(Arrivals::AtStart);
        }
        place.report(cx, &ya::ARRIVALS, Args::new().with("found", text.value));
        return None;
    }
    let fields = Fields::open(place, &ARRIVALS, cx)?;
    let between = fields.require("every", cx, length::variable);
    let calendar = fields.read("calendar", cx, id);
    Some(Arrivals::Every { between: between?, calendar })
}

fn staff_of_roles(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<RoleId, Staff>> {
    declared(place, cx, id_of, staff)
}

/// `14`, `1 at 15%`, or `{ holders: 2, share: 15%, calendar: id }`.
fn staff(place: &Place<'_>, cx: &mut Cx) -> Option<Staff> {
    let (holders, share, calendar) = if place.mapping().is_some() {
        let fields = Fields::open(place, &STAFF, cx)?;
        let holders = fields.require("holders", cx, |p, cx| whole(p, cx, 1, HOLDERS_MAX));
        let share = fields.read("share", cx, percent);
        let calendar = fields.read("calendar", cx, id);
        (holders?.value, share, calendar)
    } else {
        let text = place.text(cx)?;
        match text.value.split_once(" at ") {
            None => (whole(place, cx, 1, HOLDERS_MAX)?.value, None, None),
            Some((count, share)) => {
                let count = count.trim().parse::<u32>().ok().filter(|n| (1..=HOLDERS_MAX).contains(n));
                let Some(count) = count else {
                    place.report(cx, &ya::STAFF, Args::new().with("found", text.value));
                    return None;
                };
                let share = percent_of(&Spanned::new(share.trim(), text.span), place, cx)?;
                (count, Some(share), None)
            }
        }
    };
    let share = share.map_or(1.0, |s| s.value);
    if share <= 0.0 {
        place.report(cx, &ya::NO_SHARE, Args::new());
        return None;
    }
    Some(Staff { holders, share, calendar, span: place.node.span })
}

/// Where a datum comes from. The names of a choice stay as they were written, but for
/// `true` and `false`, which become `yes` and `no`.
fn source(place: &Place<'_>, cx: &mut Cx) -> Option<Spanned<DataSource>> {
    let span = place.node.span;
    let Some(mapping) = place.mapping() else {
        return length::distribution(place, cx).map(|d| d.map(DataSource::Number));
    };
    if let [(key, _)] = &mapping.entries[..]
        && key.text == "from"
    {
        let text = Fields::open(place, &FROM, cx)?.read("from", cx, |p, cx| p.string(cx))?;
        return Some(text.map(DataSource::From));
    }
    let mut choices: Vec<(String, f64)> = Vec::new();
    let mut complete = true;
    for (key, field) in place.entries(cx)? {
        let name = match key.value {
            "yes" | "true" => Some("yes".to_owned()),
            "no" | "false" => Some("no".to_owned()),
            _ => name_of::<String>(&key, &place.path, cx).map(|n| n.value),
        };
        match (name, percent(&field, cx)) {
            (Some(name), Some(chance)) => choices.push((name, chance.value)),
            _ => complete = false,
        }
    }
    let sum: f64 = choices.iter().map(|(_, chance)| chance).sum();
    if complete && (sum - 1.0).abs() > SUM_TOLERANCE {
        let found = format!("{:.4}", sum * 100.0);
        let found = found.trim_end_matches('0').trim_end_matches('.').to_owned();
        cx.report(&ya::CHOICE_SUM, place.key, Args::new().with("at", &place.path).with("found", found));
        return None;
    }
    complete.then(|| Spanned::new(DataSource::Choice(choices), span))
}

fn chances(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<(StepId, OutcomeName), Spanned<f64>>> {
    declared(place, cx, step_and_outcome, percent)
}

/// `visit.too_large`.
fn step_and_outcome(key: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<(StepId, OutcomeName)>> {
    let Some((step, outcome)) = key.value.split_once('.') else {
        cx.report(&ya::CHANCE_KEY, key.span, Args::new().with("found", key.value).with("at", at));
        return None;
    };
    let step = id_of::<StepId>(&Spanned::new(step, key.span), at, cx);
    let outcome = name_of::<OutcomeName>(&Spanned::new(outcome, key.span), at, cx);
    Some(Spanned::new((step?.value, outcome?.value), key.span))
}

fn work_by_kind(place: &Place<'_>, cx: &mut Cx) -> Option<IndexMap<Kind, Spanned<VariableLength>>> {
    declared(place, cx, kind_of_key, length::variable)
}

fn kind_of_key(key: &Spanned<&str>, at: &str, cx: &mut Cx) -> Option<Spanned<Kind>> {
    if let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == key.value) {
        return Some(Spanned::new(*kind, key.span));
    }
    let words: Vec<&str> = KINDS.iter().map(|(word, _)| *word).collect();
    let args = Args::new().with("key", key.value).with("at", at).with("known", words.join(", "));
    match nearest(key.value, words) {
        Some(suggestion) => cx.report(&ya::MISSPELT_KEY, key.span, args.with("suggestion", suggestion)),
        None => cx.report(&ya::UNKNOWN_KEY, key.span, args),
    }
    None
}

fn calibration(place: &Place<'_>, cx: &mut Cx) -> Option<Calibration> {
    let fields = Fields::open(place, &CALIBRATION, cx)?;
    let to = fields.require("to", cx, |p, cx| p.word(cx, TIMES));
    let load_at_most = fields.require("load_at_most", cx, percent);
    Some(Calibration { to: to?.value, load_at_most: load_at_most?.value })
}
