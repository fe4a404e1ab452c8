//! What could not be read or written, as reports tell it.

use std::path::Path;

use kanwu_disk::SaveError;
use kanwu_disk::system::near;
use kanwu_intake::{IntakeError, IntakeErrorKind};
use kanwu_report::FileError;

/// An error of reading or writing, as reports tell it.
pub(crate) fn told(error: IntakeError) -> FileError {
    FileError::new(error.path, |lang| error.kind.message(lang))
}

/// A file that was not written, as reports tell it.
pub(crate) fn unsaved(error: SaveError) -> FileError {
    FileError::new(shown(&error.path), |lang| error.kind.message(lang))
}

/// An error of a file that is no manuscript.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> FileError {
    let kind = IntakeErrorKind::reading(error);
    FileError::new(shown(path), |lang| kind.message(lang))
}

/// A path as messages show it.
pub(crate) fn shown(path: &Path) -> String {
    near(path).display().to_string().replace('\\', "/")
}
