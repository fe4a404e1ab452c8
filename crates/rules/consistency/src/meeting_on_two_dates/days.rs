//! The days on which something took place, as far as they are printed.

use kanwu_plugin::Span;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};

/// From a day to a day. A month that is not printed is 0, as under the heading of a month in 大事记.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// Month and day of the first.
    pub from: (u8, u8),
    /// Month and day of the last.
    pub to: (u8, u8),
}

impl Days {
    /// The days of an item, and its bytes; none where it names no day.
    pub fn read(item: &Item) -> Option<(Days, Span)> {
        let day = |date: &DateReading| {
            let solar = date.calendar == Calendar::Gregorian;
            date.day.filter(|_| solar).map(|day| (date.month.unwrap_or(0), day))
        };
        let (from, to) = match item {
            Item::Date(date) => (day(date)?, day(date)?),
            Item::DateRange(range) => (day(&range.from)?, day(&range.to_in_full()?)?),
            _ => return None,
        };
        Some((Days { from, to }, item.span()))
    }

    /// Whether both may be days of one meeting: the same, or one of them a day of the other.
    pub fn agree(self, other: Days) -> bool {
        let months = [self.from.0, self.to.0, other.from.0, other.to.0];
        let (a, b) = if months.contains(&0) {
            // Over the end of a month, days without their months cannot be compared.
            if self.from.1 > self.to.1 || other.from.1 > other.to.1 {
                return true;
            }
            (self.without_month(), other.without_month())
        } else {
            (self, other)
        };
        a == b || a.is_day_of(b) || b.is_day_of(a)
    }

    fn without_month(self) -> Days {
        Days { from: (0, self.from.1), to: (0, self.to.1) }
    }

    fn is_day_of(self, other: Days) -> bool {
        self.from == self.to && other.from <= self.from && self.to <= other.to
    }
}
