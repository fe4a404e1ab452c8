//! The units of a quantity, and their parts.

use kanwu_plugin::Span;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::{UnitPart, UnitRef};

/// The units of a quantity: of a range those of both ends.
pub(crate) fn units(quantity: &Quantity) -> impl Iterator<Item = &UnitRef> {
    let low = quantity.range.as_ref().and_then(|r| r.low.unit.as_ref());
    low.into_iter().chain(&quantity.unit)
}

/// The parts of a unit.
pub(crate) fn parts(unit: &UnitRef) -> impl Iterator<Item = &UnitPart> {
    std::iter::once(&unit.head).chain(unit.rest.iter().map(|(_, part)| part))
}

/// Number and unit, without the approximators round them.
pub(crate) fn number_and_unit(quantity: &Quantity) -> Span {
    let end = quantity.unit.as_ref().map_or(quantity.span.end, |u| u.span.end);
    Span::new(quantity.number.span.start, end)
}
