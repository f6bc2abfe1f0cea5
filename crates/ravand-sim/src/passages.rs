//! How many favourable cases pass each step.
//!
//! This is asked of a simulation because no formula over the flow knows what data, redo and
//! skips together do.

use crate::error::SimError;
use crate::experiment::{Settings, simulate_traced};
use crate::model::Model;
use indexmap::IndexMap;
use ravand_core::StepId;
use ravand_kernel::Event;
use ravand_kernel::exchange::InstanceKey;
use std::collections::BTreeMap;

/// For every step of the simulated process, the share of its favourable cases that pass it,
/// from 0 to 1. Without a favourable case, every share is 0. It looks at the first
/// replication; cases that a case calls are not counted.
///
/// # Errors
/// As [`simulate`](crate::simulate).
pub fn passages(model: &Model<'_>, settings: &Settings) -> Result<IndexMap<StepId, f64>, SimError> {
    let process = model.process();
    let mut open: BTreeMap<InstanceKey, Vec<bool>> = BTreeMap::new();
    let mut passed = vec![0_u32; process.steps().len()];
    let mut favourable = 0_u32;
    simulate_traced(model, settings, &mut |seen| {
        if !std::ptr::eq(seen.process, process) {
            return;
        }
        match seen.event {
            Event::TaskCreated { step, .. } => {
                let steps = open.entry(seen.instance).or_insert_with(|| vec![false; passed.len()]);
                steps[step.index()] = true;
            }
            Event::InstanceEnded { end } => {
                let Some(steps) = open.remove(&seen.instance) else { return };
                if process.ends()[end.index()].favourable {
                    favourable += 1;
                    passed.iter_mut().zip(steps).for_each(|(count, passed)| *count += u32::from(passed));
                }
            }
            _ => {}
        }
    })?;
    let share = |count: &u32| f64::from(*count) / f64::from(favourable.max(1));
    Ok(process.steps().iter().zip(&passed).map(|(step, count)| (step.id.clone(), share(count))).collect())
}
