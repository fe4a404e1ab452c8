//! Many words, found in one pass.
//!
//! At most places no word begins. Two characters and one bit tell that, with a small table that takes no time to
//! make; an automaton takes milliseconds to make and reads a far larger table for every character.

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
    /// Bucket after bucket by the [`hash`] of the first two characters, each in order of the words; those of one word
    /// in the order in which they were given.
    all: Vec<Term<'t, W>>,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    /// A bit for the hash of the first two characters of each word.
    pairs: Vec<u64>,
    /// How many bits of a hash are not used: the fewer words, the smaller the table.
    shift: u32,
    /// A bit for each word of one character, by its code; empty where there is none.
    alone: Vec<u64>,
}

/// So many bits are set aside for each word, so that few places without a word are taken for one.
const BITS_OF_WORD: usize = 16;

/// Bits of a hash that are used, at least and at most: the larger table has 64 kB.
const HASH_BITS: std::ops::RangeInclusive<u32> = 10..=19;

/// A bucket is told by so many bits less: about one word stands in each.
const BITS_OF_BUCKET: u32 = BITS_OF_WORD.ilog2();

/// Codes of a character that are told apart in the table of words of one.
const CODES: usize = 1 << 16;

/// What stands for the second character of a word of one.
const NONE: u32 = u32::MAX;

/// What a first character adds to the hash of two.
const fn of_first(code: u32) -> u32 {
    code.wrapping_mul(0x9e37_79b1)
}

/// What a second character adds to it.
const fn of_second(code: u32) -> u32 {
    code.wrapping_mul(0x85eb_ca6b)
}

/// The hash of the first two characters of a word, and the code of one that has no more.
fn hash(word: &str) -> (u32, Option<u32>) {
    let mut chars = word.chars().map(u32::from);
    let first = chars.next().unwrap_or(NONE);
    let second = chars.next();
    (of_first(first) ^ of_second(second.unwrap_or(NONE)), second.is_none().then_some(first))
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

impl<'t, W: Copy> Terms<'t, W> {
    /// Readies the words; empty ones are left out.
    pub fn new(mut given: Vec<Term<'t, W>>) -> Terms<'t, W> {
        given.retain(|term| !term.word.is_empty());
        let wanted = (given.len() * BITS_OF_WORD).next_power_of_two().ilog2();
        let bits = wanted.clamp(*HASH_BITS.start(), *HASH_BITS.end());
        let shift = u32::BITS - bits;
        let bucket = |hash: u32| (hash >> (shift + BITS_OF_BUCKET)) as usize;
        let mut pairs = vec![0; 1 << (bits - 6)];
        let mut alone = Vec::new();
        // How many words stand in each bucket, one bucket later; then where it begins.
        let mut starts = vec![0_u32; (1 << (bits - BITS_OF_BUCKET)) + 1];
        let mut buckets = Vec::with_capacity(given.len());
        for term in &given {
            let (hash, single) = hash(term.word);
            match single {
                Some(code) => {
                    alone.resize(CODES / 64, 0);
                    set(&mut alone, code as usize % CODES);
                }
                None => set(&mut pairs, (hash >> shift) as usize),
            }
            let bucket = bucket(hash);
            buckets.push(bucket as u32);
            if let Some(count) = starts.get_mut(bucket + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // From the last on, each word before those of its bucket that are placed already.
        let mut all = given.clone();
        let mut ends: Vec<u32> = starts.get(1..).unwrap_or_default().to_vec();
        for (term, bucket) in given.iter().zip(&buckets).rev() {
            let Some(end) = ends.get_mut(*bucket as usize) else { continue };
            *end -= 1;
            if let Some(place) = all.get_mut(*end as usize) {
                *place = *term;
            }
        }
        for bounds in starts.windows(2) {
            let (from, to) = (bounds[0] as usize, bounds[1] as usize);
            if let Some(bucket) = all.get_mut(from..to).filter(|bucket| bucket.len() > 1) {
                bucket.sort_by_key(|term| term.word);
            }
        }
        Terms { all, starts, pairs, shift, alone }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin, shorter ones first.
    pub fn find(&self, text: &str, mut found: impl FnMut(W, ReadingSpan)) {
        if self.all.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        // The character before: where it begins, what it adds to a hash, whether it may be a word of one.
        let (mut before, mut spread, mut alone) = (0, of_first(NONE), false);
        let mut at = 0;
        while let Some(lead) = bytes.get(at) {
            // Most characters are three bytes long.
            let (code, len) = match (lead, bytes.get(at + 1), bytes.get(at + 2)) {
                (0xe0..=0xef, Some(second), Some(third)) => {
                    let high = u32::from(lead & 0x0f) << 12 | u32::from(second & 0x3f) << 6;
                    (high | u32::from(third & 0x3f), 3)
                }
                (..0x80, _, _) => (u32::from(*lead), 1),
                _ => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    (c as u32, c.len_utf8())
                }
            };
            let hash = spread ^ of_second(code);
            let pair = is_set(&self.pairs, (hash >> self.shift) as usize);
            if alone || (pair && at > 0) {
                let len = at - before;
                if alone {
                    self.at(bytes, before, spread ^ of_second(NONE), |word| word == len, &mut found);
                }
                if pair {
                    self.at(bytes, before, hash, |word| word > len, &mut found);
                }
            }
            spread = of_first(code);
            alone = is_set(&self.alone, code as usize % CODES);
            (before, at) = (at, at + len);
        }
        if alone {
            let len = at - before;
            self.at(bytes, before, spread ^ of_second(NONE), |word| word == len, &mut found);
        }
    }

    /// The words of one bucket that begin at byte `start` and are as long as `fits` says.
    fn at(
        &self,
        bytes: &[u8],
        start: usize,
        hash: u32,
        fits: impl Fn(usize) -> bool,
        found: &mut impl FnMut(W, ReadingSpan),
    ) {
        let bucket = (hash >> (self.shift + BITS_OF_BUCKET)) as usize;
        let Some([from, to]) = self.starts.get(bucket..bucket + 2) else { return };
        let rest = bytes.get(start..).unwrap_or_default();
        for term in self.all.get(*from as usize..*to as usize).unwrap_or_default() {
            let (word, len) = (term.word.as_bytes(), term.word.len());
            // Words that begin alike differ in their last byte, which costs no call.
            let last = len - 1;
            if word.get(last) == rest.get(last) && fits(len) && rest.starts_with(word) {
                found(term.data, ReadingSpan::of(start..start + len));
            }
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
