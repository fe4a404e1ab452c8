//! By what a title was told to be one.

use std::collections::BTreeSet;

use crate::entry_marks::{Mark, marked};
use crate::{BlockId, BlockKind, Book, ContentsMatch};

/// What tells a title of a 类目, 分目 or 条目.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A heading of the markup, or a heading style.
    Heading,
    /// The contents name it, word for word.
    Contents,
    /// A short line right before an entry or another such line.
    ShortLine,
    /// 【题】
    Lenses,
    /// 〔题〕, ［题］ and the like.
    Brackets,
    /// ■题
    Sign,
    /// Bold or slanted words before the text.
    Emphasis,
    /// A wide blank between title and text.
    Blank,
}

impl Book<'_> {
    /// By what the title that a block opens with was told; contents that name it count where nothing is marked.
    /// `listed`: [`Book::listed`].
    pub fn evidence(&self, id: BlockId, listed: &BTreeSet<BlockId>) -> Evidence {
        let Some(block) = self.block(id) else { return Evidence::Heading };
        let text = self.text(block.at);
        if text.trim_start_matches(['#', ' ', '*']).starts_with('【') {
            return Evidence::Lenses;
        }
        match block.kind {
            BlockKind::Heading { .. } if text.starts_with('#') => Evidence::Heading,
            BlockKind::EntryHead => match marked(text).map(|found| found.mark) {
                Some(Mark::Bracket(_)) => Evidence::Brackets,
                Some(Mark::Sign(_)) => Evidence::Sign,
                Some(Mark::Blank) => Evidence::Blank,
                Some(Mark::Bold | Mark::Slanted) | None => Evidence::Emphasis,
            },
            _ if listed.contains(&id) => Evidence::Contents,
            _ => Evidence::ShortLine,
        }
    }

    /// The blocks that open what the contents name in the same words.
    pub fn listed(&self) -> BTreeSet<BlockId> {
        let named = self.contents.entries.iter().filter(|e| e.exact);
        named
            .filter_map(|entry| match entry.body {
                ContentsMatch::None => None,
                ContentsMatch::Category(id) => self.categories.get(id.index()).map(|c| c.block),
                ContentsMatch::Section(id) => self.sections.get(id.index()).map(|s| s.block),
                ContentsMatch::Entry(id) => self.entries.get(id.index()).map(|e| e.block),
                ContentsMatch::Block(id) => Some(id),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, Source};

    use super::*;
    use crate::parse;

    #[test]
    fn each_title_has_its_evidence() {
        let text = "清河年鉴2023\n\n目　录\n\n农业……1\n种植业……1\n工业……4\n机械……4\n\n农业\n\n种植业\n\n〔概况〕全年种植玉米。\n\n\
                    〔植保〕全年开展植保。\n\n林业\n\n〔造林〕全年造林。\n\n工业\n\n机械\n\n〔水泵〕全年生产水泵。\n";
        let manuscript = Manuscript::single(Source::new("a.txt", Format::Plain, text));
        let book = parse(&manuscript);
        let listed = book.listed();
        let told = |id| book.evidence(id, &listed);
        let categories: Vec<_> = book.categories.iter().map(|c| told(c.block)).collect();
        let sections: Vec<_> = book.sections.iter().map(|s| told(s.block)).collect();
        let entries: Vec<_> = book.entries.iter().map(|e| told(e.block)).collect();
        assert_eq!(categories, [Evidence::Contents, Evidence::Contents]);
        assert_eq!(sections, [Evidence::Contents, Evidence::ShortLine, Evidence::Contents]);
        assert_eq!(entries, [Evidence::Brackets; 4]);
    }
}
