//! Structure of the book 体例结构.

mod categories;
mod chronicle;
mod divider_text;
mod entries;
mod entry_marker;
mod front_parts;
mod heading_level;
mod list_bullet;
mod maps;
mod ordinal;
mod paragraph_split;
mod sequence;
mod signature;
mod table_decimals;
mod table_shape;
mod totals;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("STR", RULES);

const RULES: &[Rule] = &[
    entry_marker::RULE,
    paragraph_split::RULE,
    divider_text::RULE,
    heading_level::RULE,
    chronicle::ORDER,
    chronicle::FORM,
    sequence::WORDS,
    sequence::HEADS,
    sequence::SERIALS,
    table_shape::WIDTH,
    table_shape::EMPTY,
    table_shape::SISTER,
    table_shape::DITTO,
    entries::EMPTY,
    entries::LOOSE,
    entries::MARKS,
    entries::TWICE,
    entries::OVERVIEW,
    entries::HOLLOW,
    entries::LONG,
    list_bullet::RULE,
    categories::NAMES,
    categories::COUNT,
    signature::RULE,
    totals::RULE,
    table_decimals::RULE,
    maps::RULE,
    front_parts::RULE,
];
