//! Two states compared.

use std::ops::Range;

use crate::align::align;
use crate::anchor::Run;
use crate::moved::{Block, moved};
use crate::settle::{mapped, segment_of};
use crate::tidy::{Edit, Sides};
use crate::{Change, ChangeKind, Kind, Stream};

/// A stretch of each state between which all agrees but for its edits: the states as wholes, or a block that was moved.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub old: Range<usize>,
    pub new: Range<usize>,
    /// In order, and apart on at least one side.
    pub edits: Vec<Edit>,
    /// By edit: its change; none of what is the place of a moved block.
    pub changes: Vec<Option<usize>>,
}

/// What collating gives.
#[derive(Clone, Debug, Default)]
pub struct Collation {
    /// The changes in the order of the new state.
    pub changes: Vec<Change>,
    /// The whole first, then the blocks that were moved.
    pub(crate) segments: Vec<Segment>,
    /// By edit of the whole: the segment of the block that was moved from or to there.
    pub(crate) blocks: Vec<Option<usize>>,
}

/// A change with the segment and the edits that it is made of; none of a border or a moved block.
type Told = (Change, Option<(usize, Range<usize>)>);

/// Compares two states.
pub fn collate(old: &Stream<'_>, new: &Stream<'_>) -> Collation {
    let (all_old, all_new) = (0..old.chars().len(), 0..new.chars().len());
    let sides = Sides { old, new };
    let gaps = between(&align(old.chars(), new.chars()), all_old.clone(), all_new.clone());
    // A paragraph that is gone is told from its own beginning, or it would not be known again where it stands now.
    let gaps = sides.slid(gaps, all_old.clone());
    let side = |of: fn(&Edit) -> &Range<usize>| -> Vec<Range<usize>> {
        gaps.iter().map(of).filter(|range| !range.is_empty()).cloned().collect()
    };
    let blocks = moved(old, new, &side(|edit| &edit.old), &side(|edit| &edit.new));
    let parts: Vec<(Edit, Option<usize>)> = gaps.into_iter().flat_map(|gap| parted(gap, &blocks)).collect();
    let mut segments = Vec::with_capacity(blocks.len() + 1);
    let (edits, of_blocks) = tidied(&sides, parts, all_old.end);
    segments.push(Segment { old: all_old, new: all_new, changes: vec![None; edits.len()], edits });
    for block in &blocks {
        let edits = between(&block.runs, block.old.clone(), block.new.clone());
        let edits = sides.tidy(edits, block.old.clone());
        let changes = vec![None; edits.len()];
        segments.push(Segment { old: block.old.clone(), new: block.new.clone(), edits, changes });
    }
    let mut collation = Collation { changes: Vec::new(), segments, blocks: of_blocks };
    collation.tell(old, new);
    collation
}

/// What stands between runs.
pub(crate) fn between(runs: &[Run], old: Range<usize>, new: Range<usize>) -> Vec<Edit> {
    let mut out = Vec::new();
    let (mut from, mut to) = (old.start, new.start);
    let ends = Run { old: old.end, new: new.end, len: 0 };
    for run in runs.iter().chain(std::iter::once(&ends)) {
        if run.old > from || run.new > to {
            out.push(Edit { old: from..run.old, new: to..run.new });
        }
        (from, to) = (run.old_end(), run.new_end());
    }
    out
}

/// A gap without the blocks that were moved from it or to it. These are edits of their own.
fn parted(gap: Edit, blocks: &[Block]) -> Vec<(Edit, Option<usize>)> {
    let old = cut(&gap.old, blocks, |block| &block.old);
    let new = cut(&gap.new, blocks, |block| &block.new);
    let plain = |parts: &[(Range<usize>, Option<usize>)]| -> Vec<usize> {
        parts.iter().enumerate().filter(|(_, (_, block))| block.is_none()).map(|(i, _)| i).collect()
    };
    // What is left on both sides stands in the place of one another only where it is one stretch on each.
    let pair = match (plain(&old).as_slice(), plain(&new).as_slice()) {
        ([a], [b]) => Some((*a, *b)),
        _ => None,
    };
    let (a, b) = pair.unwrap_or((old.len(), new.len()));
    let mut out = Vec::with_capacity(old.len() + new.len());
    let (mut from, mut to) = (gap.old.start, gap.new.start);
    for (range, block) in &old[..a] {
        out.push((Edit { old: range.clone(), new: to..to }, *block));
        from = range.end;
    }
    for (range, block) in &new[..b] {
        out.push((Edit { old: from..from, new: range.clone() }, *block));
    }
    if let (Some((x, _)), Some((y, _))) = (old.get(a), new.get(b)) {
        out.push((Edit { old: x.clone(), new: y.clone() }, None));
        (from, to) = (x.end, y.end);
    }
    for (range, block) in old.iter().skip(a + 1) {
        out.push((Edit { old: range.clone(), new: to..to }, *block));
        from = range.end;
    }
    for (range, block) in new.iter().skip(b + 1) {
        out.push((Edit { old: from..from, new: range.clone() }, *block));
    }
    out
}

/// A range cut at the borders of blocks; each part with its block.
fn cut(
    range: &Range<usize>,
    blocks: &[Block],
    side: impl Fn(&Block) -> &Range<usize>,
) -> Vec<(Range<usize>, Option<usize>)> {
    let mut own: Vec<(usize, &Range<usize>)> = blocks
        .iter()
        .map(&side)
        .enumerate()
        .filter(|(_, of)| !of.is_empty() && of.start >= range.start && of.end <= range.end)
        .collect();
    own.sort_by_key(|(_, of)| of.start);
    let mut out = Vec::with_capacity(own.len() * 2 + 1);
    let mut from = range.start;
    for (block, of) in own {
        if of.start > from {
            out.push((from..of.start, None));
        }
        out.push((of.clone(), Some(block)));
        from = of.end;
    }
    if range.end > from {
        out.push((from..range.end, None));
    }
    out
}

/// Edits made readable, but for the places of blocks, which stay as they are.
fn tidied(
    sides: &Sides<'_, '_>,
    parts: Vec<(Edit, Option<usize>)>,
    end: usize,
) -> (Vec<Edit>, Vec<Option<usize>>) {
    let (mut edits, mut blocks) = (Vec::new(), Vec::new());
    let mut plain: Vec<Edit> = Vec::new();
    let mut from = 0;
    let settle = |plain: &mut Vec<Edit>, from: usize, to: usize| {
        let done = sides.tidy(std::mem::take(plain), from..to);
        done.into_iter().map(|edit| (edit, None)).collect::<Vec<_>>()
    };
    for (edit, block) in parts {
        match block {
            None => plain.push(edit),
            Some(block) => {
                let done = settle(&mut plain, from, edit.old.start);
                from = edit.old.end;
                for (edit, block) in done.into_iter().chain([(edit, Some(block + 1))]) {
                    edits.push(edit);
                    blocks.push(block);
                }
            }
        }
    }
    for (edit, block) in settle(&mut plain, from, end) {
        edits.push(edit);
        blocks.push(block);
    }
    (edits, blocks)
}

impl Collation {
    /// Lists the changes in the order of the new state.
    fn tell(&mut self, old: &Stream<'_>, new: &Stream<'_>) {
        let sides = Sides { old, new };
        let mut told: Vec<Told> = Vec::new();
        for (s, segment) in self.segments.iter().enumerate() {
            if s > 0 && !floats(old, &segment.old) && !floats(new, &segment.new) {
                let (old, new) = (segment.old.clone(), segment.new.clone());
                told.push((Change { kind: ChangeKind::Moved, old, new }, None));
            }
            let is_block = |e: usize| s == 0 && self.blocks.get(e).copied().flatten().is_some();
            for (edit, own) in sides.told(&segment.edits, segment.old.clone(), is_block) {
                let kind = match (edit.old.is_empty(), edit.new.is_empty()) {
                    (true, _) => ChangeKind::Inserted,
                    (_, true) => ChangeKind::Deleted,
                    _ => ChangeKind::Replaced,
                };
                told.push((Change { kind, old: edit.old, new: edit.new }, Some((s, own))));
            }
            told.extend(borders(segment, old, new).into_iter().map(|change| (change, None)));
        }
        told.sort_by_key(|(change, _)| (change.new.start, change.old.start, change.kind));
        for (i, (_, edit)) in told.iter().enumerate() {
            let Some((s, own)) = edit else { continue };
            let changes = self.segments.get_mut(*s).and_then(|s| s.changes.get_mut(own.clone()));
            changes.unwrap_or_default().fill(Some(i));
        }
        self.changes = told.into_iter().map(|(change, _)| change).collect();
    }

    /// Where a stretch of the old state stands in the new one.
    pub fn counterpart(&self, old: Range<usize>) -> Range<usize> {
        let segment = self.segments.get(segment_of(self, &old));
        segment.map_or(0..0, |segment| mapped(segment, old))
    }

    /// The characters of the new state, made of those of the old one and of what was put in: how a collation is shown
    /// to lose nothing.
    pub fn rebuilt(&self, old: &Stream<'_>, new: &Stream<'_>) -> Vec<char> {
        let mut out = Vec::with_capacity(new.chars().len());
        self.rebuild(0, old.chars(), new.chars(), &mut out);
        out
    }

    fn rebuild(&self, segment: usize, old: &[char], new: &[char], out: &mut Vec<char>) {
        let Some(own) = self.segments.get(segment) else { return };
        let mut from = own.old.start;
        for (i, edit) in own.edits.iter().enumerate() {
            out.extend_from_slice(old.get(from..edit.old.start).unwrap_or_default());
            let block = self.blocks.get(i).copied().flatten().filter(|_| segment == 0);
            match block {
                Some(block) if !edit.new.is_empty() => self.rebuild(block, old, new, out),
                Some(_) => {}
                None => out.extend_from_slice(new.get(edit.new.clone()).unwrap_or_default()),
            }
            from = edit.old.end;
        }
        out.extend_from_slice(old.get(from..own.old.end).unwrap_or_default());
    }
}

/// Whether a stretch goes with the pages, so that another place of it is no change.
fn floats(stream: &Stream<'_>, range: &Range<usize>) -> bool {
    let kind = |at: usize| stream.paragraphs().get(stream.paragraph_at(at)).map(|p| p.kind);
    kind(range.start) == Some(Kind::Floating) && kind(range.end.saturating_sub(1)) == Some(Kind::Floating)
}

/// Where a paragraph begins on one side alone, in the midst of what agrees.
fn borders(segment: &Segment, old: &Stream<'_>, new: &Stream<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    let (mut from, mut to) = (segment.old.start, segment.new.start);
    let last = Edit { old: segment.old.end..segment.old.end, new: segment.new.end..segment.new.end };
    for edit in segment.edits.iter().chain(std::iter::once(&last)) {
        let len = edit.old.start - from;
        for at in old.starts_within(from + 1..from + len) {
            let there = at - from + to;
            if !new.begins_paragraph(there) {
                out.push(Change { kind: ChangeKind::Joined, old: at..at, new: there..there });
            }
        }
        for there in new.starts_within(to + 1..to + len) {
            let at = there - to + from;
            if !old.begins_paragraph(at) {
                out.push(Change { kind: ChangeKind::Split, old: at..at, new: there..there });
            }
        }
        (from, to) = (edit.old.end, edit.new.end);
    }
    out
}
