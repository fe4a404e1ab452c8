//! The words of the lexicon, searched where they lie in the program's image.

use super::WordClass;
use super::bucket::{BUCKETS, FIRST, NO_WORD, SINGLE, SINGLES, START, bucket};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Where the words of two characters and more begin.
const WORDS: usize = SINGLES * SINGLE + (BUCKETS + 1) * START;

/// Calls `found` with length in bytes, cost and class of each word that begins the text `bytes`, shorter ones first.
/// The text begins with the character `first`, and `second` comes after it.
pub(super) fn each_word(
    bytes: &[u8],
    first: char,
    second: Option<char>,
    mut found: impl FnMut(usize, u32, WordClass),
) {
    if let Some((cost, class)) = single(first) {
        found(first.len_utf8(), cost, class);
    }
    let Some(second) = second else { return };
    // Words of one bucket that begin otherwise are mostly told by this byte.
    let telling = first.len_utf8() + second.len_utf8() - 1;
    let mut list = words(bucket(first, second));
    while let [len, cost, class, rest @ ..] = list {
        let Some((word, next)) = rest.split_at_checked(usize::from(*len)) else { return };
        if word.get(telling) == bytes.get(telling) && bytes.starts_with(word) {
            found(word.len(), u32::from(*cost), class_of(*class));
        }
        list = next;
    }
}

fn single(c: char) -> Option<(u32, WordClass)> {
    let at = (c as u32).checked_sub(FIRST)? as usize;
    let [cost, class] = BYTES.get(at * SINGLE..at * SINGLE + SINGLE).filter(|_| at < SINGLES)? else {
        return None;
    };
    (*cost != NO_WORD).then(|| (u32::from(*cost), class_of(*class)))
}

fn class_of(number: u8) -> WordClass {
    WordClass::ALL.get(usize::from(number)).copied().unwrap_or(WordClass::Unknown)
}

/// The words of a bucket, as they are packed.
fn words(bucket: usize) -> &'static [u8] {
    let start = |bucket: usize| {
        let at = SINGLES * SINGLE + bucket * START;
        let bytes = BYTES.get(at..at + START)?;
        Some(WORDS + u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let bounds = start(bucket).zip(start(bucket + 1));
    bounds.and_then(|(from, to)| BYTES.get(from..to)).unwrap_or_default()
}
