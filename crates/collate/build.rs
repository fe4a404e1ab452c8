//! Turns the table of words in which changes are asked for into constants.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::tables(&["request-words"])
}
