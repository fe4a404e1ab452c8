//! What could not be read or written, as reports tell it.

use std::path::{Path, PathBuf};

use kanwu_intake::{IntakeError, IntakeErrorKind};
use kanwu_report::FileError;
use kanwu_text::Lang;

/// An error of reading or writing, as reports tell it.
pub(crate) fn told(error: IntakeError) -> FileError {
    FileError { zh: error.kind.message(Lang::Zh), en: error.kind.message(Lang::En), path: error.path }
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

/// The same path from the folder of the run, where that is shorter than from the root.
pub(crate) fn near(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().filter(|_| path.is_absolute());
    here.and_then(|here| pathdiff::diff_paths(path, here))
        .filter(|from_here| from_here.as_os_str().len() < path.as_os_str().len())
        .filter(|from_here| !from_here.as_os_str().is_empty())
        .unwrap_or_else(|| path.to_owned())
}
