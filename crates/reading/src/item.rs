//! What a reading of text consists of.

use kanwu_text::ReadingSpan;

use crate::code::{DocumentNumber, IdCard};
use crate::date::{DateRange, DateReading, TimeRange, TimeReading};
use crate::fixed::FixedWord;
use crate::list::ListMark;
use crate::numeral::Number;
use crate::ordinal::Ordinal;
use crate::quantity::{Fraction, Quantity, Ratio};

/// Something in text that holds a numeral.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// 约12.5万元
    Quantity(Quantity),
    /// 三分之二
    Fraction(Fraction),
    /// 3∶2
    Ratio(Ratio),
    /// 2022年5月3日
    Date(DateReading),
    /// 2019—2023年
    DateRange(DateRange),
    /// 14:30
    Time(TimeReading),
    /// 8:00—17:00
    TimeRange(TimeRange),
    /// 第十二届
    Ordinal(Ordinal),
    /// 清政发〔2022〕5号
    DocumentNumber(DocumentNumber),
    /// （2024）苏01民初5号
    CaseNumber(ReadingSpan),
    /// GB/T 15834—2011
    StandardNumber(ReadingSpan),
    /// Telephone number
    Phone(ReadingSpan),
    /// Identity-card number
    IdCard(IdCard),
    /// Account, licence and other long numbers; ISBN
    Serial(ReadingSpan),
    /// WZ-10
    Model(ReadingSpan),
    /// 7-1号
    HouseNumber(ReadingSpan),
    /// 2022-5, 3-1-2: numbers joined by hyphens that count nothing
    Numbering(ReadingSpan),
    /// （一）
    ListMark(ListMark),
    /// 一带一路
    FixedWord(FixedWord),
    /// A number that nothing measures
    BareNumber(Number),
}

impl Item {
    /// Its bytes.
    pub fn span(&self) -> ReadingSpan {
        match self {
            Item::Quantity(i) => i.span,
            Item::Fraction(i) => i.span,
            Item::Ratio(i) => i.span,
            Item::Date(i) => i.span,
            Item::DateRange(i) => i.span,
            Item::Time(i) => i.span,
            Item::TimeRange(i) => i.span,
            Item::Ordinal(i) => i.span,
            Item::DocumentNumber(i) => i.span,
            Item::CaseNumber(span)
            | Item::StandardNumber(span)
            | Item::Phone(span)
            | Item::Serial(span)
            | Item::Model(span)
            | Item::HouseNumber(span)
            | Item::Numbering(span) => *span,
            Item::IdCard(i) => i.span,
            Item::ListMark(i) => i.span,
            Item::FixedWord(i) => i.span,
            Item::BareNumber(i) => i.span,
        }
    }
}
