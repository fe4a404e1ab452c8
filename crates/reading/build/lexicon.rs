//! The lexicon as bytes: words with cost and class, in buckets.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Failure;
use crate::bucket::{BUCKETS, FIRST, NO_WORD, SINGLE, SINGLES, bucket};

include!("../src/words/class.rs");

/// Costs are this many times the binary logarithm of how rare a word is: fine enough to tell ways apart, coarse
/// enough to fit in a byte.
const SCALE: f64 = 8.0;

/// How often a word counts that is only in `words.toml`: as often as a common one, so that it is not cut.
const ADDED: u64 = 2000;

/// What is set right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Corrections {
    noun: String,
    place: String,
    nominal: String,
    verb: String,
    adverb: String,
    adjective: String,
    measure: String,
    phrase: String,
}

pub(crate) fn lexicon(list: &str, corrections: &str) -> Result<Vec<u8>, Failure> {
    let mut words: BTreeMap<&str, (u64, WordClass)> = BTreeMap::new();
    for line in list.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split(' ');
        let (Some(word), Some(count), Some(tag)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(format!("lexicon.txt: {line}: not a word, a count and a tag").into());
        };
        let count: u64 = count.parse().map_err(|e| format!("lexicon.txt: {line}: {e}"))?;
        words.insert(word, (count, class(word, tag)));
    }
    let total: u64 = words.values().map(|(count, _)| count).sum();
    let corrections: Corrections = toml::from_str(corrections)?;
    for (list, class) in [
        (&corrections.noun, WordClass::Noun),
        (&corrections.place, WordClass::Place),
        (&corrections.nominal, WordClass::Nominal),
        (&corrections.verb, WordClass::Verb),
        (&corrections.adverb, WordClass::Adverb),
        (&corrections.adjective, WordClass::Adjective),
        (&corrections.measure, WordClass::Measure),
        (&corrections.phrase, WordClass::Phrase),
    ] {
        for word in list.split_whitespace() {
            words.entry(word).or_insert((ADDED, class)).1 = class;
        }
    }
    let mut singles = [NO_WORD; SINGLES * SINGLE];
    let mut buckets: Vec<Vec<(&str, u8, u8)>> = vec![Vec::new(); BUCKETS];
    for (word, (count, class)) in words {
        let rarity = (total as f64 / count as f64).log2() * SCALE;
        let cost = (rarity.round() as u64).min(254) as u8;
        let class = WordClass::ALL.iter().position(|c| *c == class).unwrap_or_default() as u8;
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(first), Some(second)) => buckets[bucket(first, second)].push((word, cost, class)),
            (Some(single), None) => {
                let at = (single as usize).wrapping_sub(FIRST as usize);
                let place = singles.chunks_exact_mut(SINGLE).nth(at);
                let place = place.ok_or_else(|| format!("the lexicon has no room for `{single}`"))?;
                place.copy_from_slice(&[cost, class]);
            }
            _ => {}
        }
    }
    let (mut starts, mut packed) = (Vec::new(), Vec::new());
    for bucket in &mut buckets {
        starts.extend((packed.len() as u32).to_le_bytes());
        bucket.sort_by_key(|(word, ..)| word.len());
        for (word, cost, class) in bucket {
            packed.extend([u8::try_from(word.len())?, *cost, *class]);
            packed.extend(word.as_bytes());
        }
    }
    starts.extend((packed.len() as u32).to_le_bytes());
    Ok([singles.as_slice(), &starts, &packed].concat())
}

/// The class of a word that has jieba's `tag`.
fn class(word: &str, tag: &str) -> WordClass {
    let single = word.chars().count() == 1;
    match tag {
        "ns" => WordClass::Place,
        "vn" | "an" => WordClass::Nominal,
        "ad" => WordClass::Adverb,
        // Characters whose use jieba doesn’t tell, surnames, and parts of words.
        "zg" | "nr" | "nrfg" | "g" | "vg" | "dg" | "x" | "h" | "k" if single => WordClass::Unknown,
        _ => match tag.chars().next().unwrap_or_default() {
            'n' | 'j' | 's' => WordClass::Noun,
            't' => WordClass::Time,
            'v' => WordClass::Verb,
            'a' | 'z' => WordClass::Adjective,
            'b' => WordClass::Attribute,
            'd' => WordClass::Adverb,
            'm' => WordClass::Numeral,
            'q' => WordClass::Measure,
            'f' => WordClass::Direction,
            'r' => WordClass::Pronoun,
            'p' => WordClass::Preposition,
            'c' => WordClass::Conjunction,
            'u' | 'y' | 'e' | 'o' => WordClass::Particle,
            'i' | 'l' => WordClass::Phrase,
            _ => WordClass::Unknown,
        },
    }
}
