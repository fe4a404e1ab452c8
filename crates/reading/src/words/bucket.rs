//! How the lexicon is laid out, for the build script that packs it and for the module that reads it.

/// Words of two characters and more stand in so many buckets, by the hash of the first two.
pub(crate) const BUCKETS: usize = 1 << BUCKET_BITS;

const BUCKET_BITS: u32 = 16;

/// Words of one character stand in a table, from this character on.
pub(crate) const FIRST: u32 = 0x4e00;

/// Characters in that table.
pub(crate) const SINGLES: usize = 0x5200;

/// What stands in that table, and in front of a word, for the cost of no word.
pub(crate) const NO_WORD: u8 = 255;

/// Two bytes a character: cost and class.
pub(crate) const SINGLE: usize = 2;

/// Then four bytes a bucket, and four more: where it begins in what follows. There each word has a byte for its length,
/// its cost and its class, and then its own bytes; shorter words of a bucket stand first.
pub(crate) const START: usize = 4;

/// The bucket of a word that begins with the two.
pub(crate) const fn bucket(first: char, second: char) -> usize {
    let hash = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    (hash >> (u32::BITS - BUCKET_BITS)) as usize
}
