//! `docs/language.md` and the readers say the same.

use super::{listed, read_any};
use crate::kind::FIRST_KEYS;
use crate::reader::Keys;
use crate::{
    action, archetype, calendar, decision, flow, graph, logic, overlay, process, registry, scenario, step, value,
};

const PAGE: &str = include_str!("../../../../docs/language.md");

/// Every group of keys that a reader knows.
pub(super) fn groups() -> Vec<&'static Keys> {
    vec![
        &process::PROCESS,
        &process::SLA,
        &registry::DATUM,
        &registry::TYPE,
        &registry::DOCUMENT,
        &registry::ROLE,
        &registry::END,
        &step::STEP,
        &step::CRITERIA,
        &step::EDIT,
        &flow::ITEM,
        &flow::STAGE,
        &flow::BRANCH,
        &flow::INLINE_END,
        &graph::ELEMENT,
        &graph::TRIGGER,
        &graph::REPEAT,
        &graph::ASSIGNMENT,
        &graph::THROWS,
        &graph::CASE,
        &graph::EDGE,
        &decision::DECISION,
        &decision::WRITTEN,
        &decision::DECISION_FILE,
        &decision::TABLE,
        &logic::LOGIC,
        &overlay::OVERLAY,
        &overlay::CHANGE,
        &action::ORDER,
        &action::FATE,
        &action::SUBJECT,
        &action::PROCESS_PATCH,
        &action::NEW_STAGE,
        &action::STAGE_PATCH,
        &archetype::ARCHETYPE,
        &archetype::parameter::PARAMETER,
        &archetype::CATALOGUE,
        &archetype::ROW,
        &scenario::SCENARIO,
        &scenario::ARRIVALS,
        &scenario::STAFF,
        &scenario::FROM,
        &scenario::CALIBRATION,
        &calendar::CALENDAR,
        &calendar::WEEKEND,
        &calendar::HOURS,
        &calendar::HOLIDAYS,
        &calendar::HOLIDAY,
        &calendar::EXCEPTION,
        &registry::BANK_FILE,
        &registry::UNIT,
        &registry::DISTRICT,
        &registry::ROLES_FILE,
        &registry::DOCUMENTS_FILE,
        &registry::LAWS_FILE,
        &registry::LAW,
        &value::TITLE,
    ]
}

pub(super) fn examples() -> Vec<&'static str> {
    PAGE.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn every_example_is_read_without_a_mistake() {
    let mut kinds = Vec::new();
    for example in examples() {
        let (sources, diagnostics) = read_any(example);
        assert!(diagnostics.is_empty(), "{:#?}\nin:\n{example}", listed(&sources, &diagnostics));
        kinds.extend(example.split(':').next());
    }
    for kind in FIRST_KEYS {
        assert!(kinds.contains(kind), "no example begins with `{kind}:`");
    }
}

#[test]
fn every_key_has_an_example() {
    let yaml = examples().concat();
    let written = |key: &str| {
        yaml.match_indices(&format!("{key}:"))
            .any(|(at, _)| !yaml[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-'))
    };
    for group in groups() {
        for key in group.known {
            assert!(written(key), "no example shows the key `{key}`");
        }
    }
}

#[test]
fn what_is_not_built_is_listed() {
    let list = PAGE.split("## Not built yet").nth(1).expect("the section");
    for key in groups().iter().flat_map(|g| g.later) {
        assert!(list.contains(&format!("`{key}`")), "`{key}` is not listed as not built");
    }
}

#[test]
fn every_kind_of_step_is_explained() {
    for (word, _) in step::KINDS {
        assert!(PAGE.contains(&format!("`{word}`")), "`{word}`");
    }
}
