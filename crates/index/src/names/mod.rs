//! The names of a book: bodies, firms, places and honours known by how they end, persons known by their posts, the
//! holders of posts in lists of leaders.
//!
//! Each paragraph is read once, in the engine's one loop ([`read`]); what the whole book says of a name ([`Names`])
//! is made when a rule asks for it.

mod ends;
mod kept;
mod near;
mod one_apart;
mod person;
mod roster;
mod slip;

use kanwu_text::han;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use kanwu_book::{Book, ReadingId, StructureWords, Zone};
use kanwu_reading::Item;
use kanwu_text::{ReadingSpan, Term, Terms};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::table::name_posts::POSTS;

pub use kept::KeptPairs;
pub use near::{Form, Pair};
pub use one_apart::one_apart;
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
        let all = firms.chain(self.persons.iter().filter(|p| p.formed).map(|p| p.name));
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

/// A word by which a name is seen.
#[derive(Clone, Copy)]
enum Sign {
    /// The ending of a name.
    Ending(NameKind),
    /// A post, behind or before which a person may be named.
    Post(&'static str),
}

/// All of them in one table: every paragraph is walked for them.
fn signs() -> &'static Terms<'static, Sign> {
    static SIGNS: OnceLock<Terms<'static, Sign>> = OnceLock::new();
    SIGNS.get_or_init(|| {
        let endings = ends::endings().map(|(word, kind)| Term { word, data: Sign::Ending(kind) });
        let posts = POSTS.iter().map(|word| Term { word, data: Sign::Post(word) });
        Terms::new(endings.chain(posts).collect())
    })
}

/// Reads the names of one paragraph, of which `items` are the dates and numbers, and adds them.
pub fn read(id: ReadingId, text: &str, zone: Zone, items: &[Item], out: &mut Mentions) {
    let persons =
        matches!(zone, Zone::Prose | Zone::Chronicle | Zone::Caption | Zone::FrontMatter | Zone::Footnote);
    let (first_name, first_person) = (out.names.len(), out.persons.len());
    signs().find(text, |sign, span| match sign {
        Sign::Ending(kind) => ends::read(id, text, kind, span, first_name, &mut out.names),
        Sign::Post(title) if persons => {
            person::read((id, zone), text, items, (title, span), first_person, &mut out.persons);
        }
        Sign::Post(_) => {}
    });
}

#[cfg(test)]
fn mentions(text: &str) -> Mentions {
    let mut out = Mentions::default();
    read(ReadingId(0), text, Zone::Prose, &[], &mut out);
    out
}

/// 3月, 三月: the month that a heading of a chronicle names.
pub fn month_of(heading: &str) -> Option<u8> {
    let name = heading.trim().strip_suffix(han::MONTH)?;
    let number = kanwu_reading::numeral::parse_number(name.trim())?;
    u8::try_from(number.value).ok().filter(|month| (1..=12).contains(month))
}

/// What the book says of its names.
#[derive(Debug)]
pub struct Names<'b> {
    book: &'b Book<'b>,
    mentions: Cow<'b, Mentions>,
    settled: Vec<String>,
    pairs: OnceLock<Vec<Pair>>,
    written: OnceLock<FxHashSet<[char; 3]>>,
    persons: OnceLock<Vec<Person>>,
    holders: OnceLock<Vec<Holder>>,
}

impl<'b> Names<'b> {
    /// The names of a book that nobody walks.
    pub fn of(book: &'b Book<'b>, settled: &[String]) -> Names<'b> {
        let mut mentions = Mentions::default();
        let (mut tokens, mut items) = (Vec::new(), Vec::new());
        for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
            kanwu_text::lex(&reading.text, &mut tokens);
            kanwu_reading::read(&reading.text, &tokens, &mut items);
            read(id, &reading.text, reading.zone, &items, &mut mentions);
        }
        Names::new(book, Cow::Owned(mentions), settled)
    }

    /// The names of a book, of which `mentions` are all. `settled` are right, whether the book has them or not.
    pub fn new(book: &'b Book<'b>, mentions: Cow<'b, Mentions>, settled: &[String]) -> Names<'b> {
        Names {
            book,
            mentions,
            settled: settled.to_vec(),
            pairs: OnceLock::new(),
            written: OnceLock::new(),
            persons: OnceLock::new(),
            holders: OnceLock::new(),
        }
    }

    /// All places of names that are known by their endings, in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions.names
    }

    /// All places where a person is named with a post, in order. Where a name of two characters stands elsewhere, and
    /// that with the character behind it only here, the character is not of the name.
    pub fn persons(&self) -> &[Person] {
        self.persons.get_or_init(|| self.settled())
    }

    fn settled(&self) -> Vec<Person> {
        let mut times: FxHashMap<&str, u32> = FxHashMap::default();
        for person in &self.mentions.persons {
            *times.entry(self.text(person.reading, person.name)).or_default() += 1;
        }
        let listed: FxHashSet<&str> = self.holders().iter().map(|holder| holder.name.as_str()).collect();
        let mut persons = self.mentions.persons.clone();
        for person in &mut persons {
            let name = self.text(person.reading, person.name);
            let Some((two, _)) = name.char_indices().nth(2) else { continue };
            let short = name.get(..two).unwrap_or_default();
            let once = times.get(name).is_none_or(|times| *times < 2) && !listed.contains(name);
            if once && name.chars().count() == 3 && (listed.contains(short) || times.contains_key(short)) {
                person.name.end = person.name.start + two as u32;
            }
        }
        persons
    }

    /// The holders of posts in lists of leaders, in order.
    pub fn holders(&self) -> &[Holder] {
        self.holders.get_or_init(|| roster::read(self.book, &self.mentions.persons))
    }

    /// The month in which a person is named: by the day told before, or by the heading of the chronicle.
    pub fn month(&self, person: &Person) -> Option<u8> {
        person.day.map(|(month, _)| month).or_else(|| {
            let block = self.book.reading(person.reading).and_then(|r| self.book.block(r.block))?;
            let (category, section, entry) = self.book.place(block);
            [entry, section, category].into_iter().flatten().find_map(month_of)
        })
    }

    /// Names that differ in one slip from another name of the same kind that stands more often.
    pub fn pairs(&self) -> &[Pair] {
        self.pairs.get_or_init(|| near::pairs(self.book, &self.mentions.names, &self.settled))
    }

    /// Persons whose names are one slip apart: rare ones beside one that stands more often, whatever their posts.
    pub fn person_pairs(&self) -> Vec<(Form, Form)> {
        let mut places: BTreeMap<Vec<char>, Vec<(ReadingId, ReadingSpan)>> = BTreeMap::new();
        for person in self.persons() {
            let name = self.text(person.reading, person.name);
            if name.chars().count() >= 3 && StructureWords::get().is_name(name) {
                places.entry(name.chars().collect()).or_default().push((person.reading, person.name));
            }
        }
        for holder in self.holders() {
            places.entry(holder.name.chars().collect()).or_default().push((holder.reading, holder.name_at));
        }
        let names: Vec<Vec<char>> = places.keys().cloned().collect();
        let form = |n: usize| {
            let name = names.get(n)?;
            Some(Form { text: name.iter().collect(), places: places.get(name).cloned().unwrap_or_default() })
        };
        let pairs = one_apart(&names).into_iter().filter_map(|(a, b)| Some((form(a)?, form(b)?)));
        let odd_first = pairs.map(|(a, b)| if a.places.len() <= b.places.len() { (a, b) } else { (b, a) });
        odd_first.filter(|(odd, known)| known.places.len() > odd.places.len()).collect()
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
        let persons = self.mentions.persons.iter().filter(|p| p.formed).map(|p| (p.reading, p.name));
        let mut out = FxHashSet::default();
        for (reading, span) in spans.chain(persons) {
            let chars: Vec<char> = self.text(reading, span).chars().collect();
            out.extend(chars.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok()));
        }
        out
    }
}
