//! The lines of a source, each with its outer shape and its markup, as the reader of its format made them out.

use kanwu_text::{LineShape, Location, Source, SourceId, Stretch};

/// What a line looks like, before anything is known about its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `#` to `######` and a title.
    Heading(u8),
    /// `---`, `***`, `___`.
    Break,
    /// A whole-line comment.
    Comment,
    /// `![…](…)` or `<img …>`.
    Image,
    /// Cells parted by tabs or pipes.
    Row,
    /// `- `, `* `, `+ `.
    Item,
    /// Nothing to read: front matter, code, formulas, targets of links.
    Literal,
    /// Opens with 【, markup aside, or with a title as the source marks entries.
    EntryHead,
    /// All else.
    Text,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'m> {
    /// The line, without blanks at either end.
    pub text: &'m str,
    /// Where it stands.
    pub at: Location,
    /// Its shape.
    pub shape: Shape,
    /// How many blank lines stand before it.
    pub blanks: u32,
    /// The markup in it, places as in the source.
    pub marks: &'m [Stretch],
}

/// The lines of a source; blank ones are only counted.
pub(crate) fn split<'m>(id: SourceId, source: &'m Source, out: &mut Vec<Line<'m>>) {
    let layout = source.layout();
    let mut marks = layout.stretches.as_slice();
    out.reserve(layout.lines.len());
    for line in &layout.lines {
        while let Some((first, rest)) = marks.split_first()
            && first.span.end <= line.span.start
        {
            marks = rest;
        }
        let own = marks.iter().take_while(|s| s.span.start < line.span.end).count();
        let mut line = Line {
            text: line.span.of_text(&source.text),
            at: Location::new(id, line.span),
            shape: shape(line.shape),
            blanks: line.blanks,
            marks: &marks[..own],
        };
        if line.shape == Shape::Text && opens_with_lens(&line) {
            line.shape = Shape::EntryHead;
        }
        out.push(line);
    }
}

fn shape(shape: LineShape) -> Shape {
    match shape {
        LineShape::Heading(level) => Shape::Heading(level),
        LineShape::Break => Shape::Break,
        LineShape::Comment => Shape::Comment,
        LineShape::Image => Shape::Image,
        LineShape::Row => Shape::Row,
        LineShape::Item => Shape::Item,
        LineShape::Literal => Shape::Literal,
        LineShape::Text => Shape::Text,
    }
}

fn opens_with_lens(line: &Line<'_>) -> bool {
    line.text.trim_start_matches(['*', ' ']).starts_with('【')
}
