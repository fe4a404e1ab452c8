//! The words by which the parts of a yearbook are known: `rules/tables/structure-words.toml`.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::squeeze;

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StructureWords {
    /// 类目 reprinted as they stand.
    pub verbatim_categories: Vec<String>,
    /// 分目 reprinted as they stand.
    pub verbatim_sections: Vec<String>,
    /// 大事记
    pub chronicles: Vec<String>,
    /// Lists of names.
    pub names: Vec<String>,
    /// 编辑说明（凡例）
    pub specs: Vec<String>,
    /// 目录
    pub contents: Vec<String>,
    /// 综合条目
    pub overviews: Vec<String>,
    /// How a caption begins.
    pub caption_openers: Vec<String>,
    /// 续表
    pub continued: Vec<String>,
    /// How a note under a table begins.
    pub table_notes: Vec<String>,
    /// How the title of a document ends.
    pub document_titles: Vec<String>,
    /// How a speech or a report addresses its hearers.
    pub document_addresses: Vec<String>,
    surnames: String,
    compound_surnames: Vec<String>,
    #[serde(skip)]
    single: HashSet<char>,
}

impl StructureWords {
    /// The table, read on first need.
    pub fn get() -> &'static StructureWords {
        static WORDS: OnceLock<StructureWords> = OnceLock::new();
        WORDS.get_or_init(|| {
            let text = include_str!("../../../rules/tables/structure-words.toml");
            let mut words: StructureWords = toml::from_str(text).unwrap_or_default();
            words.single = words.surnames.chars().collect();
            words
        })
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
        let compound = self.compound_surnames.iter().any(|s| text.starts_with(s.as_str()));
        let single = text.chars().next().is_some_and(|c| self.single.contains(&c));
        (compound && (3..=4).contains(&count)) || (single && (2..=3).contains(&count))
    }
}

/// A Han character.
pub(crate) fn is_han(c: char) -> bool {
    kanwu_text::token::kind_of(c) == kanwu_text::TokenKind::Han
}

/// Whether a squeezed title is one of `words`.
pub(crate) fn is_one(words: &[String], title: &str) -> bool {
    words.iter().any(|w| w == title)
}

/// Whether a squeezed title contains one of `words`.
pub(crate) fn has_one(words: &[String], title: &str) -> bool {
    words.iter().any(|w| title.contains(w.as_str()))
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
