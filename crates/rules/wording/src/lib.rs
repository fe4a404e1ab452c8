//! Words 用词. Most rules are data: their cards hold all of them.

mod among_countries;
mod ba_with_become;
mod campaign_or_plan_name_wrong;
mod clause;
mod congress_session_wrong;
mod county_name_wrong;
mod de_of_other_class;
mod event_date_wrong;
mod formula_before_its_time;
mod formula_context;
mod formula_continued_wrong;
mod formula_member_wrong;
mod formula_number_wrong;
mod han_ordinal;
mod house_word_watched;
mod house_word_wrong;
mod law_title_wrong;
mod leader_title_wrong;
mod measure_word_lost;
mod measure_word_of_other_class;
mod name_out_of_its_time;
mod object_head_lost;
mod party_centre_wording;
mod personal_number;
mod phrase_repeated;
mod place_in_wrong_province;
mod post_name_wrong;
mod preposition_frame_open;
mod session_number_malformed;
mod short_leader_name_wrong;
mod subject_predicate_mismatch;
mod subject_restated;
mod terms;
mod thought_chain_incomplete;
mod verb_cut_short;
mod verb_object_head_mismatch;

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
    de_of_other_class::RULE,
    event_date_wrong::RULE,
    formula_before_its_time::RULE,
    formula_continued_wrong::RULE,
    formula_member_wrong::RULE,
    formula_number_wrong::RULE,
    house_word_watched::RULE,
    house_word_wrong::RULE,
    law_title_wrong::RULE,
    leader_title_wrong::RULE,
    measure_word_lost::RULE,
    measure_word_of_other_class::RULE,
    name_out_of_its_time::RULE,
    object_head_lost::RULE,
    party_centre_wording::RULE,
    personal_number::RULE,
    phrase_repeated::RULE,
    place_in_wrong_province::RULE,
    post_name_wrong::RULE,
    preposition_frame_open::RULE,
    session_number_malformed::RULE,
    short_leader_name_wrong::RULE,
    subject_predicate_mismatch::RULE,
    subject_restated::RULE,
    thought_chain_incomplete::RULE,
    verb_cut_short::RULE,
    verb_object_head_mismatch::RULE,
];
