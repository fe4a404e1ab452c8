//! Dates and ranges of dates.

use kanwu_text::ReadingSpan;

use super::point::{Component, Field, Point, read};
use super::{DateDigits, DateForm, DateReading};
use crate::connector::{Connector, ConnectorKind, read_connector};
use crate::table::date_forms as table;
use crate::view::{View, span};

/// From one date to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// All of it.
    pub span: ReadingSpan,
    /// The earlier date, as printed: 5月1 in 5月1—7日.
    pub from: DateReading,
    /// What joins them.
    pub connector: Connector,
    /// The later date, as printed: 7日 in 5月1—7日; none where the range is open, as in （2021.07—）.
    pub to: Option<DateReading>,
}

impl DateRange {
    /// The later date with the year and month that it shares with the earlier one.
    pub fn to_in_full(&self) -> Option<DateReading> {
        let mut to = self.to?;
        if to.year.is_none() {
            (to.year, to.year_digits, to.era) = (self.from.year, self.from.year_digits, self.from.era);
            if to.month.is_none() && to.quarter.is_none() {
                to.month = self.from.month;
            }
        }
        Some(to)
    }
}

/// What was read, and where it ends.
pub(crate) enum DateRead {
    One(DateReading),
    Range(DateRange),
}

/// The date or range of dates at `at`.
pub(crate) fn read_date(view: View, at: usize) -> Option<DateRead> {
    let point = read(view, at, false)?;
    if let Some(range) = range(view, &point) {
        return Some(DateRead::Range(range));
    }
    (!point.is_empty()).then_some(DateRead::One(point.reading))
}

fn range(view: View, from: &Point) -> Option<DateRange> {
    let from_end = from.dangling.map_or(from.end, |d| d.end);
    let Some((connector, next)) = read_connector(view, from_end) else {
        return season(view, from);
    };
    let ends_here = view.at(next).is_none_or(|c| matches!(c, '）' | ')' | '，' | '。' | '；' | '\n'));
    let open = (ends_here && connector.kind.is_mark() && connector.kind != ConnectorKind::DoubleDash)
        || (view.starts(next, "今") && !view.starts(next, "今年"));
    if open && from.dangling.is_none() && from.reading.year.is_some() {
        let word = if view.starts(next, "今") { next + "今".len() } else { connector.span.end as usize };
        let whole = span(from.reading.span.start as usize, word);
        return Some(DateRange { span: whole, from: from.reading, connector, to: None });
    }
    let to_at = if view.starts(next, "次年") { next + "次年".len() } else { next };
    let to = read(View { floor: next, ..view }, to_at, true)?;
    if to.is_empty() {
        return bare_years(view, from, connector, &to);
    }
    let mut to = to;
    let first = to.first();
    let mut reading = from.reading;
    if let Some(dangling) = from.dangling {
        hang(&mut reading, dangling, first?)?;
    } else if !comparable(&reading, &to.reading) {
        return None;
    }
    reading.span = span(reading.span.start as usize, from_end);
    // 2019—15日 is no range; neither is a day after a year.
    if to_at != next {
        to.reading.span = span(next, to.reading.span.end as usize);
    }
    let whole = reading.span.join(to.reading.span);
    Some(DateRange { span: whole, from: reading, connector, to: Some(to.reading) })
}

/// Gives the number without a name the name of the first number after the connector.
fn hang(reading: &mut DateReading, dangling: Component, field: Field) -> Option<()> {
    let small = u8::try_from(dangling.value).ok();
    match field {
        Field::Year if reading.year.is_none() => {
            if dangling.digits != 4 || !(1000..3000).contains(&dangling.value) {
                return None;
            }
            reading.year = Some(dangling.value);
            reading.year_digits = dangling.digits;
        }
        Field::Month if reading.month.is_none() && dangling.value <= 12 => reading.month = small,
        Field::Day if reading.day.is_none() && dangling.value <= 31 => reading.day = small,
        _ => return None,
    }
    let digits = if dangling.han { DateDigits::Han } else { DateDigits::Arabic };
    let alone = [reading.year.is_some(), reading.month.is_some(), reading.day.is_some()];
    reading.digits = match alone.iter().filter(|set| **set).count() {
        1 => digits,
        _ if reading.digits == digits => digits,
        _ => DateDigits::Mixed,
    };
    Some(())
}

/// Whether a range may lead from one to the other: 2022年12月—2023年2月, 5月—7月, 3日至5日, 5月30日—6月2日.
fn comparable(from: &DateReading, to: &DateReading) -> bool {
    let finest = |d: &DateReading| (d.month.is_some(), d.day.is_some(), d.quarter.is_some());
    if from.century.is_some() || from.decade.is_some() {
        return to.century.is_some() || to.decade.is_some() || to.year.is_some();
    }
    finest(from) == finest(to)
        || (from.year.is_some() && to.year.is_some())
        || (to.day.is_some() && from.day.is_some())
}

/// 2019—2023 without 年.
fn bare_years(view: View, from: &Point, connector: Connector, to: &Point) -> Option<DateRange> {
    let (from_year, to_year) = (from.dangling?, to.dangling?);
    let is_year = |c: Component| !c.han && c.digits == 4 && (1600..2200).contains(&c.value);
    let alone = from.reading.year.is_none() && from.reading.month.is_none();
    let next = view.at(view.skip_blank(to_year.end));
    let counted = next.is_some_and(|c| c == '.' || c == '%' || c == '-')
        || crate::unit::find(view, view.skip_blank(to_year.end)).is_some();
    if !(alone && is_year(from_year) && is_year(to_year) && !counted && connector.kind.is_mark()) {
        return None;
    }
    let bare = |c: Component| {
        let mut reading = DateReading::empty(span(c.at, c.end), DateForm::Bare);
        reading.year = Some(c.value);
        reading.year_digits = 4;
        reading
    };
    let whole = span(from_year.at, to_year.end);
    Some(DateRange { span: whole, from: bare(from_year), connector, to: Some(bare(to_year)) })
}

/// 2019/20赛季
fn season(view: View, from: &Point) -> Option<DateRange> {
    let first = from.dangling.filter(|d| !d.han && d.digits == 4 && (1800..2200).contains(&d.value))?;
    if view.byte(first.end) != b'/' {
        return None;
    }
    let second = Component::read(view, first.end + 1).filter(|c| !c.han && matches!(c.digits, 2 | 4))?;
    view.starts_any(view.skip_blank(second.end), table::SEASON)?;
    let connector = Connector { span: span(first.end, first.end + 1), kind: ConnectorKind::Slash };
    let bare = |c: Component| {
        let mut reading = DateReading::empty(span(c.at, c.end), DateForm::Bare);
        reading.year = Some(c.value);
        reading.year_digits = c.digits;
        reading
    };
    Some(DateRange { span: span(first.at, second.end), from: bare(first), connector, to: Some(bare(second)) })
}
