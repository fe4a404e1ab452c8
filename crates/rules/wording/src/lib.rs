//! Words 用词. Most rules are data: their cards hold all of them.

mod among_countries;
mod ba_with_become;
mod campaign_or_plan_name_wrong;
mod congress_session_wrong;
mod county_name_wrong;
mod formula_before_its_time;
mod formula_context;
mod formula_member_wrong;
mod formula_number_wrong;
mod han_ordinal;
mod law_title_wrong;
mod leader_title_wrong;
mod name_out_of_its_time;
mod party_centre_wording;
mod personal_number;
mod phrase_repeated;
mod place_in_wrong_province;
mod post_name_wrong;
mod terms;
mod thought_chain_incomplete;

pub use terms::{Term, terms};

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("WRD", RULES);

const RULES: &[Rule] = &[
    among_countries::RULE,
    ba_with_become::RULE,
    campaign_or_plan_name_wrong::RULE,
    congress_session_wrong::RULE,
    county_name_wrong::RULE,
    formula_before_its_time::RULE,
    formula_member_wrong::RULE,
    formula_number_wrong::RULE,
    law_title_wrong::RULE,
    leader_title_wrong::RULE,
    name_out_of_its_time::RULE,
    party_centre_wording::RULE,
    personal_number::RULE,
    phrase_repeated::RULE,
    place_in_wrong_province::RULE,
    post_name_wrong::RULE,
    thought_chain_incomplete::RULE,
];
