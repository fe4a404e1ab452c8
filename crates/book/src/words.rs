//! The words by which the parts of a yearbook are known: `rules/tables/structure-words.toml`.

use crate::squeeze;

/// The table.
#[derive(Debug)]
pub struct StructureWords {
    /// 类目 reprinted as they stand.
    pub verbatim_categories: &'static [&'static str],
    /// 分目 reprinted as they stand.
    pub verbatim_sections: &'static [&'static str],
    /// 编后记 and the like.
    pub afterwords: &'static [&'static str],
    /// 大事记
    pub chronicles: &'static [&'static str],
    /// Lists of names.
    pub names: &'static [&'static str],
    /// 编辑说明（凡例）
    pub specs: &'static [&'static str],
    /// 目录
    pub contents: &'static [&'static str],
    /// 综合条目
    pub overviews: &'static [&'static str],
    /// How a caption begins.
    pub caption_openers: &'static [&'static str],
    /// 续表
    pub continued: &'static [&'static str],
    /// How a note under a table begins.
    pub table_notes: &'static [&'static str],
    /// How the title of a document ends.
    pub document_titles: &'static [&'static str],
    /// Ends of titles that stand alone.
    pub document_reports: &'static [&'static str],
    /// What before the name of a document makes a sentence of it.
    pub document_verbs: &'static [&'static str],
    /// How a speech or a report addresses its hearers.
    pub document_addresses: &'static [&'static str],
    /// What stands over the pages in a table of contents with a header row.
    pub page_heads: &'static [&'static str],
    /// In order.
    surnames: &'static [char],
    compound_surnames: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl StructureWords {
    /// The table.
    pub const fn get() -> &'static StructureWords {
        &WORDS
    }

    /// Whether `text` is nothing but personal names: 2 to 4 Han characters each that open with a surname,
    /// parted by blanks or 、; a two-character name may be padded with a blank. At most `most` names.
    pub fn is_names(&self, text: &str, most: usize) -> bool {
        let text = text.trim();
        if !text.chars().all(|c| is_han(c) || c.is_whitespace() || c == '、') {
            return false;
        }
        let padded = text.split_whitespace().collect::<Vec<_>>();
        if padded.len() == 2 && padded.iter().all(|p| p.chars().count() == 1) {
            return self.is_name(&squeeze(text));
        }
        let names: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c == '、').filter(|n| !n.is_empty()).collect();
        !names.is_empty() && names.len() <= most && names.iter().all(|n| self.is_name(n))
    }

    /// Whether `text` has the form of one personal name.
    pub fn is_name(&self, text: &str) -> bool {
        let count = text.chars().count();
        let compound = self.compound_surnames.iter().any(|s| text.starts_with(s));
        let single = text.chars().next().is_some_and(|c| self.surnames.binary_search(&c).is_ok());
        (compound && (3..=4).contains(&count)) || (single && (2..=3).contains(&count))
    }
}

/// A Han character.
pub(crate) fn is_han(c: char) -> bool {
    kanwu_text::kind_of(c) == kanwu_text::TokenKind::Han
}

/// Whether a squeezed title is one of `words`.
pub(crate) fn is_one(words: &[&str], title: &str) -> bool {
    words.contains(&title)
}

/// Whether a squeezed title contains one of `words`.
pub(crate) fn has_one(words: &[&str], title: &str) -> bool {
    words.iter().any(|w| title.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known() {
        let words = StructureWords::get();
        assert!(words.is_names("冯亚玲", 3));
        assert!(words.is_names("王　冠", 3));
        assert!(words.is_names("苏宇哲 郑廉", 3));
        assert!(!words.is_names("战略目标", 3));
        assert!(!words.is_names("大事记等", 3));
    }
}
