//! Which headings of the body are 类目, 分目 and 条目, by the contents.

use rustc_hash::FxHashMap;

use super::order::{Candidate, Met, alike, heaviest};
use super::titles::Title;
use super::{Contents, Level, TitleStyle};

/// Titles at least so near (of 1000) may stand for one 类目.
const NEAR: u32 = 500;

/// For each heading of the body, `(level of the markup, title)` in order: what the contents say it is; `None`
/// where they say nothing. `holds` says of each heading whether a marked entry stands right below it.
pub(crate) fn classify(contents: &Contents, headings: &[(u8, &str)], holds: &[bool]) -> Vec<Option<Level>> {
    let mut out = vec![None; headings.len()];
    let body: Vec<(u8, Title<'_>)> =
        headings.iter().map(|(level, title)| (*level, Title::new(title))).collect();
    let listed: Vec<Title<'_>> = contents.entries.iter().map(|e| Title::new(&e.title)).collect();
    let starts: Vec<usize> =
        (0..listed.len()).filter(|i| contents.entries[*i].level == Level::Category).collect();
    let opened = categories(&starts.iter().map(|i| listed[*i]).collect::<Vec<_>>(), &body);
    let mut groups = Vec::new();
    for (n, &(category, heading)) in opened.iter().enumerate() {
        out[heading] = Some(Level::Category);
        let to = opened.get(n + 1).map_or(body.len(), |next| next.1);
        let items = starts[category] + 1..starts.get(category + 1).copied().unwrap_or(listed.len());
        groups.push(Group::new(contents, &listed, items, &body, heading + 1..to, holds));
    }
    let depth =
        common(groups.iter().flat_map(|g| g.pairs.iter().filter(|p| p.parent).map(|p| body[p.heading].0)));
    for group in &groups {
        group.settle(&body, depth, &mut out);
    }
    out
}

/// Category lines and headings are all compared up to so many pairs.
const PAIRS: usize = 1 << 20;
/// Else each line is compared with so many headings.
const NEXT: usize = 256;

/// Headings by the key of their titles.
struct Headings(FxHashMap<u64, Vec<usize>>);

impl Headings {
    fn of(body: &[(u8, Title<'_>)], range: std::ops::Range<usize>) -> Headings {
        let mut by_key: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for right in range {
            by_key.entry(body[right].1.key).or_default().push(right);
        }
        Headings(by_key)
    }

    /// Those that the `n`th of `count` entries with this key may stand for.
    fn with_key(&self, key: u64, (n, count): (usize, usize)) -> impl Iterator<Item = usize> {
        alike(self.0.get(&key).map_or(&[][..], Vec::as_slice), n, count).iter().copied()
    }
}

fn candidate(left: usize, right: usize, level: u8) -> Candidate {
    Candidate { left: left as u32, right: right as u32, weight: 10 + u32::from(7 - level.min(6)) }
}

/// Pairs of a 类目 of the contents and its heading.
fn categories(listed: &[Title<'_>], body: &[(u8, Title<'_>)]) -> Vec<(usize, usize)> {
    let headings = Headings::of(body, 0..body.len());
    let mut candidates = Vec::new();
    let mut met = Met::of(listed.iter().map(|title| title.key));
    for (left, title) in listed.iter().enumerate() {
        let places = headings.with_key(title.key, met.next(title.key));
        for right in places.filter(|right| title.equals(&body[*right].1)) {
            // 农业 may be a 类目 and a 分目: the higher heading is the 类目.
            candidates.push(candidate(left, right, body[right].0));
        }
    }
    let exact = heaviest(candidates, body.len());
    let Some(depth) = common(exact.iter().map(|p| body[p.1].0)) else { return exact };
    let at_depth: Vec<usize> = (0..body.len()).filter(|j| body[*j].0 == depth).collect();
    // All are compared up to so many pairs, then only those that come next, so that time stays linear.
    let most = if listed.len().saturating_mul(at_depth.len()) <= PAIRS { usize::MAX } else { NEXT };
    let mut out = Vec::with_capacity(listed.len());
    let (mut left, mut right) = (0, 0);
    for &(next_left, next_right) in exact.iter().chain([&(listed.len(), body.len())]) {
        for (i, title) in (left..next_left).map(|i| (i, &listed[i])) {
            let nearest = at_depth[at_depth.partition_point(|j| *j < right)..]
                .iter()
                .copied()
                .take_while(|j| *j < next_right)
                .take(most)
                .map(|j| (title.likeness(&body[j].1), std::cmp::Reverse(j)))
                .max();
            if let Some((_, std::cmp::Reverse(j))) = nearest.filter(|n| n.0 >= NEAR) {
                out.push((i, j));
                right = j + 1;
            }
        }
        if next_left < listed.len() {
            out.push((next_left, next_right));
        }
        (left, right) = (next_left + 1, next_right + 1);
    }
    out
}

/// A contents entry of one 类目 and its heading.
struct Pair {
    heading: usize,
    /// Whether the contents show that it is a 分目.
    shown: bool,
    /// Whether entries without a heading follow it in the contents, or marked ones in the body.
    parent: bool,
}

/// The entries of one 类目 that are headings of the body.
struct Group {
    pairs: Vec<Pair>,
}

impl Group {
    fn new(
        contents: &Contents,
        listed: &[Title<'_>],
        items: std::ops::Range<usize>,
        body: &[(u8, Title<'_>)],
        headings: std::ops::Range<usize>,
        holds: &[bool],
    ) -> Group {
        let by_key = Headings::of(body, headings.clone());
        let mut candidates = Vec::new();
        let mut met = Met::of(listed[items.clone()].iter().map(|title| title.key));
        for left in items.clone() {
            let title = &listed[left];
            let equal =
                by_key.with_key(title.key, met.next(title.key)).filter(|right| title.equals(&body[*right].1));
            candidates.extend(equal.map(|right| candidate(left, right, body[right].0)));
            for key in title.heads() {
                let heads = by_key
                    .with_key(key, (left - items.start, items.len()))
                    .filter(|right| title.adds_subtitle_to(&body[*right].1));
                candidates.extend(heads.map(|right| candidate(left, right, body[right].0)));
            }
        }
        let pairs = heaviest(candidates, headings.end);
        let ends = pairs.iter().skip(1).map(|p| p.0).chain([items.end]);
        let pairs = pairs.iter().zip(ends).map(|(&(left, heading), end)| Pair {
            heading,
            // A plain line is a 分目 where indents or numbers say so.
            shown: contents.entries[left].style != TitleStyle::Plain
                || contents.entries[left].level == Level::Section,
            parent: end > left + 1 || holds.get(heading) == Some(&true),
        });
        Group { pairs: pairs.collect() }
    }

    /// `depth`: heading level of the 分目 that have 条目 below them.
    fn settle(&self, body: &[(u8, Title<'_>)], depth: Option<u8>, out: &mut [Option<Level>]) {
        let own = common(self.pairs.iter().map(|p| body[p.heading].0));
        let sections = self.pairs.iter().any(|p| p.parent) || own.is_some() && own >= depth;
        for pair in &self.pairs {
            let level = body[pair.heading].0;
            // A leaf among 分目 is one, unless its heading lies below theirs.
            let leaf = sections && (Some(level) <= depth || own == depth);
            out[pair.heading] =
                Some(if pair.parent || pair.shown || leaf { Level::Section } else { Level::Entry });
        }
    }
}

/// The commonest level; the higher one of two.
fn common(levels: impl Iterator<Item = u8>) -> Option<u8> {
    let mut counts = [0_usize; 8];
    for level in levels {
        counts[usize::from(level.min(7))] += 1;
    }
    (0_u8..8)
        .filter(|l| counts[usize::from(*l)] > 0)
        .max_by_key(|l| (counts[usize::from(*l)], std::cmp::Reverse(*l)))
}
