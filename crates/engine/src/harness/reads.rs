//! Holds rules on the whole book to what they say that they read.

use std::borrow::Cow;

use kanwu_book::{Book, ReadingId, parse};
use kanwu_index::BookIndex;
use kanwu_index::facts::{self, Observation};
use kanwu_index::names::Mentions;
use kanwu_plugin::{Fact, Reads, Settings, Sink};
use kanwu_text::{Location, Manuscript, Source};
use rustc_hash::FxHashSet;

use crate::dispatch::Dispatch;
use crate::run::{Check, Judgement};
use crate::timing::Unwatched;
use crate::walk::{Scratch, ids, walk, with_paragraph};
use crate::{Mode, Registry, RuleId, Selection};

/// What is written over text, with as many bytes as most Han characters have.
const ANY: &str = "\u{67d0}";

/// The rules that find something else in a manuscript where running text that they say they do not read is written over.
/// `settings` tells what config and editorial spec say of a book.
pub fn rules_that_read_more(
    registry: &Registry,
    manuscript: &Manuscript,
    settings: impl Fn(&Book<'_>) -> Settings,
) -> Vec<String> {
    let selection = Selection { preview: true, ..Selection::default() };
    let chosen = selection.choose(registry);
    let book = parse(manuscript);
    let given = Given::by(registry, &Dispatch::new(registry, &chosen), &book, &settings(&book));
    let found = |book: &Book<'_>, rule: RuleId| {
        let settings = settings(book);
        let check = Check { registry, chosen: &chosen, settings: &settings, book, mode: Mode::Serial };
        given.judged(&check, rule)
    };
    let mut out = Vec::new();
    for (id, rule) in registry.iter().filter(|(id, rule)| chosen.is_on(*id) && !rule.is_local()) {
        if rule.asks.meets(Reads::TEXT) || rule.asks.meets(Reads::COUNTS) {
            continue;
        }
        let read = given.read_by(id, rule.asks);
        let places = book.running_text();
        let unread = places.into_iter().filter(|(reading, _)| !read.contains(reading)).map(|(_, at)| at);
        let other = written_over(manuscript, &unread.collect::<Vec<_>>());
        if found(&book, id) != found(&parse(&other), id) {
            out.push(rule.card.head.name.to_string());
        }
    }
    out
}

/// What the paragraphs of a book gave.
struct Given {
    /// By rule.
    facts: Vec<Vec<Fact>>,
    mentions: Mentions,
    stated: Vec<(ReadingId, Vec<Observation>)>,
}

impl Given {
    fn by(registry: &Registry, dispatch: &Dispatch<'_>, book: &Book<'_>, settings: &Settings) -> Given {
        let mut scratch = Scratch::default();
        let mut sink = Sink::default();
        let (mut mentions, mut stated) = (Mentions::default(), Vec::new());
        for id in ids(&book.readings) {
            with_paragraph(book, settings, id, &mut scratch, |paragraph| {
                mentions.extend(paragraph.mentions);
                let mut here = Vec::new();
                facts::read(&paragraph.passage(), &mut here);
                stated.push((id, here));
                walk(registry, dispatch, paragraph, &mut sink, &mut Unwatched);
            });
        }
        let mut facts = Vec::new();
        facts.resize_with(registry.len(), Vec::new);
        for (rule, fact) in sink.facts {
            if let Some(of_rule) = facts.get_mut(usize::from(rule)) {
                of_rule.push(fact);
            }
        }
        Given { facts, mentions, stated }
    }

    /// The paragraphs that a rule reads.
    fn read_by(&self, rule: RuleId, asks: Reads) -> FxHashSet<ReadingId> {
        let facts = self.facts.get(rule.index()).into_iter().flatten().map(|fact| fact.reading);
        let mut read: FxHashSet<ReadingId> = facts.collect();
        if asks.meets(Reads::NAMES) {
            read.extend(self.mentions.names.iter().map(|mention| mention.reading));
            read.extend(self.mentions.persons.iter().map(|person| person.reading));
        }
        if asks.meets(Reads::FACTS) {
            read.extend(self.stated.iter().filter(|(_, here)| !here.is_empty()).map(|(id, _)| *id));
        }
        read
    }

    /// What a rule finds in a book, where the paragraphs gave this.
    fn judged(&self, check: &Check<'_>, rule: RuleId) -> Vec<Judgement> {
        let mut index = BookIndex::new(check.book);
        index.name(Cow::Borrowed(&self.mentions), &check.settings.names);
        let stated = self.stated.iter().flat_map(|(_, here)| here.iter().cloned()).collect();
        index.take_facts(Cow::Owned(stated), check.settings.record_year());
        let one = |id: RuleId| id == rule;
        let mut found = check.structure(&index, one, Unwatched).0;
        found.extend(check.judge(&index, &self.facts, one, Unwatched).0);
        found
    }
}

/// The manuscript with other letters and figures at these places, as many bytes of them.
fn written_over(manuscript: &Manuscript, places: &[Location]) -> Manuscript {
    let mut texts: Vec<String> = manuscript.sources.iter().map(|source| source.text.clone()).collect();
    for at in places {
        let Some(text) = texts.get_mut(at.source.index()) else { continue };
        let other = at.span.of_text(text).chars().map(|c| match c {
            _ if c.is_alphanumeric() && c.len_utf8() == ANY.len() => ANY.to_owned(),
            _ if c.is_ascii_digit() => "7".to_owned(),
            c => c.to_string(),
        });
        let other: String = other.collect();
        text.replace_range(at.span.range(), &other);
    }
    let source = |(source, text): (&Source, String)| {
        let layout = source.layout().clone();
        let mut now = Source::new(source.path.clone(), source.format, text).with_layout(layout);
        now.pages.clone_from(&source.pages);
        now
    };
    Manuscript { sources: manuscript.sources.iter().zip(texts).map(source).collect() }
}
