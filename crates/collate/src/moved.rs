//! What was moved: stretches that are gone in one place and stand in another.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::Stream;
use crate::align::align;
use crate::anchor::{Run, chain, runs, shared};

/// Characters by which a stretch is known again.
const SIZE: usize = 8;
/// A stretch that is moved has so many characters at least, unless it is a whole paragraph.
const LEAST: usize = 14;

/// A stretch that stands in another place, and what agrees in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub old: Range<usize>,
    pub new: Range<usize>,
    pub runs: Vec<Run>,
}

/// Blocks among the stretches that are not aligned, in the order of the new run.
pub(crate) fn moved(
    old: &Stream<'_>,
    new: &Stream<'_>,
    gone: &[Range<usize>],
    come: &[Range<usize>],
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut taken = Taken::default();
    let mut pairs: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    let (a, b) = (Gathered::of(old.chars(), gone), Gathered::of(new.chars(), come));
    for (x, y) in shared(&a.chars, &b.chars, SIZE) {
        // Not one that begins in one stretch and ends in the next.
        let (Some(from), Some(to)) = (a.whole(x, SIZE), b.whole(y, SIZE)) else { continue };
        pairs.entry((from.0, to.0)).or_default().push((from.1, to.1));
    }
    // The longest agreement first: a sentence that returns elsewhere must not take part of a moved paragraph.
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(at, anchors)| (std::cmp::Reverse(anchors.len()), *at));
    for ((from, to), anchors) in pairs {
        let (Some(from), Some(to)) = (gone.get(from), come.get(to)) else { continue };
        for found in pieces(old, new, (from, to), &anchors) {
            blocks.extend(taken.take(found));
        }
    }
    for found in whole_paragraphs(old, new, gone, come) {
        blocks.extend(taken.take(found));
    }
    blocks.sort_by_key(|block| block.new.start);
    blocks
}

/// The blocks that anchors between two stretches make: each is a chain whose distance hardly changes.
fn pieces(
    old: &Stream<'_>,
    new: &Stream<'_>,
    (from, to): (&Range<usize>, &Range<usize>),
    anchors: &[(usize, usize)],
) -> Vec<Block> {
    let (a, b) = (old.chars(), new.chars());
    let relative: Vec<(usize, usize)> = anchors.iter().map(|(x, y)| (x - from.start, y - to.start)).collect();
    let found = runs(&a[from.clone()], &b[to.clone()], &chain(&relative), SIZE);
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in found {
        let run = Run { old: run.old + from.start, new: run.new + to.start, len: run.len };
        let near = |last: &Run| {
            let gap = (run.old - last.old_end()).max(run.new - last.new_end());
            gap <= 40.max(last.len.min(run.len))
        };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(near) => group.push(run),
            _ => groups.push(vec![run]),
        }
    }
    groups.into_iter().filter_map(|group| block(old, new, (from, to), &group)).collect()
}

/// A block of runs, out to the borders of its paragraphs where these are near.
fn block(
    old: &Stream<'_>,
    new: &Stream<'_>,
    (from, to): (&Range<usize>, &Range<usize>),
    group: &[Run],
) -> Option<Block> {
    let (first, last) = (group.first()?, group.last()?);
    let same: usize = group.iter().map(|run| run.len).sum();
    let reach = (same / 2).min(30);
    let begin = |stream: &Stream<'_>, at: usize, lowest: usize| {
        let own = stream.of_paragraph(stream.paragraph_at(at)).start.max(lowest);
        if at - own <= reach { own } else { at }
    };
    let end = |stream: &Stream<'_>, at: usize, highest: usize| {
        let own = stream.of_paragraph(stream.paragraph_at(at.saturating_sub(1))).end.min(highest);
        if own.saturating_sub(at) <= reach { own.max(at) } else { at }
    };
    let old_span = begin(old, first.old, from.start)..end(old, last.old_end(), from.end);
    let new_span = begin(new, first.new, to.start)..end(new, last.new_end(), to.end);
    let longest = old_span.len().max(new_span.len());
    if same < LEAST || same * 2 < longest {
        return None;
    }
    Some(aligned(old, new, old_span, new_span))
}

fn aligned(old: &Stream<'_>, new: &Stream<'_>, from: Range<usize>, to: Range<usize>) -> Block {
    let found = align(&old.chars()[from.clone()], &new.chars()[to.clone()]);
    let runs = found.into_iter();
    let runs = runs.map(|run| Run { old: run.old + from.start, new: run.new + to.start, len: run.len });
    Block { runs: runs.collect(), old: from, new: to }
}

/// Short paragraphs, a title or a name, that are gone in one place and stand in another word for word.
fn whole_paragraphs(
    old: &Stream<'_>,
    new: &Stream<'_>,
    gone: &[Range<usize>],
    come: &[Range<usize>],
) -> Vec<Block> {
    let whole = |stream: &Stream<'_>, stretches: &[Range<usize>]| -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for stretch in stretches {
            let mut at = stretch.start;
            while at < stretch.end {
                let own = stream.of_paragraph(stream.paragraph_at(at));
                if own.start >= stretch.start && own.end <= stretch.end && own.len() >= 2 {
                    out.push(own.clone());
                }
                at = own.end.max(at + 1);
            }
        }
        out
    };
    let (from, to) = (whole(old, gone), whole(new, come));
    let mut known: FxHashMap<&[char], Vec<usize>> = FxHashMap::default();
    for (i, own) in to.iter().enumerate() {
        known.entry(&new.chars()[own.clone()]).or_default().push(i);
    }
    let mut count: FxHashMap<&[char], usize> = FxHashMap::default();
    for own in &from {
        *count.entry(&old.chars()[own.clone()]).or_default() += 1;
    }
    let pair = |own: &Range<usize>| {
        let text = &old.chars()[own.clone()];
        let [only] = known.get(text)?.as_slice() else { return None };
        (count.get(text) == Some(&1)).then(|| aligned(old, new, own.clone(), to[*only].clone()))
    };
    from.iter().filter_map(pair).collect()
}

/// What belongs to a block already.
#[derive(Default)]
struct Taken {
    old: BTreeMap<usize, usize>,
    new: BTreeMap<usize, usize>,
}

impl Taken {
    /// The block, unless another has part of it.
    fn take(&mut self, block: Block) -> Option<Block> {
        if !free(&self.old, &block.old) || !free(&self.new, &block.new) {
            return None;
        }
        self.old.insert(block.old.start, block.old.end);
        self.new.insert(block.new.start, block.new.end);
        Some(block)
    }
}

fn free(taken: &BTreeMap<usize, usize>, range: &Range<usize>) -> bool {
    taken.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start)
}

/// Stretches of a run one behind another.
struct Gathered {
    chars: Vec<char>,
    /// By stretch: where it begins here, and in the run.
    starts: Vec<(usize, usize)>,
}

impl Gathered {
    fn of(run: &[char], stretches: &[Range<usize>]) -> Gathered {
        let mut gathered = Gathered { chars: Vec::new(), starts: Vec::new() };
        for stretch in stretches {
            gathered.starts.push((gathered.chars.len(), stretch.start));
            gathered.chars.extend_from_slice(&run[stretch.clone()]);
        }
        gathered
    }

    /// The stretch that holds `len` characters from `at` on, and where in the run they begin.
    fn whole(&self, at: usize, len: usize) -> Option<(usize, usize)> {
        let stretch = self.starts.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let (here, run) = *self.starts.get(stretch)?;
        let end = self.starts.get(stretch + 1).map_or(self.chars.len(), |(start, _)| *start);
        (at + len <= end).then_some((stretch, run + at - here))
    }
}
