//! 同上 and the like in a cell of a table.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::table_ditto as card;
use crate::table::table_words::DITTO;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for cell in book.tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.cells) {
        let text = book.text(*cell);
        if DITTO.contains(&text) {
            cx.push(Finding::new(Place::Source(*cell), Confidence::Certain).arg(card::args::FOUND, text));
        }
    }
}
