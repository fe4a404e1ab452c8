//! Packs the tables of characters that are easily taken for each other, and turns the words that names and facts are read
//! by into constants.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = std::env::var("OUT_DIR")?;
    let mut tables = Vec::new();
    for name in ["confusable-sound", "confusable-shape"] {
        let path = rules.join("tables").join(format!("{name}.txt"));
        println!("cargo:rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let table = lines(&text)?;
        std::fs::write(Path::new(&out).join(format!("{name}.bin")), pack(&table)?)?;
        tables.push(table);
    }
    if let [sound, shape] = tables.as_slice() {
        std::fs::write(Path::new(&out).join("meant.bin"), pack(&meant(sound, shape))?)?;
    }
    kanwu_card::build::tables(&["fact-words", "name-ends", "name-posts"])
}

/// Characters, each with those that are like it, the nearest first, by their codes.
type Lines = BTreeMap<u16, Vec<u16>>;

/// Of the characters that are like one so many are often written for it.
const NEAREST: usize = 12;

/// The characters for which each is often written: it is among the nearest of theirs in sound or shape, or like them in
/// both.
fn meant(sound: &Lines, shape: &Lines) -> Lines {
    let has = |table: &Lines, a: u16, b: u16| table.get(&a).is_some_and(|like| like.contains(&b));
    let mut pairs = BTreeSet::new();
    for (table, other) in [(sound, shape), (shape, sound)] {
        for (right, like) in table {
            for (place, wrong) in like.iter().enumerate().filter(|(_, wrong)| *wrong != right) {
                let both = has(other, *right, *wrong) || has(other, *wrong, *right);
                if place < NEAREST || both {
                    pairs.insert((*wrong, *right));
                }
                if both {
                    pairs.insert((*right, *wrong));
                }
            }
        }
    }
    let mut meant = Lines::new();
    for (wrong, right) in pairs {
        meant.entry(wrong).or_default().push(right);
    }
    meant
}

/// A table of lines `character, tab, characters like it`. Characters beyond the first plane are left out.
fn lines(text: &str) -> Result<Lines, Box<dyn Error>> {
    let mut lines = Lines::new();
    let small = |c: char| u16::try_from(c as u32).ok();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (one, like) = line.split_once('\t').ok_or_else(|| format!("no tab in `{line}`"))?;
        let Some(one) = one.chars().next().and_then(small) else { continue };
        lines.entry(one).or_default().extend(like.chars().filter_map(small));
    }
    Ok(lines)
}

/// A table as numbers of two bytes: how many lines; the characters that have one, as bits, with the count of lines before
/// every 16 of them; where the list of each line ends; the lists.
fn pack(lines: &Lines) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut numbers = vec![u16::try_from(lines.len())?];
    let mut before = 0u16;
    for block in 0..=u16::MAX / 16 {
        let bits = (0..16).filter(|bit| lines.contains_key(&(block * 16 + bit)));
        let bits = bits.fold(0u16, |bits, bit| bits | 1 << bit);
        numbers.extend([bits, before]);
        before += bits.count_ones() as u16;
    }
    // An end may be more than two bytes hold: it is written as two numbers, the lower first.
    let mut end = 0u32;
    for like in lines.values() {
        end += u32::try_from(like.len())?;
        numbers.extend([end as u16, (end >> 16) as u16]);
    }
    numbers.extend(lines.values().flatten());
    Ok(numbers.iter().flat_map(|n| n.to_le_bytes()).collect())
}
