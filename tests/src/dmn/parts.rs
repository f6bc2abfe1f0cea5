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
