//! Quantities that are one number, told exactly.

use kanwu_plugin::reading::quantity::Quantity;

/// Whether a quantity is one number without sign and without 约, 余, 以上.
pub(crate) fn is_plain(quantity: &Quantity) -> bool {
    quantity.range.is_none()
        && quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.approx_tail.is_none()
        && quantity.sign.is_none()
}
