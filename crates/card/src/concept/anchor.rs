//! Anchors: two or three characters by which a form is found though something in it is wrong.
//!
//! A form has as many anchors, so far apart, that every slip leaves one of them whole. Of all that would do, the
//! rarest are taken, so that text without the form costs next to nothing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Forms of so many characters may have two slips.
pub(super) const TWO_SLIPS: usize = 10;

/// Two or three characters of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The characters, as [`Shape::key`] makes it.
    pub key: u64,
    /// Number of the form.
    pub form: u16,
    /// How many bytes of the form stand before it.
    pub at: u16,
}

/// Which keys are those of anchors: two bits for each, shared by few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// By what `first_bit` and `second_bit` make of [`Shape::hash`].
    pub bits: Cow<'static, [u64]>,
}

const FILTER_BITS: u32 = 19;

/// The bits of a filter. Their number is fixed, so that to ask for one takes no branch.
pub type Bits = [u64; 1 << (FILTER_BITS - 6)];

/// The number of the first bit of a hash.
const fn first_bit(hash: u32) -> u32 {
    hash >> (u32::BITS - FILTER_BITS)
}

/// The number of the second, asked for where the first is set.
const fn second_bit(hash: u32) -> u32 {
    first_bit((hash ^ hash >> 15).wrapping_mul(0xc2b2_ae3d))
}

/// How many bits of [`Shape::hash`] tell the bucket of an anchor.
const BUCKET_BITS: u32 = 13;

/// What a character adds to the hash of an anchor, by its place in it. A walk over a text reckons these once for each
/// character, and from them the hashes of all anchors that end there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// Last of any.
    pub last: u32,
    /// First of a pair, or second of three.
    pub before: u32,
    /// First of two with one between.
    pub gapped: u32,
    /// First of three.
    pub first: u32,
}

impl Parts {
    /// Those of a character.
    #[inline]
    pub const fn of(c: char) -> Parts {
        let c = c as u32;
        Parts {
            last: c.wrapping_mul(0x85eb_ca6b),
            before: c.wrapping_mul(0x9e37_79b1),
            gapped: c.wrapping_mul(0xc2b2_ae3d),
            first: c.wrapping_mul(0x27d4_eb2f),
        }
    }
}

/// The bucket of a hash.
#[inline]
pub(super) const fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

impl Filter {
    pub(super) fn of(hashes: impl Iterator<Item = u32>) -> Filter {
        let mut bits = Vec::new();
        for hash in hashes {
            bits.resize(1 << (FILTER_BITS - 6), 0);
            for at in [first_bit(hash), second_bit(hash)] {
                bits[(at >> 6) as usize] |= 1_u64 << (at & 63);
            }
        }
        Filter { bits: Cow::Owned(bits) }
    }

    /// The bits; none where there are no anchors.
    pub fn bits(&self) -> Option<&Bits> {
        self.bits.as_ref().try_into().ok()
    }

    /// Whether a key with this hash may be that of an anchor, by the bits of a filter.
    #[inline]
    pub fn has(bits: &Bits, hash: u32) -> bool {
        let is_set = |at: u32| bits.get((at >> 6) as usize).is_some_and(|bits| bits >> (at & 63) & 1 == 1);
        is_set(first_bit(hash)) && is_set(second_bit(hash))
    }
}

/// Anchors in buckets by the hash of their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// The anchors, bucket after bucket, in order of their keys.
    pub all: Cow<'static, [Anchor]>,
    /// Where each bucket begins, and where the last one ends.
    pub starts: Cow<'static, [u32]>,
}

impl Anchors {
    pub(super) fn of(all: Vec<(Shape, Anchor)>) -> Anchors {
        let mut all: Vec<(usize, Anchor)> =
            all.into_iter().map(|(shape, anchor)| (bucket(shape.hash()), anchor)).collect();
        all.sort_unstable();
        let mut starts = Vec::new();
        if !all.is_empty() {
            let begins = |bucket: usize| all.partition_point(|(place, _)| *place < bucket) as u32;
            starts.extend((0..=1 << BUCKET_BITS).map(begins));
        }
        Anchors { all: all.into_iter().map(|(_, anchor)| anchor).collect(), starts: Cow::Owned(starts) }
    }

    /// The anchors of this shape.
    #[inline]
    pub fn of_shape(&self, shape: Shape) -> impl Iterator<Item = Anchor> {
        let (key, bucket) = (shape.key(), bucket(shape.hash()));
        let start = |bucket: usize| self.starts.get(bucket).map_or(0, |start| *start as usize);
        let all = self.all.get(start(bucket)..start(bucket + 1)).unwrap_or_default();
        all.iter().copied().filter(move |anchor| anchor.key == key)
    }
}

/// What an anchor is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Two characters.
    Pair(char, char),
    /// Two with one between.
    Gapped(char, char),
    /// Three: of long forms, since fewer texts share them.
    Three(char, char, char),
}

impl Shape {
    /// The characters as one number.
    pub const fn key(self) -> u64 {
        match self {
            Shape::Pair(first, second) => (first as u64) << 32 | second as u64,
            Shape::Gapped(first, second) => 1 << 63 | (first as u64) << 32 | second as u64,
            Shape::Three(first, second, third) => (first as u64) << 42 | (second as u64) << 21 | third as u64,
        }
    }

    /// The characters spread over 32 bits, of which the first are the most even.
    pub const fn hash(self) -> u32 {
        match self {
            Shape::Pair(first, second) => Parts::of(first).before ^ Parts::of(second).last,
            Shape::Gapped(first, second) => Parts::of(first).gapped ^ Parts::of(second).last,
            Shape::Three(first, second, third) => {
                Parts::of(first).first ^ Parts::of(second).before ^ Parts::of(third).last
            }
        }
    }
}

/// The anchors of a form, with their places. `weigh` tells how often a pair is met.
pub(super) fn choose(form: &[char], slips: bool, weigh: &dyn Fn(char, char) -> u64) -> Vec<(Shape, u16)> {
    let n = form.len();
    let pair = |at: usize| (Shape::Pair(form[at], form[at + 1]), at as u16);
    let three = |at: usize| (Shape::Three(form[at], form[at + 1], form[at + 2]), at as u16);
    let gapped = |at: usize| (Shape::Gapped(form[at], form[at + 2]), at as u16);
    // How the wrong form begins.
    let wrong = |a: usize, b: usize, c: usize| (Shape::Three(form[a], form[b], form[c]), 0);
    let weight = |at: usize| weigh(form[at], form[at + 1]);
    // Three characters are no more common than the rarer of their pairs.
    let weight_of_three = |at: usize| weight(at).min(weight(at + 1));
    if n < 2 {
        return Vec::new();
    }
    if !slips || n == 2 {
        let rarest = (0..n - 1).min_by_key(|at| weight(*at));
        return rarest.map(pair).into_iter().collect();
    }
    match n {
        // Swapped: 家土族, 土族家.
        3 => vec![pair(0), pair(1), gapped(0), wrong(1, 0, 2), wrong(0, 2, 1)],
        4 => {
            let mut all = vec![three(0), three(1), gapped(0), gapped(1)];
            // Lost or swapped in the middle; the first two swapped.
            all.extend([wrong(0, 2, 3), wrong(0, 1, 3), wrong(1, 0, 2), wrong(0, 2, 1)]);
            all
        }
        // A slip at the character in the middle leaves neither three whole.
        5 => vec![three(0), three(2), gapped(1), wrong(0, 2, 1), wrong(0, 1, 3)],
        // So does a swap of the two in the middle.
        6 => vec![three(0), three(3), wrong(0, 1, 3)],
        7..TWO_SLIPS => spread(n - 2, 2, 4, &weight_of_three).into_iter().map(three).collect(),
        TWO_SLIPS => spread(n - 1, 3, 3, &weight).into_iter().map(pair).collect(),
        _ => spread(n - 2, 3, 4, &weight_of_three).into_iter().map(three).collect(),
    }
}

/// The `count` lightest of so many places, each `apart` or more after the one before, so that no slip touches two.
fn spread(places: usize, count: usize, apart: usize, weight: &dyn Fn(usize) -> u64) -> Vec<usize> {
    let mut best: Vec<Vec<Option<(u64, usize)>>> = Vec::new();
    for level in 0..count {
        let mut row: Vec<Option<(u64, usize)>> = vec![None; places];
        for (at, way) in row.iter_mut().enumerate() {
            let before = match (level, best.last()) {
                (0, _) | (_, None) => Some((0, 0)),
                (_, Some(last)) => {
                    (0..(at + 1).saturating_sub(apart)).filter_map(|b| last[b].map(|(w, _)| (w, b))).min()
                }
            };
            *way = before.map(|(w, b)| (w.saturating_add(weight(at)), b));
        }
        best.push(row);
    }
    let mut out = Vec::new();
    let Some(last) = best.last() else { return out };
    let Some((mut at, _)) =
        last.iter().enumerate().filter_map(|(at, w)| w.map(|(w, _)| (at, w))).min_by_key(|(_, w)| *w)
    else {
        return out;
    };
    for row in best.iter().rev() {
        out.push(at);
        at = row[at].map_or(0, |(_, before)| before);
    }
    out.reverse();
    out
}
