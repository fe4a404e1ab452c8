//! Sequences that skip or repeat: 一是 二是 四是, （一）（二）（四）, serial numbers of tables.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Book, Table};
use kanwu_plugin::{
    BookContext, Confidence, Finding, LocalContext, Location, Place, Rule, Span, Trigger, Triggers,
};

use crate::ordinal::{Series, han, ordinal, value, written};

pub(crate) const WORDS: Rule = Rule::local(
    "sequence-word-gap",
    Triggers::terms(&[
        "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "（3）", "（4）", "（5）",
        "（6）", "（7）", "（8）", "（9）",
    ]),
    words,
);
pub(crate) const HEADS: Rule = Rule::book("sequence-number-gap", heads);
pub(crate) const SERIALS: Rule = Rule::book("table-serial-gap", serials);

fn words(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, span) = trigger else { return };
    if index > 8 {
        return bracketed(cx, index as u32 - 6, span);
    }
    let here = index as u32 + 2;
    let Some(found) = opener(cx.before(span.start), here) else { return };
    let Some((before, at)) = last_word(cx.before(found.0), '是') else { return };
    let here = found.1;
    if here == before + 1 || here == 1 {
        return;
    }
    // A second series inside the first: 一是…（其中一是…二是…），二是.
    let earlier = cx.before(at);
    if last_word(earlier, '是').is_some() && earlier.contains(&format!("{}是", han(here - 1))) {
        return;
    }
    let place = Span::new(found.0, span.end);
    let finding = Finding::likely(place)
        .arg("found", cx.of(place))
        .arg("before", format!("{}是", han(before)))
        .arg("want", format!("{}是", han(before + 1)))
        .related(
            Place::Here(Span::new(at, at + format!("{}是", han(before)).len() as u32)),
            "上一个",
            "the one before",
        );
    cx.push(finding);
}

/// （1）（2）（4） in one paragraph. A reference such as 第（4）项 opens no clause.
fn bracketed(cx: &mut LocalContext<'_>, value: u32, span: Span) {
    let text = cx.before(span.start);
    let opens = |head: &str| head.chars().next_back().is_none_or(|c| "，。；：、！？ ".contains(c));
    let at = |n: u32| {
        let word = format!("（{n}）");
        text.rmatch_indices(&word).map(|(at, _)| at).find(|at| opens(&text[..*at])).map(|at| (at, word.len()))
    };
    let Some((first, _)) = at(1).filter(|_| opens(text)) else { return };
    if at(value - 1).is_some_and(|(n, _)| n > first) || text.contains(&format!("（{value}）")) {
        return;
    }
    let Some((before, (from, len))) =
        (1..value).rev().find_map(|n| Some((n, at(n)?))).filter(|(n, _)| *n > 1 && n + 2 >= value)
    else {
        return;
    };
    let finding = Finding::likely(span)
        .arg("found", cx.of(span))
        .arg("before", format!("（{before}）"))
        .arg("want", format!("（{}）", before + 1))
        .related(Place::Here(Span::of(from..from + len)), "上一个", "the one before");
    cx.push(finding);
}

/// Start and value of the ordinal that ends in the figure of a term, where it opens a clause: the term
/// alone says 二是 of 十二是.
fn opener(before: &str, unit: u32) -> Option<(u32, u32)> {
    let head = before.trim_end_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let more = &before[head.len()..];
    let figure = format!("{more}{}", han(unit));
    let opens = head.chars().next_back().is_none_or(|c| "，。；：、！？（“ ".contains(c));
    Some((head.len() as u32, value(&figure)?)).filter(|_| opens)
}

/// Value and start of the last 一是 … (or 一要 …, by `word`) that opens a clause.
pub(crate) fn last_word(text: &str, word: char) -> Option<(u32, u32)> {
    text.rmatch_indices(word).find_map(|(at, _)| {
        let head = text[..at].trim_end_matches(|c: char| "一二三四五六七八九十".contains(c));
        let value = value(&text[head.len()..at])?;
        let opens = head.chars().next_back().is_none_or(|c| "，。；：、！？（“ ".contains(c));
        opens.then_some((value, head.len() as u32))
    })
}

struct Last {
    value: u32,
    at: Location,
}

/// Lines that open with an ordinal, within one entry or document.
fn heads(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut open: BTreeMap<Series, Last> = BTreeMap::new();
    let mut place = None;
    for block in &book.blocks {
        let here = (block.at.source, block.category, block.section, block.entry);
        let depth = match block.kind {
            BlockKind::Heading { level } => Some(level),
            BlockKind::Paragraph | BlockKind::ListItem => None,
            _ => continue,
        };
        let line = book.text(block.at);
        let found = ordinal(line);
        if place != Some(here) || (depth.is_some() && found.is_none()) {
            open.clear();
            place = Some(here);
        }
        let Some(found) = found else { continue };
        let at = Location::new(block.at.source, found.span.shift(block.at.span.start));
        // A series of a higher rank begins those below anew.
        let last = open.get(&found.series).map(|l| Last { value: l.value, at: l.at });
        open.retain(|series, _| rank(*series) < rank(found.series));
        open.insert(found.series, Last { value: found.value, at });
        let Some(last) = last.filter(|l| found.value != l.value + 1 && found.value != 1) else { continue };
        if found.value > last.value + 2 || said_between(book, last.at, at, found.series, last.value + 1) {
            continue;
        }
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg("found", written(found.series, found.value))
            .arg("before", written(found.series, last.value))
            .arg("want", written(found.series, last.value + 1))
            .related(Place::Source(last.at), "上一个", "the one before");
        cx.push(finding);
    }
}

fn rank(series: Series) -> u8 {
    match series {
        Series::Han => 0,
        Series::BracketedHan => 1,
        Series::Arabic => 2,
        Series::BracketedArabic => 3,
    }
}

/// Whether the number that lacks stands inside the text between, where a line has lost its break.
fn said_between(book: &Book<'_>, from: Location, to: Location, series: Series, lacks: u32) -> bool {
    if from.source != to.source || from.span.end >= to.span.start {
        return false;
    }
    let between = book.text(Location::new(from.source, Span::new(from.span.end, to.span.start)));
    let han = han(lacks);
    match series {
        Series::Han => between.contains(&format!("{han}、")),
        Series::BracketedHan => {
            between.contains(&format!("（{han}）")) || between.contains(&format!("({han})"))
        }
        Series::Arabic => [".", "．", "、"].iter().any(|m| between.contains(&format!("{lacks}{m}"))),
        Series::BracketedArabic => {
            between.contains(&format!("（{lacks}）")) || between.contains(&format!("({lacks})"))
        }
    }
}

/// 序号 in tables.
fn serials(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in book.tables.iter().filter(|t| is_numbered(book, t)) {
        let mut last: Option<Last> = None;
        // What should have stood where the row before has a number out of order.
        let mut wanted: Option<u32> = None;
        for row in &table.rows {
            let Some(cell) = row.cells.first() else { continue };
            let text = book.text(*cell);
            let Some(value) = serial(book, *cell) else { continue };
            let before = last.replace(Last { value, at: *cell });
            let expected = wanted.take();
            let Some(before) = before.filter(|b| value != b.value + 1 && value != 1) else { continue };
            // Only the number before is wrong where this one goes on from the ones before that.
            if expected.is_some_and(|n| value == n + 1) {
                continue;
            }
            // A row that stands twice is another fault.
            if rest_of(book, before.at) == rest_of(book, *cell) {
                continue;
            }
            wanted = Some(before.value + 1);
            let finding = Finding::new(Place::Source(*cell), Confidence::Certain)
                .arg("found", text)
                .arg("before", before.value.to_string())
                .arg("want", (before.value + 1).to_string())
                .related(Place::Source(before.at), "上一行", "the row before");
            cx.push(finding);
        }
    }
}

fn serial(book: &Book<'_>, cell: Location) -> Option<u32> {
    let text = book.text(cell);
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The line that a cell opens.
fn rest_of<'m>(book: &Book<'m>, cell: Location) -> &'m str {
    book.block_at(cell).map_or("", |(_, block)| book.text(block.at))
}

/// Whether the first column numbers the rows: most follow the row before, or stand where they would if one
/// were right.
fn is_numbered(book: &Book<'_>, table: &Table) -> bool {
    let Some(head) = table.header.as_ref().and_then(|h| h.cells.first()) else { return false };
    let head: String = book.text(*head).chars().filter(|c| !c.is_whitespace()).collect();
    if !matches!(head.as_str(), "序号" | "编号" | "序") {
        return false;
    }
    // A total or a heading between the rows has no number.
    let values: Vec<u32> = table.rows.iter().filter_map(|r| serial(book, *r.cells.first()?)).collect();
    let follow = values.windows(2).filter(|w| w[0].checked_add(1) == Some(w[1])).count();
    let placed = values.iter().enumerate().filter(|(i, v)| i64::from(**v) == *i as i64 + 1).count();
    values.len() > 2
        && values.len() * 2 > table.rows.len()
        && (follow * 10 >= (values.len() - 1) * 7 || placed > 2 && placed + 1 >= values.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_open_a_clause() {
        assert_eq!(last_word("一是抓学习。二是抓落实，这是重点", '是'), Some((2, 18)));
        assert_eq!(last_word("这十二是多余的", '是'), None);
        assert_eq!(opener("坚持，十", 2), Some((9, 12)));
    }
}
