//! One fact in many places 前后一致.

mod average;
mod conversion;
mod repeated_row;
mod share;
mod title;
mod variant;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("CON", &RULES);

static RULES: [Rule; 5] = [repeated_row::RULE, share::RULE, conversion::RULE, average::RULE, title::RULE];
