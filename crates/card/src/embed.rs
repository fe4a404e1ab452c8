//! Cards into a rule crate: read and checked when it is built, unpacked when it runs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{Card, CardError, Example, Pattern, problems};

/// For a rule crate's build script: reads every card of `folder`, checks it, and writes to the folder `out` all of
/// them, ordered by code, in forms that are unpacked fast: `cards.bin` for [`read`], and `examples.bin` for
/// [`read_examples`], so that start-up does not pay for examples of patterns.
pub fn embed(folder: &Path, out: &Path) -> Result<(), CardError> {
    write(load(folder)?, out)
}

pub(crate) fn write(mut cards: Vec<Card>, out: &Path) -> Result<(), CardError> {
    let path = out.display().to_string();
    let examples: Vec<Vec<PatternExamples>> =
        cards.iter_mut().map(|c| c.pattern.iter_mut().map(PatternExamples::taken).collect()).collect();
    let problem = |e: postcard::Error| CardError::Problem { path: path.clone(), problem: e.to_string() };
    let put = |name: &str, bytes: Vec<u8>| {
        std::fs::write(out.join(name), bytes).map_err(|source| CardError::Io { path: path.clone(), source })
    };
    put("cards.bin", postcard::to_allocvec(&cards).map_err(problem)?)?;
    put("examples.bin", postcard::to_allocvec(&examples).map_err(problem)?)
}

/// The examples of one pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PatternExamples {
    bad: Vec<Example>,
    good: Vec<Example>,
}

impl PatternExamples {
    fn taken(from: &mut Pattern) -> PatternExamples {
        PatternExamples { bad: std::mem::take(&mut from.bad), good: std::mem::take(&mut from.good) }
    }
}

/// Reads and checks every card of a folder, or one card; in order of their codes.
pub fn load(folder: &Path) -> Result<Vec<Card>, CardError> {
    let mut cards = Vec::new();
    if !folder.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(CardError::Io { path: folder.display().to_string(), source });
    }
    for path in toml_files(folder) {
        let name = path.display().to_string();
        let text =
            std::fs::read_to_string(&path).map_err(|source| CardError::Io { path: name.clone(), source })?;
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

/// Gives the patterns of cards that [`read`] unpacked their examples back.
pub fn read_examples(cards: &mut [Card], bytes: &[u8]) {
    let all: Vec<Vec<PatternExamples>> = postcard::from_bytes(bytes).unwrap_or_default();
    for (card, examples) in cards.iter_mut().zip(all) {
        for (pattern, PatternExamples { bad, good }) in card.pattern.iter_mut().zip(examples) {
            pattern.bad = bad;
            pattern.good = good;
        }
    }
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
