//! What test cases hold, as values; and the few ways through the XML that the runner takes.

use super::Found;
use ravand::feel::{Number, Type, Value};
use roxmltree::Node;

/// How far two numbers may be apart.
const TOLERANCE: f64 = 1e-8;

/// Whether a result is as expected, numbers nearly.
pub(super) fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.to_f64(), b.to_f64());
            (a - b).abs() <= TOLERANCE * a.abs().max(1.0)
        }
        (Value::List(a), Value::List(b)) => {
            a.items().len() == b.items().len() && a.items().iter().zip(b.items()).all(|(a, b)| same(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.iter().count() == b.iter().count()
                && a.iter().all(|(name, value)| b.get(name).is_some_and(|found| same(value, found)))
        }
        (a, b) => a == b,
    }
}

/// What an `inputNode`, `expected`, `item` or `component` holds.
pub(super) fn value(node: Node<'_, '_>) -> Found<Value> {
    let nil = |node: Node<'_, '_>| node.attributes().any(|a| a.name() == "nil" && a.value() == "true");
    if nil(node) {
        return Ok(Value::Null);
    }
    if let Some(list) = child(node, "list") {
        if nil(list) {
            return Ok(Value::Null);
        }
        let items = children(list, "item").map(value).collect::<Found<Vec<_>>>()?;
        return Value::list(items).map_err(|why| why.to_string());
    }
    if let Some(plain) = child(node, "value") {
        return if nil(plain) { Ok(Value::Null) } else { plain_value(plain) };
    }
    let mut entries = Vec::new();
    for component in children(node, "component") {
        entries.push((component.attribute("name").unwrap_or_default().to_owned(), value(component)?));
    }
    Value::context(entries).map_err(|why| why.to_string())
}

fn plain_value(node: Node<'_, '_>) -> Found<Value> {
    let text = node.text().unwrap_or_default();
    let kind = node.attributes().find(|a| a.name() == "type").map_or("string", |a| a.value());
    let kind = kind.rsplit(':').next().unwrap_or_default();
    let types: &[Type] = match kind {
        "decimal" | "double" | "integer" | "int" | "float" | "long" => return number(text.trim()),
        "boolean" => &[Type::Bool],
        "date" => &[Type::Date],
        "time" => &[Type::Time],
        "dateTime" => &[Type::DateTime],
        "duration" | "dayTimeDuration" | "yearMonthDuration" => &[Type::Months, Type::Days],
        _ => return Ok(Value::from(text)),
    };
    let read = types.iter().find_map(|ty| ty.read(text.trim()));
    read.ok_or_else(|| format!("`{text}` is no {kind} that is understood"))
}

fn number(text: &str) -> Found<Value> {
    let plain = text.parse::<Number>().ok();
    let double = || text.parse::<f64>().ok().and_then(Number::from_f64);
    plain.or_else(double).map(Value::Number).ok_or_else(|| format!("`{text}` is no number that fits"))
}

// XML.

pub(super) fn children<'d, 'i, 'n>(
    node: Node<'d, 'i>,
    name: &'n str,
) -> impl Iterator<Item = Node<'d, 'i>> + use<'d, 'i, 'n> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

pub(super) fn child<'d, 'i>(node: Node<'d, 'i>, name: &str) -> Option<Node<'d, 'i>> {
    children(node, name).next()
}

pub(super) fn text_of<'d>(node: Node<'d, '_>) -> &'d str {
    child(node, "text").and_then(|text| text.text()).unwrap_or_default()
}

/// Whether a node is a boxed expression.
pub(super) fn is_logic(node: Node<'_, '_>) -> bool {
    const KINDS: [&str; 8] = [
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "relation",
        "list",
        "functionDefinition",
        "conditional",
    ];
    node.is_element() && KINDS.contains(&node.tag_name().name())
}

/// The boxed expression inside a node.
pub(super) fn logic_of<'d, 'i>(node: Node<'d, 'i>) -> Option<Node<'d, 'i>> {
    node.children().find(|child| is_logic(*child))
}

/// A boxed expression as one text, so that a function can have it as its body; `None` of
/// what has no such form, a decision table.
pub(super) fn as_text(logic: Node<'_, '_>) -> Option<String> {
    match logic.tag_name().name() {
        "literalExpression" => Some(format!("({})", text_of(logic))),
        "context" => {
            let (mut entries, mut result) = (Vec::new(), "");
            for entry in children(logic, "contextEntry") {
                let name = child(entry, "variable").and_then(|variable| variable.attribute("name"));
                // An entry without a name is what the whole gives.
                let name = name.unwrap_or_else(|| {
                    result = ".result_of_this_context";
                    "result_of_this_context"
                });
                entries.push(format!("{name}: {}", as_text(logic_of(entry)?)?));
            }
            Some(format!("{{{}}}{result}", entries.join(", ")))
        }
        "invocation" => {
            let callee = child(logic, "literalExpression").map(text_of)?;
            let argument = |binding| {
                let name = child(binding, "parameter")?.attribute("name")?;
                Some(format!("{name}: {}", as_text(logic_of(binding)?)?))
            };
            let arguments = children(logic, "binding").map(argument).collect::<Option<Vec<_>>>()?;
            Some(format!("{}({})", callee.trim(), arguments.join(", ")))
        }
        "list" => {
            let items = logic.children().filter(|node| is_logic(*node)).map(as_text);
            Some(format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        _ => None,
    }
}
