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
    /// In order; those of one word in the order in which they were given.
    all: Vec<Term<'t, W>>,
    lookup: Lookup,
}

/// What a word is looked for by: a hash of its first two characters. It can be told when a program is built, which
/// saves to read the word when it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordHash(pub u32);

/// Where the words of some lists stand, by their hashes.
#[derive(Debug)]
pub struct Lookup {
    /// Bucket after bucket by the hash, each in order of the lists.
    entries: Vec<Entry>,
    /// Where each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    /// How many bits of a hash tell no bucket: the fewer words, the fewer buckets.
    shift: u32,
    /// A bit for the hash of each word of two characters and more.
    pairs: Box<Bits<PAIRS>>,
    /// A bit for each word of one character, by its [`single`].
    alone: Box<Bits<SINGLES>>,
}

/// A word of a [`Lookup`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Number of its list.
    pub list: u32,
    /// Its number in the list.
    pub number: u32,
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

impl WordHash {
    /// The lowest bit says that the word is one character: no table asks for so small a part of a hash.
    const ALONE: u32 = 1;

    /// Of a word. An empty one is never found.
    pub fn of(word: &str) -> WordHash {
        let bytes = word.as_bytes();
        let (first, len) = code(bytes, 0).unwrap_or((NONE, 0));
        WordHash(match code(bytes, len) {
            Some((second, _)) => (of_first(first) ^ of_second(second)) & !WordHash::ALONE,
            None => of_first(first) ^ of_second(NONE) | WordHash::ALONE,
        })
    }
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

impl Lookup {
    /// Readies lists of words, told by their hashes.
    pub fn new(lists: &[&[WordHash]]) -> Lookup {
        let count: usize = lists.iter().map(|list| list.len()).sum();
        let wanted = count.next_power_of_two().ilog2();
        let shift = u32::BITS - wanted.clamp(*BUCKET_BITS.start(), *BUCKET_BITS.end());
        let (mut pairs, mut alone) = (Box::new([0; PAIRS]), Box::new([0; SINGLES]));
        // How many words stand in each bucket, one bucket later; then where it begins.
        let mut starts = vec![0_u32; (1 << (u32::BITS - shift)) + 1];
        for WordHash(hash) in lists.iter().copied().flatten() {
            match hash & WordHash::ALONE {
                0 => set(&mut pairs, pair(*hash)),
                _ => set(&mut alone, single(hash ^ of_second(NONE))),
            }
            if let Some(count) = starts.get_mut((hash >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut entries = vec![Entry::default(); count];
        let mut next = starts.clone();
        for (list, words) in (0..).zip(lists) {
            for (number, WordHash(hash)) in (0..).zip(*words) {
                let Some(next) = next.get_mut((hash >> shift) as usize) else { continue };
                if let Some(place) = entries.get_mut(*next as usize) {
                    *place = Entry { list, number };
                }
                *next += 1;
            }
        }
        Lookup { entries, starts, shift, pairs, alone }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin; those that begin at one place in the
    /// order of the lists, words of one character before. `word` gives the words of the lists.
    pub fn find<'w>(
        &self,
        text: &str,
        word: impl Fn(Entry) -> Option<&'w str>,
        mut found: impl FnMut(Entry, ReadingSpan),
    ) {
        if self.entries.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        // The character before: where it begins, what it adds to a hash, whether it may be a word of one.
        let (mut before, mut spread, mut alone) = (0, of_first(NONE), false);
        let mut at = 0;
        while let Some((code, next)) = code(bytes, at) {
            let hash = spread ^ of_second(code);
            let pair = is_set(&self.pairs, pair(hash));
            if alone || (pair && at > 0) {
                let len = at - before;
                if alone {
                    self.at(bytes, before, spread ^ of_second(NONE), |word| word == len, &word, &mut found);
                }
                if pair {
                    self.at(bytes, before, hash, |word| word > len, &word, &mut found);
                }
            }
            spread = of_first(code);
            alone = is_set(&self.alone, single(spread));
            (before, at) = (at, at + next);
        }
        if alone {
            let len = at - before;
            self.at(bytes, before, spread ^ of_second(NONE), |word| word == len, &word, &mut found);
        }
    }

    /// The words of one bucket that begin at byte `start` and are as long as `fits` says.
    fn at<'w>(
        &self,
        bytes: &[u8],
        start: usize,
        hash: u32,
        fits: impl Fn(usize) -> bool,
        word: impl Fn(Entry) -> Option<&'w str>,
        found: &mut impl FnMut(Entry, ReadingSpan),
    ) {
        let bucket = (hash >> self.shift) as usize;
        let Some([from, to]) = self.starts.get(bucket..bucket + 2) else { return };
        let rest = bytes.get(start..).unwrap_or_default();
        for entry in self.entries.get(*from as usize..*to as usize).unwrap_or_default() {
            let Some(word) = word(*entry).map(str::as_bytes) else { continue };
            // Words that begin alike differ in their last byte, which costs no call.
            let last = word.len().wrapping_sub(1);
            if word.get(last) == rest.get(last) && fits(word.len()) && rest.starts_with(word) {
                found(*entry, ReadingSpan::of(start..start + word.len()));
            }
        }
    }
}

impl<'t, W: Copy> Terms<'t, W> {
    /// Readies the words; empty ones are never found.
    pub fn new(mut all: Vec<Term<'t, W>>) -> Terms<'t, W> {
        all.sort_by_key(|term| term.word);
        let hashes: Vec<WordHash> = all.iter().map(|term| WordHash::of(term.word)).collect();
        Terms { all, lookup: Lookup::new(&[&hashes]) }
    }

    /// Calls `found` for each word in `text`, in the order in which they begin, shorter ones first.
    pub fn find(&self, text: &str, mut found: impl FnMut(W, ReadingSpan)) {
        let term = |entry: Entry| self.all.get(entry.number as usize);
        self.lookup.find(
            text,
            |entry| term(entry).map(|term| term.word),
            |entry, span| {
                if let Some(term) = term(entry) {
                    found(term.data, span);
                }
            },
        );
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
