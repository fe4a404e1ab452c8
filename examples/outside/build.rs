//! Embeds the cards.

#![allow(clippy::disallowed_methods, reason = "a build script")]

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=rules");
    let out = std::env::var("OUT_DIR")?;
    kanwu_card::embed(Path::new("rules"), &Path::new(&out).join("cards.bin"))?;
    Ok(())
}
