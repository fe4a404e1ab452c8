//! The longest part of a list that is in order.

use std::collections::BTreeSet;

/// Indexes of a longest rising run; keys that are alike may follow each other.
pub(crate) fn rising<K: PartialOrd + Copy>(keys: &[K]) -> BTreeSet<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; keys.len()];
    for (i, key) in keys.iter().enumerate() {
        let at = tails.partition_point(|t| keys[*t] <= *key);
        before[i] = at.checked_sub(1).map(|n| tails[n]);
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut keep = BTreeSet::new();
    let mut next = tails.last().copied();
    while let Some(i) = next {
        keep.insert(i);
        next = before[i];
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_run_is_kept() {
        let keep = rising(&[1, 2, 9, 3, 4]);
        assert_eq!(keep.into_iter().collect::<Vec<_>>(), [0, 1, 3, 4]);
    }
}
