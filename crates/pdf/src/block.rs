//! From lines to paragraphs, over columns and pages.

use crate::columns::{Item, Line, Rows};
use crate::glyph::is_wide;
use crate::running;

/// What a block of the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Text,
    /// Larger than the text.
    Heading,
    Contents,
    Note,
}

/// A line with its page.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// From 0.
    pub page: usize,
    /// Which of the frames of the page, from 0.
    pub frame: usize,
    pub line: Line,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Lines(Kind, Vec<Placed>),
    Table { page: usize, frame: usize, rows: Rows },
}

impl Block {
    /// Whether it is the title on a 篇章页: the next heading, on a later page, reads the same.
    pub fn divides(&self, next: &Block) -> bool {
        match (self, next) {
            (Block::Lines(Kind::Heading, own), Block::Lines(Kind::Heading, next)) => {
                let page = |lines: &[Placed]| lines.first().map(|placed| placed.page);
                page(own) < page(next) && title(own) == title(next)
            }
            _ => false,
        }
    }
}

/// What lines read, without blanks.
fn title(lines: &[Placed]) -> String {
    lines.iter().flat_map(|placed| &placed.line.glyphs).map(|g| g.c).filter(|c| !c.is_whitespace()).collect()
}

/// What the whole proof says of its lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// The size of the running text.
    pub body: f32,
    /// The usual distance of its baselines.
    pub leading: f32,
}

/// Lines of one frame of one page, in reading order.
pub(crate) struct PageItems {
    pub page: usize,
    pub frame: usize,
    pub items: Vec<Item>,
}

/// The blocks of a proof.
pub(crate) fn blocks(mut pages: Vec<PageItems>, measure: Measure) -> Vec<Block> {
    running::mark(&mut pages, measure.body);
    let mut builder = Builder { measure, out: Vec::new(), open: Vec::new(), held: Vec::new(), begun: None };
    for page in pages {
        for item in page.items {
            match item {
                Item::Table(rows) => builder.float(Block::Table { page: page.page, frame: page.frame, rows }),
                Item::Line(line) => builder.line(Placed { page: page.page, frame: page.frame, line }),
            }
        }
    }
    builder.close();
    builder.out
}

struct Builder {
    measure: Measure,
    out: Vec<Block>,
    /// The paragraph that the last lines of the text belong to.
    open: Vec<Placed>,
    /// What stands between two parts of the open paragraph: tables, captions, notes.
    held: Vec<Block>,
    /// Kind of the open block.
    begun: Option<Kind>,
}

/// Marks that end a sentence or stand behind its end.
const ENDS: &str = "。！？；：”’）》】…";

impl Builder {
    fn line(&mut self, placed: Placed) {
        let kind = self.kind(&placed.line);
        match kind {
            Kind::Note => return self.note(placed),
            Kind::Contents => {
                // A title in the contents may take two lines; its page stands behind the second.
                let goes_on = self.begun == Some(Kind::Contents)
                    && self.open.last().is_some_and(|last| {
                        !ends_in_page(&last.line) && last.line.is_full(self.measure.body, 2.5)
                    });
                if !goes_on {
                    self.close();
                }
            }
            Kind::Heading | Kind::Text => {
                if self.is_caption(&placed.line) && self.may_go_on_behind(placed.page) {
                    return self.float(Block::Lines(Kind::Text, vec![placed]));
                }
                if !self.continues(kind, &placed) {
                    self.close();
                }
            }
        }
        self.begun = Some(kind);
        self.open.push(placed);
    }

    fn kind(&self, line: &Line) -> Kind {
        let body = self.measure.body;
        if line.note {
            Kind::Note
        } else if has_leaders(&line.text()) || (line.numbered && line.size < 1.3 * body) {
            Kind::Contents
        } else if self.begun == Some(Kind::Contents) && leads_on(&line.text()) {
            // 金融……130　农业: a line of two columns, of which the right one has a title without a page.
            Kind::Contents
        } else if line.size > 1.07 * body && !line.running && is_words(line) {
            Kind::Heading
        } else {
            Kind::Text
        }
    }

    /// Whether the open paragraph has not come to its end.
    fn may_go_on(&self) -> bool {
        let Some(last) = self.open.last() else { return false };
        let ended = last.line.glyphs.last().is_some_and(|g| ENDS.contains(g.c));
        let line = &last.line;
        // 单位：万元 stands at the right edge and ends there.
        let alone = self.open.len() == 1 && line.from() - line.place.left > 4.5 * line.size;
        self.begun == Some(Kind::Text) && !ended && !alone && line.is_full(self.measure.body, 1.6)
    }

    /// Whether it may go on behind what stands on `page`: no paragraph is parted by a whole page.
    fn may_go_on_behind(&self, page: usize) -> bool {
        self.may_go_on() && self.open.last().is_some_and(|last| last.page + 1 >= page)
    }

    /// A caption or the title of a table: smaller than the text.
    fn is_caption(&self, line: &Line) -> bool {
        line.size < 0.93 * self.measure.body
    }

    fn float(&mut self, block: Block) {
        let page = match &block {
            Block::Lines(_, lines) => lines.first().map_or(0, |placed| placed.page),
            Block::Table { page, .. } => *page,
        };
        if self.may_go_on_behind(page) {
            self.held.push(block);
        } else {
            self.close();
            self.out.push(block);
        }
    }

    fn note(&mut self, placed: Placed) {
        let goes_on = |last: &Placed| {
            last.page == placed.page
                && last.line.is_full(self.measure.body, 1.6)
                && !begins_note(&placed.line)
        };
        let notes = if self.held.is_empty() && self.open.is_empty() { &mut self.out } else { &mut self.held };
        match notes.last_mut() {
            Some(Block::Lines(Kind::Note, lines)) if lines.last().is_some_and(goes_on) => lines.push(placed),
            _ => notes.push(Block::Lines(Kind::Note, vec![placed])),
        }
    }

    fn continues(&self, kind: Kind, next: &Placed) -> bool {
        let (Some(last), Some(begun)) = (self.open.last(), self.begun) else { return false };
        let body = self.measure.body;
        if begun != kind || (last.line.size - next.line.size).abs() > 0.07 * body || last.frame != next.frame
        {
            return false;
        }
        let (a, b) = (&last.line, &next.line);
        let together = last.page == next.page && a.place.column == b.place.column;
        let gap = a.base - b.base;
        if kind == Kind::Heading {
            let filled = a.to() - a.from() > 0.7 * (a.place.right - a.place.left);
            // A title may be broken by its sense, with both lines short.
            let broken = a.is_centred(body) && b.is_centred(body) && gap < 1.75 * a.size;
            return together && (filled && gap < 2.3 * a.size || broken) && self.open.len() < 3;
        }
        if b.is_centred(body) && !b.is_full(body, 2.5) || a.is_centred(body) && !a.is_full(body, 2.5) {
            return false;
        }
        let ended = a.glyphs.last().is_some_and(|g| ENDS.contains(g.c));
        let leading = self.measure.leading * (a.size / body).max(1.0);
        if together && gap > 1.45 * leading + 1.0 && (ended || !a.is_full(body, 1.6) && !a.had_no_room_for(b))
        {
            return false;
        }
        let indent = |line: &Line| (line.from() - line.place.left) / line.size.max(body);
        let (before, now) = (indent(a), indent(b));
        // The first line of a paragraph is indented; those of a paragraph that is set in as a whole all are.
        let first = self.open.len() == 1;
        let hangs = first && hangs_on(a, b);
        let indented =
            now > 0.9 && (now > before + 0.9 || (first && now > before - 0.5 && before > 0.9 && ended));
        let indented = indented && !hangs;
        // Lines that stand to the right, as a signature and its date, each stand for themselves.
        let aside = before > 4.5 && (now > 4.5 || first && now < before - 4.0);
        let flush = ends_flush(a, b);
        !indented && (!aside || flush) && (a.is_full(body, 2.6) || a.had_no_room_for(b) || flush)
    }

    fn close(&mut self) {
        let lines = std::mem::take(&mut self.open);
        if let Some(kind) = self.begun.take()
            && !lines.is_empty()
        {
            self.out.push(Block::Lines(kind, lines));
        }
        self.out.append(&mut self.held);
    }
}

/// Whether the second line of a paragraph begins under the text of the first, behind its bullet or number.
fn hangs_on(first: &Line, next: &Line) -> bool {
    let opening = first.glyphs.iter().take(8).skip_while(|g| !g.is_blank()).find(|g| !g.is_blank());
    opening.is_some_and(|g| (g.from - next.from()).abs() < 0.4 * first.size)
}

/// Whether two long lines begin and end at the same places: those of a paragraph that is set narrower than its column.
fn ends_flush(a: &Line, b: &Line) -> bool {
    let near = |a: f32, b: f32, size: f32| (a - b).abs() < 0.5 * size;
    near(a.to(), b.to(), a.size) && near(a.from(), b.from(), a.size) && a.to() - a.from() > 18.0 * a.size
}

/// Whether a line says something. A sign of a formula, which may be set large, does not.
fn is_words(line: &Line) -> bool {
    let mut letters = line.glyphs.iter().map(|g| g.c).filter(|c| c.is_alphanumeric());
    letters.next().is_some_and(|first| is_wide(first) || letters.next().is_some())
}

/// Whether a line of the contents carries its page.
fn ends_in_page(line: &Line) -> bool {
    line.numbered || has_leaders(&line.text())
}

/// Dots that lead to page numbers: 农业……12, in an index with the column: 农业……12a，15b.
pub(crate) fn has_leaders(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "）)〕]".contains(c));
    let is_page =
        |c: char| c.is_ascii_digit() || matches!(c, 'a'..='d' | 'A'..='D' | '，' | '、' | ',' | ' ');
    let rest = text.trim_end_matches(is_page);
    let pages =
        text[rest.len()..].split(|c: char| !c.is_ascii_alphanumeric()).filter(|page| !page.is_empty());
    let is_number = |page: &str| {
        let number = page.strip_suffix(|c: char| c.is_ascii_alphabetic()).unwrap_or(page);
        (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    };
    let numbers = pages.clone().count();
    let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || "（(〔[".contains(c));
    let bare = rest.trim_end_matches(|c: char| c.is_whitespace() || is_leader(c));
    // … is three dots in one character.
    let dots = |c: char| if matches!(c, '…' | '⋯') { 3 } else { usize::from(is_leader(c)) };
    let leaders: usize = rest[bare.len()..].chars().map(dots).sum();
    numbers > 0 && pages.clone().all(is_number) && leaders >= 4
}

/// Leaders with a page inside of a line.
fn leads_on(text: &str) -> bool {
    let mut parts = text.split_inclusive(|c: char| c.is_ascii_digit());
    parts.any(has_leaders)
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '…' | '·' | '．' | '⋯' | '•' | '‧' | '。' | '┄' | '┈')
}

/// ① or the like.
fn begins_note(line: &Line) -> bool {
    line.glyphs.first().is_some_and(
        |g| matches!(g.c, '①'..='⑳' | '¹' | '²' | '³' | '⁰'..='⁹' | '*' | '※' | '[' | '〔' | '注'),
    )
}
