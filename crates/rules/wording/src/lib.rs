//! Words 用词. Most rules are data: their cards hold all of them.

mod among_countries;
mod ba_with_become;
mod formula_before_its_time;
mod formula_member_wrong;
mod formula_number_wrong;
mod party_centre_wording;
mod personal_number;
mod thought_chain_incomplete;
mod told;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("WRD", RULES);

const RULES: &[Rule] = &[
    among_countries::RULE,
    ba_with_become::RULE,
    formula_before_its_time::RULE,
    formula_member_wrong::RULE,
    formula_number_wrong::RULE,
    party_centre_wording::RULE,
    personal_number::RULE,
    thought_chain_incomplete::RULE,
];
