//! A book that is checked again after each edit.
//!
//! What rules find in a paragraph, and what they note of it, depends on that paragraph and the settings alone. So it is
//! kept, and a paragraph that reads as it did and stands under the same titles is not walked again. The facts, names and
//! observations of all paragraphs are kept as whole lists: an edit exchanges in them what belongs to the paragraphs that
//! it changed.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use kanwu_book::{Book, Clause, EditorialSpec, Reading, ReadingId, Stated};
use kanwu_index::BookIndex;
use kanwu_index::facts::{self, Observation, Origin};
use kanwu_index::names::{KeptPairs, Mention, Mentions, Person};
use kanwu_plugin::{Fact, Finding, Place, Settings, Sink};
use kanwu_text::Location;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use crate::dispatch::Dispatch;
use crate::resolve::resolve;
use crate::run::{CHUNK, Check, LocalFinding};
use crate::select::Chosen;
use crate::timing::Unwatched;
use crate::walk::{Scratch, walk, with_paragraph};
use crate::{Diagnostic, Mode, Registry, RuleId, Selection};

/// A hash of all that the findings and facts of a paragraph depend on.
type Key = u128;

/// How much a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// All rules.
    #[default]
    Book,
    /// Only rules for which one paragraph is enough; they need not wait for the others.
    Paragraph,
}

/// Checks a book again and again, and walks only the paragraphs that have changed. What it finds is what
/// [`run`](crate::run) finds.
///
/// It is for one book and one set of settings, of which only the editorial spec may change from check to check.
pub struct Recheck<'r> {
    registry: &'r Registry,
    selection: &'r Selection,
    /// All rules that run.
    chosen: Chosen,
    /// Those of them that look at one paragraph.
    local: Chosen,
    dispatch: Dispatch<'r>,
    kept: Kept,
}

/// What the paragraphs of a book gave when it was checked last. It holds for the same rules, selection and settings.
#[derive(Debug, Default)]
pub struct Kept {
    /// What the editorial spec said, whatever its places.
    spec: EditorialSpec,
    paragraphs: Vec<Paragraph>,
    /// The facts of all paragraphs, by rule.
    facts: Vec<Vec<Fact>>,
    mentions: Mentions,
    stated: Vec<Observation>,
    pairs: KeptPairs,
    /// Words that surveys want counted, each with the number of paragraphs that ask for it.
    words: FxHashMap<String, u32>,
}

/// A paragraph of the book as it was checked last.
#[derive(Debug)]
struct Paragraph {
    key: Key,
    value: Arc<Value>,
}

/// What a walk over one paragraph gave.
#[derive(Debug)]
struct Value {
    findings: Vec<(RuleId, Finding)>,
    facts: Vec<(RuleId, Fact)>,
    words: Vec<String>,
    mentions: Mentions,
    stated: Vec<Observation>,
    /// Whether it holds wherever the paragraph stands: all its places are told as places of the paragraph.
    moves: bool,
}

impl<'r> Recheck<'r> {
    /// For a book of which `kept` is known: nothing of one that has not been checked.
    pub fn new(registry: &'r Registry, selection: &'r Selection, kept: Kept) -> Recheck<'r> {
        let chosen = selection.choose(registry);
        let dispatch = Dispatch::new(registry, &chosen);
        let mut kept = if kept.facts.len() == registry.len() { kept } else { Kept::default() };
        kept.facts.resize_with(registry.len(), Vec::new);
        let local = chosen.clone().of_paragraphs(registry);
        Recheck { registry, selection, chosen, local, dispatch, kept }
    }

    /// What is known of the book now.
    pub fn into_kept(self) -> Kept {
        self.kept
    }

    /// Checks the book as it is now. Diagnostics come in order of path, place and code.
    pub fn run(&mut self, settings: &Settings, book: &Book<'_>, mode: Mode, scope: Scope) -> Vec<Diagnostic> {
        self.read(settings, book, mode);
        let chosen = match scope {
            Scope::Book => &self.chosen,
            Scope::Paragraph => &self.local,
        };
        let check = Check { registry: self.registry, chosen, settings, book, mode };
        let mut index = BookIndex::new(book);
        let told = scope == Scope::Book && self.fill(&mut index, &check);
        let index = index;
        let local = || self.local(&check);
        let of_book = || match scope {
            Scope::Book => self.of_book(&check, &index),
            Scope::Paragraph => Vec::new(),
        };
        let (local, of_book) = match mode {
            Mode::Parallel => rayon::join(local, of_book),
            Mode::Serial | Mode::Asked => (local(), of_book()),
        };
        let found = check.told(&index, local, of_book);
        let found = resolve(self.registry, chosen, &self.selection.overrides, settings, book, found);
        if !told {
            self.kept.pairs.keep(index.names());
        }
        found
    }

    /// Fills the index with what the paragraphs gave. Whether that holds the pairs of names.
    fn fill(&self, index: &mut BookIndex<'_>, check: &Check<'_>) -> bool {
        index.count(self.kept.words.keys().cloned().collect());
        index.name(self.kept.mentions.clone(), &check.settings.names);
        if check.asks_facts() {
            index.take_facts(self.kept.stated.clone(), check.settings.record_year());
        }
        self.kept.pairs.tell(index.names())
    }

    /// The findings of local rules.
    fn local(&self, check: &Check<'_>) -> Vec<LocalFinding> {
        let part = |(part, kept): (usize, &[Paragraph])| {
            let mut out = Vec::new();
            for (id, kept) in ids_from(part * CHUNK).zip(kept) {
                for (rule, finding) in
                    kept.value.findings.iter().filter(|(rule, _)| check.chosen.is_on(*rule))
                {
                    out.extend(check.local(*rule, id, finding.clone()));
                }
            }
            out
        };
        match check.mode {
            Mode::Parallel => {
                self.kept.paragraphs.par_chunks(CHUNK).enumerate().flat_map_iter(part).collect()
            }
            Mode::Serial | Mode::Asked => {
                self.kept.paragraphs.chunks(CHUNK).enumerate().flat_map(part).collect()
            }
        }
    }

    /// What the whole book shows.
    fn of_book(&self, check: &Check<'_>, index: &BookIndex<'_>) -> Vec<(u16, Finding)> {
        // Rules of structure find no names, counts and facts.
        let structure = || check.structure(&BookIndex::new(check.book), Unwatched).0.findings;
        let judge = || check.judge(index, &self.kept.facts, Unwatched).0;
        let (mut found, judged) = match check.mode {
            Mode::Parallel => rayon::join(structure, judge),
            Mode::Serial | Mode::Asked => (structure(), judge()),
        };
        found.extend(judged);
        found
    }

    /// Walks the paragraphs that have changed since the last time.
    fn read(&mut self, settings: &Settings, book: &Book<'_>, mode: Mode) {
        // Where the spec stands matters to no rule on one paragraph, unless it names that place; and then what it has found
        // is not kept.
        let spec = unplaced(&settings.spec);
        let same_spec = self.kept.spec == spec;
        let holds = |kept: &Paragraph| same_spec && kept.value.moves;
        let keys = keys(book);
        let stays = |(kept, key): &(&Paragraph, &Key)| kept.key == **key && holds(kept);
        let before = self.kept.paragraphs.iter().zip(&keys).take_while(stays).count();
        let rest = self.kept.paragraphs.iter().skip(before).rev().zip(keys.iter().skip(before).rev());
        let after = rest.take_while(stays).count();
        let gone = before..self.kept.paragraphs.len() - after;
        let come = before..keys.len() - after;
        if gone.is_empty() && come.is_empty() {
            return;
        }
        // What only stands elsewhere now is known as well.
        let old = self.kept.paragraphs.get(gone.clone()).unwrap_or_default().iter();
        let known: FxHashMap<Key, Arc<Value>> =
            old.filter(|kept| holds(kept)).map(|kept| (kept.key, Arc::clone(&kept.value))).collect();
        let new: Vec<(ReadingId, Key)> =
            ids_from(come.start).zip(keys.get(come.clone()).unwrap_or_default().iter().copied()).collect();
        let check = Check { registry: self.registry, chosen: &self.chosen, settings, book, mode };
        let asks_facts = check.asks_facts();
        let part = |part: &[(ReadingId, Key)]| -> Vec<Paragraph> {
            let mut scratch = Scratch::default();
            let value = |(id, key): &(ReadingId, Key)| {
                let value = known.get(key).cloned();
                let value =
                    value.unwrap_or_else(|| Arc::new(self.value(&check, asks_facts, *id, &mut scratch)));
                Paragraph { key: *key, value }
            };
            part.iter().map(value).collect()
        };
        let new: Vec<Paragraph> = match mode {
            Mode::Parallel => new.par_chunks(CHUNK).flat_map_iter(part).collect(),
            Mode::Serial | Mode::Asked => new.chunks(CHUNK).flat_map(part).collect(),
        };
        self.kept.exchange(gone, new);
        self.kept.spec = spec;
    }

    /// Walks one paragraph.
    fn value(&self, check: &Check<'_>, asks_facts: bool, id: ReadingId, scratch: &mut Scratch) -> Value {
        let mut sink = Sink::default();
        let (mut mentions, mut stated) = (Mentions::default(), Vec::new());
        with_paragraph(check.book, check.settings, id, scratch, |paragraph| {
            mentions = paragraph.mentions.clone();
            if asks_facts {
                facts::read(&paragraph.passage(), &mut stated);
            }
            walk(self.registry, &self.dispatch, paragraph, &mut sink, &mut Unwatched);
        });
        Value {
            moves: sink.findings.iter().all(|(_, finding)| stands_in_paragraph(finding)),
            findings: sink.findings.into_iter().map(|(rule, finding)| (RuleId(rule), finding)).collect(),
            facts: sink.facts.into_iter().map(|(rule, fact)| (RuleId(rule), fact)).collect(),
            words: sink.words.into_iter().collect(),
            mentions,
            stated,
        }
    }
}

impl Kept {
    /// Puts paragraphs in the place of others, and what they gave in the place of what those gave.
    fn exchange(&mut self, gone: Range<usize>, new: Vec<Paragraph>) {
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
fn ids_from(first: usize) -> impl Iterator<Item = ReadingId> {
    (first as u32..).map(ReadingId)
}

/// Whether all places of a finding are told as places of its paragraph.
fn stands_in_paragraph(finding: &Finding) -> bool {
    let here = |place: &Place| matches!(place, Place::Here(_));
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits).chain(&finding.occurrences);
    here(&finding.at)
        && finding.related.iter().all(|related| here(&related.at))
        && edits.into_iter().all(|edit| here(&edit.at))
}

/// What the editorial spec says, whatever the places where it says so.
fn unplaced(spec: &EditorialSpec) -> EditorialSpec {
    fn all<T: Clone>(list: &[Stated<T>]) -> Vec<Stated<T>> {
        list.iter().map(|one| Stated { at: None, ..one.clone() }).collect()
    }
    fn one<T: Clone>(stated: &Option<Stated<T>>) -> Option<Stated<T>> {
        stated.as_ref().map(|one| Stated { at: None, ..one.clone() })
    }
    EditorialSpec {
        at: None,
        clauses: spec.clauses.iter().map(|c| Clause { at: Location::default(), ..c.clone() }).collect(),
        period: one(&spec.period),
        standards: all(&spec.standards),
        keeps_mu: one(&spec.keeps_mu),
        bulletin: one(&spec.bulletin),
        categories: all(&spec.categories),
        category_count: one(&spec.category_count),
        other_categories: all(&spec.other_categories),
    }
}

/// The keys of all paragraphs.
fn keys(book: &Book<'_>) -> Vec<Key> {
    let mut bytes = Bytes::default();
    let key = |reading: &Reading<'_>| {
        bytes.0.clear();
        reading.text.hash(&mut bytes);
        (reading.zone, reading.kind, reading.head).hash(&mut bytes);
        (&reading.joins, &reading.literal).hash(&mut bytes);
        // Where its pieces stand among each other.
        let first = reading.pieces.first().map_or((0, 0), |piece| (piece.source.0, piece.start));
        for piece in &reading.pieces {
            let off = (piece.source.0.wrapping_sub(first.0), piece.start.wrapping_sub(first.1));
            (piece.at, piece.len, off).hash(&mut bytes);
        }
        book.block(reading.block).map(|block| book.place(block)).hash(&mut bytes);
        xxh3_128(&bytes.0)
    };
    book.readings.iter().map(key).collect()
}

/// What is hashed, written out.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}
