//! Embeds the family's cards and the tables that its rules look up.

/// Tables in `rules/tables/`, one a line.
const TABLES: &[&str] = &[
    "countries",
    "frame-words",
    "law-titles",
    "measure-classes",
    "measure-lost-words",
    "must-see/campaigns",
    "must-see/counties",
    "must-see/dated-names",
    "must-see/event-dates",
    "must-see/formula-tails",
    "must-see/formulas",
    "must-see/leaders",
    "must-see/posts",
    "must-see/prefectures",
    "must-see/session-units",
    "must-see/sessions",
    "must-see/two-character-names",
    "object-heads",
    "de-words",
    "near-miss",
    "repeated-phrases",
    "restating-words",
    "subject-predicates",
    "verb-frames",
    "verb-objects",
    "verbs-cut-short",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family("wording", TABLES)
}
