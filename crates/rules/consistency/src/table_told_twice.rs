//! Rows of one table that stand in another: a list copied with its neighbour's rows left in.

use kanwu_plugin::book::{Row, Table, squeeze};
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Place, Reads, Rule};
use rustc_hash::FxHashMap;

use crate::card::table_told_twice as card;
use crate::table_rows::is_serial;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many rows one after another make a copy.
const ENOUGH: usize = 3;

/// Cells that say something, of each row.
const FILLED: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut seen: FxHashMap<Vec<String>, (usize, &Row)> = FxHashMap::default();
    let mut findings = Vec::new();
    for (n, table) in book.tables.iter().enumerate() {
        let rows = telling_rows(book, table);
        let copied: Vec<(&Row, &Row)> = rows
            .iter()
            .filter_map(|(row, cells)| Some((*row, seen.get(cells).filter(|(of, _)| *of != n)?.1)))
            .collect();
        // A few rows in common are a firm in two lists; nearly all of a table is a copy.
        let whole = copied.len() >= ENOUGH && copied.len() * 4 >= table.rows.len() * 3;
        if let Some((at, before)) = copied.first().filter(|_| whole) {
            let (Some(at), Some(before)) = (book.block(at.block), book.block(before.block)) else { continue };
            let finding = Finding::new(Place::Source(at.at), Confidence::Likely)
                .arg(card::args::COUNT, copied.len())
                .labelled(Place::Source(before.at), card::labels::TABLE_BEFORE);
            findings.push(finding);
        }
        for (row, cells) in rows {
            seen.entry(cells).or_insert((n, row));
        }
    }
    for finding in findings {
        cx.push(finding);
    }
}

/// The rows of a table that hold enough to be distinct, without serial numbers.
fn telling_rows<'b>(book: &Book<'_>, table: &'b Table) -> Vec<(&'b Row, Vec<String>)> {
    let serial = usize::from(is_serial(book, table));
    let cells =
        |row: &'b Row| row.cells.iter().skip(serial).map(|c| squeeze(book.text(*c))).collect::<Vec<_>>();
    let rows = table.rows.iter().map(|row| (row, cells(row)));
    rows.filter(|(_, cells)| cells.iter().filter(|c| !c.is_empty()).count() >= FILLED).collect()
}
