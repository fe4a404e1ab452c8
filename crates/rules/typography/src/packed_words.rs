//! Words of one length, packed so that those which differ from a text in one character are found.

use std::cmp::Ordering;

use kanwu_plugin::index::likeness::meant_by;

use crate::long_word::has;
use crate::pair_hash::{EDGE_BYTES, edge_bits, pair_hash};

/// The words of `LENGTH` characters.
pub(crate) struct Words<const LENGTH: usize> {
    /// Their codes, two bytes each, in order of the words.
    pub(crate) all: &'static [u8],
    /// Their numbers, four bytes each, in the order of the words read from the end.
    pub(crate) ends: &'static [u8],
}

impl<const LENGTH: usize> Words<LENGTH> {
    fn count(&self) -> usize {
        self.ends.len() / 4
    }

    /// The codes of a word.
    pub(crate) fn word(&self, number: usize) -> [u16; LENGTH] {
        let from = 2 * LENGTH * number;
        let bytes = self.all.get(from..from + 2 * LENGTH).unwrap_or_default();
        let mut codes = [0; LENGTH];
        for (code, pair) in codes.iter_mut().zip(bytes.chunks_exact(2)) {
            *code = u16::from_le_bytes([pair[0], pair[1]]);
        }
        codes
    }

    /// The word at a place in the order of ends.
    fn by_end(&self, at: usize) -> [u16; LENGTH] {
        let bytes = self.ends.get(4 * at..4 * at + 4);
        self.word(bytes.map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize))
    }

    /// The words that differ from `text` at most in the character `wild`.
    pub(crate) fn like(&self, text: [u16; LENGTH], wild: usize) -> impl Iterator<Item = [u16; LENGTH]> {
        // What stands before the character tells the words, or what stands after it, by which is longer.
        let from_start = wild >= LENGTH / 2;
        let word = move |at: usize| if from_start { self.word(at) } else { self.by_end(at) };
        let compare = move |word: [u16; LENGTH]| -> Ordering {
            if from_start {
                word[..wild].cmp(&text[..wild])
            } else {
                word[wild + 1..].iter().rev().cmp(text[wild + 1..].iter().rev())
            }
        };
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            match compare(word(middle)) {
                Ordering::Less => low = middle + 1,
                _ => high = middle,
            }
        }
        (low..self.count())
            .map(word)
            .take_while(move |word| compare(*word).is_eq())
            .filter(move |word| (0..LENGTH).all(|at| at == wild || word[at] == text[at]))
    }

    pub(crate) fn has(&self, text: [u16; LENGTH]) -> bool {
        self.like(text, LENGTH - 1).any(|word| word == text)
    }
}

/// Words of two characters, with bits by which most others are told to be none.
pub(crate) struct PairWords {
    pub(crate) words: Words<2>,
    pub(crate) bits: &'static [u8; EDGE_BYTES],
}

impl PairWords {
    pub(crate) fn has(&self, two: [u16; 2]) -> bool {
        has(self.bits, edge_bits(pair_hash(two[0].into(), two[1].into()))) && self.words.has(two)
    }

    /// The words for which `pair` may be written, one character being taken for another, with the place of that one.
    pub(crate) fn meant(&self, pair: [char; 2], text: [u16; 2]) -> impl Iterator<Item = ([u16; 2], usize)> {
        (0..2).flat_map(move |wild| {
            meant_by(pair[wild]).filter_map(move |right| {
                let mut two = text;
                two[wild] = right;
                self.has(two).then_some((two, wild))
            })
        })
    }
}

/// The codes of two characters; `None` where one is so rare that no word has it.
pub(crate) fn codes([a, b]: [char; 2]) -> Option<[u16; 2]> {
    Some([u16::try_from(u32::from(a)).ok()?, u16::try_from(u32::from(b)).ok()?])
}

/// The word with these codes.
pub(crate) fn word_of(codes: [u16; 2]) -> String {
    codes.iter().filter_map(|code| char::from_u32(u32::from(*code))).collect()
}
