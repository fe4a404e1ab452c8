//! Punctuation 标点符号: GB/T 15834—2011.

mod addressee_without_colon;
mod backslash_separator;
mod bracket_in_same_bracket;
mod broken_dash;
mod caption_ends_in_stop;
mod clause;
mod clauses_run_by_comma;
mod colon_in_ratio;
mod colon_within_colon;
mod comma_after_han_number;
mod comma_between_quantities;
mod comma_between_single_words;
mod comma_within_list;
mod conjunction_before_last_item;
mod dash_in_code;
mod dash_in_figure_number;
mod dash_in_range;
mod document_number_form;
mod dot;
mod dot_for_stop;
mod dots_for_ellipsis;
mod ellipsis_beside_point;
mod ellipsis_too_long;
mod ellipsis_with_etc;
mod enumeration_comma_after_digit;
mod enumeration_comma_between_clauses;
mod enumeration_comma_between_marks;
mod enumeration_comma_missing;
mod enumeration_comma_missing_after_note;
mod exclamation_run;
mod foreign_quotation_mark;
mod half_width_mark;
mod half_width_range_tilde;
mod han_ones_for_dash;
mod hyphen_in_range;
mod joint_names_run_together;
mod list_items_run_together;
mod mark_after_linking_word;
mod mark_within_word;
mod middle_dot_form;
mod month_day_name_two_forms;
mod name_marks_vary;
mod nested_quotation_mark_form;
mod nested_title_mark_form;
mod nesting;
mod note_after_pause;
mod ordinal_head;
mod pair_unclosed;
mod paragraph_end;
mod paragraph_ends_in_pause;
mod paragraph_without_stop;
mod places_joined_by_dash;
mod point_after_bracketed_number;
mod point_at_paragraph_start;
mod point_before_closing_bracket;
mod predicates_run_together;
mod quotation_mark_reversed;
mod quotation_marks_missing;
mod range_ends;
mod range_mark_minority;
mod semicolon_between_words;
mod semicolon_series_broken;
mod sentence_without_stop;
mod series_mark_differs;
mod stop_before_inner_note;
mod straight_quotation_mark;
mod subordinate_clause_cut_off;
mod title_ends_in_point;
mod title_marks_missing;
mod title_marks_missing_here;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("PUN", RULES);

const RULES: &[Rule] = &[
    addressee_without_colon::RULE,
    backslash_separator::RULE,
    bracket_in_same_bracket::RULE,
    broken_dash::RULE,
    caption_ends_in_stop::RULE,
    clauses_run_by_comma::RULE,
    colon_in_ratio::RULE,
    colon_within_colon::RULE,
    comma_after_han_number::RULE,
    comma_between_quantities::RULE,
    comma_between_single_words::RULE,
    comma_within_list::RULE,
    conjunction_before_last_item::RULE,
    dash_in_code::RULE,
    dash_in_figure_number::RULE,
    dash_in_range::RULE,
    document_number_form::RULE,
    dot_for_stop::RULE,
    dots_for_ellipsis::RULE,
    ellipsis_beside_point::RULE,
    ellipsis_too_long::RULE,
    ellipsis_with_etc::RULE,
    enumeration_comma_after_digit::RULE,
    enumeration_comma_between_clauses::RULE,
    enumeration_comma_between_marks::RULE,
    enumeration_comma_missing::RULE,
    enumeration_comma_missing_after_note::RULE,
    exclamation_run::RULE,
    foreign_quotation_mark::RULE,
    half_width_mark::RULE,
    half_width_range_tilde::RULE,
    han_ones_for_dash::RULE,
    hyphen_in_range::RULE,
    joint_names_run_together::RULE,
    list_items_run_together::RULE,
    mark_after_linking_word::RULE,
    mark_within_word::RULE,
    middle_dot_form::RULE,
    month_day_name_two_forms::RULE,
    name_marks_vary::RULE,
    nested_quotation_mark_form::RULE,
    nested_title_mark_form::RULE,
    note_after_pause::RULE,
    pair_unclosed::RULE,
    paragraph_ends_in_pause::RULE,
    paragraph_without_stop::RULE,
    places_joined_by_dash::RULE,
    point_after_bracketed_number::RULE,
    point_at_paragraph_start::RULE,
    point_before_closing_bracket::RULE,
    predicates_run_together::RULE,
    quotation_mark_reversed::RULE,
    quotation_marks_missing::RULE,
    range_mark_minority::RULE,
    semicolon_between_words::RULE,
    semicolon_series_broken::RULE,
    sentence_without_stop::RULE,
    series_mark_differs::RULE,
    stop_before_inner_note::RULE,
    straight_quotation_mark::RULE,
    subordinate_clause_cut_off::RULE,
    title_ends_in_point::RULE,
    title_marks_missing::RULE,
    title_marks_missing_here::RULE,
];
