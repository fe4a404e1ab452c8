//! Words of one length, packed so that those which differ from a text in one character are found.

use std::cmp::Ordering;

/// The words of one length.
pub(crate) struct Words {
    pub(crate) length: usize,
    /// Their codes, two bytes each, in order of the words.
    pub(crate) all: &'static [u8],
    /// Their numbers, four bytes each, in the order of the words read from the end.
    pub(crate) ends: &'static [u8],
}

impl Words {
    fn count(&self) -> usize {
        self.ends.len() / 4
    }

    /// A character of a word.
    pub(crate) fn code(&self, word: usize, at: usize) -> u16 {
        let from = 2 * (word * self.length + at);
        self.all.get(from..from + 2).map_or(0, |bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    /// The number of the word at a place in the order of ends.
    fn by_end(&self, at: usize) -> usize {
        let bytes = self.ends.get(4 * at..4 * at + 4);
        bytes.map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize)
    }

    /// The words that differ from `text` at most in the character `wild`.
    pub(crate) fn like<'t>(&'t self, text: &'t [u16], wild: usize) -> impl Iterator<Item = usize> + 't {
        // What stands before the character tells the words, or what stands after it, by which is longer.
        let from_start = wild >= self.length / 2;
        let compare = |word: usize| -> Ordering {
            match from_start {
                true => (0..wild).map(|at| self.code(word, at).cmp(&text[at])).find(|o| o.is_ne()),
                false => (wild + 1..self.length)
                    .rev()
                    .map(|at| self.code(word, at).cmp(&text[at]))
                    .find(|o| o.is_ne()),
            }
            .unwrap_or(Ordering::Equal)
        };
        let word = move |at: usize| if from_start { at } else { self.by_end(at) };
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            match compare(word(middle)) {
                Ordering::Less => low = middle + 1,
                _ => high = middle,
            }
        }
        let is_like =
            move |word: usize| (0..self.length).all(|at| at == wild || self.code(word, at) == text[at]);
        (low..self.count())
            .map(word)
            .take_while(move |word| {
                let (mut from, mut to) = (0, wild);
                if !from_start {
                    (from, to) = (wild + 1, self.length);
                }
                (from..to).all(|at| self.code(*word, at) == text[at])
            })
            .filter(move |word| is_like(*word))
    }

    pub(crate) fn has(&self, text: &[u16]) -> bool {
        self.like(text, self.length - 1).any(|word| text.last() == Some(&self.code(word, self.length - 1)))
    }
}
