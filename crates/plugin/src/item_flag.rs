//! What an item is like, as bits: rules are triggered at the few items that concern them.

use kanwu_reading::Item;
use kanwu_reading::approx::Approximator;
use kanwu_reading::numeral::{Grouping, Number, NumberForm};
use kanwu_reading::quantity::Quantity;
use kanwu_reading::unit::{UnitKind, UnitRef, Written};

/// Something that holds of an item. An item may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ItemFlag {
    /// A quantity of any sort.
    Quantity,
    /// A quantity between two ends.
    Range,
    /// A quantity with 约, 余, 左右 …
    Approximate,
    /// A quantity with a sign before it.
    Signed,
    /// A quantity with ￥ before it.
    Currency,
    /// A quantity with a place word after its digits: 3千, 9万.
    Scaled,
    /// A number whose digits are grouped.
    Grouped,
    /// A quantity without unit.
    Unitless,
    /// A quantity in % or ‰, or in points of either.
    Percent,
    /// A quantity in a unit that is wrongly written.
    Misspelt,
    /// A quantity in a unit that is no legal unit of measure.
    NotLegal,
    /// A quantity in a compound unit.
    Compound,
    /// A quantity in a simple unit of energy, power or angle, which 度 may be.
    Degree,
    /// A quantity or number in Han numerals.
    Han,
    /// A fraction or a ratio.
    Fraction,
    /// A date.
    Date,
    /// A range of dates.
    DateRange,
    /// A time of day, or a range of them.
    Time,
    /// An ordinal.
    Ordinal,
    /// A fixed word.
    FixedWord,
    /// A telephone, identity-card or other long number.
    Serial,
    /// A number that nothing measures.
    Bare,
    /// Any other.
    Other,
}

impl ItemFlag {
    /// As a bit.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The flags of an item, as bits.
pub fn item_flags(item: &Item) -> u32 {
    match item {
        Item::Quantity(quantity) => of_quantity(quantity),
        Item::Fraction(_) | Item::Ratio(_) => ItemFlag::Fraction.bit(),
        Item::Date(_) => ItemFlag::Date.bit(),
        Item::DateRange(_) => ItemFlag::DateRange.bit(),
        Item::Time(_) | Item::TimeRange(_) => ItemFlag::Time.bit(),
        Item::Ordinal(_) => ItemFlag::Ordinal.bit(),
        Item::FixedWord(_) => ItemFlag::FixedWord.bit(),
        Item::Phone(_) | Item::IdCard(_) | Item::Serial(_) => ItemFlag::Serial.bit(),
        Item::BareNumber(number) => ItemFlag::Bare.bit() | of_number(number),
        _ => ItemFlag::Other.bit(),
    }
}

fn of_number(number: &Number) -> u32 {
    let mut bits = 0;
    if number.form == NumberForm::Han {
        bits |= ItemFlag::Han.bit();
    }
    if number.scale.is_some() {
        bits |= ItemFlag::Scaled.bit();
    }
    if number.grouping != Grouping::None {
        bits |= ItemFlag::Grouped.bit();
    }
    bits
}

fn of_quantity(quantity: &Quantity) -> u32 {
    let mut bits = ItemFlag::Quantity.bit() | of_number(&quantity.number);
    let any = |word: &Option<Approximator>| word.is_some();
    if any(&quantity.approx_before) || any(&quantity.approx_after) || any(&quantity.approx_tail) {
        bits |= ItemFlag::Approximate.bit();
    }
    if quantity.sign.is_some() {
        bits |= ItemFlag::Signed.bit();
    }
    if quantity.currency.is_some() {
        bits |= ItemFlag::Currency.bit();
    }
    if let Some(range) = &quantity.range {
        bits |= ItemFlag::Range.bit() | of_number(&range.high.number);
        bits |= range.low.unit.as_ref().map_or(0, of_unit) & !ItemFlag::Compound.bit();
        if range.high.sign.is_some() {
            bits |= ItemFlag::Signed.bit();
        }
    }
    bits | quantity.unit.as_ref().map_or(ItemFlag::Unitless.bit(), of_unit)
}

fn of_unit(unit: &UnitRef) -> u32 {
    let mut bits = 0;
    for part in std::iter::once(&unit.head).chain(unit.rest.iter().map(|(_, part)| part)) {
        if matches!(part.written, Written::WrongName(_) | Written::WrongSymbol(_)) {
            bits |= ItemFlag::Misspelt.bit();
        }
        if !part.id.unit().legal {
            bits |= ItemFlag::NotLegal.bit();
        }
    }
    if !unit.rest.is_empty() {
        return bits | ItemFlag::Compound.bit();
    }
    bits | match unit.head.id.unit().kind {
        UnitKind::Percent => ItemFlag::Percent.bit(),
        UnitKind::Energy | UnitKind::Power | UnitKind::Angle => ItemFlag::Degree.bit(),
        _ => 0,
    }
}
