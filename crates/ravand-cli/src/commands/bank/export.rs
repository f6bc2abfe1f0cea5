//! `ravand bank export`: everything as BPMN, for any editor.

use crate::args::{BankExportArgs, Format};
use crate::codes::FILE_THERE;
use crate::files::{directory, write};
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::{Args, Definition, Diagnostic, has_errors, merge};
use ravand_formats::bpmn::write_bpmn;
use std::path::PathBuf;

/// `DIR/building-permit.bpmn`, and `DIR/sample-01/building-permit.bpmn` for a variant of it.
pub(super) fn run(place: &Place<'_>, args: &BankExportArgs) -> Result<Verdict, Failure> {
    let bank = &place.bank;
    if has_errors(&bank.diagnostics) {
        let errors: Vec<Diagnostic> = bank.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
        return Err(place.failed(&errors));
    }
    let language = place.common.lang.language();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    let mut export = |folder: PathBuf, definition: &Definition| -> Result<(), Failure> {
        let path = folder.join(format!("{}.bpmn", definition.id));
        if path.exists() && !args.force {
            return Err(Failure::said(&FILE_THERE, &Args::new().with("path", path.display()), language));
        }
        files.push((path, write_bpmn(definition, language).map_err(|found| place.failed(&found))?));
        Ok(())
    };
    for definition in bank.processes.values() {
        export(args.directory.clone(), definition)?;
    }
    for ((of, id), overlay) in &bank.overlays {
        let Some(base) = bank.processes.get(of) else { continue };
        let merged = merge::apply(base, overlay).map_err(|found| place.failed(&found))?;
        export(args.directory.join(id.as_str()), &merged)?;
    }
    // Nothing is written before everything is there to be written.
    for (path, text) in &files {
        path.parent().map_or(Ok(()), |folder| directory(folder, language))?;
        write(path, text, args.force, language)?;
    }
    let count = files.len();
    match place.common.format {
        Format::Text => super::said(place, &super::of(count, "file", "files"), &format!("{count} فایل")),
        Format::Json => println!("{:#}", serde_json::json!({ "files": count })),
    }
    Ok(Verdict::Fine)
}
