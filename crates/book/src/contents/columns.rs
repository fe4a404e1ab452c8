//! Rows of two or more columns put into reading order.

use super::lines::{Cell, Row};
use super::wrap::FULL_LINE;
use super::{Leader, TitleStyle};

/// Cells in reading order: down each column of a block, then the next column.
pub(super) fn in_order<'m>(mut rows: Vec<Row<'m>>) -> Vec<Cell<'m>> {
    close_loose_gaps(&mut rows);
    let mut out = Vec::with_capacity(rows.len());
    let mut from = 0;
    while from < rows.len() {
        let mut wide = rows[from].cells.len() > 1;
        let more = rows[from + 1..].iter().take_while(|r| {
            wide |= r.cells.len() > 1;
            goes_on(r) || wide && !r.gap && is_lone_head(r)
        });
        let len = 1 + more.count();
        let to = if goes_on_as_block(&rows[from]) { from + len } else { from + 1 };
        read_block(&rows[from..to], &mut out);
        from = to;
    }
    out
}

fn goes_on(row: &Row<'_>) -> bool {
    !row.gap && goes_on_as_block(row)
}

fn goes_on_as_block(row: &Row<'_>) -> bool {
    row.tabular || row.cells.len() > 1
}

/// The first line of a title in the left column, beside which the right column has ended: its row has lost
/// the tabs at its end.
pub(super) fn is_lone_head(row: &Row<'_>) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    cell.page.is_none()
        && cell.style == TitleStyle::Plain
        && cell.leader == Leader::None
        && cell.title.chars().filter(|c| !c.is_whitespace()).count() >= FULL_LINE
}

/// Some converters put a blank line after every row; then a blank line is no border.
fn close_loose_gaps(rows: &mut [Row<'_>]) {
    let wide = rows.iter().filter(|r| r.cells.len() > 1).count();
    let parted = rows.iter().filter(|r| r.cells.len() > 1 && r.gap).count();
    if wide >= 4 && parted * 2 > wide {
        for row in rows.iter_mut().filter(|r| goes_on_as_block(r)) {
            row.gap = false;
        }
    }
}

fn read_block<'m>(rows: &[Row<'m>], out: &mut Vec<Cell<'m>>) {
    // Titles stand in every other field where pages have fields of their own.
    let stride = if rows.iter().any(|r| r.lone_page) { 2 } else { 1 };
    let first = out.len();
    let mut width = 1;
    for row in rows {
        for (n, cell) in row.cells.iter().enumerate() {
            let column = if row.tabular { cell.field / stride } else { n };
            width = width.max(column + 1);
            out.push(Cell { column: u8::try_from(column).unwrap_or(u8::MAX), ..*cell });
        }
    }
    // Where no blank line stands before it, a block goes on with what the one before began.
    let opens = rows.first().is_some_and(|r| r.gap);
    if let Some(cell) = out.get_mut(first) {
        cell.opens_block = opens;
    }
    if width > 1 {
        let block = &mut out[first..];
        block.iter_mut().for_each(|c| c.narrow = true);
        let by_row = drops(block);
        let mut by_column = block.to_vec();
        by_column.sort_by_key(|c| c.column);
        if drops(&by_column) <= by_row {
            block.copy_from_slice(&by_column);
        }
        // The first cell read opens the block, whichever was printed first.
        block.iter_mut().for_each(|c| c.opens_block = false);
        if let Some(cell) = block.first_mut() {
            cell.opens_block = opens;
        }
    }
}

/// How often the page falls.
fn drops(cells: &[Cell<'_>]) -> usize {
    let pages: Vec<u32> = cells.iter().filter_map(|c| c.page.map(|p| p.0)).collect();
    pages.windows(2).filter(|w| w[1] < w[0]).count()
}
