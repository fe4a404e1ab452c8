//! What a quantity in another unit comes to, for a suggestion.

use kanwu_plugin::reading::numeral::Number;
use kanwu_plugin::reading::unit::Unit;
use rust_decimal::Decimal;

/// Above this the place word of the number is kept.
const LARGEST_PLAIN: i64 = 1_000_000;

/// 3000 and 亩 give 200公顷; rounded to what such a text would print. None where the unit has no conversion.
pub(crate) fn converted(number: &Number, unit: &Unit) -> Option<String> {
    let conversion = unit.conversion()?;
    let (whole, to) = (conversion.of(number.value)?, conversion.to);
    if whole < Decimal::from(LARGEST_PLAIN) {
        return Some(format!("{}{}", rounded(whole), to.name));
    }
    let (power, word) = if whole < Decimal::from(100_000_000) { (4, "万") } else { (8, "亿") };
    let scaled = whole.checked_div(Decimal::from(10i64.pow(power)))?;
    Some(format!("{}{word}{}", rounded(scaled), to.name))
}

/// Two decimals, three where it is small.
fn rounded(value: Decimal) -> Decimal {
    let places = if value < Decimal::ONE { 3 } else { 2 };
    value.round_dp(places).normalize()
}
