//! Characters and layout 字符与版式.

use kanwu_rule::{Family, family};

/// The family.
pub static FAMILY: Family = family!("TYP", &[]);
