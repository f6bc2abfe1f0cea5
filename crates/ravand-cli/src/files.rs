//! Files that a command writes: whole or not at all.

use crate::Failure;
use crate::codes as say;
use ravand_bank::because;
use ravand_core::{Args, Language};
use std::io::Write;
use std::path::Path;

/// Puts a text in the place of a file, in one step: whoever reads it meanwhile reads the
/// one or the other. A link keeps leading to the file, and the file keeps its permissions.
pub(crate) fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let path = path.canonicalize()?;
    let permissions = std::fs::metadata(&path)?.permissions();
    let mut beside = beside(&path)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().set_permissions(permissions)?;
    beside.as_file().sync_all()?;
    beside.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a new file; over one that is there only if `over` says so.
pub(crate) fn write(path: &Path, text: &str, over: bool, language: Language) -> Result<(), Failure> {
    let unwritten = |why: std::io::Error| {
        let (words, system) = because(&why);
        let args = Args::new().with("path", path.display()).with_said("why", words, system);
        Failure::said(&say::FILE_UNWRITTEN, &args, language)
    };
    if path.exists() {
        if !over {
            let args = Args::new().with("path", path.display());
            return Err(Failure::said(&say::FILE_THERE, &args, language));
        }
        return replace(path, text).map_err(unwritten);
    }
    let mut beside = beside(path).map_err(unwritten)?;
    beside.write_all(text.as_bytes()).map_err(unwritten)?;
    beside.as_file().sync_all().map_err(unwritten)?;
    beside.persist_noclobber(path).map_err(|error| unwritten(error.error))?;
    Ok(())
}

/// Makes a directory, and those above it, if it is not there.
pub(crate) fn directory(path: &Path, language: Language) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|why| {
        let (words, system) = because(&why);
        let args = Args::new().with("path", path.display()).with_said("why", words, system);
        Failure::said(&say::FILE_UNWRITTEN, &args, language)
    })
}

/// A file that nobody knows of yet, in the same directory. Others may read it as they may
/// read any file that a program makes.
fn beside(path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".ravand-").tempfile_in(directory)
}
