//! Byte ranges and where they lie.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A half-open byte range on character boundaries. Offsets are `u32`: a source is at most 4 GiB.
///
/// `Text` says what the bytes are bytes of. A [`ReadingSpan`] and a [`SourceSpan`] are different types, so that one
/// is not taken for the other; `Reading::locate` of the book leads from the first to the second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span<Text> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    text: PhantomData<Text>,
}

/// Marks bytes of a reading: a paragraph joined, without markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OfReading;

/// Marks bytes of the decoded text of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OfSource;

/// A range of a reading: what tokens, items and rules speak in.
pub type ReadingSpan = Span<OfReading>;

/// A range of a source: what structure, diagnostics and writers speak in.
pub type SourceSpan = Span<OfSource>;

impl<Text> fmt::Debug for Span<Text> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<Text: Copy> Span<Text> {
    /// A span from byte `start` to byte `end`; an `end` before `start` gives an empty span at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end: if end < start { start } else { end }, text: PhantomData }
    }

    /// A span from `usize` offsets, saturating at `u32::MAX`.
    pub fn of(range: Range<usize>) -> Self {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span::new(cut(range.start), cut(range.end))
    }

    /// The empty span at byte `at`.
    pub const fn empty(at: u32) -> Self {
        Span::new(at, at)
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
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when byte `at` lies inside this span.
    pub const fn has(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// True when the two share a byte. Two spans that only touch do not overlap; an empty span overlaps
    /// what it stands strictly inside of.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same length, `by` bytes further on.
    pub const fn shift(self, by: u32) -> Self {
        Span::new(self.start + by, self.end + by)
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
    pub span: SourceSpan,
}

impl Location {
    /// A place in `source`.
    pub const fn new(source: SourceId, span: SourceSpan) -> Location {
        Location { source, span }
    }

    /// Bytes `range` of the text that stands here.
    pub fn part(self, range: Range<usize>) -> Location {
        Location { source: self.source, span: Span::of(range).shift(self.span.start) }
    }

    /// From the start of this place to the end of a later one in the same source.
    pub fn through(self, last: Location) -> Location {
        Location { source: self.source, span: Span::new(self.span.start, last.span.end) }
    }

    /// What stands between this place and a later one in the same source.
    pub fn between(self, next: Location) -> Location {
        Location { source: self.source, span: Span::new(self.span.end, next.span.start) }
    }
}
