//! Files into a [`Bank`].
//!
//! All of them are read before any is understood, so that what is named (registries,
//! calendars, tables) comes before what names it, in whatever folder either lies.

use crate::codes::{
    FOLDER_UNREADABLE, LEADS_NOWHERE, MISPLACED, NO_DECISION, TAKEN_FROM_HERE, TWICE, UNKNOWN_FOLDER, UNREADABLE,
    because, thing,
};
use crate::files::{self, Refused, Unlisted};
use crate::parsed::Parsed;
use crate::{Bank, BankError, Loaded, catalogue, history, references};
use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Args, CalendarId, Code, Decision, DecisionId, Definition, Diagnostic, Digest, ProcessId, Scenario, SourceId, Span,
    Spanned,
};
use ravand_formats::{self as formats, FileKind, OverlayFile, ProcessFile, Read};
use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

/// The folders of a bank, in the order in which they are read.
const FOLDERS: [&str; 8] =
    ["calendars", "decisions", "archetypes", "catalogue", "services", "reforms", VARIANTS, "scenarios"];

/// The folder of variants; an office may have a folder of its own in it.
const VARIANTS: &str = "variants";

/// The folder of older versions.
const HISTORY: &str = "history";

pub(crate) fn open(root: &Path) -> Result<Bank, BankError> {
    let no_directory = |source| BankError::NoDirectory { path: root.to_path_buf(), source };
    if !std::fs::metadata(root).map_err(no_directory)?.is_dir() {
        let source = std::io::Error::from(std::io::ErrorKind::NotADirectory);
        return Err(no_directory(source));
    }
    if !root.join("bank.yaml").is_file() {
        return Err(BankError::NoBank { path: root.to_path_buf() });
    }
    let mut bank = Bank { root: root.to_path_buf(), ..Bank::default() };
    let mut read = Vec::new();
    let offices = files::folders(&root.join(VARIANTS));
    for directory in std::iter::once(root.to_path_buf()).chain(FOLDERS.map(|folder| root.join(folder))).chain(offices) {
        match files::list(&directory) {
            Ok(paths) => read.extend(paths.iter().filter_map(|path| read_text(&mut bank, path))),
            Err(Unlisted::Bank(error)) => return Err(error),
            Err(Unlisted::Directory(why)) => unreadable(&mut bank, &directory, &why, &FOLDER_UNREADABLE),
        }
    }
    unread_folders(&mut bank);
    // Stable: within a kind the order of the files stays.
    read.sort_by_key(|(_, kind)| rank(*kind));
    // All archetypes are known before the first row that uses one.
    let later = read.partition_point(|(_, kind)| rank(*kind) <= rank(FileKind::Archetype));
    let later = read.split_off(later);
    for (source, parsed) in Parsed::all(&bank.sources, read) {
        understand(&mut bank, source, parsed, Duplicates::Refused);
    }
    let found = formats::check_archetypes(&bank.archetypes);
    bank.diagnostics.extend(found);
    for (source, parsed) in Parsed::all(&bank.sources, later) {
        understand(&mut bank, source, parsed, Duplicates::Refused);
    }
    history(&mut bank)?;
    // In the order of the files; what has no place in one comes first.
    bank.diagnostics.sort_by_key(|found| found.span.map(|span| (span.source, span.start)));
    history::settle(&mut bank);
    references::check(&mut bank);
    Ok(bank)
}

/// Says of a folder with YAML files in it that nothing looks into it: `service/` is a slip of
/// the hand.
fn unread_folders(bank: &mut Bank) {
    let known = || FOLDERS.iter().chain(std::iter::once(&HISTORY));
    for path in files::folders(&bank.root) {
        let is_known = known().any(|folder| path.file_name().is_some_and(|name| name == *folder));
        if !is_known && files::list(&path).is_ok_and(|files| !files.is_empty()) {
            let args = Args::new().with("path", path.display()).with("known", listed(known()));
            bank.diagnostics.push(Diagnostic::general(&UNKNOWN_FOLDER, args));
        }
    }
}

/// Older versions of processes. They are no processes of the bank: only overlays that were
/// written for them ask for them.
fn history(bank: &mut Bank) -> Result<(), BankError> {
    let folder = bank.root.join(HISTORY);
    let paths = match files::list(&folder) {
        Ok(paths) => paths,
        Err(Unlisted::Bank(error)) => return Err(error),
        Err(Unlisted::Directory(why)) => {
            unreadable(bank, &folder, &why, &FOLDER_UNREADABLE);
            return Ok(());
        }
    };
    for path in paths {
        let Some((source, _)) = read_text(bank, &path) else { continue };
        let read = formats::read_process(&bank.sources, source);
        if let Some(definition) = completed(bank, read) {
            bank.history.push((Digest::of(&definition), definition));
        }
    }
    Ok(())
}

/// What names nothing comes before what names it.
fn rank(kind: FileKind) -> u8 {
    match kind {
        FileKind::Bank | FileKind::Roles | FileKind::Documents | FileKind::Laws => 0,
        FileKind::Calendar | FileKind::Decision => 1,
        FileKind::Archetype => 2,
        FileKind::Process => 3,
        // Behind the processes that are written out, so that a row cannot take an id from one.
        FileKind::Catalogue => 4,
        _ => 5,
    }
}

fn read_text(bank: &mut Bank, path: &Path) -> Option<(SourceId, FileKind)> {
    match files::read_listed(path) {
        Ok(bytes) => decode(bank, path, bytes),
        Err(why) => {
            if let Some(why) = refused(bank, path, why) {
                unreadable(bank, path, &why, &UNREADABLE);
            }
            None
        }
    }
}

/// Says of a file that is too large that it is; what only the system knows is given back.
fn refused(bank: &mut Bank, path: &Path, why: Refused) -> Option<std::io::Error> {
    match why {
        Refused::TooLarge(bytes) => {
            let found = formats::too_large(bytes, &path.display().to_string(), &mut bank.sources);
            bank.diagnostics.push(found);
            None
        }
        Refused::System(why) => Some(why),
    }
}

fn decode(bank: &mut Bank, path: &Path, bytes: Vec<u8>) -> Option<(SourceId, FileKind)> {
    match formats::decode(bytes, &path.display().to_string(), &mut bank.sources) {
        Ok(source) => Some((source, formats::kind_of(&bank.sources, source))),
        Err(found) => {
            bank.diagnostics.push(found);
            None
        }
    }
}

fn unreadable(bank: &mut Bank, path: &Path, why: &std::io::Error, otherwise: &'static Code) {
    // What cannot even be looked at through a link is not there, or goes round in a ring.
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    let code = if is_link && std::fs::metadata(path).is_err() { &LEADS_NOWHERE } else { otherwise };
    let (words, system) = because(why);
    let args = Args::new().with("path", path.display()).with_said("why", words, system);
    bank.diagnostics.push(Diagnostic::general(code, args));
}

pub(crate) fn add_file(bank: &mut Bank, path: &Path) -> Result<Loaded, BankError> {
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(why) => match refused(bank, path, why) {
            Some(source) => return Err(BankError::Unreadable { path: path.to_path_buf(), source }),
            None => return Ok(Loaded::Other),
        },
    };
    let loaded = if is_bpmn(path) {
        bpmn(bank, path, bytes)
    } else {
        match decode(bank, path, bytes) {
            Some((source, kind)) => {
                let parsed = Parsed::of(&bank.sources, source, kind);
                understand(bank, source, parsed, Duplicates::Replace)
            }
            None => Loaded::Other,
        }
    };
    match &loaded {
        Loaded::Overlay(_) | Loaded::Scenario(..) => {}
        // Of BPMN only the first process is named here, and a registry, a catalogue or a table
        // may be part of any.
        Loaded::Process(id) if !is_bpmn(path) => _ = bank.digests.shift_remove(id),
        Loaded::Process(_) | Loaded::Other => bank.digests.clear(),
    }
    history::settle(bank);
    references::check(bank);
    Ok(loaded)
}

fn is_bpmn(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("bpmn"))
}

/// The processes of a BPMN file; the first one is meant where one is.
fn bpmn(bank: &mut Bank, path: &Path, bytes: Vec<u8>) -> Loaded {
    let source = match formats::xml::decode_xml(bytes, &path.display().to_string(), &mut bank.sources) {
        Ok(source) => source,
        Err(found) => {
            bank.diagnostics.push(found);
            return Loaded::Other;
        }
    };
    let read = files::read_bpmn_at(path, &bank.sources, source);
    let Some(file) = keep(bank, read) else { return Loaded::Other };
    let first = file.processes.first().map(|process| process.id.value.clone());
    for mut process in file.processes {
        complete(bank, &mut process);
        let id = process.id.clone();
        let what = ("process", Duplicates::Replace);
        insert(&mut bank.processes, &mut bank.diagnostics, &id, process, what, |it| Some(it.id.span));
    }
    first.map_or(Loaded::Other, Loaded::Process)
}

/// What happens to a second thing of the same id.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Duplicates {
    Refused,
    Replace,
}

fn understand(bank: &mut Bank, source: SourceId, parsed: Parsed, duplicates: Duplicates) -> Loaded {
    match parsed {
        Parsed::Process(read) => process(bank, *read, duplicates),
        Parsed::Overlay(read) => overlay(bank, *read, duplicates),
        Parsed::Scenario(read) => scenario(bank, *read, duplicates),
        Parsed::Other(kind) => one_of_few(bank, source, kind, duplicates),
    }
}

/// A kind of which a bank has a file or a few.
fn one_of_few(bank: &mut Bank, source: SourceId, kind: FileKind, duplicates: Duplicates) -> Loaded {
    match kind {
        FileKind::Calendar => calendar(bank, source, duplicates),
        FileKind::Decision => decision(bank, source, duplicates),
        FileKind::Archetype => archetype(bank, source, duplicates),
        FileKind::Catalogue => {
            let read = formats::read_catalogue(&bank.sources, source);
            if let Some(read) = keep(bank, read) {
                catalogue::understand(bank, &read, duplicates);
            }
            Loaded::Other
        }
        FileKind::Bank => about(bank, source, duplicates),
        FileKind::Roles => {
            let read = keep(bank, formats::read_roles(&bank.sources, source)).unwrap_or_default();
            insert_all(&mut bank.roles, &mut bank.diagnostics, read, ("role", duplicates), |it| it.span)
        }
        FileKind::Documents => {
            let read = keep(bank, formats::read_documents(&bank.sources, source)).unwrap_or_default();
            insert_all(&mut bank.documents, &mut bank.diagnostics, read, ("document", duplicates), |it| it.span)
        }
        FileKind::Laws => {
            let read = keep(bank, formats::read_laws(&bank.sources, source)).unwrap_or_default();
            insert_all(&mut bank.laws, &mut bank.diagnostics, read, ("law", duplicates), |it| it.span)
        }
        _ => {
            // A file that has no kind may be an unreadable process: its own reader says
            // what is wrong with it, or that it is none.
            let read = formats::read_process(&bank.sources, source);
            if read.diagnostics.is_empty() {
                let span = Span { source, start: 0, end: 0 };
                bank.diagnostics.push(Diagnostic::at(&MISPLACED, span, Args::new()));
            }
            keep(bank, read);
            Loaded::Other
        }
    }
}

fn keep<T>(bank: &mut Bank, read: Read<T>) -> Option<T> {
    bank.diagnostics.extend(read.diagnostics);
    read.value
}

/// The head of the bank: a second one is none.
fn about(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_bank(&bank.sources, source);
    let Some(head) = keep(bank, read) else { return Loaded::Other };
    if bank.about.is_some() && duplicates == Duplicates::Refused {
        let args = Args::new().with_words("what", thing("bank")).with("id", &head.id);
        bank.diagnostics.push(Diagnostic::at(&TWICE, head.id.span, args));
    } else {
        bank.about = Some(head);
    }
    Loaded::Other
}

/// A process as a file has it, completed from the registries.
fn completed(bank: &mut Bank, read: Read<ProcessFile>) -> Option<Definition> {
    let file = keep(bank, read)?;
    let mut definition = file.definition;
    let mut found = Vec::new();
    resolve(bank, &mut definition.decisions, &file.see, &mut found);
    bank.diagnostics.extend(found);
    complete(bank, &mut definition);
    Some(definition)
}

fn process(bank: &mut Bank, read: Read<ProcessFile>, duplicates: Duplicates) -> Loaded {
    let Some(definition) = completed(bank, read) else { return Loaded::Other };
    let id = definition.id.clone();
    insert(&mut bank.processes, &mut bank.diagnostics, &id, definition, ("process", duplicates), |it| Some(it.id.span));
    Loaded::Process(id.value)
}

fn overlay(bank: &mut Bank, read: Read<OverlayFile>, duplicates: Duplicates) -> Loaded {
    let Some(file) = keep(bank, read) else { return Loaded::Other };
    let mut overlay = file.overlay;
    let mut found = Vec::new();
    resolve(bank, &mut overlay.decisions, &file.see, &mut found);
    bank.diagnostics.extend(found);
    let key = (overlay.of.value.clone(), overlay.id.value.clone());
    if duplicates == Duplicates::Replace {
        bank.as_written.shift_remove(&key);
    }
    let id = Spanned::new(key.clone(), overlay.id.span);
    let what = ("overlay", duplicates);
    insert_of(&mut bank.overlays, &mut bank.diagnostics, &id, overlay, what, |it| it.id.span);
    Loaded::Overlay(key)
}

fn scenario(bank: &mut Bank, read: Read<Scenario>, duplicates: Duplicates) -> Loaded {
    let Some(scenario) = keep(bank, read) else { return Loaded::Other };
    let key = (scenario.process.value.clone(), scenario.id.value.clone());
    let id = Spanned::new(key.clone(), scenario.id.span);
    let what = ("scenario", duplicates);
    insert_of(&mut bank.scenarios, &mut bank.diagnostics, &id, scenario, what, |it| it.id.span);
    Loaded::Scenario(key.0, key.1)
}

fn calendar(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_calendar(&bank.sources, source);
    let Some(spec) = keep(bank, read) else { return Loaded::Other };
    let id: Spanned<CalendarId> = spec.id.clone();
    match WorkingCalendar::compile(&spec) {
        Ok(calendar) => {
            let what = ("calendar", duplicates);
            insert(&mut bank.calendars, &mut bank.diagnostics, &id, Arc::new(calendar), what, |_| None);
        }
        Err(found) => bank.diagnostics.extend(found),
    }
    Loaded::Other
}

fn archetype(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_archetype(&bank.sources, source);
    let Some(archetype) = keep(bank, read) else { return Loaded::Other };
    let (id, what) = (archetype.id.clone(), ("archetype", duplicates));
    insert(&mut bank.archetypes, &mut bank.diagnostics, &id, archetype, what, |it| Some(it.id.span));
    Loaded::Other
}

fn decision(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_decision(&bank.sources, source);
    let Some((id, decision)) = keep(bank, read) else { return Loaded::Other };
    let id = Spanned::new(id, decision.span);
    insert(&mut bank.decisions, &mut bank.diagnostics, &id, decision, ("decision", duplicates), |it| Some(it.span));
    Loaded::Other
}

/// Puts a value in; a second one of its id is refused, and it is said where the first is.
/// Whether it was put in.
pub(crate) fn insert<K: Hash + Eq + Clone + std::fmt::Display, V>(
    into: &mut IndexMap<K, V>,
    diagnostics: &mut Vec<Diagnostic>,
    id: &Spanned<K>,
    value: V,
    (what, duplicates): (&'static str, Duplicates),
    place: impl Fn(&V) -> Option<Span>,
) -> bool {
    match into.get(&id.value) {
        Some(first) if duplicates == Duplicates::Refused => {
            diagnostics.push(twice(what, id, place(first)));
            false
        }
        _ => {
            into.insert(id.value.clone(), value);
            true
        }
    }
}

/// The same for what belongs to a process: another process may have one of the same name.
fn insert_of<K: Hash + Eq + Clone + std::fmt::Display, V>(
    into: &mut IndexMap<(ProcessId, K), V>,
    diagnostics: &mut Vec<Diagnostic>,
    id: &Spanned<(ProcessId, K)>,
    value: V,
    (what, duplicates): (&'static str, Duplicates),
    place: impl Fn(&V) -> Span,
) {
    match into.get(&id.value) {
        Some(first) if duplicates == Duplicates::Refused => {
            let named = Spanned::new(id.value.1.clone(), id.span);
            diagnostics.push(twice(what, &named, Some(place(first))));
        }
        _ => _ = into.insert(id.value.clone(), value),
    }
}

fn twice<K: std::fmt::Display>(what: &'static str, id: &Spanned<K>, first: Option<Span>) -> Diagnostic {
    let found = Diagnostic::at(&TWICE, id.span, Args::new().with_words("what", thing(what)).with("id", id));
    match first {
        Some(first) => found.note(first, &TAKEN_FROM_HERE, Args::new()),
        None => found,
    }
}

/// The entries of a registry, each once.
fn insert_all<K: Hash + Eq + Clone + std::fmt::Display, V>(
    into: &mut IndexMap<K, V>,
    diagnostics: &mut Vec<Diagnostic>,
    entries: IndexMap<K, V>,
    what: (&'static str, Duplicates),
    place: impl Fn(&V) -> Span,
) -> Loaded {
    for (id, value) in entries {
        let id = Spanned::new(id, place(&value));
        insert(into, diagnostics, &id, value, what, |it| Some(place(it)));
    }
    Loaded::Other
}

/// Puts the tables of `see` in their places.
pub(crate) fn resolve(
    bank: &Bank,
    decisions: &mut IndexMap<DecisionId, Decision>,
    see: &IndexMap<DecisionId, Spanned<String>>,
    found: &mut Vec<Diagnostic>,
) {
    for (id, path) in see {
        let file = bank.root.join(&path.value).display().to_string();
        match bank.decisions.get(id) {
            Some(decision) if bank.sources.name(decision.span.source) == file => {
                decisions.insert(id.clone(), decision.clone());
            }
            _ => {
                let args = Args::new().with("path", &path.value).with("id", id);
                found.push(Diagnostic::at(&NO_DECISION, path.span, args));
            }
        }
    }
}

/// A definition is complete in itself: what it does not declare, the registries do.
pub(crate) fn complete(bank: &Bank, definition: &mut Definition) {
    for (id, role) in &bank.roles {
        definition.roles.entry(id.clone()).or_insert_with(|| role.clone());
    }
    for (id, document) in &bank.documents {
        let own = definition.documents.entry(id.clone()).or_insert_with(|| document.clone());
        if own.title == ravand_core::Title::default() {
            own.title = document.title.clone();
        }
    }
    if definition.calendar.is_none() {
        definition.calendar = bank.about.as_ref().and_then(|about| about.calendar.clone());
    }
}

/// Ids that a message lists; a bank may hold hundreds.
const LISTED_MAX: usize = 20;

/// Ids as a message lists them.
pub(crate) fn listed<'a, T: std::fmt::Display + 'a>(mut ids: impl Iterator<Item = &'a T>) -> String {
    let mut shown: Vec<_> = ids.by_ref().take(LISTED_MAX).map(|id| format!("`{id}`")).collect();
    if ids.next().is_some() {
        shown.push("…".to_owned());
    }
    if shown.is_empty() { "-".to_owned() } else { shown.join(", ") }
}

/// The processes that a definition calls, with the place of the call.
pub(crate) fn calls(definition: &Definition) -> Vec<Spanned<ProcessId>> {
    use ravand_core::{Block, Target};
    fn walk(blocks: &[Block], into: &mut Vec<Spanned<ProcessId>>) {
        for block in blocks {
            match block {
                Block::Call(process) => into.push(process.clone()),
                Block::Stage(stage) => walk(&stage.blocks, into),
                Block::All { branches, .. } => branches.iter().for_each(|b| walk(b, into)),
                Block::One { branches, .. } => branches.iter().for_each(|b| walk(&b.blocks, into)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&definition.flow.blocks, &mut found);
    for target in definition.steps.values().flat_map(|s| s.outcomes.values()) {
        if let Target::Call(process) = &target.value {
            found.push(Spanned::new(process.clone(), target.span));
        }
    }
    found
}
