//! Structure of the book 体例结构.

mod entry_marker;
mod paragraph_split;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("STR", &RULES);

static RULES: [Rule; 2] = [entry_marker::RULE, paragraph_split::RULE];
