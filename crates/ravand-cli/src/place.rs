//! What the words on the command line mean: ids of the bank, or files.

use crate::args::{Common, Format};
use crate::codes as say;
use crate::{Failure, said};
use ravand_bank::{Bank, BankError, FILES_MAX, Loaded, OverlayKey, because};
use ravand_core::{
    Args, Code, Definition, Diagnostic, Overlay, OverlayId, ProcessId, Scenario, SourceId, Sources, Span, has_errors,
    merge,
};
use ravand_formats::draw_all;
use std::io::IsTerminal;
use std::path::Path;

/// The scenario that is meant where none is named and there are several.
const DEFAULT_SCENARIO: &str = "elapsed";

/// An open bank and how to speak about it.
pub(crate) struct Place<'a> {
    pub(crate) bank: Bank,
    pub(crate) common: &'a Common,
}

impl<'a> Place<'a> {
    /// Opens the bank that is meant.
    pub(crate) fn open(common: &'a Common) -> Result<Self, Failure> {
        let root = match &common.bank {
            Some(root) => root.clone(),
            None => {
                let here = std::env::current_dir().map_err(|why| nowhere(&why, common))?;
                let args = Args::new().with("here", here.display());
                ravand_bank::find(&here)
                    .ok_or_else(|| Failure::said(&say::NO_BANK_HERE, &args, common.lang.language()))?
            }
        };
        let shown = std::env::current_dir().ok().and_then(|here| root.strip_prefix(here).ok().map(Path::to_path_buf));
        // Inside the bank's own directory nothing of the path is left.
        let shown = shown.map(|path| if path.as_os_str().is_empty() { ".".into() } else { path });
        let bank = Bank::open(&shown.unwrap_or(root)).map_err(|why| unopened(why, common))?;
        Ok(Self { bank, common })
    }

    /// The process of that id, or the one in that file.
    pub(crate) fn process(&mut self, word: &str) -> Result<ProcessId, Failure> {
        let id = match self.load(word)? {
            Some(Loaded::Process(id)) => id,
            Some(_) => return Err(self.not_in_file(&say::NO_PROCESS_INSIDE, word)),
            None => ProcessId::from(word),
        };
        if self.bank.processes.contains_key(&id) {
            return Ok(id);
        }
        Err(self.unknown(&say::UNKNOWN_PROCESS, word, self.bank.processes.keys().map(|k| k.as_str())))
    }

    /// The overlay of that id, or the one in that file: of a process, or of whichever has
    /// it where none is named.
    pub(crate) fn overlay(&mut self, word: &str, process: Option<&ProcessId>) -> Result<OverlayKey, Failure> {
        let id = match self.load(word)? {
            Some(Loaded::Overlay((of, id))) => return self.overlay_of(process.unwrap_or(&of), (of.clone(), id)),
            Some(_) => return Err(self.not_in_file(&say::NO_OVERLAY_INSIDE, word)),
            None => OverlayId::from(word),
        };
        if let Some(process) = process
            && self.bank.overlays.contains_key(&(process.clone(), id.clone()))
        {
            return Ok((process.clone(), id));
        }
        let of: Vec<OverlayKey> = self.bank.overlays.keys().filter(|(_, known)| *known == id).cloned().collect();
        match (of.as_slice(), process) {
            ([], _) => {
                Err(self.unknown(&say::UNKNOWN_OVERLAY, word, self.bank.overlays.keys().map(|(_, id)| id.as_str())))
            }
            ([only, ..], Some(process)) => self.overlay_of(process, only.clone()),
            ([only], None) => Ok(only.clone()),
            (several, None) => {
                let known: Vec<_> = several.iter().map(|(of, _)| format!("`{of}`")).collect();
                Err(self.say(&say::SEVERAL_OVERLAYS, &Args::new().with("word", word).with("known", known.join(", "))))
            }
        }
    }

    fn overlay_of(&self, process: &ProcessId, (of, id): OverlayKey) -> Result<OverlayKey, Failure> {
        if of == *process { Ok((of, id)) } else { Err(self.of_another(id.as_str(), &of, process)) }
    }

    /// The reform that is meant: the one named, or the process's only one.
    pub(crate) fn reform(&mut self, process: &ProcessId, word: Option<&str>) -> Result<OverlayKey, Failure> {
        if let Some(word) = word {
            return self.overlay(word, Some(process));
        }
        let reforms = self.bank.reforms_of(process);
        match reforms.as_slice() {
            [one] => Ok((process.clone(), one.id.value.clone())),
            [] => {
                let args = Args::new().with("process", process).with("root", self.bank.root.display());
                Err(self.with_findings(self.say(&say::NO_REFORM, &args)))
            }
            several => {
                let ids: Vec<_> = several.iter().map(|r| format!("`{}`", r.id)).collect();
                let args = Args::new().with("process", process).with("known", ids.join(", "));
                Err(self.say(&say::SEVERAL_REFORMS, &args))
            }
        }
    }

    /// The scenario of that id, or the one in that file.
    pub(crate) fn scenario(&mut self, process: &ProcessId, word: Option<&str>) -> Result<Scenario, Failure> {
        let only = match self.bank.scenarios_of(process).collect::<Vec<_>>().as_slice() {
            [one] => Some(one.id.to_string()),
            _ => None,
        };
        let word = word.or(only.as_deref()).unwrap_or(DEFAULT_SCENARIO);
        let key = match self.load(word)? {
            Some(Loaded::Scenario(of, id)) if of == *process => (of, id),
            Some(Loaded::Scenario(of, _)) => return Err(self.of_another(word, &of, process)),
            Some(_) => return Err(self.not_in_file(&say::NO_SCENARIO_INSIDE, word)),
            None => (process.clone(), word.into()),
        };
        match self.bank.scenarios.get(&key) {
            Some(scenario) => {
                let source = scenario.id.span.source;
                self.refuse_wrong(|d| concerns(d, |span| span.source == source))?;
                Ok(scenario.clone())
            }
            None => {
                let known = self.bank.scenarios_of(process).map(|s| s.id.as_str());
                Err(self.unknown(&say::UNKNOWN_SCENARIO, word, known))
            }
        }
    }

    /// A process with an overlay merged, if one is named, and with everything said that
    /// stands against using it.
    pub(crate) fn definition(&mut self, process: &str, with: Option<&str>) -> Result<Definition, Failure> {
        let process = self.process(process)?;
        let overlay = with.map(|word| self.overlay(word, Some(&process))).transpose()?;
        self.refuse_broken(&process, overlay.as_ref())?;
        let base = &self.bank.processes[&process];
        let Some(overlay) = overlay.map(|id| &self.bank.overlays[&id]) else { return Ok(base.clone()) };
        self.mention_base(overlay);
        merge::apply(base, overlay).map_err(|found| self.failed(&found))
    }

    /// An overlay must be for the process on which it is put.
    pub(crate) fn fits(&self, overlay: &Overlay, process: &ProcessId) -> Result<(), Failure> {
        if overlay.of.value == *process {
            return Ok(());
        }
        Err(self.of_another(overlay.id.as_str(), &overlay.of, process))
    }

    /// Says beside the answer that the process is no longer the one that an overlay was
    /// written for.
    pub(crate) fn mention_base(&self, overlay: &Overlay) {
        let Some(base) = &overlay.base else { return };
        let about = |found: &&Diagnostic| !found.is_error() && found.span == Some(base.span);
        let found: Vec<Diagnostic> = self.bank.diagnostics.iter().filter(about).cloned().collect();
        if !found.is_empty() {
            anstream::eprintln!("{}", self.drawn(&found));
        }
    }

    /// Errors in the files that matter here end the command; what is wrong elsewhere in
    /// the bank does not hide an answer, and is mentioned.
    pub(crate) fn refuse_broken(&self, process: &ProcessId, overlay: Option<&OverlayKey>) -> Result<(), Failure> {
        // A process that a catalogue makes stands in its archetypes too.
        let with_called = self.bank.with_called(process);
        let mut sources: Vec<_> = with_called.iter().map(|definition| definition.id.span.source).collect();
        sources.extend(with_called.iter().flat_map(|definition| definition.step_spans.values()).map(|s| s.source));
        sources.extend(overlay.and_then(|id| self.bank.overlays.get(id)).map(|o| o.id.span.source));
        // Of a catalogue its head matters, and the row; its other rows are other processes.
        let origins: Vec<_> = with_called.iter().filter_map(|d| self.bank.origins.get(&d.id.value)).collect();
        let in_another_row = |span: Span| {
            origins.iter().any(|origin| origin.rows.holds(span)) && !origins.iter().any(|o| o.row.holds(span))
        };
        // What is wrong in another overlay is not wrong here, though it names a place of the process.
        let others = self.bank.overlays.iter().filter(|(key, _)| Some(*key) != overlay);
        let others: Vec<_> = others.map(|(_, other)| other.id.span.source).collect();
        let elsewhere = |span: Span| in_another_row(span) || others.contains(&span.source);
        let in_our_file = |span: Span| sources.contains(&span.source) || self.is_shared(span.source);
        let ours = |d: &Diagnostic| !d.span.is_some_and(elsewhere) && concerns(d, in_our_file);
        self.refuse_wrong(ours)?;
        let others = self.errors().filter(|d| !ours(d)).count();
        if others > 0 {
            let args = Args::new().with("count", others);
            anstream::eprintln!("{}", said(&say::ELSEWHERE, &args, self.common.lang.language()));
        }
        Ok(())
    }

    /// What stands beside bank.yaml holds for every process.
    fn is_shared(&self, source: SourceId) -> bool {
        Path::new(self.bank.sources.name(source)).parent() == Some(self.bank.root.as_path())
    }

    /// Errors in files that matter, and those that stand in no file, end the command.
    fn refuse_wrong(&self, matters: impl Fn(&Diagnostic) -> bool) -> Result<(), Failure> {
        let ours: Vec<_> = self.errors().filter(|d| matters(d)).cloned().collect();
        if ours.is_empty() {
            return Ok(());
        }
        // What a name misses may be in a file that could not be understood: that one's
        // mistake is then the cause.
        let dangling = ours.iter().any(|d| DANGLING.contains(&d.code.id));
        if dangling { Err(self.failed(&self.errors().cloned().collect::<Vec<_>>())) } else { Err(self.failed(&ours)) }
    }

    fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.bank.diagnostics.iter().filter(|d| d.is_error())
    }

    /// A failure that draws every finding.
    pub(crate) fn failed(&self, found: &[Diagnostic]) -> Failure {
        Failure::new(self.drawn(found))
    }

    /// Findings as text.
    pub(crate) fn drawn(&self, found: &[Diagnostic]) -> String {
        drawn_all(found, &self.bank.sources, self.common)
    }

    fn load(&mut self, word: &str) -> Result<Option<Loaded>, Failure> {
        let path = Path::new(word);
        let is_file = path.extension().is_some_and(|e| e == "yaml" || e == "yml" || e == "bpmn") || path.exists();
        if !is_file || self.names_something(word) {
            return Ok(None);
        }
        let first = self.bank.sources.next_id();
        let loaded = self.bank.add_file(path).map_err(|why| unopened(why, self.common))?;
        // What the rest of the bank says wrongly was said before, or is mended by this file.
        let own = |d: &&Diagnostic| d.span.is_some_and(|span| span.source >= first);
        let found: Vec<_> = self.bank.diagnostics.iter().filter(own).cloned().collect();
        if has_errors(&found) { Err(self.failed(&found)) } else { Ok(Some(loaded)) }
    }

    /// An id of the bank wins over a file of the same name that happens to lie here.
    fn names_something(&self, word: &str) -> bool {
        self.bank.processes.contains_key(word)
            || self.bank.overlays.keys().any(|(_, id)| id.as_str() == word)
            || self.bank.scenarios.keys().any(|(_, id)| id.as_str() == word)
    }

    fn say(&self, code: &Code, args: &Args) -> Failure {
        Failure::said(code, args, self.common.lang.language())
    }

    fn not_in_file(&self, code: &Code, path: &str) -> Failure {
        self.say(code, &Args::new().with("path", path))
    }

    fn of_another(&self, id: &str, of: &ProcessId, process: &ProcessId) -> Failure {
        self.say(&say::OF_ANOTHER, &Args::new().with("id", id).with("of", of).with("process", process))
    }

    /// An id that the bank does not have, with what it has; a broken file may be the reason.
    fn unknown<'b>(&self, code: &Code, word: &str, known: impl Iterator<Item = &'b str>) -> Failure {
        let known: Vec<_> = known.map(|k| format!("`{k}`")).collect();
        let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
        self.with_findings(self.say(code, &Args::new().with("word", word).with("known", known)))
    }

    fn with_findings(&self, failure: Failure) -> Failure {
        let errors: Vec<_> = self.errors().cloned().collect();
        failure.with(&self.drawn(&errors))
    }
}

/// Codes of names whose bearer was not found in the bank.
const DANGLING: [&str; 4] = ["BK003", "BK004", "BK006", "BK009"];

/// Whether a finding, or a second place of it, stands in a file that matters. One without a
/// place is about a file that cannot be read: nobody knows what it would have said.
fn concerns(found: &Diagnostic, matters: impl Fn(Span) -> bool) -> bool {
    let second = found.notes.iter().any(|note| matters(note.span));
    second || found.span.is_none_or(matters)
}

/// Why there is no bank, with a way out.
fn unopened(why: BankError, common: &Common) -> Failure {
    let system = |path: &Path, source| {
        let (words, system) = because(source);
        Args::new().with("path", path.display()).with_said("why", words, system)
    };
    let (code, args) = match &why {
        BankError::NoDirectory { path, source } => (&say::NO_DIRECTORY, system(path, source)),
        BankError::NoBank { path } => (&say::NOT_A_BANK, Args::new().with("path", path.display())),
        BankError::Unreadable { path, source } => (&say::UNREADABLE, system(path, source)),
        BankError::TooManyFiles { path } => {
            (&say::TOO_MANY_IN_BANK, Args::new().with("path", path.display()).with("max", FILES_MAX))
        }
        other => (&say::UNOPENED, Args::new().with("why", other)),
    };
    Failure::said(code, &args, common.lang.language())
}

/// The directory in which one stands cannot be found out: it may have been deleted.
pub(crate) fn nowhere(why: &std::io::Error, common: &Common) -> Failure {
    let (words, system) = because(why);
    Failure::said(&say::NOWHERE, &Args::new().with_said("why", words, system), common.lang.language())
}

pub(crate) fn drawn_all(found: &[Diagnostic], sources: &Sources, common: &Common) -> String {
    let colour = std::io::stderr().is_terminal() && common.format == Format::Text;
    draw_all(found, sources, common.lang.language(), colour)
}
