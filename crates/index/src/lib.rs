//! What the whole book says, made once and asked by rules: its facts with their figures, its names and their forms, how
//! often a word stands, which entries a section has, in how many titles a fragment stands.
//!
//! A rule never searches the text of the book: a search costs a walk over all of it, and a rule makes many. Here all
//! questions of one kind are answered by one walk, and nothing is made that no rule asks for.

mod counts;
pub mod facts;
mod fragments;
pub mod likeness;
pub mod names;
mod structure;
mod unmarked;

use std::borrow::Cow;
use std::sync::OnceLock;

use kanwu_book::{Book, CategoryId, EntryId, SectionId};

/// Tables of `rules/tables/`.
#[allow(dead_code, reason = "a table may hold lists for other crates")]
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use counts::{WordCounts, Words};
pub use fragments::Fragments;
pub use unmarked::Unmarked;

use facts::{Facts, Observation};
use names::{Mentions, Names};
use structure::Structure;

/// The index of one book.
#[derive(Debug)]
pub struct BookIndex<'b> {
    book: &'b Book<'b>,
    structure: OnceLock<Structure>,
    counts: WordCounts<'b>,
    names: Names<'b>,
    /// The facts of prose, and the year that the book records.
    prose: Option<(Cow<'b, [Observation]>, Option<i32>)>,
    facts: OnceLock<Facts>,
}

impl<'b> BookIndex<'b> {
    /// For the engine: the index of `book`, in which no words have been counted.
    pub fn new(book: &'b Book<'b>) -> BookIndex<'b> {
        BookIndex {
            book,
            structure: OnceLock::new(),
            counts: WordCounts::default(),
            names: Names::new(book, Cow::Owned(Mentions::default()), &[]),
            prose: None,
            facts: OnceLock::new(),
        }
    }

    /// The book.
    pub fn book(&self) -> &'b Book<'b> {
        self.book
    }

    /// For the engine: the words that rules have asked for. They are counted when a rule asks for one.
    pub fn count(&mut self, words: Vec<Cow<'b, str>>) {
        self.counts = WordCounts::of(words);
    }

    /// For the engine: the names that stand in the book, and those that the office has settled.
    pub fn name(&mut self, mentions: Cow<'b, Mentions>, settled: &[String]) {
        self.names = Names::new(self.book, mentions, settled);
    }

    /// The names of the book. They are known to surveys, when all of it has been read; rules of structure find none.
    pub fn names(&self) -> &Names<'b> {
        &self.names
    }

    /// For the engine: takes in the facts of prose, in the order of the book. Those of tables are read when a rule asks for
    /// facts. `recorded` is the year that the book records.
    pub fn take_facts(&mut self, prose: Cow<'b, [Observation]>, recorded: Option<i32>) {
        self.prose = Some((prose, recorded));
    }

    /// The facts of the book; none where no rule that runs asks for them.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| match &self.prose {
            Some((prose, recorded)) => Facts::new(prose.to_vec(), self.book, *recorded),
            None => Facts::default(),
        })
    }

    /// How often the book writes a word that the rule has asked for while it collected. Words that overlap themselves
    /// are counted as a search from left to right finds them. 0 for words that were not asked for.
    pub fn times(&self, word: &str) -> usize {
        self.counts.times(word, self.book)
    }

    /// The entries of a section, or of a category outside its sections, in order.
    pub fn entries_of(&self, category: Option<CategoryId>, section: Option<SectionId>) -> &[EntryId] {
        self.structure().entries_of(category, section)
    }

    /// The entries of a section, in order, whatever the category.
    pub fn entries_in(&self, section: SectionId) -> &[EntryId] {
        let category = self.book.sections.get(section.index()).and_then(|section| section.category);
        self.entries_of(category, Some(section))
    }

    /// The sections of a category, in order; of `None`, those that stand in no category.
    pub fn sections_of(&self, category: Option<CategoryId>) -> &[SectionId] {
        self.structure().sections_of(category)
    }

    /// Where words stand in the record's own text without quotation marks or title marks round them, in order. Of two
    /// words that begin at one place, the longer stands there.
    pub fn unmarked<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<Unmarked> {
        unmarked::places(self.book, words)
    }

    fn structure(&self) -> &Structure {
        self.structure.get_or_init(|| Structure::of(self.book))
    }
}
