//! Quantities in the unit that all of their kind come down to: 亩 and 公顷 in 平方米.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::Unit;

/// So many conversions lead from a unit to the last of its kind.
const STEPS: usize = 4;

/// A quantity in the root of its unit; none where its unit is compound.
pub(crate) fn in_root(quantity: &Quantity) -> Option<(&'static Unit, Figure)> {
    let unit = quantity.unit.as_ref().filter(|unit| unit.rest.is_empty())?;
    let mut figure = Figure::of(quantity)?;
    let mut unit = unit.head.id.unit();
    for _ in 0..STEPS {
        let Some(conversion) = unit.conversion() else { break };
        figure = figure.times(conversion.times)?.over(Figure::exact(conversion.over))?;
        unit = conversion.to;
    }
    Some((unit, figure))
}
