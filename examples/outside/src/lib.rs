//! A family of rules that an office keeps for itself: here one card, without Rust.

use kanwu_plugin::{Family, family};

/// The family.
pub static FAMILY: Family = family!("QHE", &[]);
