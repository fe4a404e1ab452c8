//! Numerals, dates and statistics 数字: GB/T 15835—2011.

mod approx;
mod chronicle;
mod dates;
mod digits;
mod growth;
mod han;
mod impossible_date;
mod names;
mod parts;
mod percent_missing;
mod points;
mod privacy;
mod range;
mod rate;
mod self_year;
mod sign;
mod style;
mod times;
mod zero;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("NUM", RULES);

const RULES: &[Rule] = &[
    approx::DOUBLED,
    approx::EXACT,
    growth::RULE,
    parts::PART,
    parts::SEXES,
    parts::SUM,
    points::RULE,
    chronicle::RULE,
    dates::SHORT_YEAR,
    dates::CENTURY,
    dates::MIXED,
    dates::PADDING,
    dates::WEEKDAY,
    dates::OLD_CALENDAR,
    dates::ERA_YEAR,
    dates::REPUBLIC,
    dates::AFTER_PERIOD,
    digits::SOME,
    digits::GROUPING,
    digits::WIDE_COMMA,
    digits::ZERO,
    digits::POINT,
    digits::PLACE,
    digits::TORN,
    impossible_date::RULE,
    names::SESSION,
    names::FIXED,
    names::NO_DI,
    percent_missing::RULE,
    privacy::IDENTITY,
    privacy::MOBILE,
    privacy::BANK,
    range::SCALE,
    range::REVERSED,
    range::SHORT_YEAR,
    rate::POINT,
    rate::PERMILLE,
    rate::ABOVE,
    self_year::RULE,
    sign::DOUBLED,
    sign::HYPHEN,
    style::MIXED,
    style::ABOUT,
    style::MEASURED,
    times::HALVES,
    times::COLON,
    zero::RULE,
];
