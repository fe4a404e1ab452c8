//! Numerals, dates and statistics 数字: GB/T 15835—2011.

mod approx;
mod change;
mod chronicle_day_out_of_place;
mod clock_systems_mixed;
mod date_after_record_period;
mod date_check;
mod date_in_mixed_digits;
mod date_padding_uneven;
mod decade_without_century;
mod difference_against_rates;
mod digits_not_in_threes;
mod digits_with_ji;
mod digits_with_place_word;
mod era_year_against_year;
mod fall_with_minus;
mod full_width_colon_in_time;
mod full_width_thousands_comma;
mod growth_against_figures;
mod han_numeral;
mod hyphen_for_minus;
mod impossible_date;
mod leading_zero_missing;
mod men_and_women_against_total;
mod names;
mod number_torn_by_blank;
mod old_calendar_in_digits;
mod part_above_total;
mod part_list;
mod parts_against_total;
mod percent_for_point;
mod point_for_permille;
mod privacy;
mod range_backwards;
mod range_end_year_short;
mod range_left_percent_missing;
mod range_left_scale_missing;
mod republican_year_after_1949;
mod share_above_hundred;
mod short_year;
mod style;
mod triggered;
mod weekday_against_date;
mod wrong_decimal_point;
mod wrong_han_zero;
mod year_against_itself;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("NUM", RULES);

const RULES: &[Rule] = &[
    approx::DOUBLED,
    approx::EXACT,
    chronicle_day_out_of_place::RULE,
    clock_systems_mixed::RULE,
    date_after_record_period::RULE,
    date_in_mixed_digits::RULE,
    date_padding_uneven::RULE,
    decade_without_century::RULE,
    difference_against_rates::RULE,
    digits_not_in_threes::RULE,
    digits_with_ji::RULE,
    digits_with_place_word::RULE,
    era_year_against_year::RULE,
    fall_with_minus::RULE,
    full_width_colon_in_time::RULE,
    full_width_thousands_comma::RULE,
    growth_against_figures::RULE,
    hyphen_for_minus::RULE,
    impossible_date::RULE,
    leading_zero_missing::RULE,
    men_and_women_against_total::RULE,
    names::SESSION,
    names::FIXED,
    names::NO_DI,
    number_torn_by_blank::RULE,
    old_calendar_in_digits::RULE,
    part_above_total::RULE,
    parts_against_total::RULE,
    percent_for_point::RULE,
    point_for_permille::RULE,
    privacy::IDENTITY,
    privacy::MOBILE,
    privacy::BANK,
    range_backwards::RULE,
    range_end_year_short::RULE,
    range_left_percent_missing::RULE,
    range_left_scale_missing::RULE,
    republican_year_after_1949::RULE,
    share_above_hundred::RULE,
    short_year::RULE,
    style::MIXED,
    style::ABOUT,
    style::MEASURED,
    weekday_against_date::RULE,
    wrong_decimal_point::RULE,
    wrong_han_zero::RULE,
    year_against_itself::RULE,
];
