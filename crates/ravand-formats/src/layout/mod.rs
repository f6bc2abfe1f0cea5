//! A file put in order: the keys of the language in their canonical order, every comment,
//! value and empty line kept, and all else as its writer laid it out.
//!
//! It changes the text, not the model. Comments on lines of their own move with the key below
//! them, those behind a value with their line; what a head comment says of the whole file
//! stays at its head. The order of what a person chose (steps, data, rules, branches) means
//! something to her and is kept. Invariant: before a text is given out it is read again, and
//! unless it says the same, with the same comments, nothing is given out at all.

mod order;
mod text;

use crate::codes as ya;
use crate::shape::{self, Shape};
use crate::yaml::{self, Node, NodeKind};
use crate::{FileKind, kind_of};
use ravand_core::{Args, Diagnostic, SourceId, Sources, Span};

/// The text of a file in canonical order. It ends with one line break of the file's own
/// kind and has no spaces at the ends of its lines; doing it again changes nothing.
///
/// ```
/// use ravand_core::Sources;
/// let mut sources = Sources::new();
/// let id = sources.add("sign.yaml", "\
/// process: shop-sign-permit
/// flow: [register]
/// steps:
///   register:
///     role: clerk       # at the counter
///     title: Register
/// ");
/// assert_eq!(ravand_formats::format(&sources, id).unwrap(), "\
/// process: shop-sign-permit
/// steps:
///   register:
///     title: Register
///     role: clerk       # at the counter
/// flow: [register]
/// ");
/// ```
///
/// # Errors
/// What is wrong with the text as YAML, or with its first key. Mistakes in what it says are
/// none of this function's: they stay where they are.
pub fn format(sources: &Sources, id: SourceId) -> Result<String, Vec<Diagnostic>> {
    let before = sources.text(id);
    let (root, found) = yaml::parse(id, before);
    let (Some(root), false) = (root, ravand_core::has_errors(&found)) else {
        // A file without anything in it is no syntax error, and no file of the language.
        return Err(if found.is_empty() { unknown(sources, id) } else { found });
    };
    let kind = kind_of(sources, id);
    let Some(group) = shape::of_kind(kind) else {
        return Err(unknown(sources, id));
    };
    let shape = Shape::Group(group);
    // A byte order mark would stand in the first key's column.
    let (mark, body) = before.strip_prefix('\u{FEFF}').map_or(("", before), |body| ("\u{FEFF}", body));
    let ordered = text::tidy(body).and_then(|tidy| text::put_in_order(&tidy, &shape));
    let ordered = ordered.map(|body| format!("{mark}{body}"));
    let safe = ordered.filter(|after| says_the_same(id, &root, before, after, &shape));
    safe.ok_or_else(|| {
        let at = Span { source: id, start: 0, end: 0 };
        vec![Diagnostic::at(&ya::NOT_ORDERED, at, Args::new())]
    })
}

/// What is wrong with a file that no reader takes.
fn unknown(sources: &Sources, id: SourceId) -> Vec<Diagnostic> {
    debug_assert_eq!(kind_of(sources, id), FileKind::Unknown);
    crate::read_process(sources, id).diagnostics
}

/// Whether two texts say the same with the same comments.
fn says_the_same(id: SourceId, before: &Node, old: &str, new: &str, shape: &Shape) -> bool {
    let (after, found) = yaml::parse(id, new);
    !ravand_core::has_errors(&found)
        && after.is_some_and(|after| same(before, &after, Some(shape)))
        && sorted(text::comments(old)) == sorted(text::comments(new))
}

fn sorted(mut comments: Vec<&str>) -> Vec<&str> {
    comments.sort_unstable();
    comments
}

/// Whether two trees hold the same, whatever the order of the language's keys.
fn same(a: &Node, b: &Node, shape: Option<&Shape>) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::Absent, NodeKind::Absent) => true,
        (NodeKind::Scalar(a), NodeKind::Scalar(b)) => a.text == b.text && a.plain == b.plain,
        (NodeKind::Sequence(a), NodeKind::Sequence(b)) => {
            let item = shape.and_then(order::of_items);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, item))
        }
        (NodeKind::Mapping(a), NodeKind::Mapping(b)) => {
            let keys = |mapping: &'_ yaml::Mapping| -> Vec<String> {
                mapping.entries.iter().map(|(key, _)| key.text.clone()).collect()
            };
            let (of_a, of_b) = (keys(a), keys(b));
            let (known, also) = (order::of_keys(shape, &of_a), order::of_keys(shape, &of_b));
            let (first, second) = (known.order(&of_a), also.order(&of_b));
            first.len() == second.len()
                && first.iter().zip(&second).all(|(x, y)| {
                    let ((a_key, a), (b_key, b)) = (&a.entries[*x], &b.entries[*y]);
                    a_key.text == b_key.text && same(a, b, known.shape(&a_key.text))
                })
        }
        _ => false,
    }
}
