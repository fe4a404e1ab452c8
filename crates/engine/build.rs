//! Embeds the cards of the family CFG.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cards = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/config");
    println!("cargo:rerun-if-changed={}", cards.display());
    let out = std::env::var("OUT_DIR")?;
    kanwu_card::embed(&cards, Path::new(&out))?;
    Ok(())
}
