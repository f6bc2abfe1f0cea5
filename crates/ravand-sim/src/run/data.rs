//! What a step asks for, at the moment when it is answered.

use ravand_feel::{EvalError, Value};
use ravand_kernel::{CompiledTarget, Slot};

use super::{Observer, Run};
use crate::error::SimError;
use crate::model::{Source, StepModel};
use crate::random::Purpose;
use crate::sources::rounded;
use crate::world::OpenTask;

impl<O: Observer> Run<'_, '_, O> {
    /// What the step asks for, if its outcome leads on.
    pub(super) fn draw_data(
        &mut self,
        task: &OpenTask,
        model: &StepModel,
        outcome: Option<u16>,
    ) -> Result<(), SimError> {
        self.data.clear();
        if model.asks.is_empty() {
            return Ok(());
        }
        let number = self.number(task.case);
        let Self { cases, data, values, model: whole, .. } = self;
        let case = &cases[task.case as usize];
        let process = whole.processes[usize::from(case.process)].compiled;
        let step = process.step(task.step);
        let target = outcome.and_then(|o| step.outcomes.get(usize::from(o))).map(|o| o.target);
        if !matches!(target, None | Some(CompiledTarget::On | CompiledTarget::Call(_))) {
            return Ok(());
        }
        let datum = |hash: u64| case.address.task(hash, task.visit).uniform(Purpose::Datum);
        let fail = |slot: Slot, source| SimError::Datum {
            case: number,
            at: step.id.to_string(),
            name: process.schema().name(slot).unwrap_or("?").to_owned(),
            source,
        };
        values.clear();
        for (slot, source) in &model.asks {
            let value = match source {
                Source::Choice { hash, values } => {
                    let u = datum(*hash);
                    values.iter().find(|(_, bound)| u < *bound).map_or(Value::Null, |(value, _)| value.clone())
                }
                Source::Number { hash, sampler } => {
                    let number = rounded(sampler.at(datum(*hash)));
                    number.ok_or_else(|| fail(*slot, EvalError::Overflow))?.into()
                }
                Source::From(expression) => {
                    if values.is_empty() {
                        values.extend_from_slice(case.instance.data());
                        for (slot, value) in &*data {
                            values[usize::from(*slot)] = value.clone();
                        }
                    }
                    let value = expression.evaluate(values).map_err(|why| fail(*slot, why))?;
                    if value.is_null() {
                        let name = process.schema().name(*slot).unwrap_or("?").to_owned();
                        return Err(SimError::Unknown { case: number, at: step.id.to_string(), name });
                    }
                    value
                }
            };
            if let Some(known) = values.get_mut(usize::from(*slot)) {
                known.clone_from(&value);
            }
            data.push((*slot, value));
        }
        Ok(())
    }
}
