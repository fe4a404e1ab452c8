//! Turns the tables of words into constants, so that nothing is read at start-up.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let path =
        Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules/tables/structure-words.toml");
    println!("cargo::rerun-if-changed={}", path.display());
    let table: toml::Table = toml::from_str(&std::fs::read_to_string(&path)?)?;
    let mut out = "static WORDS: StructureWords = StructureWords {\n".to_owned();
    for (key, value) in &table {
        let field = key.replace('-', "_");
        if let Some(chars) = value.as_str() {
            let mut chars: Vec<char> = chars.chars().collect();
            chars.sort_unstable();
            chars.dedup();
            writeln!(out, "    {field}: &{chars:?},")?;
        } else {
            let words: Vec<String> = value.clone().try_into()?;
            writeln!(out, "    {field}: &{words:?},")?;
        }
    }
    out.push_str("};\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("words.rs"), out)?;
    kanwu_card::build::tables(&["spec-words"])
}
