//! 条目 that have a title and no text.

use kanwu_plugin::book::{BlockKind, EntryForm};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::entry_without_text as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in book.entries.iter().filter(|e| e.form != EntryForm::Bare) {
        let Some(head) = book.block(entry.block) else { continue };
        let line = book.text(head.at);
        // A title that a page break cuts goes on in the next line.
        if line.contains('【') && !line.contains('】') {
            continue;
        }
        let rest = entry.at.span.end.saturating_sub(head.at.span.start) as usize;
        let rest = line.get(rest..).unwrap_or_default();
        if !rest.trim_matches(['】', '〕', '］', '*', ' ', '　']).is_empty() {
            continue;
        }
        let next = book.blocks[entry.block.index() + 1..]
            .iter()
            .find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Break | BlockKind::Literal));
        let ends = next.is_none_or(|b| {
            matches!(b.kind, BlockKind::EntryHead)
                || matches!(b.kind, BlockKind::Heading { .. }) && (b.entry != head.entry)
        });
        // A title over other entries: the contents name it too, so it is a heading of its own.
        let over = next.is_some_and(|b| b.kind == BlockKind::EntryHead) && entry.form == EntryForm::Heading;
        if ends && !over {
            let finding = Finding::new(Place::Source(entry.at), Confidence::Likely)
                .arg(card::args::TITLE, entry.title.as_str());
            cx.push(finding);
        }
    }
}
