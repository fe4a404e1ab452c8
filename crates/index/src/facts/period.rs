//! Of what time a fact is.

use kanwu_reading::Item;
use kanwu_reading::numeral::parse_han;
use kanwu_text::han;
use rust_decimal::prelude::ToPrimitive;

use super::signs::{Sign, Signs};
use crate::table::fact_words::DATE_LEADS;

/// Of what time a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// No time is named, and the book names no year.
    Unknown,
    /// A year, or its end.
    Year(i32),
    /// A month, of a year where one is known.
    Month(Option<i32>, u8),
    /// A time between two dates, or one that can't be told.
    Span,
}

/// So many items back a date is looked for.
const REACH: usize = 24;

/// The month that a heading of a chronicle names: 5月, 五月.
pub fn month_in(title: &str) -> Option<u8> {
    let head = title.trim().split(han::MONTH).next().filter(|head| head.len() < title.trim().len())?;
    let head = head.rsplit(han::YEAR).next()?.trim();
    let month = head.parse().ok().or_else(|| parse_han(head)?.value.to_u8());
    month.filter(|month| (1..=12).contains(month))
}

impl Period {
    /// The time of what stands before item `i` in a paragraph of the year `recorded`, whose heading is of `month`.
    /// `signs` are those of the words before the item in its clause.
    pub(super) fn of(
        text: &str,
        items: &[Item],
        i: usize,
        signs: Signs,
        recorded: Option<i32>,
        month: Option<u8>,
    ) -> Period {
        let earlier = items.get(i.saturating_sub(REACH)..i).unwrap_or_default();
        let at = items.get(i).map_or(0, |item| item.span().start);
        // 6月（2019年为5月）: what is said in brackets does not go on behind them.
        let aside = |item: &&Item| {
            let link = text.get(item.span().end as usize..at as usize).unwrap_or_default();
            link.find(['（', '）', '《', '》'])
                .and_then(|mark| link.get(mark..))
                .is_some_and(|rest| rest.starts_with(['）', '》']))
        };
        // 产量21万吨，2022年为20万吨。全年……: a year told in passing ends with its sentence.
        let passing = |item: &&Item| {
            let Item::Date(date) = item else { return false };
            let link = text.get(date.span.end as usize..at as usize).unwrap_or_default();
            let before = text.get(..date.span.start as usize).unwrap_or_default();
            let lead = before.trim_end_matches(DATE_LEADS).trim_end();
            let opens = lead.is_empty() || lead.ends_with(['。', '；', '】', '〕', '\n', '*']);
            date.full_year().is_some() && date.month.is_none() && !opens && link.contains('。')
        };
        let own = |item: &&Item| !aside(item) && !passing(item);
        let mut dates = earlier.iter().rev().filter(own).filter_map(|item| match item {
            Item::Date(date) if date.century.is_none() && date.decade.is_none() => Some(Ok(date)),
            Item::DateRange(_) => Some(Err(())),
            _ => None,
        });
        let date = match dates.next() {
            Some(Ok(date)) => date,
            Some(Err(())) => return Period::Span,
            None => {
                return match month {
                    Some(month) => Period::month(recorded, month),
                    None => Period::whole(signs, recorded),
                };
            }
        };
        if date.quarter.is_some() {
            return Period::Span;
        }
        let year = date.full_year().or_else(|| {
            // 2022年……3月……: the month is one of that year.
            let year = dates.find_map(|date| date.ok().and_then(|date| date.full_year()));
            year.or(recorded)
        });
        match date.month.or(month.filter(|_| date.year.is_none())) {
            Some(month) => Period::month(year, month),
            None => Period::whole(signs, year),
        }
    }

    /// A month; December ends its year.
    fn month(year: Option<i32>, month: u8) -> Period {
        match year {
            Some(year) if month == 12 => Period::Year(year),
            _ => Period::Month(year, month),
        }
    }

    /// A year, as the words before a figure name it.
    fn whole(signs: Signs, year: Option<i32>) -> Period {
        if signs.has(Sign::PartOfYear) {
            return Period::Span;
        }
        let year = match year {
            Some(year) if signs.has(Sign::YearBefore) => Some(year - 1),
            Some(year) if signs.has(Sign::YearAfter) => Some(year + 1),
            None if signs.has(Sign::YearBefore) || signs.has(Sign::YearAfter) => return Period::Span,
            year => year,
        };
        year.map_or(Period::Unknown, Period::Year)
    }

    /// Its year, where it is known.
    pub fn year(self) -> Option<i32> {
        match self {
            Period::Year(year) | Period::Month(Some(year), _) => Some(year),
            _ => None,
        }
    }

    /// Whether two facts may be of one time.
    pub fn meets(self, other: Period) -> bool {
        match (self, other) {
            (Period::Span, _) | (_, Period::Span) => false,
            (Period::Unknown, _) | (_, Period::Unknown) => true,
            (Period::Year(a), Period::Year(b)) => a == b,
            (Period::Month(a, month), Period::Month(b, other)) => {
                month == other && (a.is_none() || b.is_none() || a == b)
            }
            (Period::Year(_), Period::Month(..)) | (Period::Month(..), Period::Year(_)) => false,
        }
    }
}
