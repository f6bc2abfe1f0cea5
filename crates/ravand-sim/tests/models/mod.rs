//! The models whose exact results are known, for the tests and for the long check of
//! coverage. Their unit of time is the hour, around the clock.
#![allow(dead_code, reason = "each program that uses this file uses some of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "models of tests: a failure is a mistake here")]

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime, Weekday};
use indexmap::IndexMap;
use ravand_core::calendar::{CalendarSpec, HoursRule, WeekendRule, WorkingCalendar};
use ravand_core::{
    Arrivals, Block, CalendarId, Calls, DataSource, Definition, Distribution, EndDeclaration, Exits, Extent, Length,
    Scenario, Span, Spanned, Staff, Step, Target, Times, Title, Unit, VariableLength,
};
use ravand_kernel::CompiledProcess;
use ravand_sim::{Library, Model, Outcome, Settings, simulate};

pub(crate) use ravand_core::Distribution::{Exponential, Lognormal, Triangle};

/// A process and a scenario for it.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) definition: Definition,
    pub(crate) scenario: Scenario,
    pub(crate) calendars: IndexMap<CalendarId, Arc<WorkingCalendar>>,
    pub(crate) called: Vec<Definition>,
}

pub(crate) fn here<T>(value: T) -> Spanned<T> {
    Spanned::nowhere(value)
}

pub(crate) fn hours(amount: Distribution) -> VariableLength {
    VariableLength { amount, unit: Unit::Hour }
}

pub(crate) fn step(id: &str) -> Block {
    Block::Step(here(id.into()))
}

pub(crate) fn end(id: &str) -> Block {
    Block::End(here(id.into()))
}

/// Mondays to Fridays, 9 to 17, UTC.
pub(crate) fn nine_to_five() -> WorkingCalendar {
    let since = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let spec = CalendarSpec {
        id: here("nine-to-five".into()),
        title: Title::default(),
        zone: here("UTC".to_owned()),
        weekends: vec![WeekendRule::new(since, vec![Weekday::Sat, Weekday::Sun])],
        hours: vec![HoursRule::new(since, vec![(at(9), at(17))])],
        holidays: vec![],
        exceptions: vec![],
    };
    WorkingCalendar::compile(&spec).unwrap()
}

impl World {
    /// A process with this flow and one end, `done`, around the clock, all elapsed.
    pub(crate) fn new(flow: Vec<Block>) -> Self {
        let mut definition = Definition::empty("queue");
        definition.ends.insert("done".into(), EndDeclaration::favourable());
        definition.flow.blocks = flow;
        let scenario = Scenario {
            id: here("test".into()),
            title: Title::default(),
            assumptions: vec![],
            process: here("queue".into()),
            start: here(NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()),
            extent: Extent::Cases(here(1000)),
            arrivals: Arrivals::AtStart,
            times: here(Times::Elapsed),
            calendar: Some(here("around-the-clock".into())),
            staff: IndexMap::new(),
            data: IndexMap::new(),
            chances: IndexMap::new(),
            work_by_kind: IndexMap::new(),
            work: IndexMap::new(),
            wait: IndexMap::new(),
            elapsed: IndexMap::new(),
            errors: IndexMap::new(),
            costs: IndexMap::new(),
            uncertain: IndexMap::new(),
            calls: Calls::Simulate,
            exits: Exits::Simulate,
            replications: here(10),
            warm_up: None,
            calibration: None,
        };
        let mut calendars = IndexMap::new();
        calendars.insert("around-the-clock".into(), Arc::new(WorkingCalendar::around_the_clock()));
        calendars.insert("nine-to-five".into(), Arc::new(nine_to_five()));
        Self { definition, scenario, calendars, called: vec![] }
    }

    pub(crate) fn step(mut self, id: &str, role: &str, edit: impl FnOnce(&mut Step)) -> Self {
        let mut step = Step::default();
        step.attributes.role = Some(here(role.into()));
        edit(&mut step);
        self.definition.roles.entry(role.into()).or_default();
        self.definition.steps.insert(id.into(), step);
        self
    }

    pub(crate) fn elapsed(self, id: &str, hours_of: Distribution) -> Self {
        self.step(id, "clerk", |step| step.attributes.elapsed = Some(here(hours(hours_of))))
    }

    /// The same with another elapsed time of a step.
    pub(crate) fn with_elapsed(mut self, id: &str, hours_of: Distribution) -> Self {
        self.definition.steps[id].attributes.elapsed = Some(here(hours(hours_of)));
        self
    }

    pub(crate) fn work(self, id: &str, role: &str, hours_of: Distribution) -> Self {
        self.step(id, role, |step| step.attributes.work = Some(here(hours(hours_of))))
    }

    pub(crate) fn outcome(mut self, id: &str, name: &str, target: Target, chance: Option<f64>) -> Self {
        let step = &mut self.definition.steps[id];
        step.outcomes.insert(name.into(), here(target));
        if let Some(chance) = chance {
            step.chances.insert(name.into(), here(chance));
        }
        self
    }

    pub(crate) fn staff(mut self, role: &str, holders: u32, share: f64) -> Self {
        self.scenario.times = here(Times::WorkAndWait);
        self.scenario.staff.insert(role.into(), Staff { holders, share, calendar: None, span: Span::default() });
        self
    }

    pub(crate) fn arrivals(mut self, between: Distribution) -> Self {
        self.scenario.arrivals = Arrivals::Every { between: here(hours(between)), calendar: None };
        self
    }

    pub(crate) fn warm_up(mut self, hours: f64) -> Self {
        self.scenario.warm_up = Some(here(Length::new(hours, Unit::Hour)));
        self
    }

    pub(crate) fn size(mut self, cases: u32, replications: u32) -> Self {
        self.scenario.extent = Extent::Cases(here(cases));
        self.scenario.replications = here(replications);
        self
    }

    pub(crate) fn data(mut self, name: &str, source: DataSource) -> Self {
        self.scenario.data.insert(name.into(), here(source));
        self
    }

    pub(crate) fn with<T>(&self, use_model: impl FnOnce(&Model<'_>) -> T) -> T {
        let compile = |definition: &Definition| CompiledProcess::compile(definition).expect("compiles");
        let process = compile(&self.definition);
        let called: Library = self.called.iter().map(|d| (d.id.value.clone(), (d.clone(), compile(d)))).collect();
        let model = Model::build(&self.definition, &process, &self.scenario, &self.calendars, &called);
        use_model(&model.expect("builds"))
    }

    pub(crate) fn simulate(&self, seed: u64) -> Outcome {
        let settings = Settings { seed, ..Settings::default() };
        self.with(|model| simulate(model, &settings, &|_| ()).expect("runs"))
    }

    /// The ids of what is wrong with it.
    pub(crate) fn problems(&self) -> Vec<&'static str> {
        let process = CompiledProcess::compile(&self.definition).expect("compiles");
        match Model::build(&self.definition, &process, &self.scenario, &self.calendars, &Library::new()) {
            Ok(_) => vec![],
            Err(problems) => problems.iter().map(|problem| problem.code.id).collect(),
        }
    }
}

/// One step, worked by `holders`.
pub(crate) fn queue(holders: u32, arrivals: Distribution, service: Distribution) -> World {
    World::new(vec![step("serve"), end("done")])
        .work("serve", "clerk", service)
        .staff("clerk", holders, 1.0)
        .arrivals(arrivals)
        .warm_up(1000.0)
}

pub(crate) fn m_m_1() -> World {
    queue(1, Exponential { mean: 1.25 }, Exponential { mean: 1.0 })
}

pub(crate) fn m_m_3() -> World {
    queue(3, Exponential { mean: 1.0 / 2.25 }, Exponential { mean: 1.0 })
}

pub(crate) fn m_d_1() -> World {
    queue(1, Exponential { mean: 1.25 }, Distribution::Exactly(1.0))
}

pub(crate) fn m_g_1() -> World {
    queue(1, Exponential { mean: 1.0 / 0.7 }, Lognormal { mean: 1.0, sd: 2.0 })
}

pub(crate) fn and_join() -> World {
    let names = ["a", "b", "c", "d", "e"];
    let all = Block::All { branches: names.iter().map(|n| vec![step(n)]).collect(), span: Span::default() };
    names.iter().fold(World::new(vec![all, end("done")]), |world, name| world.elapsed(name, Exponential { mean: 1.0 }))
}

pub(crate) fn in_a_row() -> World {
    let names: Vec<String> = (1..=129).map(|n| format!("step-{n}")).collect();
    let flow = names.iter().map(|n| step(n)).chain([end("done")]).collect();
    names.iter().fold(World::new(flow), |w, n| w.elapsed(n, Triangle { min: 1.0, mode: 2.0, max: 6.0 }))
}

pub(crate) fn rework() -> World {
    World::new(vec![step("check"), end("done")])
        .elapsed("check", Exponential { mean: 3.0 })
        .outcome("check", "again", Target::BackTo("check".into()), Some(0.3))
        .outcome("check", "fine", Target::On, None)
}

/// The loan model of the comparisons with other simulators.
pub(crate) fn loan() -> World {
    let seconds = |mean: f64| Exponential { mean: mean / 3600.0 };
    let all = Block::All { branches: vec![vec![step("history")], vec![step("income")]], span: Span::default() };
    World::new(vec![all, step("assess"), step("notify"), step("feedback"), step("offer"), end("done")])
        .work("history", "clerk", seconds(600.0))
        .work("income", "clerk", seconds(1200.0))
        .work("assess", "officer", seconds(1200.0))
        .outcome("assess", "granted", Target::SkipTo("offer".into()), Some(0.8))
        .outcome("assess", "refused", Target::On, None)
        .work("offer", "officer", seconds(900.0))
        .work("notify", "officer", seconds(600.0))
        .work("feedback", "system", seconds(60.0))
        .outcome("feedback", "objects", Target::BackTo("assess".into()), Some(0.2))
        .outcome("feedback", "accepts", Target::End("done".into()), None)
        .staff("clerk", 3, 1.0)
        .staff("officer", 4, 1.0)
        .staff("system", 4, 1.0)
        .arrivals(seconds(800.0))
        .warm_up(200.0)
}
