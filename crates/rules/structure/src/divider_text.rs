//! Words of divider pages 篇章页 that stand in the running text.

use kanwu_plugin::book::{Block, BlockKind};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::divider_text as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut run: Vec<&Block> = Vec::new();
    for block in &book.blocks {
        if block.kind == BlockKind::Divider && run.last().is_none_or(|b| b.at.source == block.at.source) {
            run.push(block);
        } else if !run.is_empty() {
            report(cx, &std::mem::take(&mut run));
        }
    }
    report(cx, &run);
}

fn report(cx: &mut BookContext<'_>, run: &[&Block]) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let words: String =
        run.iter().flat_map(|b| cx.book.text(b.at).chars().filter(|c| !c.is_whitespace())).collect();
    let short: String = words.chars().take(12).collect();
    let whole = first.at.through(last.at);
    let finding = Finding::new(Place::Source(whole), Confidence::Certain)
        .arg(card::args::WORDS, if short.len() < words.len() { format!("{short}…") } else { short })
        .arg(card::args::LINES, run.len());
    cx.push(finding);
}
