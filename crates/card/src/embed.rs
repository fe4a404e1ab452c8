//! Cards into a rule crate: read and checked when it is built, unpacked when it runs.

use std::collections::BTreeMap;
use std::mem::{replace, take};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::concept::{self, Index};
use crate::literals::{self, LiteralTable, Origin};
use crate::stored::{CardHead, StoredCard};
use crate::{
    Card, CardError, Concept, Confused, Pattern, PatternDefaults, Problem, Wrong, problems, unproven,
};

/// For a rule crate's build script: reads every card of `folder`, checks it, and writes to the folder `out` all of
/// them, ordered by code, in forms that cost little at start: `cards.bin` for [`read`], and `bodies.bin` for
/// [`read_bodies`], which holds what only tests and documents ask for.
///
/// Literals become `literals.rs` and concepts `concepts.rs`, tables as Rust. Concepts state their right forms
/// themselves: tables are for [`crate::build::family`].
pub fn embed(folder: &Path, out: &Path) -> Result<(), CardError> {
    let cards = load(folder)?;
    let problem =
        |what| CardError::Problem { path: folder.display().to_string(), problem: Problem::Index(what) };
    let concepts = Index::of_cards(&cards).map_err(problem)?;
    write(cards, &concepts, out)
}

pub(crate) fn write(mut cards: Vec<Card>, concepts: &Index, out: &Path) -> Result<(), CardError> {
    let path = out.display().to_string();
    let problem = |what| CardError::Problem { path: path.clone(), problem: Problem::Index(what) };
    let packed = |e: postcard::Error| problem(e.to_string());
    let put = |name: &str, bytes: Vec<u8>| {
        std::fs::write(out.join(name), bytes).map_err(|source| CardError::Io { path: path.clone(), source })
    };
    let literals = LiteralTable::of_cards(&cards, Origin::Own).map_err(problem)?;
    put("literals.rs", literals::code(&literals).into_bytes())?;
    put("concepts.rs", concept::code(concepts).into_bytes())?;
    let heads: Vec<CardHead> = cards.iter().map(CardHead::of).collect();
    let bodies: Vec<Body> = cards.iter_mut().map(Body::taken).collect();
    let cards: Vec<Vec<u8>> =
        cards.iter().map(postcard::to_allocvec).collect::<Result<_, _>>().map_err(packed)?;
    let cards: Vec<(CardHead, &[u8])> = heads.into_iter().zip(cards.iter().map(Vec::as_slice)).collect();
    put("cards.bin", postcard::to_allocvec(&cards).map_err(packed)?)?;
    put("bodies.bin", postcard::to_allocvec(&bodies).map_err(packed)?)
}

/// What a card says of its literals and right forms, and their examples.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Body {
    replace: BTreeMap<String, String>,
    confused: Confused,
    wrong: Wrong,
    conditions: BTreeMap<String, String>,
    parting_words: BTreeMap<String, Vec<String>>,
    pattern_defaults: PatternDefaults,
    pattern: Vec<Pattern>,
    concept: Vec<Concept>,
}

impl Body {
    /// Takes it out of the card, which keeps what a finding says of its concept.
    fn taken(card: &mut Card) -> Body {
        let told = |concept: &Concept| {
            let (right, also, bad, good) = Default::default();
            Concept { right, also, bad, good, ..concept.clone() }
        };
        let kept = card.concept.iter().map(told).collect();
        Body {
            replace: take(&mut card.replace),
            confused: take(&mut card.confused),
            wrong: take(&mut card.wrong),
            conditions: take(&mut card.conditions),
            parting_words: take(&mut card.parting_words),
            pattern_defaults: take(&mut card.pattern_defaults),
            pattern: take(&mut card.pattern),
            concept: replace(&mut card.concept, kept),
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
    let mut cards = Vec::new();
    for path in toml_files(folder) {
        let name = path.display().to_string();
        let text =
            std::fs::read_to_string(&path).map_err(|source| CardError::Io { path: name.clone(), source })?;
        let card = Card::parse(&text, &name)?;
        let lacking = || unproven(&card).first().map(|lack| Problem::Unproven(lack.to_string()));
        if let Some(problem) = problems(&card, &path).into_iter().next().or_else(lacking) {
            return Err(CardError::Problem { path: name, problem });
        }
        cards.push(card);
    }
    cards.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(cards)
}

/// The cards that [`embed`] wrote, of which only the heads are unpacked; none where the bytes are not of this version.
pub fn read(bytes: &'static [u8]) -> Vec<StoredCard> {
    let cards: Vec<(CardHead, &'static [u8])> = postcard::from_bytes(bytes).unwrap_or_default();
    cards.into_iter().map(|(head, packed)| StoredCard::packed(head, packed)).collect()
}

/// The cards whole, with patterns and concepts.
pub fn read_bodies(cards: &'static [u8], bodies: &[u8]) -> Vec<Card> {
    let bodies: Vec<Body> = postcard::from_bytes(bodies).unwrap_or_default();
    let whole = |(card, body): (StoredCard, Body)| Card {
        replace: body.replace,
        confused: body.confused,
        wrong: body.wrong,
        conditions: body.conditions,
        parting_words: body.parting_words,
        pattern_defaults: body.pattern_defaults,
        pattern: body.pattern,
        concept: body.concept,
        ..Card::clone(&card)
    };
    read(cards).into_iter().zip(bodies).map(whole).collect()
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
    use crate::sample::CARD;

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
}
