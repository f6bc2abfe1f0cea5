//! Schemas and readers say the same, as an independent validator sees it.

use super::{language, mistakes};
use crate::reader::Keys;
use crate::shape::{self, Group, Shape};
use crate::yaml::{self, Node, NodeKind};
use crate::{FileKind, kind_of, schema};
use ravand_core::{SourceId, Sources};
use serde_json::{Map, Number, Value};

const KINDS: [FileKind; 11] = [
    FileKind::Process,
    FileKind::Overlay,
    FileKind::Scenario,
    FileKind::Calendar,
    FileKind::Decision,
    FileKind::Archetype,
    FileKind::Catalogue,
    FileKind::Bank,
    FileKind::Roles,
    FileKind::Documents,
    FileKind::Laws,
];

/// A text as an editor loads it: YAML's core schema, in which `yes` is a word.
fn loaded(text: &str) -> Option<Value> {
    fn value(node: &Node) -> Value {
        match &node.kind {
            NodeKind::Absent => Value::Null,
            NodeKind::Scalar(scalar) if !scalar.plain => Value::String(scalar.text.clone()),
            NodeKind::Scalar(scalar) => match scalar.text.as_str() {
                "~" | "null" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                text => match text.parse::<i64>() {
                    Ok(whole) => Value::Number(whole.into()),
                    Err(_) => crate::value::decimal(text)
                        .and_then(Number::from_f64)
                        .map_or_else(|| Value::String(text.to_owned()), Value::Number),
                },
            },
            NodeKind::Sequence(items) => Value::Array(items.iter().map(value).collect()),
            NodeKind::Mapping(mapping) => Value::Object(
                mapping.entries.iter().map(|(key, node)| (key.text.clone(), value(node))).collect::<Map<_, _>>(),
            ),
        }
    }
    yaml::parse(SourceId(1), text).0.as_ref().map(value)
}

/// What the schema of a text's kind has against it.
fn objections(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add("x.yaml", text);
    let schema = schema(kind_of(&sources, id)).expect("a file of the language");
    let validator = jsonschema::options().build(&schema).expect("a schema");
    let value = loaded(text).expect("YAML");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Every group that a shape leads to.
fn reach(shape: &'static Shape, found: &mut Vec<&'static Group>) {
    match shape {
        Shape::Group(group) => reach_group(group, found),
        Shape::List(inner) | Shape::Chosen(_, inner) | Shape::Template(inner) => reach(inner, found),
        Shape::Either(forms) => forms.iter().for_each(|form| reach(form, found)),
        _ => {}
    }
}

fn reach_group(group: &'static Group, found: &mut Vec<&'static Group>) {
    if !found.iter().any(|known| std::ptr::eq(*known, group)) {
        found.push(group);
        group.fields.iter().for_each(|field| reach(&field.shape, found));
    }
}

fn all_groups() -> Vec<&'static Group> {
    let mut found = Vec::new();
    KINDS.into_iter().filter_map(shape::of_kind).for_each(|group| reach_group(group, &mut found));
    found
}

#[test]
fn every_key_of_a_reader_is_described_in_its_order() {
    let groups = all_groups();
    for keys in language::groups() {
        let described: Vec<_> = groups.iter().filter(|group| std::ptr::eq::<Keys>(group.keys, keys)).collect();
        assert!(!described.is_empty(), "nobody describes {:?}", keys.known);
        for group in described {
            let fields: Vec<&str> = group.fields.iter().map(|field| field.key).collect();
            assert_eq!(fields, keys.known, "{}", group.name);
            let known = |key: &&str| keys.known.contains(key);
            assert!(group.required.iter().all(|set| set.iter().all(known)), "{}", group.name);
        }
    }
}

#[test]
fn every_key_is_explained_in_both_languages() {
    for group in all_groups() {
        for field in group.fields {
            let persian = field.fa.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c));
            assert!(persian && !field.fa.contains(['ي', 'ك']), "{}.{}", group.name, field.key);
            assert!(field.en.starts_with(char::is_uppercase), "{}.{}", group.name, field.key);
        }
    }
}

#[test]
fn names_of_definitions_are_used_once() {
    let groups = all_groups();
    let mut names: Vec<_> = groups.iter().map(|group| group.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), groups.len());
}

#[test]
fn schemas_are_schemas() {
    for kind in KINDS {
        let schema = schema(kind).expect("a schema");
        assert!(jsonschema::meta::is_valid(&schema), "{kind:?}");
    }
    assert_eq!(schema(FileKind::Unknown), None);
}

#[test]
fn what_readers_take_schemas_take() {
    for text in language::examples().into_iter().chain([include_str!("sample.yaml")]) {
        assert_eq!(objections(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the test reads the bank that ships")]
fn every_file_of_the_bank_fits_its_schema() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../processes"));
    let (mut folders, mut files) = (vec![root.to_path_buf()], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a text");
                assert_eq!(objections(&text), Vec::<String>::new(), "{}", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 20, "{files} files");
}

/// The reader's mistake at that text is the schema's as well.
#[track_caller]
fn refused(text: &str) {
    let (sources, found) = super::read_any(text);
    assert!(!found.is_empty(), "{:?}", super::listed(&sources, &found));
    assert!(!objections(text).is_empty(), "{text}");
}

#[test]
fn what_readers_refuse_by_shape_schemas_refuse() {
    let step = |keys: &str| refused(&format!("process: p\nflow: [a]\nsteps:\n  a:\n    {keys}\n"));
    for keys in mistakes::SHAPES {
        step(keys);
    }
    refused("process: a\nflow: [b]\n");
    refused("process: a\nsteps: {b: {}}\nflow: [b]\nparameters: [b]\n");
    refused("process: p\nsteps: {a: {}}\nflow:\n  - dance: a\n");
    refused("process: p\nsteps: {a: {}}\nflow:\n  - some: [[a], [a]]\n");
    refused("process: p\nsteps: {a: {}}\nflow:\n  - stage: s\n");
    refused("process: a\nsteps: {b: {}}\nflow: [b]\norder: by luck\n");
    refused("process: a\nsteps: {b: {}}\nflow: [b]\nvalid_from: soon\n");
    refused("roles:\n  clerk: { holders: 0 }\n");
    refused("roles:\n  clerk: { party: nobody }\n");
    refused("bank: b\nrisk: { signature: high }\n");
    refused("overlay: o\nof: p\nchanges: [{ remove: a, whhy: x }]\n");
    refused("overlay: o\nof: p\nchanges: [{ why: x }]\n");
    refused("overlay: o\nof: p\nkind: wish\nchanges: []\n");
    refused("scenario: s\nprocess: p\nstart: 2022-04-03\ncases: 0\narrivals: at start\ntimes: elapsed\n");
    refused("scenario: s\nprocess: p\nstart: 2022-04-03\ncases: 1\narrivals: now\ntimes: elapsed\n");
    refused("calendar: c\nzone: Asia/Tehran\nhours: [{ from: 2015-03-21, open: morning }]\n");
    refused("decision: d\ninputs: [b]\noutputs: { o: money }\nrules: []\n");
}

#[test]
fn what_is_not_built_yet_is_a_mistake() {
    for group in all_groups() {
        for key in group.keys.later {
            let schema = KINDS.into_iter().filter_map(schema).find_map(|schema| {
                let of = if schema["title"] == format!("Ravand: {}", group.name) {
                    &schema
                } else {
                    &schema["$defs"][group.name]
                };
                of.get("properties").map(|properties| properties.get(key).is_some())
            });
            assert_eq!(schema, Some(false), "{key} in {}", group.name);
        }
    }
}
