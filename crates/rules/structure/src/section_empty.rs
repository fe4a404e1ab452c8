//! A 分目 with nothing under its heading.

use kanwu_plugin::book::{BlockKind, SectionId};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::section_empty as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for (i, section) in book.sections.iter().enumerate() {
        let next = book.blocks[section.block.index() + 1..]
            .iter()
            .find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Break | BlockKind::Literal));
        let own = SectionId(i as u32);
        if next.is_none_or(|b| b.section != Some(own)) {
            let finding = Finding::new(Place::Source(section.at), Confidence::Guess)
                .arg(card::args::SECTION, section.title.as_str());
            cx.push(finding);
        }
    }
}
