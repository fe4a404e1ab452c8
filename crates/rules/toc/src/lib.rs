//! The contents pages 目录 against the body.

mod title_mismatch;

use kanwu_rule::{Family, Rule, family};

/// The family.
pub static FAMILY: Family = family!("TOC", &RULES);

static RULES: [Rule; 1] = [title_mismatch::RULE];
