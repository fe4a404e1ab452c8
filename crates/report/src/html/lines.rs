//! The text by line, and places in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use kanwu_book::{Block, BlockKind, Book};
use kanwu_text::{Location, SourceId, SourceSpan};

use crate::checked::Listed;
use crate::positions::Positions;
use crate::privacy;

/// A line that holds a block.
pub(crate) struct Line<'c> {
    pub manuscript: usize,
    pub source: SourceId,
    /// 1-based.
    pub number: u32,
    /// The line without its end, bytes of the source.
    pub span: SourceSpan,
    pub block: &'c Block,
    pub text: Cow<'c, str>,
}

impl Line<'_> {
    /// A word for the page's style.
    pub fn kind(&self) -> &'static str {
        match self.block.kind {
            BlockKind::Heading { level: 0 | 1 } => "h1",
            BlockKind::Heading { level: 2 } => "h2",
            BlockKind::Heading { .. } => "h3",
            BlockKind::EntryHead => "e",
            BlockKind::Paragraph | BlockKind::ListItem => "p",
            BlockKind::TableRow => "r",
            BlockKind::TableTitle | BlockKind::TableNote | BlockKind::TableContinued => "t",
            BlockKind::Caption => "c",
            BlockKind::Signature => "s",
            BlockKind::NameLine | BlockKind::ContentsLine => "n",
            BlockKind::Divider
            | BlockKind::Break
            | BlockKind::Comment
            | BlockKind::Image
            | BlockKind::Literal => "m",
            BlockKind::Footnote | BlockKind::RunningHead | BlockKind::Other => "o",
        }
    }
}

/// Every line of every manuscript that holds a block, in order.
pub(crate) struct Lines<'c> {
    pub all: Vec<Line<'c>>,
    by_number: HashMap<(usize, SourceId, u32), usize>,
}

/// A stretch of a line: its index, first and last UTF-16 unit.
pub(crate) type Stretch = (usize, usize, usize);

impl<'c> Lines<'c> {
    pub fn of(books: &[&'c Book<'c>], positions: &Positions<'c>) -> Lines<'c> {
        let mut lines = Lines { all: Vec::new(), by_number: HashMap::new() };
        for (manuscript, book) in books.iter().enumerate() {
            for block in &book.blocks {
                let Some(file) = positions.file(manuscript, block.at.source) else { continue };
                let number = file.lines().line_of(block.at.span.start);
                let span = file.lines().line_span(number);
                let source = block.at.source;
                if lines.by_number.insert((manuscript, source, number), lines.all.len()).is_none() {
                    let text = Cow::Borrowed(span.of_text(&file.source.text));
                    lines.all.push(Line { manuscript, source, number, span, block, text });
                }
            }
        }
        lines
    }

    /// Masks numbers of people. Masks keep the length, so that places still hold.
    pub fn mask(&mut self, listed: &[Listed<'_>]) {
        let mut kept: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
        let mut hidden = Vec::new();
        for l in listed {
            let Some((index, range)) = self.bytes(l.manuscript, l.finding.at) else { continue };
            if privacy::guards(l.card) {
                hidden.push((index, range, l.card));
            } else {
                kept.entry(index).or_default().push(range);
            }
        }
        for (index, range, card) in hidden {
            let Some(line) = self.all.get_mut(index) else { continue };
            let Some(masked) = line.text.get(range.clone()).map(|t| privacy::excerpt(card, t).into_owned())
            else {
                continue;
            };
            line.text.to_mut().replace_range(range, &masked);
        }
        for (index, line) in self.all.iter_mut().enumerate() {
            let keep = kept.get(&index).map(Vec::as_slice).unwrap_or_default();
            if let Cow::Owned(masked) = privacy::surroundings(&line.text, keep) {
                line.text = Cow::Owned(masked);
            }
        }
    }

    /// A place as a stretch of its line; one that runs over several lines ends with the first.
    pub fn stretch(&self, manuscript: usize, at: Location) -> Option<Stretch> {
        let (index, range) = self.bytes(manuscript, at)?;
        let text = &self.all.get(index)?.text;
        let units = |to: usize| text.get(..to).map_or(0, |t| t.encode_utf16().count());
        Some((index, units(range.start), units(range.end)))
    }

    /// A place as bytes of its line. A place on a line without a block is the end of the line before it.
    fn bytes(&self, manuscript: usize, at: Location) -> Option<(usize, Range<usize>)> {
        let after = self.all.partition_point(|l| {
            (l.manuscript, l.source, l.span.start) <= (manuscript, at.source, at.span.start)
        });
        let index = after.checked_sub(1)?;
        let line = self.all.get(index).filter(|l| l.manuscript == manuscript && l.source == at.source)?;
        let within = |at: u32| at.clamp(line.span.start, line.span.end) - line.span.start;
        Some((index, within(at.span.start) as usize..within(at.span.end) as usize))
    }
}
