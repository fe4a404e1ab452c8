//! What a word processor's document knows of its text beside the text itself.

use crate::{BlockEvidence, PartOrigins, SourceSpan, Story};

/// Beside the text of a document. The text is laid out as Markdown, so that books are read the same way
/// from every format; what that takes and the file does not hold is `made`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Stretches that stand nowhere in the file, in order: marks of headings and emphasis, tabs between the
    /// cells of a table, automatic numbers. No finding stands there (that of a number stands behind it) and no edit reaches in.
    pub made: Vec<SourceSpan>,
    /// Stretches in content controls 内容控件 that are locked, plain text or fetched from elsewhere, in order. No
    /// edit reaches in.
    pub closed: Vec<SourceSpan>,
    /// Where in the package the text stands; empty once the text was edited.
    pub origins: PartOrigins,
    /// Byte offset at which each paragraph of the main text begins, in order.
    pub paragraphs: Vec<u32>,
    /// What the file says of each paragraph, those of notes, boxes, running heads and cells too, in order of the text.
    pub blocks: Vec<BlockEvidence>,
    /// What the author or a reviewer left to be settled.
    pub left: Vec<Left>,
    /// What of the file is no part of the text.
    pub unread: Vec<Unread>,
}

/// Text in a document's file that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where it stands.
    pub kind: UnreadKind,
    /// In how many parts.
    pub parts: u32,
    /// How many characters it has, blanks aside.
    pub characters: u32,
}

/// Where text stands that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadKind {
    /// 页眉
    Header,
    /// 页脚
    Footer,
    /// 图表
    Chart,
    /// SmartArt 图示
    Diagram,
    /// 批注
    Comment,
    /// 嵌入的文件
    Embedded,
    /// Behind a field that nothing ends.
    OpenField,
}

/// Something left in a document that is not its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// What.
    pub kind: LeftKind,
    /// How many there are.
    pub count: u32,
    /// Byte offset of the first.
    pub at: u32,
}

/// What can be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftKind {
    /// 修订: insertions and deletions neither accepted nor rejected.
    Revision,
    /// 批注
    Comment,
    /// 隐藏文字, which is not read.
    Hidden,
}

impl Document {
    /// Whether all of `span` stands nowhere in the file. An empty span does where it lies inside such a stretch.
    pub fn is_made(&self, span: SourceSpan) -> bool {
        let from = self.made.partition_point(|made| made.end <= span.start);
        let rest = self.made.get(from..).unwrap_or_default();
        if span.is_empty() {
            return rest.first().is_some_and(|made| made.start < span.start);
        }
        let covered = |to: u32, made: &SourceSpan| if made.start <= to { made.end } else { to };
        rest.iter().take_while(|made| made.start < span.end).fold(span.start, covered) >= span.end
    }

    /// The first byte from `at` on that stands in the file.
    pub fn after_made(&self, at: u32) -> u32 {
        let from = self.made.partition_point(|made| made.end <= at);
        let rest = self.made.get(from..).unwrap_or_default();
        rest.iter().take_while(|made| made.start <= at).fold(at, |at, made| made.end.max(at))
    }

    /// Whether some of `span` stands nowhere in the file. `end` is where the text ends: an empty span needs text
    /// of the file on one side.
    pub fn touches_made(&self, span: SourceSpan, end: u32) -> bool {
        let from = self.made.partition_point(|made| made.end <= span.start);
        let next = self.made.get(from);
        if !span.is_empty() {
            return next.is_some_and(|made| made.overlaps(span));
        }
        let before = span.start == 0 || from.checked_sub(1).is_some_and(|i| self.made[i].end == span.start);
        let behind = span.start >= end || next.is_some_and(|made| made.start == span.start);
        next.is_some_and(|made| made.start < span.start) || (before && behind)
    }

    /// Whether an edit of `span` would reach into a closed content control.
    pub fn touches_closed(&self, span: SourceSpan) -> bool {
        let from = self.closed.partition_point(|closed| closed.end <= span.start);
        self.closed.get(from).is_some_and(|closed| match span.is_empty() {
            true => closed.start < span.start,
            false => closed.overlaps(span),
        })
    }

    /// Which text of the document byte `at` belongs to.
    pub fn story_at(&self, at: u32) -> Story {
        let next = self.blocks.partition_point(|block| block.at <= at);
        next.checked_sub(1).and_then(|i| self.blocks.get(i)).map_or(Story::Main, |block| block.story)
    }

    /// 1-based number of the paragraph that holds byte `at`; 0 before the first.
    pub fn paragraph_at(&self, at: u32) -> u32 {
        u32::try_from(self.paragraphs.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_stretches_are_told_from_text() {
        // ## 甲**乙**
        let made = vec![
            SourceSpan::new(0, 3),
            SourceSpan::new(6, 8),
            SourceSpan::new(8, 9),
            SourceSpan::new(11, 13),
        ];
        let document = Document { made, paragraphs: vec![0, 14], ..Document::default() };
        let made = |start, end| document.is_made(SourceSpan::new(start, end));
        assert!(made(0, 3) && made(1, 2) && made(1, 1) && made(6, 9));
        assert!(!made(0, 4) && !made(3, 6) && !made(3, 3) && !made(6, 6) && !made(9, 12) && !made(0, 0));
        let touches = |start, end| document.touches_made(SourceSpan::new(start, end), 13);
        assert!(touches(3, 7) && touches(1, 1) && touches(8, 8) && touches(13, 13) && touches(0, 0));
        assert!(!touches(3, 6) && !touches(3, 3) && !touches(6, 6) && !touches(4, 4));
        assert_eq!([0, 13, 14].map(|at| document.paragraph_at(at)), [1, 1, 2]);
    }
}
