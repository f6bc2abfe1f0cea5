//! The language as JSON Schema 2020-12, by which an editor completes a file and checks it.
//!
//! Invariant: a schema is made of the same descriptions as the canonical order, whose keys
//! and words are those of the readers; nothing in it is written twice. It describes a file as
//! an editor loads it, where `yes` is a word and `15` a number. Deliberately absent: what only
//! a whole file can tell; `ravand lint` says that.

use crate::FileKind;
use crate::shape::{Chosen, Form, Group, Shape, TAKEN_BACK, of_kind};
use serde_json::{Map, Value, json};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema of a kind of file; `None` for one that the language does not know.
///
/// Each key says what it means in English (`description`) and Persian (`x-fa`).
///
/// ```
/// let schema = ravand_formats::schema(ravand_formats::FileKind::Process).unwrap();
/// assert_eq!(schema["anyOf"][0]["required"], serde_json::json!(["process", "steps", "flow"]));
/// assert_eq!(schema["$defs"]["step"]["additionalProperties"], false);
/// ```
pub fn schema(kind: FileKind) -> Option<Value> {
    let root = of_kind(kind)?;
    let mut definitions: Vec<(&'static str, Option<Value>)> = Vec::new();
    let body = group(root, &mut definitions);
    let mut all = Map::new();
    all.insert("$schema".to_owned(), json!(DIALECT));
    all.insert("$comment".to_owned(), json!("Made by `ravand schema`; do not edit."));
    all.insert("title".to_owned(), json!(format!("Ravand: {}", root.name)));
    if let Value::Object(body) = body {
        all.extend(body);
    }
    let definitions = definitions.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let definitions: Map<String, Value> = definitions.collect();
    if !definitions.is_empty() {
        all.insert("$defs".to_owned(), Value::Object(definitions));
    }
    Some(Value::Object(all))
}

/// Groups that were met, each once: a flow holds flows.
type Definitions = Vec<(&'static str, Option<Value>)>;

fn group(of: &'static Group, definitions: &mut Definitions) -> Value {
    let mut properties = Map::new();
    for field in of.fields {
        let mut value = shape(&field.shape, definitions);
        if of.is_change() {
            value = json!({ "anyOf": [value, shape(&TAKEN_BACK, definitions)] });
        }
        if let Value::Object(value) = &mut value {
            value.insert("description".to_owned(), json!(field.en));
            value.insert("x-fa".to_owned(), json!(field.fa));
        }
        properties.insert(field.key.to_owned(), value);
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    match of.required {
        [] | [[]] => {}
        [one] => drop(schema.insert("required".to_owned(), json!(one))),
        several => {
            let sets: Vec<Value> = several.iter().map(|keys| json!({ "required": keys })).collect();
            schema.insert("anyOf".to_owned(), Value::Array(sets));
        }
    }
    Value::Object(schema)
}

fn shape(of: &'static Shape, definitions: &mut Definitions) -> Value {
    match of {
        Shape::Text => text(),
        Shape::Words(words) => json!({ "enum": words() }),
        Shape::YesNo => json!({ "enum": ["yes", "no", true, false] }),
        Shape::Form(form) => form_of(*form),
        Shape::Whole(min, max) => json!({ "anyOf": [
            { "type": "integer", "minimum": min, "maximum": max },
            { "type": "string", "pattern": "^[0-9]+$" },
        ] }),
        Shape::Number => json!({ "anyOf": [
            { "type": "number" },
            { "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" },
        ] }),
        Shape::List(item) => json!({ "type": "array", "items": shape(item, definitions) }),
        Shape::Chosen(key, value) => {
            let mut map = json!({ "type": "object", "additionalProperties": shape(value, definitions) });
            if let (Some(names), Value::Object(map)) = (names(*key), &mut map) {
                map.insert("propertyNames".to_owned(), names);
            }
            map
        }
        Shape::Group(group) => reference(group, definitions),
        // A parameter can stand for any part of it: that is the reader's to understand.
        Shape::Template(_) => json!({}),
        Shape::Either(forms) => {
            let forms: Vec<Value> = forms.iter().map(|form| shape(form, definitions)).collect();
            json!({ "anyOf": forms })
        }
    }
}

fn reference(of: &'static Group, definitions: &mut Definitions) -> Value {
    if !definitions.iter().any(|(name, _)| *name == of.name) {
        // Met before it is made: what it holds may hold it.
        definitions.push((of.name, None));
        let made = group(of, definitions);
        if let Some(entry) = definitions.iter_mut().find(|(name, _)| *name == of.name) {
            entry.1 = Some(made);
        }
    }
    json!({ "$ref": format!("#/$defs/{}", of.name) })
}

/// Words of any kind; an editor loads some of them as numbers or as true and false.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

const ID: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
const NAME: &str = "^[a-z\u{621}-\u{6CC}][a-z0-9_\u{621}-\u{6CC}\u{6F0}-\u{6F9}\u{200C}]*$";
const AMOUNT: &str = r"[0-9]+(\.[0-9]+)?";

fn form_of(form: Form) -> Value {
    let pattern = match form {
        Form::Id => ID.to_owned(),
        Form::Name => NAME.to_owned(),
        Form::Compound => format!("^({})", crate::registry::COMPOUND.join("|").replace('{', r"\{")),
        Form::Percent => format!("^{AMOUNT} *%$"),
        // By the world's calendar or, with slashes, by the Persian one.
        Form::Date => "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}/[0-9]{2}/[0-9]{2}|[۰-۹]{4}/[۰-۹]{2}/[۰-۹]{2})$".to_owned(),
        Form::Length => format!("^{AMOUNT} *[a-z]"),
        Form::Term => format!("^{AMOUNT} *(Persian |Gregorian )?[a-z]"),
        Form::Spread => format!(r"^((exactly )?{AMOUNT}.*[a-z]|(uniform|triangle|exponential|lognormal) *\(.*\))$"),
        Form::Quantity => {
            format!(r"^((exactly )?-?{AMOUNT}.*|(uniform|triangle|exponential|lognormal) *\(.*\))$")
        }
        Form::SolarDay => "^((0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])|[۰-۹]{2}/[۰-۹]{2})$".to_owned(),
        Form::Opening => "^[0-2][0-9]:[0-5][0-9] *- *[0-2][0-9]:[0-5][0-9]$".to_owned(),
        Form::Staff => format!("^[0-9]+( at {AMOUNT} *%)?$"),
    };
    json!({ "type": "string", "pattern": pattern })
}

/// What a key that a person chooses looks like.
fn names(chosen: Chosen) -> Option<Value> {
    match chosen {
        Chosen::Id => Some(json!({ "pattern": ID })),
        Chosen::Name | Chosen::Value => Some(json!({ "pattern": NAME })),
        Chosen::Words(words) => Some(json!({ "enum": words() })),
        Chosen::Any => None,
    }
}
