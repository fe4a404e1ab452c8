//! Suppression in the text: comments that answer findings with 不改 where they stand.
//!
//! A suppressed finding is not dropped but answered, so that reports can tell of it. What the comments
//! themselves do wrong are findings of the family CFG.

mod comment;

use kanwu_book::{Block, BlockId, BlockKind, Book};
use kanwu_card::{Confidence, Waiver};
use kanwu_plugin::{Decided, Family, Finding, Place, Rule, Settings, State, family};
use kanwu_text::{Location, Span};

use crate::pending::PendingFinding;
use crate::select::Chosen;
use crate::{Diagnostic, Registry};
use comment::{Comment, Reach, comments};

const UNKNOWN: &str = "suppression-rule-unknown";
const UNUSED: &str = "suppression-unused";
const REASON: &str = "suppression-reason-missing";
const UNPAIRED: &str = "suppression-unpaired";

/// Faults of suppressions: the rules CFG, which the engine reports itself.
pub static FAMILY: Family = family!(
    "CFG",
    &[Rule::engine(UNKNOWN), Rule::engine(UNUSED), Rule::engine(REASON), Rule::engine(UNPAIRED),]
);

/// Stretches of a source that one name of one comment covers.
struct Cover<'t> {
    name: &'t str,
    /// Where the name stands.
    at: Location,
    reason: &'t str,
    stretches: Vec<Span>,
    used: bool,
    /// Covers findings that it may not silence without a reason.
    lacks_reason: bool,
}

/// What comments do wrong, as far as the rules on that are on.
struct Faults<'r> {
    registry: &'r Registry,
    chosen: &'r Chosen,
    pending: Vec<PendingFinding>,
}

impl Faults<'_> {
    fn push(&mut self, rule: &str, finding: Finding) {
        if let Some(rule) = self.registry.find(rule).filter(|id| self.chosen.is_on(*id)) {
            self.pending.push(PendingFinding { rule, reading: None, finding });
        }
    }
}

fn at(place: Location) -> Finding {
    Finding::new(Place::Source(place), Confidence::Certain)
}

/// Answers the findings that comments cover, and says what is wrong with the comments.
pub(crate) fn suppress(
    registry: &Registry,
    chosen: &Chosen,
    settings: &Settings,
    book: &Book<'_>,
    found: &mut [Diagnostic],
) -> Vec<PendingFinding> {
    let mut all = Vec::new();
    for (id, source) in book.manuscript.iter() {
        comments(id, &source.text, &mut all);
    }
    if all.is_empty() {
        return Vec::new();
    }
    let mut faults = Faults { registry, chosen, pending: Vec::new() };
    let mut covers = covers(registry, book, &all, &mut faults);
    for d in found.iter_mut() {
        let Some(card) = registry.get(d.rule).map(|r| &r.card) else { continue };
        for cover in &mut covers {
            let here = cover.at.source == d.at.source
                && cover.stretches.iter().any(|s| s.start <= d.at.span.start && d.at.span.start <= s.end);
            // What is never silent is waived by its own name, with a reason.
            let single = card.waiver == Waiver::Single;
            let named = registry.find(cover.name) == Some(d.rule);
            if !here || !(named || !single && registry.selects(cover.name, d.rule)) {
                continue;
            }
            cover.used = true;
            if cover.reason.is_empty() && (single || settings.reasons_required) {
                cover.lacks_reason = true;
                continue;
            }
            d.state.get_or_insert_with(|| {
                Box::new(Decided {
                    state: State::Keep,
                    reason: cover.reason.to_owned(),
                    person: String::new(),
                    date: String::new(),
                    stage: String::new(),
                    in_text: true,
                })
            });
        }
    }
    for cover in &covers {
        // Of a rule that did not run nobody knows what it would have found.
        let ran = registry.iter().any(|(id, _)| chosen.is_on(id) && registry.selects(cover.name, id));
        if cover.lacks_reason || (settings.reasons_required && cover.reason.is_empty()) {
            faults.push(REASON, at(cover.at).arg("found", cover.name));
        } else if !cover.used && ran {
            faults.push(UNUSED, at(cover.at).arg("found", cover.name));
        }
    }
    faults.pending
}

/// What each name of each comment covers.
fn covers<'t>(
    registry: &Registry,
    book: &Book<'_>,
    all: &[Comment<'t>],
    faults: &mut Faults<'_>,
) -> Vec<Cover<'t>> {
    let mut covers: Vec<Cover<'t>> = Vec::new();
    // Indexes of covers whose end has not come.
    let mut open: Vec<usize> = Vec::new();
    for comment in all {
        if comment.names.is_empty() {
            faults.push(UNKNOWN, self::at(comment.at).variant("none"));
        }
        for (name, at) in &comment.names {
            if !registry.selects_any(name) {
                let fault = self::at(*at).arg("found", *name);
                let fault = match registry.nearest(name) {
                    Some(near) => fault.arg("want", near),
                    None => fault.variant("nothing-like"),
                };
                faults.push(UNKNOWN, fault);
                continue;
            }
            let rest = Span::new(comment.at.span.end, book.manuscript.whole(at.source).span.end);
            let stretches = match comment.reach {
                Reach::Next => next_block(book, comment.at),
                Reach::File => vec![book.manuscript.whole(at.source).span],
                Reach::Start => vec![rest],
                Reach::End => {
                    let begun = open.iter().rposition(|i| {
                        covers.get(*i).is_some_and(|c| c.name == *name && c.at.source == at.source)
                    });
                    let begun = begun.map(|i| open.remove(i)).and_then(|i| covers.get_mut(i));
                    match begun.and_then(|cover| cover.stretches.first_mut()) {
                        Some(stretch) => *stretch = Span::new(stretch.start, comment.at.span.start),
                        None => faults.push(UNPAIRED, self::at(*at).variant("end").arg("found", *name)),
                    }
                    continue;
                }
            };
            if comment.reach == Reach::Start {
                open.push(covers.len());
            }
            covers.push(Cover {
                name,
                at: *at,
                reason: comment.reason,
                stretches,
                used: false,
                lacks_reason: false,
            });
        }
    }
    for cover in open.into_iter().filter_map(|i| covers.get(i)) {
        faults.push(UNPAIRED, at(cover.at).arg("found", cover.name));
    }
    covers
}

/// No paragraph or table goes on for more lines.
const LINES: usize = 4096;

/// The block that the comment stands in, or the next one: a paragraph with all its parts, a table whole.
fn next_block(book: &Book<'_>, comment: Location) -> Vec<Span> {
    let after =
        book.blocks.partition_point(|b| (b.at.source, b.at.span.end) < (comment.source, comment.span.end));
    let aside = |b: &Block| matches!(b.kind, BlockKind::Comment | BlockKind::Break | BlockKind::Literal);
    let Some((first, block)) = book
        .blocks
        .iter()
        .enumerate()
        .skip(after)
        .find(|(_, b)| !aside(b))
        .filter(|(_, b)| b.at.source == comment.source)
    else {
        return Vec::new();
    };
    let id = BlockId(first as u32);
    let table = book.tables.iter().find(|t| {
        t.title == Some(id)
            || t.header.as_ref().is_some_and(|row| row.block == id)
            || t.rows.iter().any(|row| row.block == id)
    });
    if let Some(table) = table {
        let rows = table.rows.iter().chain(&table.header).map(|row| row.block);
        let parts = rows.chain(table.title).chain(table.continued.iter().copied());
        return parts
            .filter_map(|id| book.block(id))
            .filter(|b| b.at.source == comment.source)
            .map(|b| b.at.span)
            .collect();
    }
    let same =
        |b: &&Block| block.reading.is_some() && b.reading == block.reading && b.at.source == comment.source;
    let parts = book.blocks.iter().skip(first + 1).take(LINES).filter(same);
    std::iter::once(block).chain(parts).map(|b| b.at.span).collect()
}
