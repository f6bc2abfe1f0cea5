//! Builds a [`Model`]: looks every name of a scenario up and collects what is wrong.
//!
//! Which time counts for a step stands in [`Builder::times`], in one place.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Args, Arrivals, CalendarId, Calls, Code, Definition, Diagnostic, Distribution, Extent, Kind, Party, ProcessId,
    Scenario, Span, Spanned, Step, StepId, Times, Timestamp, Unit, VariableLength,
};
use ravand_kernel::{CompiledProcess, CompiledStep, CompiledTarget};

use crate::codes;
use crate::distribution::Sampler;
use crate::model::{ArrivalModel, CalendarIndex, Library, Model, NO_POOL, PoolModel, ProcessModel, StepModel, Time};
use crate::random::hash_text;

/// See [`Model::build`].
pub(crate) fn build<'a>(
    definition: &Definition,
    process: &'a CompiledProcess,
    scenario: &Scenario,
    calendars: &IndexMap<CalendarId, Arc<WorkingCalendar>>,
    library: &'a Library,
) -> Result<Model<'a>, Vec<Diagnostic>> {
    let mut builder = Builder {
        scenario,
        known: calendars,
        calendars: IndexMap::new(),
        problems: Vec::new(),
        notes: Notes::default(),
        pools: IndexMap::new(),
    };
    if scenario.process.value != definition.id.value {
        let args = Args::new().with("expected", &*scenario.process).with("process", &*definition.id);
        builder.problem(&codes::OTHER_PROCESS, scenario.process.span, args);
    }
    let members = builder.members(definition, process, library);
    for drawn in members.iter().filter(|member| member.definition.flow.graph.is_some()) {
        let args = Args::new().with("process", &drawn.definition.id);
        builder.problem(&codes::IS_GRAPH, drawn.definition.id.span, args);
    }
    builder.names(&members);
    builder.pools(&members);
    let processes: Vec<_> = members.iter().map(|member| builder.process(member, &members)).collect();
    let calendar = processes.first().map_or(0, |main| main.calendar);
    let schedule = builder.schedule(calendar);
    let assumptions = builder.assumptions(&members);
    match schedule {
        Some(Schedule { start, counted_from, until, arrivals }) if builder.problems.is_empty() => Ok(Model {
            scenario: scenario.id.value.clone(),
            processes,
            calendars: builder.calendars.into_values().collect(),
            pools: builder.pools.into_values().collect(),
            arrivals,
            independent: scenario.times.value == Times::Elapsed || scenario.staff.is_empty(),
            start,
            counted_from,
            cases: scenario.extent.cases().unwrap_or(u32::MAX),
            until,
            replications: scenario.replications.value,
            assumptions,
        }),
        _ => Err(builder.problems),
    }
}

/// When cases come.
struct Schedule {
    /// The first opening.
    start: Timestamp,
    /// From when on they count.
    counted_from: Timestamp,
    /// Until when, if it is not their number that says it.
    until: Option<Timestamp>,
    arrivals: Option<ArrivalModel>,
}

/// A process that takes part.
pub(crate) struct Member<'d, 'a> {
    pub(crate) definition: &'d Definition,
    pub(crate) compiled: &'a CompiledProcess,
}

pub(crate) struct Builder<'s> {
    pub(crate) scenario: &'s Scenario,
    known: &'s IndexMap<CalendarId, Arc<WorkingCalendar>>,
    calendars: IndexMap<CalendarId, Arc<WorkingCalendar>>,
    pub(crate) problems: Vec<Diagnostic>,
    pub(crate) notes: Notes,
    pools: IndexMap<ravand_core::RoleId, PoolModel>,
}

/// What a result rests on, gathered step by step.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) by_kind: Vec<StepId>,
    pub(crate) elapsed_as_wait: Vec<StepId>,
    pub(crate) no_time: Vec<StepId>,
    pub(crate) no_staff: IndexSet<String>,
    pub(crate) skipped: IndexSet<ProcessId>,
    pub(crate) exits: Vec<String>,
    pub(crate) data: IndexSet<String>,
    pub(crate) missing: IndexSet<String>,
}

/// A step while its model is built.
pub(crate) struct Place<'p, 'd, 'a> {
    pub(crate) member: &'p Member<'d, 'a>,
    pub(crate) compiled: &'a CompiledStep,
    pub(crate) step: Option<&'d Step>,
    pub(crate) calendar: CalendarIndex,
    /// Entries of the scenario are for this step.
    pub(crate) named: bool,
    pub(crate) span: Span,
}

impl Builder<'_> {
    pub(crate) fn problem(&mut self, code: &'static Code, span: Span, args: Args) {
        self.problems.push(Diagnostic::at(code, span, args));
    }

    /// The process itself and, if calls run, all that it may call, each once.
    fn members<'d, 'a>(
        &mut self,
        definition: &'d Definition,
        compiled: &'a CompiledProcess,
        library: &'a Library,
    ) -> Vec<Member<'d, 'a>>
    where
        'a: 'd,
    {
        let mut members = vec![Member { definition, compiled }];
        let mut next = 0;
        while let Some(member) = members.get(next) {
            let (caller, process) = (member.definition, member.compiled);
            next += 1;
            for called in process.called() {
                if self.scenario.calls == Calls::Skip {
                    self.notes.skipped.insert(called.clone());
                } else if members.iter().any(|m| m.compiled.id() == called) {
                } else if let Some((definition, compiled)) = library.get(called) {
                    members.push(Member { definition, compiled });
                } else {
                    let args = Args::new().with("process", &*caller.id).with("called", called);
                    self.problem(&codes::CALLED_MISSING, self.scenario.process.span, args);
                }
            }
        }
        members
    }

    /// Every name that the scenario speaks of exists somewhere. Overlays take steps, outcomes
    /// and data away, and the same scenario must do for a process before and after: where a
    /// definition has overlays, a missing name is noted and not refused.
    fn names(&mut self, members: &[Member<'_, '_>]) {
        let scenario = self.scenario;
        let steps: Vec<&CompiledStep> = members.iter().flat_map(|member| member.compiled.steps()).collect();
        let steps_of = |id: &StepId| steps.iter().filter(|step| step.id == *id).collect::<Vec<_>>();
        for map in [&scenario.work, &scenario.wait, &scenario.elapsed] {
            for (step, length) in map {
                if steps_of(step).is_empty() {
                    self.missing(members, &codes::UNKNOWN_STEP, length.span, Args::new().with("step", step), step);
                }
            }
        }
        for ((step, outcome), chance) in &scenario.chances {
            let found = steps_of(step);
            let known: Vec<_> = found.iter().flat_map(|s| s.outcomes.iter().map(|o| o.name.as_str())).collect();
            let args = Args::new().with("step", step);
            if found.is_empty() {
                self.missing(members, &codes::UNKNOWN_STEP, chance.span, args, step);
            } else if !known.contains(&outcome.as_str()) {
                let args = args.with("outcome", outcome).with("known", quoted(&known));
                self.missing(members, &codes::UNKNOWN_OUTCOME, chance.span, args, format!("{step}.{outcome}"));
            }
        }
        for (name, source) in &scenario.data {
            if !members.iter().any(|m| m.compiled.schema().slot(name.as_str()).is_some()) {
                self.missing(members, &codes::UNKNOWN_DATUM, source.span, Args::new().with("name", name), name);
            }
        }
    }

    fn missing(
        &mut self,
        members: &[Member<'_, '_>],
        code: &'static Code,
        span: Span,
        args: Args,
        name: impl ToString,
    ) {
        if members.iter().any(|member| !member.definition.overlays.is_empty()) {
            self.notes.missing.insert(name.to_string());
        } else {
            self.problem(code, span, args);
        }
    }

    fn pools(&mut self, members: &[Member<'_, '_>]) {
        let scenario = self.scenario;
        if scenario.times.value == Times::Elapsed {
            return;
        }
        for (role, staff) in &scenario.staff {
            let mut roles = members.iter().flat_map(|m| m.compiled.steps()).filter_map(|s| s.role.as_ref());
            if !roles.any(|r| r == role) {
                self.missing(members, &codes::UNKNOWN_ROLE, staff.span, Args::new().with("role", role), role);
                continue;
            }
            if staff.holders == 0 || !(staff.share > 0.0 && staff.share <= 1.0) {
                let args = Args::new().with("role", role).with("holders", staff.holders).with("share", staff.share);
                self.problem(&codes::BAD_STAFF, staff.span, args);
            }
            let own = staff.calendar.as_ref().or(scenario.calendar.as_ref());
            let calendar = match (own, members.first()) {
                (Some(id), _) => self.calendar(id),
                (None, Some(main)) => self.process_calendar(main.definition),
                (None, None) => 0,
            };
            let pool = PoolModel { role: role.clone(), holders: staff.holders, share: staff.share, calendar };
            self.pools.insert(role.clone(), pool);
        }
    }

    fn calendar(&mut self, id: &Spanned<CalendarId>) -> CalendarIndex {
        let Some(calendar) = self.known.get(&id.value) else {
            let known: Vec<_> = self.known.keys().map(CalendarId::as_str).collect();
            let problem = Diagnostic::at(
                &codes::UNKNOWN_CALENDAR,
                id.span,
                Args::new().with("calendar", &**id).with("known", quoted(&known)),
            );
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
            return 0;
        };
        self.calendars.insert(id.value.clone(), Arc::clone(calendar));
        self.calendars.get_index_of(&id.value).map_or(0, |index| index as CalendarIndex)
    }

    /// The scenario's calendar, or else the process's own.
    fn process_calendar(&mut self, definition: &Definition) -> CalendarIndex {
        if let Some(id) = self.scenario.calendar.as_ref().or(definition.calendar.as_ref()) {
            return self.calendar(id);
        }
        let args = Args::new().with("process", &*definition.id);
        let problem = Diagnostic::at(&codes::NO_CALENDAR, self.scenario.id.span, args);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
        0
    }

    fn process<'a>(&mut self, member: &Member<'_, 'a>, members: &[Member<'_, 'a>]) -> ProcessModel<'a> {
        let calendar = self.process_calendar(member.definition);
        let compiled = member.compiled;
        let main = members.first().map(|m| m.compiled);
        let steps = compiled.steps().iter().map(|step| {
            // An entry for a step that the main process has is for that one alone.
            let elsewhere = main.is_some_and(|m| m.id() != compiled.id() && m.step_index(step.id.as_str()).is_some());
            let place = Place {
                member,
                compiled: step,
                step: member.definition.steps.get(&step.id),
                calendar,
                named: !elsewhere,
                span: member.definition.step_span(&step.id),
            };
            self.step(&place)
        });
        let steps = steps.collect();
        let called = compiled.called().iter().map(|id| {
            let position = members.iter().position(|m| m.compiled.id() == id)?;
            u16::try_from(position).ok().filter(|_| self.scenario.calls == Calls::Simulate)
        });
        ProcessModel { compiled, calendar, steps, called: called.collect() }
    }

    fn step(&mut self, place: &Place<'_, '_, '_>) -> StepModel {
        let (pool, work, wait, wait_is_elapsed) = self.times(place);
        StepModel {
            hash: hash_text(place.compiled.id.as_str()),
            pool,
            work,
            wait,
            wait_is_elapsed,
            outcomes: self.chances(place),
            asks: self.sources(place),
        }
    }

    /// Which of its times count.
    ///
    /// Under `elapsed`: its elapsed time; where none is known, its work and then its wait,
    /// without a queue. Under `work_and_wait`: work is the scenario's, or its own, or, if
    /// its role has staff, that of its kind; wait is the scenario's, or its own, or, if it
    /// has no work, its elapsed time. A wait that a calibration left over belongs to the
    /// staff that it was fitted for: a step that a reform gives to a machine leaves it behind.
    fn times(&mut self, place: &Place<'_, '_, '_>) -> (u16, Option<Time>, Option<Time>, bool) {
        let scenario = self.scenario;
        let id = &place.compiled.id;
        let attributes = place.step.map(|step| &step.attributes);
        let named = |map: &IndexMap<StepId, Spanned<VariableLength>>| {
            if place.named { map.get(id).copied() } else { None }
        };
        let pool = place.compiled.role.as_ref().and_then(|role| self.pools.get_index_of(role));
        let mut work = named(&scenario.work).or(attributes.and_then(|a| a.work));
        let mut residual = named(&scenario.wait);
        if scenario.calibration.is_some() && pool.is_none() && residual.take().is_some() {
            self.notes.missing.insert(format!("wait of {id}"));
        }
        let mut wait = residual.or(attributes.and_then(|a| a.wait));
        let elapsed = named(&scenario.elapsed).or(attributes.and_then(|a| a.elapsed));
        let mut by_elapsed = false;
        if scenario.times.value == Times::Elapsed {
            if elapsed.is_some() {
                (work, wait, by_elapsed) = (None, elapsed, true);
            }
        } else {
            if work.is_none() && pool.is_some() {
                let kind = place.step.map_or(Kind::Work, Step::kind);
                work = scenario.work_by_kind.get(&kind).copied();
                if work.is_some() {
                    self.notes.by_kind.push(id.clone());
                }
            }
            if work.is_none() && wait.is_none() && elapsed.is_some() {
                (wait, by_elapsed) = (elapsed, true);
                self.notes.elapsed_as_wait.push(id.clone());
            }
            if let (Some(role), None, false) = (&place.compiled.role, pool, place.compiled.automatic) {
                self.notes.no_staff.insert(role.to_string());
            }
        }
        if work.is_none() && wait.is_none() && !place.compiled.automatic {
            self.notes.no_time.push(id.clone());
        }
        let pool = pool.filter(|_| work.is_some());
        let work = work.and_then(|length| self.work(place, length, pool));
        let what = if by_elapsed { "elapsed" } else { "wait" };
        let wait = wait.and_then(|length| self.time(length, place.calendar, what, id.as_str()));
        (pool.map_or(NO_POOL, |pool| pool as u16), work, wait, by_elapsed)
    }

    /// Work is consumed while the office is open, whatever the unit; a machine without
    /// staff never sleeps.
    fn work(
        &mut self,
        place: &Place<'_, '_, '_>,
        length: Spanned<VariableLength>,
        pool: Option<usize>,
    ) -> Option<Time> {
        let calendar = pool.and_then(|p| self.pools.get_index(p)).map_or(place.calendar, |(_, pool)| pool.calendar);
        let mut time = self.time(length, calendar, "work", place.compiled.id.as_str())?;
        let role = place.compiled.role.as_ref().and_then(|r| place.member.definition.roles.get(r));
        let machine = place.compiled.automatic || role.is_some_and(|r| r.party == Party::System);
        if let Some((_, pool)) = pool.and_then(|p| self.pools.get_index(p)) {
            time.factor /= pool.share;
        }
        if machine && pool.is_none() {
            return Some(time);
        }
        match time.unit {
            Unit::Second => (time.unit, time.factor) = (Unit::WorkingMinute, time.factor / 60.0),
            Unit::Minute => time.unit = Unit::WorkingMinute,
            Unit::Hour => time.unit = Unit::WorkingHour,
            Unit::WorkingMinute | Unit::WorkingHour | Unit::WorkingDay => {}
            Unit::Day | Unit::Week | Unit::Month => {
                let args = Args::new().with("step", &place.compiled.id).with("unit", time.unit.as_str());
                self.problem(&codes::WORK_BY_THE_CLOCK, length.span, args);
            }
        }
        Some(time)
    }

    fn time(
        &mut self,
        length: Spanned<VariableLength>,
        calendar: CalendarIndex,
        what: &str,
        name: &str,
    ) -> Option<Time> {
        let sampler = self.sampler(&length.amount, length.span, what, name)?;
        if sampler.lowest() < 0.0 {
            let args = Args::new().with("what", what).with("name", name).with("distribution", length.value);
            self.problem(&codes::NEGATIVE_TIME, length.span, args);
        }
        Some(Time { sampler, amount: length.amount, unit: length.unit, calendar, factor: 1.0 })
    }

    pub(crate) fn sampler(&mut self, of: &Distribution, span: Span, what: &str, name: &str) -> Option<Sampler> {
        let sampler = Sampler::new(of);
        if sampler.is_none() {
            let args = Args::new().with("what", what).with("name", name).with("distribution", of);
            self.problem(&codes::BAD_DISTRIBUTION, span, args);
        }
        sampler
    }

    fn schedule(&mut self, main: CalendarIndex) -> Option<Schedule> {
        let scenario = self.scenario;
        if scenario.extent.cases() == Some(0) || scenario.replications.value == 0 {
            let cases = scenario.extent.cases().map_or_else(|| "–".to_owned(), |cases| cases.to_string());
            let args = Args::new().with("cases", cases).with("replications", *scenario.replications);
            self.problem(&codes::NO_CASES, scenario.extent.span(), args);
        }
        let arrivals = match &scenario.arrivals {
            Arrivals::AtStart => {
                if let Some(warm_up) = &scenario.warm_up {
                    self.problem(&codes::WARM_UP_AT_START, warm_up.span, Args::new());
                }
                if let Extent::Until(date) = scenario.extent {
                    self.problem(&codes::UNTIL_AT_START, date.span, Args::new());
                }
                None
            }
            Arrivals::Every { between, calendar } => {
                let calendar = calendar.as_ref().map_or(main, |id| self.calendar(id));
                let time = self.time(*between, calendar, "arrivals", scenario.id.as_str())?;
                if between.amount.mean() <= 0.0 {
                    self.problem(&codes::ARRIVALS_AT_ONCE, between.span, Args::new());
                }
                Some(ArrivalModel { between: time })
            }
        };
        let calendar = self.calendars.get_index(main.into()).map(|(_, calendar)| Arc::clone(calendar))?;
        let date = scenario.start.value;
        let Some(start) = calendar.opening(date) else {
            let args = Args::new().with("date", date);
            self.problem(&codes::START_NOT_COVERED, scenario.start.span, args);
            return None;
        };
        let counted_from = match &scenario.warm_up {
            None => start,
            Some(length) => match calendar.add(start, length.amount, length.unit) {
                Ok(instant) => instant,
                Err(_) => {
                    let args = Args::new().with("length", **length);
                    self.problem(&codes::WARM_UP_NOT_COVERED, length.span, args);
                    return None;
                }
            },
        };
        let until = self.until(counted_from, &calendar)?;
        Some(Schedule { start, counted_from, until, arrivals })
    }

    /// The end of arrivals that count; `None` in it if their number is what is said.
    fn until(&mut self, counted_from: Timestamp, calendar: &WorkingCalendar) -> Option<Option<Timestamp>> {
        let Extent::Until(date) = self.scenario.extent else { return Some(None) };
        let Some(until) = calendar.beginning(date.value) else {
            self.problem(&codes::UNTIL_NOT_COVERED, date.span, Args::new().with("date", date));
            return None;
        };
        if until <= counted_from {
            self.problem(&codes::UNTIL_TOO_EARLY, date.span, Args::new().with("date", date));
        }
        Some(Some(until))
    }

    /// What the result rests on.
    fn assumptions(&self, members: &[Member<'_, '_>]) -> Vec<Diagnostic> {
        let scenario = self.scenario;
        let mut found = Vec::new();
        let mut note = |code: &'static Code, what: &str, span: Span, list: Vec<String>| {
            if !list.is_empty() {
                let args = Args::new().with("count", list.len()).with("what", what).with("list", list.join(", "));
                found.push(Diagnostic::at(code, span, args));
            }
        };
        let text = |ids: &[StepId]| ids.iter().map(StepId::to_string).collect::<Vec<_>>();
        let here = scenario.id.span;
        let chances = scenario.chances.iter().map(|((step, outcome), c)| format!("{step}.{outcome} {}", percent(**c)));
        note(&codes::CHANCES_REPLACED, "", here, chances.collect());
        let elapsed_only = scenario.times.value == Times::Elapsed;
        let times = [("work", &scenario.work), ("wait", &scenario.wait), ("elapsed", &scenario.elapsed)];
        for (what, map) in times {
            note(&codes::TIMES_REPLACED, what, here, map.keys().map(StepId::to_string).collect());
        }
        note(&codes::WORK_BY_KIND, "", here, text(&self.notes.by_kind));
        note(&codes::NO_STAFF, "", here, self.notes.no_staff.iter().cloned().collect());
        note(&codes::ELAPSED_AS_WAIT, "", here, text(&self.notes.elapsed_as_wait));
        note(&codes::NO_TIME, "", here, text(&self.notes.no_time));
        note(&codes::CALLS_SKIPPED, "", here, self.notes.skipped.iter().map(ProcessId::to_string).collect());
        note(&codes::EXITS_OFF, "", here, self.notes.exits.clone());
        note(&codes::ENTRIES_UNUSED, "", here, self.notes.missing.iter().cloned().collect());
        note(&codes::NOT_USED_YET, "errors", here, scenario.errors.keys().cloned().collect());
        note(&codes::NOT_USED_YET, "costs", here, scenario.costs.keys().map(ToString::to_string).collect());
        note(&codes::NOT_USED_YET, "uncertain", here, scenario.uncertain.keys().map(ToString::to_string).collect());
        let declared = |name: &str| members.iter().any(|m| m.compiled.schema().slot(name).is_some());
        let unused = scenario.data.keys().map(|n| n.as_str());
        let unused = unused.filter(|name| declared(name) && !self.notes.data.contains(*name)).map(str::to_owned);
        note(&codes::DATA_UNUSED, "", here, unused.collect());
        if elapsed_only && !(scenario.staff.is_empty() && scenario.work.is_empty() && scenario.work_by_kind.is_empty())
        {
            found.push(Diagnostic::at(&codes::WORK_UNUSED, scenario.times.span, Args::new()));
        }
        found
    }
}

pub(crate) fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn percent(share: f64) -> String {
    format!("{}%", (share * 1e6).round() / 1e4)
}

/// Whether an outcome ends the case.
pub(crate) const fn is_end(target: &CompiledTarget) -> bool {
    matches!(target, CompiledTarget::End(_))
}
