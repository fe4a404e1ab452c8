//! Where words stand without any marks round them, over the whole book.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use kanwu_rule::book::{Book, ReadingId};
use kanwu_rule::{Span, Zone};

/// A place.
pub(crate) struct Bare {
    /// Index of the word.
    pub word: usize,
    /// The paragraph.
    pub reading: ReadingId,
    /// Its bytes there.
    pub span: Span,
}

/// The places of `words` in the record's own text that no quotation marks and title marks hold, in order.
pub(crate) fn places<'w>(book: &Book<'_>, words: impl Iterator<Item = &'w str>) -> Vec<Bare> {
    let values: Vec<(&str, u32)> = words.zip(0..).collect();
    if values.is_empty() {
        return Vec::new();
    }
    let built = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build_with_values(values);
    let Ok(automaton) = built else { return Vec::new() };
    let mut found = Vec::new();
    for (reading, id) in book.readings.iter().zip(0..) {
        if matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::Caption | Zone::FrontMatter) {
            find(&automaton, &reading.text, ReadingId(id), &mut found);
        }
    }
    found
}

fn find(automaton: &CharwiseDoubleArrayAhoCorasick<u32>, text: &str, id: ReadingId, found: &mut Vec<Bare>) {
    for hit in automaton.leftmost_find_iter(text) {
        let span = Span::of(hit.start()..hit.end());
        if !marked(text.get(..hit.start()).unwrap_or_default()) {
            found.push(Bare { word: hit.value() as usize, reading: id, span });
        }
    }
}

/// Whether a quotation or a title is open at the end of `head`.
fn marked(head: &str) -> bool {
    let open = |marks: [char; 2]| head.rfind(marks[0]) > head.rfind(marks[1]);
    open(['“', '”']) || open(['《', '》']) || open(['‘', '’']) || open(['【', '】'])
}
