//! Which line, and which operation of which overlay, gave an attribute of a merged definition.
//!
//! Every attribute keeps the place where it was written, and every step the operations that
//! touched it; nothing else is stored. The reasons stand in the overlays themselves.

use crate::definition::Definition;
use crate::digest::{entries, part};
use crate::id::StepId;
use crate::overlay::{Action, Applied, Overlay};
use crate::span::Span;

/// Where an attribute comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The attribute, as the canonical form names it: `due`, `needs/title-deed`, `title/fa`.
    pub attribute: String,
    /// What it says, in the canonical form; empty where being there is all.
    pub value: String,
    /// Where that was written.
    pub span: Span,
    /// The operations that set it, oldest first; none if the base says so.
    pub operations: Vec<Applied>,
}

/// The origin of everything that a step of a merged definition says beyond its defaults.
pub fn of_step(merged: &Definition, overlays: &[&Overlay], step: &StepId) -> Vec<Origin> {
    let Some(content) = merged.steps.get(step) else { return Vec::new() };
    let prefix = format!("steps/{}/", part(step.as_str()));
    let said = entries(merged);
    let of_this = said.range(prefix.clone()..).take_while(|(key, _)| key.starts_with(&prefix));
    let origin = |(key, entry): (&String, &crate::digest::Entry)| {
        let attribute = key.get(prefix.len()..).unwrap_or_default().to_owned();
        let set = content.history.iter().filter(|applied| sets(overlays, applied, step, &attribute));
        Origin { value: entry.value.clone(), span: entry.span, operations: set.cloned().collect(), attribute }
    };
    of_this.map(origin).collect()
}

/// Whether an operation set an attribute of a step.
fn sets(overlays: &[&Overlay], applied: &Applied, step: &StepId, attribute: &str) -> bool {
    let overlay = overlays.iter().find(|overlay| overlay.id.value == applied.overlay);
    let Some(operation) = overlay.and_then(|overlay| overlay.changes.get(applied.operation)) else { return false };
    let name = attribute.split('/').next().unwrap_or(attribute);
    let implied = |more: &[&str]| ["role", "discretion", "contact"].contains(&name) || more.contains(&name);
    match &operation.action {
        Action::Add { step: added, .. } => added.value == *step,
        Action::Change { to, .. } => to.said().contains(&name),
        Action::Automate { to, .. } => to.said().contains(&name) || implied(&[]),
        Action::Decide { to, .. } => to.said().contains(&name) || implied(&["kind", "decision", "asks"]),
        // What becomes of documents, and of jumps to what is gone.
        Action::Remove { .. } | Action::Merge { .. } => {
            matches!(name, "needs" | "may_use" | "evidence" | "after" | "not_same_person_as" | "outcomes")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;
    use crate::merge::apply;
    use crate::random::two_definitions;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// What the base says is the base's, and what differs from it has an operation.
        #[test]
        fn every_attribute_has_an_origin((a, b) in two_definitions()) {
            let overlay = diff(&a, &b).unwrap();
            let merged = apply(&a, &overlay).unwrap();
            let (before, after) = (entries(&a), entries(&merged));
            for id in merged.steps.keys() {
                let prefix = format!("steps/{}/", part(id.as_str()));
                let origins = of_step(&merged, &[&overlay], id);
                prop_assert_eq!(origins.len(), after.keys().filter(|key| key.starts_with(&prefix)).count());
                for origin in origins {
                    let key = format!("{prefix}{}", origin.attribute);
                    let same = before.get(&key).is_some_and(|entry| entry.value == origin.value);
                    prop_assert!(same || !origin.operations.is_empty(), "{key}");
                }
            }
        }
    }
}
