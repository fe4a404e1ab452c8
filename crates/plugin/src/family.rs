//! Rules and families of rules.

use crate::{BookContext, Fact, LocalContext, Trigger, Triggers};

/// How a rule works.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A function of one paragraph.
    Local {
        /// What triggers it.
        triggers: Triggers,
        /// The check.
        check: fn(&mut LocalContext<'_>, Trigger),
    },
    /// Facts of all paragraphs, judged once.
    Survey {
        /// What triggers it.
        triggers: Triggers,
        /// Notes facts.
        collect: fn(&mut LocalContext<'_>, Trigger),
        /// Judges them; they come in the order of the text.
        judge: fn(&[Fact], &mut BookContext<'_>),
    },
    /// A function of the book's structure.
    Book {
        /// The check.
        check: fn(&mut BookContext<'_>),
    },
    /// A function of the index of the book: its facts and names.
    Index {
        /// What it asks for.
        asks: IndexPart,
        /// The check.
        judge: fn(&mut BookContext<'_>),
    },
    /// What the engine itself reports: faults of suppressions and the like.
    Engine,
}

/// A part of the index that is made only for the rules that ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexPart {
    /// What the book states in figures.
    Facts,
    /// The names in it.
    Names,
}

/// What a rule on the whole book reads beside the structure of the book, which is titles, tables, captions, contents,
/// editorial spec and where everything stands, and, of a survey, the facts that it notes and the paragraphs in which they
/// stand. While a book is edited, a rule looks again only where something of this has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(u8);

impl Reads {
    /// Nothing else.
    pub const STRUCTURE: Reads = Reads(0);
    /// The names of the book, and the paragraphs in which they stand.
    pub const NAMES: Reads = Reads(1);
    /// The facts of the book, and the paragraphs in which they stand.
    pub const FACTS: Reads = Reads(2);
    /// How often words stand.
    pub const COUNTS: Reads = Reads(4);
    /// What any paragraph says.
    pub const TEXT: Reads = Reads(8);

    /// This and more.
    #[must_use]
    pub const fn and(self, more: Reads) -> Reads {
        Reads(self.0 | more.0)
    }

    /// Whether the two share something.
    pub const fn meets(self, other: Reads) -> bool {
        self.0 & other.0 != 0
    }
}

/// A rule with Rust in it. Its card is found by name.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The card's name.
    pub name: &'static str,
    /// How it works.
    pub kind: Kind,
    /// Of a rule on the whole book: what it reads.
    pub reads: Reads,
}

impl Rule {
    /// A rule on one paragraph.
    pub const fn local(
        name: &'static str,
        triggers: Triggers,
        check: fn(&mut LocalContext<'_>, Trigger),
    ) -> Rule {
        Rule { name, reads: Reads::STRUCTURE, kind: Kind::Local { triggers, check } }
    }

    /// A rule on what the book does most often, or on one fact in many places.
    pub const fn survey(
        name: &'static str,
        triggers: Triggers,
        collect: fn(&mut LocalContext<'_>, Trigger),
        judge: fn(&[Fact], &mut BookContext<'_>),
    ) -> Rule {
        Rule { name, reads: Reads::STRUCTURE, kind: Kind::Survey { triggers, collect, judge } }
    }

    /// Says what a rule on the whole book reads. Where it says nothing, it is what its kind is for: a survey reads no more
    /// than its facts, a rule on facts the facts of the book, a rule on names its names, any other the text of the book.
    #[must_use]
    pub const fn reads(self, reads: Reads) -> Rule {
        Rule { reads, ..self }
    }

    /// A rule that the engine itself reports.
    pub const fn engine(name: &'static str) -> Rule {
        Rule { name, reads: Reads::STRUCTURE, kind: Kind::Engine }
    }

    /// A rule on the facts of the book, which the index holds once the paragraphs are read.
    pub const fn facts(name: &'static str, judge: fn(&mut BookContext<'_>)) -> Rule {
        Rule { name, reads: Reads::FACTS, kind: Kind::Index { asks: IndexPart::Facts, judge } }
    }

    /// A rule on the names of the book. It is given no facts.
    pub const fn names(name: &'static str, judge: fn(&mut BookContext<'_>)) -> Rule {
        Rule { name, reads: Reads::NAMES, kind: Kind::Index { asks: IndexPart::Names, judge } }
    }

    /// A rule on the book's structure.
    pub const fn book(name: &'static str, check: fn(&mut BookContext<'_>)) -> Rule {
        Rule { name, reads: Reads::TEXT, kind: Kind::Book { check } }
    }
}

/// A family of rules: what a rule crate hands to the engine.
#[derive(Clone, Copy)]
pub struct Family {
    /// Three letters.
    pub code: &'static str,
    /// Cards as `kanwu_card::embed` wrote them.
    pub cards: &'static [u8],
    /// Their patterns and concepts, as `kanwu_card::embed` wrote them.
    pub bodies: &'static [u8],
    /// The literals of their patterns.
    pub literals: &'static kanwu_card::LiteralTable,
    /// The right forms of their concepts.
    pub concepts: &'static kanwu_card::concept::Index,
    /// Rules with Rust; cards with a body of their own need none.
    pub rules: &'static [Rule],
}
