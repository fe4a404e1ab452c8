//! Two values that may be one, slipped in print.

use rust_decimal::Decimal;

/// Whether two different numbers have the same figures in another order: 1245 and 1254, 86.4 and 84.6.
pub(crate) fn same_figures(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.normalize(), b.normalize());
    let figures = |n: Decimal| {
        let mut figures: Vec<u8> = n.abs().mantissa().to_string().into_bytes();
        figures.sort_unstable();
        figures
    };
    a != b && a.scale() == b.scale() && figures(a) == figures(b) && figures(a).len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_change_places() {
        assert!(same_figures(Decimal::from(1245), Decimal::from(1254)));
        assert!(same_figures(Decimal::new(864, 1), Decimal::new(846, 1)));
        assert!(!same_figures(Decimal::from(1245), Decimal::from(1246)));
        assert!(!same_figures(Decimal::from(1245), Decimal::from(1245)));
    }
}
