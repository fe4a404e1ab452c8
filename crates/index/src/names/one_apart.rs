//! Names that differ in one character.

use std::collections::BTreeMap;

use crate::likeness::{is_common, look_alike, sound_alike};

/// In so many names that are alike but for one place, each is compared with the others.
const MOST: usize = 12;

/// Pairs of names of one length, by index, that differ in one character, and that character in the one sounds or
/// looks like that in the other, or one of them is rare.
pub fn one_apart(names: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut masked: BTreeMap<(usize, Vec<char>), Vec<usize>> = BTreeMap::new();
    for (n, name) in names.iter().enumerate() {
        for at in 0..name.len() {
            let mut mask = name.clone();
            mask.remove(at);
            // The length tells apart a mask of the last place from those of others.
            masked.entry((at, mask)).or_default().push(n);
        }
    }
    let mut out = Vec::new();
    for ((at, _), group) in masked {
        for (i, a) in group.iter().take(MOST).enumerate() {
            for b in group.iter().take(MOST).skip(i + 1) {
                let at = |n: usize| names.get(n).and_then(|name| name.get(at).copied());
                let alike = at(*a).zip(at(*b)).is_some_and(|(x, y)| {
                    x != y && (look_alike(x, y) || sound_alike(x, y) || !is_common(x) || !is_common(y))
                });
                if alike {
                    out.push((*a.min(b), *a.max(b)));
                }
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_alike() {
        let names = |list: &[&str]| list.iter().map(|n| n.chars().collect()).collect::<Vec<Vec<char>>>();
        assert_eq!(one_apart(&names(&["李进山", "李近山", "李大山"])), [(0, 1)]);
        assert_eq!(one_apart(&names(&["李进山", "李进山"])), []);
    }
}
