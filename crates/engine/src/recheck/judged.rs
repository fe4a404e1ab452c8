//! What rules on the whole book found, kept until something has changed of what they read.

use kanwu_book::ReadingId;
use kanwu_plugin::{Finding, Place, Reads};
use kanwu_text::{Location, Replaced, SourceId};
use rustc_hash::FxHashSet;

use super::kept::Value;
use crate::{Registry, RuleId};

/// What such rules found last, by rule; none of a rule that is to judge again.
#[derive(Debug, Default)]
pub(super) struct Judged(Vec<Option<Vec<Finding>>>);

/// What edits of running text have changed.
#[derive(Debug)]
pub(super) struct Differences {
    reads: Reads,
    /// Rules of which a paragraph has facts, or had.
    facts: FxHashSet<RuleId>,
    paragraphs: FxHashSet<ReadingId>,
}

impl Differences {
    /// None.
    pub(super) fn none() -> Differences {
        Differences { reads: Reads::STRUCTURE, facts: FxHashSet::default(), paragraphs: FxHashSet::default() }
    }

    /// Adds a paragraph, of which `value` is what it gave, or gives now.
    pub(super) fn add(&mut self, id: ReadingId, value: &Value) {
        self.paragraphs.insert(id);
        self.facts.extend(value.facts.iter().map(|(rule, _)| *rule));
        self.reads = self.reads.and(Reads::TEXT).and(Reads::COUNTS);
        if !value.mentions.names.is_empty() || !value.mentions.persons.is_empty() {
            self.reads = self.reads.and(Reads::NAMES);
        }
        if !value.stated.is_empty() {
            self.reads = self.reads.and(Reads::FACTS);
        }
    }
}

impl Judged {
    /// Lets all rules judge again.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }

    /// What a rule found, where it need not judge again.
    pub(super) fn of(&self, rule: RuleId) -> Option<&[Finding]> {
        self.0.get(rule.index())?.as_deref()
    }

    /// All that was found.
    pub(super) fn all(&self) -> impl Iterator<Item = (u16, Finding)> {
        let found = (0..).zip(&self.0);
        found.flat_map(|(rule, found)| found.iter().flatten().map(move |one| (rule, one.clone())))
    }

    /// Keeps what a rule has found.
    pub(super) fn keep(&mut self, rule: RuleId, found: Vec<Finding>) {
        if self.0.len() <= rule.index() {
            self.0.resize_with(rule.index() + 1, || None);
        }
        if let Some(kept) = self.0.get_mut(rule.index()) {
            *kept = Some(found);
        }
    }

    /// Lets those rules judge again that read what has changed, and moves what the others found.
    pub(super) fn follow(
        &mut self,
        registry: &Registry,
        replaced: &[(SourceId, Replaced)],
        differences: &Differences,
    ) {
        for (id, kept) in (0..).map(RuleId).zip(&mut self.0) {
            let asks = registry.get(id).map_or(Reads::TEXT, |rule| rule.asks);
            let stays = !asks.meets(differences.reads)
                && !differences.facts.contains(&id)
                && kept.iter_mut().flatten().all(|finding| moved(finding, replaced, differences));
            if !stays {
                *kept = None;
            }
        }
    }
}

/// Moves the places of a finding; false where one was itself edited.
fn moved(finding: &mut Finding, replaced: &[(SourceId, Replaced)], differences: &Differences) -> bool {
    let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).chain(&mut finding.occurrences);
    let places = std::iter::once(&mut finding.at)
        .chain(finding.related.iter_mut().map(|related| &mut related.at))
        .chain(edits.map(|edit| &mut edit.at));
    let mut all = true;
    for place in places {
        all &= match place {
            Place::Here(_) => true,
            Place::Reading(id, _) => !differences.paragraphs.contains(id),
            Place::Source(at) => replaced.iter().all(|(source, replaced)| follow(at, *source, *replaced)),
        };
    }
    all
}

/// Moves a place by one edit; false where the edit touches it.
fn follow(at: &mut Location, source: SourceId, replaced: Replaced) -> bool {
    if at.source != source {
        return true;
    }
    let apart = at.span.end < replaced.at.start || at.span.start > replaced.at.end;
    let around = at.span.start < replaced.at.start && replaced.at.end < at.span.end;
    at.span = replaced.span(at.span);
    apart || around
}
