//! What a file is, by its first key; and bytes to text.

use crate::yaml::{self, FILE_BYTES_MAX, codes as ya};
use ravand_core::{Args, Diagnostic, SourceId, Sources, Span};

/// First keys of files, in the order of `docs/language.md`.
pub(crate) const FIRST_KEYS: &[&str] = &[
    "process",
    "overlay",
    "scenario",
    "calendar",
    "decision",
    "archetype",
    "catalogue",
    "bank",
    "roles",
    "documents",
    "laws",
];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileKind {
    /// A process.
    Process,
    /// A variant or a reform.
    Overlay,
    /// What the simulator is told about the world.
    Scenario,
    /// A working calendar.
    Calendar,
    /// A decision table in a file of its own.
    Decision,
    /// A process with parameters.
    Archetype,
    /// Processes that archetypes make, a row each.
    Catalogue,
    /// The head of a bank.
    Bank,
    /// The roles of a bank.
    Roles,
    /// The documents of a bank.
    Documents,
    /// The laws of a bank.
    Laws,
    /// Nothing that the language knows: another first key, no keys, no YAML.
    Unknown,
}

/// What a file is, by its first key; the rest is not looked at.
///
/// ```
/// use ravand_core::Sources;
/// use ravand_formats::{FileKind, kind_of};
/// let mut sources = Sources::new();
/// let id = sources.add("sign.yaml", "# a comment\nprocess: shop-sign-permit\n");
/// assert_eq!(kind_of(&sources, id), FileKind::Process);
/// ```
pub fn kind_of(sources: &Sources, id: SourceId) -> FileKind {
    match yaml::first_key(sources.text(id)).as_deref() {
        Some("process") => FileKind::Process,
        Some("overlay") => FileKind::Overlay,
        Some("scenario") => FileKind::Scenario,
        Some("calendar") => FileKind::Calendar,
        Some("decision") => FileKind::Decision,
        Some("archetype") => FileKind::Archetype,
        Some("catalogue") => FileKind::Catalogue,
        Some("bank") => FileKind::Bank,
        Some("roles") => FileKind::Roles,
        Some("documents") => FileKind::Documents,
        Some("laws") => FileKind::Laws,
        _ => FileKind::Unknown,
    }
}

/// The bytes of a file as a text of `sources`, under the name that messages show.
///
/// # Errors
/// A diagnostic if the file is larger than [`FILE_BYTES_MAX`] or is not UTF-8. Then the
/// text, as far as it can be shown, stands in `sources`, so that the place can be drawn.
pub fn decode(bytes: Vec<u8>, name: &str, sources: &mut Sources) -> Result<SourceId, Diagnostic> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(too_large(bytes.len() as u64, name, sources));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(sources.add(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // Up to the first wrong byte the shown text is the file's, byte for byte.
            let width = shown.get(at..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
            let source = sources.add(name, shown);
            let span = Span { source, start: at as u32, end: (at + width) as u32 };
            let (line, _) = sources.line_column(span);
            Err(Diagnostic::at(&ya::NOT_UTF8, span, Args::new().with("offset", at).with("line", line)))
        }
    }
}

/// What is to be said of a file that is larger than [`FILE_BYTES_MAX`] and was not read for it.
pub fn too_large(bytes: u64, name: &str, sources: &mut Sources) -> Diagnostic {
    let source = sources.add(name, "");
    let args = Args::new().with("found", bytes).with("max", FILE_BYTES_MAX);
    Diagnostic::at(&ya::TOO_LARGE, Span { source, start: 0, end: 0 }, args)
}
