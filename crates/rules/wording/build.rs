//! Embeds the family's cards and the tables that its rules look up.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    kanwu_card::build::family(
        "wording",
        &[
            "must-see/formulas",
            "must-see/leaders",
            "must-see/sessions",
            "must-see/posts",
            "must-see/campaigns",
        ],
    )
}
