//! Titles made comparable without a copy of each.

use kanwu_text::han;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::normal::normal_chars;
use crate::table::spec_words::ARTICLE_FIGURE;

/// How near two titles are that differ in the order of their characters only.
const REORDERED: u32 = 700;

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
        for c in normal_chars(without_number(text)) {
            hasher.write_u32(c as u32);
            bits |= 1 << (c as u32 & 63);
            len += 1;
        }
        Title { text, key: hasher.finish(), bits, len }
    }

    /// The characters by which titles are compared.
    fn chars(&self) -> impl Iterator<Item = char> {
        normal_chars(without_number(self.text))
    }

    pub fn equals(&self, other: &Title<'_>) -> bool {
        self.key == other.key && self.chars().eq(other.chars())
    }

    /// Keys of the titles that this one adds a subtitle to: of what stands before each dash.
    pub fn heads(&self) -> impl Iterator<Item = u64> {
        let mut hasher = FxHasher::default();
        self.chars().filter_map(move |c| {
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
        let mut chars = self.chars();
        head.chars().all(|c| chars.next() == Some(c)) && chars.next().is_some_and(is_dash)
    }

    /// Whether the other title, of three characters or more, stands in this one.
    fn holds(&self, other: &Title<'_>) -> bool {
        if other.len < 3 || self.len < other.len || other.bits & !self.bits != 0 {
            return false;
        }
        let whole: String = self.chars().collect();
        let part: String = other.chars().collect();
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
        let mut a: Vec<char> = self.chars().collect();
        let mut b: Vec<char> = other.chars().collect();
        let distance = strsim::generic_levenshtein(&a, &b).min(longer);
        let near = u32::try_from((longer - distance) * 1000 / longer).unwrap_or(0).max(least);
        if near >= REORDERED || self.bits != other.bits || self.len != other.len || self.len < 4 {
            return near;
        }
        a.sort_unstable();
        b.sort_unstable();
        if a == b { REORDERED } else { near }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '－')
}

/// The units that number the parts of a book; 第一部 without a blank counts things.
const UNITS: &str = "编篇章节";

/// A title without the number of its chapter: contents and body need not both print it.
pub fn without_number(title: &str) -> &str {
    numbered(title).map_or(title, |(_, rest)| rest)
}

/// 第一章　种植业: the number, its unit included, and the rest of the title.
pub fn numbered(title: &str) -> Option<(&str, &str)> {
    let title = title.trim_start();
    let inner = title.strip_prefix(han::ORDINAL)?;
    let figures = |c: char| c.is_ascii_digit() || ARTICLE_FIGURE.contains(&c);
    let rest = inner.trim_start_matches(figures);
    let unit = rest.chars().next().filter(|_| rest.len() < inner.len())?;
    let after = &rest[unit.len_utf8()..];
    let name = after.trim_start();
    let counts = UNITS.contains(unit) || matches!(unit, '卷' | '部') && name.len() < after.len();
    (counts && !name.is_empty()).then(|| (&title[..title.len() - after.len()], name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_chapters_are_told_from_titles() {
        assert_eq!(numbered("第一章　种植业"), Some(("第一章", "种植业")));
        assert_eq!(numbered("第12节水利"), Some(("第12节", "水利")));
        assert_eq!(without_number("第三产业"), "第三产业");
        assert_eq!(without_number("第一部电影"), "第一部电影");
        assert!(Title::new("第一章　种植业").equals(&Title::new("种植业")));
    }
}
