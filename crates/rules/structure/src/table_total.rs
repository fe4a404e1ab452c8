//! Totals of tables against the sum of their parts.

use kanwu_plugin::book::{Book, Row, Table};
use kanwu_plugin::context::{has_any, starts_any};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};
use rust_decimal::Decimal;

use crate::card::table_total as card;
use crate::table::table_words::{NOT_SUMMED, PART_ROWS, PARTS_OF_YEAR, RUNNING, SUBTOTALS, YEARS};
use crate::table_cells::{is_total, label, number};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let mut totals: Vec<usize> =
            (0..table.rows.len()).filter(|i| is_total(&label(book, &table.rows[*i]))).collect();
        // A 小计 that ends a table without 合计 is its total.
        if totals.is_empty() && table.rows.last().is_some_and(|row| starts_any(&label(book, row), SUBTOTALS))
        {
            totals.push(table.rows.len() - 1);
        }
        // 全年 sums up the quarters or months above it.
        if totals.is_empty() && sums_up_year(book, table) {
            totals.push(table.rows.len() - 1);
        }
        let [total] = totals.as_slice() else { continue };
        let first = *total == 0;
        if !(first || total + 1 == table.rows.len()) || table.rows.len() < 3 {
            continue;
        }
        let parts: Vec<&Row> =
            table.rows.iter().enumerate().filter(|(i, _)| i != total).map(|(_, r)| r).collect();
        // 其中 and 小计 repeat what other rows hold.
        if parts.iter().any(|r| starts_any(&label(book, r), PART_ROWS) || has_any(&label(book, r), SUBTOTALS))
        {
            continue;
        }
        for column in 1..table.rows[*total].cells.len() {
            judge(cx, table, &table.rows[*total], &parts, column);
        }
    }
}

/// Whether the last row is the year of which all others are quarters or months.
fn sums_up_year(book: &Book<'_>, table: &Table) -> bool {
    let Some((last, parts)) = table.rows.split_last() else { return false };
    let part = |row: &Row| has_any(&label(book, row), PARTS_OF_YEAR) && !has_any(&label(book, row), RUNNING);
    starts_any(&label(book, last), YEARS) && parts.iter().all(part) && matches!(parts.len(), 4 | 12)
}

fn judge(cx: &mut BookContext<'_>, table: &Table, total: &Row, parts: &[&Row], column: usize) {
    let book = cx.book;
    let head = table.header.as_ref().and_then(|h| h.cells.get(column)).map_or("", |c| book.text(*c));
    // Rates, averages and serial numbers don't add up.
    if has_any(head, NOT_SUMMED) {
        return;
    }
    let Some(at) = total.cells.get(column) else { return };
    let Some(stated) = number(book, *at) else { return };
    let mut sum = Decimal::ZERO;
    let mut tolerance = half_unit(stated);
    for row in parts {
        let Some(cell) = row.cells.get(column) else { return };
        // A dash says that there is none.
        if is_none(book.text(*cell)) {
            continue;
        }
        let Some(value) = number(book, *cell) else { return };
        sum += value;
        tolerance += half_unit(value);
    }
    // Whole numbers are counts: they are not rounded.
    let whole = stated.scale() == 0 && sum.scale() == 0;
    let off = (sum - stated).abs();
    if off.is_zero() || (!whole && off <= tolerance) {
        return;
    }
    cx.push(
        Finding::new(Place::Source(*at), Confidence::Likely)
            .arg(card::args::COLUMN, head)
            .arg(card::args::STATED, stated)
            .arg(card::args::SUM, sum),
    );
}

/// A dash in a cell.
fn is_none(cell: &str) -> bool {
    matches!(cell.trim(), "—" | "——" | "－" | "-" | "–" | "/")
}

/// Half of the last place printed: what rounding may hide.
fn half_unit(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}
