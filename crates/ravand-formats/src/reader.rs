//! What every reader of a file kind uses: places, fields, and the list of mistakes.
//!
//! A reader never stops at a mistake: it reports, gives `None` for the part that it could
//! not understand, and goes on. Keys that nobody knows, that stand twice or that have no
//! value are reported when a group of keys is opened, so no reader can forget to.

use crate::codes as ya;
use crate::ident::ID_LENGTH_MAX;
use crate::yaml::{self, Mapping, Node, NodeKind, Scalar};
use ravand_core::{Args, Code, Diagnostic, Note, SourceId, Sources, Span, Spanned, Words};
use ravand_feel::nearest;

/// Diagnostics that one file may cause; the rest is counted only.
pub const DIAGNOSTICS_MAX: usize = 200;

/// Groups of so many keys are searched for repeated ones from the beginning; larger ones have
/// an index, which costs more than it saves where keys are few.
const FEW: usize = 24;

/// What could be understood of a file, and every mistake in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Read<T> {
    /// What could be understood; `None` if the parts without which it means nothing are missing.
    pub value: Option<T>,
    /// Every mistake, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Read<T> {
    /// The value, if nothing forbids going on.
    ///
    /// # Errors
    /// All diagnostics, if one of them is an error.
    pub fn ok(self) -> Result<T, Vec<Diagnostic>> {
        match self.value {
            Some(value) if !ravand_core::has_errors(&self.diagnostics) => Ok(value),
            _ => Err(self.diagnostics),
        }
    }
}

/// The mistakes found so far in one file.
pub(crate) struct Cx {
    diagnostics: Vec<Diagnostic>,
    left_out: usize,
}

impl Cx {
    pub(crate) fn report(&mut self, code: &'static Code, span: Span, args: Args) {
        self.push(Diagnostic::at(code, span, args));
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < DIAGNOSTICS_MAX {
            self.diagnostics.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// How many were found so far.
    pub(crate) fn mark(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether a mistake that forbids going on was found after a mark.
    pub(crate) fn has_errors_since(&self, mark: usize) -> bool {
        ravand_core::has_errors(self.diagnostics.get(mark..).unwrap_or_default())
    }

    /// Gives what was found after a mark a second place.
    pub(crate) fn note_since(&mut self, mark: usize, span: Span, words: &'static Words) {
        for diagnostic in self.diagnostics.iter_mut().skip(mark) {
            diagnostic.notes.push(Note { span, words, args: Args::new() });
        }
    }

    pub(crate) fn new() -> Self {
        Self { diagnostics: Vec::new(), left_out: 0 }
    }

    pub(crate) fn finish(mut self, source: SourceId) -> Vec<Diagnostic> {
        // What an archetype makes holds places of more than one text.
        self.diagnostics.sort_by_key(|d| d.span.map_or((source, 0), |s| (s.source, s.start)));
        if self.left_out > 0 {
            let at = Span { source, start: 0, end: 0 };
            self.diagnostics.push(Diagnostic::at(&ya::AND_MORE, at, Args::new().with("count", self.left_out)));
        }
        self.diagnostics
    }
}

/// The keys of a group.
#[derive(Debug)]
pub(crate) struct Keys {
    /// What the reader knows.
    pub(crate) known: &'static [&'static str],
    /// What belongs to the language and is not built yet: the file means something else without it.
    pub(crate) later: &'static [&'static str],
}

/// A place in a file: a value, the key that it stands under, and the way to it.
#[derive(Debug, Clone)]
pub(crate) struct Place<'n> {
    /// `steps.visit.work`.
    pub(crate) path: String,
    /// The key, or the entry itself in a list.
    pub(crate) key: Span,
    pub(crate) node: &'n Node,
}

/// Reads one file: parses it, checks that it is of the kind that begins with `kind`, and
/// hands its keys to `lower`.
pub(crate) fn read_file<T>(
    sources: &Sources,
    source: SourceId,
    kind: &'static str,
    keys: &'static Keys,
    lower: impl FnOnce(&Fields<'_>, &mut Cx) -> Option<T>,
) -> Read<T> {
    let mut cx = Cx::new();
    let (root, syntax) = yaml::parse(source, sources.text(source));
    let broken = ravand_core::has_errors(&syntax) && root.is_none();
    syntax.into_iter().for_each(|d| cx.push(d));
    let value = match root {
        Some(node) => open_root(&node, kind, &mut cx).and_then(|place| {
            let fields = Fields::open(&place, keys, &mut cx)?;
            lower(&fields, &mut cx)
        }),
        None => {
            if !broken {
                let at = Span { source, start: 0, end: 0 };
                cx.report(&yaml::codes::EMPTY, at, Args::new().with("known", crate::kind::FIRST_KEYS.join(", ")));
            }
            None
        }
    };
    Read { value, diagnostics: cx.finish(source) }
}

/// Reads a tree that no file holds as it is, as if it were a file that begins with `kind`.
pub(crate) fn read_tree<T>(
    root: &Node,
    kind: &'static str,
    keys: &'static Keys,
    lower: impl FnOnce(&Fields<'_>, &mut Cx) -> Option<T>,
) -> Read<T> {
    let mut cx = Cx::new();
    let fields = open_root(root, kind, &mut cx).and_then(|place| Fields::open(&place, keys, &mut cx));
    let value = fields.and_then(|fields| lower(&fields, &mut cx));
    Read { value, diagnostics: cx.finish(root.span.source) }
}

fn open_root<'n>(node: &'n Node, kind: &'static str, cx: &mut Cx) -> Option<Place<'n>> {
    let place = Place { path: kind.to_owned(), key: Span { end: node.span.start, ..node.span }, node };
    let NodeKind::Mapping(mapping) = &node.kind else {
        if matches!(node.kind, NodeKind::Absent) || node.is_written_null() {
            cx.report(&yaml::codes::EMPTY, node.span, Args::new().with("known", crate::kind::FIRST_KEYS.join(", ")));
        } else {
            cx.report(&ya::WANT_KEYS, node.span, Args::new().with("at", kind));
        }
        return None;
    };
    match mapping.entries.first() {
        Some((first, _)) if first.text != kind => {
            let args = Args::new()
                .with("found", format_args!("{}:", first.text))
                .with("wanted", format_args!("{kind}:"))
                .with("known", crate::kind::FIRST_KEYS.join(", "));
            cx.report(&ya::WRONG_FILE, first.span, args);
            // A file of another kind would only give a list of unknown keys.
            mapping.entries.iter().any(|(k, _)| k.text == kind).then_some(place)
        }
        _ => Some(place),
    }
}

impl<'n> Place<'n> {
    pub(crate) fn report(&self, cx: &mut Cx, code: &'static Code, args: Args) {
        cx.report(code, self.node.span, args.with("at", &self.path));
    }

    /// The one value that stands here.
    pub(crate) fn text(&self, cx: &mut Cx) -> Option<Spanned<&'n str>> {
        match &self.node.kind {
            _ if self.node.is_written_null() => {
                cx.report(&ya::NO_VALUE, self.node.span, self.own_key());
                None
            }
            NodeKind::Scalar(Scalar { text, .. }) if text.trim().is_empty() => {
                self.report(cx, &ya::EMPTY_TEXT, Args::new());
                None
            }
            NodeKind::Scalar(Scalar { text, .. }) => Some(Spanned::new(text.as_str(), self.node.span)),
            _ => {
                cx.report(&ya::WANT_TEXT, self.key, Args::new().with("at", &self.path));
                None
            }
        }
    }

    /// The same as an owned text.
    pub(crate) fn string(&self, cx: &mut Cx) -> Option<Spanned<String>> {
        self.text(cx).map(|t| t.map(str::to_owned))
    }

    /// The entries of the list that stands here.
    pub(crate) fn items(&self, cx: &mut Cx) -> Option<Vec<Place<'n>>> {
        let NodeKind::Sequence(nodes) = &self.node.kind else {
            let span = if matches!(self.node.kind, NodeKind::Scalar(_)) { self.node.span } else { self.key };
            cx.report(&ya::WANT_LIST, span, Args::new().with("at", &self.path));
            return None;
        };
        let mut places = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let path = [&self.path, "[", &(index + 1).to_string(), "]"].concat();
            let place = Place { path, key: node.span, node };
            if matches!(node.kind, NodeKind::Absent) {
                cx.report(&ya::EMPTY_TEXT, node.span, Args::new().with("at", &place.path));
            } else {
                places.push(place);
            }
        }
        Some(places)
    }

    /// A list read entry by entry; what cannot be understood is left out.
    pub(crate) fn list<T>(&self, cx: &mut Cx, read: impl Fn(&Place<'n>, &mut Cx) -> Option<T>) -> Option<Vec<T>> {
        let items = self.items(cx)?;
        Some(items.iter().filter_map(|item| read(item, cx)).collect())
    }

    /// Keys that a person chose freely, each once and each with a value.
    pub(crate) fn entries(&self, cx: &mut Cx) -> Option<Vec<(Spanned<&'n str>, Place<'n>)>> {
        let mapping = self.keys(cx)?;
        Some(self.checked(mapping, |key| [&self.path, ".", shown(key)].concat(), cx))
    }

    /// The group of keys that stands here; says so if none does.
    fn keys(&self, cx: &mut Cx) -> Option<&'n Mapping> {
        let NodeKind::Mapping(mapping) = &self.node.kind else {
            let span = if matches!(self.node.kind, NodeKind::Scalar(_)) { self.node.span } else { self.key };
            cx.report(&ya::WANT_KEYS, span, Args::new().with("at", &self.path));
            return None;
        };
        Some(mapping)
    }

    /// The group of keys that stands here, if one does; nothing is reported.
    pub(crate) fn mapping(&self) -> Option<&'n Mapping> {
        match &self.node.kind {
            NodeKind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// Whether a list stands here.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.node.kind, NodeKind::Sequence(_))
    }

    fn checked(
        &self,
        mapping: &'n Mapping,
        path: impl Fn(&str) -> String,
        cx: &mut Cx,
    ) -> Vec<(Spanned<&'n str>, Place<'n>)> {
        let mut seen: indexmap::IndexMap<&str, Span> = indexmap::IndexMap::new();
        let few = mapping.entries.len() <= FEW;
        let mut entries = Vec::with_capacity(mapping.entries.len());
        for (index, (key, node)) in mapping.entries.iter().enumerate() {
            let args = || Args::new().with("key", shown(&key.text)).with("at", &self.path);
            let first = if few {
                mapping.entries[..index].iter().find(|(other, _)| other.text == key.text).map(|(other, _)| other.span)
            } else {
                seen.get(key.text.as_str()).copied()
            };
            if let Some(first) = first {
                let twice = Diagnostic::at(&ya::DUPLICATE_KEY, key.span, args());
                cx.push(twice.note(first, &ya::FIRST_HERE, Args::new()));
                continue;
            }
            if !few {
                seen.insert(&key.text, key.span);
            }
            if matches!(node.kind, NodeKind::Absent) {
                let code = if mapping.braces { &ya::ALONE } else { &ya::NO_VALUE };
                cx.report(code, key.span, args());
                continue;
            }
            let place = Place { path: path(&key.text), key: key.span, node };
            entries.push((Spanned::new(key.text.as_str(), key.span), place));
        }
        entries
    }

    fn own_key(&self) -> Args {
        let (at, key) = self.path.rsplit_once('.').unwrap_or(("", &self.path));
        Args::new().with("key", key).with("at", at)
    }

    /// One of some words.
    pub(crate) fn word<T: Copy>(&self, cx: &mut Cx, words: &[(&'static str, T)]) -> Option<Spanned<T>> {
        let text = self.text(cx)?;
        match words.iter().find(|(word, _)| *word == text.value) {
            Some((_, value)) => Some(Spanned::new(*value, text.span)),
            None => {
                self.not_one_of(cx, &text, words.iter().map(|(w, _)| *w));
                None
            }
        }
    }

    fn not_one_of(&self, cx: &mut Cx, text: &Spanned<&str>, words: impl Iterator<Item = &'static str>) {
        let words: Vec<&str> = words.collect();
        let args = Args::new().with("found", text.value).with("known", words.join(", "));
        match nearest(text.value, words) {
            Some(suggestion) => self.report(cx, &ya::MISSPELT_VALUE, args.with("suggestion", suggestion)),
            None => self.report(cx, &ya::NOT_ONE_OF, args),
        }
    }
}

/// The keys of a group, all of them known.
pub(crate) struct Fields<'n> {
    /// The way to the group.
    pub(crate) path: String,
    /// The key that the group stands under.
    pub(crate) key: Span,
    keys: &'static Keys,
    /// Keys that were written, with or without a value.
    written: Vec<&'n str>,
    places: Vec<(&'n str, Place<'n>)>,
}

impl<'n> Fields<'n> {
    /// The group that stands at `place`; reports every key that does not belong there.
    pub(crate) fn open(place: &Place<'n>, keys: &'static Keys, cx: &mut Cx) -> Option<Self> {
        let written =
            place.mapping().map_or_else(Vec::new, |m| m.entries.iter().map(|(k, _)| k.text.as_str()).collect());
        // The names of a top-level key need not say in which file they stand.
        let is_root = crate::kind::FIRST_KEYS.contains(&place.path.as_str());
        let inner = |key: &str| if is_root { shown(key).to_owned() } else { [&place.path, ".", shown(key)].concat() };
        let mapping = place.keys(cx)?;
        let mut places = Vec::with_capacity(mapping.entries.len());
        for (key, field) in place.checked(mapping, inner, cx) {
            if keys.known.contains(&key.value) {
                places.push((key.value, field));
            } else {
                unknown_key(&key, &place.path, keys, cx);
            }
        }
        Some(Self { path: place.path.clone(), key: place.key, keys, written, places })
    }

    /// The place under a key, if it has one.
    pub(crate) fn get(&self, key: &str) -> Option<&Place<'n>> {
        debug_assert!(self.keys.known.contains(&key), "`{key}` is not among the keys of `{}`", self.path);
        self.places.iter().find(|(k, _)| *k == key).map(|(_, place)| place)
    }

    /// Takes out the keys whose value is `word` and that `known` knows: what they hold is no
    /// value of theirs.
    pub(crate) fn take_words<T>(&mut self, word: &str, known: impl Fn(&str) -> Option<T>) -> Vec<Spanned<T>> {
        let mut taken = Vec::new();
        self.places.retain(|(key, place)| {
            let said = matches!(&place.node.kind, NodeKind::Scalar(scalar) if scalar.text == word);
            match known(key).filter(|_| said) {
                Some(name) => {
                    taken.push(Spanned::new(name, place.node.span));
                    false
                }
                None => true,
            }
        });
        taken
    }

    /// Whether a key was written, be it without a value.
    pub(crate) fn wrote(&self, key: &str) -> bool {
        self.written.contains(&key)
    }

    /// Reads what stands under a key.
    pub(crate) fn read<T>(
        &self,
        key: &str,
        cx: &mut Cx,
        read: impl FnOnce(&Place<'n>, &mut Cx) -> Option<T>,
    ) -> Option<T> {
        self.get(key).and_then(|place| read(place, cx))
    }

    /// The same for a key that must be there.
    pub(crate) fn require<T>(
        &self,
        key: &str,
        cx: &mut Cx,
        read: impl FnOnce(&Place<'n>, &mut Cx) -> Option<T>,
    ) -> Option<T> {
        if !self.wrote(key) {
            cx.report(&ya::MISSING_KEY, self.key, Args::new().with("key", key).with("at", &self.path));
        }
        self.read(key, cx, read)
    }
}

/// A key as messages and ways show it. No key that means something is longer, and one that
/// is would be repeated in the way to each of the values under it.
fn shown(key: &str) -> &str {
    if key.len() <= ID_LENGTH_MAX {
        return key;
    }
    key.char_indices().nth(ID_LENGTH_MAX).and_then(|(end, _)| key.get(..end)).unwrap_or(key)
}

fn unknown_key(key: &Spanned<&str>, at: &str, keys: &'static Keys, cx: &mut Cx) {
    let args = Args::new().with("key", shown(key.value)).with("at", at).with("known", keys.known.join(", "));
    if keys.later.contains(&key.value) {
        return cx.report(&ya::NOT_BUILT, key.span, args);
    }
    match nearest(key.value, keys.known.iter().copied()) {
        Some(suggestion) => cx.report(&ya::MISSPELT_KEY, key.span, args.with("suggestion", suggestion)),
        None => cx.report(&ya::UNKNOWN_KEY, key.span, args),
    }
}
