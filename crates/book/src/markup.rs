//! Markup taken out of a line: what is left is what the reader of the page sees.

use std::borrow::Cow;
use std::ops::Range;

use crate::lines::Line;

/// The stretches of a line (bytes) that are text, in order: without emphasis marks, tags, comments, heading
/// marks and bullets. Blanks at either end of the whole are left out too.
pub(crate) fn kept(line: &Line<'_>, out: &mut Vec<Range<usize>>) {
    out.clear();
    let start = line.at.span.start;
    let mut from = 0;
    for mark in line.marks.iter().filter(|mark| mark.kind.is_cut()) {
        let to = mark.span.start.saturating_sub(start) as usize;
        if to > from {
            out.push(from..to);
        }
        from = (mark.span.end - start) as usize;
    }
    if from < line.text.len() {
        out.push(from..line.text.len());
    }
    trim(line.text, out);
}

fn trim(line: &str, out: &mut Vec<Range<usize>>) {
    let blank = |range: &Range<usize>| line[range.clone()].trim_start().is_empty();
    let blanks = out.iter().take_while(|range| blank(range)).count();
    out.drain(..blanks);
    if let Some(first) = out.first_mut() {
        let text = &line[first.clone()];
        first.start += text.len() - text.trim_start().len();
    }
    while let Some(last) = out.last_mut() {
        last.end = last.start + line[last.clone()].trim_end().len();
        if last.start < last.end {
            break;
        }
        out.pop();
    }
}

/// The text of a line without markup.
pub(crate) fn plain<'m>(line: &Line<'m>) -> Cow<'m, str> {
    if !line.marks.iter().any(|mark| mark.kind.is_cut()) {
        return Cow::Borrowed(line.text.trim());
    }
    let mut ranges = Vec::new();
    kept(line, &mut ranges);
    match ranges.as_slice() {
        [one] => Cow::Borrowed(&line.text[one.clone()]),
        _ => ranges.into_iter().map(|r| &line.text[r]).collect(),
    }
}
