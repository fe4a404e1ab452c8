//! Words 用词. Most rules are data: their cards hold all of them.

mod ba_with_become;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("WRD", RULES);

const RULES: &[Rule] = &[ba_with_become::RULE];
