//! Turns what the program says to its user into constants and types.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    without_relocations();
    kanwu_card::build::messages("kanwu")
}

/// The tables of cards hold a hundred thousand addresses. At a fixed place in memory they stand in the file as they
/// are; in a program that may stand anywhere each must be written when it starts, which takes longer than to check a
/// small file.
#[allow(clippy::disallowed_methods, reason = "a build script is told of its target so")]
fn without_relocations() {
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
