//! Maps without 审图号.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::map_number_missing as card;
use crate::table::map_words::MAPS;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<_> = book
        .blocks
        .iter()
        .filter(|b| {
            matches!(
                b.kind,
                BlockKind::Caption | BlockKind::Image | BlockKind::Heading { .. } | BlockKind::Paragraph
            )
        })
        .filter(|b| {
            let text = book.text(b.at);
            text.len() <= 150
                && text.contains('图')
                && !text.contains(['。', '，'])
                && MAPS.iter().any(|m| {
                    text.trim_end_matches(['）', ')', ']', '*', ' ']).ends_with(m)
                        || text.contains(&format!("{m}]"))
                })
        })
        .collect();
    if titles.is_empty() {
        return;
    }
    // One number may stand for all maps of a volume, on the imprint page.
    let numbered = book.manuscript.iter().any(|(_, s)| s.text.contains("审图号"));
    if numbered {
        return;
    }
    for block in titles {
        let title = book.text(block.at).trim_matches(['#', ' ', '*', '!', '[']).to_owned();
        cx.push(Finding::new(Place::Source(block.at), Confidence::Likely).arg(card::args::TITLE, title));
    }
}
