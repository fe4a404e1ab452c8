//! One fact in many places 前后一致.

mod repeated_row;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("CON", &RULES);

static RULES: [Rule; 1] = [repeated_row::RULE];
