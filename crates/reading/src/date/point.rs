//! One date, as far as it is written.

use super::{Calendar, DateDigits, DateForm, DateReading, Weekday, era};
use crate::numeral::{HanStyle, digit, read_han};
use crate::table::date_forms as table;
use crate::view::{View, span};
use kanwu_text::han;

// The characters of which dates are made.
const NTH: &str = "第";
const CENTURY: &str = "世纪";
const DECADE: &str = "年代";
const YEAR: &str = "年";
const QUARTER: &str = "季度";
const MONTH: &str = "月";
const DAY: &str = "日";
/// 初一 to 初十: the first days of a lunar month.
const FIRST_DAYS: &str = "初";

/// A number in a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub at: usize,
    pub value: i32,
    /// Digits, of a Han numeral written digit by digit too; 0 for one with places.
    pub digits: u8,
    pub han: bool,
    pub end: usize,
}

impl Component {
    pub fn read(view: View, at: usize) -> Option<Component> {
        let end = view.digits_end(at);
        if end > at {
            let text = view.text.as_bytes().get(at..end).filter(|t| t.len() <= 4)?;
            let value = text.iter().fold(0, |n, digit| n * 10 + i32::from(digit - b'0'));
            return Some(Component { at, value, digits: (end - at) as u8, han: false, end });
        }
        if let Some(year) = loose_year(view, at) {
            return Some(year);
        }
        let read = read_han(view, at)?;
        let value =
            i32::try_from(read.numeral.value.mantissa()).ok().filter(|_| read.numeral.value.scale() == 0)?;
        let digits = match read.numeral.style {
            HanStyle::Digits => u8::try_from(read.chars).ok()?,
            HanStyle::Positional if read.numeral.upper.is_none() => 0,
            // 九八年 reads as a year only in the context of a month; the pair 八九十年代 as its first decade.
            HanStyle::Positional => 0,
            HanStyle::PlaceOnly => return None,
        };
        Some(Component { at, value, digits, han: true, end: read.end })
    }

    fn is_full_year(self) -> bool {
        self.digits == 4 && (1000..3000).contains(&self.value)
    }

    /// Small enough for a month or a day, were it possible.
    fn is_small(self) -> bool {
        match self.han {
            false => self.digits <= 2,
            true => self.digits == 0 && self.value <= 31,
        }
    }
}

/// 二O二四, 二0二四: a year in Han numerals with what is no Han numeral for its zero.
fn loose_year(view: View, at: usize) -> Option<Component> {
    let mut value = 0;
    let mut end = at;
    let mut loose = false;
    for i in 0..4 {
        let c = view.at(end)?;
        let zero = i > 0 && matches!(c, 'O' | 'o' | '0' | 'Ｏ' | '０' | '○' | 'Ο' | '◯');
        loose |= zero;
        let digit = if zero { 0 } else { digit(c).filter(|_| c != '两')? };
        value = value * 10 + i32::from(digit);
        end += c.len_utf8();
    }
    (loose && view.starts(view.skip_blank(end), YEAR)).then_some(Component {
        at,
        value,
        digits: 4,
        han: true,
        end,
    })
}

/// A date and what hangs on it: 1 in 5月1—7日.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub reading: DateReading,
    pub dangling: Option<Component>,
    pub end: usize,
}

/// What a number in a date counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    Month,
    Day,
}

impl Point {
    /// The widest field that is set.
    pub fn first(&self) -> Option<Field> {
        let r = &self.reading;
        if r.year.is_some() {
            Some(Field::Year)
        } else if r.month.is_some() {
            Some(Field::Month)
        } else {
            r.day.map(|_| Field::Day)
        }
    }

    pub fn is_empty(&self) -> bool {
        let r = &self.reading;
        self.first().is_none() && r.quarter.is_none() && r.century.is_none() && r.decade.is_none()
    }
}

/// The point that begins at `at`; `within` a range, the marks before it were looked at already.
pub(super) fn read(view: View, at: usize, within: bool) -> Option<Point> {
    if let Some(point) = numeric(view, at) {
        return Some(point);
    }
    let first = Component::read(view, at)?;
    if let Some(point) = lunar_day(view, at, first) {
        return Some(point);
    }
    let mut point = Builder::new(view, at);
    let next = view.skip_blank(first.end);
    let after = |name: &str| next + name.len();
    if view.starts(next, DECADE) && point.decade(first).is_some() {
        point.end = after(DECADE);
    } else if view.starts(next, CENTURY) {
        point.century(first)?;
        point.end = after(CENTURY);
        if let Some(decade) = Component::read(view, view.skip_blank(point.end)) {
            let name = view.skip_blank(decade.end);
            if view.starts(name, DECADE) && point.decade(decade).is_some() {
                point.end = name + DECADE.len();
            }
        }
    } else if view.starts(next, QUARTER) {
        point.quarter(first)?;
        point.end = after(QUARTER);
    } else if view.starts(next, YEAR) {
        point.end = after(YEAR);
        point.year(first, within)?;
    } else if view.starts(next, MONTH)
        && first.is_small()
        && !(first.han && first.value > 12)
        && view.starts_any(after(MONTH), table::AFTER_MONTHS).is_none()
    {
        point.month(first, after(MONTH));
    } else if view.starts(next, DAY) && point.lone_day(first, after(DAY), within) {
        point.end = after(DAY);
    } else {
        point.dangling = Some(first);
        point.end = at;
    }
    Some(point.finish())
}

/// 正月初五, 腊月廿三
fn lunar_day(view: View, at: usize, day: Component) -> Option<Point> {
    let name_end = if view.ends(at, FIRST_DAYS) { at - FIRST_DAYS.len() } else { at };
    let month = table::LUNAR_MONTH.iter().find(|month| view.ends(name_end, month.name))?;
    let start = name_end - month.name.len();
    if start < view.floor || !day.is_small() {
        return None;
    }
    let mut reading = DateReading::empty(span(start, day.end), DateForm::Named);
    reading.digits = if day.han { DateDigits::Han } else { DateDigits::Mixed };
    reading.calendar = Calendar::Lunar;
    reading.month = u8::try_from(month.month).ok();
    reading.day = u8::try_from(day.value).ok();
    Some(Point { reading, dangling: None, end: day.end })
}

struct Builder<'a> {
    view: View<'a>,
    at: usize,
    reading: DateReading,
    dangling: Option<Component>,
    han: bool,
    arabic: bool,
    end: usize,
}

impl<'a> Builder<'a> {
    fn new(view: View<'a>, at: usize) -> Builder<'a> {
        let reading = DateReading::empty(span(at, at), DateForm::Named);
        Builder { view, at, reading, dangling: None, han: false, arabic: false, end: at }
    }

    fn saw(&mut self, component: Component) {
        self.han |= component.han;
        self.arabic |= !component.han;
    }

    fn start_at(&mut self, start: usize) {
        self.at = self.at.min(start);
    }

    fn decade(&mut self, c: Component) -> Option<()> {
        let short = (10..100).contains(&c.value) || c.value == 0;
        if c.value % 10 != 0 || !(short || c.is_full_year()) {
            return None;
        }
        self.saw(c);
        self.reading.decade = u16::try_from(c.value).ok();
        if self.reading.century.is_none()
            && let Some(word) = self.view.ends_any(c.at, table::CENTURY_WORD)
            && c.at - word.len() >= self.view.floor
        {
            self.start_at(c.at - word.len());
            self.reading.century_word = Some(span(c.at - word.len(), c.at));
        }
        Some(())
    }

    fn century(&mut self, c: Component) -> Option<()> {
        if !c.is_small() || !(1..=30).contains(&c.value) {
            return None;
        }
        self.saw(c);
        self.reading.century = u8::try_from(c.value).ok();
        Some(())
    }

    fn quarter(&mut self, c: Component) -> Option<()> {
        let start = if self.view.ends(c.at, NTH) { c.at - NTH.len() } else { c.at };
        // 前三季度 are three quarters, not the third.
        if !c.is_small() || c.value > 9 || self.view.ends(start, "前") || start < self.view.floor {
            return None;
        }
        self.saw(c);
        self.start_at(start);
        self.reading.quarter = u8::try_from(c.value).ok();
        Some(())
    }

    fn year(&mut self, c: Component, within: bool) -> Option<()> {
        let year_end = self.end;
        let epoch = self.view.ends_any(c.at, table::EPOCH).filter(|w| c.at - w.len() >= self.view.floor);
        let era = if c.value < 100 { era::before(self.view, c.at) } else { None };
        let month = Component::read(self.view, self.view.skip_blank(year_end)).filter(|m| m.is_small());
        let month_follows = month.is_some_and(|m| self.view.starts(self.view.skip_blank(m.end), MONTH));
        let short = c.digits == 2 && (month_follows || within);
        if !(c.is_full_year() || short || epoch.is_some() || era.is_some()) {
            return None;
        }
        if self.view.starts(year_end, "级") || self.view.starts(year_end, "前") && c.value % 1000 == 0 {
            return None;
        }
        self.saw(c);
        self.reading.year = Some(c.value);
        self.reading.year_digits = c.digits;
        if let Some(word) = epoch {
            self.start_at(c.at - word.len());
            self.reading.year_digits = 4;
            if word == "公元前" {
                self.reading.year = Some(-c.value);
            }
        }
        if let Some((era, name)) = era {
            self.start_at(name.start as usize);
            self.reading.era = Some((era, name));
            self.reading.year = Some(era.first_year + c.value - 1);
        }
        if let Some(month) = month {
            let name = self.view.skip_blank(month.end);
            if month_follows {
                self.month(month, name + MONTH.len());
                return Some(());
            }
            if self.view.starts(name, QUARTER) && self.quarter(month).is_some() {
                self.end = name + QUARTER.len();
                return Some(());
            }
            self.dangling = Some(month);
        } else if self.view.starts(year_end, NTH) {
            let at = year_end + NTH.len();
            if let Some(quarter) = Component::read(self.view, at)
                && self.view.starts(quarter.end, QUARTER)
                && self.quarter(quarter).is_some()
            {
                self.end = quarter.end + QUARTER.len();
            }
        }
        Some(())
    }

    fn month(&mut self, c: Component, end: usize) {
        self.saw(c);
        self.reading.month = u8::try_from(c.value).ok();
        self.end = end;
        if self.reading.year.is_none()
            && let Some(word) = self.view.ends_any(c.at, table::LUNAR_CALENDAR)
            && c.at - word.len() >= self.view.floor
        {
            self.start_at(c.at - word.len());
            self.reading.calendar = Calendar::Lunar;
        }
        let at = self.view.skip_blank(end);
        let first_days = self.view.starts(at, FIRST_DAYS);
        let day_at = if first_days { at + FIRST_DAYS.len() } else { at };
        let Some(day) = Component::read(self.view, day_at).filter(|d| d.is_small()) else { return };
        let name = self.view.skip_blank(day.end);
        let unit = self.view.at(name).filter(|c| matches!(*c, han::DAY | han::NUMBER));
        let lunar = first_days && day.han && day.value <= 10;
        if lunar || unit.is_some() || (self.reading.calendar == Calendar::Lunar && day.han) {
            self.saw(day);
            self.reading.day = u8::try_from(day.value).ok();
            self.end = unit.map_or(day.end, |c| name + c.len_utf8());
            if lunar {
                self.reading.calendar = Calendar::Lunar;
            }
        } else if !first_days {
            self.dangling = Some(day);
        }
    }

    /// A day without its month, where it is no number of days.
    fn lone_day(&mut self, c: Component, end: usize, within: bool) -> bool {
        if c.han && c.value <= 10 && !within
            || !c.is_small()
            || !(1..=31).contains(&c.value)
            || self.view.starts_any(end, table::AFTER_DAYS).is_some()
            || (!within && self.view.ends_any(self.view.skip_blank_back(c.at), table::BEFORE_DAYS).is_some())
        {
            return false;
        }
        self.saw(c);
        self.reading.day = u8::try_from(c.value).ok();
        true
    }

    fn finish(mut self) -> Point {
        self.reading.digits = match (self.arabic, self.han) {
            (true, true) => DateDigits::Mixed,
            (false, true) => DateDigits::Han,
            _ => DateDigits::Arabic,
        };
        self.reading.span = span(self.at, self.end);
        if self.reading.day.is_some()
            && self.dangling.is_none()
            && let Some((weekday, from, to)) = weekday(self.view, self.end)
        {
            self.reading.weekday = Some((weekday, span(from, to)));
            self.end = to;
            self.reading.span = span(self.at, self.end);
        }
        Point { reading: self.reading, dangling: self.dangling, end: self.end }
    }
}

/// 星期三, （星期三）, （周三） after a date: the day and its bytes, brackets and all.
fn weekday(view: View, at: usize) -> Option<(Weekday, usize, usize)> {
    let from = view.skip_blank(at);
    let bracket = view.at(from).filter(|c| matches!(c, '（' | '('));
    let name = from + bracket.map_or(0, char::len_utf8);
    let words = if bracket.is_some() { table::WEEKDAY_IN_BRACKETS } else { table::WEEKDAY };
    let day_at = name + view.starts_any(name, words)?.len();
    let day = view.at(day_at)?;
    let weekday = match day {
        '天' => Weekday::Sunday,
        '1'..='7' => Weekday::ALL.get(day as usize - '1' as usize).copied()?,
        _ => Weekday::ALL.into_iter().find(|w| w.han() == day)?,
    };
    let mut end = day_at + day.len_utf8();
    if bracket.is_some() {
        end += view.at(end).filter(|c| matches!(c, '）' | ')'))?.len_utf8();
    }
    Some((weekday, from, end))
}

/// 2022.05.03, 2022-05-03, 2022/05/03, 2022.05, 2022-05
fn numeric(view: View, at: usize) -> Option<Point> {
    let year =
        Component::read(view, at).filter(|c| !c.han && c.digits == 4 && (1800..2200).contains(&c.value))?;
    let mark = view.at(year.end).filter(|c| matches!(c, '.' | '-' | '/' | '．'))?;
    let month = Component::read(view, year.end + mark.len_utf8()).filter(|c| !c.han && c.digits <= 2)?;
    let form = match mark {
        '-' => DateForm::Hyphenated,
        '/' => DateForm::Slashed,
        _ => DateForm::Dotted,
    };
    let mut reading = DateReading::empty(span(at, month.end), form);
    reading.year = Some(year.value);
    reading.year_digits = 4;
    reading.month = u8::try_from(month.value).ok();
    if view.at(month.end) == Some(mark) {
        let day = Component::read(view, month.end + mark.len_utf8()).filter(|c| !c.han && c.digits <= 2)?;
        let next = view.at(day.end);
        if next == Some(mark) && view.byte(day.end + mark.len_utf8()).is_ascii_digit()
            || mark != '-' && next == Some(han::YEAR)
        {
            return None;
        }
        reading.day = u8::try_from(day.value).ok();
        reading.span = span(at, day.end);
        return Some(Point { reading, dangling: None, end: day.end });
    }
    let next = view.at(view.skip_blank(month.end));
    let closes = next.is_none_or(|c| {
        matches!(c, '）' | ')' | '—' | '-' | '～' | '~' | han::TO | '－' | '–' | '\n' | '，' | '、' | ' ')
    });
    let plausible = (1..=12).contains(&month.value)
        && match form {
            DateForm::Slashed => false,
            DateForm::Hyphenated => {
                month.digits == 2 && !matches!(next, Some(han::YEAR | han::NUMBER | '学'))
            }
            _ => {
                closes && !matches!(next, Some('，' | '、'))
                    || month.digits == 2 && next.is_some_and(|c| !is_counted(view, month.end, c))
            }
        };
    plausible.then_some(Point { reading, dangling: None, end: month.end })
}

/// Whether a unit or a place word follows, so that 2022.05 is a number.
fn is_counted(view: View, at: usize, next: char) -> bool {
    matches!(next, '%' | '％')
        || han::MAGNITUDES.contains(&next)
        || han::AND_MORE.contains(&next)
        || crate::unit::find(view, view.skip_blank(at)).is_some()
}
