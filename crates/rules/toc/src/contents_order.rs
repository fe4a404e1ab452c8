//! Titles of the contents whose order differs from the body's.

use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::body_title::{body_titles, place_in_body};
use crate::card::contents_order as card;
use crate::rising::rising;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// The fewest titles that, taken out, leave the rest in order are reported; where two have changed places that is
/// one finding.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let bodies = body_titles(book).into_iter().enumerate();
    let placed: Vec<(usize, Location)> =
        bodies.filter_map(|(i, body)| Some((i, place_in_body(book, body)?))).collect();
    let key = |at: &Location| (at.source, at.span.start);
    let keys: Vec<_> = placed.iter().map(|(_, at)| key(at)).collect();
    let keep = rising(&keys);
    let earlier = last_before(&keys, |other, key| other > key);
    // The same from the other end.
    let back: Vec<_> = keys.iter().rev().copied().collect();
    let turned = |n: usize| keys.len() - 1 - n;
    let mut later: Vec<Option<usize>> =
        last_before(&back, |other, key| other < key).into_iter().map(|n| n.map(turned)).collect();
    later.reverse();
    for (n, (i, at)) in placed.iter().enumerate().filter(|(n, _)| !keep.contains(n)) {
        let entry = &book.contents.entries[*i];
        // One that stands too late follows what the body has after it.
        let Some(other) = earlier[n].or(later[n]) else { continue };
        let other = &placed[other].0;
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::BEFORE, book.contents.entries[*other].title.as_str())
            .labelled(Place::Source(*at), card::labels::BODY);
        cx.push(finding);
    }
}

/// For each key the last one before it that `beats` it. Each key is looked at twice at most.
fn last_before<K: Copy>(keys: &[K], beats: impl Fn(K, K) -> bool) -> Vec<Option<usize>> {
    // Those that may still be found: each is beaten by the one below it.
    let mut open: Vec<usize> = Vec::new();
    let found = |(n, key): (usize, &K)| {
        while open.pop_if(|last| !beats(keys[*last], *key)).is_some() {}
        let found = open.last().copied();
        open.push(n);
        found
    };
    keys.iter().enumerate().map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_before_is_found() {
        let keys = [3, 1, 4, 1, 5, 2];
        assert_eq!(last_before(&keys, |a, b| a > b), [None, Some(0), None, Some(2), None, Some(4)]);
        for (n, key) in keys.iter().enumerate() {
            let plain = keys[..n].iter().rposition(|other| other > key);
            assert_eq!(last_before(&keys, |a, b| a > b)[n], plain);
        }
    }
}
