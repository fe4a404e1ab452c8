//! How often the book writes a word.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use kanwu_book::{Book, Reading};
use kanwu_text::{Term, Terms};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that are to be counted.
pub type Words = FxHashSet<String>;

/// Readings that are searched by one worker, at least: each worker has counts of its own, and adding them up costs.
const PART: usize = 4096;

/// How often words stand in a book.
#[derive(Debug, Default)]
pub struct WordCounts<'w> {
    /// Sorted.
    words: Vec<Cow<'w, str>>,
    /// By word.
    times: OnceLock<Vec<u32>>,
}

impl<'w> WordCounts<'w> {
    /// Of these words.
    pub fn of(mut words: Vec<Cow<'w, str>>) -> WordCounts<'w> {
        words.sort_unstable();
        WordCounts { words, times: OnceLock::new() }
    }

    /// How often a word stands in `book`, which must be one and the same each time; 0 where it is not to be counted.
    pub fn times(&self, word: &str, book: &Book<'_>) -> usize {
        let Ok(n) = self.words.binary_search_by(|known| known.as_ref().cmp(word)) else { return 0 };
        self.times.get_or_init(|| self.counted(book)).get(n).map_or(0, |times| *times as usize)
    }

    /// Counts all words in one walk over the readings.
    fn counted(&self, book: &Book<'_>) -> Vec<u32> {
        let search = Search::new(&self.words);
        let part = book.readings.len().div_ceil(rayon::current_num_threads()).max(PART);
        let parts: Vec<Vec<u32>> = book.readings.par_chunks(part).map(|part| search.count(part)).collect();
        let mut sums = vec![0_u32; self.words.len()];
        for part in parts {
            for (sum, count) in sums.iter_mut().zip(part) {
                *sum = sum.saturating_add(count);
            }
        }
        sums
    }
}

/// Words, found by their first two characters, then looked up whole. So a thousand words with one beginning cost no
/// more than their different lengths.
struct Search<'w> {
    words: FxHashMap<&'w str, usize>,
    stems: Terms<'w, usize>,
    /// By stem: lengths of the words that begin with it, in bytes.
    lengths: Vec<Vec<usize>>,
}

impl<'w> Search<'w> {
    fn new(words: &'w [Cow<'_, str>]) -> Search<'w> {
        let mut by_stem: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for word in words {
            let lengths = by_stem.entry(stem(word)).or_default();
            if !lengths.contains(&word.len()) {
                lengths.push(word.len());
            }
        }
        let mut stems = Vec::with_capacity(by_stem.len());
        let mut all = Vec::with_capacity(by_stem.len());
        for (n, (stem, lengths)) in by_stem.into_iter().enumerate() {
            stems.push(Term { word: stem, data: n });
            all.push(lengths);
        }
        let words = words.iter().enumerate().map(|(i, word)| (word.as_ref(), i)).collect();
        Search { words, stems: Terms::new(stems), lengths: all }
    }

    /// How often each word stands in `readings`, by its index.
    fn count(&self, readings: &[Reading<'_>]) -> Vec<u32> {
        let mut counts = vec![0_u32; self.words.len()];
        // By word: where it was met last, as the number of the reading and the byte at which it ended.
        let mut last = vec![(usize::MAX, 0_usize); self.words.len()];
        for (n, reading) in readings.iter().enumerate() {
            let text: &str = &reading.text;
            self.stems.find(text, |stem, span| {
                let start = span.start as usize;
                for len in self.lengths.get(stem).into_iter().flatten() {
                    let Range { start, end } = start..start + len;
                    let Some(word) = text.get(start..end).and_then(|word| self.words.get(word)) else {
                        continue;
                    };
                    if last[*word].0 != n || last[*word].1 <= start {
                        last[*word] = (n, end);
                        counts[*word] += 1;
                    }
                }
            });
        }
        counts
    }
}

/// The first two characters of a word.
fn stem(word: &str) -> &str {
    let end = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

#[cfg(test)]
mod tests {
    use kanwu_book::parse;
    use kanwu_text::{Format, Manuscript, Source};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_counted_as_a_search_counts_them(
            words in prop::collection::hash_set("[甲乙a𠀀]{1,4}", 0..12),
            text in "[甲乙丙a，𠀀\n]{0,80}",
        ) {
            let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
            let book = parse(&manuscript);
            let counts = WordCounts::of(words.iter().map(|word| Cow::Borrowed(word.as_str())).collect());
            for word in &words {
                let times: usize = book.readings.iter().map(|r| r.text.matches(word.as_str()).count()).sum();
                prop_assert_eq!(counts.times(word, &book), times, "{}", word);
            }
        }
    }
}
