//! A table row that stands twice.

use std::collections::HashMap;

use kanwu_plugin::book::{Row, Table, squeeze};
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("repeated-table-row", check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let serial = is_serial(book, table);
        let mut seen: HashMap<Vec<String>, &Row> = HashMap::new();
        for row in &table.rows {
            let cells: Vec<String> =
                row.cells.iter().skip(usize::from(serial)).map(|c| squeeze(book.text(*c))).collect();
            let filled = cells.iter().filter(|c| !c.is_empty()).count();
            let chars: usize = cells.iter().map(|c| c.chars().count()).sum();
            if filled < 2 || chars < 6 {
                continue;
            }
            if let Some(first) = seen.get(&cells) {
                let (Some(at), Some(before)) = (book.block(row.block), book.block(first.block)) else {
                    continue;
                };
                let finding = Finding::new(Place::Source(at.at), Confidence::Certain)
                    .arg("row", cells.join("　"))
                    .related(Place::Source(before.at), "与这一行相同", "the same as this row");
                cx.push(finding);
            } else {
                seen.insert(cells, row);
            }
        }
    }
}

/// Whether the first column only counts the rows.
pub(crate) fn is_serial(book: &Book<'_>, table: &Table) -> bool {
    let first = |row: &Row| row.cells.first().map(|c| book.text(*c).trim().to_owned()).unwrap_or_default();
    !table.rows.is_empty()
        && table.rows.iter().all(|r| {
            let cell = first(r);
            !cell.is_empty() && cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit())
        })
}
