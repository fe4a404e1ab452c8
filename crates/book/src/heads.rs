//! Titles of headings and entries, as their lines give them.

use kanwu_text::Location;

use crate::entry_marks::{Mark, Marked, marked};
use crate::lines::{Line, Shape};
use crate::markup::kept;
use crate::{Block, BlockId, BlockKind, EntryForm};

/// Title of a heading, and where it stands.
pub(crate) fn title_of(line: &Line<'_>) -> (String, Location) {
    let mut ranges = Vec::new();
    kept(line, &mut ranges);
    let title = ranges.iter().map(|r| &line.text[r.clone()]).collect();
    let from = ranges.first().map_or(0, |r| r.start);
    let to = ranges.last().map_or(line.text.len(), |r| r.end);
    (title, line.at.part(from..to))
}

/// A line that opens an entry with 【】.
#[inline]
pub(crate) fn opens_entry(line: &Line<'_>) -> bool {
    match line.shape {
        Shape::EntryHead => true,
        Shape::Heading(_) => line.text.trim_start_matches(['#', ' ', '*']).starts_with('【'),
        _ => false,
    }
}

/// Title of an entry between 【 and 】, or as the book marks it, and where it stands.
pub(crate) fn entry_title(line: &Line<'_>) -> (String, Location) {
    if let Some(found) = other_mark(line) {
        let title = line.text[found.from..found.to].trim().to_owned();
        return (title, line.at.part(found.from..found.to));
    }
    let Some(open) = line.text.find('【') else { return title_of(line) };
    let from = open + '【'.len_utf8();
    let to = line.text[from..].find('】').map_or(line.text.len(), |n| from + n);
    let title = line.text[from..to].replace("**", "").trim().to_owned();
    (title, line.at.part(from..to))
}

/// The title of an entry that is marked otherwise than by 【】.
fn other_mark(line: &Line<'_>) -> Option<Marked> {
    let lenses = line.text.trim_start_matches(['#', ' ', '*']).starts_with('【');
    if lenses { None } else { marked(line.text) }
}

/// How the title of an entry is set.
pub(crate) fn entry_form(line: &Line<'_>) -> EntryForm {
    let text = line.text;
    if let Some(found) = other_mark(line) {
        return if found.mark == Mark::Bold { EntryForm::Bold } else { EntryForm::Plain };
    }
    if matches!(line.shape, Shape::Heading(_)) {
        return EntryForm::Heading;
    }
    let Some(lens) = text.find('【') else { return EntryForm::Bare };
    let lead = &text[..lens];
    let stars = |s: &str| s.matches("**").count();
    if stars(lead) == 0 && stars(text) == 0 {
        return EntryForm::Plain;
    }
    let Some(close) = text.find('】') else {
        return if stars(lead) == 1 { EntryForm::BrokenBold } else { EntryForm::Plain };
    };
    let inner = &text[lens..close];
    let tail = &text[close + '】'.len_utf8()..];
    match (lead, stars(inner)) {
        ("**", 0) if tail.starts_with("**") => EntryForm::Bold,
        ("**", 0) if tail.contains("**") => EntryForm::WideBold,
        ("", 0) => EntryForm::Plain,
        _ => EntryForm::BrokenBold,
    }
}

/// Headings of the body that carry no 【】: block, place and title, and level.
pub(crate) fn headings(
    lines: &[Line<'_>],
    blocks: &[Block],
    body: usize,
) -> Vec<(BlockId, Location, u8, String)> {
    (body..lines.len())
        .filter_map(|i| match blocks[i].kind {
            BlockKind::Heading { level } if !opens_entry(&lines[i]) => {
                let (title, at) = title_of(&lines[i]);
                Some((BlockId(i as u32), at, level, title))
            }
            _ => None,
        })
        .collect()
}
