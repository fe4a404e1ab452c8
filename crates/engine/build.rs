//! Embeds the cards of the family CFG.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules");
    let cards = rules.join("config");
    println!("cargo:rerun-if-changed={}", cards.display());
    let out = std::env::var("OUT_DIR")?;
    kanwu_card::embed(&cards, Path::new(&out))?;
    kanwu_card::build::tables(&["near-miss"])?;
    Ok(())
}
