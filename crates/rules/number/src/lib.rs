//! Numerals, dates and statistics 数字: GB/T 15835—2011.

mod impossible_date;
mod percent_missing;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("NUM", &RULES);

static RULES: [Rule; 2] = [percent_missing::RULE, impossible_date::RULE];
