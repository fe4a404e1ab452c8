//! Frames 格式: a literal of a pattern and its partner in the same clause.

use kanwu_card::{Fault, Pattern};
use kanwu_rule::Span;

/// How far from the literal its partner may stand, in characters.
const REACH: usize = 20;

/// Where a pattern stands.
pub(crate) struct Frame {
    /// From the first word to the last.
    pub whole: Span,
    /// The other word, of a frame of two.
    pub partner: Option<Span>,
    /// Between the two words; empty without a partner.
    pub between: Span,
    /// The faulty span.
    pub fault: Span,
}

impl Frame {
    /// The frame whose literal stands at `literal` in `text`; none where its partner is missing. `thirds` are
    /// those of the pattern.
    pub(crate) fn of(pattern: &Pattern, thirds: u64, text: &str, literal: Span) -> Option<Frame> {
        if pattern.from.is_empty() && pattern.to.is_empty() {
            let none = Span::new(literal.end, literal.end);
            return Some(Frame { whole: literal, partner: None, between: none, fault: literal });
        }
        let ahead = pattern.from.is_empty();
        let partner = if ahead {
            Partners { words: &pattern.to, thirds }.after(text, literal.end as usize)?
        } else {
            Partners { words: &pattern.from, thirds }.before(text, literal.start as usize)?
        };
        let (first, last) = if ahead { (literal, partner) } else { (partner, literal) };
        let whole = Span::new(first.start, last.end);
        let fault = match pattern.fault {
            Fault::Partner => partner,
            Fault::Literal => literal,
            Fault::Frame => whole,
        };
        let between = Span::new(first.end, last.start);
        Some(Frame { whole, partner: Some(partner), between, fault })
    }

    /// Both words as a message tells them: 提高……环境.
    pub(crate) fn told(&self, text: &str) -> String {
        let whole = self.whole.of_text(text);
        if self.between.start >= self.between.end {
            return whole.to_owned();
        }
        let first = Span::new(self.whole.start, self.between.start).of_text(text);
        let last = Span::new(self.between.end, self.whole.end).of_text(text);
        format!("{first}……{last}")
    }
}

/// Marks that end a clause.
fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';' | '\n' | '*' | '【' | '】')
}

/// The words of a pattern's partner, and a bit for the third byte of each: nearly all Han characters agree in
/// their first byte and differ most in their third.
struct Partners<'p> {
    words: &'p [String],
    thirds: u64,
}

/// The bits of [`Partners`] for a pattern, made once.
pub(crate) fn thirds(pattern: &Pattern) -> u64 {
    let bits = |word: &String| word.as_bytes().get(2).map_or(u64::MAX, |third| 1 << (third % 64));
    pattern.from.iter().chain(&pattern.to).map(bits).fold(0, |all, bit| all | bit)
}

impl Partners<'_> {
    /// The word that begins nearest before byte `at`, in the same clause.
    fn before(&self, text: &str, at: usize) -> Option<Span> {
        let head = text.get(..at)?;
        let clause = head.char_indices().rev().take(REACH + 1).take_while(|(_, c)| !ends_clause(*c));
        clause.map(|(start, _)| start).find_map(|start| self.at(text, start))
    }

    /// The word that begins nearest after byte `at`, in the same clause.
    fn after(&self, text: &str, at: usize) -> Option<Span> {
        let tail = text.get(at..)?;
        let clause = tail.char_indices().take(REACH + 1).take_while(|(_, c)| !ends_clause(*c));
        clause.map(|(start, _)| at + start).find_map(|start| self.at(text, start))
    }

    /// The word that begins at byte `start`.
    fn at(&self, text: &str, start: usize) -> Option<Span> {
        let rest = text.as_bytes().get(start..)?;
        if rest.get(2).is_some_and(|third| self.thirds >> (third % 64) & 1 == 0) {
            return None;
        }
        let word = self.words.iter().find(|word| rest.starts_with(word.as_bytes()))?;
        Some(Span::of(start..start + word.len()))
    }
}
