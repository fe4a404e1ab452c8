//! Embeds the family's cards and the tables of characters that its rules look up.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    pairs: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../rules");
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    kanwu_card::build::family("typography", &[])?;
    for (table, name) in [("traditional-characters", "TRADITIONAL"), ("radicals", "RADICALS")] {
        let path = rules.join("tables").join(format!("{table}.toml"));
        println!("cargo:rerun-if-changed={}", path.display());
        let read: Table = toml::from_str(&std::fs::read_to_string(&path)?)?;
        std::fs::write(out.join(format!("{table}.rs")), code(name, &read.pairs)?)?;
    }
    Ok(())
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
