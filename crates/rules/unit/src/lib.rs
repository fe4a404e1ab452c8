//! Quantities and units 量和单位: GB 3100～3102—1993.

mod compound;
mod conversion;
mod degree;
mod latitude;
mod lost;
mod mu;
mod not_legal;
mod spelling;
mod split_value;
mod tolerance;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("UNI", RULES);

const RULES: &[Rule] = &[
    spelling::ABOLISHED_NAME,
    spelling::SHORTENED_NAME,
    spelling::ABBREVIATION,
    spelling::LETTER_CASE,
    spelling::MIDDLE_DOT,
    spelling::SUPERSCRIPT,
    spelling::CELSIUS,
    spelling::COMPATIBILITY,
    not_legal::LENGTH,
    not_legal::MASS,
    not_legal::HORSEPOWER,
    not_legal::CALORIE,
    not_legal::PRESSURE,
    not_legal::PARTS_PER_MILLION,
    mu::RULE,
    compound::SOLIDUS,
    compound::MIXED,
    degree::RULE,
    split_value::RULE,
    tolerance::RULE,
    latitude::RULE,
    lost::RULE,
];
