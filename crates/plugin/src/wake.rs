//! What wakes a rule.

use kanwu_text::{Span, TokenKind};

use crate::Trait;

/// The set of things that wake a rule. A rule is called once for each of them that stands outside the
/// protected ranges and quotations that its card leaves alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wake {
    /// Token kinds, as bits.
    pub kinds: u128,
    /// Items with any of these traits, as bits.
    pub items: u32,
    /// Words, found by the automaton of all terms.
    pub terms: &'static [&'static str],
    /// Each paragraph once.
    pub paragraph: bool,
}

impl Wake {
    /// Wakes at tokens of these kinds.
    pub const fn kinds(kinds: &[TokenKind]) -> Wake {
        let mut bits = 0;
        let mut i = 0;
        while i < kinds.len() {
            bits |= kinds[i].bit();
            i += 1;
        }
        Wake { kinds: bits, items: 0, terms: &[], paragraph: false }
    }

    /// Wakes at each quantity, date and other numeric item.
    pub const fn items() -> Wake {
        Wake { kinds: 0, items: u32::MAX, terms: &[], paragraph: false }
    }

    /// Wakes at each item that has one of these traits.
    pub const fn traits(traits: &[Trait]) -> Wake {
        let mut bits = 0;
        let mut i = 0;
        while i < traits.len() {
            bits |= traits[i].bit();
            i += 1;
        }
        Wake { kinds: 0, items: bits, terms: &[], paragraph: false }
    }

    /// Wakes at each of these words. Words that overlap all wake.
    pub const fn terms(terms: &'static [&'static str]) -> Wake {
        Wake { kinds: 0, items: 0, terms, paragraph: false }
    }

    /// Wakes once in each paragraph.
    pub const fn paragraph() -> Wake {
        Wake { kinds: 0, items: 0, terms: &[], paragraph: true }
    }

    /// Wakes at what either wakes at. The terms of the first hold where both name some.
    pub const fn or(self, other: Wake) -> Wake {
        Wake {
            kinds: self.kinds | other.kinds,
            items: self.items | other.items,
            terms: if self.terms.is_empty() { other.terms } else { self.terms },
            paragraph: self.paragraph || other.paragraph,
        }
    }
}

/// What woke a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// A token: index into [`crate::Paragraph::tokens`].
    Token(usize),
    /// An item: index into [`crate::Paragraph::items`].
    Item(usize),
    /// A word: its index in the rule's list of terms, and its bytes.
    Term(usize, Span),
    /// The paragraph.
    Paragraph,
}
