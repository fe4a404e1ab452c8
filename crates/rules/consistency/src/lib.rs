//! One fact in many places 前后一致.

mod average_against_figures;
mod body_under_abolished_name;
mod cases_against_total;
mod conversion_against_figure;
mod document_title_variant;
mod fact_in_two_values;
mod meeting_name_variant;
mod meeting_on_two_dates;
mod name_changes;
mod organisation_name_variant;
mod outliers;
mod party_organ_name_broken;
mod repeated_table_row;
mod root_unit;
mod share_against_figures;
mod table_rows;
mod table_told_twice;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("CON", RULES);

const RULES: &[Rule] = &[
    average_against_figures::RULE,
    body_under_abolished_name::RULE,
    cases_against_total::RULE,
    conversion_against_figure::RULE,
    document_title_variant::RULE,
    fact_in_two_values::RULE,
    meeting_name_variant::RULE,
    meeting_on_two_dates::RULE,
    organisation_name_variant::RULE,
    party_organ_name_broken::RULE,
    repeated_table_row::RULE,
    share_against_figures::RULE,
    table_told_twice::RULE,
];
