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
        for id in chunk {
            with_paragraph(book, settings, *id, &mut scratch, |paragraph| match mode {
                Mode::Asked => reference_walk(registry, &chosen, paragraph, &mut sink),
                Mode::Parallel | Mode::Serial => walk(registry, &dispatch, paragraph, &mut sink),
            });
            let findings = sink.findings.drain(..);
            found.extend(findings.filter_map(|(rule, finding)| placed(rule, Some(*id), finding)));
        }
        (found, sink.facts, sink.words)
    };
    let mut index = BookIndex::new(book);
    let on = |id: RuleId| chosen.on.get(id.index()).copied().unwrap_or(false);
    let structure = || {
        let mut sink = Sink::default();
        for (id, rule) in registry.iter().filter(|(id, _)| on(*id)) {
            if let Runner::Code(Kind::Book { check }) = &rule.runner {
                check(&mut BookContext::new(&index, settings, id.0, &mut sink));
            }
        }
        sink
    };
    let (parts, structural): (Vec<_>, Sink) = match mode {
        Mode::Serial | Mode::Asked => (all.chunks(CHUNK).map(part).collect(), structure()),
        Mode::Parallel => rayon::join(|| all.par_chunks(CHUNK).map(part).collect(), structure),
    };
    let mut found = Vec::with_capacity(parts.iter().map(|(found, ..)| found.len()).sum());
    let mut facts: Vec<(u16, Fact)> = Vec::with_capacity(parts.iter().map(|(_, facts, _)| facts.len()).sum());
    let mut words = Words::default();
    for (of_part, noted, asked) in parts {
        found.extend(of_part);
        facts.extend(noted);
        words.extend(asked);
    }
    index.count(words);
    let judged = judge(registry, &index, settings, facts, on, mode);
    let of_book = structural.findings.into_iter().chain(judged);
    found.extend(of_book.filter_map(|(rule, finding)| placed(rule, None, finding)));
    resolve(registry, &chosen, &selection.overrides, settings, book, found)
}

type Judge = fn(&[Fact], &mut BookContext<'_>);

fn judge(
    registry: &Registry,
    index: &BookIndex<'_>,
    settings: &Settings,
    facts: Vec<(u16, Fact)>,
    on: impl Fn(RuleId) -> bool,
    mode: Mode,
) -> Vec<(u16, Finding)> {
    let mut of_rule: Vec<Vec<Fact>> = Vec::new();
    of_rule.resize_with(registry.len(), Vec::new);
    for (rule, fact) in facts {
        if let Some(list) = of_rule.get_mut(rule as usize) {
            list.push(fact);
        }
    }
    let surveys: Vec<(RuleId, Judge)> = registry
        .iter()
        .filter(|(id, _)| on(*id))
        .filter_map(|(id, rule)| match &rule.runner {
            Runner::Code(Kind::Survey { judge, .. }) => Some((id, *judge)),
            _ => None,
        })
        .collect();
    let one = |(id, judge): &(RuleId, Judge)| {
        let mut sink = Sink::default();
        judge(&of_rule[id.index()], &mut BookContext::new(index, settings, id.0, &mut sink));
        sink.findings
    };
    match mode {
        Mode::Serial | Mode::Asked => surveys.iter().flat_map(one).collect(),
        Mode::Parallel => surveys.par_iter().flat_map_iter(one).collect(),
    }
}
