//! The heaviest set of pairs that keeps both orders.

use rustc_hash::FxHashMap;

/// A pair that may be chosen: index on the left, index on the right, weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub left: u32,
    pub right: u32,
    pub weight: u32,
}

/// Chooses pairs so that both sides rise and the sum of weights is greatest. `right_len` bounds the right
/// indices. The work is pairs times the logarithm of `right_len`.
pub(super) fn heaviest(mut pairs: Vec<Candidate>, right_len: usize) -> Vec<(usize, usize)> {
    // With right indices falling inside one left index no left index is used twice.
    pairs.sort_unstable_by_key(|p| (p.left, std::cmp::Reverse(p.right)));
    let mut best: Vec<(u32, u32)> = Vec::with_capacity(pairs.len());
    // A Fenwick tree of (sum, pair + 1): the heaviest chain that ends before a right index.
    let mut tree = vec![(0_u32, 0_u32); right_len + 1];
    for (n, pair) in pairs.iter().enumerate() {
        let right = pair.right as usize;
        if right >= right_len {
            best.push((0, 0));
            continue;
        }
        let mut before = (0, 0);
        let mut i = right;
        while i > 0 {
            if tree[i].0 > before.0 {
                before = tree[i];
            }
            i &= i - 1;
        }
        let sum = before.0 + pair.weight;
        best.push((sum, before.1));
        let mut i = right + 1;
        while i <= right_len {
            if sum > tree[i].0 {
                tree[i] = (sum, n as u32 + 1);
            }
            i += i & i.wrapping_neg();
        }
    }
    let mut at = (0..best.len()).max_by_key(|n| (best[*n].0, std::cmp::Reverse(*n)));
    let mut out = Vec::new();
    while let Some(n) = at.filter(|n| best[*n].0 > 0) {
        out.push((pairs[n].left as usize, pairs[n].right as usize));
        at = (best[n].1 as usize).checked_sub(1);
    }
    out.reverse();
    out
}

/// Equal titles are all paired up to so many pairs.
const PAIRS: usize = 1 << 16;
/// Else each is paired with so many about where it would stand.
const NEAREST: usize = 64;

/// Of `places` of one title, those that the `n`th of `count` entries with this title may stand for. A title that
/// thousands of entries share tells nothing, and all its pairs would not fit in memory.
pub(super) fn alike<P>(places: &[P], n: usize, count: usize) -> &[P] {
    if places.len().saturating_mul(count) <= PAIRS {
        return places;
    }
    let middle = n * places.len() / count.max(1);
    let from = middle.saturating_sub(NEAREST / 2).min(places.len());
    &places[from..places.len().min(from + NEAREST)]
}

/// Counts how often each key has been met.
#[derive(Debug, Default)]
pub(super) struct Met(FxHashMap<u64, (usize, usize)>);

impl Met {
    /// Of all keys that will be met.
    pub fn of(keys: impl Iterator<Item = u64>) -> Met {
        let mut met = Met::default();
        keys.for_each(|key| met.0.entry(key).or_default().1 += 1);
        met
    }

    /// How often the key was met before now, and how often it will have been met in the end.
    pub fn next(&mut self, key: u64) -> (usize, usize) {
        let slot = self.0.entry(key).or_insert((0, 1));
        slot.0 += 1;
        (slot.0 - 1, slot.1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(list: &[(u32, u32, u32)]) -> Vec<Candidate> {
        list.iter()
            .map(|(left, right, weight)| Candidate { left: *left, right: *right, weight: *weight })
            .collect()
    }

    #[test]
    fn the_heavier_chain_wins() {
        assert_eq!(heaviest(pairs(&[(0, 1, 1), (1, 0, 3), (1, 2, 1)]), 3), [(1, 0)]);
        assert_eq!(heaviest(pairs(&[(0, 1, 2), (1, 0, 3), (1, 2, 2)]), 3), [(0, 1), (1, 2)]);
        assert_eq!(heaviest(Vec::new(), 0), []);
    }

    fn slow(list: &[Candidate], left: u32, right: u32) -> u32 {
        list.iter()
            .filter(|p| p.left >= left && p.right >= right)
            .map(|p| p.weight + slow(list, p.left + 1, p.right + 1))
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn as_heavy_as_trying_all(list in prop::collection::vec((0_u32..5, 0_u32..5, 1_u32..4), 0..9)) {
            let candidates = pairs(&list);
            let chosen = heaviest(candidates.clone(), 5);
            prop_assert!(chosen.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            let weight = |l: usize, r: usize| {
                list.iter().filter(|p| (p.0 as usize, p.1 as usize) == (l, r)).map(|p| p.2).max().unwrap_or(0)
            };
            let sum: u32 = chosen.iter().map(|(l, r)| weight(*l, *r)).sum();
            prop_assert_eq!(sum, slow(&candidates, 0, 0));
        }
    }
}
