//! `---` lines that a conversion left between paragraphs.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("rule-line", check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for block in book.blocks.iter().filter(|b| b.kind == BlockKind::Break) {
        let found = book.text(block.at);
        cx.push(Finding::new(Place::Source(block.at), Confidence::Certain).arg("found", found));
    }
}
