//! A whole check.

use kanwu_book::{Book, ReadingId};
use kanwu_index::{BookIndex, Words};
use kanwu_plugin::{BookContext, Fact, Finding, Kind, Settings, Sink};
use rayon::prelude::*;

use crate::dispatch::Dispatch;
use crate::pending::PendingFinding;
use crate::reference_walk::reference_walk;
use crate::registry::Runner;
use crate::resolve::{diagnostic, resolve};
use crate::timing::{Clock, RuleTime, Stopwatch, Unwatched, Watch};
use crate::walk::{Scratch, ids, walk, with_paragraph};
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

/// How much a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Scope {
    /// All rules.
    #[default]
    Book,
    /// Only rules for which one paragraph is enough; they need not wait for the others.
    Paragraph,
}

/// Paragraphs that a worker takes at a time.
const CHUNK: usize = 64;

/// Checks a book. Diagnostics come in order of path, place and code.
pub fn run(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    mode: Mode,
) -> Vec<Diagnostic> {
    run_scope(registry, selection, settings, book, mode, Scope::Book)
}

/// Checks a book with the rules of a scope.
pub fn run_scope(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    mode: Mode,
    scope: Scope,
) -> Vec<Diagnostic> {
    run_watched(registry, selection, settings, book, (mode, scope), Unwatched).0
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
    let (found, watch) = run_watched(registry, selection, settings, book, (mode, Scope::Book), watch);
    (found, watch.times())
}

fn run_watched<W: Watch>(
    registry: &Registry,
    selection: &Selection,
    settings: &Settings,
    book: &Book<'_>,
    (mode, scope): (Mode, Scope),
    mut watch: W,
) -> (Vec<Diagnostic>, W) {
    let mut chosen = selection.choose(registry);
    if scope == Scope::Paragraph {
        for ((_, rule), on) in registry.iter().zip(&mut chosen.on) {
            *on &= rule.is_local();
        }
    }
    let chosen = chosen;
    let dispatch = Dispatch::new(registry, &chosen);
    let all = ids(&book.readings);
    let placed = |rule, reading, finding| {
        diagnostic(registry, &chosen, book, PendingFinding { rule: RuleId(rule), reading, finding })
    };
    let part = |chunk: &[ReadingId]| {
        let mut scratch = Scratch::default();
        let mut sink = Sink::default();
        let mut found = Vec::new();
        let mut watch = watch.clone();
        for id in chunk {
            with_paragraph(book, settings, *id, &mut scratch, |paragraph| match mode {
                Mode::Asked => reference_walk(registry, &chosen, paragraph, &mut sink),
                Mode::Parallel | Mode::Serial => {
                    walk(registry, &dispatch, paragraph, &mut sink, &mut watch);
                }
            });
            let findings = sink.findings.drain(..);
            found.extend(findings.filter_map(|(rule, finding)| placed(rule, Some(*id), finding)));
        }
        (found, sink.facts, sink.words, watch)
    };
    let mut index = BookIndex::new(book);
    let on = |id: RuleId| chosen.on.get(id.index()).copied().unwrap_or(false);
    let structure = || {
        let mut sink = Sink::default();
        let mut watch = watch.clone();
        for (id, rule) in registry.iter().filter(|(id, _)| on(*id)) {
            if let Runner::Code(Kind::Book { check }) = &rule.runner {
                watch.call(id, || check(&mut BookContext::new(&index, settings, id.0, &mut sink)));
            }
        }
        (sink, watch)
    };
    let (parts, (structural, of_structure)): (Vec<_>, (Sink, W)) = match mode {
        Mode::Serial | Mode::Asked => (all.chunks(CHUNK).map(part).collect(), structure()),
        Mode::Parallel => rayon::join(|| all.par_chunks(CHUNK).map(part).collect(), structure),
    };
    let mut found = Vec::with_capacity(parts.iter().map(|(found, ..)| found.len()).sum());
    let mut facts: Vec<Vec<Fact>> = Vec::new();
    facts.resize_with(registry.len(), Vec::new);
    let mut words = Words::default();
    let unused = watch.clone();
    watch.join(of_structure);
    for (of_part, noted, asked, seen) in parts {
        found.extend(of_part);
        for (rule, fact) in noted {
            if let Some(of_rule) = facts.get_mut(rule as usize) {
                of_rule.push(fact);
            }
        }
        words.extend(asked);
        watch.join(seen);
    }
    index.count(words);
    let surveys = Surveys { registry, index: &index, settings, mode };
    let (judged, seen) = surveys.judge(&facts, on, unused);
    watch.join(seen);
    let of_book = structural.findings.into_iter().chain(judged);
    found.extend(of_book.filter_map(|(rule, finding)| placed(rule, None, finding)));
    (resolve(registry, &chosen, &selection.overrides, settings, book, found), watch)
}

type Judge = fn(&[Fact], &mut BookContext<'_>);

/// What the surveys judge their facts by.
struct Surveys<'r> {
    registry: &'r Registry,
    index: &'r BookIndex<'r>,
    settings: &'r Settings,
    mode: Mode,
}

impl Surveys<'_> {
    /// Lets each survey judge its facts, which are given by rule.
    fn judge<W: Watch>(
        &self,
        facts: &[Vec<Fact>],
        on: impl Fn(RuleId) -> bool,
        watch: W,
    ) -> (Vec<(u16, Finding)>, W) {
        let surveys: Vec<(RuleId, Judge)> = (self.registry.iter())
            .filter(|(id, _)| on(*id))
            .filter_map(|(id, rule)| match &rule.runner {
                Runner::Code(Kind::Survey { judge, .. }) => Some((id, *judge)),
                _ => None,
            })
            .collect();
        let one = |(id, judge): &(RuleId, Judge)| {
            let mut sink = Sink::default();
            let mut watch = watch.clone();
            watch.call(*id, || {
                let mut cx = BookContext::new(self.index, self.settings, id.0, &mut sink);
                judge(facts.get(id.index()).map_or(&[], Vec::as_slice), &mut cx);
            });
            (sink.findings, watch)
        };
        let judged: Vec<(Vec<(u16, Finding)>, W)> = match self.mode {
            Mode::Serial | Mode::Asked => surveys.iter().map(one).collect(),
            Mode::Parallel => surveys.par_iter().map(one).collect(),
        };
        let mut watch = watch;
        let mut findings = Vec::new();
        for (found, seen) in judged {
            findings.extend(found);
            watch.join(seen);
        }
        (findings, watch)
    }
}
