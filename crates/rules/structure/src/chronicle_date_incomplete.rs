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
    let mut lines: Vec<(Form, Location, String)> = Vec::new();
    for block in book.blocks.iter().filter(|b| is_chronicle(book, b)) {
        let line = book.text(block.at);
        // Under headings of the months the days stand alone.
        if matches!(block.kind, BlockKind::Heading { .. }) && line.trim_end().ends_with(han::MONTH) {
            return;
        }
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem) {
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
