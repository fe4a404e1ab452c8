//! What the first column of a table is for.

use kanwu_plugin::Book;
use kanwu_plugin::book::{Row, Table};

/// Whether the first column only counts the rows.
pub(crate) fn is_serial(book: &Book<'_>, table: &Table) -> bool {
    let first = |row: &Row| row.cells.first().map(|c| book.text(*c).trim().to_owned()).unwrap_or_default();
    !table.rows.is_empty()
        && table.rows.iter().all(|r| {
            let cell = first(r);
            !cell.is_empty() && cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit())
        })
}
