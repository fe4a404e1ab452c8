//! Punctuation 标点符号: GB/T 15834—2011.

mod between_marks;
mod half_width;
mod range_mark;
mod unpaired;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("PUN", &RULES);

static RULES: [Rule; 4] = [half_width::RULE, unpaired::RULE, between_marks::RULE, range_mark::RULE];
