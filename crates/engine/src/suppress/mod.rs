//! Suppression in the text: comments that answer findings with 不改 where they stand.
//!
//! A suppressed finding is not dropped but answered, so that reports can tell of it. What the comments
//! themselves do wrong are findings of the family CFG.

mod comment;

use std::rc::Rc;

use kanwu_book::{Block, BlockId, BlockKind, Book, TableId};
use kanwu_card::{Confidence, Waiver};
use kanwu_plugin::{Arg, Decided, Family, Finding, Place, Rule, Settings, family};
use kanwu_text::{Location, SourceId, SourceSpan};
use rustc_hash::FxHashMap;

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
    stretches: Rc<[SourceSpan]>,
    /// Covers a file or a long stretch of it, and not one block.
    wide: bool,
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
    let stretches = Stretches::of(&covers);
    for d in found.iter_mut() {
        let Some(card) = registry.get(d.rule).map(|r| &r.card) else { continue };
        for cover in stretches.at(Location::new(d.at.source, SourceSpan::empty(d.at.span.start))) {
            let Some(cover) = covers.get_mut(cover) else { continue };
            // What is never silent is waived by its own name, with a reason.
            let single = card.waiver == Waiver::Single;
            let named = registry.find(cover.name) == Some(d.rule);
            if !(named || !single && registry.selects(cover.name, d.rule)) {
                continue;
            }
            cover.used = true;
            if cover.reason.is_empty() && (single || settings.reasons_required) {
                cover.lacks_reason = true;
                continue;
            }
            d.state.get_or_insert_with(|| Box::new(Decided::kept(cover.reason, true)));
        }
    }
    let mut runs: FxHashMap<&str, bool> = FxHashMap::default();
    for cover in &covers {
        // Of a rule that did not run nobody knows what it would have found.
        let ran = *runs.entry(cover.name).or_insert_with(|| {
            registry.iter().any(|(id, _)| chosen.is_on(id) && registry.selects(cover.name, id))
        });
        if cover.lacks_reason || (settings.reasons_required && cover.reason.is_empty()) {
            faults.push(REASON, at(cover.at).arg(Arg::text("found"), cover.name));
        } else if !cover.used && ran {
            faults.push(UNUSED, at(cover.at).arg(Arg::text("found"), cover.name));
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
    let mut tables = Tables::of(book);
    for comment in all {
        if comment.names.is_empty() {
            faults.push(UNKNOWN, self::at(comment.at).variant("none"));
        }
        for (name, at) in &comment.names {
            if !registry.selects_any(name) {
                let fault = self::at(*at).arg(Arg::text("found"), *name);
                let fault = match registry.nearest(name) {
                    Some(near) => fault.arg(Arg::text("want"), near),
                    None => fault.variant("nothing-like"),
                };
                faults.push(UNKNOWN, fault);
                continue;
            }
            let rest = SourceSpan::new(comment.at.span.end, book.manuscript.whole(at.source).span.end);
            let stretches = match comment.reach {
                Reach::Next => next_block(book, &mut tables, comment.at),
                Reach::File => Rc::new([book.manuscript.whole(at.source).span]),
                Reach::Start => Rc::new([rest]),
                Reach::End => {
                    let begun = open.iter().rposition(|i| {
                        covers.get(*i).is_some_and(|c| c.name == *name && c.at.source == at.source)
                    });
                    let begun = begun.map(|i| open.remove(i)).and_then(|i| covers.get_mut(i));
                    match begun.and_then(|cover| Some((cover.stretches.first()?.start, cover))) {
                        Some((from, cover)) => {
                            cover.stretches = Rc::new([SourceSpan::new(from, comment.at.span.start)]);
                        }
                        None => {
                            faults.push(UNPAIRED, self::at(*at).variant("end").arg(Arg::text("found"), *name))
                        }
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
                wide: comment.reach != Reach::Next,
                used: false,
                lacks_reason: false,
            });
        }
    }
    for cover in open.into_iter().filter_map(|i| covers.get(i)) {
        faults.push(UNPAIRED, at(cover.at).arg(Arg::text("found"), cover.name));
    }
    covers
}

/// Which covers lie over a place.
struct Stretches {
    /// Covers that are wide: there are few, and they would hide where the others end.
    wide: Vec<(SourceId, SourceSpan, usize)>,
    /// The others by source, in order of their starts: a stretch, its cover, and the furthest end of all stretches up to here.
    by_source: FxHashMap<SourceId, Vec<(SourceSpan, usize, u32)>>,
}

impl Stretches {
    fn of(covers: &[Cover<'_>]) -> Stretches {
        let mut by_source: FxHashMap<SourceId, Vec<(SourceSpan, usize, u32)>> = FxHashMap::default();
        let mut wide = Vec::new();
        for (i, cover) in covers.iter().enumerate() {
            if cover.wide {
                wide.extend(cover.stretches.iter().map(|span| (cover.at.source, *span, i)));
                continue;
            }
            let list = by_source.entry(cover.at.source).or_default();
            list.extend(cover.stretches.iter().map(|span| (*span, i, 0)));
        }
        for list in by_source.values_mut() {
            list.sort_by_key(|(span, cover, _)| (span.start, *cover));
            let mut furthest = 0;
            for (span, _, end) in list {
                furthest = furthest.max(span.end);
                *end = furthest;
            }
        }
        Stretches { wide, by_source }
    }

    /// The covers over a place, in order.
    fn at(&self, place: Location) -> Vec<usize> {
        let at = place.span.start;
        let list = self.by_source.get(&place.source).map_or(&[][..], Vec::as_slice);
        let before = &list[..list.partition_point(|(span, ..)| span.start <= at)];
        let reaching = before.iter().rev().take_while(|(.., furthest)| *furthest >= at);
        let near = reaching.filter(|(span, ..)| at <= span.end).map(|(_, cover, _)| *cover);
        let wide = self
            .wide
            .iter()
            .filter(|(source, span, _)| *source == place.source && span.start <= at && at <= span.end);
        let mut found: Vec<usize> = near.chain(wide.map(|(.., cover)| *cover)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Which table each block belongs to, and where the lines of each table that was asked for stand.
struct Tables {
    by_block: FxHashMap<BlockId, TableId>,
    lines: FxHashMap<(TableId, SourceId), Rc<[SourceSpan]>>,
}

impl Tables {
    fn of(book: &Book<'_>) -> Tables {
        let mut by_block = FxHashMap::default();
        for (id, table) in (0..).map(TableId).zip(&book.tables) {
            let rows = table.rows.iter().chain(&table.header).map(|row| row.block);
            for block in rows.chain(table.title) {
                by_block.entry(block).or_insert(id);
            }
        }
        Tables { by_block, lines: FxHashMap::default() }
    }

    /// The lines of the table that `block` is one of.
    fn lines(&mut self, book: &Book<'_>, block: BlockId, source: SourceId) -> Option<Rc<[SourceSpan]>> {
        let id = *self.by_block.get(&block)?;
        let table = book.tables.get(id.index())?;
        let lines = || {
            let rows = table.rows.iter().chain(&table.header).map(|row| row.block);
            let parts = rows.chain(table.title).chain(table.continued.iter().copied());
            let spans = parts.filter_map(|id| book.block(id)).filter(|b| b.at.source == source);
            merged(spans.map(|b| b.at.span).collect(), book, source)
        };
        Some(Rc::clone(self.lines.entry((id, source)).or_insert_with(lines)))
    }
}

/// Lines with no other block between them as one stretch: a table of a thousand rows is seldom more than one.
fn merged(mut lines: Vec<SourceSpan>, book: &Book<'_>, source: SourceId) -> Rc<[SourceSpan]> {
    lines.sort_unstable_by_key(|span| span.start);
    let mut out: Vec<SourceSpan> = Vec::new();
    for line in lines {
        let next = |last: &SourceSpan| {
            let block = book.block_at(Location::new(source, SourceSpan::empty(last.end.saturating_sub(1))));
            let after = block.and_then(|(id, _)| book.block(BlockId(id.0 + 1)));
            after.is_some_and(|block| block.at.source == source && block.at.span.start == line.start)
        };
        match out.last_mut() {
            Some(last) if next(last) => last.end = line.end,
            _ => out.push(line),
        }
    }
    out.into()
}

/// The block that the comment stands in, or the next one: a paragraph with all its parts, a table whole.
fn next_block(book: &Book<'_>, tables: &mut Tables, comment: Location) -> Rc<[SourceSpan]> {
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
        return Rc::new([]);
    };
    if let Some(lines) = tables.lines(book, BlockId(first as u32), comment.source) {
        return lines;
    }
    let parts = block.reading.and_then(|id| book.reading(id)).into_iter().flat_map(|reading| &reading.pieces);
    let parts =
        parts.filter_map(|piece| book.block_at(Location::new(piece.source, SourceSpan::empty(piece.start))));
    let mut lines: Vec<SourceSpan> =
        parts.map(|(_, b)| b).filter(|b| b.at.source == comment.source).map(|b| b.at.span).collect();
    lines.push(block.at.span);
    lines.sort_unstable_by_key(|span| span.start);
    lines.dedup();
    lines.retain(|line| line.start >= block.at.span.start);
    lines.into()
}
