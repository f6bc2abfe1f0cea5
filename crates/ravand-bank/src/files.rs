//! Finding and reading files.

use crate::BankError;
use ravand_core::{SourceId, Sources};
use ravand_formats::bpmn::{BpmnFile, constraints::missing_imports, read_bpmn};
use ravand_formats::{FILE_BYTES_MAX, Read as Parsed};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// No directory of a bank holds more.
pub const FILES_MAX: usize = 100_000;

/// The bank that is meant where none is named: `processes` (or the directory itself) at
/// `start` or above it.
pub fn find(start: &Path) -> Option<PathBuf> {
    start.ancestors().find_map(|directory| {
        let candidates = [directory.join("processes"), directory.to_path_buf()];
        candidates.into_iter().find(|c| c.join("bank.yaml").is_file())
    })
}

/// Reads the text of a BPMN file as it stands at its place: files that it imports must be
/// where it says.
pub fn read_bpmn_at(path: &Path, sources: &Sources, source: SourceId) -> Parsed<BpmnFile> {
    let mut read = read_bpmn(sources, source);
    if let Some(file) = &read.value {
        let is_there = |location: &str| path.parent().is_some_and(|folder| folder.join(location).is_file());
        read.diagnostics.extend(missing_imports(&file.document, is_there));
    }
    read
}

/// Why the files of a directory cannot be listed.
pub(crate) enum Unlisted {
    /// The bank cannot be opened.
    Bank(BankError),
    /// Only this directory cannot be read.
    Directory(std::io::Error),
}

/// The YAML files of a directory by name; none if there is no such directory.
pub(crate) fn list(directory: &Path) -> Result<Vec<PathBuf>, Unlisted> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Unlisted::Directory(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(Unlisted::Directory)?.path();
        if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            paths.push(path);
        }
        if paths.len() > FILES_MAX {
            return Err(Unlisted::Bank(BankError::TooManyFiles { path: directory.to_path_buf() }));
        }
    }
    paths.sort();
    Ok(paths)
}

/// The directories in a directory by name; none where there is none.
pub(crate) fn folders(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Why the bytes of a file are not there.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It has so many bytes, more than [`FILE_BYTES_MAX`].
    TooLarge(u64),
    /// The system does not give it, or it is no file.
    System(std::io::Error),
}

impl From<std::io::Error> for Refused {
    fn from(why: std::io::Error) -> Self {
        Self::System(why)
    }
}

/// The bytes of a file in a bank's folders. A pipe or a device there would be waited on for
/// ever; one that a person names is hers to name.
pub(crate) fn read_listed(path: &Path) -> Result<Vec<u8>, Refused> {
    let about = fs::metadata(path)?;
    if !about.is_file() && !about.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no regular file").into());
    }
    read(path)
}

/// The bytes of a file; one byte more than allowed is enough to know that it is too large.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refused> {
    let file = fs::File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a directory").into());
    }
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > FILE_BYTES_MAX {
        // What comes out of a pipe has no length.
        return Err(Refused::TooLarge(about.len().max(bytes.len() as u64)));
    }
    Ok(bytes)
}
