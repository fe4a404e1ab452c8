//! Characters and layout 字符与版式.

mod and_for_he;
mod entry_gap;
mod form;
mod formula;
mod han_digit;
mod invisible;
mod markup;
mod pairs;
mod placeholder;
mod radical;
mod revision;
mod rule_line;
mod space_by_mark;
mod space_in_word;
mod standard_gap;
mod traditional;
mod wide;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("TYP", RULES);

const RULES: &[Rule] = &[
    wide::RULE,
    space_in_word::RULE,
    space_by_mark::RULE,
    invisible::RULE,
    radical::RULE,
    traditional::RULE,
    placeholder::RULE,
    and_for_he::RULE,
    markup::RULE,
    rule_line::RULE,
    entry_gap::RULE,
    han_digit::RULE,
    standard_gap::RULE,
    revision::RULE,
];
