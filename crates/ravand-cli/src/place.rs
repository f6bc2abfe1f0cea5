//! What the words on the command line mean: ids of the bank, or files.

use crate::Failure;
use crate::args::{Common, Format};
use ravand_bank::{Bank, Loaded};
use ravand_core::{
    Definition, Diagnostic, Overlay, OverlayId, OverlayKind, ProcessId, Scenario, Sources, has_errors, merge,
};
use ravand_formats::draw;
use std::io::IsTerminal;
use std::path::Path;

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
                let here = std::env::current_dir()?;
                ravand_bank::find(&here).ok_or_else(|| {
                    Failure::new(format!(
                        "error: no bank here: neither `{}` nor a directory above it has processes/bank.yaml\n  help: name one with --bank DIR",
                        here.display()
                    ))
                })?
            }
        };
        let shown = std::env::current_dir().ok().and_then(|here| root.strip_prefix(here).ok().map(Path::to_path_buf));
        let bank = Bank::open(&shown.unwrap_or(root))?;
        Ok(Self { bank, common })
    }

    /// The process of that id, or the one in that file.
    pub(crate) fn process(&mut self, word: &str) -> Result<ProcessId, Failure> {
        let id = match self.load(word)? {
            Some(Loaded::Process(id)) => id,
            Some(_) => return Err(self.not_in_file(word, "a process")),
            None => ProcessId::from(word),
        };
        if self.bank.processes.contains_key(&id) {
            return Ok(id);
        }
        Err(self.unknown("process", word, self.bank.processes.keys().map(|k| k.as_str())))
    }

    /// The overlay of that id, or the one in that file.
    pub(crate) fn overlay(&mut self, word: &str) -> Result<OverlayId, Failure> {
        let id = match self.load(word)? {
            Some(Loaded::Overlay(id)) => id,
            Some(_) => return Err(self.not_in_file(word, "a reform or variant")),
            None => OverlayId::from(word),
        };
        if self.bank.overlays.contains_key(&id) {
            return Ok(id);
        }
        Err(self.unknown("overlay", word, self.bank.overlays.keys().map(|k| k.as_str())))
    }

    /// The reform that is meant: the one named, or the process's only one.
    pub(crate) fn reform(&mut self, process: &ProcessId, word: Option<&str>) -> Result<OverlayId, Failure> {
        if let Some(word) = word {
            return self.overlay(word);
        }
        let reforms = self.bank.reforms_of(process);
        match reforms.as_slice() {
            [one] => Ok(one.id.value.clone()),
            [] => Err(self.with_findings(format!(
                "error: the bank has no reform of `{process}`\n  help: write one under {}/reforms, or name a file with --with FILE",
                self.bank.root.display()
            ))),
            several => {
                let ids: Vec<_> = several.iter().map(|r| format!("`{}`", r.id)).collect();
                Err(Failure::new(format!(
                    "error: `{process}` has several reforms: {}\n  help: choose one with --with ID",
                    ids.join(", ")
                )))
            }
        }
    }

    /// The scenario of that id, or the one in that file.
    pub(crate) fn scenario(&mut self, process: &ProcessId, word: &str) -> Result<Scenario, Failure> {
        let key = match self.load(word)? {
            Some(Loaded::Scenario(of, id)) if of == *process => (of, id),
            Some(Loaded::Scenario(of, _)) => {
                return Err(Failure::new(format!(
                    "error: the scenario in `{word}` is for `{of}`, not for `{process}`"
                )));
            }
            Some(_) => return Err(self.not_in_file(word, "a scenario")),
            None => (process.clone(), word.into()),
        };
        match self.bank.scenarios.get(&key) {
            Some(scenario) => Ok(scenario.clone()),
            None => {
                let known = self.bank.scenarios_of(process).map(|s| s.id.as_str());
                Err(self.unknown("scenario", word, known))
            }
        }
    }

    /// A process with an overlay merged, if one is named, and with everything said that
    /// stands against using it.
    pub(crate) fn definition(&mut self, process: &str, with: Option<&str>) -> Result<Definition, Failure> {
        let process = self.process(process)?;
        let overlay = with.map(|word| self.overlay(word)).transpose()?;
        self.refuse_broken(&process, overlay.as_ref())?;
        let base = &self.bank.processes[&process];
        let Some(overlay) = overlay.map(|id| &self.bank.overlays[&id]) else { return Ok(base.clone()) };
        self.fits(overlay, &process)?;
        merge::apply(base, overlay).map_err(|found| self.failed(&found))
    }

    /// An overlay must be for the process on which it is put.
    pub(crate) fn fits(&self, overlay: &Overlay, process: &ProcessId) -> Result<(), Failure> {
        if overlay.of.value == *process {
            return Ok(());
        }
        let kind = match overlay.kind {
            OverlayKind::Reform => "reform",
            OverlayKind::Variant => "variant",
        };
        Err(Failure::new(format!("error: the {kind} `{}` is for `{}`, not for `{process}`", overlay.id, overlay.of)))
    }

    /// Errors in the files that matter here end the command; what is wrong elsewhere in
    /// the bank does not hide an answer, and is mentioned.
    pub(crate) fn refuse_broken(&self, process: &ProcessId, overlay: Option<&OverlayId>) -> Result<(), Failure> {
        let mut sources: Vec<_> =
            self.bank.with_called(process).iter().map(|definition| definition.id.span.source).collect();
        sources.extend(overlay.and_then(|id| self.bank.overlays.get(id)).map(|o| o.id.span.source));
        let (ours, others): (Vec<_>, Vec<_>) = self
            .bank
            .diagnostics
            .iter()
            .filter(|d| d.is_error())
            .cloned()
            .partition(|d| d.span.is_none_or(|span| sources.contains(&span.source)));
        if !ours.is_empty() {
            return Err(self.failed(&ours));
        }
        if !others.is_empty() {
            anstream::eprintln!("note: {} errors in other files of the bank; `ravand lint` shows them", others.len());
        }
        Ok(())
    }

    /// A failure that draws every finding.
    pub(crate) fn failed(&self, found: &[Diagnostic]) -> Failure {
        Failure::new(self.drawn(found))
    }

    /// Findings as text.
    pub(crate) fn drawn(&self, found: &[Diagnostic]) -> String {
        draw_all(found, &self.bank.sources, self.common)
    }

    fn load(&mut self, word: &str) -> Result<Option<Loaded>, Failure> {
        let path = Path::new(word);
        let is_file = path.extension().is_some_and(|e| e == "yaml" || e == "yml") || path.exists();
        if !is_file || self.names_something(word) {
            return Ok(None);
        }
        let before = self.bank.diagnostics.len();
        let loaded = self.bank.add_file(path)?;
        let found = &self.bank.diagnostics[before..];
        if has_errors(found) { Err(self.failed(found)) } else { Ok(Some(loaded)) }
    }

    /// An id of the bank wins over a file of the same name that happens to lie here.
    fn names_something(&self, word: &str) -> bool {
        self.bank.processes.contains_key(word) || self.bank.overlays.contains_key(word)
    }

    fn not_in_file(&self, path: &str, what: &str) -> Failure {
        Failure::new(format!("error: `{path}` does not hold {what}"))
    }

    /// An id that the bank does not have, with what it has; a broken file may be the reason.
    fn unknown<'b>(&self, what: &str, word: &str, known: impl Iterator<Item = &'b str>) -> Failure {
        let known: Vec<_> = known.map(|k| format!("`{k}`")).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        self.with_findings(format!("error: the bank has no {what} `{word}`\n  help: it has {known}"))
    }

    fn with_findings(&self, text: String) -> Failure {
        let errors: Vec<_> = self.bank.diagnostics.iter().filter(|d| d.is_error()).cloned().collect();
        if errors.is_empty() {
            return Failure::new(text);
        }
        Failure::new(format!("{text}\n\nfiles of the bank that could not be understood:\n{}", self.drawn(&errors)))
    }
}

fn draw_all(found: &[Diagnostic], sources: &Sources, common: &Common) -> String {
    let colour = std::io::stderr().is_terminal() && common.format == Format::Text;
    let drawn: Vec<_> = found.iter().map(|d| draw(d, sources, common.lang.language(), colour)).collect();
    drawn.join("\n\n")
}
