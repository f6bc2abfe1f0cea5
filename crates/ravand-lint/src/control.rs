//! What a step is there to find or to prevent, and which operations of a reform take it away.
//!
//! The rule RF701 and whoever shows a reform to people ask the same question here, so that
//! no two answers differ. Whether a control works in practice nobody can read in a
//! definition: what counts is that it is laid down.

use ravand_core::{Action, Definition, Operation, OutcomeName, Spanned, Step, StepId, StepPatch, Target};

/// The controls that an operation takes away, each with its step; `after` is what the overlay
/// makes of `base`.
///
/// - `remove` takes the control of the step;
/// - `merge` does, unless the step that takes it in does all that it did;
/// - a `to` that puts another `safeguard` in the place of the one that was there, takes it back,
///   or lets the step find less of what it `catches`, does.
///
/// Whether the operation says what catches now what the control caught is not asked.
pub fn controls_lost<'a>(
    base: &'a Definition,
    after: &'a Definition,
    operation: &'a Operation,
) -> Vec<(&'a StepId, Control<'a>)> {
    let control = |id: &'a Spanned<StepId>| Some((&id.value, Control::of(base.steps.get(&id.value)?)));
    match &operation.action {
        Action::Remove { step, .. } => control(step).into_iter().filter(|(_, control)| !control.is_none()).collect(),
        Action::Merge { steps, into, .. } => {
            // What the overlay makes of the target is what remains.
            let target = after.steps.get(&into.value).or_else(|| base.steps.get(&into.value));
            let target = target.map(Control::of).unwrap_or_default();
            let gone = steps.iter().filter_map(control);
            gone.filter(|(_, control)| !control.is_none() && !target.covers(control)).collect()
        }
        Action::Change { step, to } | Action::Automate { step, to } | Action::Decide { step, to, .. } => {
            control(step).into_iter().filter(|(_, control)| control.is_replaced_by(to)).collect()
        }
        _ => Vec::new(),
    }
}

/// What a step is there to find or to prevent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Control<'a> {
    /// The harm that it guards against.
    pub safeguard: Option<&'a Spanned<String>>,
    /// Errors that it finds, and how often, from 0 to 1.
    pub catches: Vec<(&'a String, &'a Spanned<f64>)>,
    /// Outcomes by which it sends a case back, out or into another process, and how often,
    /// from 0 to 1.
    pub sends: Vec<(&'a OutcomeName, &'a Spanned<f64>)>,
}

impl<'a> Control<'a> {
    /// The control that a step is.
    pub fn of(step: &'a Step) -> Self {
        let leads_away = |outcome: &OutcomeName| {
            let target = step.outcomes.get(outcome).map(|target| &target.value);
            matches!(target, Some(Target::BackTo(_) | Target::End(_) | Target::Call(_)))
        };
        let sends = step.chances.iter().filter(|(name, chance)| chance.value > 0.0 && leads_away(name));
        Control {
            safeguard: step.attributes.safeguard.as_ref().filter(|harm| harm.value != "none"),
            catches: step.catches.iter().filter(|(_, rate)| rate.value > 0.0).collect(),
            sends: sends.collect(),
        }
    }

    /// Whether it finds and prevents nothing.
    pub fn is_none(&self) -> bool {
        self.safeguard.is_none() && self.catches.is_empty() && self.sends.is_empty()
    }

    /// Whether this one does all that `other` did.
    fn covers(&self, other: &Control<'_>) -> bool {
        let guards = other.safeguard.is_none_or(|harm| self.safeguard == Some(harm));
        let finds = |error: &String| self.catches.iter().any(|(known, _)| *known == error);
        let finds_all = other.catches.iter().all(|(error, _)| finds(error));
        guards && finds_all && (other.sends.is_empty() || !self.sends.is_empty())
    }

    fn is_replaced_by(&self, patch: &StepPatch) -> bool {
        let new = patch.attributes.safeguard.as_ref();
        let taken_back = self.safeguard.is_some() && patch.unset.iter().any(|name| name.as_str() == "safeguard");
        let finds_less = self.catches.iter().any(|(error, rate)| {
            patch.catches.get(*error).is_some_and(|new| new.value.is_none_or(|new| new < rate.value))
        });
        taken_back || finds_less || self.safeguard.zip(new).is_some_and(|(old, new)| old != new)
    }
}
