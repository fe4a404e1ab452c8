//! By what a paragraph is known again.

use std::hash::{Hash, Hasher};

use kanwu_book::{Book, Clause, EditorialSpec, Reading, Stated};
use kanwu_text::Location;
use xxhash_rust::xxh3::xxh3_128;

/// A hash of all that the findings and facts of a paragraph depend on.
pub(super) type Key = u128;

/// The keys of paragraphs of a book, one after the other.
pub(super) fn keys<'a, 'm: 'a>(
    book: &'a Book<'m>,
    readings: impl Iterator<Item = &'a Reading<'m>>,
) -> impl Iterator<Item = Key> {
    let mut bytes = Bytes::default();
    readings.map(move |reading| {
        bytes.0.clear();
        reading.text.hash(&mut bytes);
        (reading.zone, reading.kind, reading.head).hash(&mut bytes);
        (&reading.joins, &reading.literal).hash(&mut bytes);
        // Where its pieces stand among each other.
        let first = reading.pieces.first().map_or((0, 0), |piece| (piece.source.0, piece.start));
        for piece in &reading.pieces {
            let off = (piece.source.0.wrapping_sub(first.0), piece.start.wrapping_sub(first.1));
            (piece.at, piece.len, off).hash(&mut bytes);
        }
        book.block(reading.block).map(|block| book.place(block)).hash(&mut bytes);
        xxh3_128(&bytes.0)
    })
}

/// What is hashed, written out.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// What the editorial spec says, whatever the places where it says so.
pub(super) fn unplaced(spec: &EditorialSpec) -> EditorialSpec {
    fn all<T: Clone>(list: &[Stated<T>]) -> Vec<Stated<T>> {
        list.iter().map(|one| Stated { at: None, ..one.clone() }).collect()
    }
    fn one<T: Clone>(stated: &Option<Stated<T>>) -> Option<Stated<T>> {
        stated.as_ref().map(|one| Stated { at: None, ..one.clone() })
    }
    EditorialSpec {
        at: None,
        clauses: spec.clauses.iter().map(|c| Clause { at: Location::default(), ..c.clone() }).collect(),
        period: one(&spec.period),
        standards: all(&spec.standards),
        keeps_mu: one(&spec.keeps_mu),
        bulletin: one(&spec.bulletin),
        categories: all(&spec.categories),
        category_count: one(&spec.category_count),
        other_categories: all(&spec.other_categories),
    }
}
