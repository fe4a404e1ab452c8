//! How many cells the rows of a table have.

use kanwu_plugin::book::Table;
use kanwu_plugin::tally::most;

/// So many rows make a majority.
const ENOUGH: usize = 4;

/// So many are enough where the header is one of them: it says what the columns are.
const ENOUGH_WITH_HEADER: usize = 3;

/// The number of cells that nine rows in ten have.
pub(crate) fn usual_width(table: &Table) -> Option<usize> {
    let rows = table.rows.len() + usize::from(table.header.is_some());
    let (want, most) = most(table.header.iter().chain(&table.rows).map(|row| row.cells.len()))?;
    let others = rows - most;
    let headed = table.header.as_ref().is_some_and(|row| row.cells.len() == want);
    let enough = if headed { ENOUGH_WITH_HEADER } else { ENOUGH };
    (most >= enough && others <= 1.max(rows / 10)).then_some(want)
}
