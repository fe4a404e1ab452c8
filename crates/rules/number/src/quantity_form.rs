//! What a quantity counts, and whether it counts exactly.

use kanwu_plugin::Span;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;

/// The measure word of a count; `None` where the quantity is no count.
pub(crate) fn measure_word(quantity: &Quantity) -> Option<Span> {
    let unit = quantity.unit.as_ref().filter(|unit| unit.rest.is_empty())?;
    (unit.head.id.unit().kind == UnitKind::Count).then_some(unit.span)
}

/// Whether nothing makes the quantity approximate, and it is no range.
pub(crate) fn is_exact(quantity: &Quantity) -> bool {
    quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.approx_tail.is_none()
        && quantity.range.is_none()
        && quantity.number.upper.is_none()
}
