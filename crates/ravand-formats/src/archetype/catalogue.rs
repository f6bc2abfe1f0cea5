//! A catalogue: processes that archetypes make, a row each, one file for a domain.
//!
//! A row is read here as far as it can be without its archetype; what it gives is checked
//! when the process is made of it.

use super::codes as ar;
use crate::codes as ya;
use crate::ident::id;
use crate::overlay::operations;
use crate::reader::{Cx, Fields, Keys, Place, Read, read_file};
use crate::value::title;
use crate::yaml::{Key, Node};
use indexmap::IndexMap;
use ravand_core::{
    ArchetypeId, Args, CatalogueId, Diagnostic, Operation, OverlayKind, ProcessId, SourceId, Sources, Span, Spanned,
    Title,
};

/// Rows of one catalogue.
pub const ROWS_MAX: usize = 20_000;

/// Keys of a catalogue.
pub(crate) static CATALOGUE: Keys = Keys {
    known: &["catalogue", "title", "domain", "owner", "provenance", "valid_from", "calendar", "rows"],
    later: &[],
};

/// Keys of a row.
pub(crate) static ROW: Keys = Keys {
    known: &[
        "id",
        "title",
        "domain",
        "owner",
        "provenance",
        "valid_from",
        "calendar",
        "use",
        "with",
        "sla",
        "data",
        "documents",
        "roles",
        "decisions",
        "changes",
    ],
    later: &[],
};

/// Keys that a row takes from its catalogue where it does not say them itself.
const SHARED: &[&str] = &["domain", "owner", "provenance", "valid_from", "calendar"];
/// Keys of a row that are the process's.
const HEAD: &[&str] = &[
    "title",
    "domain",
    "owner",
    "provenance",
    "valid_from",
    "calendar",
    "sla",
    "data",
    "documents",
    "roles",
    "decisions",
];

/// A catalogue as one file writes it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Its id.
    pub id: Spanned<CatalogueId>,
    /// Its name for people.
    pub title: Title,
    /// Its rows, in the order of writing.
    pub rows: Vec<Row>,
    /// Where they stand, all together.
    pub span: Span,
    pub(super) head: Vec<(Key, Node)>,
}

/// A process as a catalogue says it.
#[derive(Debug, Clone)]
pub struct Row {
    /// The process's id.
    pub id: Spanned<ProcessId>,
    /// The archetype that makes it.
    pub uses: Spanned<ArchetypeId>,
    /// Where the row stands.
    pub span: Span,
    pub(super) with: Option<Node>,
    pub(super) changes: Vec<Operation>,
    pub(super) head: Vec<(Key, Node)>,
}

/// Reads a catalogue.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("trades.yaml", "
/// catalogue: trades
/// domain: SRV
/// rows:
///   - id: car-wash-licence
///     title: { en: Car wash licence, fa: پروانهٔ کارواش }
///     use: licence
///     with: { visit: yes, term: 3 working days }
/// ");
/// let read = ravand_formats::read_catalogue(&sources, id);
/// assert!(read.diagnostics.is_empty());
/// assert_eq!(read.value.unwrap().rows[0].uses.as_str(), "licence");
/// ```
pub fn read_catalogue(sources: &Sources, id: SourceId) -> Read<Catalogue> {
    read_file(sources, id, "catalogue", &CATALOGUE, catalogue)
}

fn catalogue(fields: &Fields<'_>, cx: &mut Cx) -> Option<Catalogue> {
    let id = fields.require("catalogue", cx, id);
    let title = fields.read("title", cx, title).unwrap_or_default();
    let rows = fields.require("rows", cx, rows).unwrap_or_default();
    let span = fields.get("rows").map_or(fields.key, |place| place.node.span);
    Some(Catalogue { id: id?, title, rows, span, head: entries(fields, SHARED) })
}

fn rows(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Row>> {
    let items = place.items(cx)?;
    if items.len() > ROWS_MAX {
        cx.report(&ar::ROWS, place.key, Args::new().with("found", items.len()).with("max", ROWS_MAX));
        return None;
    }
    let mut rows: IndexMap<ProcessId, Row> = IndexMap::with_capacity(items.len());
    for item in &items {
        let Some(row) = row(item, cx) else { continue };
        if let Some(first) = rows.get(&row.id.value) {
            let args = Args::new().with("found", &row.id).with("at", &place.path);
            let twice = Diagnostic::at(&ya::DUPLICATE_ENTRY, row.id.span, args);
            cx.push(twice.note(first.id.span, &ya::FIRST_HERE, Args::new()));
            continue;
        }
        rows.insert(row.id.value.clone(), row);
    }
    Some(rows.into_values().collect())
}

fn row(place: &Place<'_>, cx: &mut Cx) -> Option<Row> {
    let fields = Fields::open(place, &ROW, cx)?;
    let id = fields.require("id", cx, id);
    let uses = fields.require("use", cx, crate::ident::id);
    // Its words are read with the process.
    fields.require("title", cx, |_, _| Some(()));
    let changes = fields.read("changes", cx, |p, cx| operations(p, OverlayKind::Variant, &mut IndexMap::new(), cx));
    Some(Row {
        id: id?,
        uses: uses?,
        span: place.node.span,
        with: fields.get("with").map(|place| place.node.clone()),
        changes: changes.unwrap_or_default(),
        head: entries(&fields, HEAD),
    })
}

fn entries(fields: &Fields<'_>, keys: &[&str]) -> Vec<(Key, Node)> {
    let entry = |key: &&str| {
        let place = fields.get(key)?;
        Some((Key { text: (*key).to_owned(), span: place.key }, place.node.clone()))
    };
    keys.iter().filter_map(entry).collect()
}
