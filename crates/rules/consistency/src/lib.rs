//! One fact in many places 前后一致.

mod average;
mod conversion;
mod meeting;
mod meeting_name;
mod organisation;
mod party_organ;
mod repeated_row;
mod share;
mod title;
mod variant;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("CON", &RULES);

static RULES: [Rule; 9] = [
    repeated_row::RULE,
    share::RULE,
    conversion::RULE,
    average::RULE,
    title::RULE,
    organisation::RULE,
    party_organ::RULE,
    meeting_name::RULE,
    meeting::RULE,
];
