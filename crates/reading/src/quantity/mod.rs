//! Quantities: a number with its sign, unit, approximators and range.

mod fraction;
mod read;
mod sign;

pub use fraction::{Fraction, Ratio};
pub use sign::{Sign, SignKind};

pub(crate) use fraction::{read_fraction, read_ratio};
pub(crate) use read::{QuantityRead, read_quantity};

use kanwu_text::ReadingSpan;

use crate::approx::Approximator;
use crate::connector::Connector;
use crate::numeral::Number;
use crate::unit::{UnitId, UnitKind, UnitRef};

/// A quantity: 约12.5万元, -8～-36℃, 二十五人以上.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// All of it, from the first approximator to the last.
    pub span: ReadingSpan,
    /// Sign before the number; of a range, of its first number.
    pub sign: Option<Sign>,
    /// Currency sign before the number: ￥.
    pub currency: Option<(UnitId, ReadingSpan)>,
    /// The number; of a range the first.
    pub number: Number,
    /// 约, 近, 超 …
    pub approx_before: Option<Approximator>,
    /// 余, 多, 几, 来
    pub approx_after: Option<Approximator>,
    /// 左右, 上下, 以上, 以下, 以内
    pub approx_tail: Option<Approximator>,
    /// The unit; of a range that of its second number.
    pub unit: Option<UnitRef>,
    /// Both ends, where it is a range.
    pub range: Option<Box<QuantityRange>>,
}

impl Quantity {
    /// What is measured.
    pub fn kind(&self) -> Option<UnitKind> {
        self.unit.as_ref().map(|u| u.head.id.unit().kind)
    }

    /// The key of its unit in the table of units, of a compound one that of its first part; empty where it has
    /// none.
    pub fn unit_key(&self) -> &'static str {
        self.unit.as_ref().map_or("", |unit| unit.head.id.unit().key)
    }

    /// What stands behind the figures of its number, scale and unit: 万人 in 约12万人.
    pub fn scale_and_unit(&self) -> ReadingSpan {
        let from = self.number.scale.map_or(self.number.span.end, |scale| scale.span.start);
        ReadingSpan::new(from, self.span.end)
    }

    /// Whether both are in one unit: 万元 and 亿元 are, 元 and 人 are not.
    pub fn same_unit(&self, other: &Quantity) -> bool {
        let (Some(a), Some(b)) = (&self.unit, &other.unit) else { return false };
        let ids = |u: &UnitRef| u.rest.iter().map(|(join, part)| (*join, part.id)).collect::<Vec<_>>();
        a.head.id == b.head.id && ids(a) == ids(b)
    }
}

/// The two ends of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityRange {
    /// What joins them.
    pub connector: Connector,
    /// The first.
    pub low: RangeEnd,
    /// The second.
    pub high: RangeEnd,
}

/// An end of a range, as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeEnd {
    /// Its sign.
    pub sign: Option<Sign>,
    /// Its number.
    pub number: Number,
    /// Its own unit.
    pub unit: Option<UnitRef>,
}
