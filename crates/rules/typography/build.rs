//! Embeds the family's cards and the tables of characters that its rules look up.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

#[path = "build/long_words.rs"]
mod long_words;
#[path = "src/pair_hash.rs"]
mod pair_hash;
#[path = "build/slips.rs"]
mod slips;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use pair_hash::{PAIR_WORDS, first_bit, pair_hash, second_bit};

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    pairs: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../../rules");
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    kanwu_card::build::family(
        "typography",
        &["placeholder-words", "leaning-words", "conversion-words", "character-words", "near-miss"],
    )?;
    for (table, name) in [("traditional-characters", "TRADITIONAL"), ("radicals", "RADICALS")] {
        let path = rules.join("tables").join(format!("{table}.toml"));
        println!("cargo:rerun-if-changed={}", path.display());
        let read: Table = toml::from_str(&std::fs::read_to_string(&path)?)?;
        std::fs::write(out.join(format!("{table}.rs")), code(name, &read.pairs)?)?;
    }
    let words = rules.join("tables/confusable-characters.toml");
    let lexicon = rules.join("tables/lexicon.txt");
    println!("cargo:rerun-if-changed={}", words.display());
    println!("cargo:rerun-if-changed={}", lexicon.display());
    let read: Confusables = toml::from_str(&std::fs::read_to_string(&words)?)?;
    let text = std::fs::read_to_string(&lexicon)?;
    let known = counts(&text)?;
    let days = long_words::days(&rules)?;
    let (rows, mut pairs) = misread(&read.words, &known, &days)?;
    let mut adjacent = long_words::adjacent(&rules)?;
    adjacent.extend(days.keys());
    let words = slips::Words::read(&rules)?;
    adjacent.extend(words.also_right_pairs());
    let trade = long_words::trade_words(&rules)?;
    let of_trade = trade.iter().flat_map(|word| word.chars().zip(word.chars().skip(1)));
    let of_trade: slips::Pairs = of_trade.collect();
    adjacent.extend(&of_trade);
    long_words::write_adjacent(&adjacent, out)?;
    long_words::write(&rules, &trade, out)?;
    long_words::write_pairs(out, "common", &words.common(&known, &days))?;
    let codes = trade.iter().map(|word| word.encode_utf16().collect());
    let two: BTreeSet<Vec<u16>> = codes.filter(|word: &Vec<u16>| word.len() == 2).collect();
    let two: Vec<Vec<u16>> = two.into_iter().collect();
    long_words::write_pairs(out, "trade", &two)?;
    std::fs::write(out.join("neighbours.bin"), long_words::neighbours(&days))?;
    let (slips, more) = slips::rows(&rules, &words, &known, &pairs, &adjacent, &of_trade, &days)?;
    pairs.extend(more);
    std::fs::write(out.join("misread.rs"), rows + &slips + &pair_bits(&pairs)?)?;
    Ok(())
}

#[derive(Deserialize)]
struct Confusables {
    words: ConfusableWords,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct ConfusableWords {
    groups: String,
    more_words: String,
    also_right: String,
}

/// Words of the lexicon that count less often give no wrong forms: they are too rare to be meant.
const RARE: u64 = 80;

/// What a word becomes where one of its characters is taken for another, where that is no word itself: rows of two
/// characters, the wrong one among them, with the wrong word, the right one, and whether the lexicon has it.
fn misread(
    table: &ConfusableWords,
    known: &BTreeMap<&str, u64>,
    days: &slips::Days,
) -> Result<(String, slips::Pairs), Box<dyn Error>> {
    let mut alike: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for group in table.groups.split_whitespace() {
        for c in group.chars() {
            alike.entry(c).or_default().extend(group.chars().filter(|other| *other != c));
        }
    }
    let own: BTreeSet<&str> = table.more_words.split_whitespace().collect();
    let right: BTreeSet<&str> = table.also_right.split_whitespace().collect();
    let long = |word: &str| (2..=4).contains(&word.chars().count());
    let frequent = known.iter().filter(|(word, count)| **count >= RARE && long(word)).map(|(word, _)| *word);
    let words: BTreeSet<&str> = frequent.chain(own.iter().copied()).collect();
    let mut rows = BTreeSet::new();
    for word in words {
        let chars: Vec<char> = word.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            for other in alike.get(c).into_iter().flatten() {
                let mut wrong = chars.clone();
                wrong[at] = *other;
                let text: String = wrong.iter().collect();
                if known.contains_key(text.as_str())
                    || own.contains(text.as_str())
                    || right.contains(text.as_str())
                {
                    continue;
                }
                let key = if at == 0 { 0 } else { at - 1 };
                let (Some(a), Some(b)) = (wrong.get(key), wrong.get(key + 1)) else { continue };
                if let ([a, b], [c, d]) = (wrong.as_slice(), chars.as_slice())
                    && slips::is_met(days, (*a, *b), (*c, *d))
                    && !own.contains(word)
                {
                    continue;
                }
                rows.insert((*a, *b, text, word, key, at, known.contains_key(word), own.contains(word)));
            }
        }
    }
    let mut text = String::new();
    writeln!(text, "static MISREAD: &[Misread] = &[")?;
    for (a, b, wrong, right, key, at, in_lexicon, listed) in &rows {
        writeln!(
            text,
            "Misread {{ pair: ({a:?}, {b:?}), wrong: {wrong:?}, right: {right:?}, lead: {key}, at: {at}, known: {in_lexicon}, listed: {listed} }},"
        )?;
    }
    writeln!(text, "];")?;
    Ok((text, rows.iter().map(|row| (row.0, row.1)).collect()))
}

/// Of each pair of characters that may begin a row two bits: most pairs of a text are told apart by the first.
fn pair_bits(pairs: &BTreeSet<(char, char)>) -> Result<String, Box<dyn Error>> {
    let mut bits = vec![0u64; PAIR_WORDS];
    for (a, b) in pairs {
        let hash = pair_hash(*a as u32, *b as u32);
        for bit in [first_bit(hash), second_bit(hash)] {
            bits[bit / 64] |= 1 << (bit % 64);
        }
    }
    Ok(format!("static PAIR_BITS: [u64; PAIR_WORDS] = {bits:?};\n"))
}

/// How often the lexicon counts each of its words.
fn counts(lexicon: &str) -> Result<BTreeMap<&str, u64>, Box<dyn Error>> {
    let mut known = BTreeMap::new();
    for line in lexicon.lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split(' ');
        if let (Some(word), Some(count)) = (fields.next(), fields.next()) {
            known.insert(word, count.parse()?);
        }
    }
    Ok(known)
}

/// A static table in order of its characters, and the set of them as bits: the set answers for each character
/// of a book, the table only for the few that are in it.
fn code(name: &str, pairs: &str) -> Result<String, Box<dyn Error>> {
    let mut list = Vec::new();
    for pair in pairs.split_whitespace() {
        let mut chars = pair.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(from), Some(to), None) if (from as u32) < 0x1_0000 => list.push((from, to)),
            _ => return Err(format!("`{pair}` is no pair of characters").into()),
        }
    }
    list.sort_unstable();
    if let Some(twice) = list.windows(2).find(|w| w[0].0 == w[1].0) {
        return Err(format!("`{}` stands twice", twice[0].0).into());
    }
    let mut bits = vec![0u64; 1024];
    for (from, _) in &list {
        bits[*from as usize / 64] |= 1 << (*from as u32 % 64);
    }
    let mut text = String::new();
    writeln!(text, "static {name}: Pairs = Pairs {{ list: &{list:?}, bits: &{bits:?} }};")?;
    Ok(text)
}
