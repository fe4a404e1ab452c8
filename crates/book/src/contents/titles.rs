//! Titles made comparable without a copy of each.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::normal::normal_chars;

/// A title with what quickly tells it from others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title<'t> {
    pub text: &'t str,
    /// Equal for titles that are equal once layout is folded.
    pub key: u64,
    /// A bit for each character, by its low bits.
    bits: u64,
    /// Characters without white space.
    pub len: u32,
}

impl<'t> Title<'t> {
    pub fn new(text: &'t str) -> Title<'t> {
        let mut hasher = FxHasher::default();
        let mut bits = 0;
        let mut len = 0;
        for c in normal_chars(text) {
            hasher.write_u32(c as u32);
            bits |= 1 << (c as u32 & 63);
            len += 1;
        }
        Title { text, key: hasher.finish(), bits, len }
    }

    pub fn equals(&self, other: &Title<'_>) -> bool {
        self.key == other.key && normal_chars(self.text).eq(normal_chars(other.text))
    }

    /// Keys of the titles that this one adds a subtitle to: of what stands before each dash.
    pub fn heads(&self) -> impl Iterator<Item = u64> {
        let mut hasher = FxHasher::default();
        normal_chars(self.text).filter_map(move |c| {
            let key = hasher.finish();
            hasher.write_u32(c as u32);
            is_dash(c).then_some(key)
        })
    }

    /// Whether this title is `head` and a subtitle that opens with a dash.
    pub fn adds_subtitle_to(&self, head: &Title<'_>) -> bool {
        if self.len < head.len + 4 || head.len < 4 || head.bits & !self.bits != 0 {
            return false;
        }
        let mut chars = normal_chars(self.text);
        normal_chars(head.text).all(|c| chars.next() == Some(c)) && chars.next().is_some_and(is_dash)
    }

    /// Whether the other title, of three characters or more, stands in this one.
    fn holds(&self, other: &Title<'_>) -> bool {
        if other.len < 3 || self.len < other.len || other.bits & !self.bits != 0 {
            return false;
        }
        let whole: String = normal_chars(self.text).collect();
        let part: String = normal_chars(other.text).collect();
        whole.contains(&part)
    }

    /// 0 to 1000: how near two titles are by edit distance, 0 for what is far off; never under 600 where one holds the other.
    pub fn likeness(&self, other: &Title<'_>) -> u32 {
        let least = if self.holds(other) || other.holds(self) { 600 } else { 0 };
        let (shorter, longer) = (self.len.min(other.len) as usize, self.len.max(other.len) as usize);
        let shared = (self.bits & other.bits).count_ones() * 2;
        let apart = shared * 5 < (self.bits.count_ones() + other.bits.count_ones()) * 2;
        // Nothing is nearer than the lengths allow.
        if apart || shorter * 2 < longer || longer == 0 {
            return least;
        }
        let a: Vec<char> = normal_chars(self.text).collect();
        let b: Vec<char> = normal_chars(other.text).collect();
        let distance = strsim::generic_levenshtein(&a, &b).min(longer);
        u32::try_from((longer - distance) * 1000 / longer).unwrap_or(0).max(least)
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '－')
}
