//! 序号 of a table that skip or repeat.

use kanwu_plugin::book::{Book, Table};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::table_serial_gap as card;
use crate::table::table_words::SERIAL_COLUMNS;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

struct Last {
    value: u32,
    at: Location,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in book.tables.iter().filter(|t| is_numbered(book, t)) {
        let mut last: Option<Last> = None;
        // What should have stood where the row before has a number out of order.
        let mut wanted: Option<u32> = None;
        for row in &table.rows {
            let Some(cell) = row.cells.first() else { continue };
            let text = book.text(*cell);
            let Some(value) = serial(book, *cell) else { continue };
            let before = last.replace(Last { value, at: *cell });
            let expected = wanted.take();
            let Some(before) = before.filter(|b| value != b.value + 1 && value != 1) else { continue };
            // Only the number before is wrong where this one goes on from the ones before that.
            if expected.is_some_and(|n| value == n + 1) {
                continue;
            }
            // A row that stands twice is another fault.
            if rest_of(book, before.at) == rest_of(book, *cell) {
                continue;
            }
            wanted = Some(before.value + 1);
            let finding = Finding::new(Place::Source(*cell), Confidence::Certain)
                .arg(card::args::FOUND, text)
                .arg(card::args::BEFORE, before.value)
                .arg(card::args::WANT, before.value + 1)
                .labelled(Place::Source(before.at), card::labels::ROW_BEFORE);
            cx.push(finding);
        }
    }
}

fn serial(book: &Book<'_>, cell: Location) -> Option<u32> {
    let text = book.text(cell);
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The line that a cell opens.
fn rest_of<'m>(book: &Book<'m>, cell: Location) -> &'m str {
    book.block_at(cell).map_or("", |(_, block)| book.text(block.at))
}

/// Whether the first column numbers the rows: most follow the row before, or stand where they would if one
/// were right.
fn is_numbered(book: &Book<'_>, table: &Table) -> bool {
    let Some(head) = table.header.as_ref().and_then(|h| h.cells.first()) else { return false };
    let head: String = book.text(*head).chars().filter(|c| !c.is_whitespace()).collect();
    if !SERIAL_COLUMNS.contains(&head.as_str()) {
        return false;
    }
    // A total or a heading between the rows has no number.
    let values: Vec<u32> = table.rows.iter().filter_map(|r| serial(book, *r.cells.first()?)).collect();
    let follow = values.windows(2).filter(|w| w[0].checked_add(1) == Some(w[1])).count();
    let placed = values.iter().enumerate().filter(|(i, v)| i64::from(**v) == *i as i64 + 1).count();
    values.len() > 2
        && values.len() * 2 > table.rows.len()
        && (follow * 10 >= (values.len() - 1) * 7 || placed > 2 && placed + 1 >= values.len())
}
