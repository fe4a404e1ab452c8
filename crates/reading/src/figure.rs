//! Figures in arithmetic: a printed figure is rounded, so it stands for all values that print alike.

use rust_decimal::Decimal;

use crate::numeral::{Number, NumberForm};
use crate::quantity::Quantity;
use crate::unit::UnitKind;

/// A printed figure, or what follows from several: from `low` to `high`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The least value that it may stand for.
    pub low: Decimal,
    /// As printed, or as it follows from what is printed.
    pub value: Decimal,
    /// The greatest.
    pub high: Decimal,
}

impl Figure {
    /// A number that is exactly what it says.
    pub fn exact(value: Decimal) -> Figure {
        Figure { low: value, value, high: value }
    }

    /// A number rounded to its last printed place; none where it is written in Han numerals or approximately.
    pub fn rounded(number: &Number) -> Option<Figure> {
        let plain = number.upper.is_none() && number.form != NumberForm::Han;
        let half = Decimal::new(5, u32::from(number.places) + 1);
        let scale = number.scale.map_or(0, |s| u32::from(s.power));
        let room = half.checked_mul(Decimal::from(10i64.checked_pow(scale)?)).filter(|_| plain)?;
        Some(Figure {
            low: number.value.checked_sub(room)?.max(Decimal::ZERO),
            value: number.value,
            high: number.value.checked_add(room)?,
        })
    }

    /// What a quantity says; none where it is a range, approximate or in Han numerals. What is counted one by
    /// one (30人) is exact, what is measured (30元) or told in 万 is rounded.
    pub fn of(quantity: &Quantity) -> Option<Figure> {
        let plain = quantity.range.is_none()
            && quantity.approx_before.is_none()
            && quantity.approx_after.is_none()
            && quantity.approx_tail.is_none();
        let number = Some(&quantity.number).filter(|_| plain)?;
        let rounded = Figure::rounded(number)?;
        let counted =
            quantity.kind() == Some(UnitKind::Count) && number.places == 0 && number.scale.is_none();
        let figure = if counted { Figure::exact(number.value) } else { rounded };
        Some(if quantity.sign.is_some_and(|s| s.kind.is_negative()) { figure.negative() } else { figure })
    }

    /// Less than nothing by as much.
    #[must_use]
    pub fn negative(self) -> Figure {
        Figure { low: -self.high, value: -self.value, high: -self.low }
    }

    /// The sum; none where it is too large.
    pub fn plus(self, other: Figure) -> Option<Figure> {
        Some(Figure {
            low: self.low.checked_add(other.low)?,
            value: self.value.checked_add(other.value)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    /// The difference; none where it is too large.
    pub fn minus(self, other: Figure) -> Option<Figure> {
        self.plus(other.negative())
    }

    /// The quotient of two figures above zero.
    pub fn over(self, other: Figure) -> Option<Figure> {
        let positive = other.low > Decimal::ZERO && self.low >= Decimal::ZERO;
        let other = Some(other).filter(|_| positive)?;
        Some(Figure {
            low: self.low.checked_div(other.high)?,
            value: self.value.checked_div(other.value)?,
            high: self.high.checked_div(other.low)?,
        })
    }

    /// So many times it; `factor` is above zero.
    pub fn times(self, factor: Decimal) -> Option<Figure> {
        Some(Figure {
            low: self.low.checked_mul(factor)?,
            value: self.value.checked_mul(factor)?,
            high: self.high.checked_mul(factor)?,
        })
    }

    /// What it is of `whole`, in per cent.
    pub fn percent_of(self, whole: Figure) -> Option<Figure> {
        self.over(whole)?.times(Decimal::ONE_HUNDRED)
    }

    /// By how many per cent it is above `base`.
    pub fn growth_from(self, base: Figure) -> Option<Figure> {
        self.percent_of(base)?.minus(Figure::exact(Decimal::ONE_HUNDRED))
    }

    /// Whether both may stand for one value.
    pub fn agrees(self, other: Figure) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

#[cfg(test)]
mod tests {
    use kanwu_text::lex;
    use proptest::prelude::*;

    use super::*;
    use crate::{Item, read};

    fn figure(text: &str) -> Option<Figure> {
        let (mut tokens, mut items) = (Vec::new(), Vec::new());
        lex(text, &mut tokens);
        read(text, &tokens, &mut items);
        match items.first() {
            Some(Item::Quantity(quantity)) => Figure::of(quantity),
            _ => None,
        }
    }

    fn bounds(text: &str) -> Option<(String, String)> {
        figure(text).map(|f| (f.low.normalize().to_string(), f.high.normalize().to_string()))
    }

    #[test]
    fn a_figure_is_as_exact_as_it_is_printed() {
        let both = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
        assert_eq!(bounds("30人"), both("30", "30"));
        assert_eq!(bounds("3万人"), both("25000", "35000"));
        assert_eq!(bounds("30元"), both("29.5", "30.5"));
        assert_eq!(bounds("1.2亿元"), both("115000000", "125000000"));
        assert_eq!(bounds("-3.7‰"), both("-3.75", "-3.65"));
        assert_eq!(bounds("约30人"), None);
        assert_eq!(bounds("30余人"), None);
        assert_eq!(bounds("20～30人"), None);
        assert_eq!(bounds("三十人"), None);
    }

    proptest! {
        /// Printing a share of two counts at any number of places always agrees with the two.
        #[test]
        fn a_rounded_share_agrees(part in 0u32..5000, more in 1u32..5000, places in 0u32..3) {
            let (part_of, whole) = (Decimal::from(part), Decimal::from(part + more));
            let share = Figure::exact(part_of).percent_of(Figure::exact(whole)).unwrap();
            let printed = share.value.round_dp(places);
            let room = Decimal::new(5, places + 1);
            let printed = Figure { low: printed - room, value: printed, high: printed + room };
            prop_assert!(share.agrees(printed));
            let off = Figure::exact(printed.high + Decimal::new(1, 6));
            prop_assert!(!share.agrees(off));
        }

        /// The bounds of a growth hold for all values that print alike.
        #[test]
        fn growth_is_bounded(from in 1000i64..9000, to in 1000i64..9000, a in -5i64..=5, b in -5i64..=5) {
            let printed = |n: i64| Figure {
                low: Decimal::new(n * 10 - 5, 1),
                value: Decimal::from(n),
                high: Decimal::new(n * 10 + 5, 1),
            };
            let bounds = printed(to).growth_from(printed(from)).unwrap();
            let (from, to) = (Decimal::new(from * 10 + a, 1), Decimal::new(to * 10 + b, 1));
            let growth = (to - from) / from * Decimal::ONE_HUNDRED;
            let slack = Decimal::new(1, 12);
            prop_assert!(bounds.low - slack <= growth && growth <= bounds.high + slack);
        }
    }
}
