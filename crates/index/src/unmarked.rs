//! Where words stand without any marks round them.

use kanwu_book::{Book, ReadingId, Zone};
use kanwu_text::{ReadingSpan, Term, Terms};

/// A place where a word stands unmarked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmarked {
    /// Index of the word among those asked for.
    pub word: usize,
    /// The paragraph.
    pub reading: ReadingId,
    /// Its bytes there.
    pub span: ReadingSpan,
}

/// Marks that hold words, in pairs.
const PAIRS: [[char; 2]; 6] =
    [['“', '”'], ['《', '》'], ['‘', '’'], ['【', '】'], ['「', '」'], ['『', '』']];

/// The places of all words in the record's own text, in order, by one walk. Of two words that begin at one place, the
/// longer stands there.
pub(crate) fn places<'w>(book: &Book<'_>, words: impl Iterator<Item = &'w str>) -> Vec<Unmarked> {
    let terms = Terms::new(words.enumerate().map(|(data, word)| Term { word, data }).collect());
    let mut found: Vec<Unmarked> = Vec::new();
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::Caption | Zone::FrontMatter) {
            continue;
        }
        let mut marks = Marks::default();
        terms.find(&reading.text, |word, span| {
            if marks.open_at(&reading.text, span.start as usize) {
                return;
            }
            found.pop_if(|last| last.reading == id && last.span.start == span.start);
            found.push(Unmarked { word, reading: id, span });
        });
    }
    found
}

/// Which marks are open, as far as a text has been read: it is read once, however many words stand in it.
#[derive(Default)]
struct Marks {
    read: usize,
    open: [bool; PAIRS.len()],
}

impl Marks {
    /// Whether a quotation or a title is open at byte `at`, which never falls.
    fn open_at(&mut self, text: &str, at: usize) -> bool {
        // Most characters are Han, and no mark.
        let marks = '\u{2018}'..='\u{3011}';
        for c in text.get(self.read..at).unwrap_or_default().chars().filter(|c| marks.contains(c)) {
            for (pair, open) in PAIRS.iter().zip(&mut self.open) {
                if c == pair[0] {
                    *open = true;
                } else if c == pair[1] {
                    *open = false;
                }
            }
        }
        self.read = self.read.max(at);
        self.open.contains(&true)
    }
}

#[cfg(test)]
mod tests {
    use kanwu_book::parse;
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;

    #[test]
    fn words_in_marks_are_passed_over() {
        let text = "清河号与“清河号”同行，《清河》之后清河号大桥通车。";
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text.to_owned()));
        let book = parse(&manuscript);
        let found = places(&book, ["清河", "清河号"].into_iter());
        let starts: Vec<(usize, u32)> = found.iter().map(|place| (place.word, place.span.start)).collect();
        let last = text.rfind("清河号").map_or(0, |at| at as u32);
        assert_eq!(starts, [(1, 0), (1, last)]);
    }
}
