//! The suite of the DMN TCK: its test cases are read here, its models by the public reader of
//! DMN files, and decided by the public interface in the standard's way, in which what cannot
//! be reckoned is null.

mod parts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use parts::{child, children, same, value};
use ravand::core::decision::{CompiledModel, Strictness};
use ravand::core::{Diagnostic, Language, Sources, has_errors};
use ravand::feel::Value;
use ravand::formats::dmn::read_dmn;
use roxmltree::{Document, Node};

/// What became of all test cases of a folder.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Results that were as expected.
    pub passed: usize,
    /// A line for each that was not.
    pub failures: Vec<String>,
}

/// Runs every `*.xml` test below a folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    for file in files {
        if let Err(why) = run_file(&file, &mut outcome) {
            outcome.failures.push(format!("{}: {why}", file.display()));
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
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    Ok(())
}

type Found<T> = Result<T, String>;

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn run_file(path: &Path, outcome: &mut Outcome) -> Found<()> {
    let text = std::fs::read_to_string(path).map_err(|why| why.to_string())?;
    let tests = Document::parse(&text).map_err(|why| why.to_string())?;
    let root = tests.root_element();
    let name = child(root, "modelName").and_then(|node| node.text()).unwrap_or_default().trim();
    let text = std::fs::read_to_string(path.with_file_name(name)).map_err(|why| format!("{name}: {why}"))?;
    let model = model(name, text)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    for case in children(root, "testCase") {
        let id = case.attribute("id").unwrap_or_default();
        for result in children(case, "resultNode") {
            let decision = result.attribute("name").unwrap_or_default();
            match judge(&model, case, result, decision) {
                Ok(()) => outcome.passed += 1,
                Err(why) => outcome.failures.push(format!("{name} {id} {decision}: {why}")),
            }
        }
    }
    Ok(())
}

/// A model as the public reader gives it.
fn model(name: &str, text: String) -> Found<CompiledModel> {
    let mut sources = Sources::new();
    let source = sources.add(name, text);
    let said = |found: &[Diagnostic]| {
        let lines = found.iter().filter(|it| it.is_error()).map(|it| it.one_line(&sources, Language::En));
        lines.collect::<Vec<_>>().join("; ")
    };
    let read = read_dmn(&sources, source);
    match read.value {
        Some(dmn) if !has_errors(&read.diagnostics) => {
            dmn.model.compile(Strictness::Standard).map_err(|found| said(&found))
        }
        _ => Err(said(&read.diagnostics)),
    }
}

fn judge(model: &CompiledModel, case: Node<'_, '_>, result: Node<'_, '_>, decision: &str) -> Found<()> {
    let mut inputs = BTreeMap::new();
    for input in children(case, "inputNode") {
        let name = input.attribute("name").unwrap_or_default();
        inputs.insert(name.to_owned(), value(input)?);
    }
    let expected = match child(result, "expected") {
        Some(expected) => value(expected)?,
        None => Value::Null,
    };
    let found = model.evaluate(decision, &inputs).map_err(|why| why.to_string())?;
    let found = found.into_iter().next().map(|(_, value)| value).unwrap_or_default();
    if same(&expected, &found) { Ok(()) } else { Err(format!("expected {expected}, found {found}")) }
}
