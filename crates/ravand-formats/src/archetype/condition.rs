//! The conditions of an archetype: `if: visit`, `if: not visit`, `if: basis is approval`,
//! or a list of such, which hold if all of them do.
//!
//! They are decided when a process is made and leave nothing behind in it. What is decided
//! case by case is a step's `when`.

use super::codes as ar;
use super::parameter::{Parameter, ParameterType};
use super::template::{Arguments, unknown};
use crate::codes as ya;
use crate::reader::Cx;
use crate::yaml::{Node, NodeKind};
use indexmap::IndexMap;
use ravand_core::{Args, Span};
use std::collections::BTreeSet;

/// `visit`, `not visit`, `basis is approval`, `basis is not approval`.
struct Condition<'t> {
    name: &'t str,
    value: Option<&'t str>,
    negated: bool,
}

fn parse(text: &str) -> Option<Condition<'_>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [name] if name != "not" && name != "is" => Some(Condition { name, value: None, negated: false }),
        ["not", name] => Some(Condition { name, value: None, negated: true }),
        [name, "is", value] if value != "not" => Some(Condition { name, value: Some(value), negated: false }),
        [name, "is", "not", value] => Some(Condition { name, value: Some(value), negated: true }),
        _ => None,
    }
}

/// The texts of a condition with their places; `None` for what is neither text nor a list
/// of texts.
fn texts(node: &Node) -> Option<Vec<(&str, Span)>> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(vec![(scalar.text.as_str(), node.span)]),
        NodeKind::Sequence(items) if !items.is_empty() => items
            .iter()
            .map(|item| match &item.kind {
                NodeKind::Scalar(scalar) => Some((scalar.text.as_str(), item.span)),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Reports what is wrong with a condition and remembers which parameters it asks.
pub(super) fn check(
    node: &Node,
    parameters: &IndexMap<String, Parameter>,
    used: &mut BTreeSet<String>,
    at: &str,
    cx: &mut Cx,
) {
    let Some(texts) = texts(node) else {
        cx.report(&ar::CONDITION, node.span, Args::new().with("found", "…").with("at", at));
        return;
    };
    for (text, span) in texts {
        let Some(condition) = parse(text) else {
            cx.report(&ar::CONDITION, span, Args::new().with("found", text).with("at", at));
            continue;
        };
        let Some(parameter) = parameters.get(condition.name) else {
            unknown(condition.name, span, parameters, at, cx);
            continue;
        };
        used.insert(condition.name.to_owned());
        let args = || Args::new().with("name", condition.name).with("type", &parameter.ty).with("at", at);
        match (condition.value, &parameter.ty) {
            (None, ParameterType::YesNo | ParameterType::List(_)) => {}
            (None, _) if parameter.optional => {}
            (None, _) => cx.report(&ar::ALWAYS_HOLDS, span, args()),
            (Some(value), ParameterType::OneOf(names)) => {
                if !names.iter().any(|name| name == value) {
                    let args = Args::new().with("at", at).with("found", value).with("known", names.join(", "));
                    cx.report(&ya::NOT_ONE_OF, span, args);
                }
            }
            (Some(_), _) => cx.report(&ar::NOT_A_CHOICE, span, args()),
        }
    }
}

/// Whether a condition holds. One that cannot be understood does not, and was reported.
pub(super) fn holds(node: &Node, arguments: &Arguments<'_>) -> bool {
    texts(node).is_some_and(|texts| texts.iter().all(|(text, _)| one_holds(text, arguments)))
}

fn one_holds(text: &str, arguments: &Arguments<'_>) -> bool {
    let Some(condition) = parse(text) else { return false };
    let given = arguments.get(condition.name).map(|node| &node.kind);
    let holds = match (condition.value, given) {
        (_, None) => false,
        (Some(value), Some(NodeKind::Scalar(scalar))) => scalar.text == value,
        (Some(_), _) => false,
        (None, Some(NodeKind::Scalar(scalar))) => {
            let truth = arguments.ty(condition.name) == Some(&ParameterType::YesNo);
            !truth || matches!(scalar.text.as_str(), "yes" | "true")
        }
        (None, Some(NodeKind::Sequence(items))) => !items.is_empty(),
        (None, Some(NodeKind::Mapping(mapping))) => !mapping.entries.is_empty(),
        (None, Some(NodeKind::Absent)) => false,
    };
    holds != condition.negated
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[track_caller]
    fn check(text: &str, want: Option<(&str, Option<&str>, bool)>) {
        assert_eq!(parse(text).map(|c| (c.name, c.value, c.negated)), want, "{text}");
    }

    #[test]
    fn conditions_read_aloud() {
        check("visit", Some(("visit", None, false)));
        check("not visit", Some(("visit", None, true)));
        check("basis is approval", Some(("basis", Some("approval"), false)));
        check("basis  is not approval", Some(("basis", Some("approval"), true)));
        for wrong in ["", "not", "is", "visit and fee", "basis is", "basis is not", "basis = approval", "a b"] {
            check(wrong, None);
        }
    }
}
