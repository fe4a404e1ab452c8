//! The bit of a pair of characters, for the build script that sets it and for the rule that asks for it.

const HASH_BITS: u32 = 20;

/// Words of 64 bits: 128 kB, of which one bit in thirty is set.
pub(crate) const PAIR_WORDS: usize = 1 << (HASH_BITS - 6);

/// The number of the bit of two characters, by their codes.
pub(crate) const fn pair_hash(a: u32, b: u32) -> usize {
    let hash = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca6b);
    (hash >> (u32::BITS - HASH_BITS)) as usize
}
