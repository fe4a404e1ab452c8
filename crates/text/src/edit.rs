//! Replacements, and the one way in which they are made in a text.

use crate::SourceSpan;

/// One replacement: the same type from the rule that proposes it to the writer that makes it. `At` is the kind of
/// place: what a rule speaks of, a [`crate::Location`] of a manuscript, or a [`SourceSpan`] of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<At> {
    /// What is replaced; an empty range inserts.
    pub at: At,
    /// What stands there then.
    pub content: String,
}

impl<At> Edit<At> {
    /// Puts `content` in the place of what stands at `at`.
    pub fn new(at: At, content: impl Into<String>) -> Edit<At> {
        Edit { at, content: content.into() }
    }

    /// The same replacement, with its place told in another way.
    pub fn at<Other>(self, at: Other) -> Edit<Other> {
        Edit { at, content: self.content }
    }
}

/// A stretch of a text that was replaced, and where what stands elsewhere in the text stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What was replaced, in the text as it was.
    pub at: SourceSpan,
    /// Bytes of what stands there now.
    pub len: u32,
}

impl Replaced {
    /// Where a place of the text as it was stands now. A place within what was replaced stays.
    #[inline]
    pub const fn place(self, at: u32) -> u32 {
        if at < self.at.end { at } else { at - self.at.len() + self.len }
    }

    /// The same of a stretch.
    #[inline]
    pub fn span(self, span: SourceSpan) -> SourceSpan {
        SourceSpan::new(self.place(span.start), self.place(span.end))
    }
}

/// The text with the edits made. `None` where one does not lie on characters of the text, or begins before the one in
/// front of it ends.
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit<SourceSpan>>) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 16);
    let mut kept = 0;
    for edit in edits {
        let range = edit.at.range();
        text.get(range.clone())?;
        out.push_str(text.get(kept..range.start)?);
        out.push_str(&edit.content);
        kept = range.end;
    }
    out.push_str(text.get(kept..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_order_on_characters() {
        let edit = |start, end, content| Edit::new(SourceSpan::new(start, end), content);
        let made = |edits: &[Edit<SourceSpan>]| apply("甲,乙", edits);
        assert_eq!(made(&[]).as_deref(), Some("甲,乙"));
        assert_eq!(made(&[edit(3, 4, "，"), edit(7, 7, "。")]).as_deref(), Some("甲，乙。"));
        assert_eq!(made(&[edit(1, 3, "")]), None);
        assert_eq!(made(&[edit(4, 10, "")]), None);
        assert_eq!(made(&[edit(4, 7, ""), edit(3, 4, "")]), None);
        assert_eq!(made(&[edit(0, 4, ""), edit(3, 4, "")]), None);
    }
}
