//! Numerals: Han and Arabic, and numbers with 万 and 亿.

mod filter;
mod han;
mod number;
mod write;

pub use han::{HanNumeral, HanStyle, parse_han};
pub use number::{Grouping, Number, NumberForm, Scale, parse_number};
pub use write::to_han;

pub(crate) use filter::{digit, find_numeral, is_numeral, is_place};
pub(crate) use han::read_han;
pub(crate) use number::{NumberRead, read_any, read_arabic, wide_digit};
