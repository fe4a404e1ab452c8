//! Words 用词. Most rules are data: their cards hold all of them.

mod among_countries;
mod ba_become;
mod personal_number;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

/// The family.
pub static FAMILY: Family = family!("WRD", RULES);

const RULES: &[Rule] = &[among_countries::RULE, ba_become::RULE, personal_number::RULE];
