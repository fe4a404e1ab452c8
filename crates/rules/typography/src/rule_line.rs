//! `---` lines that a conversion left between paragraphs.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::rule_line as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for block in book.blocks.iter().filter(|b| b.kind == BlockKind::Break) {
        let found = book.text(block.at);
        cx.push(Finding::new(Place::Source(block.at), Confidence::Certain).arg(card::args::FOUND, found));
    }
}
