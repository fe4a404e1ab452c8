//! A whole check.

use std::borrow::Cow;

use kanwu_book::{Book, ReadingId};
use kanwu_index::facts::{self, Observation};
use kanwu_index::names::Mentions;
use kanwu_index::{BookIndex, Words};
use kanwu_plugin::{BookContext, Fact, Finding, IndexPart, Kind, Place, ReadingSpan, Settings, Sink};
use rayon::prelude::*;

use crate::dispatch::Dispatch;
use crate::pending::PendingFinding;
use crate::reference_walk::reference_walk;
use crate::registry::{Registered, Runner};
use crate::resolve::{diagnostic, resolve};
use crate::select::Chosen;
use crate::timing::{Clock, RuleTime, Stopwatch, Unwatched, Watch};
use crate::walk::{NAME, Scratch, ids, walk, with_paragraph};
use crate::{Diagnostic, Registry, RuleId, Selection};

/// How a book is walked. All give the same result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// On all threads of rayon's pool.
    #[default]
    Parallel,
    /// On this thread.
    Serial,
    /// On this thread and without the tables that say which rule triggers where: every rule is asked at everything
    /// that it may be triggered at. Slow; tests hold the tables to it.
    Asked,
}

/// Paragraphs that a worker takes at a time.
pub(crate) const CHUNK: usize = 64;

/// Checks a book. Diagnostics come in order of path, place and code.
pub fn run(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    mode: Mode,
) -> Vec<Diagnostic> {
    run_watched(registry, selection, settings, book, mode, Unwatched).0
}

/// Checks a book as [`run`] does, and tells how long each rule took by `clock`, the slowest first.
pub fn run_timed(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    mode: Mode,
    clock: Clock,
) -> (Vec<Diagnostic>, Vec<RuleTime>) {
    let watch = Stopwatch::new(registry, clock);
    let (found, watch) = run_watched(registry, selection, settings, book, mode, watch);
    (found, watch.times())
}

fn run_watched<W: Watch>(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    mode: Mode,
    mut watch: W,
) -> (Vec<Diagnostic>, W) {
    let chosen = selection.choose(registry);
    let dispatch = Dispatch::new(registry, &chosen);
    let check = Check { registry, chosen: &chosen, settings, book, mode };
    let all = ids(&book.readings);
    let asks_facts = check.asks_facts();
    let part = |chunk: &[ReadingId]| {
        let mut scratch = Scratch::default();
        let mut sink = Sink::default();
        let mut found = Vec::new();
        let mut gathered = Gathered::default();
        let mut watch = watch.clone();
        for id in chunk {
            with_paragraph(book, settings, *id, &mut scratch, |paragraph| {
                gathered.mentions.extend(paragraph.mentions);
                if asks_facts {
                    facts::read(&paragraph.passage(), &mut gathered.stated);
                }
                match mode {
                    Mode::Asked => reference_walk(registry, &chosen, paragraph, &mut sink),
                    Mode::Parallel | Mode::Serial => {
                        walk(registry, &dispatch, paragraph, &mut sink, &mut watch);
                    }
                }
            });
            for (rule, finding) in sink.findings.drain(..) {
                found.extend(check.local(RuleId(rule), *id, finding));
            }
        }
        (found, sink.facts, sink.words, gathered, watch)
    };
    let mut index = BookIndex::new(book);
    let every = |_: RuleId| true;
    let structure = || check.structure(&index, every, watch.clone());
    let (parts, (structural, of_structure)): (Vec<_>, (Vec<Judgement>, W)) = match mode {
        Mode::Serial | Mode::Asked => (all.chunks(CHUNK).map(part).collect(), structure()),
        Mode::Parallel => rayon::join(|| all.par_chunks(CHUNK).map(part).collect(), structure),
    };
    let mut local = Vec::with_capacity(parts.iter().map(|(found, ..)| found.len()).sum());
    let mut facts: Vec<Vec<Fact>> = Vec::new();
    facts.resize_with(registry.len(), Vec::new);
    let mut words = Words::default();
    let mut mentions = Mentions::default();
    let mut stated: Vec<Observation> = Vec::new();
    let unused = watch.clone();
    watch.join(of_structure);
    for (of_part, noted, asked, gathered, seen) in parts {
        local.extend(of_part);
        for (rule, fact) in noted {
            if let Some(of_rule) = facts.get_mut(rule as usize) {
                of_rule.push(fact);
            }
        }
        words.extend(asked);
        mentions.append(gathered.mentions);
        stated.extend(gathered.stated);
        watch.join(seen);
    }
    index.count(words.into_iter().map(Cow::Owned).collect());
    index.name(Cow::Owned(mentions), &settings.names);
    if asks_facts {
        index.take_facts(Cow::Owned(stated), settings.record_year());
    }
    let (judged, seen) = check.judge(&index, &facts, every, unused);
    watch.join(seen);
    let of_book = structural.into_iter().chain(judged);
    let of_book = of_book.flat_map(|(rule, found)| found.into_iter().map(move |one| (rule.0, one))).collect();
    let found = check.told(&index, local, of_book);
    (resolve(registry, &chosen, &selection.overrides, settings, book, found), watch)
}

/// What is checked, and with what.
pub(crate) struct Check<'c> {
    pub registry: &'c Registry,
    pub chosen: &'c Chosen,
    pub settings: &'c Settings,
    pub book: &'c Book<'c>,
    pub mode: Mode,
}

/// What a rule on the whole book has found.
pub(crate) type Judgement = (RuleId, Vec<Finding>);

/// A finding of a local rule, placed. What only other places of the book show to be a name is not known yet.
pub(crate) type LocalFinding = (Diagnostic, Option<Spared>);

impl Check<'_> {
    /// Whether a rule that runs asks for the facts of the book.
    pub fn asks_facts(&self) -> bool {
        let of_facts = |rule: &Registered| {
            matches!(rule.runner, Runner::Code(Kind::Index { asks: IndexPart::Facts, .. }))
        };
        self.registry.iter().any(|(id, rule)| self.chosen.is_on(id) && of_facts(rule))
    }

    fn placed(&self, rule: RuleId, reading: Option<ReadingId>, finding: Finding) -> Option<Diagnostic> {
        diagnostic(self.registry, self.chosen, self.book, PendingFinding { rule, reading, finding })
    }

    /// Places what a local rule has found in a paragraph.
    pub fn local(&self, rule: RuleId, reading: ReadingId, finding: Finding) -> Option<LocalFinding> {
        let name = Spared::of(self.registry, rule, reading, &finding);
        self.placed(rule, Some(reading), finding).map(|diagnostic| (diagnostic, name))
    }

    /// Lets those rules of structure look that `asked` names. Gives what each has found.
    pub fn structure<W: Watch>(
        &self,
        index: &BookIndex<'_>,
        asked: impl Fn(RuleId) -> bool,
        mut watch: W,
    ) -> (Vec<Judgement>, W) {
        let mut found = Vec::new();
        for (id, rule) in self.registry.iter().filter(|(id, _)| self.chosen.is_on(*id) && asked(*id)) {
            if let Runner::Code(Kind::Book { check }) = &rule.runner {
                let mut sink = Sink::default();
                watch.call(id, || check(&mut BookContext::new(index, self.settings, id.0, &mut sink)));
                found.push((id, sink.findings.into_iter().map(|(_, finding)| finding).collect()));
            }
        }
        (found, watch)
    }

    /// Lets those surveys that `asked` names judge their facts, which are given by rule, and such rules on the index look
    /// at that. Gives what each has found.
    pub fn judge<W: Watch>(
        &self,
        index: &BookIndex<'_>,
        facts: &[Vec<Fact>],
        asked: impl Fn(RuleId) -> bool,
        watch: W,
    ) -> (Vec<Judgement>, W) {
        let surveys: Vec<(RuleId, Judge)> = (self.registry.iter())
            .filter(|(id, _)| self.chosen.is_on(*id) && asked(*id))
            .filter_map(|(id, rule)| match &rule.runner {
                Runner::Code(Kind::Survey { judge, .. }) => Some((id, Judge::Survey(*judge))),
                Runner::Code(Kind::Index { judge, .. }) => Some((id, Judge::Index(*judge))),
                _ => None,
            })
            .collect();
        let one = |(id, judge): &(RuleId, Judge)| {
            let mut sink = Sink::default();
            let mut watch = watch.clone();
            watch.call(*id, || {
                let mut cx = BookContext::new(index, self.settings, id.0, &mut sink);
                match judge {
                    Judge::Survey(judge) => judge(facts.get(id.index()).map_or(&[], Vec::as_slice), &mut cx),
                    Judge::Index(judge) => judge(&mut cx),
                }
            });
            let found = sink.findings.into_iter().map(|(_, finding)| finding).collect();
            ((*id, found), watch)
        };
        let judged: Vec<(Judgement, W)> = match self.mode {
            Mode::Serial | Mode::Asked => surveys.iter().map(one).collect(),
            Mode::Parallel => surveys.par_iter().map(one).collect(),
        };
        let mut watch = watch;
        let mut findings = Vec::new();
        for (found, seen) in judged {
            findings.push(found);
            watch.join(seen);
        }
        (findings, watch)
    }

    /// All that is found: of local rules what stands in no name of the book, then what the whole book shows.
    pub fn told(
        &self,
        index: &BookIndex<'_>,
        local: Vec<LocalFinding>,
        of_book: Vec<(u16, Finding)>,
    ) -> Vec<Diagnostic> {
        // What only other places of the book show to be a name is known now.
        let in_name = |name: &Option<Spared>| name.is_some_and(|n| index.names().hold(n.reading, n.span));
        let mut found: Vec<Diagnostic> =
            local.into_iter().filter(|(_, name)| !in_name(name)).map(|(diagnostic, _)| diagnostic).collect();
        found.extend(
            of_book.into_iter().filter_map(|(rule, finding)| self.placed(RuleId(rule), None, finding)),
        );
        found
    }
}

/// What the paragraphs of a part give to the index.
#[derive(Default)]
struct Gathered {
    mentions: Mentions,
    stated: Vec<Observation>,
}

/// The place of a finding of a rule that leaves names alone.
#[derive(Clone, Copy)]
pub(crate) struct Spared {
    reading: ReadingId,
    span: ReadingSpan,
}

impl Spared {
    fn of(registry: &Registry, rule: RuleId, reading: ReadingId, finding: &Finding) -> Option<Spared> {
        let spares = registry.get(rule).is_some_and(|rule| rule.reads & NAME == 0);
        match finding.at {
            Place::Here(span) if spares => Some(Spared { reading, span }),
            _ => None,
        }
    }
}

/// What is judged once, when all paragraphs are read.
#[derive(Clone, Copy)]
enum Judge {
    /// The facts that a survey has noted.
    Survey(fn(&[Fact], &mut BookContext<'_>)),
    /// The index.
    Index(fn(&mut BookContext<'_>)),
}
