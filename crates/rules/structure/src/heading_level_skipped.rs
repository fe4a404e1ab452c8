//! A heading two levels below the one before it: # and then ###.

use kanwu_plugin::book::{Block, BlockKind, Book, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::heading_level_skipped as card;
use crate::ordinal::ordinal;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Where more headings skip a level, the markup of the whole source is at odds with its levels.
const MOST: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let headings: Vec<(&Block, u8)> = book
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading { level } if level > 0 && is_title(book, block) => Some((block, level)),
            _ => None,
        })
        .collect();
    let skips: Vec<_> = headings
        .windows(2)
        .filter_map(|pair| match pair {
            [upper, lower] if lower.1 > upper.1 + 1 && upper.0.at.source == lower.0.at.source => {
                Some((upper, lower))
            }
            _ => None,
        })
        .collect();
    if skips.len() > MOST || skips.len() * 3 > headings.len() {
        return;
    }
    // A book that leaves a level out everywhere has set it so.
    let between = |level: u8| headings.iter().any(|(_, other)| *other == level);
    if skips.len() > 1 && !skips.iter().any(|(upper, _)| between(upper.1 + 1)) {
        return;
    }
    for (upper, lower) in skips {
        let line = book.text(lower.0.at);
        let marks = line.len() - line.trim_start_matches(['#', ' ']).len();
        // What is markup alone is no place of a fault.
        let first = line[marks..].chars().next().map_or(0, char::len_utf8);
        let finding = Finding::new(Place::Source(lower.0.at.part(0..marks + first)), Confidence::Certain)
            .arg(card::args::TITLE, bare(line))
            .arg(card::args::FOUND, "#".repeat(usize::from(lower.1)))
            .arg(card::args::UPPER, bare(book.text(upper.0.at)))
            .arg(card::args::LEVEL, "#".repeat(usize::from(upper.1)))
            .labelled(Place::Source(upper.0.at), card::labels::UPPER);
        cx.push(finding);
    }
}

/// A title of its own: entries in marks and numbered parts of one text are set as their author liked.
fn is_title(book: &Book<'_>, block: &Block) -> bool {
    let line = book.text(block.at);
    // Speeches and documents are set as they were, and months of a chronicle as the book likes.
    let category = book.category_of(block);
    let prose = category.is_none_or(|c| c.zone == Zone::Prose);
    // What ends in a colon leads in the text below it.
    let label = bare(line).ends_with(['：', ':']);
    prose
        && !label
        && line.starts_with('#')
        && !bare(line).starts_with(['【', '〔', '［', '（'])
        && ordinal(line).is_none()
}

fn bare(line: &str) -> &str {
    line.trim_matches(['#', '*', ' '])
}
