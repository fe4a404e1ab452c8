//! One fact in many places 前后一致.

mod abolished;
mod average;
mod cases;
mod conversion;
mod level;
mod meeting;
mod meeting_name;
mod organisation;
mod outliers;
mod party_organ;
mod repeated_row;
mod root;
mod share;
mod title;
mod told_table;
mod values;
mod variant;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("CON", RULES);

const RULES: &[Rule] = &[
    repeated_row::RULE,
    share::RULE,
    conversion::RULE,
    average::RULE,
    title::RULE,
    organisation::RULE,
    party_organ::RULE,
    meeting_name::RULE,
    meeting::RULE,
    values::RULE,
    cases::RULE,
    told_table::RULE,
    abolished::RULE,
];
