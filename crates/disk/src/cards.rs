//! Cards that an office wrote itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of cards in a folder and those below it, or one file, with their texts; in order of their paths.
pub fn card_texts(place: &Path) -> Vec<(PathBuf, io::Result<String>)> {
    if !place.exists() {
        return vec![(place.to_owned(), Err(io::ErrorKind::NotFound.into()))];
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path);
        (path, text)
    };
    toml_files(place).into_iter().map(read).collect()
}

fn toml_files(place: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(place)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}
