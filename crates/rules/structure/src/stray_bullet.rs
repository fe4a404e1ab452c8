//! Bullets that a conversion has left before a line.

use kanwu_plugin::book::{Block, BlockKind};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::stray_bullet as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let is_item = |b: Option<&Block>| b.is_some_and(|b| bulleted(book.text(b.at)));
    for (i, block) in book.blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::ListItem | BlockKind::NameLine | BlockKind::Paragraph) {
            continue;
        }
        let line = book.text(block.at);
        if !bulleted(line) {
            continue;
        }
        // 主任：… is a list of posts, each with its names below.
        if line.contains(['：', ':']) {
            continue;
        }
        let heading = line[2..].trim_start().starts_with('#');
        let before = i.checked_sub(1).and_then(|n| book.blocks.get(n));
        let alone = !is_item(before) && !is_item(book.blocks.get(i + 1));
        if !heading && !alone {
            continue;
        }
        let len = 2 + line[2..].chars().next().map_or(0, char::len_utf8);
        let at = block.at.part(0..len);
        let short: String = line[2..].trim_start_matches(['#', ' ']).chars().take(16).collect();
        let bullet = block.at.part(0..2);
        let finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg(card::args::LINE, short)
            .fix_at(Place::Source(bullet), "");
        cx.push(finding);
    }
}

fn bulleted(line: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|b| line.starts_with(b))
}
