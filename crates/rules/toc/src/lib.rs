//! The contents pages 目录 against the body.

mod crowded;
mod estimate;
mod layout;
mod marks;
mod missing_entry;
mod page_order;
mod pages;
mod points;
mod standing;
mod title_mismatch;
mod wrapped;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

pub use pages::standings;
pub use standing::Standing;

/// The family.
pub static FAMILY: Family = family!("TOC", RULES);

const RULES: &[Rule] = &[
    title_mismatch::RULE,
    wrapped::RULE,
    page_order::FALLS,
    page_order::MISSING,
    missing_entry::BODY,
    missing_entry::CONTENTS,
    missing_entry::ORDER,
    layout::LEVEL,
    layout::COLUMN,
    layout::LEADER,
    pages::WRONG,
    pages::DOUBTFUL,
];
