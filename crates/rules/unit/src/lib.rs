//! Quantities and units 量和单位: GB/T 3100～3102—1993.

mod abbreviation_for_ratio;
mod abbreviation_for_unit_symbol;
mod abolished_unit_name;
mod arc_minutes_past_sixty;
mod calorie;
mod celsius_in_two_characters;
mod conversion;
mod degree_for_kilowatt_hour;
mod degree_without_celsius;
mod horsepower;
mod length_unit_not_legal;
mod mass_unit_not_legal;
mod money_unit_lost;
mod mu_outside_farming;
mod name_and_symbol_mixed;
mod not_legal;
mod per_said_twice;
mod prefix_without_unit;
mod pressure_unit_not_legal;
mod several_solidi;
mod shortened_unit_name;
mod side_without_unit;
mod spelling;
mod squared_unit_character;
mod tolerance_unit_scope;
mod unit_in_two_forms;
mod unit_not_legal;
mod unit_of_other_quantity;
mod unit_parts;
mod unit_power_not_raised;
mod unit_product_without_dot;
mod unit_symbol_letters;
mod unit_written_twice;
mod value_split_by_unit;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("UNI", RULES);

const RULES: &[Rule] = &[
    abbreviation_for_ratio::RULE,
    abbreviation_for_unit_symbol::RULE,
    abolished_unit_name::RULE,
    arc_minutes_past_sixty::RULE,
    calorie::RULE,
    celsius_in_two_characters::RULE,
    degree_for_kilowatt_hour::RULE,
    degree_without_celsius::RULE,
    horsepower::RULE,
    length_unit_not_legal::RULE,
    mass_unit_not_legal::RULE,
    money_unit_lost::RULE,
    mu_outside_farming::RULE,
    name_and_symbol_mixed::RULE,
    per_said_twice::RULE,
    prefix_without_unit::RULE,
    pressure_unit_not_legal::RULE,
    several_solidi::RULE,
    shortened_unit_name::RULE,
    side_without_unit::RULE,
    squared_unit_character::RULE,
    tolerance_unit_scope::RULE,
    unit_in_two_forms::RULE,
    unit_not_legal::RULE,
    unit_of_other_quantity::RULE,
    unit_power_not_raised::RULE,
    unit_product_without_dot::RULE,
    unit_symbol_letters::RULE,
    unit_written_twice::RULE,
    value_split_by_unit::RULE,
];
