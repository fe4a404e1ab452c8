//! What triggers a rule.

use kanwu_text::{ReadingSpan, TokenKind};

use crate::ItemFlag;

/// The set of things that triggers a rule. A rule is called once for each of them that stands outside the
/// protected ranges and quotations that its card leaves alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Triggers {
    /// Token kinds, as bits.
    pub kinds: u128,
    /// Items with any of these flags, as bits.
    pub items: u32,
    /// Words, found by the automaton of all terms.
    pub terms: &'static [&'static str],
    /// Each paragraph once.
    pub paragraph: bool,
}

impl Triggers {
    /// Triggers at tokens of these kinds.
    pub const fn kinds(kinds: &[TokenKind]) -> Triggers {
        let mut bits = 0;
        let mut i = 0;
        while i < kinds.len() {
            bits |= kinds[i].bit();
            i += 1;
        }
        Triggers { kinds: bits, items: 0, terms: &[], paragraph: false }
    }

    /// Triggers at each quantity, date and other numeric item.
    pub const fn items() -> Triggers {
        Triggers { kinds: 0, items: u32::MAX, terms: &[], paragraph: false }
    }

    /// Triggers at each item that has one of these flags.
    pub const fn flags(flags: &[ItemFlag]) -> Triggers {
        let mut bits = 0;
        let mut i = 0;
        while i < flags.len() {
            bits |= flags[i].bit();
            i += 1;
        }
        Triggers { kinds: 0, items: bits, terms: &[], paragraph: false }
    }

    /// Triggers at each of these words. Words that overlap all trigger.
    pub const fn terms(terms: &'static [&'static str]) -> Triggers {
        Triggers { kinds: 0, items: 0, terms, paragraph: false }
    }

    /// Triggers once in each paragraph.
    pub const fn paragraph() -> Triggers {
        Triggers { kinds: 0, items: 0, terms: &[], paragraph: true }
    }

    /// Triggers at what either triggers at. The terms of the first hold where both name some.
    pub const fn or(self, other: Triggers) -> Triggers {
        Triggers {
            kinds: self.kinds | other.kinds,
            items: self.items | other.items,
            terms: if self.terms.is_empty() { other.terms } else { self.terms },
            paragraph: self.paragraph || other.paragraph,
        }
    }
}

/// What woke a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A token: index into [`crate::Paragraph::tokens`].
    Token(usize),
    /// An item: index into [`crate::Paragraph::items`].
    Item(usize),
    /// A word: its index in the rule's list of terms, and its bytes.
    Term(usize, ReadingSpan),
    /// The paragraph.
    Paragraph,
}
