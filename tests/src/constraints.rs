//! The constraint files of betsy: each breaks the rule that its folder's number stands for,
//! and must be refused by a finding of that rule; the functional files beside them are accepted.

use crate::dmn::Outcome;
use ravand::formats::bpmn::{constraints::rule_numbers, read_bpmn};
use ravand::formats::xml::decode_xml;
use std::path::{Path, PathBuf};

/// Runs the constraint folders `EXTnnn`, and the functional files beside their folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    for file in files {
        let holder = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let rule = holder.as_deref().and_then(|name| name.strip_prefix("EXT")).and_then(|number| number.parse().ok());
        match judge(&file, rule) {
            Ok(()) => outcome.passed += 1,
            Err(why) => outcome.failures.push(format!("{}: {why}", file.display())),
        }
    }
    Ok(outcome)
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "bpmn") {
            files.push(path);
        }
    }
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn judge(path: &Path, rule: Option<u32>) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|why| why.to_string())?;
    let mut sources = ravand::core::Sources::new();
    let source = decode_xml(bytes, "file", &mut sources).map_err(|found| found.message(ravand::core::Language::En))?;
    let read = read_bpmn(&sources, source);
    let errors: Vec<_> = read.diagnostics.iter().filter(|one| one.is_error()).collect();
    let lines = || errors.iter().map(|one| one.one_line(&sources, ravand::core::Language::En)).collect::<Vec<_>>();
    match rule {
        Some(rule) if errors.iter().any(|one| rule_numbers(one).contains(&rule)) => Ok(()),
        Some(_) => Err(format!("no finding of the rule; found {:?}", lines())),
        None if errors.is_empty() => Ok(()),
        None => Err(format!("refused: {:?}", lines())),
    }
}
