//! Packs the tables of characters that are easily taken for each other, and turns the words that names and facts are read
//! by into constants.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let out = std::env::var("OUT_DIR")?;
    for name in ["confusable-sound", "confusable-shape"] {
        let path = rules.join("tables").join(format!("{name}.txt"));
        println!("cargo:rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        std::fs::write(Path::new(&out).join(format!("{name}.bin")), pack(&text)?)?;
    }
    kanwu_card::build::tables(&["fact-words", "name-ends", "name-posts"])
}

/// A table of lines `character, tab, characters like it` as numbers of two bytes: how many lines; the characters in
/// order; where the list of each ends; the lists. Characters beyond the first plane are left out.
fn pack(text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut lines: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    let small = |c: char| u16::try_from(c as u32).ok();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (one, like) = line.split_once('\t').ok_or_else(|| format!("no tab in `{line}`"))?;
        let Some(one) = one.chars().next().and_then(small) else { continue };
        lines.entry(one).or_default().extend(like.chars().filter_map(small));
    }
    let mut numbers = vec![u16::try_from(lines.len())?];
    numbers.extend(lines.keys());
    // An end may be more than two bytes hold: it is written as two numbers, the lower first.
    let mut end = 0u32;
    for like in lines.values() {
        end += u32::try_from(like.len())?;
        numbers.extend([end as u16, (end >> 16) as u16]);
    }
    numbers.extend(lines.values().flatten());
    Ok(numbers.iter().flat_map(|n| n.to_le_bytes()).collect())
}
