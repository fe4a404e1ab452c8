//! What became of each request.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::collation::Segment;
use crate::stream::is_blank;
use crate::tidy::{Edit, Sides};
use crate::{Collation, Region, Stream};

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 漏改: it stands as it stood.
    Missed,
    /// 改错: it was changed, but not to what was wanted.
    Wrong,
    /// Something was changed there; what was wanted is not known exactly.
    Touched,
    /// 已改: what was wanted stands there.
    Done,
    /// It is about blanks alone, which are not compared.
    Blank,
}

/// A request with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Index of the request.
    pub asked: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// What stands there now: characters of the new state.
    pub new: Range<usize>,
}

/// Characters beyond a request that may change along with it without being a change of their own.
const MORE: usize = 4;

/// Says of each request what became of it, and which changes are accounted for by that, by index. `collation` compares
/// what was expected with the new state.
pub fn settle(
    expected: &Stream<'_>,
    new: &Stream<'_>,
    collation: &Collation,
    regions: &[Region],
) -> (Vec<Settled>, BTreeSet<usize>) {
    let sides = Sides { old: expected, new };
    let states: Vec<Asked<'_>> = regions.iter().map(|region| Asked::of(region, expected)).collect();
    // Edits that are accounted for, by the place of their segment.
    let mut explained: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut settled = Vec::with_capacity(regions.len());
    for one in &states {
        let own = segment_of(collation, &one.at);
        let Some(segment) = collation.segments.get(own) else { continue };
        let (outcome, now, edits) = one.settle(segment, &sides, &states);
        explained.extend(edits.map(|edit| (own, edit)));
        settled.push(Settled { asked: one.region.asked, outcome, new: now });
    }
    (settled, whole(collation, &explained))
}

/// The changes all of whose edits are accounted for.
fn whole(collation: &Collation, explained: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
    let (mut all, mut open) = (BTreeSet::new(), BTreeSet::new());
    for (s, segment) in collation.segments.iter().enumerate() {
        for (e, change) in segment.changes.iter().enumerate() {
            let Some(change) = change else { continue };
            let list = if explained.contains(&(s, e)) { &mut all } else { &mut open };
            list.insert(*change);
        }
    }
    all.difference(&open).copied().collect()
}

/// The moved block that holds a stretch, else the whole.
pub(crate) fn segment_of(collation: &Collation, at: &Range<usize>) -> usize {
    let holds = |segment: &Segment| segment.old.start <= at.start && at.end <= segment.old.end;
    collation.segments.iter().skip(1).position(holds).map_or(0, |block| block + 1)
}

/// A request with its characters.
struct Asked<'r> {
    region: &'r Region,
    at: Range<usize>,
    was: Vec<char>,
    /// Whether what was wanted is what stood there without its beginning.
    gone_before: bool,
    /// Or without its end.
    gone_behind: bool,
}

impl<'r> Asked<'r> {
    fn of(region: &'r Region, expected: &Stream<'_>) -> Asked<'r> {
        let at = expected.range(region.at.paragraph, region.at.span.clone());
        let was: Vec<char> = region.was.chars().filter(|c| !is_blank(*c)).collect();
        let want = expected.chars().get(at.clone()).unwrap_or_default();
        let (gone_before, gone_behind) = (was.ends_with(want), was.starts_with(want));
        Asked { region, at, was, gone_before, gone_behind }
    }

    /// What became of it, what stands there now, and the edits that this accounts for.
    fn settle(
        &self,
        segment: &Segment,
        sides: &Sides<'_, '_>,
        all: &[Asked<'_>],
    ) -> (Outcome, Range<usize>, std::vec::IntoIter<usize>) {
        let none = || Vec::new().into_iter();
        let here = mapped(segment, self.at.clone());
        if !self.region.open && sides.old.chars().get(self.at.clone()) == Some(self.was.as_slice()) {
            return (Outcome::Blank, here, none());
        }
        let strict: Vec<usize> = self.near(segment).filter(|i| self.touches(segment, *i, sides)).collect();
        let (Some(first), Some(last)) = (strict.first(), strict.last()) else {
            if let Some((edit, now)) = self.filled(segment, &here) {
                return (Outcome::Wrong, now, vec![edit].into_iter());
            }
            return (if self.region.open { Outcome::Missed } else { Outcome::Done }, here, none());
        };
        // What was put in right before or behind it may be part of what stands there now, or a change of its own.
        let beside = |i: &usize| {
            let edit = &segment.edits[*i];
            let at_border = edit.old.start == self.at.start || edit.old.end == self.at.end;
            *i < *first && edit.old.end == self.at.start && edit.old.is_empty()
                || *i > *last && edit.old.start == self.at.end && edit.old.is_empty()
                || (*first..=*last).contains(i) && at_border
        };
        let near = self.near(segment).filter(|i| strict.contains(i) || beside(i)).collect();
        let ways = [self.window(segment, strict), self.window(segment, near)];
        if self.region.open {
            let [(_, now, edits), _] = ways;
            return (Outcome::Touched, now, edits.into_iter());
        }
        let alone = std::slice::from_ref(self);
        for (window, now, edits) in &ways {
            let text = sides.new.chars().get(now.clone()).unwrap_or_default();
            let old = sides.old.chars();
            if undone(old, window, &mut alone.iter()) == text || undone(old, window, &mut all.iter()) == text
            {
                return (Outcome::Missed, now.clone(), edits.clone().into_iter());
            }
        }
        let [_, (_, now, edits)] = ways;
        let most = self.was.len().max(self.at.len()) + MORE;
        let own = |i: &usize| {
            let edit = &segment.edits[*i];
            let inside = edit.old.end.min(self.at.end).saturating_sub(edit.old.start.max(self.at.start));
            edit.old.len() - inside <= MORE && edit.new.len() <= most
        };
        let edits: Vec<usize> = edits.into_iter().filter(own).collect();
        (Outcome::Wrong, now, edits.into_iter())
    }

    /// The edit that put other text in the place of what was to go: 付局长 for 副局长, where 局长 was wanted.
    fn filled(&self, segment: &Segment, here: &Range<usize>) -> Option<(usize, Range<usize>)> {
        if self.region.open || self.at.is_empty() || self.was.len() <= self.at.len() {
            return None;
        }
        let (head, tail) = (self.gone_before, self.gone_behind);
        self.near(segment).find_map(|i| {
            let edit = &segment.edits[i];
            let short = edit.old.is_empty() && edit.new.len() <= MORE;
            if short && head && edit.old.start == self.at.start {
                Some((i, edit.new.start..here.end))
            } else if short && tail && edit.old.end == self.at.end {
                Some((i, here.start..edit.new.end))
            } else {
                None
            }
        })
    }

    /// The stretch that it and some edits take, and what stands there now.
    fn window(&self, segment: &Segment, edits: Vec<usize>) -> (Range<usize>, Range<usize>, Vec<usize>) {
        let both = edits.first().zip(edits.last());
        let Some((first, last)) = both.map(|(first, last)| (&segment.edits[*first], &segment.edits[*last]))
        else {
            return (self.at.clone(), mapped(segment, self.at.clone()), edits);
        };
        let window = self.at.start.min(first.old.start)..self.at.end.max(last.old.end);
        let now = (first.new.start + window.start).saturating_sub(first.old.start)
            ..(last.new.end + window.end).saturating_sub(last.old.end);
        (window, now, edits)
    }

    /// Edits that may touch it: those that reach to its borders, and the ones before and behind, which may be told
    /// further on.
    fn near(&self, segment: &Segment) -> Range<usize> {
        let from = segment.edits.partition_point(|edit| edit.old.end < self.at.start);
        let to = segment.edits.partition_point(|edit| edit.old.start <= self.at.end);
        from.saturating_sub(1)..(to.max(from) + 1).min(segment.edits.len())
    }

    fn touches(&self, segment: &Segment, i: usize, sides: &Sides<'_, '_>) -> bool {
        let edit = &segment.edits[i];
        let from = i.checked_sub(1).map_or(segment.old.start, |before| segment.edits[before].old.end);
        let to = segment.edits.get(i + 1).map_or(segment.old.end, |next| next.old.start);
        let (left, right) = sides.reach(edit, from, to).unwrap_or((0, 0));
        let start = edit.old.start.saturating_add_signed(left);
        let end = edit.old.end.saturating_add_signed(right);
        if self.at.is_empty() || self.region.open {
            // At the very place something stands again, or something else does.
            return start <= self.at.end && end >= self.at.start && self.is_own(edit);
        }
        let inside = start < self.at.end && end > self.at.start;
        // What stood there was left beside what was wanted.
        let beside = edit.old.is_empty()
            && (edit.old.start == self.at.start || edit.old.end == self.at.end)
            && !self.was.is_empty()
            && sides.new.chars().get(edit.new.clone()) == Some(self.was.as_slice());
        inside || beside
    }

    /// Of a request without width: whether an edit at its place is about it. An edit that only ends or begins there is
    /// one of the text beside.
    fn is_own(&self, edit: &Edit) -> bool {
        self.region.open
            || edit.old.is_empty()
            || (edit.old.start < self.at.start && self.at.end < edit.old.end)
    }
}

/// What would stand in a stretch if requests in it had not been followed.
fn undone<'a, 'r: 'a>(
    old: &[char],
    window: &Range<usize>,
    asked: &mut dyn Iterator<Item = &'a Asked<'r>>,
) -> Vec<char> {
    let mut own: Vec<&Asked<'_>> = asked
        .filter(|one| !one.region.open && window.start <= one.at.start && one.at.end <= window.end)
        .collect();
    own.sort_by_key(|one| (one.at.start, one.at.end));
    let mut out = Vec::with_capacity(window.len());
    let mut from = window.start;
    for one in own {
        if one.at.start < from {
            continue;
        }
        out.extend_from_slice(&old[from..one.at.start]);
        out.extend_from_slice(&one.was);
        from = one.at.end;
    }
    out.extend_from_slice(&old[from..window.end]);
    out
}

/// Where a stretch between edits stands in the new state.
pub(crate) fn mapped(segment: &Segment, at: Range<usize>) -> Range<usize> {
    let point = |at: usize| {
        let before = segment.edits.partition_point(|edit| edit.old.end <= at);
        let (old, new) = match before.checked_sub(1).map(|i| &segment.edits[i]) {
            Some(edit) => (edit.old.end, edit.new.end),
            None => (segment.old.start, segment.new.start),
        };
        (at - old + new).min(segment.new.end)
    };
    let start = point(at.start);
    // What was put in behind the stretch is no part of it.
    let end = if at.is_empty() { start } else { point(at.end - 1) + 1 };
    start..end.max(start)
}
