//! Lays the blocks of a proof out as the Markdown that books are written in, and notes where each line stands.

use kanwu_text::{
    BlockEvidence, Document, LineKind, PageMark, Proof, ProofLine, ProofPage, SourceSpan, Story, Turn,
};

use crate::PdfError;
use crate::block::{Block, Kind, Placed};
use crate::columns::Place;
use crate::furniture::Furniture;
use crate::glyph::Glyph;
use crate::row::Segment;

/// The most bytes of text: far more than any book.
const MOST_TEXT: usize = 256 << 20;
/// Headings of the layout have no more levels.
const DEEPEST: usize = 6;

/// Text laid out so far.
pub(crate) struct Layout {
    pub text: String,
    pub proof: Proof,
    pub marks: Vec<PageMark>,
    /// Sizes of headings, the largest first.
    sizes: Vec<f32>,
    /// Which way the frames of each page run.
    turns: Vec<Vec<Turn>>,
    /// Page that the text has come to, from 0.
    page: Option<usize>,
    /// The last line of the contents, where the text has just come to it: page, column and baseline.
    listed: Option<(usize, u32, f32)>,
    /// The least distance of lines of the contents.
    step: f32,
}

impl Layout {
    /// `pages` are what is known of each; `sizes` those of headings, the largest first.
    pub fn new(pages: Vec<ProofPage>, turns: Vec<Vec<Turn>>, sizes: Vec<f32>) -> Layout {
        let proof = Proof { pages, ..Proof::default() };
        Layout {
            text: String::new(),
            proof,
            marks: Vec::new(),
            sizes,
            turns,
            page: None,
            listed: None,
            step: f32::MAX,
        }
    }

    fn end(&self) -> u32 {
        SourceSpan::of(0..self.text.len()).end
    }

    /// Adds text that stands nowhere on the pages.
    fn make(&mut self, text: &str) {
        let start = self.end();
        self.text.push_str(text);
        let span = SourceSpan::new(start, self.end());
        match self.proof.document.made.last_mut() {
            Some(last) if last.end == start => last.end = span.end,
            _ => self.proof.document.made.push(span),
        }
    }

    fn begin(&mut self, story: Story, level: Option<u8>) {
        let at = self.end();
        let Document { blocks, .. } = &mut self.proof.document;
        blocks.push(BlockEvidence { at, story, level });
    }

    fn reach(&mut self, page: usize) {
        if self.page.is_some_and(|now| now >= page) {
            return;
        }
        let from = self.page.map_or(0, |now| now + 1);
        for page in from..=page {
            let label = self.proof.pages.get(page).and_then(|p| p.label);
            let ordinal = u32::try_from(page + 1).unwrap_or(u32::MAX);
            self.marks.push(PageMark { at: self.end(), ordinal, label });
        }
        self.page = Some(page);
    }

    /// Adds one block, set in by so many characters.
    pub fn block(&mut self, block: &Block, indent: usize) -> Result<(), PdfError> {
        if self.text.len() > MOST_TEXT {
            return Err(PdfError::TooLarge);
        }
        match block {
            Block::Lines(kind, lines) => {
                self.part_contents(*kind, lines);
                if indent > 0 {
                    self.make(&"\u{3000}".repeat(indent));
                }
                self.lines(*kind, lines);
            }
            Block::Table { page, frame, rows } => {
                self.listed = None;
                self.reach(*page);
                self.begin(Story::Main, None);
                for (i, row) in rows.rows.iter().enumerate() {
                    let line = rows.place.line + u32::try_from(i).unwrap_or_default();
                    self.row(row, (*page, *frame), Place { line, ..rows.place });
                }
                self.make("\n");
            }
        }
        Ok(())
    }

    /// A wide gap between two lines of the contents is a blank line: it parts 类目, and the columns of a page.
    fn part_contents(&mut self, kind: Kind, lines: &[Placed]) {
        let before = self.listed.take();
        let (Kind::Contents, Some(first), Some(last)) = (kind, lines.first(), lines.last()) else { return };
        let at = |placed: &Placed| (placed.page, placed.line.place.column, placed.line.base);
        self.listed = Some(at(last));
        let (page, column, base) = at(first);
        if let Some((.., above)) = before.filter(|before| (before.0, before.1) == (page, column)) {
            let gap = above - base;
            if gap > 1.45 * self.step + 1.0 {
                self.make("\n");
            }
            self.step = self.step.min(gap.max(0.5 * first.line.size));
        }
    }

    fn lines(&mut self, kind: Kind, lines: &[Placed]) {
        let level = (kind == Kind::Heading).then(|| self.level(lines)).flatten();
        if let Some(first) = lines.first() {
            self.reach(first.page);
        }
        let story = if kind == Kind::Note { Story::Note } else { Story::Main };
        self.begin(story, level.map(|level| level as u8));
        if let Some(level) = level {
            self.make(&format!("{} ", "#".repeat(level)));
        }
        let opens = if kind == Kind::Text { bold_opening(lines) } else { 0 };
        if opens > 0 {
            self.make("**");
        }
        let told = match (kind, level) {
            (Kind::Note, _) => LineKind::Note,
            (Kind::Contents, _) => LineKind::Contents,
            (_, Some(_)) => LineKind::Heading,
            _ => LineKind::Text,
        };
        let mut done = 0;
        let mut last = None;
        for placed in lines {
            let first = placed.line.glyphs.first().map(|g| g.c);
            if parts_words(last, first) {
                self.make(" ");
            }
            self.reach(placed.page);
            let at = opens.saturating_sub(done).min(placed.line.glyphs.len());
            self.line(
                &placed.line.glyphs,
                (placed.page, placed.frame),
                placed.line.place,
                told,
                (opens > done).then_some(at).filter(|at| done + at == opens),
            );
            done += placed.line.glyphs.len();
            last = placed.line.glyphs.last().map(|g| g.c);
        }
        self.make(if kind == Kind::Contents { "\n" } else { "\n\n" });
    }

    /// Level of a heading by its size; what reads like a paragraph is none.
    fn level(&self, lines: &[Placed]) -> Option<usize> {
        let last = lines.last()?.line.glyphs.last()?;
        let count: usize = lines.iter().map(|placed| placed.line.glyphs.len()).sum();
        if count > 60 || "。；，、".contains(last.c) {
            return None;
        }
        let size = lines.first()?.line.size;
        Some((self.sizes.iter().take_while(|s| **s > size + 0.3).count() + 1).min(DEEPEST))
    }

    fn row(&mut self, cells: &[Vec<Segment>], at: (usize, usize), place: Place) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.make("\t");
            }
            for segment in cell {
                self.line(&segment.glyphs, at, place, LineKind::Cell, None);
            }
        }
        self.make("\n");
    }

    /// Adds one printed line. `bold` is how many of its glyphs end a bold opening.
    fn line(
        &mut self,
        glyphs: &[Glyph],
        (page, frame): (usize, usize),
        place: Place,
        kind: LineKind,
        bold: Option<usize>,
    ) {
        let Some(first) = glyphs.first() else { return };
        let start = self.end();
        let size = glyphs.iter().map(|g| g.size).fold(0.0, f32::max);
        let base = glyphs.iter().find(|g| g.size == size).map_or(first.base, |g| g.base);
        let turn = self.turns.get(page).and_then(|turns| turns.get(frame)).copied().unwrap_or_default();
        let page = u32::try_from(page + 1).unwrap_or(u32::MAX);
        let record = |this: &mut Layout, start: u32, glyphs: &[Glyph]| {
            let end = glyphs.iter().fold(f32::MIN, |to, g| to.max(g.to));
            this.proof.lines.push(ProofLine {
                span: SourceSpan::new(start, this.end()),
                page,
                column: place.column,
                line: place.line,
                kind,
                turn,
                base: hundredths(base - 0.16 * size),
                top: hundredths(base + 0.86 * size),
                edges: glyphs.iter().map(|g| g.from).chain([end]).map(hundredths).collect(),
            });
        };
        let mut start = start;
        let mut from = 0;
        for (i, glyph) in glyphs.iter().enumerate() {
            if glyph.made {
                self.make(glyph.c.encode_utf8(&mut [0; 4]));
            } else {
                self.text.push(glyph.c);
            }
            // The mark behind a bold opening has no glyph of its own: the line goes on behind it as another piece.
            if bold == Some(i + 1) {
                record(self, start, &glyphs[from..=i]);
                self.make("**");
                (start, from) = (self.end(), i + 1);
            }
        }
        if from < glyphs.len() {
            record(self, start, &glyphs[from..]);
        }
    }

    /// The running heads, each once, behind the text.
    pub fn heads(&mut self, furniture: &[Furniture]) {
        let mut known = std::collections::HashSet::new();
        for (page, found) in furniture.iter().enumerate() {
            for head in &found.heads {
                if !known.insert(head.text()) {
                    continue;
                }
                self.begin(Story::RunningHead, None);
                let place = Place { column: 0, line: 0, left: head.from(), right: head.to() };
                self.line(&head.glyphs, (page, found.frame), place, LineKind::RunningHead, None);
                self.make("\n\n");
            }
        }
    }

    /// Marks the pages behind the last that has text.
    pub fn finish(&mut self) {
        if let Some(last) = self.proof.pages.len().checked_sub(1) {
            self.reach(last);
        }
    }
}

/// How many glyphs of a paragraph, from its start, are bold while the rest is not.
fn bold_opening(lines: &[Placed]) -> usize {
    let glyphs = || lines.iter().flat_map(|placed| &placed.line.glyphs);
    let bold = glyphs().take_while(|g| g.bold || g.is_blank()).count();
    let blank = glyphs().take(bold).collect::<Vec<_>>().iter().rev().take_while(|g| g.is_blank()).count();
    let bold = bold - blank;
    let opens = (2..=40).contains(&bold) && glyphs().skip(bold).any(|g| !g.bold && !g.is_blank());
    if opens { bold } else { 0 }
}

/// Latin words at the end of one line and the start of the next are two, and so are a word and a number: no line is
/// broken between them but at a blank, which is not printed.
fn parts_words(last: Option<char>, next: Option<char>) -> bool {
    let is = |c: Option<char>, of: fn(&char) -> bool| c.as_ref().is_some_and(of);
    let word = |c| is(c, char::is_ascii_alphabetic);
    let number = |c| is(c, char::is_ascii_digit);
    word(last) && (word(next) || number(next)) || number(last) && word(next)
}

/// In hundredths of a point.
fn hundredths(points: f32) -> i32 {
    (points * 100.0).round() as i32
}
