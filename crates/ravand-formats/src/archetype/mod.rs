//! Archetypes: processes with typed parameters, and the catalogues that use them.
//!
//! An archetype stays the tree that was written. A row of a catalogue gives arguments, they
//! are put into the tree, and the tree is read as any process is: there is one reader. What
//! an archetype says wrongly is found when it is read, by trying it with samples, and is
//! said there once and not with every row.

mod catalogue;
pub(crate) mod codes;
mod condition;
mod expand;
pub(crate) mod parameter;
mod template;
mod trial;

pub use catalogue::{Catalogue, ROWS_MAX, Row, read_catalogue};
pub use expand::{ARCHETYPE_DEPTH_MAX, EXPANDED_MAX, Expanded, check_archetypes, expand};
pub use parameter::{PARAMETERS_MAX, Parameter, ParameterType};

pub(crate) use catalogue::{CATALOGUE, ROW};

use crate::ident::id;
use crate::reader::{Cx, Fields, Keys, Read, read_file};
use crate::value::title;
use crate::yaml::{Key, Node};
use codes as ar;
use indexmap::IndexMap;
use ravand_core::{ArchetypeId, Args, SourceId, Sources, Spanned, Title};

/// Keys of an archetype.
pub(crate) static ARCHETYPE: Keys = Keys {
    known: &[
        "archetype",
        "title",
        "parameters",
        "use",
        "with",
        "changes",
        "domain",
        "owner",
        "provenance",
        "valid_from",
        "calendar",
        "sla",
        "order",
        "data",
        "documents",
        "roles",
        "ends",
        "steps",
        "flow",
        "decisions",
    ],
    later: &["edges"],
};

/// Keys of the process that an archetype makes, in the order in which they are read.
const BODY: &[&str] = &[
    "domain",
    "owner",
    "provenance",
    "valid_from",
    "calendar",
    "sla",
    "order",
    "data",
    "documents",
    "roles",
    "ends",
    "steps",
    "flow",
    "decisions",
];

/// Keys that only an archetype has that is written out.
const OWN: &[&str] = &["order", "ends", "steps", "flow"];

/// A process with parameters.
#[derive(Debug, Clone)]
pub struct Archetype {
    /// Its id.
    pub id: Spanned<ArchetypeId>,
    /// Its name for people.
    pub title: Title,
    /// What can be given to it.
    pub parameters: IndexMap<String, Parameter>,
    /// The archetype that it builds on.
    pub builds_on: Option<Spanned<ArchetypeId>>,
    /// Keys of the process that it makes.
    body: Vec<(Key, Node)>,
    /// What it gives to the archetype that it builds on.
    with: Option<Node>,
    /// How it changes that one.
    changes: Option<(Key, Node)>,
    /// Whether it was read without a mistake. Of one that was not, no mistake is said twice.
    sound: bool,
}

/// Reads an archetype.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("licence.yaml", "
/// archetype: licence
/// parameters:
///   visit: { type: yes_no, default: yes }
///   term: duration
/// steps:
///   check: { kind: check, role: expert, due: $term }
///   visit: { if: visit, kind: inspect, role: inspector }
/// flow: [check, visit, { end: { id: issued, favourable: yes } }]
/// ");
/// let read = ravand_formats::read_archetype(&sources, id);
/// assert!(read.diagnostics.is_empty());
/// assert_eq!(read.value.unwrap().parameters["term"].ty.to_string(), "duration");
/// ```
pub fn read_archetype(sources: &Sources, id: SourceId) -> Read<Archetype> {
    let mut read = read_file(sources, id, "archetype", &ARCHETYPE, archetype);
    if let Some(archetype) = &mut read.value {
        archetype.sound = !ravand_core::has_errors(&read.diagnostics);
    }
    read
}

fn archetype(fields: &Fields<'_>, cx: &mut Cx) -> Option<Archetype> {
    let id = fields.require("archetype", cx, id);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let builds_on = fields.read("use", cx, crate::ident::id);
    let misplaced = if fields.wrote("use") { (OWN, &ar::NOT_WITH_USE) } else { (WITH_USE, &ar::ONLY_WITH_USE) };
    for key in misplaced.0 {
        if let Some(place) = fields.get(key) {
            cx.report(misplaced.1, place.key, Args::new().with("key", key).with("at", &fields.path));
        }
    }
    let mark = cx.mark();
    let parameters = fields.read("parameters", cx, parameter::parameters).unwrap_or_default();
    let entry = |key: &&str| {
        let place = fields.get(key)?;
        Some((Key { text: (*key).to_owned(), span: place.key }, place.node.clone()))
    };
    let archetype = Archetype {
        id: id?,
        title,
        parameters,
        builds_on,
        body: BODY.iter().filter_map(entry).collect(),
        with: fields.get("with").map(|place| place.node.clone()),
        changes: entry(&"changes"),
        sound: true,
    };
    trial::try_out(&archetype, fields.wrote("use"), mark, cx);
    Some(archetype)
}

/// Keys that go with `use` alone.
const WITH_USE: &[&str] = &["with", "changes"];
