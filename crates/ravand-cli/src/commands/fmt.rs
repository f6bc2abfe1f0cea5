//! `ravand fmt`: files in their canonical order, comments and all.
//!
//! A file is replaced whole or not at all: the new text is written beside it and takes its
//! place in one step. What is no YAML, or no file of the language, is never touched.

use crate::args::{Common, FmtArgs, Format};
use crate::codes as say;
use crate::files::replace;
use crate::output::{println, prose, word};
use crate::place::nowhere;
use crate::{Failure, Verdict, said};
use ravand_bank::because;
use ravand_core::{Args, Diagnostic, Language, Sources};
use ravand_formats::{FILE_BYTES_MAX, decode, draw};
use serde_json::{Value, json};
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

/// Files that one call puts in order.
const FILES_MAX: usize = 100_000;
/// How deep directories may lie in each other.
const DEPTH_MAX: usize = 32;

/// What became of a file.
enum Outcome {
    /// It was in order.
    Clean,
    /// It was not; unless `--check` was said, it is now.
    Changed,
    /// It was not touched, and why.
    Refused(Sources, Vec<Diagnostic>),
}

pub(crate) fn run(common: &Common, args: &FmtArgs) -> Result<Verdict, Failure> {
    let language = common.lang.language();
    let mut files = Vec::new();
    for path in named(common, args)? {
        collect(&path, 0, &mut files, language)?;
    }
    let mut outcomes = Vec::with_capacity(files.len());
    for path in files {
        let outcome = one(&path, args.check, language)?;
        outcomes.push((path, outcome));
    }
    match common.format {
        Format::Text => text(&outcomes, args.check, language),
        Format::Json => println!("{:#}", as_json(&outcomes, language)),
    }
    if outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Refused(..))) {
        return Ok(Verdict::Broken);
    }
    let changed = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Changed));
    Ok(if changed && args.check { Verdict::Findings } else { Verdict::Fine })
}

/// What is meant: the files named, or the bank.
fn named(common: &Common, args: &FmtArgs) -> Result<Vec<PathBuf>, Failure> {
    if !args.files.is_empty() {
        return Ok(args.files.clone());
    }
    if let Some(bank) = &common.bank {
        return Ok(vec![bank.clone()]);
    }
    let here = std::env::current_dir().map_err(|why| nowhere(&why, common))?;
    let args = Args::new().with("here", here.display());
    let bank =
        ravand_bank::find(&here).ok_or_else(|| Failure::said(&say::NO_BANK_HERE, &args, common.lang.language()))?;
    let shown = bank.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(bank);
    Ok(vec![if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }])
}

/// The file itself, or every YAML file in and below the directory, by name. A link is
/// followed where it is named and not where it is found: it may lead out, or round.
fn collect(path: &Path, depth: usize, files: &mut Vec<PathBuf>, language: Language) -> Result<(), Failure> {
    let unreadable = |why: std::io::Error| unread(path, &why, language);
    let about = if depth == 0 { std::fs::metadata(path) } else { std::fs::symlink_metadata(path) };
    let about = about.map_err(unreadable)?;
    if !about.is_dir() {
        let is_yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
        if depth == 0 || (about.is_file() && is_yaml) {
            files.push(path.to_path_buf());
        }
        if files.len() > FILES_MAX {
            let args = Args::new().with("path", path.display()).with("max", FILES_MAX);
            return Err(Failure::said(&say::FILES_OVER, &args, language));
        }
        return Ok(());
    }
    if depth >= DEPTH_MAX {
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        inside.push(entry.map_err(unreadable)?.path());
    }
    inside.sort();
    inside.iter().try_for_each(|path| collect(path, depth + 1, files, language))
}

fn one(path: &Path, check: bool, language: Language) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|why| unread(path, &why, language))?;
    // One byte more than allowed is enough to know that it is too large.
    let read = file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|why| unread(path, &why, language))?;
    let mut sources = Sources::new();
    let id = match decode(bytes, &path.display().to_string(), &mut sources) {
        Ok(id) => id,
        Err(found) => return Ok(Outcome::Refused(sources, vec![found])),
    };
    let after = match ravand_formats::format(&sources, id) {
        Ok(after) => after,
        Err(found) => return Ok(Outcome::Refused(sources, found)),
    };
    if after == sources.text(id) {
        return Ok(Outcome::Clean);
    }
    if !check {
        replace(path, &after).map_err(|why| {
            let (words, system) = because(&why);
            let args = Args::new().with("path", path.display()).with_said("why", words, system);
            Failure::said(&say::FILE_UNWRITTEN, &args, language)
        })?;
    }
    Ok(Outcome::Changed)
}

fn unread(path: &Path, why: &std::io::Error, language: Language) -> Failure {
    let (words, system) = because(why);
    let args = Args::new().with("path", path.display()).with_said("why", words, system);
    Failure::said(&say::UNREADABLE, &args, language)
}

fn text(outcomes: &[(PathBuf, Outcome)], check: bool, language: Language) {
    let colour = std::io::stderr().is_terminal();
    // Where something went wrong, nothing but an answer that holds stands on stdout.
    let broken = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Refused(..)));
    let tell = |line: String| {
        if broken {
            anstream::eprintln!("{line}");
        } else {
            println!("{line}");
        }
    };
    for (path, outcome) in outcomes {
        match outcome {
            Outcome::Clean => {}
            Outcome::Changed if check => {
                let args = Args::new().with("path", path.display());
                tell(said(&say::NOT_IN_ORDER, &args, language));
            }
            Outcome::Changed => {
                tell(format!("{}: {}", path.display(), prose(word(language, "put in order", "مرتب شد"), language)))
            }
            Outcome::Refused(sources, found) => {
                for found in found {
                    anstream::eprintln!("{}\n", draw(found, sources, language, colour));
                }
            }
        }
    }
}

fn as_json(outcomes: &[(PathBuf, Outcome)], language: Language) -> Value {
    let files = outcomes.iter().map(|(path, outcome)| {
        let (state, found) = match outcome {
            Outcome::Clean => ("in order", Vec::new()),
            Outcome::Changed => ("changed", Vec::new()),
            Outcome::Refused(sources, found) => {
                ("refused", found.iter().map(|d| d.one_line(sources, language)).collect::<Vec<_>>())
            }
        };
        json!({ "file": path.display().to_string(), "state": state, "findings": found })
    });
    json!({ "files": files.collect::<Vec<_>>() })
}
