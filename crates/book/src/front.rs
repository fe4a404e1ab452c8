//! Where the front parts lie: 编辑说明, 目录, and the line from which the body runs.

use std::ops::Range;

use kanwu_text::Location;

use crate::lines::{Line, Shape};
use crate::markup::plain;
use crate::words::is_one;
use crate::{StructureWords, contents, squeeze};

/// Line ranges of the front parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Front {
    /// 编辑说明 without its heading.
    pub spec: Range<usize>,
    /// 目录 with its heading.
    pub contents: Range<usize>,
    /// How the contents set their pages.
    pub habit: contents::Habit,
    /// First line of the body.
    pub body: usize,
}

/// A line longer than this, in bytes, is no heading of a front part.
const SHORT: usize = 60;

/// Finds the front parts.
pub(crate) fn find(lines: &[Line<'_>]) -> Front {
    let words = StructureWords::get();
    let mut front = Front::default();
    let mut i = 0;
    while i < lines.len() {
        let line = &lines[i];
        if front.contents.is_empty() && line.text.len() <= SHORT && contents::is_contents_heading(line.text) {
            let texts: Vec<(Location, &str)> = lines.iter().map(|l| (l.at, l.text)).collect();
            let (end, habit) = contents::extent(&texts, i + 1);
            let end = end.clamp(i + 1, lines.len());
            // A heading alone is no contents: the word may stand in running text.
            if end > i + 2 {
                front.contents = i..end;
                front.habit = habit;
                i = end;
                continue;
            }
        }
        if front.spec.is_empty() && is_spec_heading(line, words) {
            let end = spec_end(lines, i);
            front.spec = i + 1..end;
            i = end;
            continue;
        }
        i += 1;
    }
    let spec_end = if front.spec.is_empty() { 0 } else { front.spec.end };
    let contents_end = if front.contents.is_empty() { 0 } else { front.contents.end };
    // A spec printed at the back is no front part.
    let near = spec_end <= contents_end || spec_end < lines.len() / 2 || contents_end == 0;
    front.body = if near { spec_end.max(contents_end) } else { contents_end };
    if front.body == 0 && opens_with_title(lines) {
        front.body = 1;
    }
    front
}

/// Whether the first heading is the title of the book: 清河年鉴（2023）, and right below it a heading of its level.
fn opens_with_title(lines: &[Line<'_>]) -> bool {
    let [first, second, ..] = lines else { return false };
    let (Shape::Heading(own), Shape::Heading(next)) = (first.shape, second.shape) else { return false };
    let title = squeeze(&plain(first));
    let named = title.trim_end_matches(|c: char| c.is_ascii_digit() || "（）()年卷·—-".contains(c));
    next <= own && named.ends_with("年鉴")
}

fn is_spec_heading(line: &Line<'_>, words: &StructureWords) -> bool {
    let short = line.text.len() <= SHORT;
    short
        && matches!(line.shape, Shape::Heading(_) | Shape::Text)
        && is_one(words.specs, &squeeze(&plain(line)))
}

/// The spec ends at the next heading of its own level or above; without headings, at the contents.
fn spec_end(lines: &[Line<'_>], heading: usize) -> usize {
    let level = match lines[heading].shape {
        Shape::Heading(level) => level,
        _ => 6,
    };
    let ends = |line: &Line<'_>| {
        matches!(line.shape, Shape::Heading(l) if l <= level)
            || (line.text.len() <= SHORT && contents::is_contents_heading(line.text))
    };
    lines[heading + 1..].iter().position(ends).map_or(lines.len(), |n| heading + 1 + n)
}
