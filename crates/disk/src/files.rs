//! Questions about files, and small files read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The text of a file.
pub fn text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

/// Whether something is there.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether a file is there.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a folder is there.
pub fn is_dir(path: &Path) -> bool {
    path.is_dir()
}

/// Where it really is, links followed.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// From the root, as it is named.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
    std::path::absolute(path)
}

/// By which a file is known, however it is named and whether or not it is there.
pub fn identity(path: &Path) -> PathBuf {
    let absolute = || absolute(path).unwrap_or_else(|_| path.to_owned());
    real(path).unwrap_or_else(|_| {
        let absolute = absolute();
        // Of a file that is not there yet, the folder is.
        match (absolute.parent().map(real), absolute.file_name()) {
            (Some(Ok(folder)), Some(name)) => folder.join(name),
            _ => absolute,
        }
    })
}

/// Whether a path, as a config names it, lies in `folder`: as it is written, and where links lead.
pub fn lies_in(folder: &Path, path: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(folder), Ok(path)) = (absolute(folder), absolute(&folder.join(path))) else { return false };
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            std::path::Component::ParentDir => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let written: PathBuf = steps.into_iter().collect();
    let really = identity(&written);
    written.starts_with(&folder) && really.starts_with(identity(&folder))
}
