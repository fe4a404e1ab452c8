//! 大事记: months and days in order, days that the month has, 同日 with a day before it.

use kanwu_plugin::book::{Block, BlockKind};
use kanwu_plugin::reading::date::days_in_month;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Variant};

use crate::card::chronicle_order as card;
use crate::chronicle::{figure, is_chronicle, mark, place_in};
use crate::table::chronicle_words::{LOOSE, SAME_DAY};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// What a line of the chronicle opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// A day, or the first and last day of a range; a month where the line names one.
    Day { month: Option<u32>, from: u32, to: u32 },
    /// 同日, 当日
    SameDay,
    /// 是月, 本月, 上旬 and the like: placed by custom.
    Loose,
}

/// The day that stands before.
struct Last<'b> {
    month: u32,
    day: u32,
    at: Location,
    text: &'b str,
}

/// How far a chronicle has come.
#[derive(Default)]
struct Course<'b> {
    /// The month under whose heading it is.
    month: Option<u32>,
    /// The day before, in that month.
    last: Option<Last<'b>>,
    /// Whether anything stands before that 同日 can refer to.
    any_day: bool,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let year = cx.settings.record_year();
    let mut course = Course::default();
    let mut category = None;
    for block in book.blocks.iter().filter(|b| is_chronicle(book, b)) {
        if category != block.category {
            (category, course) = (block.category, Course::default());
        }
        let line = book.text(block.at);
        let body = line.trim_start_matches(['#', '*', ' ', '　', '【']);
        let lead = line.len() - body.len();
        let finding = if let Some(month) = month_heading(block, body) {
            course.enter(month, place_in(block, lead, body.trim_end().len()))
        } else if matches!(block.kind, BlockKind::Heading { .. }) {
            // Of a university and then of its hospital: a chronicle of its own begins.
            course = Course::default();
            None
        } else if matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem) {
            opening(body).and_then(|(opening, len)| {
                course.go_on(opening, &body[..len], place_in(block, lead, len), year)
            })
        } else {
            None
        };
        if let Some(finding) = finding {
            cx.push(finding);
        }
    }
}

impl<'b> Course<'b> {
    /// A month begins. Returns a finding where it stands behind a later one.
    fn enter(&mut self, month: u32, at: Location) -> Option<Finding> {
        let before = self.month.filter(|before| month < *before && !(month == 1 && *before == 12));
        *self = Course { month: Some(month), ..Course::default() };
        let finding = fault(at, Some(card::variants::MONTH), &format!("{month}月"), before?);
        Some(finding.arg(card::args::BEFORE, format!("{}月", before?)))
    }

    /// A line that opens with `text`. Returns a finding where its day is wrong.
    fn go_on(&mut self, opening: Opening, text: &'b str, at: Location, year: Option<i32>) -> Option<Finding> {
        let any_day = std::mem::replace(&mut self.any_day, true);
        let (own, from, to) = match opening {
            Opening::Loose => return None,
            Opening::SameDay => {
                self.any_day = any_day;
                let month = self.month.filter(|_| !any_day)?;
                return Some(
                    fault(at, Some(card::variants::SAME_DAY), text, month).arg(card::args::BEFORE, ""),
                );
            }
            Opening::Day { month, from, to } => (month, from, to),
        };
        let month = own.or(self.month)?;
        let days = u8::try_from(month).map_or(0, |month| u32::from(days_in_month(year, month)));
        if from.max(to) > days || from == 0 {
            return Some(
                fault(at, Some(card::variants::IMPOSSIBLE), text, month).arg(card::args::BEFORE, ""),
            );
        }
        if let Some(heading) = self.month.filter(|heading| *heading != month) {
            return Some(
                fault(at, Some(card::variants::OTHER_MONTH), text, heading).arg(card::args::BEFORE, ""),
            );
        }
        if let Some(before) = self.last.as_ref().filter(|l| (month, from) < (l.month, l.day)) {
            let finding = fault(at, None, text, month).arg(card::args::BEFORE, before.text);
            return Some(finding.labelled(Place::Source(before.at), card::labels::BEFORE));
        }
        self.last = Some(Last { month, day: from, at, text });
        None
    }
}

fn fault(at: Location, variant: Option<Variant>, date: &str, month: u32) -> Finding {
    let finding = Finding::new(Place::Source(at), Confidence::Certain)
        .arg(card::args::DATE, date)
        .arg(card::args::MONTH, month);
    match variant {
        Some(variant) => finding.variant(variant),
        None => finding,
    }
}

/// A heading, or a line of nothing else, that names a month.
fn month_heading(block: &Block, body: &str) -> Option<u32> {
    let text: String = body.chars().filter(|c| !c.is_whitespace() && !"*】".contains(*c)).collect();
    let head = text.strip_suffix(han::MONTH).or_else(|| text.strip_suffix("月份"))?;
    if !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::EntryHead) {
        return None;
    }
    crate::ordinal::value(head).filter(|m| (1..=12).contains(m))
}

/// What a line opens with and its length in bytes.
fn opening(body: &str) -> Option<(Opening, usize)> {
    for word in SAME_DAY {
        if body.starts_with(word) {
            return Some((Opening::SameDay, word.len()));
        }
    }
    for word in LOOSE {
        if body.starts_with(word) {
            return Some((Opening::Loose, word.len()));
        }
    }
    let (first, at) = figure(body, 0)?;
    let (mark, next) = mark(body, at)?;
    let (month, from, mut at) = match mark {
        han::MONTH => {
            let (day, at) = figure(body, next)?;
            (Some(first), day, at)
        }
        han::DAY => return Some((Opening::Day { month: None, from: first, to: first }, next)),
        _ => (None, first, at),
    };
    let (end_mark, next) = self::mark(body, at)?;
    if end_mark == han::DAY {
        // 3月8日至12日 goes on; the day it begins is what counts.
        return Some((Opening::Day { month, from, to: from }, next));
    }
    if !matches!(end_mark, '—' | '-' | '～' | '~' | han::TO | '–' | '－' | '、') {
        return None;
    }
    let (to, after) = figure(body, next)?;
    at = after;
    let (close, next) = self::mark(body, at)?;
    (close == han::DAY).then_some((Opening::Day { month, from, to }, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        assert_eq!(opening("7—8 日 开会"), Some((Opening::Day { month: None, from: 7, to: 8 }, 9)));
        assert_eq!(
            opening("3月5日 开会").map(|o| o.0),
            Some(Opening::Day { month: Some(3), from: 5, to: 5 })
        );
        assert_eq!(opening("同日 开会").map(|o| o.0), Some(Opening::SameDay));
        assert_eq!(opening("2022年，全区"), None);
        assert_eq!(opening("10人参加"), None);
    }
}
