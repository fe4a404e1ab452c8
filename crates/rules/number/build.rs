//! Embeds the family's cards and the tables that its rules look up.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family(
        "number",
        &[
            "date-words",
            "number-form-words",
            "change-words",
            "rate-words",
            "part-words",
            "approximation",
            "counted-things",
            "named-by-number",
            "personal-data",
            "calendar-words",
            "figure-words",
        ],
    )
}
