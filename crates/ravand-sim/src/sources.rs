//! What decides without time: the chances of a step's outcomes, and where the data that it
//! asks for come from.

use ravand_core::{Args, DataSource, Diagnostic, Exits, Spanned};
use ravand_feel::{Expression, Number, Type, Value};
use ravand_kernel::{CompiledOutcome, CompiledTarget, Slot};

use crate::build::{Builder, Place, is_end, percent, quoted};
use crate::codes;
use crate::model::Source;
use crate::random::hash_text;

/// Numbers drawn for data are rounded to this many digits after the point: what a person
/// would write into a form.
pub const DECIMALS: u32 = 2;
/// Ten to the power of [`DECIMALS`].
const UNITS: f64 = 10_u32.pow(DECIMALS) as f64;
/// How far from 1 a sum of chances may be: what rounding to whole percents leaves.
const CHANCE_TOLERANCE: f64 = 1e-4;

impl Builder<'_> {
    /// The outcomes with the upper bounds of their shares.
    ///
    /// What leads on stands last, whatever the order of writing: then a check that sends
    /// back fewer cases sends back a part of the same cases, and two scenarios stay
    /// comparable case by case.
    pub(crate) fn chances(&mut self, place: &Place<'_, '_, '_>) -> Vec<(u16, f64)> {
        let outcomes = &place.compiled.outcomes;
        if outcomes.is_empty() {
            return Vec::new();
        }
        let Some(mut shares) = self.shares(place) else { return Vec::new() };
        if self.scenario.exits == Exits::Off {
            self.close_exits(place, &mut shares);
        }
        let mut order: Vec<usize> = (0..outcomes.len()).filter(|i| shares[*i] > 0.0).collect();
        order.sort_by_key(|i| outcomes[*i].target == CompiledTarget::On);
        let mut bound = 0.0;
        let mut bounds: Vec<(u16, f64)> = order
            .into_iter()
            .map(|i| {
                bound += shares[i];
                (i as u16, bound)
            })
            .collect();
        if let Some(last) = bounds.last_mut() {
            last.1 = 1.0;
        }
        bounds
    }

    /// Each outcome's share, the rest given to the one without a chance.
    fn shares(&mut self, place: &Place<'_, '_, '_>) -> Option<Vec<f64>> {
        let id = &place.compiled.id;
        let outcomes = &place.compiled.outcomes;
        let said = |outcome: &CompiledOutcome| {
            let key = (id.clone(), outcome.name.clone());
            let replaced = if place.named { self.scenario.chances.get(&key) } else { None };
            replaced.or_else(|| place.step?.chances.get(&outcome.name)).copied()
        };
        let chances: Vec<Option<Spanned<f64>>> = outcomes.iter().map(said).collect();
        let span = chances.iter().flatten().next_back().map_or(place.span, |chance| chance.span);
        let silent: Vec<_> =
            outcomes.iter().zip(&chances).filter(|(_, c)| c.is_none()).map(|(o, _)| o.name.as_str()).collect();
        if silent.len() > 1 {
            let args = Args::new().with("outcomes", quoted(&silent)).with("step", id);
            self.problem(&codes::NO_CHANCE, span, args);
            return None;
        }
        let sum: f64 = chances.iter().flatten().map(|chance| chance.value).sum();
        let within = chances.iter().flatten().all(|chance| (0.0..=1.0).contains(&chance.value));
        let fits =
            if silent.is_empty() { (sum - 1.0).abs() <= CHANCE_TOLERANCE } else { sum <= 1.0 + CHANCE_TOLERANCE };
        if !within || !fits {
            self.chance_sum(format!("`{id}`"), sum, span);
            return None;
        }
        let rest = (1.0 - sum).max(0.0);
        Some(chances.iter().map(|chance| chance.map_or(rest, |c| c.value)).collect())
    }

    fn chance_sum(&mut self, what: String, sum: f64, span: ravand_core::Span) {
        let args = Args::new().with("what", what).with("sum", percent(sum));
        self.problem(&codes::CHANCES_SUM, span, args);
    }

    /// The share of outcomes that end the case goes to the one that leads on; without one,
    /// to the others in proportion. Where every outcome ends the case, it ends.
    fn close_exits(&mut self, place: &Place<'_, '_, '_>, shares: &mut [f64]) {
        let outcomes = &place.compiled.outcomes;
        let freed: f64 = outcomes.iter().zip(&*shares).filter(|(o, _)| is_end(&o.target)).map(|(_, s)| s).sum();
        let kept = 1.0 - freed;
        let on = outcomes.iter().position(|o| o.target == CompiledTarget::On);
        if freed == 0.0 || (on.is_none() && kept <= 0.0) {
            return;
        }
        for (outcome, share) in outcomes.iter().zip(shares.iter_mut()) {
            if is_end(&outcome.target) {
                if *share > 0.0 {
                    self.notes.exits.push(format!("{}.{}", place.compiled.id, outcome.name));
                }
                *share = 0.0;
            } else if on.is_none() {
                *share /= kept;
            }
        }
        if let Some(share) = on.and_then(|on| shares.get_mut(on)) {
            *share += freed;
        }
    }

    /// Where each datum that the step asks for comes from: first what is drawn, then what
    /// is worked out, each after what it reads.
    pub(crate) fn sources(&mut self, place: &Place<'_, '_, '_>) -> Vec<(Slot, Source)> {
        let mut drawn = Vec::new();
        let mut worked_out: Vec<(Slot, Expression)> = Vec::new();
        for &slot in &place.compiled.asks {
            match self.source(place, slot) {
                Some(Source::From(expression)) => worked_out.push((slot, expression)),
                Some(source) => drawn.push((slot, source)),
                None => {}
            }
        }
        while !worked_out.is_empty() {
            let waits = |reads: &[Slot]| worked_out.iter().any(|(slot, _)| reads.contains(slot));
            let Some(ready) = worked_out.iter().position(|(_, e)| !waits(e.reads())) else {
                let schema = place.member.compiled.schema();
                let names: Vec<_> = worked_out.iter().filter_map(|(slot, _)| schema.name(*slot)).collect();
                let args = Args::new().with("names", quoted(&names));
                self.problem(&codes::DATA_CIRCLE, place.span, args);
                return drawn;
            };
            let (slot, expression) = worked_out.remove(ready);
            drawn.push((slot, Source::From(expression)));
        }
        drawn
    }

    fn source(&mut self, place: &Place<'_, '_, '_>, slot: Slot) -> Option<Source> {
        let schema = place.member.compiled.schema();
        let (name, ty) = (schema.name(slot)?, schema.ty(slot)?);
        let scenario = self.scenario;
        let Some(source) = scenario.data.get(name) else {
            let args = Args::new().with("step", &place.compiled.id).with("name", name);
            self.problem(&codes::NO_SOURCE, place.span, args);
            return None;
        };
        self.notes.data.insert(name.to_owned());
        let hash = hash_text(name);
        match &source.value {
            DataSource::Choice(choices) => {
                let values = self.choices(choices, name, ty, source.span)?;
                Some(Source::Choice { hash, values })
            }
            DataSource::Number(distribution) => {
                if *ty != Type::Number {
                    self.no_value(&format!("{distribution:?}"), name, ty, source.span);
                    return None;
                }
                let sampler = self.sampler(distribution, source.span, "value", name)?;
                Some(Source::Number { hash, sampler })
            }
            DataSource::From(text) => match Expression::compile(text, schema, Some(ty)) {
                Ok(expression) => Some(Source::From(expression)),
                Err(problems) => {
                    for problem in problems {
                        self.once(Diagnostic::at(problem.code, source.span, problem.args));
                    }
                    None
                }
            },
        }
    }

    fn choices(
        &mut self,
        choices: &[(String, f64)],
        name: &str,
        ty: &Type,
        span: ravand_core::Span,
    ) -> Option<Vec<(Value, f64)>> {
        let sum: f64 = choices.iter().map(|(_, chance)| *chance).sum();
        if (sum - 1.0).abs() > CHANCE_TOLERANCE || choices.iter().any(|(_, chance)| !(0.0..=1.0).contains(chance)) {
            let args = Args::new().with("what", format!("`{name}`")).with("sum", percent(sum));
            self.once(Diagnostic::at(&codes::CHANCES_SUM, span, args));
            return None;
        }
        let mut bound = 0.0;
        let mut values = Vec::with_capacity(choices.len());
        for (text, chance) in choices.iter().filter(|(_, chance)| *chance > 0.0) {
            let Some(value) = ty.read(text) else {
                self.no_value(text, name, ty, span);
                continue;
            };
            bound += chance;
            values.push((value, bound));
        }
        let last = values.last_mut()?;
        last.1 = 1.0;
        Some(values)
    }

    fn no_value(&mut self, value: &str, name: &str, ty: &Type, span: ravand_core::Span) {
        let args = Args::new().with("value", value).with("name", name).with("type", ty);
        self.once(Diagnostic::at(&codes::NOT_A_VALUE, span, args));
    }

    /// Several steps may ask for one datum; its source is wrong once.
    fn once(&mut self, problem: Diagnostic) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// A drawn amount as a person would write it into a form.
pub(crate) fn rounded(amount: f64) -> Option<Number> {
    Number::from_f64((amount * UNITS).round() / UNITS)
}
