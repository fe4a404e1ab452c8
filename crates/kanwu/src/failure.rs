//! What could not be read or written, as reports tell it.

use std::path::Path;

use kanwu_disk::SaveError;
use kanwu_disk::system::near;
use kanwu_intake::{IntakeError, IntakeErrorKind};
use kanwu_report::FileError;
use kanwu_text::Lang;

/// An error of reading or writing, as reports tell it.
pub(crate) fn told(error: IntakeError) -> FileError {
    FileError { zh: error.kind.message(Lang::Zh), en: error.kind.message(Lang::En), path: error.path }
}

/// A file that was not written, as reports tell it.
pub(crate) fn unsaved(error: SaveError) -> FileError {
    FileError { path: shown(&error.path), zh: error.kind.message(Lang::Zh), en: error.kind.message(Lang::En) }
}

/// An error of a file that is no manuscript.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> FileError {
    let kind = IntakeErrorKind::reading(error);
    FileError { path: shown(path), zh: kind.message(Lang::Zh), en: kind.message(Lang::En) }
}

/// A path as messages show it.
pub(crate) fn shown(path: &Path) -> String {
    near(path).display().to_string().replace('\\', "/")
}
