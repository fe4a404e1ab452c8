//! The names of a book: bodies, firms, places and honours known by how they end, persons known by their posts, the
//! holders of posts in lists of leaders.
//!
//! Each paragraph is read once, in the engine's one loop ([`read`]); what the whole book says of a name ([`Names`])
//! is made when a rule asks for it.

mod ends;
mod near;
mod person;
mod roster;
mod slip;

use std::sync::OnceLock;

use kanwu_book::{Book, ReadingId, Zone};
use kanwu_reading::Item;
use kanwu_text::ReadingSpan;
use rustc_hash::FxHashSet;

pub use near::{Form, Pair};
pub use person::{Person, name_at};
pub use roster::{Holder, Month};
pub use slip::{Slip, slip};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// 企业
    Firm,
    /// 机关、团体、事业单位
    Body,
    /// 地方、工程
    Place,
    /// 荣誉
    Honour,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 4] = [NameKind::Firm, NameKind::Body, NameKind::Place, NameKind::Honour];
}

/// A place where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is the name of.
    pub kind: NameKind,
    /// The paragraph.
    pub reading: ReadingId,
    /// From where the name may begin at the earliest to its end.
    pub run: ReadingSpan,
    /// Where a name may begin, as bits: bit `n` for character `n` of the run.
    pub starts: u32,
    /// The name without its ending, where its beginning can be told with some certainty.
    pub own: ReadingSpan,
}

/// A longer stretch than this, in characters, is no part of a name.
const HELD: usize = 8;

/// The names that stand in some paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Names known by their endings, in order.
    pub names: Vec<Mention>,
    /// Persons named with their posts, in order.
    pub persons: Vec<Person>,
}

impl Mentions {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.names.clear();
        self.persons.clear();
    }

    /// Adds those of a paragraph that follows.
    pub fn extend(&mut self, more: &Mentions) {
        self.names.extend_from_slice(&more.names);
        self.persons.extend_from_slice(&more.persons);
    }

    /// The stretches of one paragraph that are names of firms or persons, in order: what they are written with is
    /// theirs, right or wrong. The ending of a firm's name is not part of it.
    pub fn protected(&self, out: &mut Vec<ReadingSpan>) {
        out.clear();
        let firms = self.names.iter().filter(|m| m.kind == NameKind::Firm).map(|m| m.own);
        let all = firms.chain(self.persons.iter().map(|p| p.name));
        out.extend(all.filter(|span| !span.is_empty()));
        out.sort_unstable_by_key(|span| (span.start, span.end));
        // One within another, or over its end, makes one with it.
        out.dedup_by(|b, a| {
            let meets = b.start < a.end;
            if meets {
                *a = a.join(*b);
            }
            meets
        });
    }

    /// Adds those of paragraphs that follow.
    pub fn append(&mut self, mut more: Mentions) {
        self.names.append(&mut more.names);
        self.persons.append(&mut more.persons);
    }
}

/// Reads the names of one paragraph, of which `items` are the dates and numbers, and adds them.
pub fn read(id: ReadingId, text: &str, zone: Zone, items: &[Item], out: &mut Mentions) {
    // The contents repeat the titles of the text.
    if zone == Zone::Contents {
        return;
    }
    ends::read(id, text, &mut out.names);
    if matches!(zone, Zone::Prose | Zone::Chronicle | Zone::Caption | Zone::FrontMatter | Zone::Footnote) {
        person::read(id, text, items, &mut out.persons);
    }
}

/// What the book says of its names.
#[derive(Debug)]
pub struct Names<'b> {
    book: &'b Book<'b>,
    mentions: Mentions,
    pairs: OnceLock<Vec<Pair>>,
    written: OnceLock<FxHashSet<[char; 3]>>,
    holders: OnceLock<Vec<Holder>>,
}

impl<'b> Names<'b> {
    /// The names of a book, of which `mentions` are all.
    pub fn new(book: &'b Book<'b>, mentions: Mentions) -> Names<'b> {
        Names { book, mentions, pairs: OnceLock::new(), written: OnceLock::new(), holders: OnceLock::new() }
    }

    /// All places of names that are known by their endings, in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions.names
    }

    /// All places where a person is named with a post, in order.
    pub fn persons(&self) -> &[Person] {
        &self.mentions.persons
    }

    /// The holders of posts in lists of leaders, in order.
    pub fn holders(&self) -> &[Holder] {
        self.holders.get_or_init(|| roster::read(self.book))
    }

    /// Names that differ in one slip from another name of the same kind that stands more often.
    pub fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| near::pairs(self.book, &self.mentions.names))
    }

    /// The words of a place.
    pub fn text(&self, reading: ReadingId, span: ReadingSpan) -> &'b str {
        self.book.reading(reading).and_then(|r| r.text.get(span.range())).unwrap_or_default()
    }

    /// Whether a stretch of a paragraph is part of a name that stands elsewhere in the book: it and the character
    /// before or behind it stand so in the name of a firm or a person.
    pub fn hold(&self, reading: ReadingId, span: ReadingSpan) -> bool {
        let Some(text) = self.book.reading(reading).map(|r| &r.text) else { return false };
        let (Some(before), Some(after)) = (text.get(..span.start as usize), text.get(span.end as usize..))
        else {
            return false;
        };
        let own = span.of_text(text).chars();
        if own.clone().count() > HELD {
            return false;
        }
        let with_last: Vec<char> = before.chars().next_back().into_iter().chain(own.clone()).collect();
        let with_next: Vec<char> = own.chain(after.chars().next()).collect();
        let written = self.written.get_or_init(|| self.threes());
        let held = |chars: &[char]| {
            let mut threes = chars.windows(3).peekable();
            threes.peek().is_some()
                && threes
                    .all(|three| <[char; 3]>::try_from(three).is_ok_and(|three| written.contains(&three)))
        };
        !written.is_empty() && (held(&with_last) || held(&with_next))
    }

    /// All three characters that stand side by side in names of firms and persons.
    fn threes(&self) -> FxHashSet<[char; 3]> {
        let firms = self.mentions.names.iter().filter(|m| m.kind == NameKind::Firm);
        let spans = firms.map(|m| (m.reading, m.own));
        let mut out = FxHashSet::default();
        for (reading, span) in spans.chain(self.mentions.persons.iter().map(|p| (p.reading, p.name))) {
            let chars: Vec<char> = self.text(reading, span).chars().collect();
            out.extend(chars.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok()));
        }
        out
    }
}
