//! What a book is compared with: a bulletin, last year's volume, or a list of facts.

use kanwu_book::{Book, Zone};
use kanwu_reading::figure::Figure;
use kanwu_text::ReadingSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use super::name::plain;
use super::observation::{Observation, Origin, Qualifier};
use super::period::Period;
use super::store::Facts;
use crate::names::{NameKind, Names};

/// Shorter paragraphs are alike by chance, in characters.
const PARAGRAPH: usize = 30;

/// Shorter names tell nothing apart, in characters.
const NAME: usize = 4;

/// Another text, and what it states.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// What it is called: its title, or the name of its file.
    pub name: String,
    /// The year that it records.
    pub year: Option<i32>,
    facts: FxHashMap<(String, String), Vec<ReferenceFact>>,
    paragraphs: FxHashSet<String>,
    names: FxHashSet<String>,
}

/// A fact of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceFact {
    /// Of what time it is.
    pub period: Period,
    /// Its value in the root of its unit.
    pub figure: Figure,
    /// As printed there.
    pub printed: String,
}

impl Reference {
    /// One with a name and nothing in it.
    pub fn new(name: impl Into<String>, year: Option<i32>) -> Reference {
        Reference { name: name.into(), year, ..Reference::default() }
    }

    /// What a book states.
    pub fn of(name: impl Into<String>, year: Option<i32>, book: &Book<'_>, facts: &Facts) -> Reference {
        let mut reference = Reference::of_facts(name, year, book, facts.all().iter());
        for reading in book.readings.iter().filter(|reading| reading.zone == Zone::Prose) {
            let text = reading.text.trim();
            if text.chars().nth(PARAGRAPH).is_some() {
                reference.paragraphs.insert(text.to_owned());
            }
        }
        let names = Names::of(book, &[]);
        let bodies = names.mentions().iter().filter(|m| matches!(m.kind, NameKind::Body | NameKind::Firm));
        for mention in bodies.filter(|m| !m.own.is_empty()) {
            let span = ReadingSpan::new(mention.own.start, mention.run.end);
            reference.names.insert(names.text(mention.reading, span).to_owned());
        }
        reference
    }

    /// What some facts of a book state, without its paragraphs.
    pub fn of_facts<'o>(
        name: impl Into<String>,
        year: Option<i32>,
        book: &Book<'_>,
        facts: impl Iterator<Item = &'o Observation>,
    ) -> Reference {
        let mut reference = Reference::new(name, year);
        for observation in facts.filter(|one| one.qualifier == Qualifier::Actual) {
            for name in names(book, observation) {
                let fact = ReferenceFact {
                    period: observation.period,
                    figure: observation.figure,
                    printed: observation.printed(book).to_owned(),
                };
                reference.add(&name, observation.unit, fact);
            }
        }
        reference
    }

    /// Adds a fact.
    pub fn add(&mut self, name: &str, unit: &str, fact: ReferenceFact) {
        let name = plain(name);
        if name.chars().count() >= NAME {
            self.facts.entry((name, unit.to_owned())).or_default().push(fact);
        }
    }

    /// The facts of a name, as [`plain`] gives it, in a unit.
    pub fn facts(&self, name: &str, unit: &str) -> &[ReferenceFact] {
        self.facts.get(&(name.to_owned(), unit.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Whether a paragraph stands in it as it is.
    pub fn has_paragraph(&self, text: &str) -> bool {
        self.paragraphs.contains(text.trim())
    }

    /// Whether the name of a body or a firm stands in it.
    pub fn has_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of bodies and firms that stand in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.paragraphs.is_empty()
    }
}

/// What an observation may be called, as [`plain`] gives it.
pub fn names(book: &Book<'_>, of: &Observation) -> Vec<String> {
    match of.origin {
        Origin::Prose { .. } => vec![plain(of.before(book))],
        Origin::Cell { row, column, .. } => {
            let head = |text: &str| {
                let text = text.trim();
                plain(text.split(['（', '(']).next().unwrap_or(text))
            };
            let (row, column) = (head(book.text(row)), head(book.text(column)));
            vec![format!("{row}{column}"), row]
        }
    }
}
