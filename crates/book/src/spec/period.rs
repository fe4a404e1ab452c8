//! 记述时限

use super::read::Stretch;
use crate::table::spec_words::{DATE_FIGURE, LAST_DAY, PERIOD, UNTIL, WHOLE_YEAR};
use crate::{Period, Stated};
use kanwu_text::han;

/// A date as far as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Partial {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    start: usize,
    end: usize,
}

/// The record period that a line states.
pub(super) fn find(line: &Stretch<'_>) -> Option<Stated<Period>> {
    let from = PERIOD.iter().find_map(|w| Some(line.text.find(w)? + w.len()))?;
    let sentence = line.text[from..].find('。').map_or(line.text.len(), |i| from + i);
    let text = &line.text[..sentence];
    let first = next_date(text, from)?;
    let year = first.year?;
    let (to, end) = match second(text, first.end) {
        Some(to) => (to, to.end),
        None => (first, whole_year_end(text, first.end)),
    };
    let from_day = (year, first.month.unwrap_or(1), first.day.unwrap_or(1));
    let last_month = to.month.unwrap_or(12);
    let last_year = to.year.unwrap_or(year);
    let to_day = (last_year, last_month, to.day.unwrap_or_else(|| last_day(last_year, last_month)));
    (from_day <= to_day).then(|| line.part(first.start, end).stated(Period { from: from_day, to: to_day }))
}

/// The last day, where the words between say that it is one.
fn second(text: &str, from: usize) -> Option<Partial> {
    let to = next_date(text, from)?;
    let between = text[from..to.start].trim();
    let joined = UNTIL.iter().any(|w| between.ends_with(w)) && between.chars().count() <= 4;
    (joined || LAST_DAY.iter().any(|w| between.contains(w))).then_some(to)
}

/// 2022年度, 2022年全年
fn whole_year_end(text: &str, from: usize) -> usize {
    let tail = WHOLE_YEAR.iter().find(|w| text[from..].starts_with(**w));
    from + tail.map_or(0, |w| w.len())
}

/// The next date at or after byte `from`.
fn next_date(text: &str, from: usize) -> Option<Partial> {
    let mut at = from;
    loop {
        at += text[at..].find(is_figure)?;
        if let Some(date) = date(text, at) {
            return Some(date);
        }
        at += text[at..].find(|c| !is_figure(c))?;
    }
}

fn date(text: &str, start: usize) -> Option<Partial> {
    let mut date = Partial { year: None, month: None, day: None, start, end: start };
    for unit in [han::YEAR, han::MONTH, han::DAY] {
        let Some((value, after)) = part(text, date.end, unit) else { continue };
        let small = u8::try_from(value).unwrap_or(0);
        match unit {
            han::YEAR if (1000..=2999).contains(&value) => date.year = i32::try_from(value).ok(),
            han::MONTH if (1..=12).contains(&small) => date.month = Some(small),
            han::DAY if date.month.is_some() && (1..=31).contains(&small) => date.day = Some(small),
            _ => return None,
        }
        date.end = after;
    }
    (date.end > start).then_some(date)
}

/// Figures and a unit, blanks between them or not.
fn part(text: &str, from: usize, unit: char) -> Option<(u32, usize)> {
    let rest = text[from..].trim_start_matches([' ', '\u{a0}']);
    let start = text.len() - rest.len();
    let figures: &str = &rest[..rest.find(|c| !is_figure(c)).unwrap_or(rest.len())];
    let value = value(figures)?;
    let after = start + figures.len();
    let rest = text[after..].trim_start_matches([' ', '\u{a0}']);
    rest.starts_with(unit).then(|| (value, text.len() - rest.len() + unit.len_utf8()))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || DATE_FIGURE.contains(&c)
}

/// The value of a few Arabic or Han figures, up to 9999.
pub(super) fn value(figures: &str) -> Option<u32> {
    if figures.is_empty() || figures.chars().count() > 4 {
        return None;
    }
    let one = |c: char| match c {
        '〇' | '○' | '零' => Some(0),
        c if c.is_ascii_digit() => c.to_digit(10),
        c => han::digit(c),
    };
    let Some((tens, ones)) = figures.split_once('十') else {
        return figures.chars().try_fold(0, |n, c| Some(n * 10 + one(c)?));
    };
    let digit = |s: &str, empty: u32| match s.chars().next() {
        None => Some(empty),
        Some(c) if s.chars().count() == 1 => one(c),
        Some(_) => None,
    };
    Some(digit(tens, 1)? * 10 + digit(ones, 0)?)
}

fn last_day(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
