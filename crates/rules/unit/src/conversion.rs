//! What a quantity in another unit comes to, for a suggestion.

use kanwu_plugin::reading::numeral::Number;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::Unit;
use rust_decimal::Decimal;

use crate::table::unit_words as words;

/// From here on the number keeps a place word.
const LARGEST_PLAIN: i64 = 1_000_000;

/// What to write, where the quantity is one plain number in a unit that has a conversion.
pub(crate) fn converted(quantity: &Quantity, unit: &Unit) -> Option<String> {
    let simple = quantity.range.is_none() && quantity.approx_after.is_none();
    let alone = quantity.unit.as_ref().is_none_or(|u| u.rest.is_empty());
    if simple && alone { converted_number(&quantity.number, unit) } else { None }
}

/// 3000 and 亩 give 200公顷, rounded to what such a text would print.
fn converted_number(number: &Number, unit: &Unit) -> Option<String> {
    let conversion = unit.conversion()?;
    let (value, to) = (conversion.of(number.value)?, conversion.to);
    if value < Decimal::from(LARGEST_PLAIN) {
        return Some(format!("{}{}", rounded(value), to.name));
    }
    let (word, scaled) = words::PLACE_WORD.iter().rev().find_map(|row| {
        let one = Decimal::from(10i64.checked_pow(row.power.try_into().ok()?)?);
        (value >= one).then_some((row.word, value.checked_div(one)?))
    })?;
    Some(format!("{}{word}{}", rounded(scaled), to.name))
}

/// Two decimals, three where it is small.
fn rounded(value: Decimal) -> Decimal {
    let places = if value < Decimal::ONE { 3 } else { 2 };
    value.round_dp(places).normalize()
}
