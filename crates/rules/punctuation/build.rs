//! Embeds the family's cards and the tables that its rules look up.

const TABLES: &[&str] = &[
    "clause-words",
    "coordinate-words",
    "documents",
    "fault-words",
    "han-figures",
    "joint-names",
    "list-words",
    "mark-forms",
    "month-day-names",
    "quoted-terms",
    "range-units",
    "ratio-words",
    "subordinate-words",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family("punctuation", TABLES)
}
