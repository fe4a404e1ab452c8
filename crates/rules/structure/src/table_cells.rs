//! What the cells of a table hold.

use kanwu_plugin::Location;
use kanwu_plugin::book::{Book, Row};
use kanwu_plugin::context::starts_any;
use rust_decimal::Decimal;

use crate::table::table_words::TOTALS;

/// The words of the first two cells of a row, without blanks.
pub(crate) fn label(book: &Book<'_>, row: &Row) -> String {
    let cells = row.cells.iter().take(2).map(|c| book.text(*c)).filter(|t| t.parse::<u32>().is_err());
    cells.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Whether a row with this label is a total.
pub(crate) fn is_total(label: &str) -> bool {
    starts_any(label, TOTALS)
}

/// The number in a cell.
pub(crate) fn number(book: &Book<'_>, at: Location) -> Option<Decimal> {
    let text: String = book.text(at).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    text.parse().ok()
}

/// The text of a cell without blanks.
pub(crate) fn squeezed(book: &Book<'_>, at: Location) -> String {
    book.text(at).chars().filter(|c| !c.is_whitespace()).collect()
}
