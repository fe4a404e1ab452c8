//! Byte ranges and where they lie.

use std::ops::Range;

/// A half-open byte range on character boundaries. Offsets are `u32`: a source is at most 4 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`; an `end` before `start` gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end: if end < start { start } else { end } }
    }

    /// A span from `usize` offsets, saturating at `u32::MAX`.
    pub fn of(range: Range<usize>) -> Span {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span::new(cut(range.start), cut(range.end))
    }

    /// The empty span at byte `at`.
    pub const fn empty(at: u32) -> Span {
        Span { start: at, end: at }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True when the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range that indexes `str`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True when `other` lies inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when byte `at` lies inside this span.
    pub const fn has(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// True when the two share a byte. Two spans that only touch do not overlap; an empty span overlaps
    /// what it stands strictly inside of.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same length, `by` bytes further on.
    pub const fn shift(self, by: u32) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The text under the span; empty where the span does not lie on character boundaries of `text`.
    #[inline]
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// Which source of a manuscript: its index in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

impl SourceId {
    /// As an index into [`crate::Manuscript::sources`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// The source.
    pub source: SourceId,
    /// Bytes of the source's decoded text.
    pub span: Span,
}

impl Location {
    /// A place in `source`.
    pub const fn new(source: SourceId, span: Span) -> Location {
        Location { source, span }
    }
}
