//! Quantities and units 量和单位: GB 3100～3102—1993.

use kanwu_rule::{Family, family};

/// The family.
pub static FAMILY: Family = family!("UNI", &[]);
