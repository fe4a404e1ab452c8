//! The quantity or number that triggered a rule.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::Number;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{LocalContext, Trigger};

/// The quantity.
pub(crate) fn quantity<'a>(cx: &LocalContext<'a>, trigger: Trigger) -> Option<&'a Quantity> {
    match trigger {
        Trigger::Item(i) => cx.paragraph().quantity(i),
        _ => None,
    }
}

/// The number, of a quantity or alone.
pub(crate) fn number<'a>(cx: &LocalContext<'a>, trigger: Trigger) -> Option<&'a Number> {
    let Trigger::Item(i) = trigger else { return None };
    match cx.paragraph().items.get(i)? {
        Item::Quantity(quantity) => Some(&quantity.number),
        Item::BareNumber(number) => Some(number),
        _ => None,
    }
}
