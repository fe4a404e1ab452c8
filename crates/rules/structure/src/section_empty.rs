//! A 类目 or 分目 with nothing under its heading.

use kanwu_plugin::book::{Block, BlockKind, Book, CategoryId, SectionId};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::section_empty as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    categories(cx);
    for (i, section) in book.sections.iter().enumerate() {
        let next = below(book, section.block.index());
        let own = SectionId(i as u32);
        if next.is_none_or(|b| b.section != Some(own)) {
            let finding = Finding::new(Place::Source(section.at), Confidence::Guess)
                .arg(card::args::SECTION, section.title.as_str());
            cx.push(finding);
        }
    }
}

/// So many other 类目 must have something in them.
const ENOUGH: usize = 2;

/// 类目 right behind which the next one begins.
fn categories(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let own = |i: usize| Some(CategoryId(i as u32));
    let empty = |i: &usize| {
        let next = book.categories.get(*i).and_then(|category| below(book, category.block.index()));
        next.is_none_or(|b| b.category != own(*i))
    };
    let (lost, filled): (Vec<usize>, Vec<usize>) = (0..book.categories.len()).partition(empty);
    if filled.len() < ENOUGH || lost.len() > filled.len() {
        return;
    }
    for i in lost {
        let Some(category) = book.categories.get(i) else { continue };
        // The last one may go on in a manuscript that is not at hand.
        let last = i + 1 == book.categories.len();
        let confidence = if last { Confidence::Guess } else { Confidence::Likely };
        let finding = Finding::new(Place::Source(category.at), confidence)
            .variant(card::variants::CATEGORY)
            .arg(card::args::SECTION, category.title.as_str());
        cx.push(finding);
    }
}

/// The first block behind a heading that is more than layout.
fn below<'b>(book: &'b Book<'_>, heading: usize) -> Option<&'b Block> {
    let mut after = book.blocks.get(heading + 1..)?.iter();
    after.find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Break | BlockKind::Literal))
}
