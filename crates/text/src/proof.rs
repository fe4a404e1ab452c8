//! What the pages of a proof 校样 show beside their text.

use crate::{Document, SourceSpan};

/// Beside the text of a proof. Lengths on a page are hundredths of a point, from its lower left corner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What was made to lay the text out, and which of it are headings, notes and running heads.
    pub document: Document,
    /// The pages, in order.
    pub pages: Vec<ProofPage>,
    /// The printed lines, in order of the text. Cells of a table are lines of their own.
    pub lines: Vec<ProofLine>,
}

/// A page of a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProofPage {
    /// What is printed as its number 页码.
    pub folio: Option<u32>,
    /// The number it has: the printed one, or where none is printed, that which its neighbours leave to it.
    pub label: Option<u32>,
    /// What its running heads 书眉 read, from the top, the folio aside.
    pub heads: Vec<String>,
    /// How many columns 栏 its text has.
    pub columns: u32,
    /// How many pictures are on it.
    pub pictures: u32,
    /// The pictures that stand in its text, side by side as one.
    pub groups: Vec<PictureGroup>,
    /// Why its text could not be read.
    pub refused: Option<Refusal>,
}

/// A picture, or pictures side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureGroup {
    /// Where they stand.
    pub frame: PageBox,
    /// Whether there is a caption 图片说明 to them.
    pub captioned: bool,
}

/// Why the text of a page cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// 扫描页: a picture, or the invisible text that recognition put behind one.
    Scan,
    /// Fonts do not say which characters their glyphs are.
    Unmapped,
    /// The page's own content is damaged.
    Damaged,
    /// More glyphs than a printed page holds.
    TooMuch,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofLine {
    /// Its text, without the end of the line.
    pub span: SourceSpan,
    /// 1-based count of its page.
    pub page: u32,
    /// 1-based column 栏 on the page; 0 where it runs over all.
    pub column: u32,
    /// 1-based line in the column, or, of one that runs over all columns, on the page.
    pub line: u32,
    /// What it is.
    pub kind: LineKind,
    /// Which way its text runs.
    pub turn: Turn,
    /// Its lower edge across the way it runs.
    pub base: i32,
    /// Its upper edge.
    pub top: i32,
    /// Where each character begins along the way it runs, and the last one ends.
    pub edges: Vec<i32>,
}

/// What a printed line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Text.
    #[default]
    Text,
    /// A line of a heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// A line of the contents.
    Contents,
    /// A line of a footnote.
    Note,
    /// A running head 书眉.
    RunningHead,
}

/// Which way text runs on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// From left to right.
    #[default]
    Upright,
    /// 直排: downwards, in columns from right to left; and text turned clockwise.
    Down,
    /// Upwards: text turned against the clock.
    Up,
    /// Upside down.
    Over,
}

/// A rectangle on a page, in hundredths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageBox {
    /// Its left edge.
    pub left: i32,
    /// Its lower edge.
    pub bottom: i32,
    /// Its right edge.
    pub right: i32,
    /// Its upper edge.
    pub top: i32,
}

/// Where in a proof a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofPlace<'s> {
    /// The page.
    pub page: &'s ProofPage,
    /// The line.
    pub line: &'s ProofLine,
    /// The box of the character.
    pub frame: PageBox,
}

impl Proof {
    /// The page of this 1-based count.
    pub fn page(&self, ordinal: u32) -> Option<&ProofPage> {
        self.pages.get((ordinal as usize).checked_sub(1)?)
    }

    /// The line that holds byte `at`; between two lines that which comes next.
    pub fn line_at(&self, at: u32) -> Option<&ProofLine> {
        let next = self.lines.partition_point(|line| line.span.end <= at);
        self.lines.get(next).or(self.lines.last())
    }

    /// The lines that share a byte with `span`, in order.
    pub fn lines_in(&self, span: SourceSpan) -> &[ProofLine] {
        let from = self.lines.partition_point(|line| line.span.end <= span.start);
        let rest = self.lines.get(from..).unwrap_or_default();
        &rest[..rest.partition_point(|line| line.span.start < span.end)]
    }

    /// Where byte `at` of `text` stands.
    pub fn place(&self, text: &str, at: u32) -> Option<ProofPlace<'_>> {
        let line = self.line_at(at)?;
        let end = text.get(at as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let frame = line.frame(text, SourceSpan::new(at, at + SourceSpan::of(0..end).end));
        Some(ProofPlace { page: self.page(line.page)?, line, frame })
    }
}

impl ProofLine {
    /// The box of what of `span` stands in this line.
    pub fn frame(&self, text: &str, span: SourceSpan) -> PageBox {
        let count = |from: u32, to: u32| {
            text.get(from as usize..to as usize).map_or(0, |between| between.chars().count())
        };
        let from = span.start.clamp(self.span.start, self.span.end);
        let to = span.end.clamp(from, self.span.end);
        let first = count(self.span.start, from);
        let last = first + count(from, to);
        let edge = |i: usize| self.edges.get(i).or(self.edges.last()).copied().unwrap_or_default();
        self.turn.frame((edge(first), edge(last)), (self.base, self.top))
    }
}

impl Turn {
    /// The box on the page of what reaches over `along` and `across`.
    pub fn frame(self, along: (i32, i32), across: (i32, i32)) -> PageBox {
        let ((left, right), (bottom, top)) = match self {
            Turn::Upright => (along, across),
            Turn::Down => (across, (-along.1, -along.0)),
            Turn::Up => ((-across.1, -across.0), along),
            Turn::Over => ((-along.1, -along.0), (-across.1, -across.0)),
        };
        PageBox {
            left: left.min(right),
            bottom: bottom.min(top),
            right: right.max(left),
            top: top.max(bottom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(start: u32, edges: &[i32]) -> ProofLine {
        ProofLine {
            span: SourceSpan::new(start, start + 6),
            page: 1,
            column: 1,
            line: 1,
            kind: LineKind::Text,
            turn: Turn::Upright,
            base: 700,
            top: 710,
            edges: edges.to_vec(),
        }
    }

    #[test]
    fn places_have_boxes() {
        let proof = Proof {
            pages: vec![ProofPage { label: Some(5), ..ProofPage::default() }],
            lines: vec![line(0, &[10, 20, 30]), line(6, &[40, 50, 60])],
            ..Proof::default()
        };
        let text = "甲乙丙丁";
        let place = proof.place(text, 9).unwrap();
        assert_eq!((place.page.label, place.frame.left, place.frame.right), (Some(5), 50, 60));
        assert_eq!(proof.lines_in(SourceSpan::new(3, 9)).len(), 2);
        assert_eq!(proof.lines[0].frame(text, SourceSpan::new(3, 9)).right, 30);
        assert_eq!(
            Turn::Down.frame((-50, -40), (100, 110)),
            PageBox { left: 100, bottom: 40, right: 110, top: 50 }
        );
    }
}
