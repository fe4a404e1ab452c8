//! Many words, found in one pass.
//!
//! At most places no word begins. Two characters and one bit tell that, with a small table that takes no time to
//! make; an automaton takes milliseconds to make and reads a far larger table for every character.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::ReadingSpan;

/// A word, and what it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Term<'t, W> {
    /// The word.
    pub word: &'t str,
    /// Told where the word is found: what is triggered, or which word it is.
    pub data: W,
}

/// Words to look for.
#[derive(Debug)]
pub struct Terms<'t, W> {
    /// In order of the words; those of one word in the order in which they were given.
    all: Vec<Term<'t, W>>,
    /// Where in `all` the words that begin with these two characters stand, or are this one: see [`pair`].
    by_pair: FxHashMap<u64, Range<usize>>,
    /// A bit for the [`hash`] of the first two characters of each word.
    pairs: Vec<u64>,
    /// How many bits of a hash are not used: the fewer words, the smaller the table.
    shift: u32,
    /// A bit for each word of one character, by its code.
    alone: Vec<u64>,
}

/// So many bits are set aside for each word, so that few places without a word are taken for one.
const BITS_OF_WORD: usize = 16;

/// Bits of a hash that are used, at least and at most: the larger table has 64 kB.
const HASH_BITS: std::ops::RangeInclusive<u32> = 10..=19;

/// Codes of a character that are told apart in the table of words of one.
const CODES: usize = 1 << 16;

const fn hash(first: u32, second: u32) -> u32 {
    first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca6b)
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

/// What stands for the second character of a word of one.
const NONE: u32 = u32::MAX;

/// Two characters as one key.
const fn pair(first: u32, second: u32) -> u64 {
    (first as u64) << u32::BITS | second as u64
}

impl<'t, W: Copy> Terms<'t, W> {
    /// Readies the words; empty ones are left out.
    pub fn new(mut all: Vec<Term<'t, W>>) -> Terms<'t, W> {
        all.retain(|t| !t.word.is_empty());
        all.sort_by_key(|t| t.word);
        let mut by_pair: FxHashMap<u64, Range<usize>> = FxHashMap::default();
        let wanted = (all.len() * BITS_OF_WORD).next_power_of_two().ilog2();
        let bits = wanted.clamp(*HASH_BITS.start(), *HASH_BITS.end());
        let shift = u32::BITS - bits;
        let mut pairs = vec![0; 1 << (bits - 6)];
        let mut alone = Vec::new();
        for (i, term) in all.iter().enumerate() {
            let mut chars = term.word.chars();
            let (Some(first), second) = (chars.next(), chars.next()) else { continue };
            let key = pair(first as u32, second.map_or(NONE, u32::from));
            by_pair.entry(key).or_insert(i..i).end = i + 1;
            match second {
                Some(second) => set(&mut pairs, (hash(first as u32, second as u32) >> shift) as usize),
                None => {
                    alone.resize(CODES / 64, 0);
                    set(&mut alone, first as usize % CODES);
                }
            }
        }
        Terms { all, by_pair, pairs, shift, alone }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin, shorter ones first.
    pub fn find(&self, text: &str, mut found: impl FnMut(W, ReadingSpan)) {
        if self.all.is_empty() {
            return;
        }
        let mut bytes = text.as_bytes();
        let (mut alone, mut first) = (false, NONE);
        loop {
            // Most characters are three bytes long.
            let (code, rest) = match bytes {
                [lead @ 0xe0..=0xef, second, third, rest @ ..] => {
                    let high = u32::from(lead & 0x0f) << 12 | u32::from(second & 0x3f) << 6;
                    (high | u32::from(third & 0x3f), rest)
                }
                [lead @ ..0x80, rest @ ..] => (u32::from(*lead), rest),
                [] => break,
                _ => {
                    let Some(c) = text[text.len() - bytes.len()..].chars().next() else { break };
                    (c as u32, &bytes[c.len_utf8()..])
                }
            };
            let pair = is_set(&self.pairs, (hash(first, code) >> self.shift) as usize);
            if alone || pair {
                self.begin_before(
                    text,
                    text.len() - bytes.len(),
                    first,
                    (alone, pair.then_some(code)),
                    &mut found,
                );
            }
            first = code;
            alone = is_set(&self.alone, code as usize % CODES);
            bytes = rest;
        }
        if alone {
            self.begin_before(text, text.len(), first, (true, None), &mut found);
        }
    }

    /// The words that begin with the character `first`, which ends at byte `at`: whether it may be one `alone`, and
    /// what follows it, if a word may begin with the two.
    fn begin_before(
        &self,
        text: &str,
        at: usize,
        first: u32,
        (alone, second): (bool, Option<u32>),
        found: &mut impl FnMut(W, ReadingSpan),
    ) {
        let Some(len) = char::from_u32(first).map(char::len_utf8) else { return };
        let start = at - len;
        let rest = &text.as_bytes()[start..];
        let mut with = |second| {
            let range = self.by_pair.get(&pair(first, second)).cloned().unwrap_or_default();
            for term in self.all.get(range).unwrap_or_default() {
                if rest.starts_with(term.word.as_bytes()) {
                    found(term.data, ReadingSpan::of(start..start + term.word.len()));
                }
            }
        };
        if alone {
            with(NONE);
        }
        if let Some(second) = second {
            with(second);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_found(
            words in prop::collection::vec("[甲乙丙a，𠀀]{0,4}", 0..12),
            text in "[甲乙丙丁ab，𠀀]{0,60}",
        ) {
            let terms = words.iter().enumerate().map(|(i, w)| Term { word: w, data: i }).collect();
            let mut found = Vec::new();
            Terms::new(terms).find(&text, |i, span| found.push((span.start, span.len() as usize, i)));
            let mut all = Vec::new();
            for (at, _) in text.char_indices() {
                for (i, word) in words.iter().enumerate() {
                    if !word.is_empty() && text[at..].starts_with(word.as_str()) {
                        all.push((at as u32, word.len(), i));
                    }
                }
            }
            all.sort_unstable();
            prop_assert_eq!(found, all);
        }
    }
}
