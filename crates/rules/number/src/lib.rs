//! Numerals, dates and statistics 数字: GB/T 15835—2011.

mod anniversary_against_years;
mod approximate_pair_with_comma;
mod approximator_with_exact_number;
mod bank_card_number;
mod change;
mod chronicle_day_out_of_place;
mod clock_systems_mixed;
mod clock_unit_doubled;
mod date_after_record_period;
mod date_check;
mod date_in_mixed_digits;
mod date_padding_uneven;
mod date_with_points;
mod days_against_dates;
mod decade_in_han_after_century;
mod decade_without_century;
mod decimal_places_uneven;
mod difference_against_figures;
mod difference_against_rates;
mod digits_not_in_threes;
mod digits_with_ji;
mod digits_with_place_word;
mod doubled_approximator;
mod era_year_against_year;
mod fall_with_minus;
mod fixed_word_in_digits;
mod fraction_against_counts;
mod full_width_colon_in_time;
mod full_width_thousands_comma;
mod ganzhi_against_year;
mod growth_against_figures;
mod han_numeral;
mod hyphen_for_minus;
mod identity_card_number;
mod impossible_date;
mod leading_zero_missing;
mod letter_for_digit;
mod masked;
mod measure_word_lost_in_list;
mod measured_in_han_numerals;
mod men_and_women_against_total;
mod mobile_number;
mod number_torn_by_blank;
mod numerals_of_one_kind_mixed;
mod old_calendar_in_digits;
mod ordinal_without_di;
mod padded_date_in_text;
mod part_above_total;
mod part_list;
mod parts_against_total;
mod percent_for_point;
mod point_for_percent;
mod point_for_permille;
mod quantity_form;
mod range_backwards;
mod range_end_year_short;
mod range_left_percent_missing;
mod range_left_scale_missing;
mod republican_year_after_1949;
mod session_in_digits;
mod share_above_hundred;
mod short_year;
mod triggered;
mod weekday_against_date;
mod weekly_day_against_date;
mod word_fraction_against_figure;
mod wrong_decimal_point;
mod wrong_han_zero;
mod year_against_itself;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("NUM", RULES);

const RULES: &[Rule] = &[
    anniversary_against_years::RULE,
    approximate_pair_with_comma::RULE,
    approximator_with_exact_number::RULE,
    bank_card_number::RULE,
    chronicle_day_out_of_place::RULE,
    clock_systems_mixed::RULE,
    clock_unit_doubled::RULE,
    date_after_record_period::RULE,
    date_in_mixed_digits::RULE,
    date_padding_uneven::RULE,
    date_with_points::RULE,
    days_against_dates::RULE,
    decade_in_han_after_century::RULE,
    decade_without_century::RULE,
    decimal_places_uneven::RULE,
    difference_against_figures::RULE,
    difference_against_rates::RULE,
    digits_not_in_threes::RULE,
    digits_with_ji::RULE,
    digits_with_place_word::RULE,
    doubled_approximator::RULE,
    era_year_against_year::RULE,
    fall_with_minus::RULE,
    fixed_word_in_digits::RULE,
    fraction_against_counts::RULE,
    full_width_colon_in_time::RULE,
    full_width_thousands_comma::RULE,
    ganzhi_against_year::RULE,
    growth_against_figures::RULE,
    hyphen_for_minus::RULE,
    identity_card_number::RULE,
    impossible_date::RULE,
    leading_zero_missing::RULE,
    letter_for_digit::RULE,
    measure_word_lost_in_list::RULE,
    measured_in_han_numerals::RULE,
    men_and_women_against_total::RULE,
    mobile_number::RULE,
    number_torn_by_blank::RULE,
    numerals_of_one_kind_mixed::RULE,
    old_calendar_in_digits::RULE,
    ordinal_without_di::RULE,
    padded_date_in_text::RULE,
    part_above_total::RULE,
    parts_against_total::RULE,
    percent_for_point::RULE,
    point_for_percent::RULE,
    point_for_permille::RULE,
    range_backwards::RULE,
    range_end_year_short::RULE,
    range_left_percent_missing::RULE,
    range_left_scale_missing::RULE,
    republican_year_after_1949::RULE,
    session_in_digits::RULE,
    share_above_hundred::RULE,
    short_year::RULE,
    weekday_against_date::RULE,
    weekly_day_against_date::RULE,
    word_fraction_against_figure::RULE,
    wrong_decimal_point::RULE,
    wrong_han_zero::RULE,
    year_against_itself::RULE,
];
