//! Many words, found in one pass.
//!
//! At 98 places of 100 no word begins. Two characters and one bit tell that, with a table that stays in the
//! fastest memory and takes no time to make; an automaton takes milliseconds to make and reads a far larger
//! table for every character.

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
    /// By [`row`] of a first character: a bit for the [`column`] of each character that follows it in a word.
    follows: Vec<u64>,
}

const ROWS: usize = 2048;

const fn row(first: u32) -> usize {
    first as usize % ROWS
}

const fn column(second: u32) -> u32 {
    second % u64::BITS
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
        let mut follows = vec![0; if all.is_empty() { 0 } else { ROWS }];
        for (i, term) in all.iter().enumerate() {
            let mut chars = term.word.chars();
            let (Some(first), second) = (chars.next(), chars.next()) else { continue };
            let key = pair(first as u32, second.map_or(NONE, u32::from));
            by_pair.entry(key).or_insert(i..i).end = i + 1;
            // A word of one character is followed by any.
            follows[row(first as u32)] |= second.map_or(u64::MAX, |second| 1 << column(second as u32));
        }
        Terms { all, by_pair, follows }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin, shorter ones first.
    pub fn find(&self, text: &str, mut found: impl FnMut(W, ReadingSpan)) {
        let Ok(rows) = <&[u64; ROWS]>::try_from(self.follows.as_slice()) else { return };
        let mut bytes = text.as_bytes();
        let (mut follows, mut first) = (0, NONE);
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
            if follows >> column(code) & 1 == 1 {
                self.begin_before(text, text.len() - bytes.len(), (first, code), &mut found);
            }
            first = code;
            follows = rows[row(code)];
            bytes = rest;
        }
        if follows != 0 {
            self.begin_before(text, text.len(), (first, NONE), &mut found);
        }
    }

    /// The words that begin with the character `first`, which ends at byte `at`, where `second` follows.
    fn begin_before(
        &self,
        text: &str,
        at: usize,
        (first, second): (u32, u32),
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
        if self.follows.get(row(first)) == Some(&u64::MAX) {
            with(NONE);
        }
        if second != NONE {
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
