//! Totals of tables against the sum of their parts.

use kanwu_plugin::book::{Book, Row};
use kanwu_plugin::context::{has_any, starts_any};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_total as card;
use crate::table::table_words::{NOT_SUMMED, PART_ROWS, PARTS_OF_YEAR, RUNNING, SUBTOTALS, YEARS};
use crate::table_cells::{is_total, label, number};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        // A head of several rows, whose cells were merged: rows without a figure above the first that has one.
        let figures = |row: &Row| row.cells.iter().skip(1).any(|cell| number(book, *cell).is_some());
        let heads = table.rows.iter().take_while(|row| !figures(row)).count();
        let heads = if heads == table.rows.len() { 0 } else { heads };
        let (heads, rows) = table.rows.split_at(heads);
        let mut totals: Vec<usize> = (0..rows.len()).filter(|i| is_total(&label(book, &rows[*i]))).collect();
        // A 小计 that ends a table without 合计 is its total.
        if totals.is_empty() && rows.last().is_some_and(|row| starts_any(&label(book, row), SUBTOTALS)) {
            totals.push(rows.len() - 1);
        }
        // 全年 sums up the quarters or months above it.
        if totals.is_empty() && sums_up_year(book, rows) {
            totals.push(rows.len() - 1);
        }
        let [total] = totals.as_slice() else { continue };
        let first = *total == 0;
        if !(first || total + 1 == rows.len()) || rows.len() < 3 {
            continue;
        }
        let parts: Vec<&Row> = rows.iter().enumerate().filter(|(i, _)| i != total).map(|(_, r)| r).collect();
        // 其中 and 小计 repeat what other rows hold.
        if parts.iter().any(|r| starts_any(&label(book, r), PART_ROWS) || has_any(&label(book, r), SUBTOTALS))
        {
            continue;
        }
        let heads: Vec<&Row> = table.header.iter().chain(heads).collect();
        for column in 1..rows[*total].cells.len() {
            judge(cx, &heads, &rows[*total], &parts, column);
        }
    }
}

/// Whether the last row is the year of which all others are quarters or months.
fn sums_up_year(book: &Book<'_>, rows: &[Row]) -> bool {
    let Some((last, parts)) = rows.split_last() else { return false };
    let part = |row: &Row| has_any(&label(book, row), PARTS_OF_YEAR) && !has_any(&label(book, row), RUNNING);
    starts_any(&label(book, last), YEARS) && parts.iter().all(part) && matches!(parts.len(), 4 | 12)
}

fn judge(cx: &mut BookContext<'_>, heads: &[&Row], total: &Row, parts: &[&Row], column: usize) {
    let book = cx.book;
    let titles = heads.iter().filter_map(|row| row.cells.get(column)).map(|cell| book.text(*cell));
    let titles: Vec<&str> = titles.filter(|title| !title.is_empty()).collect();
    // Rates, averages and serial numbers don't add up; a head over several columns stands in the first of them.
    let above =
        heads.iter().flat_map(|row| row.cells.iter().take(column + 1).rev().map(|cell| book.text(*cell)));
    let spans = heads.len() > 1 && above.into_iter().any(|title| has_any(title, NOT_SUMMED));
    if spans || titles.iter().any(|title| has_any(title, NOT_SUMMED)) {
        return;
    }
    let head = titles.last().copied().unwrap_or_default();
    let Some(at) = total.cells.get(column) else { return };
    let Some(stated) = number(book, *at) else { return };
    let mut sum = Decimal::ZERO;
    let mut tolerance = half_unit(stated);
    let mut values = Vec::new();
    for row in parts {
        let Some(cell) = row.cells.get(column) else { return };
        // A dash says that there is none.
        if is_none(book.text(*cell)) {
            continue;
        }
        let Some(value) = number(book, *cell) else { return };
        sum += value;
        values.push(value);
        tolerance += half_unit(value);
    }
    // Whole numbers are counts: they are not rounded.
    let whole = stated.scale() == 0 && sum.scale() == 0;
    let off = (sum - stated).abs();
    if off.is_zero() || (!whole && off <= tolerance) || is_average(stated, sum, &values) {
        return;
    }
    cx.push(
        Finding::new(Place::Source(*at), Confidence::Likely)
            .arg(card::args::COLUMN, head)
            .arg(card::args::STATED, stated)
            .arg(card::args::SUM, sum),
    );
}

/// Whether a total is rather the average of its parts, as of hours of use or of what a unit consumes: it lies between the
/// least and the greatest of them, and far from their sum.
fn is_average(stated: Decimal, sum: Decimal, parts: &[Decimal]) -> bool {
    let between = parts.iter().min() <= Some(&stated) && Some(&stated) <= parts.iter().max();
    between && stated * Decimal::from(NEAR_SUM) < sum * Decimal::from(NEAR_SUM - 1)
}

/// A total that lacks less than one in so many of its sum is no average.
const NEAR_SUM: i64 = 10;

/// A dash in a cell.
fn is_none(cell: &str) -> bool {
    matches!(cell.trim(), "—" | "——" | "－" | "-" | "–" | "/")
}

/// Half of the last place printed: what rounding may hide.
fn half_unit(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}
