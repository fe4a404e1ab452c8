//! The contents pages 目录 against the body.

mod body_title;
mod contents_column_displaced;
mod contents_entry_missing;
mod contents_entry_unknown;
mod contents_leader_mixed;
mod contents_level_style;
mod contents_level_wrong;
mod contents_not_read;
mod contents_order;
mod contents_page_doubtful;
mod contents_page_falls;
mod contents_page_missing;
mod contents_page_wrong;
mod contents_title_mismatch;
mod contents_title_wrapped;
mod crowded;
mod estimate;
mod page_check;
mod page_label;
mod page_marks;
mod points;
mod rising;
mod standing;

use kanwu_plugin::{Family, Rule, family};

kanwu_plugin::made!();

pub use page_check::standings;
pub use standing::Standing;

/// The family.
pub static FAMILY: Family = family!("TOC", RULES);

const RULES: &[Rule] = &[
    contents_column_displaced::RULE,
    contents_entry_missing::RULE,
    contents_entry_unknown::RULE,
    contents_leader_mixed::RULE,
    contents_level_style::RULE,
    contents_level_wrong::RULE,
    contents_not_read::RULE,
    contents_order::RULE,
    contents_page_doubtful::RULE,
    contents_page_falls::RULE,
    contents_page_missing::RULE,
    contents_page_wrong::RULE,
    contents_title_mismatch::RULE,
    contents_title_wrapped::RULE,
];
