//! Dates, ranges of dates, times of day. None of them is a quantity.

mod calendar;
mod era;
mod point;
mod range;
mod time;

pub use calendar::days_in_month;
pub use era::Era;
pub use range::DateRange;
pub use time::{TimeForm, TimeRange, TimeReading};

pub(crate) use range::{DateRead, read_date};
pub(crate) use time::{TimeRead, read_time};

use kanwu_text::ReadingSpan;

/// A date, or the part of one that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// All of it, with era, 第 and weekday.
    pub span: ReadingSpan,
    /// How it is written.
    pub form: DateForm,
    /// In which numerals.
    pub digits: DateDigits,
    /// By which calendar.
    pub calendar: Calendar,
    /// 年号 before the year; the year is then the Gregorian one.
    pub era: Option<(&'static Era, ReadingSpan)>,
    /// Year; as printed where it has fewer than four digits; negative for 公元前.
    pub year: Option<i32>,
    /// Digits in which the year is printed.
    pub year_digits: u8,
    /// Month, as printed.
    pub month: Option<u8>,
    /// Day of the month, as printed.
    pub day: Option<u8>,
    /// Quarter of the year (季度).
    pub quarter: Option<u8>,
    /// Century (世纪).
    pub century: Option<u8>,
    /// First year of the decade (年代), with its century where that is printed: 90, 1990.
    pub decade: Option<u16>,
    /// 上世纪, 本世纪
    pub century_word: Option<ReadingSpan>,
    /// The weekday after it.
    pub weekday: Option<(Weekday, ReadingSpan)>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// 2022年5月3日
    Named,
    /// 2022.05.03
    Dotted,
    /// 2022-05-03
    Hyphenated,
    /// 2022/05/03
    Slashed,
    /// 2022, in 2019—2022
    Bare,
}

/// In which numerals a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateDigits {
    /// 2022年5月
    Arabic,
    /// 二〇二二年五月
    Han,
    /// 二〇二二年5月
    Mixed,
}

/// By which calendar a date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// 公历
    Gregorian,
    /// 农历
    Lunar,
}

/// Day of the week, from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All of them, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 一 to 六, and 日
    pub fn han(self) -> char {
        ['一', '二', '三', '四', '五', '六', '日'][self as usize]
    }
}

impl DateReading {
    pub(crate) fn empty(span: ReadingSpan, form: DateForm) -> DateReading {
        DateReading {
            span,
            form,
            digits: DateDigits::Arabic,
            calendar: Calendar::Gregorian,
            era: None,
            year: None,
            year_digits: 0,
            month: None,
            day: None,
            quarter: None,
            century: None,
            decade: None,
            century_word: None,
            weekday: None,
        }
    }

    /// Whether such a date can be: months up to 12, days by month and leap year. A 29 February without a
    /// full year can.
    pub fn is_possible(&self) -> bool {
        let month_fits = self.month.is_none_or(|m| (1..=12).contains(&m));
        let longest = match (self.calendar, self.month) {
            (Calendar::Lunar, _) => 30,
            (_, Some(month)) => days_in_month(self.full_year(), month),
            _ => 31,
        };
        let day_fits = self.day.is_none_or(|d| (1..=longest).contains(&d));
        month_fits && day_fits && self.quarter.is_none_or(|q| (1..=4).contains(&q))
    }

    /// The Gregorian year, where it is printed in full or follows from an era.
    pub fn full_year(&self) -> Option<i32> {
        self.year.filter(|_| self.year_digits >= 4 || self.era.is_some())
    }

    /// The weekday on which the date falls; none without a full Gregorian date that can be.
    pub fn true_weekday(&self) -> Option<Weekday> {
        if self.calendar == Calendar::Lunar || !self.is_possible() {
            return None;
        }
        calendar::weekday(self.full_year()?, self.month?, self.day?)
    }
}
