//! Turns what the crate says to its user, and a table of words, into constants and types.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::messages("pdf")?;
    kanwu_card::build::tables(&["caption-marks"])
}
