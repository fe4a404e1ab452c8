//! A book that is checked again after each edit.
//!
//! What rules find in a paragraph, and what they note of it, depends on that paragraph and the settings alone. So it is
//! kept, and a paragraph that reads as it did and stands under the same titles is not walked again. The facts, names and
//! observations of all paragraphs are kept as whole lists: an edit exchanges in them what belongs to the paragraphs that
//! it changed.
//!
//! What a rule finds in the whole book depends on what it says that it reads ([`Reads`](kanwu_plugin::Reads)). Where an
//! edit has changed none of that, what it found last is kept, and only its places move.

mod judged;
mod kept;
mod keys;

use std::borrow::Cow;
use std::sync::Arc;

use kanwu_book::{Book, ReadingId};
use kanwu_index::BookIndex;
use kanwu_index::facts;
use kanwu_index::names::Mentions;
use kanwu_plugin::{Finding, Settings, Sink};
use kanwu_text::{Replaced, SourceId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::dispatch::Dispatch;
use crate::resolve::resolve;
use crate::run::{CHUNK, Check, LocalFinding};
use crate::select::Chosen;
use crate::timing::Unwatched;
use crate::walk::{Scratch, walk, with_paragraph};
use crate::{Diagnostic, Mode, Registry, RuleId, Selection};

pub use kept::Kept;

use judged::Differences;
use kept::{Paragraph, Value, ids_from, stands_in_paragraph};
use keys::{Key, keys, unplaced};

/// How much a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// All rules.
    #[default]
    Book,
    /// Only rules for which one paragraph is enough; they need not wait for the others.
    Paragraph,
}

/// What has happened to a book since it was checked last.
#[derive(Clone, Copy, Debug)]
pub enum Change<'e> {
    /// Anything.
    Any,
    /// Running text was edited, and the structure is as it was.
    Text {
        /// What was replaced, one edit after the other.
        replaced: &'e [(SourceId, Replaced)],
        /// The paragraphs in which that was.
        paragraphs: &'e [ReadingId],
    },
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
    /// How many paragraphs were walked for the last check.
    walked: usize,
}

impl<'r> Recheck<'r> {
    /// For a book of which `kept` is known: nothing of one that has not been checked.
    pub fn new(registry: &'r Registry, selection: &'r Selection, kept: Kept) -> Recheck<'r> {
        let chosen = selection.choose(registry);
        let dispatch = Dispatch::new(registry, &chosen);
        let mut kept = if kept.facts.len() == registry.len() { kept } else { Kept::default() };
        kept.facts.resize_with(registry.len(), Vec::new);
        let local = chosen.clone().of_paragraphs(registry);
        Recheck { registry, selection, chosen, local, dispatch, kept, walked: 0 }
    }

    /// How many paragraphs were walked for the last check.
    pub fn walked(&self) -> usize {
        self.walked
    }

    /// What is known of the book now.
    pub fn into_kept(self) -> Kept {
        self.kept
    }

    /// Checks the book as it is now, to which `change` has happened since the last time. Diagnostics come in order of path,
    /// place and code.
    pub fn run(
        &mut self,
        settings: &Settings,
        book: &Book<'_>,
        mode: Mode,
        scope: Scope,
        change: Change<'_>,
    ) -> Vec<Diagnostic> {
        self.read(settings, book, mode, change);
        let chosen = match scope {
            Scope::Book => &self.chosen,
            Scope::Paragraph => &self.local,
        };
        let check = Check { registry: self.registry, chosen, settings, book, mode };
        let mut index = BookIndex::new(book);
        if scope == Scope::Book {
            index.count(self.kept.words.keys().map(|word| Cow::Borrowed(word.as_str())).collect());
            index.name(Cow::Borrowed(&self.kept.mentions), &settings.names);
            if check.asks_facts() {
                index.take_facts(Cow::Borrowed(&self.kept.stated), settings.record_year());
            }
        }
        let told = scope == Scope::Book && self.kept.pairs.tell(index.names());
        let local = || self.local(&check);
        let of_book = || match scope {
            Scope::Book => self.of_book(&check, &index),
            Scope::Paragraph => Vec::new(),
        };
        let (local, judged) = match mode {
            Mode::Parallel => rayon::join(local, of_book),
            Mode::Serial | Mode::Asked => (local(), of_book()),
        };
        for (rule, found) in judged {
            self.kept.judged.keep(rule, found);
        }
        let of_book = match scope {
            Scope::Book => self.kept.judged.all().collect(),
            Scope::Paragraph => Vec::new(),
        };
        let found = check.told(&index, local, of_book);
        if !told {
            self.kept.pairs.keep(index.names());
        }
        resolve(self.registry, chosen, &self.selection.overrides, settings, book, found)
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

    /// What the rules on the whole book find that must judge again.
    fn of_book(&self, check: &Check<'_>, index: &BookIndex<'_>) -> Vec<(RuleId, Vec<Finding>)> {
        let again = |rule: RuleId| self.kept.judged.of(rule).is_none();
        // Rules of structure find no names, counts and facts.
        let structure = || check.structure(&BookIndex::new(check.book), again, Unwatched).0;
        let judge = || check.judge(index, &self.kept.facts, again, Unwatched).0;
        let (mut found, judged) = match check.mode {
            Mode::Parallel => rayon::join(structure, judge),
            Mode::Serial | Mode::Asked => (structure(), judge()),
        };
        found.extend(judged);
        found
    }

    /// Walks the paragraphs that have changed since the last time.
    fn read(&mut self, settings: &Settings, book: &Book<'_>, mode: Mode, change: Change<'_>) {
        // Where the spec stands matters to no rule on one paragraph, unless it names that place; and then what it has found
        // is not kept.
        let spec = unplaced(&settings.spec);
        let same_spec = self.kept.spec == spec;
        self.kept.spec = spec;
        self.walked = 0;
        match change {
            Change::Text { replaced, paragraphs }
                if same_spec && self.kept.paragraphs.len() == book.readings.len() =>
            {
                self.read_some(settings, book, mode, replaced, paragraphs);
            }
            Change::Text { .. } | Change::Any => {
                self.kept.judged.forget();
                self.read_all(settings, book, mode, same_spec);
            }
        }
    }

    /// Walks paragraphs of running text that were edited, and those that tell of places elsewhere.
    fn read_some(
        &mut self,
        settings: &Settings,
        book: &Book<'_>,
        mode: Mode,
        replaced: &[(SourceId, Replaced)],
        paragraphs: &[ReadingId],
    ) {
        if replaced.is_empty() {
            return;
        }
        let fixed = ids_from(0).zip(&self.kept.paragraphs).filter(|(_, kept)| !kept.value.moves);
        let mut ids: Vec<ReadingId> = fixed.map(|(id, _)| id).chain(paragraphs.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let check = Check { registry: self.registry, chosen: &self.chosen, settings, book, mode };
        let asks_facts = check.asks_facts();
        let mut scratch = Scratch::default();
        let mut differences = Differences::none();
        for id in ids {
            let Some(key) = keys(book, book.reading(id).into_iter()).next() else { continue };
            let value = Arc::new(self.value(&check, asks_facts, id, &mut scratch));
            self.walked += 1;
            let Some(old) = self.kept.paragraphs.get(id.index()) else { continue };
            if old.key != key {
                differences.add(id, &old.value);
                differences.add(id, &value);
            }
            self.kept.exchange(id.index()..id.index() + 1, vec![Paragraph { key, value }]);
        }
        self.kept.judged.follow(self.registry, replaced, &differences);
    }

    /// Walks what has changed of all paragraphs.
    fn read_all(&mut self, settings: &Settings, book: &Book<'_>, mode: Mode, same_spec: bool) {
        let holds = |kept: &Paragraph| same_spec && kept.value.moves;
        let keys: Vec<Key> = keys(book, book.readings.iter()).collect();
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
        self.walked = new.iter().filter(|(_, key)| !known.contains_key(key)).count();
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
