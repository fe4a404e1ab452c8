//! Cards into a rule crate: read and checked when it is built, unpacked when it runs.

use std::path::{Path, PathBuf};

use crate::{Card, CardError, problems};

/// For a rule crate's build script: reads every card of `folder`, checks it, and writes all of them to
/// `out` in a form that [`read`] unpacks fast. Cards are ordered by code.
pub fn embed(folder: &Path, out: &Path) -> Result<(), CardError> {
    let cards = load(folder)?;
    let bytes = postcard::to_allocvec(&cards)
        .map_err(|e| CardError::Problem { path: folder.display().to_string(), problem: e.to_string() })?;
    std::fs::write(out, bytes).map_err(|source| CardError::Io { path: out.display().to_string(), source })
}

/// Reads and checks every card of a folder, or one card; in order of their codes.
pub fn load(folder: &Path) -> Result<Vec<Card>, CardError> {
    if !folder.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(CardError::Io { path: folder.display().to_string(), source });
    }
    parse_all(toml_files(folder).into_iter().map(|path| match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(source) => Err(CardError::Io { path: path.display().to_string(), source }),
    }))
}

/// Reads and checks cards, each with the path it comes from; in order of their codes.
pub fn parse_all(
    texts: impl IntoIterator<Item = Result<(PathBuf, String), CardError>>,
) -> Result<Vec<Card>, CardError> {
    let mut cards = Vec::new();
    for one in texts {
        let (path, text) = one?;
        let name = path.display().to_string();
        let card = Card::parse(&text, &name)?;
        if let Some(problem) = problems(&card, &path).into_iter().next() {
            return Err(CardError::Problem { path: name, problem });
        }
        cards.push(card);
    }
    cards.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(cards)
}

/// Unpacks what [`embed`] wrote; no cards where the bytes are not of this version.
pub fn read(bytes: &[u8]) -> Vec<Card> {
    postcard::from_bytes(bytes).unwrap_or_default()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}
