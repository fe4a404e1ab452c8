//! Many words, found in one pass.
//!
//! At most places no word begins. Two characters and one bit tell that, with a small table that takes no time to
//! make; an automaton takes milliseconds to make and reads a far larger table for every character.

use std::borrow::Cow;

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
    /// As their buckets stand; those of one word in the order in which they were given.
    all: Vec<Term<'t, W>>,
    buckets: Buckets,
    sieve: Sieve,
}

/// Where the words of a sorted list stand, by the [`hash`] of their first two characters. It can be made when a
/// program is built, and costs nothing then when it starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buckets {
    /// How many bits of a hash tell no bucket: the fewer words, the fewer buckets.
    pub shift: u32,
    /// Where each bucket begins in the list, and where the last one ends.
    pub starts: Cow<'static, [u32]>,
    /// The places of the words of two characters and more in the table of a [`Sieve`].
    pub pairs: Cow<'static, [u32]>,
    /// The places of the words of one.
    pub singles: Cow<'static, [u32]>,
}

/// Tells where a word of one or more lists may begin.
#[derive(Debug)]
pub struct Sieve {
    /// A bit for the hash of the first two characters of each word.
    pairs: Box<Bits<PAIRS>>,
    /// A bit for each word of one character, by its [`single`].
    alone: Box<Bits<SINGLES>>,
}

/// A place where words may begin.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Byte of the text.
    at: usize,
    /// Of the two characters here, or of one.
    hash: u32,
    /// Bytes of the first character.
    first: usize,
    /// Whether words of one character are looked for, or longer ones.
    single: bool,
}

/// Bits in so many words of 64. The number is fixed, so that to ask for one takes no branch.
type Bits<const N: usize> = [u64; N];

/// Bits of a hash that tell pairs apart: few places without a word are taken for one. Their table has 64 kB.
const PAIR_BITS: u32 = 19;
const PAIRS: usize = 1 << (PAIR_BITS - 6);

/// Bits that tell characters apart in the table of words of one.
const SINGLE_BITS: u32 = 16;
const SINGLES: usize = 1 << (SINGLE_BITS - 6);

/// Bits of a hash that tell buckets, at least and at most: about one word stands in each.
const BUCKET_BITS: std::ops::RangeInclusive<u32> = 6..=15;

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

/// The place of a character in the table of words of one, by what it adds to a hash as the first.
const fn single(spread: u32) -> usize {
    (spread >> (u32::BITS - SINGLE_BITS)) as usize
}

/// The bytes of the character that begins at byte `at`, as a number, and how many they are. Nothing is decoded: of
/// characters it is asked only whether they are the same.
fn code(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = bytes.get(at..)?;
    let four = match rest.first_chunk() {
        Some(four) => u32::from_le_bytes(*four),
        None => rest.iter().rev().fold(0, |code, byte| code << 8 | u32::from(*byte)),
    };
    // Most characters are three bytes long.
    match rest.first()? {
        0xe0..=0xef => Some((four & 0x00ff_ffff, 3)),
        ..0x80 => Some((four & 0xff, 1)),
        ..0xe0 => Some((four & 0xffff, 2)),
        0xf0.. => Some((four, 4)),
    }
}

/// The hash of the first two characters of a word, and its place in the table of words of one if it has no more.
fn hash(word: &str) -> (u32, Option<usize>) {
    let bytes = word.as_bytes();
    let (first, len) = code(bytes, 0).unwrap_or((NONE, 0));
    let (spread, second) = (of_first(first), code(bytes, len));
    let alone = second.is_none().then(|| single(spread));
    (spread ^ of_second(second.map_or(NONE, |(code, _)| code)), alone)
}

/// The place of two characters in the table of pairs, by their hash.
const fn pair(hash: u32) -> usize {
    (hash >> (u32::BITS - PAIR_BITS)) as usize
}

fn is_set<const N: usize>(bits: &Bits<N>, at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn set<const N: usize>(bits: &mut Bits<N>, at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

impl Buckets {
    /// Sorts a list by the buckets of its words, and tells where they stand. Those of one bucket are in order of their
    /// words, and those of one word stay in the order in which they were given. Empty words are left out.
    pub fn sort<T: Clone>(all: &mut Vec<T>, word: impl Fn(&T) -> &str) -> Buckets {
        all.retain(|one| !word(one).is_empty());
        let wanted = all.len().next_power_of_two().ilog2();
        let shift = u32::BITS - wanted.clamp(*BUCKET_BITS.start(), *BUCKET_BITS.end());
        // How many words stand in each bucket, one bucket later; then where it begins.
        let mut starts = vec![0_u32; (1 << (u32::BITS - shift)) + 1];
        let (mut pairs, mut singles) = (Vec::new(), Vec::new());
        let mut hashes = Vec::with_capacity(all.len());
        for one in all.iter() {
            let (hash, alone) = hash(word(one));
            match alone {
                Some(place) => singles.push(place as u32),
                None => pairs.push(pair(hash) as u32),
            }
            if let Some(count) = starts.get_mut((hash >> shift) as usize + 1) {
                *count += 1;
            }
            hashes.push(hash);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // From the last on, each word before those of its bucket that are placed already.
        let given = all.clone();
        let mut ends: Vec<u32> = starts.get(1..).unwrap_or_default().to_vec();
        for (one, hash) in given.into_iter().zip(&hashes).rev() {
            let Some(end) = ends.get_mut((hash >> shift) as usize) else { continue };
            *end -= 1;
            if let Some(place) = all.get_mut(*end as usize) {
                *place = one;
            }
        }
        for bounds in starts.windows(2) {
            let (from, to) = (bounds[0] as usize, bounds[1] as usize);
            if let Some(bucket) = all.get_mut(from..to).filter(|bucket| bucket.len() > 1) {
                bucket.sort_by(|a, b| word(a).cmp(word(b)));
            }
        }
        Buckets { shift, starts: starts.into(), pairs: pairs.into(), singles: singles.into() }
    }

    /// Calls `found` with the number of each word of the list that begins at `start`, shorter ones first.
    pub fn find<T>(
        &self,
        all: &[T],
        word: impl Fn(&T) -> &str,
        text: &str,
        start: Start,
        mut found: impl FnMut(usize, ReadingSpan),
    ) {
        let bucket = (start.hash >> self.shift) as usize;
        let Some([from, to]) = self.starts.get(bucket..bucket + 2) else { return };
        let (from, to) = (*from as usize, *to as usize);
        let rest = text.as_bytes().get(start.at..).unwrap_or_default();
        for (one, number) in all.get(from..to).unwrap_or_default().iter().zip(from..) {
            let word = word(one).as_bytes();
            let fits = (word.len() == start.first) == start.single;
            // Words that begin alike differ in their last byte, which costs no call.
            let last = word.len().wrapping_sub(1);
            if word.get(last) == rest.get(last) && fits && rest.starts_with(word) {
                found(number, ReadingSpan::of(start.at..start.at + word.len()));
            }
        }
    }
}

impl Default for Sieve {
    fn default() -> Sieve {
        Sieve { pairs: Box::new([0; PAIRS]), alone: Box::new([0; SINGLES]) }
    }
}

impl Sieve {
    /// Adds the words of a list.
    pub fn add(&mut self, buckets: &Buckets) {
        buckets.pairs.iter().for_each(|place| set(&mut self.pairs, *place as usize));
        buckets.singles.iter().for_each(|place| set(&mut self.alone, *place as usize));
    }

    /// Calls `found` for each place of `text` where words may begin, in order; for words of one character first.
    pub fn find(&self, text: &str, mut found: impl FnMut(Start)) {
        let bytes = text.as_bytes();
        // The character before: where it begins, what it adds to a hash, whether it may be a word of one.
        let (mut before, mut spread, mut alone) = (0, of_first(NONE), false);
        let mut at = 0;
        while let Some((code, next)) = code(bytes, at) {
            let hash = spread ^ of_second(code);
            let pair = is_set(&self.pairs, pair(hash));
            if alone || (pair && at > 0) {
                let first = at - before;
                if alone {
                    found(Start { at: before, hash: spread ^ of_second(NONE), first, single: true });
                }
                if pair {
                    found(Start { at: before, hash, first, single: false });
                }
            }
            spread = of_first(code);
            alone = is_set(&self.alone, single(spread));
            (before, at) = (at, at + next);
        }
        if alone {
            found(Start { at: before, hash: spread ^ of_second(NONE), first: at - before, single: true });
        }
    }
}

impl<'t, W: Copy> Terms<'t, W> {
    /// Readies the words; empty ones are left out.
    pub fn new(mut all: Vec<Term<'t, W>>) -> Terms<'t, W> {
        let buckets = Buckets::sort(&mut all, |term| term.word);
        let mut sieve = Sieve::default();
        sieve.add(&buckets);
        Terms { all, buckets, sieve }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin, shorter ones first.
    pub fn find(&self, text: &str, mut found: impl FnMut(W, ReadingSpan)) {
        if self.all.is_empty() {
            return;
        }
        self.sieve.find(text, |start| self.find_at(text, start, &mut found));
    }

    /// Where the words stand, to look for them together with others in one pass: see [`Sieve`].
    pub fn buckets(&self) -> &Buckets {
        &self.buckets
    }

    /// Calls `found` for each word that begins at `start`, shorter ones first.
    pub fn find_at(&self, text: &str, start: Start, mut found: impl FnMut(W, ReadingSpan)) {
        self.buckets.find(&self.all, |term| term.word, text, start, |number, span| {
            if let Some(term) = self.all.get(number) {
                found(term.data, span);
            }
        });
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
