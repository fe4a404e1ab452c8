//! Figures in the unit that all of their kind come down to: 亩 and 公顷 in 平方米.

use crate::figure::Figure;
use crate::quantity::Quantity;
use crate::unit::{Unit, UnitRef};

/// So many conversions lead from a unit to the last of its kind.
const STEPS: usize = 4;

/// A quantity in the root of its unit; none where its unit is compound.
pub fn in_root(quantity: &Quantity) -> Option<(&'static Unit, Figure)> {
    to_root(quantity.unit.as_ref()?, Figure::of(quantity)?)
}

/// A figure of a unit in the root of the unit; none where it is compound.
pub fn to_root(unit: &UnitRef, figure: Figure) -> Option<(&'static Unit, Figure)> {
    let unit = Some(unit).filter(|unit| unit.rest.is_empty())?;
    let mut figure = figure;
    let mut unit = unit.head.id.unit();
    for _ in 0..STEPS {
        let Some(conversion) = unit.conversion() else { break };
        figure = figure.times(conversion.times)?.over(Figure::exact(conversion.over))?;
        unit = conversion.to;
    }
    Some((unit, figure))
}
