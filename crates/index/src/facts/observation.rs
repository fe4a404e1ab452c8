//! One value that the book states in one place.

use kanwu_book::{Book, ReadingId, TableId};
use kanwu_reading::figure::Figure;
use kanwu_text::{Location, ReadingSpan};
use rust_decimal::Decimal;

use super::period::Period;

/// How a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// It is what is.
    Actual,
    /// It is planned, foreseen or required.
    Planned,
    /// It tells by how much something changed.
    Change,
    /// It tells what part something is.
    Share,
    /// It is per head, per piece or a mean.
    Mean,
    /// It is of all times up to its date.
    Cumulative,
}

impl Qualifier {
    /// The word for it in an exported list.
    pub const fn name(self) -> &'static str {
        match self {
            Qualifier::Actual => "actual",
            Qualifier::Planned => "planned",
            Qualifier::Change => "change",
            Qualifier::Share => "share",
            Qualifier::Mean => "mean",
            Qualifier::Cumulative => "cumulative",
        }
    }
}

/// Where a fact stands, and the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Prose.
    Prose {
        /// The paragraph.
        reading: ReadingId,
        /// The figure.
        span: ReadingSpan,
        /// The words before it in its clause.
        before: ReadingSpan,
        /// The words after it in its clause.
        after: ReadingSpan,
    },
    /// A cell of a table.
    Cell {
        /// The table.
        table: TableId,
        /// The cell.
        at: Location,
        /// The head of its row.
        row: Location,
        /// The head of its column.
        column: Location,
    },
}

/// One value that the book states in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Where it stands, and what names it.
    pub origin: Origin,
    /// Of what time it is.
    pub period: Period,
    /// How it is meant.
    pub qualifier: Qualifier,
    /// The key of the unit that its figure has come down to.
    pub unit: &'static str,
    /// Its value in that unit, with the room that rounding leaves.
    pub figure: Figure,
    /// Whether it stands in text reprinted as it is.
    pub verbatim: bool,
}

impl Observation {
    /// The figure as printed.
    pub fn printed<'b>(&self, book: &'b Book<'_>) -> &'b str {
        match self.origin {
            Origin::Prose { reading, span, .. } => {
                book.reading(reading).map_or("", |r| span.of_text(&r.text))
            }
            Origin::Cell { at, .. } => book.text(at).trim(),
        }
    }

    /// The words that name it in prose: those before the figure in its clause.
    pub fn before<'b>(&self, book: &'b Book<'_>) -> &'b str {
        match self.origin {
            Origin::Prose { reading, before, .. } => {
                book.reading(reading).map_or("", |r| before.of_text(&r.text))
            }
            Origin::Cell { .. } => "",
        }
    }

    /// The words after the figure in its clause.
    pub fn after<'b>(&self, book: &'b Book<'_>) -> &'b str {
        match self.origin {
            Origin::Prose { reading, after, .. } => {
                book.reading(reading).map_or("", |r| after.of_text(&r.text))
            }
            Origin::Cell { .. } => "",
        }
    }

    /// The place of the figure in its source.
    pub fn location(&self, book: &Book<'_>) -> Location {
        match self.origin {
            Origin::Prose { reading, span, .. } => {
                let place = book.reading(reading).and_then(|r| r.locate(span).first().copied());
                place.unwrap_or_default()
            }
            Origin::Cell { at, .. } => at,
        }
    }

    /// The digits of its value in order of size, by which a slip of two figures is found; none where there are fewer
    /// than two that differ.
    pub fn digits(&self) -> Option<Digits> {
        let value = self.figure.value.normalize();
        let mut counts = [0_u8; 10];
        let mut mantissa = value.mantissa().unsigned_abs();
        let significant = self.significant();
        while mantissa > 0 {
            let digit = (mantissa % 10) as usize;
            if let Some(count) = counts.get_mut(digit) {
                *count = count.saturating_add(1);
            }
            mantissa /= 10;
        }
        let kinds = counts.iter().filter(|count| **count > 0).count();
        (significant > 1 && kinds > 1).then_some(Digits { counts, scale: value.scale() })
    }

    /// How many digits of its value tell: those without the zeros at the end.
    pub fn significant(&self) -> u8 {
        let mut mantissa = self.figure.value.normalize().mantissa().unsigned_abs();
        while mantissa > 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
        }
        u8::try_from(mantissa.checked_ilog10().map_or(0, |n| n + 1)).unwrap_or(u8::MAX)
    }

    /// Whether both values may be one, as they are rounded.
    pub fn agrees(&self, other: &Observation) -> bool {
        // One that was cut off rather than rounded is off by a whole unit of its last place.
        let wide = |f: Figure| Figure {
            low: f.low + f.low - f.value,
            value: f.value,
            high: f.high + f.high - f.value,
        };
        wide(self.figure).agrees(wide(other.figure))
    }

    /// Whether the values are within `parts` of a hundred of each other.
    pub fn is_within(&self, other: &Observation, parts: u32) -> bool {
        let (a, b) = (self.figure.value, other.figure.value);
        let off = a.checked_sub(b).and_then(|off| off.abs().checked_mul(Decimal::ONE_HUNDRED));
        let room = a.max(b).checked_mul(Decimal::from(parts));
        off.zip(room).is_some_and(|(off, room)| off <= room)
    }
}

/// The digits of a value without their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digits {
    counts: [u8; 10],
    scale: u32,
}
