//! Numbers written in Han numerals.

use kanwu_plugin::reading::numeral::to_han;
use rust_decimal::Decimal;

/// A whole number in Han numerals; `None` for a fraction.
pub(crate) fn whole_in_han(value: Decimal) -> Option<String> {
    let whole = Some(value).filter(|v| v.fract().is_zero())?;
    u64::try_from(whole).ok().map(to_han)
}
