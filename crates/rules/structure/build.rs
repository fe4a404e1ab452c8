//! Embeds the family's cards and the tables that its rules look up.

const TABLES: &[&str] = &[
    "book-forms",
    "caption-words",
    "chronicle-words",
    "han-figures",
    "head-units",
    "imprint-words",
    "map-words",
    "section-words",
    "sequence-words",
    "sound-order",
    "table-words",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family("structure", TABLES)
}
