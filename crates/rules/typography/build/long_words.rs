//! The words of the dictionary, and the pairs of characters that text has side by side, packed for a program.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crate::pair_hash::{ADJACENT_BYTES, WORD_BYTES, adjacent_bits, pair_hash, word_bits};
use crate::slips::{Days, Pairs};

/// How many characters the words have that are looked for.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;

/// Writes, for each length, the words in order (`long-3.bin`) and their numbers in the order of their ends
/// (`long-3-ends.bin`); of words of two characters bits (`pairs.bin`).
pub(crate) fn write(rules: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let path = rules.join("tables/dictionary.txt");
    println!("cargo:rerun-if-changed={}", path.display());
    let text = std::fs::read_to_string(&path)?;
    let words: BTreeSet<Vec<u16>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|word| word.encode_utf16().collect())
        .collect();
    let two =
        words.iter().filter(|word| word.len() == 2).map(|word| pair_hash(word[0].into(), word[1].into()));
    std::fs::write(out.join("pairs.bin"), bits(two, WORD_BYTES, word_bits))?;
    if let Some(word) = words.iter().find(|word| word.len() != 2 && !LENGTHS.contains(&word.len())) {
        return Err(format!("`{}` is too short or too long", String::from_utf16_lossy(word)).into());
    }
    for length in LENGTHS {
        let all: Vec<Vec<u16>> = words.iter().filter(|word| word.len() == length).cloned().collect();
        write_words(out, &format!("long-{length}"), &all)?;
    }
    Ok(())
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
