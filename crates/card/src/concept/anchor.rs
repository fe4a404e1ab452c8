//! Anchors: pairs of characters by which a form is found though something in it is wrong.
//!
//! A form has as many anchors, so far apart, that every slip leaves one of them whole. Of all that would do, the
//! rarest are taken, so that text without the form costs next to nothing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Forms of so many characters may have two slips.
pub(super) const TWO_SLIPS: usize = 10;

/// A pair of characters of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The pair, as [`key`] makes it.
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

/// Which pairs are anchors of any form: a bit for each, shared by few.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// By [`row`] of the first character, a bit for the [`column`] of the second.
    pub bits: Cow<'static, [u64]>,
}

const ROWS: usize = 4096;

const fn row(first: char) -> usize {
    first as usize % ROWS
}

const fn column(second: char) -> u32 {
    // Nearby characters are alike in their low bits in many tables; the odd factor spreads them.
    (second as u32).wrapping_mul(0x9E37_79B1) >> 26
}

impl Filter {
    /// The filter of all keys with or without a gap.
    pub(super) fn of(anchors: &[Anchor], gap: bool) -> Filter {
        let mut bits = Vec::new();
        for anchor in anchors.iter().filter(|a| (a.key >> 63 == 1) == gap) {
            bits.resize(ROWS, 0);
            let first = (anchor.key >> 32) as u32 & 0x7fff_ffff;
            let pair = (char::from_u32(first), char::from_u32(anchor.key as u32));
            if let (Some(first), Some(second)) = pair {
                bits[row(first)] |= 1 << column(second);
            }
        }
        Filter { bits: Cow::Owned(bits) }
    }

    /// The bits of all that may follow `first`.
    #[inline]
    pub fn follows(&self, first: char) -> u64 {
        self.bits.get(row(first)).copied().unwrap_or_default()
    }

    /// Whether `second` is in the bits that [`Self::follows`] told.
    #[inline]
    pub fn has(follows: u64, second: char) -> bool {
        follows >> column(second) & 1 == 1
    }
}

/// The anchors of a form: key and place. `weigh` tells how often a pair is met.
pub(super) fn choose(form: &[char], slips: bool, weigh: &dyn Fn(char, char) -> u64) -> Vec<(u64, u16)> {
    let n = form.len();
    let pair = |at: usize| (key(form[at], form[at + 1], false), at as u16);
    let weight = |at: usize| weigh(form[at], form[at + 1]);
    if n < 2 {
        return Vec::new();
    }
    if !slips || n == 2 {
        let rarest = (0..n - 1).min_by_key(|at| weight(*at));
        return rarest.map(pair).into_iter().collect();
    }
    match n {
        3 => vec![pair(0), pair(1), (key(form[0], form[2], true), 0)],
        // The last is what stands first when the two in the middle change places.
        4 => vec![pair(0), pair(2), (key(form[0], form[2], false), 0)],
        _ => spread(n, if n >= TWO_SLIPS { 3 } else { 2 }, &weight).into_iter().map(pair).collect(),
    }
}

/// The `count` lightest places, each three or more after the one before, so that no slip touches two.
fn spread(n: usize, count: usize, weight: &dyn Fn(usize) -> u64) -> Vec<usize> {
    let mut best: Vec<Vec<Option<(u64, usize)>>> = Vec::new();
    for level in 0..count {
        let mut row: Vec<Option<(u64, usize)>> = vec![None; n - 1];
        for (at, way) in row.iter_mut().enumerate() {
            let before = match (level, best.last()) {
                (0, _) | (_, None) => Some((0, 0)),
                (_, Some(last)) => {
                    (0..(at + 1).saturating_sub(3)).filter_map(|b| last[b].map(|(w, _)| (w, b))).min()
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
