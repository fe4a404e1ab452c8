//! 大事记: dates in order, dates that the month has, 同日 with a day before it.

use kanwu_plugin::book::{Block, BlockKind, Book, Zone};
use kanwu_plugin::reading::date::days_in_month;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Span};

pub(crate) const ORDER: Rule = Rule::book("chronicle-order", check);

pub(crate) const FORM: Rule = Rule::book("chronicle-date-form", form);

/// 6号 in a chronicle that says 6日.
fn form(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let lines = book
        .blocks
        .iter()
        .filter(|b| is_chronicle(book, b) && matches!(b.kind, BlockKind::Paragraph | BlockKind::EntryHead));
    let (mut days, mut others) = (0, Vec::new());
    for block in lines {
        let line = book.text(block.at);
        let body = line.trim_start_matches(['*', ' ', '　', '【']);
        let Some((_, mut at)) = figure(body, 0) else { continue };
        if let Some(('月', next)) = mark(body, at) {
            let Some((_, end)) = figure(body, next) else { continue };
            at = end;
        }
        match mark(body, at) {
            Some(('日', _)) => days += 1,
            Some(('号', next)) => {
                let lead = line.len() - body.len();
                let from = next - '号'.len_utf8();
                let (at, sign) = (place(block, lead, next), place(block, lead + from, next - from));
                others.push((at, sign, &body[..from]));
            }
            _ => {}
        }
    }
    if days <= others.len() {
        return;
    }
    for (at, sign, head) in others {
        let finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg("found", format!("{head}号"))
            .arg("want", format!("{head}日"))
            .fix_at(Place::Source(sign), "日");
        cx.push(finding);
    }
}

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
    /// Whether anything stands before that 同日 can speak of.
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
            course.enter(month, place(block, lead, body.trim_end().len()))
        } else if matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem) {
            opening(body)
                .and_then(|(opening, len)| course.go_on(opening, &body[..len], place(block, lead, len), year))
        } else {
            None
        };
        if let Some(finding) = finding {
            cx.push(finding);
        }
    }
}

impl<'b> Course<'b> {
    /// A month begins; says whether it stands behind a later one.
    fn enter(&mut self, month: u32, at: Location) -> Option<Finding> {
        let before = self.month.filter(|before| month < *before && !(month == 1 && *before == 12));
        *self = Course { month: Some(month), ..Course::default() };
        let finding = fault(at, "month", &format!("{month}月"), before?);
        Some(finding.arg("before", format!("{}月", before?)))
    }

    /// A line that opens with `text`; says what is wrong with its day.
    fn go_on(&mut self, opening: Opening, text: &'b str, at: Location, year: Option<i32>) -> Option<Finding> {
        let any_day = std::mem::replace(&mut self.any_day, true);
        let (own, from, to) = match opening {
            Opening::Loose => return None,
            Opening::SameDay => {
                self.any_day = any_day;
                let month = self.month.filter(|_| !any_day)?;
                return Some(fault(at, "same-day", text, month).arg("before", ""));
            }
            Opening::Day { month, from, to } => (month, from, to),
        };
        let month = own.or(self.month)?;
        let days = u8::try_from(month).map_or(0, |month| u32::from(days_in_month(year, month)));
        if from.max(to) > days || from == 0 {
            return Some(fault(at, "impossible", text, month).arg("before", ""));
        }
        if let Some(heading) = self.month.filter(|heading| *heading != month) {
            return Some(fault(at, "other-month", text, heading).arg("before", ""));
        }
        if let Some(before) = self.last.as_ref().filter(|l| (month, from) < (l.month, l.day)) {
            let finding = fault(at, "", text, month).arg("before", before.text);
            return Some(finding.related(Place::Source(before.at), "在它之前", "stands before it"));
        }
        self.last = Some(Last { month, day: from, at, text });
        None
    }
}

fn fault(at: Location, variant: &'static str, date: &str, month: u32) -> Finding {
    Finding::new(Place::Source(at), Confidence::Certain)
        .variant(variant)
        .arg("date", date)
        .arg("month", month.to_string())
}

fn is_chronicle(book: &Book<'_>, block: &Block) -> bool {
    let category = block.category.and_then(|c| book.categories.get(c.index()));
    category.is_some_and(|c| c.zone == Zone::Chronicle)
}

/// Bytes `lead..lead + len` of a block.
fn place(block: &Block, lead: usize, len: usize) -> Location {
    Location::new(block.at.source, Span::of(lead..lead + len).shift(block.at.span.start))
}

/// A heading, or a line of nothing else, that names a month.
fn month_heading(block: &Block, body: &str) -> Option<u32> {
    let text: String = body.chars().filter(|c| !c.is_whitespace() && !"*】".contains(*c)).collect();
    let head = text.strip_suffix('月').or_else(|| text.strip_suffix("月份"))?;
    if !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::EntryHead) {
        return None;
    }
    crate::ordinal::value(head).filter(|m| (1..=12).contains(m))
}

/// What a line opens with and its length in bytes.
fn opening(body: &str) -> Option<(Opening, usize)> {
    for word in ["同日", "当日"] {
        if body.starts_with(word) {
            return Some((Opening::SameDay, word.len()));
        }
    }
    for word in ["是月", "本月", "同月", "当月", "上旬", "中旬", "下旬", "月初", "月底", "月末", "年内"]
    {
        if body.starts_with(word) {
            return Some((Opening::Loose, word.len()));
        }
    }
    let (first, at) = figure(body, 0)?;
    let (mark, next) = mark(body, at)?;
    let (month, from, mut at) = match mark {
        '月' => {
            let (day, at) = figure(body, next)?;
            (Some(first), day, at)
        }
        '日' => return Some((Opening::Day { month: None, from: first, to: first }, next)),
        _ => (None, first, at),
    };
    let (end_mark, next) = self::mark(body, at)?;
    if end_mark == '日' {
        // 3月8日至12日 goes on; the day it begins is what counts.
        return Some((Opening::Day { month, from, to: from }, next));
    }
    if !matches!(end_mark, '—' | '-' | '～' | '~' | '至' | '–' | '－' | '、') {
        return None;
    }
    let (to, after) = figure(body, next)?;
    at = after;
    let (close, next) = self::mark(body, at)?;
    (close == '日').then_some((Opening::Day { month, from, to }, next))
}

/// A figure of one or two digits at byte `from`, blanks before it passed over; its value and its end.
fn figure(body: &str, from: usize) -> Option<(u32, usize)> {
    let rest = body.get(from..)?;
    let text = rest.trim_start_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let start = from + rest.len() - text.len();
    (1..=2).contains(&digits).then(|| Some((text[..digits].parse().ok()?, start + digits))).flatten()
}

/// The character at byte `from`, blanks before it passed over; and its end.
fn mark(body: &str, from: usize) -> Option<(char, usize)> {
    let rest = body.get(from..)?;
    let text = rest.trim_start_matches(' ');
    let c = text.chars().next()?;
    Some((c, from + rest.len() - text.len() + c.len_utf8()))
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
