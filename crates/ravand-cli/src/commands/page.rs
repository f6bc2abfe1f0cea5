//! A page in a file.
//!
//! Invariant: the file is there whole or not at all. It is written beside its place under
//! another name and then renamed, so that a page that was there before stays until the new one
//! is complete; whoever stops the command halfway keeps the old one.

use crate::args::Common;
use crate::codes as say;
use crate::{Failure, said};
use ravand_core::{Args, Code, Language};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Names that are tried for the file beside the page.
const NAMES_MAX: u32 = 100;

/// A file that is about to be written. If it never is, nothing is left behind.
pub(crate) struct Destination {
    /// As it was typed.
    shown: String,
    language: Language,
    target: PathBuf,
    /// The file beside it; `None` where the page goes into something that is no plain file.
    beside: Option<PathBuf>,
    file: File,
}

impl Destination {
    pub(crate) fn open(path: &Path, common: &Common) -> Result<Self, Failure> {
        let (shown, language) = (path.display().to_string(), common.lang.language());
        if path.is_dir() {
            return Err(failure(&say::PAGE_IS_DIRECTORY, &shown, None, language));
        }
        let opened = Self::open_at(path).map_err(|why| failure(&say::PAGE_UNWRITTEN, &shown, Some(why), language));
        let (target, beside, file) = opened?;
        Ok(Self { shown, language, target, beside, file })
    }

    fn open_at(path: &Path) -> io::Result<(PathBuf, Option<PathBuf>, File)> {
        // A link stays a link: what it leads to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
            let file = File::options().write(true).open(&target)?;
            return Ok((target, None, file));
        }
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        for number in 0..NAMES_MAX {
            let beside = target.with_file_name(format!(".{name}.{}-{number}", std::process::id()));
            match File::create_new(&beside) {
                Ok(file) => return Ok((target, Some(beside), file)),
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(why),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Puts the page in its place and says so.
    pub(crate) fn write(mut self, page: &str) -> Result<(), Failure> {
        self.put(page).map_err(|why| failure(&say::PAGE_UNWRITTEN, &self.shown, Some(why), self.language))?;
        let args = Args::new().with("path", &self.shown);
        anstream::eprintln!("{}", said(&say::PAGE_WRITTEN, &args, self.language));
        Ok(())
    }

    fn put(&mut self, page: &str) -> io::Result<()> {
        self.file.write_all(page.as_bytes())?;
        let Some(beside) = &self.beside else { return self.file.flush() };
        self.file.sync_all()?;
        fs::rename(beside, &self.target)?;
        self.beside = None;
        Ok(())
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // What cannot be removed now could not be reported to anybody either.
            let _ = fs::remove_file(beside);
        }
    }
}

fn failure(code: &Code, path: &str, why: Option<io::Error>, language: Language) -> Failure {
    let args = Args::new().with("path", path);
    let args = match why {
        Some(why) => {
            let (words, system) = ravand_bank::because(&why);
            args.with_said("why", words, system)
        }
        None => args,
    };
    Failure::said(code, &args, language)
}
