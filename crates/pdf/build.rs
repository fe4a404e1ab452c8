//! Turns what the crate says to its user, and tables of words and characters, into constants and types.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::error::Error;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Pairs {
    pairs: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    kanwu_card::build::messages("pdf")?;
    kanwu_card::build::tables(&["caption-marks"])?;
    radicals()
}

/// Radicals and the characters that they look like, in order of the radicals.
fn radicals() -> Result<(), Box<dyn Error>> {
    let path = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules/tables/radicals.toml");
    println!("cargo:rerun-if-changed={}", path.display());
    let table: Pairs = toml::from_str(&std::fs::read_to_string(&path)?)?;
    let pair = |text: &str| {
        let mut chars = text.chars();
        Some((chars.next()?, chars.next()?))
    };
    let mut pairs: Vec<(char, char)> = table.pairs.split_whitespace().filter_map(pair).collect();
    pairs.sort_unstable();
    let out = Path::new(&std::env::var("OUT_DIR")?).join("radicals.rs");
    std::fs::write(out, format!("static RADICALS: &[(char, char)] = &{pairs:?};\n"))?;
    Ok(())
}
