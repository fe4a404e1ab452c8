//! Where two ways of writing one name differ.

use crate::table::alike_characters::GROUPS;

/// A stretch in which two strings differ: what the one has there, and what the other has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// In the first.
    pub from: String,
    /// In the second.
    pub to: String,
    /// How many characters of the first stand before it.
    pub before: usize,
    /// How many characters of the first stand after it.
    pub after: usize,
}

/// Middles longer than this, in characters, are not compared: what differs in so many is another name.
const LONGEST: usize = 14;

/// The stretches in which two strings differ, in order; `None` where more than `most` characters would have to
/// be put in, taken out or changed.
pub(crate) fn changes(a: &[char], b: &[char], most: usize) -> Option<Vec<Change>> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(head..)?, b.get(head..)?);
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (mid_a, mid_b) = (rest_a.get(..rest_a.len() - tail)?, rest_b.get(..rest_b.len() - tail)?);
    if mid_a.len().max(mid_b.len()) > LONGEST {
        return None;
    }
    // Cheaper than the way itself: characters that only one has must all be put in, taken out or changed.
    let alone = |x: &[char], y: &[char]| x.iter().filter(|c| !y.contains(c)).count();
    if alone(mid_a, mid_b).max(alone(mid_b, mid_a)) > most {
        return None;
    }
    let mut out: Vec<Change> = Vec::new();
    let mut open = false;
    for (i, x, y) in steps(mid_a, mid_b) {
        if x.is_some() && x == y {
            open = false;
            continue;
        }
        if !open {
            out.push(Change { from: String::new(), to: String::new(), before: head + i, after: 0 });
            open = true;
        }
        if let Some(change) = out.last_mut() {
            change.from.extend(x);
            change.to.extend(y);
        }
    }
    for change in &mut out {
        change.after = a.len() - change.before - change.from.chars().count();
    }
    let cost: usize = out.iter().map(|c| c.from.chars().count().max(c.to.chars().count())).sum();
    (cost <= most).then_some(out)
}

/// The shortest way from one string to the other: at each step, how many characters of the first are behind,
/// and what is taken from either.
fn steps(a: &[char], b: &[char]) -> Vec<(usize, Option<char>, Option<char>)> {
    let width = b.len() + 1;
    // cost[i * width + j]: from a[i..] to b[j..].
    let mut cost = vec![0_usize; (a.len() + 1) * width];
    let at = |cost: &[usize], i: usize, j: usize| cost.get(i * width + j).copied().unwrap_or(usize::MAX / 2);
    for i in (0..=a.len()).rev() {
        for j in (0..=b.len()).rev() {
            let best = match (a.get(i), b.get(j)) {
                (None, None) => 0,
                (None, Some(_)) => 1 + at(&cost, i, j + 1),
                (Some(_), None) => 1 + at(&cost, i + 1, j),
                (Some(x), Some(y)) => (usize::from(x != y) + at(&cost, i + 1, j + 1))
                    .min(1 + at(&cost, i + 1, j))
                    .min(1 + at(&cost, i, j + 1)),
            };
            if let Some(cell) = cost.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() || j < b.len() {
        let (x, y) = (a.get(i).copied(), b.get(j).copied());
        let here = at(&cost, i, j);
        let both = x.is_some() && y.is_some() && here == usize::from(x != y) + at(&cost, i + 1, j + 1);
        if both {
            out.push((i, x, y));
            (i, j) = (i + 1, j + 1);
        } else if x.is_some() && here == 1 + at(&cost, i + 1, j) {
            out.push((i, x, None));
            i += 1;
        } else {
            out.push((i, None, y));
            j += 1;
        }
    }
    out
}

/// Of names that begin or end alike, each is compared with so many that follow, so that time stays linear.
const NEXT: usize = 120;

/// Pairs of names, in their order by index and each once, that have their first `head` or their last `tail` characters in
/// common: only these are worth comparing.
pub(crate) fn pairs_alike(names: &[&[char]], head: usize, tail: usize) -> Vec<(usize, usize)> {
    let starts = names.iter().enumerate().filter_map(|(i, name)| Some((name.get(..head)?, i)));
    let end = |name: &'_ &[char]| name.len().checked_sub(tail);
    let ends = names.iter().enumerate().filter_map(|(i, name)| Some((name.get(end(name)?..)?, i)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for mut parts in [starts.collect::<Vec<_>>(), ends.collect::<Vec<_>>()] {
        parts.sort_unstable();
        for group in parts.chunk_by(|(a, _), (b, _)| a == b) {
            for (n, (_, a)) in group.iter().enumerate() {
                pairs.extend(group.iter().skip(n + 1).take(NEXT).map(|(_, b)| (*a, *b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether one character is often mistaken for the other.
pub(crate) fn are_alike(x: char, y: char) -> bool {
    GROUPS.iter().any(|group| group.contains(x) && group.contains(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes_of(a: &str, b: &str) -> Option<Vec<(String, String, usize, usize)>> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let changes = changes(&a, &b, 3)?;
        Some(changes.into_iter().map(|c| (c.from, c.to, c.before, c.after)).collect())
    }

    #[test]
    fn changes_have_their_place() {
        let change = |from: &str, to: &str, before, after| (from.to_owned(), to.to_owned(), before, after);
        assert_eq!(changes_of("河道管理办法", "河道管理办法"), Some(vec![]));
        assert_eq!(changes_of("清河区收支报告", "清河区水务收支报告"), Some(vec![change("", "水务", 3, 4)]));
        assert_eq!(changes_of("稳步推进春耕", "稳步推行春耕"), Some(vec![change("进", "行", 3, 2)]));
        let moved = Some(vec![change("", "和", 2, 5), change("和", "", 4, 2)]);
        assert_eq!(changes_of("文化旅游和广电", "文化和旅游广电"), moved);
        assert_eq!(changes_of("清河区河道管理办法", "河道管理办法"), Some(vec![change("清河区", "", 0, 6)]));
        assert_eq!(changes_of("清河区政府河道管理办法", "河道管理办法"), None);
    }

    #[test]
    fn names_that_begin_or_end_alike_are_paired_once() {
        let names = ["清河机械", "清河机床", "青石机械", "松山纸业"];
        let chars: Vec<Vec<char>> = names.iter().map(|n| n.chars().collect()).collect();
        let names: Vec<&[char]> = chars.iter().map(Vec::as_slice).collect();
        assert_eq!(pairs_alike(&names, 3, 2), [(0, 1), (0, 2)]);
        assert_eq!(pairs_alike(&names, 9, 9), []);
    }

    #[test]
    fn characters_are_alike_both_ways() {
        assert!(are_alike('州', '洲') && are_alike('洲', '州') && !are_alike('力', '电'));
    }
}
