//! Contents against body: every entry is matched in order under its parent, exactly first, then by likeness.

use std::ops::Range;

use kanwu_text::Location;
use rustc_hash::{FxHashMap, FxHashSet};

use super::order::{Candidate, Met, alike, heaviest};
use super::titles::Title;
use super::{Contents, ContentsEntry, ContentsMatch, Level, tidy, understood, wrap};
use crate::{BlockId, Category, CategoryId, Entry, EntryId, Section, SectionId};

/// Titles at least so near (of 1000) may stand for one thing.
const NEAR: u32 = 500;
/// A title of fewer characters is too common to be looked for in other 类目.
const TELLING: u32 = 5;

/// The body as the contents see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    /// 类目 in order.
    pub categories: &'a [Category],
    /// 分目 in order.
    pub sections: &'a [Section],
    /// 条目 in order.
    pub entries: &'a [Entry],
    /// Headings without 【】: block, place, level of the markup, title.
    pub headings: &'a [(BlockId, Location, u8, String)],
}

/// A title of the body.
struct Node<'a> {
    title: Title<'a>,
    block: BlockId,
    what: ContentsMatch,
}

/// Finds each entry's place in the body; sets level, match and exactness, and settles what line ends left in
/// the titles.
pub(crate) fn align(contents: &mut Contents, body: &Body<'_>) {
    let nodes = nodes(body);
    let entries = std::mem::take(&mut contents.entries);
    let mut all = matched(entries, &nodes);
    // What stands below one 类目 may be out of order where the rest is not.
    let bad = |from: usize, part: &[ContentsEntry]| {
        all.found.get(from..from + part.len()).is_some_and(understood::is_astray_part)
    };
    if all.found.len() >= understood::LARGE
        && let Some(rest) = understood::without_parts(&all.entries, bad)
    {
        all = matched(rest, &nodes);
    }
    let Matched { entries, found, joined } = all;
    if understood::is_astray(&found) {
        contents.unread = true;
        return;
    }
    contents.entries = settled(entries, &nodes, &found, &joined);
}

/// Entries of the contents and what was found of each.
struct Matched {
    entries: Vec<ContentsEntry>,
    found: Vec<Option<(usize, bool)>>,
    joined: FxHashSet<usize>,
}

fn matched(entries: Vec<ContentsEntry>, nodes: &[Node<'_>]) -> Matched {
    let titles: Vec<Title<'_>> = entries.iter().map(|e| Title::new(&e.title)).collect();
    let mut work = Work {
        entries: &entries,
        titles: &titles,
        nodes,
        found: vec![None; entries.len()],
        used: vec![false; nodes.len()],
        joined: FxHashSet::default(),
    };
    for (items, range) in groups(&entries, &titles, nodes) {
        work.match_in_order(items, range);
    }
    work.match_leftovers();
    work.match_only_ones();
    let Work { found, joined, .. } = work;
    Matched { entries, found, joined }
}

fn nodes<'a>(body: &Body<'a>) -> Vec<Node<'a>> {
    let node = |title: &'a str, block, what| Node { title: Title::new(title), block, what };
    let mut nodes: Vec<Node<'a>> = Vec::with_capacity(body.entries.len() + body.sections.len() + 64);
    nodes.extend(
        body.categories
            .iter()
            .enumerate()
            .map(|(i, c)| node(&c.title, c.block, ContentsMatch::Category(CategoryId(i as u32)))),
    );
    nodes.extend(
        body.sections
            .iter()
            .enumerate()
            .map(|(i, s)| node(&s.title, s.block, ContentsMatch::Section(SectionId(i as u32)))),
    );
    nodes.extend(
        body.entries
            .iter()
            .enumerate()
            .map(|(i, e)| node(&e.title, e.block, ContentsMatch::Entry(EntryId(i as u32)))),
    );
    nodes.extend(
        body.headings.iter().map(|(block, _, _, title)| node(title, *block, ContentsMatch::Block(*block))),
    );
    // A heading that opens something stands twice; what it opens comes first.
    nodes.sort_by_key(|n| (n.block, matches!(n.what, ContentsMatch::Block(_))));
    nodes.dedup_by_key(|n| n.block);
    nodes
}

/// The 类目 of both sides, each with the ranges of what stands in it, the 类目 itself included. One group of
/// everything where the contents show no 类目.
fn groups(
    entries: &[ContentsEntry],
    titles: &[Title<'_>],
    nodes: &[Node<'_>],
) -> Vec<(Range<usize>, Range<usize>)> {
    let listed: Vec<usize> = (0..entries.len()).filter(|i| entries[*i].level == Level::Category).collect();
    let opened: Vec<usize> =
        (0..nodes.len()).filter(|i| matches!(nodes[*i].what, ContentsMatch::Category(_))).collect();
    let mut candidates = Vec::new();
    let equal = |i: usize, j: usize| titles[i].equals(&nodes[j].title);
    let keys: FxHashSet<u64> = opened.iter().map(|j| nodes[*j].title.key).collect();
    for (left, i) in listed.iter().enumerate() {
        let known = keys.contains(&titles[*i].key);
        for right in near(left, &(0..listed.len()), &(0..opened.len())) {
            let j = &opened[right];
            let likeness = match (equal(*i, *j), known) {
                (true, _) => 1000,
                (false, true) => 0,
                (false, false) => titles[*i].likeness(&nodes[*j].title),
            };
            if likeness >= NEAR {
                candidates.push(Candidate { left: left as u32, right: right as u32, weight: likeness });
            }
        }
    }
    let pairs = heaviest(candidates, opened.len());
    if pairs.is_empty() {
        return vec![(0..entries.len(), 0..nodes.len())];
    }
    pairs
        .into_iter()
        .map(|(left, right)| {
            let items = listed[left]..listed.get(left + 1).copied().unwrap_or(entries.len());
            let range = opened[right]..opened.get(right + 1).copied().unwrap_or(nodes.len());
            (items, range)
        })
        .collect()
}

struct Work<'w, 'a> {
    entries: &'w [ContentsEntry],
    titles: &'w [Title<'w>],
    nodes: &'w [Node<'a>],
    /// For each entry its node, and whether the titles are equal.
    found: Vec<Option<(usize, bool)>>,
    used: Vec<bool>,
    /// Entries that are the second half of the entry before them.
    joined: FxHashSet<usize>,
}

impl Work<'_, '_> {
    fn pair(&mut self, item: usize, node: usize, exact: bool) {
        self.found[item] = Some((node, exact));
        self.used[node] = true;
    }

    /// One 类目: equal titles in order, then what lies between them by likeness.
    fn match_in_order(&mut self, items: Range<usize>, range: Range<usize>) {
        let mut by_key: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for j in range.clone() {
            by_key.entry(self.nodes[j].title.key).or_default().push((j - range.start) as u32);
        }
        let mut candidates = Vec::new();
        let mut met = Met::of(self.titles[items.clone()].iter().map(|title| title.key));
        for i in items.clone() {
            let key = self.titles[i].key;
            let Some(places) = by_key.get(&key) else { continue };
            let (n, count) = met.next(key);
            let rare = if places.len() == 1 { 4 } else { 2 };
            for place in alike(places, n, count) {
                let weight = rare + self.bonus(i, range.start + *place as usize, &items, &range);
                candidates.push(Candidate { left: (i - items.start) as u32, right: *place, weight });
            }
        }
        let exact = heaviest(candidates, range.len());
        let exact: Vec<_> = exact.into_iter().map(|(i, j)| (items.start + i, range.start + j)).collect();
        let (mut i, mut j) = (items.start, range.start);
        for &(next_i, next_j) in &exact {
            self.pair(next_i, next_j, true);
        }
        for (next_i, next_j) in exact.into_iter().chain([(items.end, range.end)]) {
            self.match_gap(i..next_i, j..next_j);
            (i, j) = (next_i + 1, next_j + 1);
        }
    }

    /// What makes a pair of equal titles more telling: a 分目, equal neighbours.
    fn bonus(&self, i: usize, j: usize, items: &Range<usize>, range: &Range<usize>) -> u32 {
        let same = |i: usize, j: usize| {
            items.contains(&i) && range.contains(&j) && self.titles[i].key == self.nodes[j].title.key
        };
        let before = i > 0 && j > 0 && same(i - 1, j - 1);
        let after = same(i + 1, j + 1);
        let opens = matches!(self.nodes[j].what, ContentsMatch::Category(_) | ContentsMatch::Section(_));
        let both = opens && self.entries[i].level != Level::Entry;
        u32::from(before)
            + u32::from(after)
            + if both {
                6
            } else if opens {
                3
            } else {
                0
            }
    }

    /// Entries and nodes between two equal pairs, none of them equal in order.
    fn match_gap(&mut self, items: Range<usize>, range: Range<usize>) {
        if items.is_empty() || range.is_empty() {
            return;
        }
        self.join_halves(&items, &range);
        let mut candidates = Vec::new();
        for i in items.clone().filter(|i| self.found[*i].is_none() && !self.joined.contains(i)) {
            for j in near(i, &items, &range).filter(|j| !self.used[*j]) {
                let (title, node) = (&self.titles[i], &self.nodes[j].title);
                let weight = if title.adds_subtitle_to(node) { 1000 } else { title.likeness(node) };
                if weight >= NEAR {
                    let (left, right) = ((i - items.start) as u32, (j - range.start) as u32);
                    candidates.push(Candidate { left, right, weight });
                }
            }
        }
        for (i, j) in heaviest(candidates, range.len()) {
            let (i, j) = (items.start + i, range.start + j);
            let exact = self.titles[i].adds_subtitle_to(&self.nodes[j].title);
            self.pair(i, j, exact);
        }
    }

    /// Two entries that are the halves of one title.
    fn join_halves(&mut self, items: &Range<usize>, range: &Range<usize>) {
        let mut by_len: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for j in range.clone() {
            by_len.entry(self.nodes[j].title.len).or_default().push(j);
        }
        let mut i = items.start;
        while i + 1 < items.end {
            let (head, tail) = (&self.titles[i], &self.titles[i + 1]);
            let free = self.found[i].is_none() && self.found[i + 1].is_none();
            let near = near(i, items, range);
            let alike = by_len.get(&(head.len + tail.len)).map_or(&[][..], Vec::as_slice);
            let alike = &alike[alike.partition_point(|j| *j < near.start)..];
            let mut alike = alike.iter().copied().take_while(|j| *j < near.end).filter(|_| free);
            let whole =
                alike.find(|j| !self.used[*j] && is_joined(self.nodes[*j].title.text, head.text, tail.text));
            if let Some(j) = whole {
                self.pair(i, j, true);
                self.joined.insert(i + 1);
                i += 1;
            }
            i += 1;
        }
    }

    /// Equal titles out of order: where one entry and one place are left for a title, in the whole book.
    fn match_leftovers(&mut self) {
        let mut left: FxHashMap<u64, (usize, usize, usize, usize)> = FxHashMap::default();
        // A short title tells where it stands once in the contents and once in the body.
        let mut counts: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
        self.titles.iter().for_each(|title| counts.entry(title.key).or_default().0 += 1);
        self.nodes.iter().for_each(|node| counts.entry(node.title.key).or_default().1 += 1);
        let telling = |title: &Title<'_>| title.len >= TELLING || counts.get(&title.key) == Some(&(1, 1));
        for i in (0..self.titles.len()).filter(|i| self.found[*i].is_none() && telling(&self.titles[*i])) {
            let slot = left.entry(self.titles[i].key).or_default();
            slot.0 += 1;
            slot.1 = i;
        }
        for j in (0..self.nodes.len()).filter(|j| !self.used[*j]) {
            if let Some(slot) = left.get_mut(&self.nodes[j].title.key) {
                slot.2 += 1;
                slot.3 = j;
            }
        }
        for (items, i, places, j) in left.into_values() {
            if items == 1 && places == 1 && !self.joined.contains(&i) {
                self.pair(i, j, true);
            }
        }
    }

    /// One entry between two that are found stands for the only place between theirs that the contents lack, though the
    /// titles have nothing in common: 园艺业 where the body has 林果业. Places of a kind that the contents do not list are
    /// left out.
    fn match_only_ones(&mut self) {
        let listed = self.listed_kinds();
        let fits =
            |node: &Node<'_>| listed.contains(&Kind::of(node.what)) && Kind::of(node.what) != Kind::Block;
        let mut free: Vec<usize> = vec![0; self.nodes.len() + 1];
        for (j, node) in self.nodes.iter().enumerate() {
            free[j + 1] = free[j] + usize::from(!self.used[j] && fits(node));
        }
        let mut pairs = Vec::new();
        for i in (0..self.entries.len()).filter(|i| self.found[*i].is_none() && !self.joined.contains(i)) {
            let place =
                |found: Option<&Option<(usize, bool)>>| found.copied().flatten().map(|(node, _)| node);
            let before = match i.checked_sub(1) {
                Some(before) => place(self.found.get(before)),
                None => Some(0),
            };
            let after = if i + 1 < self.entries.len() {
                place(self.found.get(i + 1))
            } else {
                Some(self.nodes.len())
            };
            let (Some(before), Some(after)) = (before, after) else { continue };
            if before > after || free[after] - free[before] != 1 {
                continue;
            }
            let node = (before..after).find(|j| free[*j + 1] > free[*j]);
            pairs.extend(node.map(|j| (i, j)));
        }
        for (i, j) in pairs {
            self.pair(i, j, false);
        }
    }

    /// The kinds of places of which the contents list more than half of those that they could.
    fn listed_kinds(&self) -> FxHashSet<Kind> {
        let mut counts: FxHashMap<Kind, (usize, usize)> = FxHashMap::default();
        for (node, used) in self.nodes.iter().zip(&self.used) {
            let slot = counts.entry(Kind::of(node.what)).or_default();
            slot.0 += 1;
            slot.1 += usize::from(*used);
        }
        counts
            .into_iter()
            .filter(|(_, (all, used))| *used > 0 && used * 2 + 1 >= *all)
            .map(|(kind, _)| kind)
            .collect()
    }
}

/// What a node opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Category,
    Section,
    Entry,
    Block,
}

impl Kind {
    fn of(what: ContentsMatch) -> Kind {
        match what {
            ContentsMatch::Category(_) => Kind::Category,
            ContentsMatch::Section(_) => Kind::Section,
            ContentsMatch::Entry(_) => Kind::Entry,
            ContentsMatch::Block(_) | ContentsMatch::None => Kind::Block,
        }
    }
}

/// Entries and nodes of one gap are all compared up to so many pairs; in a larger gap, as where the contents are of
/// another book, each entry is compared with so many nodes about where it would stand, so that time stays linear.
const PAIRS: usize = 1 << 20;
const NEAREST: usize = 256;

/// The nodes of `range` that entry `i` of `items` is compared with.
fn near(i: usize, items: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    if items.len().saturating_mul(range.len()) <= PAIRS {
        return range.clone();
    }
    let middle = range.start + (i - items.start) * range.len() / items.len().max(1);
    let from = middle.saturating_sub(NEAREST / 2).max(range.start);
    from..(from + NEAREST).min(range.end)
}

fn is_joined(whole: &str, head: &str, tail: &str) -> bool {
    let parts = crate::normal::normal_chars(head).chain(crate::normal::normal_chars(tail));
    crate::normal::normal_chars(whole).eq(parts)
}

/// The entries with what was found, halves joined.
fn settled(
    entries: Vec<ContentsEntry>,
    nodes: &[Node<'_>],
    found: &[Option<(usize, bool)>],
    joined: &FxHashSet<usize>,
) -> Vec<ContentsEntry> {
    let mut out: Vec<ContentsEntry> = Vec::with_capacity(entries.len());
    let mut bodies = Vec::with_capacity(entries.len());
    for (i, mut entry) in entries.into_iter().enumerate() {
        if let Some(head) = out.last_mut().filter(|_| joined.contains(&i)) {
            wrap::merge(head, entry);
            continue;
        }
        let node = found[i].map(|(node, exact)| (&nodes[node], exact));
        if let Some((node, exact)) = node {
            entry.exact = exact;
            entry.body = node.what;
            entry.level = match node.what {
                ContentsMatch::Category(_) => Level::Category,
                ContentsMatch::Section(_) => Level::Section,
                ContentsMatch::Entry(_) => Level::Entry,
                ContentsMatch::Block(_) | ContentsMatch::None => entry.level,
            };
        }
        bodies.push(node.map(|n| n.0.title.text));
        out.push(entry);
    }
    for (entry, body) in out.iter_mut().zip(bodies) {
        tidy::settle_blanks(entry, body);
    }
    out
}
