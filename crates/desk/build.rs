//! Turns what the crate says to its user into constants and types.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::messages("desk")
}
