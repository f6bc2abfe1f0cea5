//! A scenario.

use super::value::{date, declared, keyed, length, percent, percent_text, quantity, shown, spread, title, word};
use super::yaml::{Doc, Map, Style};
use crate::scenario::{CALLS, EXITS, TIMES};
use crate::step::KINDS;
use ravand_core::{Arrivals, Calibration, Calls, Cost, DataSource, Exits, Extent, Scenario, Staff};

/// A scenario as YAML.
pub fn print_scenario(scenario: &Scenario) -> String {
    let Scenario {
        id,
        title: name,
        assumptions,
        process,
        start,
        extent,
        arrivals,
        times,
        calendar,
        staff: people,
        data,
        chances,
        work_by_kind,
        work,
        wait,
        elapsed,
        errors,
        costs,
        uncertain,
        calls,
        exits,
        replications,
        warm_up,
        calibration,
    } = scenario;
    let mut map = Map::new(Style::Spaced);
    map.put("scenario", Doc::text(&id.value));
    map.say("title", title(name));
    map.put("process", Doc::text(&process.value));
    map.group("assumptions", Doc::styled_list(assumptions.iter().filter_map(title), Style::Open));
    map.put("start", date(start.value));
    match extent {
        Extent::Cases(cases) => map.put("cases", Doc::text(cases.value)),
        Extent::Until(day) => map.put("until", date(day.value)),
    }
    if replications.value != 1 {
        map.put("replications", Doc::text(replications.value));
    }
    map.say("warm_up", warm_up.as_ref().map(|l| length(&l.value)));
    map.put("arrivals", self::arrivals(arrivals));
    map.say("times", word(TIMES, &times.value));
    map.say("calendar", shown(calendar));
    if *calls != Calls::Simulate {
        map.say("calls", word(CALLS, calls));
    }
    if *exits != Exits::Simulate {
        map.say("exits", word(EXITS, exits));
    }
    let mut by_kind = Map::new(Style::Open);
    for (kind, length) in work_by_kind {
        if let Some((word, _)) = KINDS.iter().find(|(_, meaning)| meaning == kind) {
            by_kind.put(word, spread(&length.value));
        }
    }
    map.group("work_by_kind", Doc::Map(by_kind));
    map.group("work", declared(work, |length| spread(&length.value)));
    map.group("staff", declared(people, staff));
    map.group("wait", declared(wait, |length| spread(&length.value)));
    map.group("elapsed", declared(elapsed, |length| spread(&length.value)));
    map.say("calibration", calibration.as_ref().map(self::calibration));
    map.group("data", declared(data, |from| source(&from.value)));
    let mut by_outcome = Map::new(Style::Open);
    for ((step, outcome), chance) in chances {
        by_outcome.put(format_args!("{step}.{outcome}"), percent(chance.value));
    }
    map.group("chances", Doc::Map(by_outcome));
    map.group("errors", declared(errors, |share| percent(share.value)));
    map.group("costs", declared(costs, |cost| money(&cost.value)));
    map.group("uncertain", declared(uncertain, |share| Doc::Text(format!("±{}", percent_text(share.value)))));
    Doc::Map(map).print()
}

fn arrivals(arrivals: &Arrivals) -> Doc {
    match arrivals {
        Arrivals::AtStart => Doc::text("at start"),
        Arrivals::Every { between, calendar } => {
            let mut map = Map::new(Style::Fit);
            map.put("every", spread(&between.value));
            map.say("calendar", shown(calendar));
            Doc::Map(map)
        }
    }
}

/// `900000 rial/h`.
fn money(cost: &Cost) -> Doc {
    let Cost { rial, per } = cost;
    Doc::text(match per {
        Some(unit) => format!("{rial} rial/{}", unit.as_str()),
        None => format!("{rial} rial"),
    })
}

/// `14`, `1 at 15%`, or with a calendar of their own.
fn staff(staff: &Staff) -> Doc {
    let Staff { holders, share, calendar, span: _ } = staff;
    let whole = *share == 1.0;
    match calendar {
        None if whole => Doc::text(holders),
        None => Doc::Text(format!("{holders} at {}", percent_text(*share))),
        Some(calendar) => {
            let mut map = Map::new(Style::Fit);
            map.put("holders", Doc::text(holders));
            map.say("share", (!whole).then(|| percent(*share)));
            map.put("calendar", Doc::text(&calendar.value));
            Doc::Map(map)
        }
    }
}

fn source(source: &DataSource) -> Doc {
    match source {
        DataSource::Choice(names) => {
            let names = names.iter().map(|(name, chance)| (name.clone(), *chance)).collect();
            keyed::<String, f64>(&names, Style::Fit, |chance| percent(*chance))
        }
        DataSource::Number(amount) => quantity(amount),
        DataSource::From(expression) => {
            let mut map = Map::new(Style::Fit);
            map.put("from", Doc::text(expression));
            Doc::Map(map)
        }
    }
}

fn calibration(calibration: &Calibration) -> Doc {
    let Calibration { to, load_at_most } = calibration;
    let mut map = Map::new(Style::Fit);
    map.say("to", word(TIMES, to));
    map.put("load_at_most", percent(*load_at_most));
    Doc::Map(map)
}
