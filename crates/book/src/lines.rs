//! The lines of a source, each with its outer shape and its markup, as the reader of its format made them out.

use kanwu_text::{
    BlockEvidence, Document, LineShape, Location, Source, SourceId, SourceSpan, Story, Stretch,
};

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
    /// A line of a note, which the file keeps apart.
    Footnote,
    /// A line of a header or footer, which the file keeps apart.
    RunningHead,
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
    let mut evidence = source.document().map(Evidence::new);
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
        if let Some(evidence) = &mut evidence {
            let (start, end) = ends(&source.text, line.at.span);
            line.shape = evidence.shape(line.shape, start, end);
        }
        out.push(line);
    }
}

/// Where the whole line begins and ends that `span` stands in.
fn ends(text: &str, span: SourceSpan) -> (usize, usize) {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = memchr::memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |at| at + 1);
    let behind = memchr::memchr(b'\n', &text.as_bytes()[end..]).map_or(text.len(), |at| end + at);
    (before, behind)
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

/// What a document says of its lines, asked in their order.
struct Evidence<'d> {
    /// Paragraphs not yet passed.
    rest: &'d [BlockEvidence],
    story: Story,
}

impl<'d> Evidence<'d> {
    fn new(document: &'d Document) -> Evidence<'d> {
        Evidence { rest: &document.blocks, story: Story::Main }
    }

    /// The shape of the line that stands at bytes `start..end` of the source. Marks that the author typed tell the level of
    /// a heading where the document does not.
    fn shape(&mut self, own: Shape, start: usize, end: usize) -> Shape {
        let mut level = None;
        while let Some((block, rest)) = self.rest.split_first().filter(|(block, _)| block.at as usize <= end)
        {
            if block.at as usize >= start {
                level = level.or(block.level);
            }
            self.story = block.story;
            self.rest = rest;
        }
        match (self.story, own, level) {
            (Story::RunningHead, ..) => Shape::RunningHead,
            (Story::Note, Shape::Text | Shape::Heading(_) | Shape::Item | Shape::EntryHead, _) => {
                Shape::Footnote
            }
            (Story::Main, Shape::Heading(marks), level) => Shape::Heading(level.unwrap_or(marks)),
            (_, shape, _) => shape,
        }
    }
}
