//! Numbers of one column with other decimal places than the rest.

use kanwu_plugin::book::{Book, Table};
use kanwu_plugin::reading::unit::parse_unit;
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_column_decimals as card;
use crate::table_cells::{is_total, label, number};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many numbers make a column's habit.
const ENOUGH: usize = 5;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut findings = Vec::new();
    for table in &book.tables {
        // Where each row has a unit of its own a column holds unlike things.
        let units = table.rows.iter().flat_map(|r| &r.cells).filter(|c| parse_unit(book.text(**c)).is_some());
        if units.count() * 2 > table.rows.len() {
            continue;
        }
        let heads: Vec<&str> = table.header.iter().flat_map(|h| &h.cells).map(|c| book.text(*c)).collect();
        for (column, head) in heads.iter().enumerate().filter(|(_, h)| h.contains(['（', '('])) {
            findings.extend(odd(book, table, column).into_iter().map(|(at, found, want)| {
                Finding::new(Place::Source(at), Confidence::Likely)
                    .arg(card::args::COLUMN, *head)
                    .arg(card::args::FOUND, found)
                    .arg(card::args::WANT, want)
            }));
        }
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

/// Numbers whose decimal places are not those of four in five, with both counts.
fn odd(book: &Book<'_>, table: &Table, column: usize) -> Vec<(Location, u32, u32)> {
    let parts = table.rows.iter().filter(|r| !is_total(&label(book, r)));
    let numbers: Vec<(Location, Decimal)> = parts
        .filter_map(|r| r.cells.get(column))
        .filter_map(|cell| Some((*cell, number(book, *cell)?)))
        // Nothing and all are printed without places.
        .filter(|(_, n)| !n.is_zero() && *n != Decimal::ONE_HUNDRED)
        .collect();
    let Some((want, most)) = most(numbers.iter().map(|(_, n)| n.scale())) else { return Vec::new() };
    if want == 0 || most < ENOUGH || most < (numbers.len() - most) * 4 {
        return Vec::new();
    }
    numbers.into_iter().filter(|(_, n)| n.scale() != want).map(|(at, n)| (at, n.scale(), want)).collect()
}
