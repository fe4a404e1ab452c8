//! Tables whose rows or headers don't fit the others.

use std::collections::BTreeMap;

use kanwu_rule::book::{Book, Row, Table};
use kanwu_rule::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::totals::is_total;

pub(crate) const WIDTH: Rule = Rule::book("table-row-width", &["found", "want"], width);
pub(crate) const EMPTY: Rule = Rule::book("table-cell-empty", &["column"], empty);
pub(crate) const SISTER: Rule = Rule::book("table-header-differs", &["found", "want"], sister);
pub(crate) const DITTO: Rule = Rule::book("table-ditto", &["found"], ditto);

/// So many rows make a majority.
const ENOUGH: usize = 4;

fn width(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(want) = usual_width(table) else { continue };
        for row in table.header.iter().chain(&table.rows).filter(|r| r.cells.len() != want) {
            // A row of one cell is a heading inside the table.
            let Some(block) = book.block(row.block).filter(|_| row.cells.len() > 1) else { continue };
            let finding = Finding::new(Place::Source(block.at), Confidence::Certain)
                .arg("found", row.cells.len().to_string())
                .arg("want", want.to_string());
            cx.push(finding);
        }
    }
}

/// The number of cells that nine rows in ten have.
fn usual_width(table: &Table) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in table.header.iter().chain(&table.rows) {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    let rows = table.rows.len() + usize::from(table.header.is_some());
    let (want, most) = counts.into_iter().max_by_key(|(_, n)| *n)?;
    let others = rows - most;
    (most >= ENOUGH && others <= 1.max(rows / 10)).then_some(want)
}

/// A cell without text in a column that is otherwise full.
fn empty(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(want) = usual_width(table).filter(|w| *w > 1 && table.rows.len() >= 5) else { continue };
        let rows: Vec<&Row> = table.rows.iter().filter(|r| r.cells.len() == want).collect();
        for column in 0..want {
            let bare: Vec<Location> = rows
                .iter()
                .filter_map(|r| r.cells.get(column))
                .filter(|c| c.span.is_empty())
                .copied()
                .collect();
            let head = table.header.as_ref().and_then(|h| h.cells.get(column)).map_or("", |c| book.text(*c));
            let free = ["备注", "注", "说明"].contains(&head);
            if bare.len() != 1 || free {
                continue;
            }
            let at = bare[0];
            let row = rows.iter().find(|r| r.cells.get(column) == Some(&at));
            // A total is not numbered.
            let total = |r: &&Row| r.cells.iter().any(|c| is_total(&squeeze(book, *c)));
            let Some(block) = row.filter(|r| column > 0 || !total(r)).and_then(|r| book.block(r.block))
            else {
                continue;
            };
            cx.push(Finding::new(Place::Source(block.at), Confidence::Likely).arg("column", head));
        }
    }
}

/// Sister tables: headers alike but for one cell.
fn sister(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let headers: Vec<(Vec<String>, &Row)> = book
        .tables
        .iter()
        .filter_map(|t| t.header.as_ref())
        .filter(|h| h.cells.len() >= 4)
        .map(|h| (h.cells.iter().map(|c| squeeze(book, *c)).collect(), h))
        .collect();
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for (cells, _) in &headers {
        *counts.entry(cells).or_default() += 1;
    }
    for (cells, row) in &headers {
        let own = counts[cells.as_slice()];
        let usual = counts
            .iter()
            .filter(|(other, n)| other.len() == cells.len() && **n >= own * 2 && **n >= ENOUGH)
            .find_map(|(other, _)| differing(cells, other).map(|i| (i, *other)));
        let Some((i, other)) = usual else { continue };
        let Some(at) = row.cells.get(i) else { continue };
        let finding = Finding::new(Place::Source(*at), Confidence::Likely)
            .arg("found", cells[i].as_str())
            .arg("want", other[i].as_str());
        cx.push(finding);
    }
}

/// The only cell in which two headers differ.
fn differing(a: &[String], b: &[String]) -> Option<usize> {
    let mut at = (0..a.len()).filter(|i| a[*i] != b[*i]);
    let first = at.next()?;
    let shared = a[first].chars().any(|c| b[first].contains(c));
    (at.next().is_none() && shared).then_some(first)
}

fn ditto(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for cell in book.tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.cells) {
        let text = book.text(*cell);
        if matches!(text, "同上" | "同左" | "同右" | "〃" | "″" | "同前") {
            cx.push(Finding::new(Place::Source(*cell), Confidence::Certain).arg("found", text));
        }
    }
}

fn squeeze(book: &Book<'_>, at: Location) -> String {
    book.text(at).chars().filter(|c| !c.is_whitespace()).collect()
}
