//! （王小健） behind one entry, （王小键） behind another: a contributor who signs in two names.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, ReadingId, StructureWords};
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::index::names::one_apart;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::contributor_in_two_names as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Names that are compared have so many characters.
const NAME: usize = 3;

/// Names of contributors, and where each stands.
type Signed = BTreeMap<Vec<char>, Vec<(ReadingId, Span)>>;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    // By 类目 and name, where it stands.
    let mut signed: BTreeMap<u32, Signed> = BTreeMap::new();
    for (n, reading) in book.readings.iter().enumerate() {
        if reading.kind != BlockKind::Signature {
            continue;
        }
        let category = book.block(reading.block).and_then(|block| block.category).map_or(u32::MAX, |c| c.0);
        let mut from = 0;
        for (at, c) in reading.text.char_indices().chain([(reading.text.len(), ' ')]) {
            if c.is_alphanumeric() {
                continue;
            }
            let name = reading.text.get(from..at).unwrap_or_default();
            if name.chars().count() == NAME && StructureWords::get().is_name(name) {
                let places = signed.entry(category).or_default().entry(name.chars().collect()).or_default();
                places.push((ReadingId(n as u32), Span::of(from..at)));
            }
            from = at + c.len_utf8();
        }
    }
    for names in signed.into_values() {
        let list: Vec<Vec<char>> = names.keys().cloned().collect();
        for (a, b) in one_apart(&list) {
            let (Some(a), Some(b)) = (list.get(a), list.get(b)) else { continue };
            let alike = a
                .iter()
                .zip(b)
                .filter(|(x, y)| x != y)
                .all(|(x, y)| sound_alike(*x, *y) || look_alike(*x, *y));
            let (Some(of_a), Some(of_b)) = (names.get(a), names.get(b)) else { continue };
            // Who sign one text are two.
            let together = of_a.iter().any(|(id, _)| of_b.iter().any(|(other, _)| id == other));
            if !alike || together {
                continue;
            }
            // The rarer is asked about, of two equal the later.
            let standing = |places: &[(ReadingId, Span)]| {
                (places.len(), std::cmp::Reverse(places.first().map(|(id, span)| (*id, span.start))))
            };
            let (odd, known, other) =
                if standing(of_a) < standing(of_b) { (of_a, of_b, b) } else { (of_b, of_a, a) };
            let (Some((id, span)), Some((there, at))) = (odd.first(), known.first()) else { continue };
            let found = book.reading(*id).map_or("", |reading| span.of_text(&reading.text));
            let finding = Finding::new(Place::Reading(*id, *span), Confidence::Likely)
                .arg(card::args::FOUND, found)
                .arg(card::args::OTHER, other.iter().collect::<String>())
                .labelled(Place::Reading(*there, *at), card::labels::OTHER);
            cx.push(finding);
        }
    }
}
