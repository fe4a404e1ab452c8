//! Text as it is laid out, together with where in the parts each piece of it stands.

use kanwu_text::{BlockEvidence, Left, LeftKind, SourceSpan, Story};

use super::xml::Bytes;

/// Text that one element of a part gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// Bytes of the layout-out text.
    pub span: SourceSpan,
    /// Index into [`Layout::runs`].
    pub run: u32,
    pub kind: AtomKind,
    /// The whole element (`w:t`, `w:tab` …) in its part.
    pub element: Bytes,
    /// All that shows between the tags of a `w:t`; the whole element for others.
    pub content: Bytes,
    /// What of that this text is.
    pub raw: Bytes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Characters of a `w:t`, one for one.
    Text,
    /// The same, set raised: 2 in the file, ² in the text.
    Raised,
    /// An element that stands for a character: a tab, a line break, a hyphen.
    Element,
}

/// Which body a run belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Body {
    Main,
    Footnotes,
    Endnotes,
    /// A header or footer: which of [`super::parts::Parts::running_heads`].
    RunningHead(u16),
}

impl Body {
    /// Which text of the document it is.
    pub fn story(self) -> Story {
        match self {
            Body::Main => Story::Main,
            Body::Footnotes | Body::Endnotes => Story::Note,
            Body::RunningHead(_) => Story::RunningHead,
        }
    }
}

/// A run: characters that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub body: Body,
    /// The whole element.
    pub element: Bytes,
    /// Its start tag.
    pub tag: Bytes,
    /// Its `w:rPr`; empty where it has none.
    pub properties: Bytes,
    /// All that comes after the properties.
    pub content: Bytes,
    /// The start tag of the insertion (`w:ins`) whose child it is.
    pub inserted: Option<Bytes>,
    /// Of a run in a note, text box or running head: the run of the main text that the note or box hangs on; of a running
    /// head the first.
    pub host: Option<u32>,
    /// Byte of the layout-out text at which it begins; of a run in the main text.
    pub at: u32,
}

/// A paragraph that may be a heading by its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sized {
    /// In half points.
    pub size: u16,
    pub characters: usize,
    /// Short, without a closing mark, outside tables.
    pub may_head: bool,
}

/// An end of the stretch that a comment is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommentEnd {
    pub id: String,
    pub at: u32,
}

/// Text laid out so far.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub text: String,
    pub made: Vec<SourceSpan>,
    pub atoms: Vec<Atom>,
    pub paragraphs: Vec<u32>,
    /// What is known of each paragraph.
    pub blocks: Vec<BlockEvidence>,
    /// Where pages begin; whether a word processor put them there when it last laid out the pages.
    pub breaks: Vec<(u32, bool)>,
    pub comments: Vec<CommentEnd>,
    pub left: Vec<Left>,
}

impl Layout {
    pub fn end(&self) -> u32 {
        SourceSpan::of(0..self.text.len()).end
    }

    /// The atom that byte `at` lies in, or ends where `closes`.
    pub fn atom(&self, at: u32, closes: bool) -> Option<&Atom> {
        if closes {
            let next = self.atoms.partition_point(|a| a.span.start < at);
            next.checked_sub(1).and_then(|i| self.atoms.get(i)).filter(|a| at <= a.span.end)
        } else {
            let i = self.atoms.partition_point(|a| a.span.end <= at);
            self.atoms.get(i).filter(|a| a.span.start <= at)
        }
    }

    /// Adds text that stands nowhere in the file.
    pub fn make(&mut self, text: &str) {
        let start = self.end();
        self.text.push_str(text);
        let span = SourceSpan::new(start, self.end());
        match self.made.last_mut() {
            Some(last) if last.end == start => last.end = span.end,
            _ => self.made.push(span),
        }
    }

    /// Notes something left to be settled.
    pub fn leave(&mut self, kind: LeftKind) {
        let at = self.end();
        match self.left.iter_mut().find(|left| left.kind == kind) {
            Some(left) => left.count = left.count.saturating_add(1),
            None => self.left.push(Left { kind, count: 1, at }),
        }
    }

    /// Puts another text behind this one.
    pub fn append(&mut self, other: Layout) {
        let by = self.end();
        self.text.push_str(&other.text);
        self.made.extend(other.made.into_iter().map(|span| span.shift(by)));
        self.atoms.extend(other.atoms.into_iter().map(|a| Atom { span: a.span.shift(by), ..a }));
        self.paragraphs.extend(other.paragraphs.into_iter().map(|at| at + by));
        self.blocks.extend(other.blocks.into_iter().map(|b| BlockEvidence { at: b.at + by, ..b }));
        self.breaks.extend(other.breaks.into_iter().map(|(at, rendered)| (at + by, rendered)));
        self.comments.extend(other.comments.into_iter().map(|c| CommentEnd { at: c.at + by, ..c }));
        for left in other.left {
            match self.left.iter_mut().find(|known| known.kind == left.kind) {
                Some(known) => known.count = known.count.saturating_add(left.count),
                None => self.left.push(Left { at: left.at + by, ..left }),
            }
        }
    }
}
