//! What a survey collects.

use std::collections::BTreeMap;

use kanwu_book::ReadingId;
use kanwu_text::Span;

use crate::Place;

/// One thing that the book says in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Facts are compared within a group.
    pub group: &'static str,
    /// What they are compared by.
    pub key: String,
    /// What they say.
    pub value: String,
    /// The paragraph.
    pub reading: ReadingId,
    /// Bytes of the paragraph.
    pub span: Span,
}

impl Fact {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::Reading(self.reading, self.span)
    }

    /// Facts that are compared with each other: those of one key. Keys in their order, the facts of each as
    /// they stand in the book.
    pub fn by_key<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> BTreeMap<&'f str, Vec<&'f Fact>> {
        Fact::grouped(facts, |fact| fact.key.as_str())
    }

    /// The same, where more than the key parts them.
    pub fn grouped<'f, K: Ord>(
        facts: impl IntoIterator<Item = &'f Fact>,
        by: impl Fn(&'f Fact) -> K,
    ) -> BTreeMap<K, Vec<&'f Fact>> {
        let mut groups: BTreeMap<K, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            groups.entry(by(fact)).or_default().push(fact);
        }
        groups
    }
}
