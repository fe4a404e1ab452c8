//! A source cut into lines, each with its outer shape.

use kanwu_text::{BlockEvidence, Document, Location, Source, SourceId, SourceSpan, Story};

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
}

/// Blanks and control characters that may stand at either end of a line.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{c}'
}

/// Cuts a source into its lines; blank ones are only counted.
pub(crate) fn split<'m>(id: SourceId, source: &'m Source, out: &mut Vec<Line<'m>>) {
    let all = source.text.as_str();
    let mut start = 0;
    let mut blanks = 0;
    let mut evidence = source.document().map(Evidence::new);
    for end in memchr::memchr_iter(b'\n', all.as_bytes()).chain(std::iter::once(all.len())) {
        let raw = &all[start..end];
        // A tab at the start of a table row is an empty first cell.
        let text = raw.trim_end_matches(is_edge);
        let lead = text.trim_start_matches(|c| is_edge(c) && c != '\t');
        let lead = match memchr::memrchr(b'\t', lead.as_bytes()) {
            Some(tab) if !lead[..tab].trim_start().is_empty() => lead,
            _ => lead.trim_start_matches(is_edge),
        };
        if lead.is_empty() {
            blanks += 1;
        } else {
            let from = start + (text.len() - lead.len());
            let at = Location::new(id, SourceSpan::of(from..from + lead.len()));
            let shape = match &mut evidence {
                Some(evidence) => evidence.shape(lead, start, end),
                None => shape(lead),
            };
            out.push(Line { text: lead, at, shape, blanks });
            blanks = 0;
        }
        start = end + 1;
    }
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
    fn shape(&mut self, line: &str, start: usize, end: usize) -> Shape {
        let mut level = None;
        while let Some((block, rest)) = self.rest.split_first().filter(|(block, _)| block.at as usize <= end)
        {
            if block.at as usize >= start {
                level = level.or(block.level);
            }
            self.story = block.story;
            self.rest = rest;
        }
        match (self.story, shape(line), level) {
            (Story::RunningHead, ..) => Shape::RunningHead,
            (Story::Note, Shape::Text | Shape::Heading(_) | Shape::Item | Shape::EntryHead, _) => {
                Shape::Footnote
            }
            (Story::Main, Shape::Heading(marks), level) => Shape::Heading(level.unwrap_or(marks)),
            (_, shape, _) => shape,
        }
    }
}

fn shape(line: &str) -> Shape {
    let bytes = line.as_bytes();
    match bytes[0] {
        b'#' => {
            let marks = bytes.iter().take_while(|b| **b == b'#').count();
            let spaced = bytes.get(marks).is_none_or(|b| *b == b' ' || *b == b'\t');
            if marks <= 6 && (spaced || marks >= 2) {
                return Shape::Heading(marks as u8);
            }
        }
        b'-' | b'*' | b'_' | b'+' => {
            let bare = bytes[0] != b'+' && bytes.iter().all(|b| *b == bytes[0] || *b == b' ');
            if bare && bytes.iter().filter(|b| **b == bytes[0]).count() >= 3 {
                return Shape::Break;
            }
            if bytes.get(1) == Some(&b' ') && bytes[0] != b'_' {
                return Shape::Item;
            }
        }
        b'<' if line.starts_with("<!--") && line.ends_with("-->") => return Shape::Comment,
        b'<' if line.starts_with("<img") => return Shape::Image,
        b'!' if line.starts_with("![") => return Shape::Image,
        b'|' if line.len() > 1 => return Shape::Row,
        _ => {}
    }
    if memchr::memchr(b'\t', bytes).is_some() {
        return Shape::Row;
    }
    let bare = line.trim_start_matches(['*', ' ']);
    if bare.starts_with('【') { Shape::EntryHead } else { Shape::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<Shape> {
        let source = Source::new("a.md", Default::default(), text);
        let mut out = Vec::new();
        split(SourceId(0), &source, &mut out);
        for line in &out {
            assert_eq!(line.at.span.of_text(&source.text), line.text);
        }
        out.iter().map(|l| l.shape).collect()
    }

    #[test]
    fn shapes_of_lines() {
        use Shape::*;
        assert_eq!(
            shapes(
                "# 特 载\n\n---\n**【概况】** 甲\n### 【乙】\n- 甲\n1\t2\n\t\t甲\t3\n　　正文。\n***\n![](a.png)\n"
            ),
            [Heading(1), Break, EntryHead, Heading(3), Item, Row, Row, Text, Break, Image]
        );
    }
}
