//! The families of rules that come with kanwu, for every program that checks.

use kanwu_plugin::Family;

/// The families, in the order in which their rules are listed.
pub static FAMILIES: [&Family; 9] = [
    &kanwu_rules_punctuation::FAMILY,
    &kanwu_rules_number::FAMILY,
    &kanwu_rules_unit::FAMILY,
    &kanwu_rules_typography::FAMILY,
    &kanwu_rules_wording::FAMILY,
    &kanwu_rules_toc::FAMILY,
    &kanwu_rules_structure::FAMILY,
    &kanwu_rules_consistency::FAMILY,
    &kanwu_engine::FAMILY,
];
