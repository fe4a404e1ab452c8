//! Titles that run over several lines, joined.

use kanwu_text::Location;

use super::lines::Cell;
use super::{ContentsEntry, ContentsMatch, Leader, Level, TitleStyle, Wrap, WrapKind};
use crate::squeeze;

/// A head of fewer characters does not fill its line, so nothing of it can stand on the next.
pub(super) const FULL_LINE: usize = 10;
/// The same where the page has one column.
const FULL_WIDE_LINE: usize = 14;
/// No title has more lines.
const MOST_LINES: usize = 8;

/// Joins cells, in reading order, into entries.
pub(super) fn join(cells: &[Cell<'_>]) -> Vec<ContentsEntry> {
    let paged = cells.iter().filter(|c| c.page.is_some()).count() * 4 > cells.len();
    let mut out = Vec::with_capacity(cells.len());
    let mut i = 0;
    while i < cells.len() {
        let mut entry = start(&cells[i]);
        let mut last = i;
        while last + 1 < cells.len()
            && last - i < MOST_LINES
            && goes_on(&entry, &cells[last], &cells[last + 1], paged)
        {
            add(&mut entry, &cells[last + 1]);
            last += 1;
        }
        out.push(entry);
        i = last + 1;
    }
    out
}

fn start(cell: &Cell<'_>) -> ContentsEntry {
    let mut entry = ContentsEntry {
        level: Level::Entry,
        title: cell.title.to_owned(),
        title_at: vec![cell.at],
        page: cell.page.map(|p| p.0),
        page_at: cell.page.map(|p| p.1),
        leader: cell.leader,
        leader_at: cell.leader_at,
        style: cell.style,
        column: cell.column,
        indent: cell.indent,
        displaced: false,
        unread_below: false,
        wraps: Vec::new(),
        body: ContentsMatch::None,
        exact: false,
    };
    note_blanks(cell.title, cell.at, &mut entry.wraps);
    entry
}

/// Whether the title so far goes on in the next cell.
fn goes_on(entry: &ContentsEntry, last: &Cell<'_>, next: &Cell<'_>, paged: bool) -> bool {
    let open = entry.page.is_none() && last.leader == Leader::None && !last.names_category();
    if !open
        || last.style != next.style
        || next.names_category()
        || matches!(next.style, TitleStyle::Heading(_))
    {
        return false;
    }
    if !balanced(&entry.title) {
        return true;
    }
    let width = last.title.chars().filter(|c| !c.is_whitespace()).count();
    paged && width >= if last.narrow { FULL_LINE } else { FULL_WIDE_LINE }
}

fn add(entry: &mut ContentsEntry, next: &Cell<'_>) {
    if next.opens_block
        && entry.title.len() > next.title.len()
        && squeeze(&entry.title).ends_with(&squeeze(next.title))
    {
        entry.wraps.push(Wrap { kind: WrapKind::Repeated, at: next.at });
    } else {
        if needs_blank(&entry.title, next.title) {
            entry.title.push(' ');
        }
        entry.title.push_str(next.title);
        entry.title_at.push(next.at);
        let kind = if next.opens_block { WrapKind::Break } else { WrapKind::Line };
        entry.wraps.push(Wrap { kind, at: next.at });
        note_blanks(next.title, next.at, &mut entry.wraps);
    }
    entry.page = next.page.map(|p| p.0);
    entry.page_at = next.page.map(|p| p.1);
    entry.leader = next.leader;
    entry.leader_at = next.leader_at;
}

/// Adds `next` to `entry`, though both have pages.
pub(super) fn merge(entry: &mut ContentsEntry, next: ContentsEntry) {
    if needs_blank(&entry.title, &next.title) {
        entry.title.push(' ');
    }
    entry.title.push_str(&next.title);
    entry.wraps.push(Wrap { kind: WrapKind::Entries, at: next.place() });
    entry.wraps.extend(next.wraps);
    entry.title_at.extend(next.title_at);
    if entry.page.is_none() {
        entry.page = next.page;
        entry.page_at = next.page_at;
        entry.leader = next.leader;
        entry.leader_at = next.leader_at;
    }
}

/// Two words of letters or digits need a blank between them; Han text does not.
fn needs_blank(head: &str, tail: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    letter(head.chars().next_back()) && letter(tail.chars().next())
}

/// Notes the blanks of a title where a line may have ended: those between two characters of Chinese text. A
/// letter-spaced title has none.
fn note_blanks(title: &str, at: Location, wraps: &mut Vec<Wrap>) {
    let mut from = 0;
    while let Some(start) = title[from..].find(char::is_whitespace).map(|i| i + from) {
        if from == 0 && is_letter_spaced(title) {
            return;
        }
        let end = start + (title[start..].len() - title[start..].trim_start().len());
        let chinese = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        if chinese(title[..start].chars().next_back()) && chinese(title[end..].chars().next()) {
            wraps.push(Wrap { kind: WrapKind::Blank, at: at.part(start..end) });
        }
        from = end;
    }
}

/// A title set with a blank after each character: 地 貌.
pub(super) fn is_letter_spaced(title: &str) -> bool {
    title.split_whitespace().count() > 1 && title.split_whitespace().all(|p| p.chars().count() == 1)
}

/// Whether every bracket and quote that opens in `title` closes in it.
pub(super) fn balanced(title: &str) -> bool {
    let mut depth = 0;
    for c in title.chars() {
        match c {
            '《' | '〈' | '“' | '（' | '(' | '【' | '‘' => depth += 1,
            '》' | '〉' | '”' | '）' | ')' | '】' | '’' => depth -= 1,
            _ => {}
        }
    }
    depth <= 0
}
