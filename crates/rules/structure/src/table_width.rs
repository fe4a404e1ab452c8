//! How many cells the rows of a table have.

use kanwu_plugin::book::{Book, Row, Table};
use kanwu_plugin::tally::most;

/// So many rows make a majority.
const ENOUGH: usize = 4;

/// So many are enough where the header is one of them: it says what the columns are.
const ENOUGH_WITH_HEADER: usize = 3;

/// With pipes the header says how many cells a row has: one row of two is enough.
const ENOUGH_WITH_PIPES: usize = 2;

/// The number of cells that nine rows in ten have.
pub(crate) fn usual_width(book: &Book<'_>, table: &Table) -> Option<usize> {
    let rows = table.rows.len() + usize::from(table.header.is_some());
    let (want, most) = most(table.header.iter().chain(&table.rows).map(|row| row.cells.len()))?;
    let others = rows - most;
    let headed = table.header.as_ref().is_some_and(|row| row.cells.len() == want);
    let piped =
        |row: &Row| book.block(row.block).is_some_and(|b| book.text(b.at).trim_start().starts_with('|'));
    let enough = match table.header.as_ref().filter(|_| headed) {
        Some(header) if piped(header) => ENOUGH_WITH_PIPES,
        Some(_) => ENOUGH_WITH_HEADER,
        None => ENOUGH,
    };
    (most >= enough && others <= 1.max(rows / 10)).then_some(want)
}
