//! The words of the dictionary, and the pairs of characters that text has side by side, packed for a program.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use crate::pair_hash::{
    ADJACENT_BYTES, EDGE_BYTES, FIRST_HAN, HAN, WORD_BYTES, adjacent_bits, edge_bits, pair_hash, word_bits,
};
use crate::slips::{Days, Pairs};

/// How many characters the words have that are looked for.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

/// Writes, for each length, the words in order (`long-3.bin`) and their numbers in the order of their ends
/// (`long-3-ends.bin`); of words of two characters bits (`pairs.bin`), and of the first and the last two characters of longer
/// ones (`long-starts.bin`, `long-ends.bin`).
pub(crate) fn write(rules: &Path, trade: &[String], out: &Path) -> Result<(), Box<dyn Error>> {
    let path = rules.join("tables/dictionary.txt");
    println!("cargo:rerun-if-changed={}", path.display());
    let text = std::fs::read_to_string(&path)?;
    let words: BTreeSet<Vec<u16>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .chain(trade.iter().map(String::as_str))
        .map(|word| word.encode_utf16().collect())
        .collect();
    let two =
        words.iter().filter(|word| word.len() == 2).map(|word| pair_hash(word[0].into(), word[1].into()));
    std::fs::write(out.join("pairs.bin"), bits(two, WORD_BYTES, word_bits))?;
    if let Some(word) = words.iter().find(|word| word.len() != 2 && !LENGTHS.contains(&word.len())) {
        return Err(format!("`{}` is too short or too long", String::from_utf16_lossy(word)).into());
    }
    // By the first two characters and the last two most texts are told to be no such word.
    let long = || words.iter().filter(|word| word.len() > 2);
    let pair = |two: &[u16]| pair_hash(two[0].into(), two[1].into());
    let starts = long().map(|word| pair(&word[..2]));
    std::fs::write(out.join("long-starts.bin"), bits(starts, EDGE_BYTES, edge_bits))?;
    let ends = long().map(|word| pair(&word[word.len() - 2..]));
    std::fs::write(out.join("long-ends.bin"), bits(ends, EDGE_BYTES, edge_bits))?;
    for length in LENGTHS {
        let all: Vec<Vec<u16>> = words.iter().filter(|word| word.len() == length).cloned().collect();
        write_words(out, &format!("long-{length}"), &all)?;
    }
    Ok(())
}

/// The words of the trades.
pub(crate) fn trade_words(rules: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Table {
        words: BTreeMap<String, String>,
    }
    let path = rules.join("tables/trade-words.toml");
    println!("cargo:rerun-if-changed={}", path.display());
    let table: Table = toml::from_str(&std::fs::read_to_string(&path)?)?;
    Ok(table.words.values().flat_map(|list| list.split_whitespace()).map(str::to_owned).collect())
}

/// Writes words of one length in order (`name.bin`) and their numbers in the order of their ends (`name-ends.bin`).
pub(crate) fn write_words(out: &Path, name: &str, all: &[Vec<u16>]) -> Result<(), Box<dyn Error>> {
    let mut ends: Vec<u32> = (0..u32::try_from(all.len())?).collect();
    ends.sort_by_key(|at| all[*at as usize].iter().rev().collect::<Vec<_>>());
    let bytes: Vec<u8> =
        all.iter().flat_map(|word| word.iter()).flat_map(|code| code.to_le_bytes()).collect();
    std::fs::write(out.join(format!("{name}.bin")), bytes)?;
    let bytes: Vec<u8> = ends.iter().flat_map(|at| at.to_le_bytes()).collect();
    Ok(std::fs::write(out.join(format!("{name}-ends.bin")), bytes)?)
}

/// Writes words of two characters as [`write_words`] does, and their bits (`name-bits.bin`).
pub(crate) fn write_pairs(out: &Path, name: &str, all: &[Vec<u16>]) -> Result<(), Box<dyn Error>> {
    write_words(out, name, all)?;
    let hashes = all.iter().map(|word| pair_hash(word[0].into(), word[1].into()));
    Ok(std::fs::write(out.join(format!("{name}-bits.bin")), bits(hashes, EDGE_BYTES, edge_bits))?)
}

/// The pairs of a table of lines `character, tab, characters that follow it`.
pub(crate) fn adjacent(rules: &Path) -> Result<Pairs, Box<dyn Error>> {
    let text = read(rules, "adjacent-pairs")?;
    let pairs = lines(&text).flat_map(|(a, others)| others.chars().map(move |b| (a, b)));
    Ok(pairs.collect())
}

/// On how many days of newscasts a pair of characters was met: lines `character, tab, characters that follow it`, each
/// with its number.
pub(crate) fn days(rules: &Path) -> Result<Days, Box<dyn Error>> {
    let text = read(rules, "pair-days")?;
    let mut days = Days::new();
    for (a, others) in lines(&text) {
        let mut rest = others;
        while let Some(b) = rest.chars().next() {
            let number = &rest[b.len_utf8()..];
            let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
            days.insert((a, b), number[..end].parse()?);
            rest = &number[end..];
        }
    }
    Ok(days)
}

/// For each character from `FIRST_HAN` on, how many characters newscasts have after it and before it, two bytes each.
pub(crate) fn neighbours(days: &Days) -> Vec<u8> {
    let mut counts = vec![[0u16; 2]; HAN];
    for (a, b) in days.keys() {
        for (c, side) in [(a, 0), (b, 1)] {
            let at = (*c as usize).checked_sub(FIRST_HAN);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                count[side] += 1;
            }
        }
    }
    counts.into_iter().flatten().flat_map(u16::to_le_bytes).collect()
}

fn read(rules: &Path, table: &str) -> Result<String, Box<dyn Error>> {
    let path = rules.join(format!("tables/{table}.txt"));
    println!("cargo:rerun-if-changed={}", path.display());
    Ok(std::fs::read_to_string(&path)?)
}

/// The first characters of a table of pairs, each with what follows the tabulator.
fn lines(text: &str) -> impl Iterator<Item = (char, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(a, others)| Some((a.chars().next()?, others)))
}

/// The bits of those pairs.
pub(crate) fn write_adjacent(pairs: &Pairs, out: &Path) -> Result<(), Box<dyn Error>> {
    let hashes = pairs.iter().map(|(a, b)| pair_hash(*a as u32, *b as u32));
    std::fs::write(out.join("adjacent.bin"), bits(hashes, ADJACENT_BYTES, adjacent_bits))?;
    Ok(())
}

/// Two bits of each hash, eight in a byte.
fn bits(hashes: impl Iterator<Item = u32>, bytes: usize, of: fn(u32) -> [usize; 2]) -> Vec<u8> {
    let mut bits = vec![0u8; bytes];
    for bit in hashes.flat_map(of) {
        bits[bit / 8] |= 1 << (bit % 8);
    }
    bits
}
