//! Rows with more or fewer cells than the other rows of their table.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::table_row_width as card;
use crate::table_width::usual_width;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(want) = usual_width(book, table) else { continue };
        for row in table.header.iter().chain(&table.rows).filter(|r| r.cells.len() != want) {
            // A row of one cell is a heading inside the table.
            let Some(block) = book.block(row.block).filter(|_| row.cells.len() > 1) else { continue };
            let finding = Finding::new(Place::Source(block.at), Confidence::Certain)
                .arg(card::args::FOUND, row.cells.len())
                .arg(card::args::WANT, want);
            cx.push(finding);
        }
    }
}
