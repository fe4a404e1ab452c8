//! Cards into a rule crate: read and checked when it is built, unpacked when it runs.

use std::mem::take;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::concept::{self, Index};
use crate::{Card, CardError, Concept, Example, Pattern, problems, unproven};

/// For a rule crate's build script: reads every card of `folder`, checks it, and writes to the folder `out` all of
/// them, ordered by code, in forms that are unpacked fast: `cards.bin` for [`read`], and `examples.bin` for
/// [`read_examples`], so that start-up does not pay for examples of patterns.
///
/// Concepts become `concepts.rs`, an index as Rust. They state their right forms themselves: tables are for
/// [`crate::build::family`].
pub fn embed(folder: &Path, out: &Path) -> Result<(), CardError> {
    let cards = load(folder)?;
    let index = Index::of_cards(&cards)
        .map_err(|problem| CardError::Problem { path: folder.display().to_string(), problem })?;
    write(cards, &index, out)
}

pub(crate) fn write(mut cards: Vec<Card>, index: &Index, out: &Path) -> Result<(), CardError> {
    let path = out.display().to_string();
    let examples: Vec<CardExamples> = cards.iter_mut().map(CardExamples::taken).collect();
    let problem = |e: postcard::Error| CardError::Problem { path: path.clone(), problem: e.to_string() };
    let put = |name: &str, bytes: Vec<u8>| {
        std::fs::write(out.join(name), bytes).map_err(|source| CardError::Io { path: path.clone(), source })
    };
    put("concepts.rs", concept::code(index).into_bytes())?;
    put("cards.bin", postcard::to_allocvec(&cards).map_err(problem)?)?;
    put("examples.bin", postcard::to_allocvec(&examples).map_err(problem)?)
}

/// Faulty examples and right ones.
type Examples = (Vec<Example>, Vec<Example>);

/// The examples of the patterns and concepts of a card.
#[derive(Debug, Default, Serialize, Deserialize)]
struct CardExamples {
    patterns: Vec<Examples>,
    concepts: Vec<Examples>,
}

impl CardExamples {
    /// Takes them out of the card, and the forms that stand in the index.
    fn taken(card: &mut Card) -> CardExamples {
        let concept = |concept: &mut Concept| {
            (concept.right, concept.also) = (Vec::new(), Vec::new());
            (take(&mut concept.bad), take(&mut concept.good))
        };
        let pattern = |pattern: &mut Pattern| (take(&mut pattern.bad), take(&mut pattern.good));
        CardExamples {
            patterns: card.pattern.iter_mut().map(pattern).collect(),
            concepts: card.concept.iter_mut().map(concept).collect(),
        }
    }
}

/// Reads and checks every card of a folder, or one card; in order of their codes. A pattern or concept without
/// examples of its own is refused.
pub fn load(folder: &Path) -> Result<Vec<Card>, CardError> {
    if !folder.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(CardError::Io { path: folder.display().to_string(), source });
    }
    let texts = toml_files(folder).into_iter().map(|path| match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(source) => Err(CardError::Io { path: path.display().to_string(), source }),
    });
    parse(texts, |card| unproven(card).first().map(ToString::to_string))
}

/// Reads and checks cards, each with the path it comes from; in order of their codes. Their patterns need no
/// examples: an editor's own cards come this way.
pub fn parse_all(
    texts: impl IntoIterator<Item = Result<(PathBuf, String), CardError>>,
) -> Result<Vec<Card>, CardError> {
    parse(texts, |_| None)
}

fn parse(
    texts: impl IntoIterator<Item = Result<(PathBuf, String), CardError>>,
    refuse: impl Fn(&Card) -> Option<String>,
) -> Result<Vec<Card>, CardError> {
    let mut cards = Vec::new();
    for one in texts {
        let (path, text) = one?;
        let name = path.display().to_string();
        let card = Card::parse(&text, &name)?;
        if let Some(problem) = problems(&card, &path).into_iter().next().or_else(|| refuse(&card)) {
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

/// Gives the patterns and concepts of cards that [`read`] unpacked their examples back.
pub fn read_examples(cards: &mut [Card], bytes: &[u8]) {
    let all: Vec<CardExamples> = postcard::from_bytes(bytes).unwrap_or_default();
    for (card, CardExamples { patterns, concepts }) in cards.iter_mut().zip(all) {
        for (pattern, examples) in card.pattern.iter_mut().zip(patterns) {
            (pattern.bad, pattern.good) = examples;
        }
        for (concept, examples) in card.concept.iter_mut().zip(concepts) {
            (concept.bad, concept.good) = examples;
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

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = r#"
name = "word-wrong"
code = "WRD999"
class = "hard"
clause = "c"
zones = ["text"]
quoted = false
weight = "1"
zh = { title = "", why = "", what = "", advice = "" }
en = { title = "", why = "", what = "", advice = "" }
[[bad]]
text = "⟦布署⟧"
"#;

    /// What the build says of a folder with this card.
    fn built(card: &str) -> Result<Vec<Card>, CardError> {
        let folder = std::env::temp_dir().join(format!("kanwu-card-{}-{}", std::process::id(), card.len()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("WRD999-word-wrong.toml"), card).unwrap();
        let cards = load(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        cards
    }

    #[test]
    fn the_build_refuses_a_pattern_or_a_concept_without_examples() {
        let refused = |body: &str| built(&format!("{CARD}{body}")).unwrap_err().to_string();
        let said = refused("[[pattern]]\nliteral = \"坐阵\"\nbad = \"局长⟦坐阵⟧指挥部。\"\n");
        assert!(said.contains("WRD999-word-wrong.toml") && said.contains("pattern 1: no `good`"), "{said}");
        let said = refused(
            "[[concept]]\nright = [\"清河自治州\"]\nderive = [\"lost\"]\ngood = \"到清河自治州。\"\n",
        );
        assert!(said.contains("concept 1: no `bad` that holds `清河自治州`"), "{said}");
        let said = refused("[[concept]]\ntable = \"t\"\nlist = \"places\"\nderive = [\"lost\"]\n");
        assert!(said.contains("concept 1: no `bad` that holds `places`"), "{said}");
        let said = refused("[replace]\n\"坐阵\" = \"坐镇\"\n");
        assert!(said.contains("replace: no `bad` that holds `坐阵`"), "{said}");
    }

    #[test]
    fn a_pack_may_do_without() {
        let path = PathBuf::from("WRD999-word-wrong.toml");
        let text = format!("{CARD}[[pattern]]\nliteral = \"坐阵\"\n");
        assert_eq!(parse_all([Ok((path, text))]).unwrap().len(), 1);
    }
}
