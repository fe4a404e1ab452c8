//! 大事记: a line without its month or its day among lines that have both.

use kanwu_plugin::book::{Block, BlockKind};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::card::chronicle_date_incomplete as card;
use crate::chronicle::{figure, is_chronicle, mark, place_in};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many lines must have month and day.
const ENOUGH: usize = 2;

/// In a chronicle with more dated lines than this, a line of a month alone is a way of writing.
const SHORT: usize = 30;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// 2月13日
    Both,
    /// 13日
    Day,
    /// 2月
    Month,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for block in book.blocks.iter().filter(|b| is_chronicle(book, b) && is_text(b)) {
        let Some((missing, at, found)) = broken(block, book.text(block.at)) else { continue };
        let finding = Finding::new(Place::Source(at), Confidence::Likely).arg(card::args::FOUND, found);
        cx.push(if missing == Form::Day { finding } else { finding.variant(card::variants::LOST) });
    }
    for block in book.blocks.iter().filter(|b| is_chronicle(book, b) && is_text(b)) {
        let Some((at, found)) = without_mark(block, book.text(block.at)) else { continue };
        let finding = Finding::new(Place::Source(at), Confidence::Likely).arg(card::args::FOUND, found);
        cx.push(finding.variant(card::variants::MARK));
    }
    let mut lines: Vec<(Form, Location, String)> = Vec::new();
    for block in book.blocks.iter().filter(|b| is_chronicle(book, b)) {
        let line = book.text(block.at);
        // Under headings of the months the days stand alone.
        if matches!(block.kind, BlockKind::Heading { .. }) && line.trim_end().ends_with(han::MONTH) {
            return;
        }
        if is_text(block) {
            lines.extend(opening(block, line));
        }
    }
    let count = |form: Form| lines.iter().filter(|(f, ..)| *f == form).count();
    let both = count(Form::Both);
    let few = |form: Form| count(form) == 1 || count(form) * 20 <= both;
    if both < ENOUGH {
        return;
    }
    for (form, at, text) in &lines {
        let (true, missing) = (few(*form), *form) else { continue };
        let finding =
            Finding::new(Place::Source(*at), Confidence::Likely).arg(card::args::FOUND, text.as_str());
        match missing {
            Form::Both => continue,
            Form::Day => cx.push(finding),
            Form::Month if both <= SHORT => cx.push(finding.variant(card::variants::DAY)),
            Form::Month => continue,
        }
    }
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem)
}

/// Marks that hold the place of a figure.
const HOLDERS: [char; 12] = ['○', '〇', '×', 'X', 'x', '□', '?', '？', '_', '＿', ' ', '　'];

/// 4月日, 3月○日, 月12日: a date that has lost a figure; what is left of it, and its place.
fn broken(block: &Block, line: &str) -> Option<(Form, Location, String)> {
    let body = line.trim_start_matches(['*', ' ', '　', '【', '-']);
    // 日　大桥通车, under the heading of a month.
    if let Some(rest) = body.strip_prefix(han::DAY).filter(|rest| rest.starts_with([' ', '　'])) {
        let end = body.len() - rest.len();
        let at = place_in(block, line.len() - body.len(), end);
        return Some((Form::Month, at, body[..end].to_owned()));
    }
    let (month, rest) = part(body, han::MONTH)?;
    let (day, rest) = part(rest, han::DAY)?;
    let missing = match (month, day) {
        (true, false) => Form::Month,
        (false, true) => Form::Day,
        _ => return None,
    };
    let end = body.len() - rest.len();
    let at = place_in(block, line.len() - body.len(), end);
    Some((missing, at, body[..end].to_owned()))
}

/// 7月1，大桥通车: a day without 日, and its place.
fn without_mark(block: &Block, line: &str) -> Option<(Location, String)> {
    let body = line.trim_start_matches(['*', ' ', '　', '【', '-']);
    let (true, rest) = part(body, han::MONTH)? else { return None };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let day: u8 = rest[..rest.len() - after.len()].parse().ok()?;
    let bare =
        after.starts_with(['，', '　', ' ']) && after.trim_start().starts_with(|c: char| c != han::DAY);
    let end = body.len() - after.len();
    ((1..=31).contains(&day) && bare)
        .then(|| (place_in(block, line.len() - body.len(), end), body[..end].to_owned()))
}

/// Whether a figure stands before `unit` at the start of a text, or a mark in its place, and what follows.
fn part(text: &str, unit: char) -> Option<(bool, &str)> {
    let rest = text.trim_start_matches(HOLDERS);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let figure = after.len() < rest.len();
    Some((figure, after.trim_start_matches(HOLDERS).strip_prefix(unit)?))
}

/// The date that a line opens with, where a blank follows.
fn opening(block: &Block, line: &str) -> Option<(Form, Location, String)> {
    let body = line.trim_start_matches(['*', ' ', '　', '【', '-']);
    let (_, first) = figure(body, 0)?;
    let (form, end) = match mark(body, first)? {
        (han::DAY, end) => (Form::Day, end),
        (han::MONTH, month) => match figure(body, month).and_then(|(_, at)| mark(body, at)) {
            Some((han::DAY, end)) => (Form::Both, end),
            _ => (Form::Month, month),
        },
        _ => return None,
    };
    let alone = body.get(end..)?.starts_with([' ', '　', '*', '】']);
    let at = place_in(block, line.len() - body.len(), end);
    (form == Form::Both || alone).then(|| (form, at, body[..end].to_owned()))
}
