//! Environment and processes.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A variable of the environment.
pub fn var(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// The folder of the run.
pub fn current_dir() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// The program that runs.
pub fn current_exe() -> Option<PathBuf> {
    std::env::current_exe().ok()
}

/// Another program, not yet started.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    Command::new(name)
}

/// The same path from the folder of the run, where that is shorter than from the root.
pub fn near(path: &Path) -> PathBuf {
    let here = current_dir().filter(|_| path.is_absolute());
    here.and_then(|here| pathdiff::diff_paths(path, here))
        .filter(|from_here| from_here.as_os_str().len() < path.as_os_str().len())
        .filter(|from_here| !from_here.as_os_str().is_empty())
        .unwrap_or_else(|| path.to_owned())
}
