//! Cards that an office wrote itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kanwu_card::{Card, CardError};

/// The cards of a folder and those below it, or one card; in order of their codes.
pub fn cards(place: &Path) -> Result<Vec<Card>, CardError> {
    if !place.exists() {
        let source = io::ErrorKind::NotFound.into();
        return Err(CardError::Io { path: place.display().to_string(), source });
    }
    let texts = toml_files(place).into_iter().map(|path| match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(source) => Err(CardError::Io { path: path.display().to_string(), source }),
    });
    kanwu_card::parse_all(texts)
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
