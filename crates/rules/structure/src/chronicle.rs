//! 大事记: dates in order, dates that the month has, 同日 with a day before it.

use kanwu_rule::book::{Block, BlockKind, Zone};
use kanwu_rule::{BookContext, Confidence, Finding, Location, Place, Rule, Span};

pub(crate) const ORDER: Rule = Rule::book("chronicle-order", &["date", "before", "month"], check);

pub(crate) const FORM: Rule = Rule::book("chronicle-date-form", &["found", "want"], form);

/// 6号 in a chronicle that says 6日.
fn form(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let lines = book.blocks.iter().filter(|b| {
        let zone = b.category.and_then(|c| book.categories.get(c.index())).map(|c| c.zone);
        zone == Some(Zone::Chronicle) && matches!(b.kind, BlockKind::Paragraph | BlockKind::EntryHead)
    });
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
                let span = |a: usize, b: usize| {
                    let span = Span::of(lead + a..lead + b).shift(block.at.span.start);
                    Location::new(block.at.source, span)
                };
                others.push((span(0, next), span(from, next), body[..from].to_owned()));
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

struct Last {
    month: u32,
    day: u32,
    at: Location,
    text: String,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut month: Option<u32> = None;
    let mut category = None;
    let mut last: Option<Last> = None;
    let mut any_day = false;
    for block in &book.blocks {
        let chronicle = block
            .category
            .and_then(|c| book.categories.get(c.index()))
            .is_some_and(|c| c.zone == Zone::Chronicle);
        if !chronicle {
            continue;
        }
        if category != block.category {
            (category, month, last, any_day) = (block.category, None, None, false);
        }
        let line = book.text(block.at);
        let body = line.trim_start_matches(['#', '*', ' ', '　', '【']);
        let lead = line.len() - body.len();
        if let Some(found) = month_heading(block, body) {
            if let Some(before) = month.filter(|m| found < *m && !(found == 1 && *m == 12)) {
                let at = place(block, lead, body.trim_end().len());
                cx.push(
                    Finding::new(at, Confidence::Certain)
                        .variant("month")
                        .arg("date", format!("{found}月"))
                        .arg("before", format!("{before}月"))
                        .arg("month", before.to_string()),
                );
            }
            (month, last, any_day) = (Some(found), None, false);
            continue;
        }
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem) {
            continue;
        }
        let Some((opening, len)) = opening(body) else { continue };
        let at = place(block, lead, len);
        let text = body[..len].to_owned();
        match opening {
            Opening::Loose => any_day = true,
            Opening::SameDay => {
                if !any_day && month.is_some() {
                    cx.push(
                        Finding::new(at, Confidence::Certain)
                            .variant("same-day")
                            .arg("date", text)
                            .arg("before", "")
                            .arg("month", month.unwrap_or(0).to_string()),
                    );
                }
            }
            Opening::Day { month: own, from, to } => {
                any_day = true;
                let Some(m) = own.or(month) else { continue };
                let year = cx.settings.record_year();
                if from.max(to) > days(m, year) || from == 0 {
                    cx.push(
                        Finding::new(at, Confidence::Certain)
                            .variant("impossible")
                            .arg("date", text)
                            .arg("before", "")
                            .arg("month", m.to_string()),
                    );
                    continue;
                }
                if let (Some(own), Some(month)) = (own, month)
                    && own != month
                {
                    cx.push(
                        Finding::new(at, Confidence::Certain)
                            .variant("other-month")
                            .arg("date", text)
                            .arg("before", "")
                            .arg("month", month.to_string()),
                    );
                    continue;
                }
                if let Some(before) = last.as_ref().filter(|l| (m, from) < (l.month, l.day)) {
                    let finding = Finding::new(at, Confidence::Certain)
                        .arg("date", text)
                        .arg("before", before.text.as_str())
                        .arg("month", m.to_string())
                        .related(Place::Source(before.at), "在它之前", "stands before it");
                    cx.push(finding);
                    continue;
                }
                let start = block.at.span.start + lead as u32;
                let at = Location::new(block.at.source, Span::new(start, start + len as u32));
                last = Some(Last { month: m, day: from, at, text });
            }
        }
    }
}

fn place(block: &Block, lead: usize, len: usize) -> Place {
    Place::Source(Location::new(block.at.source, Span::of(lead..lead + len).shift(block.at.span.start)))
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

fn days(month: u32, year: Option<i32>) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(y) if !(y % 4 == 0 && y % 100 != 0 || y % 400 == 0) => 28,
            _ => 29,
        },
        1..=12 => 31,
        _ => 0,
    }
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

    #[test]
    fn lengths_of_months() {
        assert_eq!(days(2, Some(2022)), 28);
        assert_eq!(days(2, None), 29);
        assert_eq!(days(6, Some(2022)), 30);
    }
}
