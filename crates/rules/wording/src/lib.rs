//! Words 用词. Every rule so far is data: its card holds all of it.

use kanwu_rule::{Family, family};

/// The family.
pub static FAMILY: Family = family!("WRD", &[]);
