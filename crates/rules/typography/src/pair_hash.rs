//! The bits of a pair of characters, for the build script that sets them and for the rule that asks for them.

const HASH_BITS: u32 = 20;

/// Words of 64 bits: 128 kB, of which one bit in seven is set.
pub(crate) const PAIR_WORDS: usize = 1 << (HASH_BITS - 6);

/// The hash of two characters, by their codes.
pub(crate) const fn pair_hash(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca6b)
}

/// The number of the first bit of a hash, which most pairs of a text do not have.
pub(crate) const fn first_bit(hash: u32) -> usize {
    (hash >> (u32::BITS - HASH_BITS)) as usize
}

/// The number of the second, asked for where the first is set.
pub(crate) const fn second_bit(hash: u32) -> usize {
    first_bit((hash ^ hash >> 15).wrapping_mul(0xc2b2_ae3d))
}

/// The first of the Han characters in common use, and how many there are.
pub(crate) const FIRST_HAN: usize = 0x4e00;
pub(crate) const HAN: usize = 0x9fff - 0x4e00 + 1;

const ADJACENT_BITS: u32 = 23;

/// Bytes of the bits of pairs that text has side by side: 1 MB, of which one bit in six is set.
pub(crate) const ADJACENT_BYTES: usize = 1 << (ADJACENT_BITS - 3);

/// The numbers of the two bits of a hash among them.
pub(crate) const fn adjacent_bits(hash: u32) -> [usize; 2] {
    two_bits(hash, ADJACENT_BITS)
}

const WORD_BITS: u32 = 20;

/// Bytes of the bits of words of two characters: 128 kB, of which two bits in thirteen are set.
pub(crate) const WORD_BYTES: usize = 1 << (WORD_BITS - 3);

/// The numbers of the two bits of a hash among them.
pub(crate) const fn word_bits(hash: u32) -> [usize; 2] {
    two_bits(hash, WORD_BITS)
}

const EDGE_BITS: u32 = 19;

/// Bytes of the bits of pairs with which long words begin, or end, and of common words of two characters: 64 kB each, of
/// which one bit in six at most is set.
pub(crate) const EDGE_BYTES: usize = 1 << (EDGE_BITS - 3);

/// The numbers of the two bits of a hash among them.
pub(crate) const fn edge_bits(hash: u32) -> [usize; 2] {
    two_bits(hash, EDGE_BITS)
}

const fn two_bits(hash: u32, bits: u32) -> [usize; 2] {
    let other = (hash ^ hash >> 13).wrapping_mul(0x27d4_eb2f);
    [(hash >> (u32::BITS - bits)) as usize, (other >> (u32::BITS - bits)) as usize]
}
