//! A table row that stands twice.

use kanwu_plugin::book::{Row, squeeze};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};
use rustc_hash::FxHashMap;

use crate::card::repeated_table_row as card;
use crate::table_rows::is_serial;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let serial = is_serial(book, table);
        let mut seen: FxHashMap<Vec<String>, &Row> = FxHashMap::default();
        for row in &table.rows {
            let cells: Vec<String> =
                row.cells.iter().skip(usize::from(serial)).map(|c| squeeze(book.text(*c))).collect();
            let filled = cells.iter().filter(|c| !c.is_empty()).count();
            let chars: usize = cells.iter().map(|c| c.chars().count()).sum();
            let digits = cells.iter().any(|c| c.bytes().any(|b| b.is_ascii_digit()));
            if filled < 2 || chars < if digits { 6 } else { 5 } {
                continue;
            }
            if let Some(first) = seen.get(&cells) {
                let (Some(at), Some(before)) = (book.block(row.block), book.block(first.block)) else {
                    continue;
                };
                let finding = Finding::new(Place::Source(at.at), Confidence::Certain)
                    .arg(card::args::ROW, cells.join("　"))
                    .labelled(Place::Source(before.at), card::labels::SAME_ROW);
                cx.push(finding);
            } else {
                seen.insert(cells, row);
            }
        }
    }
}
