//! A cell without text in a column that is otherwise full.

use kanwu_plugin::book::Row;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::table_cell_empty as card;
use crate::table::table_words::NOTE_COLUMNS;
use crate::table_cells::{is_total, squeezed};
use crate::table_width::usual_width;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(want) = usual_width(book, table).filter(|w| *w > 1 && table.rows.len() >= 5) else {
            continue;
        };
        let rows: Vec<&Row> = table.rows.iter().filter(|r| r.cells.len() == want).collect();
        for column in 0..want {
            let bare: Vec<Location> = rows
                .iter()
                .filter_map(|r| r.cells.get(column))
                .filter(|c| c.span.is_empty())
                .copied()
                .collect();
            let head = table.header.as_ref().and_then(|h| h.cells.get(column)).map_or("", |c| book.text(*c));
            let free = NOTE_COLUMNS.contains(&head);
            if bare.len() != 1 || free {
                continue;
            }
            let at = bare[0];
            let row = rows.iter().find(|r| r.cells.get(column) == Some(&at));
            // A total is not numbered.
            let total = |r: &&Row| r.cells.iter().any(|c| is_total(&squeezed(book, *c)));
            let Some(block) = row.filter(|r| column > 0 || !total(r)).and_then(|r| book.block(r.block))
            else {
                continue;
            };
            cx.push(Finding::new(Place::Source(block.at), Confidence::Likely).arg(card::args::COLUMN, head));
        }
    }
}
