//! The parts of a book that tell about the book: cover 封面, spine 书脊, title page 扉页, imprint 版权页, CIP, 编辑说明,
//! afterword and back cover.

use kanwu_plugin::book::{Block, BlockKind, Book, Zone, squeeze};

use crate::book_title_differs::book_name;
use crate::table::section_words::{AFTERWORDS, FRONT_PAGES};

/// A last page with more lines is one of text.
const FEW: usize = 12;

/// The blocks of these parts, in order. Running heads are among them only if asked for.
pub(crate) fn blocks<'b>(book: &'b Book<'_>, heads: bool) -> impl Iterator<Item = &'b Block> {
    let back = |block: &Block| {
        let title = book.category_of(block).map(|c| squeeze(&c.title));
        title.is_some_and(|title| AFTERWORDS.contains(&title.as_str()))
    };
    // Under a heading that is the name of the book, its imprint and title page are front matter as well.
    let front = |block: &Block| {
        let category = book.category_of(block).filter(|c| book_name(&c.title).is_some());
        let section = block.section.and_then(|s| book.sections.get(s.index())).map(|s| squeeze(&s.title));
        let opens = || category.is_some_and(|c| book.block(c.block).is_some_and(|b| b.at == block.at));
        category.is_some() && section.map_or_else(opens, |title| FRONT_PAGES.contains(&title.as_str()))
    };
    let is_proof =
        |block: &Block| book.manuscript.source(block.at.source).is_some_and(|s| s.proof().is_some());
    let covers = back_cover(book);
    book.blocks.iter().enumerate().filter_map(move |(i, block)| {
        let own = match block.category {
            Some(_) => back(block) && block.kind == BlockKind::Paragraph || front(block) || i >= covers,
            None if block.zone == Zone::RunningHead => heads,
            // Title pages alone have no body; the first pages of a proof may have no 编辑说明 and no contents.
            None => {
                matches!(block.zone, Zone::FrontMatter | Zone::Heading)
                    || book.categories.is_empty()
                    || block.zone != Zone::Contents && is_proof(block)
            }
        };
        own.then_some(block)
    })
}

/// The first block of the back cover 封底: the last page of a proof, if little stands on it.
fn back_cover(book: &Book<'_>) -> usize {
    let page = |block: &Block| {
        let source = book.manuscript.source(block.at.source).filter(|source| source.proof().is_some())?;
        Some((block.at.source, source.page_at(block.at.span.start)?.ordinal))
    };
    let end = book.blocks.iter().rposition(|block| block.kind != BlockKind::RunningHead);
    let Some((end, last)) = end.and_then(|end| Some((end, page(&book.blocks[end])?))) else {
        return usize::MAX;
    };
    let own = book.blocks[..=end].iter().rev().take_while(|block| page(block) == Some(last)).count();
    if own <= FEW { end + 1 - own } else { usize::MAX }
}
