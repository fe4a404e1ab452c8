//! Units of measure and measure words, from the table of units.

mod read;
mod table;

pub use read::{Join, UnitPart, UnitRef, parse_unit};
pub use table::{Conversion, Unit, UnitId, UnitKind, Written, units};

pub(crate) use read::read_unit;
pub(crate) use table::{currency_before, find, prefixed_name_at};
