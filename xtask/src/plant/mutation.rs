//! What stands right in the clean text made wrong, as an example shows it.

use kanwu_text::ReadingSpan;
use kanwu_text::{TokenKind, kind_of};

/// What differs between an example and its right text, and what stands on both sides.
pub(crate) struct Mutation<'e> {
    pub wrong: &'e str,
    pub right: &'e str,
    before: Option<TokenKind>,
    after: Option<TokenKind>,
    /// The fault between neighbours of the same kinds that say nothing.
    pub alone: String,
}

impl<'e> Mutation<'e> {
    pub fn between(wrong: &'e str, right: &'e str) -> Mutation<'e> {
        let same =
            wrong.chars().zip(right.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (w, r) = (&wrong[same..], &right[same..]);
        let tail: usize =
            w.chars().rev().zip(r.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let before = wrong[..same].chars().next_back();
        let after = w[w.len() - tail..].chars().next();
        let near = |c: Option<char>| c.map(neutral).into_iter();
        let middle: String = near(before).chain(w[..w.len() - tail].chars()).chain(near(after)).collect();
        Mutation {
            alone: format!("清河区{middle}清河区。"),
            wrong: &w[..w.len() - tail],
            right: &r[..r.len() - tail],
            before: before.map(kind_of),
            after: after.map(kind_of),
        }
    }

    /// Byte offsets in `text` of the right form with neighbours of the same kinds.
    pub fn places(&self, text: &str, within: ReadingSpan) -> Vec<usize> {
        let Some(part) = text.get(within.range()).filter(|_| !self.right.is_empty()) else {
            return Vec::new();
        };
        part.match_indices(self.right)
            .filter(|(i, _)| {
                part[..*i].chars().next_back().map(kind_of) == self.before
                    && part[i + self.right.len()..].chars().next().map(kind_of) == self.after
            })
            .map(|(i, _)| within.start as usize + i)
            .collect()
    }
}

/// A character of the same kind that says nothing.
fn neutral(c: char) -> char {
    match kind_of(c) {
        TokenKind::Han => '山',
        TokenKind::Digit => '4',
        TokenKind::Latin => 'x',
        _ => c,
    }
}
