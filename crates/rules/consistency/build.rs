//! Embeds the family's cards and the tables that its rules look up.

const TABLES: &[&str] = &[
    "alike-characters",
    "bodies",
    "captions",
    "cases",
    "contradictions",
    "conversions",
    "counting",
    "deaths",
    "durations",
    "enumerations",
    "extremes",
    "fact-words",
    "founding",
    "han-figures",
    "meetings",
    "name-forms",
    "name-lists",
    "organisations",
    "place-levels",
    "posts",
    "reckoning",
    "retelling",
    "sessions",
    "shares",
    "stocks",
    "titles",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family("consistency", TABLES)
}
