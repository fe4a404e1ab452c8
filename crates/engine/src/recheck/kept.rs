//! What the paragraphs of a book gave.

use std::ops::Range;
use std::sync::Arc;

use kanwu_book::{EditorialSpec, ReadingId};
use kanwu_index::facts::{Observation, Origin};
use kanwu_index::names::{KeptPairs, Mention, Mentions, Person};
use kanwu_plugin::{Fact, Finding, Place};
use rustc_hash::FxHashMap;

use super::judged::Judged;
use super::keys::Key;
use crate::RuleId;

/// What the paragraphs of a book gave when it was checked last. It holds for the same rules, selection and settings.
#[derive(Debug, Default)]
pub struct Kept {
    /// What the editorial spec said, whatever its places.
    pub(super) spec: EditorialSpec,
    pub(super) paragraphs: Vec<Paragraph>,
    /// The facts of all paragraphs, by rule.
    pub(super) facts: Vec<Vec<Fact>>,
    pub(super) mentions: Mentions,
    pub(super) stated: Vec<Observation>,
    pub(super) pairs: KeptPairs,
    /// What rules on the whole book found.
    pub(super) judged: Judged,
    /// Words that surveys want counted, each with the number of paragraphs that ask for it.
    pub(super) words: FxHashMap<String, u32>,
}

/// A paragraph of the book as it was checked last.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) key: Key,
    pub(super) value: Arc<Value>,
}

/// What a walk over one paragraph gave.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) findings: Vec<(RuleId, Finding)>,
    pub(super) facts: Vec<(RuleId, Fact)>,
    pub(super) words: Vec<String>,
    pub(super) mentions: Mentions,
    pub(super) stated: Vec<Observation>,
    /// Whether it holds wherever the paragraph stands: all its places are told as places of the paragraph.
    pub(super) moves: bool,
}

impl Kept {
    /// Puts paragraphs in the place of others, and what they gave in the place of what those gave.
    pub(super) fn exchange(&mut self, gone: Range<usize>, new: Vec<Paragraph>) {
        let mut facts: Vec<Vec<Fact>> = Vec::new();
        facts.resize_with(self.facts.len(), Vec::new);
        let (mut names, mut persons, mut stated) = (Vec::new(), Vec::new(), Vec::new());
        for (id, kept) in ids_from(gone.start).zip(&new) {
            let value = &kept.value;
            for (rule, fact) in &value.facts {
                if let Some(of_rule) = facts.get_mut(rule.index()) {
                    of_rule.push(fact.clone().standing_in(id));
                }
            }
            names.extend(value.mentions.names.iter().map(|name| name.standing_in(id)));
            persons.extend(value.mentions.persons.iter().map(|person| person.standing_in(id)));
            stated.extend(value.stated.iter().map(|one| one.clone().standing_in(id)));
            for word in &value.words {
                match self.words.get_mut(word) {
                    Some(times) => *times += 1,
                    None => drop(self.words.insert(word.clone(), 1)),
                }
            }
        }
        let old = self.paragraphs.get(gone.clone()).unwrap_or_default();
        for word in old.iter().flat_map(|kept| &kept.value.words) {
            if let Some(times) = self.words.get_mut(word) {
                *times -= 1;
                if *times == 0 {
                    self.words.remove(word);
                }
            }
        }
        let come = new.len();
        for (all, new) in self.facts.iter_mut().zip(facts) {
            put(all, new, &gone, come);
        }
        put(&mut self.mentions.names, names, &gone, come);
        put(&mut self.mentions.persons, persons, &gone, come);
        put(&mut self.stated, stated, &gone, come);
        self.paragraphs.splice(gone, new);
    }
}

/// What knows the paragraph that it stands in.
trait Standing: Sized {
    /// The paragraph.
    fn reading(&self) -> ReadingId;

    /// Tells it of another paragraph.
    fn move_to(&mut self, id: ReadingId);

    /// The same in another paragraph.
    fn standing_in(mut self, id: ReadingId) -> Self {
        self.move_to(id);
        self
    }
}

macro_rules! standing {
    ($($name:ident),*) => {$(
        impl Standing for $name {
            fn reading(&self) -> ReadingId {
                self.reading
            }

            fn move_to(&mut self, id: ReadingId) {
                self.reading = id;
            }
        }
    )*};
}

standing!(Fact, Mention, Person);

impl Standing for Observation {
    fn reading(&self) -> ReadingId {
        match self.origin {
            Origin::Prose { reading, .. } => reading,
            // Tables are read when the index is made: none of their cells is kept.
            Origin::Cell { .. } => ReadingId(u32::MAX),
        }
    }

    fn move_to(&mut self, id: ReadingId) {
        if let Origin::Prose { reading, .. } = &mut self.origin {
            *reading = id;
        }
    }
}

/// Puts `new` in the place of what stands in the paragraphs `gone`, of which there are `come` now. `all` is in the order
/// of the book.
fn put<T: Standing>(all: &mut Vec<T>, new: Vec<T>, gone: &Range<usize>, come: usize) {
    let from = all.partition_point(|one| one.reading().index() < gone.start);
    let to = all.partition_point(|one| one.reading().index() < gone.end);
    let after = from + new.len();
    all.splice(from..to, new);
    let (less, more) = (gone.len() as u32, come as u32);
    if less != more {
        for one in all.iter_mut().skip(after) {
            one.move_to(ReadingId(one.reading().0 - less + more));
        }
    }
}

/// The ids of paragraphs from one on.
pub(super) fn ids_from(first: usize) -> impl Iterator<Item = ReadingId> {
    (first as u32..).map(ReadingId)
}

/// Whether all places of a finding are told as places of its paragraph.
pub(super) fn stands_in_paragraph(finding: &Finding) -> bool {
    let here = |place: &Place| matches!(place, Place::Here(_));
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).chain(&finding.occurrences);
    here(&finding.at)
        && finding.related.iter().all(|related| here(&related.at))
        && edits.into_iter().all(|edit| here(&edit.at))
}
