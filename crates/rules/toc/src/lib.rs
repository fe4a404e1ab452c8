//! The contents pages 目录 against the body.

mod crowded;
mod layout;
mod missing_entry;
mod page_order;
mod pages;
mod title_mismatch;
mod wrapped;

use kanwu_rule::{Family, Rule, family};

pub use pages::{Standing, standings};

/// The family.
pub static FAMILY: Family = family!("TOC", &RULES);

static RULES: [Rule; 12] = [
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
