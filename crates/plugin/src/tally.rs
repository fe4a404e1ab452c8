//! How often things are met, and which of them most often: what a book does as a rule.

use std::collections::BTreeMap;

/// How often each thing is met.
pub fn tally<K: Ord>(things: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    counts
}

/// The thing that is met most often, and how often. Of several, the last in their order.
pub fn most<K: Ord>(things: impl IntoIterator<Item = K>) -> Option<(K, usize)> {
    tally(things).into_iter().max_by_key(|(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_the_most_frequent() {
        assert_eq!(most(["表", "图", "表"]), Some(("表", 2)));
        assert_eq!(most([3, 1, 2, 1, 2]), Some((2, 2)));
        assert_eq!(most::<u8>([]), None);
    }
}
