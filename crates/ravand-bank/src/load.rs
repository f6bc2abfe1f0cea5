//! Files into a [`Bank`]. Registries come first, then what names them.

use crate::codes::{MISPLACED, NO_DECISION, TWICE, UNREADABLE};
use crate::{Bank, BankError, Loaded, files, references};
use indexmap::IndexMap;
use ravand_core::calendar::WorkingCalendar;
use ravand_core::{
    Args, CalendarId, Code, Decision, DecisionId, Definition, Diagnostic, ProcessId, SourceId, Span, Spanned,
};
use ravand_formats::{self as formats, FileKind, Read};
use std::hash::Hash;
use std::path::Path;
use std::sync::Arc;

/// The folders of a bank, in the order in which they are read: what is named comes before
/// what names it.
const FOLDERS: [&str; 6] = ["calendars", "decisions", "services", "reforms", "variants", "scenarios"];

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
    let mut paths = files::list(root)?;
    for folder in FOLDERS {
        paths.extend(files::list(&root.join(folder))?);
    }
    for path in paths {
        match files::read(&path) {
            Ok(bytes) => {
                take(&mut bank, &path, bytes, Duplicates::Refused);
            }
            Err(why) => {
                let args = Args::new().with("path", path.display()).with("why", why);
                bank.diagnostics.push(Diagnostic::general(&UNREADABLE, args));
            }
        }
    }
    references::check(&mut bank);
    Ok(bank)
}

pub(crate) fn add_file(bank: &mut Bank, path: &Path) -> Result<Loaded, BankError> {
    let unreadable = |source| BankError::Unreadable { path: path.to_path_buf(), source };
    let bytes = files::read(path).map_err(unreadable)?;
    let loaded = take(bank, path, bytes, Duplicates::Replace);
    references::check(bank);
    Ok(loaded)
}

/// What happens to a second thing of the same id.
#[derive(Clone, Copy, PartialEq)]
enum Duplicates {
    Refused,
    Replace,
}

fn take(bank: &mut Bank, path: &Path, bytes: Vec<u8>, duplicates: Duplicates) -> Loaded {
    let source = match formats::decode(bytes, &path.display().to_string(), &mut bank.sources) {
        Ok(source) => source,
        Err(found) => {
            bank.diagnostics.push(found);
            return Loaded::Other;
        }
    };
    match formats::kind_of(&bank.sources, source) {
        FileKind::Process => process(bank, source, duplicates),
        FileKind::Overlay => overlay(bank, source, duplicates),
        FileKind::Scenario => scenario(bank, source, duplicates),
        FileKind::Calendar => calendar(bank, source, duplicates),
        FileKind::Decision => decision(bank, source, duplicates),
        FileKind::Bank => {
            let read = formats::read_bank(&bank.sources, source);
            bank.about = keep(bank, read);
            Loaded::Other
        }
        FileKind::Roles => {
            let read = formats::read_roles(&bank.sources, source);
            bank.roles = keep(bank, read).unwrap_or_default();
            Loaded::Other
        }
        FileKind::Documents => {
            let read = formats::read_documents(&bank.sources, source);
            bank.documents = keep(bank, read).unwrap_or_default();
            Loaded::Other
        }
        FileKind::Laws => {
            let read = formats::read_laws(&bank.sources, source);
            bank.laws = keep(bank, read).unwrap_or_default();
            Loaded::Other
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

fn process(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_process(&bank.sources, source);
    let Some(file) = keep(bank, read) else { return Loaded::Other };
    let mut definition = file.definition;
    resolve(bank, &mut definition.decisions, &file.see);
    complete(bank, &mut definition);
    let id = definition.id.clone();
    insert(&mut bank.processes, &mut bank.diagnostics, &id, definition, ("process", duplicates));
    Loaded::Process(id.value)
}

fn overlay(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_overlay(&bank.sources, source);
    let Some(file) = keep(bank, read) else { return Loaded::Other };
    let mut overlay = file.overlay;
    resolve(bank, &mut overlay.decisions, &file.see);
    let id = overlay.id.clone();
    insert(&mut bank.overlays, &mut bank.diagnostics, &id, overlay, ("overlay", duplicates));
    Loaded::Overlay(id.value)
}

fn scenario(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_scenario(&bank.sources, source);
    let Some(scenario) = keep(bank, read) else { return Loaded::Other };
    let key = (scenario.process.value.clone(), scenario.id.value.clone());
    let twice = bank.scenarios.contains_key(&key) && duplicates == Duplicates::Refused;
    if twice {
        let args = Args::new().with("what", "scenario").with("id", &key.1);
        bank.diagnostics.push(Diagnostic::at(&TWICE, scenario.id.span, args));
    } else {
        bank.scenarios.insert(key.clone(), scenario);
    }
    Loaded::Scenario(key.0, key.1)
}

fn calendar(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_calendar(&bank.sources, source);
    let Some(spec) = keep(bank, read) else { return Loaded::Other };
    let id: Spanned<CalendarId> = spec.id.clone();
    match WorkingCalendar::compile(&spec) {
        Ok(calendar) => {
            let what = ("calendar", duplicates);
            insert(&mut bank.calendars, &mut bank.diagnostics, &id, Arc::new(calendar), what);
        }
        Err(found) => bank.diagnostics.extend(found),
    }
    Loaded::Other
}

fn decision(bank: &mut Bank, source: SourceId, duplicates: Duplicates) -> Loaded {
    let read = formats::read_decision(&bank.sources, source);
    let Some((id, decision)) = keep(bank, read) else { return Loaded::Other };
    let id = Spanned::new(id, decision.span);
    insert(&mut bank.decisions, &mut bank.diagnostics, &id, decision, ("decision", duplicates));
    Loaded::Other
}

fn insert<K: Hash + Eq + Clone + std::fmt::Display, V>(
    into: &mut IndexMap<K, V>,
    diagnostics: &mut Vec<Diagnostic>,
    id: &Spanned<K>,
    value: V,
    (what, duplicates): (&str, Duplicates),
) {
    if into.contains_key(&id.value) && duplicates == Duplicates::Refused {
        let args = Args::new().with("what", what).with("id", id);
        diagnostics.push(Diagnostic::at(&TWICE, id.span, args));
    } else {
        into.insert(id.value.clone(), value);
    }
}

/// Puts the tables of `see` in their places.
fn resolve(
    bank: &mut Bank,
    decisions: &mut IndexMap<DecisionId, Decision>,
    see: &IndexMap<DecisionId, Spanned<String>>,
) {
    for (id, path) in see {
        match bank.decisions.get(id) {
            Some(decision) => {
                decisions.insert(id.clone(), decision.clone());
            }
            None => {
                let args = Args::new().with("path", &path.value).with("id", id);
                let code: &'static Code = &NO_DECISION;
                bank.diagnostics.push(Diagnostic::at(code, path.span, args));
            }
        }
    }
}

/// A definition is complete in itself: what it does not declare, the registries do.
fn complete(bank: &Bank, definition: &mut Definition) {
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

/// Ids as a message lists them.
pub(crate) fn listed<'a, T: std::fmt::Display + 'a>(ids: impl Iterator<Item = &'a T>) -> String {
    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
    if ids.is_empty() { "-".to_owned() } else { ids.join(", ") }
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
