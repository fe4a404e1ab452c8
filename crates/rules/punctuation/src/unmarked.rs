//! Where words stand without any marks round them, over the whole book.

use kanwu_plugin::book::{Book, ReadingId};
use kanwu_plugin::text::{Term, Terms};
use kanwu_plugin::{Span, Zone};

/// A place.
pub(crate) struct Unmarked {
    /// Index of the word.
    pub word: usize,
    /// The paragraph.
    pub reading: ReadingId,
    /// Its bytes there.
    pub span: Span,
}

/// The places of `words` in the record's own text that no quotation marks and title marks hold, in order. Of two
/// words that begin at one place, the longer stands there.
pub(crate) fn unmarked_places<'w>(book: &Book<'_>, words: impl Iterator<Item = &'w str>) -> Vec<Unmarked> {
    let terms = Terms::new(words.enumerate().map(|(data, word)| Term { word, data }).collect());
    let mut found: Vec<Unmarked> = Vec::new();
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::Caption | Zone::FrontMatter) {
            continue;
        }
        terms.find(&reading.text, |word, span| {
            if marked(reading.text.get(..span.start as usize).unwrap_or_default()) {
                return;
            }
            found.pop_if(|last| last.reading == id && last.span.start == span.start);
            found.push(Unmarked { word, reading: id, span });
        });
    }
    found
}

/// Whether a quotation or a title is open at the end of `head`.
fn marked(head: &str) -> bool {
    let open = |marks: [char; 2]| head.rfind(marks[0]) > head.rfind(marks[1]);
    [['“', '”'], ['《', '》'], ['‘', '’'], ['【', '】'], ['「', '」'], ['『', '』']].into_iter().any(open)
}
