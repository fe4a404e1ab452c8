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
    /// The characters, as [`key`] or [`key_of_three`] makes it.
    pub key: u64,
    /// Number of the form.
    pub form: u16,
    /// How many bytes of the form stand before it.
    pub at: u16,
}

/// Two characters as one number; `gap` where one stands between them.
pub const fn key(first: char, second: char, gap: bool) -> u64 {
    (gap as u64) << 63 | (first as u64) << 32 | second as u64
}

/// Three characters as one number.
pub const fn key_of_three(first: char, second: char, third: char) -> u64 {
    (first as u64) << 42 | (second as u64) << 21 | third as u64
}

/// Which keys are those of anchors: a bit for each, shared by few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// By the first bits of [`hash`].
    pub bits: Cow<'static, [u64]>,
}

const FILTER_BITS: u32 = 19;

/// How many bits of [`hash`] tell the bucket of an anchor.
const BUCKET_BITS: u32 = 13;

/// A key spread evenly over 32 bits.
#[inline]
pub const fn hash(key: u64) -> u32 {
    let key = (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (key >> 32) as u32
}

/// The bucket of a hash.
#[inline]
pub(super) const fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}

impl Filter {
    pub(super) fn of(keys: impl Iterator<Item = u64>) -> Filter {
        let mut bits = Vec::new();
        for key in keys {
            bits.resize(1 << (FILTER_BITS - 6), 0);
            let at = hash(key) >> (32 - FILTER_BITS);
            bits[(at >> 6) as usize] |= 1_u64 << (at & 63);
        }
        Filter { bits: Cow::Owned(bits) }
    }

    /// Whether a key with this hash may be that of an anchor, by the bits of a filter.
    #[inline]
    pub fn has(bits: &[u64], hash: u32) -> bool {
        let at = hash >> (32 - FILTER_BITS);
        bits.get((at >> 6) as usize).is_some_and(|bits| bits >> (at & 63) & 1 == 1)
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
    pub(super) fn of(mut all: Vec<Anchor>) -> Anchors {
        let place = |anchor: &Anchor| bucket(hash(anchor.key));
        all.sort_unstable_by_key(|anchor| (place(anchor), *anchor));
        let mut starts = Vec::new();
        if !all.is_empty() {
            let begins = |bucket: usize| all.partition_point(|anchor| place(anchor) < bucket) as u32;
            starts.extend((0..=1 << BUCKET_BITS).map(begins));
        }
        Anchors { all: Cow::Owned(all), starts: Cow::Owned(starts) }
    }

    /// The anchors with this key, whose hash is `hash`.
    #[inline]
    pub fn at(&self, key: u64, hash: u32) -> impl Iterator<Item = Anchor> {
        let bucket = bucket(hash);
        let start = |bucket: usize| self.starts.get(bucket).map_or(0, |start| *start as usize);
        let all = self.all.get(start(bucket)..start(bucket + 1)).unwrap_or_default();
        all.iter().copied().filter(move |anchor| anchor.key == key)
    }
}

/// What an anchor is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Two characters.
    Pair(char, char),
    /// Two with one between.
    Gapped(char, char),
    /// Three: of long forms, since fewer texts share them.
    Three(char, char, char),
}

impl Shape {
    pub(super) fn key(self) -> u64 {
        match self {
            Shape::Pair(first, second) => key(first, second, false),
            Shape::Gapped(first, second) => key(first, second, true),
            Shape::Three(first, second, third) => key_of_three(first, second, third),
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
        3 => vec![pair(0), pair(1), (Shape::Gapped(form[0], form[2]), 0)],
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
