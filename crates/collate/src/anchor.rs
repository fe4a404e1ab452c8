//! Stretches that stand once in each of two runs: what two states of a book are aligned by.

use rustc_hash::FxHashMap;

/// Characters at the same distance in both runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub old: usize,
    pub new: usize,
    pub len: usize,
}

impl Run {
    pub fn old_end(&self) -> usize {
        self.old + self.len
    }

    pub fn new_end(&self) -> usize {
        self.new + self.len
    }
}

/// Where a shingle stands in each run: not yet seen, once, or several times.
#[derive(Clone, Copy, Default)]
struct Seen {
    old: Standing,
    new: Standing,
}

#[derive(Clone, Copy, Default)]
enum Standing {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Standing {
    fn add(&mut self, at: usize) {
        *self = match self {
            Standing::Nowhere => Standing::Once(at),
            _ => Standing::Often,
        };
    }
}

/// The places of shingles of `size` characters that stand once in each run, by their place in the old one.
pub(crate) fn shared(old: &[char], new: &[char], size: usize) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    seen.reserve(old.len());
    shingles(old, size, |hash, at| seen.entry(hash).or_default().old.add(at));
    // What stands in the new run alone is no anchor, and needs no room.
    shingles(new, size, |hash, at| {
        if let Some(seen) = seen.get_mut(&hash) {
            seen.new.add(at);
        }
    });
    let mut out: Vec<(usize, usize)> = seen
        .into_values()
        .filter_map(|seen| match (seen.old, seen.new) {
            (Standing::Once(a), Standing::Once(b)) => Some((a, b)),
            _ => None,
        })
        // Two shingles may have one hash.
        .filter(|(a, b)| old.get(*a..a + size) == new.get(*b..b + size))
        .collect();
    out.sort_unstable();
    out
}

/// Calls `each` with the hash of every shingle and where it begins.
fn shingles(chars: &[char], size: usize, mut each: impl FnMut(u64, usize)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    if size == 0 || chars.len() < size {
        return;
    }
    let value = |c: char| u64::from(u32::from(c)) + 1;
    let mut leading: u64 = 1;
    for _ in 1..size {
        leading = leading.wrapping_mul(BASE);
    }
    let mut hash: u64 = 0;
    for (i, c) in chars.iter().enumerate() {
        if let Some(gone) = i.checked_sub(size) {
            hash = hash.wrapping_sub(value(chars[gone]).wrapping_mul(leading));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(value(*c));
        if i + 1 >= size {
            each(hash, i + 1 - size);
        }
    }
}

/// The longest list of anchors that stand in the same order in both runs.
pub(crate) fn chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length of a chain, the anchor that ends one of it furthest to the left.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(anchors.len());
    for (i, (_, new)) in anchors.iter().enumerate() {
        let at = ends.partition_point(|end| anchors[*end].1 < *new);
        before.push(at.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(at) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(i) = next {
        out.push(anchors[i]);
        next = before[i];
    }
    out.reverse();
    out
}

/// Anchors of `size` characters, in order, as runs that reach as far as both sides agree.
pub(crate) fn runs(old: &[char], new: &[char], anchors: &[(usize, usize)], size: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for &(a, b) in anchors {
        let (from, to) = out.last().map_or((0, 0), |last| (last.old_end(), last.new_end()));
        if a < from || b < to {
            continue;
        }
        let back = agreeing(old[from..a].iter().rev(), new[to..b].iter().rev());
        let ahead = agreeing(old[a + size..].iter(), new[b + size..].iter());
        out.push(Run { old: a - back, new: b - back, len: back + size + ahead });
    }
    out
}

/// How many characters two sequences begin with alike.
pub(crate) fn agreeing<'c>(a: impl Iterator<Item = &'c char>, b: impl Iterator<Item = &'c char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn what_stands_twice_is_no_anchor() {
        let (old, new) = (chars("清河区青石镇清河区"), chars("青石镇清河区"));
        assert_eq!(shared(&old, &new, 3), [(3, 0), (4, 1), (5, 2)]);
    }

    #[test]
    fn the_longest_chain_is_kept() {
        assert_eq!(chain(&[(0, 9), (1, 1), (2, 2), (3, 0), (4, 4)]), [(1, 1), (2, 2), (4, 4)]);
        assert_eq!(chain(&[]), []);
    }
}
