//! Clean text, and the legal places in it where a fault can be planted.

use std::ops::Range;

use kanwu_book::{Block, BlockKind, Book, Reading, Zone, parse};
use kanwu_text::{Format, Manuscript, ReadingSpan, Source};

/// Clean text with its places.
pub(crate) struct Ground {
    /// The text.
    pub text: String,
    /// The places, in order.
    pub spots: Vec<Spot>,
    /// Where whole chapters can be put: byte offsets of the headings of 类目 behind the front parts.
    pub chapters: Vec<usize>,
    /// Byte offset of the end of the 编辑说明; 0 where there is none.
    pub spec: usize,
    /// Plain stretches of the text, each with its zone and paragraph, where what is right can be made wrong.
    pub stretches: Vec<(Zone, usize, ReadingSpan)>,
}

/// How a text is put at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As a sentence among others.
    Sentence,
    /// As a paragraph.
    Paragraph,
    /// As the title of an entry.
    Title,
    /// As a heading.
    Heading,
    /// As a cell of a table.
    Cell,
    /// As a row of a table.
    Row,
    /// As a line of the contents pages.
    ContentsLine,
    /// As a line of a list of names.
    Name,
    /// Under a picture.
    Caption,
}

/// One legal place.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub way: Way,
    pub zone: Zone,
    /// Bytes that the text replaces; empty where it is put in between.
    pub at: Range<usize>,
    /// The line it stands in. No two faults are planted in one.
    pub line: usize,
}

impl Ground {
    /// Reads a clean text in Markdown.
    pub fn read(text: String) -> Ground {
        let manuscript = Manuscript::single(Source::new("clean.md", Format::Markdown, text.as_str()));
        let book = parse(&manuscript);
        let mut spots = Vec::new();
        for (n, block) in book.blocks.iter().enumerate() {
            add_spots(&book, n, block, &mut spots);
        }
        for entry in &book.entries {
            let at = entry.at.span.range();
            spots.push(Spot { way: Way::Title, zone: Zone::Heading, at, line: entry.block.index() });
        }
        for table in &book.tables {
            for row in table.rows.iter().filter(|row| row.cells.len() > 2) {
                // A total row and the last rows of a table are read in ways of their own.
                let Some(cell) = row.cells.first() else { continue };
                let at = cell.span.range();
                spots.push(Spot { way: Way::Cell, zone: Zone::Table, at, line: row.block.index() });
            }
        }
        let stretches = book
            .readings
            .iter()
            .filter(|r| r.joins.is_empty())
            .flat_map(|r: &Reading<'_>| r.pieces.iter().map(|p| (r.zone, r.block.index(), p)))
            .map(|(zone, line, p)| (zone, line, ReadingSpan::new(p.start, p.start + p.len)))
            .collect();
        let chapters =
            book.categories.iter().filter_map(|c| book.block(c.block)).map(|b| b.at.span.start as usize);
        let (chapters, spec) = (chapters.collect(), book.spec.at.map_or(0, |at| at.span.end as usize));
        Ground { spots, chapters, spec, stretches, text }
    }

    /// The same text without contents pages, so that whole chapters can be added to it.
    pub fn without_contents(&self) -> Ground {
        let manuscript = Manuscript::single(Source::new("clean.md", Format::Markdown, self.text.as_str()));
        let book = parse(&manuscript);
        let mut text = self.text.clone();
        if let Some(at) = book.contents.at {
            text.replace_range(at.span.range(), "");
        }
        Ground::read(text)
    }
}

fn add_spots(book: &Book<'_>, line: usize, block: &Block, spots: &mut Vec<Spot>) {
    let text = book.text(block.at);
    let (start, end) = (block.at.span.start as usize, block.at.span.end as usize);
    let zone = block.zone;
    let mut add = |way, zone, at: Range<usize>| spots.push(Spot { way, zone, at, line });
    match block.kind {
        BlockKind::Paragraph | BlockKind::EntryHead if text.ends_with('。') => {
            add(Way::Paragraph, zone, end..end);
            // Inside quotation marks a sentence would be another's words.
            let mut open = 0;
            for (i, c) in text.char_indices() {
                open += i32::from(matches!(c, '“' | '（' | '《')) - i32::from(matches!(c, '”' | '）' | '》'));
                let after = start + i + c.len_utf8();
                if c == '。' && open == 0 {
                    add(Way::Sentence, zone, after..after);
                }
            }
            if zone == Zone::Prose {
                add(Way::Caption, Zone::Caption, end..end);
                add(Way::Heading, Zone::Heading, end..end);
            }
        }
        BlockKind::TableRow if zone == Zone::Table => add(Way::Row, zone, end..end),
        BlockKind::ContentsLine if text.ends_with(|c: char| c.is_ascii_digit()) => {
            add(Way::ContentsLine, zone, end..end);
        }
        BlockKind::NameLine => add(Way::Name, zone, end..end),
        _ => {}
    }
}
