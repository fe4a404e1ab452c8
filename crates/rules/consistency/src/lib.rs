//! One fact in many places 前后一致.

mod age_against_birth_year;
mod anniversary_against_founding;
mod anniversary_against_founding_elsewhere;
mod anniversary_against_life;
mod announced_count;
mod average_against_figures;
mod average_outside_range;
mod average_per_unit;
mod balance_against_parts;
mod body_under_abolished_name;
mod body_under_two_endings;
mod caption_place_twice;
mod cases_against_total;
mod change_against_two_levels;
mod change_with_base_behind;
mod classed;
mod clause_words;
mod consecutive_years_against_range;
mod contributor_in_two_names;
mod conversion_against_figure;
mod count_against_list;
mod count_against_ordinals;
mod decision_before_session;
mod density_against_figures;
mod direction_against_levels;
mod document_after_its_work;
mod document_list_against_text;
mod document_number_two_titles;
mod document_number_variant;
mod document_title_variant;
mod duration_against_dates;
mod end_before_start;
mod event_in_two_sessions;
mod event_on_two_dates;
mod event_told_in_two_ways;
mod fact_in_two_values;
mod figure_against_reference;
mod firm_in_two_short_forms;
mod growth_between_years;
mod headcount_against_names;
mod honour_in_two_forms;
mod leaders_in_other_order;
mod level_lost_in_list;
mod meeting_name_variant;
mod meeting_on_two_dates;
mod month_outside_period;
mod name_changes;
mod name_list;
mod name_of_last_year;
mod name_twice_in_list;
mod one_thing;
mod opening_on_two_dates;
mod ordinal_above_count;
mod organisation_name_variant;
mod outcome_above_total;
mod outliers;
mod paragraph_of_last_year;
mod party_organ_name_broken;
mod pattern_number_differs;
mod person_acts_after_death;
mod person_in_two_names;
mod person_in_two_posts;
mod place_in_two_names;
mod places_against_sum;
mod plain_quantity;
mod plan_years_wrong;
mod post;
mod post_against_roster;
mod prize_in_two_grades;
mod product_against_factors;
mod prose_against_table;
mod quoted_name_bare;
mod quoted_name_in_other_marks;
mod quoted_name_one_apart;
mod quoted_there_bare_here;
mod rank;
mod rank_against_gap;
mod rank_held_by_two;
mod rank_in_two_places;
mod rare_form;
mod rate_against_part;
mod repeated_table_row;
mod same_figures;
mod same_words_two_figures;
mod session_on_one_day;
mod session_out_of_sequence;
mod share_against_figures;
mod shares_not_hundred;
mod short_name_in_two_forms;
mod steps_out_of_order;
mod subunits_in_two_counts;
mod sum_below_part_of_it;
mod sum_over_sentences;
mod table_change_wrong;
mod table_rank_wrong;
mod table_rows;
mod table_told_twice;
mod term_of_office_wrong;
mod term_parts_turned;
mod told_at;
mod whole_against_parts;
mod whole_number;
mod words_of;
mod years_of_history;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("CON", RULES);

const RULES: &[Rule] = &[
    age_against_birth_year::RULE,
    anniversary_against_founding::RULE,
    anniversary_against_founding_elsewhere::RULE,
    anniversary_against_life::RULE,
    announced_count::RULE,
    average_against_figures::RULE,
    average_outside_range::RULE,
    average_per_unit::RULE,
    balance_against_parts::RULE,
    body_under_abolished_name::RULE,
    body_under_two_endings::RULE,
    caption_place_twice::RULE,
    cases_against_total::RULE,
    change_against_two_levels::RULE,
    change_with_base_behind::RULE,
    consecutive_years_against_range::RULE,
    contributor_in_two_names::RULE,
    conversion_against_figure::RULE,
    count_against_list::RULE,
    count_against_ordinals::RULE,
    decision_before_session::RULE,
    density_against_figures::RULE,
    direction_against_levels::RULE,
    document_after_its_work::RULE,
    document_list_against_text::RULE,
    document_number_two_titles::RULE,
    document_number_variant::RULE,
    document_title_variant::RULE,
    duration_against_dates::RULE,
    end_before_start::RULE,
    event_in_two_sessions::RULE,
    event_on_two_dates::RULE,
    event_told_in_two_ways::RULE,
    fact_in_two_values::RULE,
    figure_against_reference::RULE,
    firm_in_two_short_forms::RULE,
    growth_between_years::RULE,
    headcount_against_names::RULE,
    honour_in_two_forms::RULE,
    leaders_in_other_order::RULE,
    level_lost_in_list::RULE,
    meeting_name_variant::RULE,
    meeting_on_two_dates::RULE,
    month_outside_period::RULE,
    name_of_last_year::RULE,
    name_twice_in_list::RULE,
    opening_on_two_dates::RULE,
    ordinal_above_count::RULE,
    organisation_name_variant::RULE,
    outcome_above_total::RULE,
    paragraph_of_last_year::RULE,
    party_organ_name_broken::RULE,
    pattern_number_differs::RULE,
    person_acts_after_death::RULE,
    person_in_two_names::RULE,
    person_in_two_posts::RULE,
    place_in_two_names::RULE,
    places_against_sum::RULE,
    plan_years_wrong::RULE,
    post_against_roster::RULE,
    prize_in_two_grades::RULE,
    product_against_factors::RULE,
    prose_against_table::RULE,
    quoted_name_bare::RULE,
    quoted_name_in_other_marks::RULE,
    quoted_name_one_apart::RULE,
    quoted_there_bare_here::RULE,
    rank_against_gap::RULE,
    rank_held_by_two::RULE,
    rank_in_two_places::RULE,
    rate_against_part::RULE,
    repeated_table_row::RULE,
    same_words_two_figures::RULE,
    session_on_one_day::RULE,
    session_out_of_sequence::RULE,
    share_against_figures::RULE,
    shares_not_hundred::RULE,
    short_name_in_two_forms::RULE,
    steps_out_of_order::RULE,
    subunits_in_two_counts::RULE,
    sum_below_part_of_it::RULE,
    sum_over_sentences::RULE,
    table_change_wrong::RULE,
    table_rank_wrong::RULE,
    table_told_twice::RULE,
    term_of_office_wrong::RULE,
    term_parts_turned::RULE,
    whole_against_parts::RULE,
    years_of_history::RULE,
];
