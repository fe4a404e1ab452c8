//! Tables whose rows or headers don't fit the others.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Book, Row, Table};
use kanwu_plugin::tally::{most, tally};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::totals::is_total;

pub(crate) const WIDTH: Rule = Rule::book("table-row-width", width);
pub(crate) const EMPTY: Rule = Rule::book("table-cell-empty", empty);
pub(crate) const SISTER: Rule = Rule::book("table-header-differs", sister);
pub(crate) const DITTO: Rule = Rule::book("table-ditto", ditto);

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
    let rows = table.rows.len() + usize::from(table.header.is_some());
    let (want, most) = most(table.header.iter().chain(&table.rows).map(|row| row.cells.len()))?;
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

/// Sister tables: headers alike but for one cell, titles that end otherwise.
fn sister(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let headers: Vec<(Vec<String>, &Table, &Row)> = book
        .tables
        .iter()
        .filter_map(|t| Some((t, t.header.as_ref()?)))
        .filter(|(_, h)| h.cells.len() >= 4)
        .map(|(t, h)| (h.cells.iter().map(|c| squeeze(book, *c)).collect(), t, h))
        .collect();
    let counts = tally(headers.iter().map(|(cells, ..)| cells.as_slice()));
    let mut alike: BTreeMap<&[String], Vec<&Table>> = BTreeMap::new();
    for (cells, table, row) in &headers {
        let own = counts[cells.as_slice()];
        let usual = counts
            .iter()
            .filter(|(other, n)| other.len() == cells.len() && **n >= own * 2 && **n >= ENOUGH)
            .find_map(|(other, _)| differing(cells, other).map(|i| (i, *other)));
        alike.entry(usual.map_or(cells, |(_, other)| other)).or_default().push(table);
        let Some((i, other)) = usual else { continue };
        let Some(at) = row.cells.get(i) else { continue };
        let finding = Finding::new(Place::Source(*at), Confidence::Likely)
            .arg("found", cells[i].as_str())
            .arg("want", other[i].as_str());
        cx.push(finding);
    }
    for tables in alike.into_values() {
        titles(cx, &tables);
    }
}

/// Of sister tables, the titles that end otherwise than most do.
fn titles(cx: &mut BookContext<'_>, tables: &[&Table]) {
    let book = cx.book;
    let titles: Vec<(Location, String)> = tables
        .iter()
        .filter_map(|t| book.block(t.title?))
        .map(|b| (b.at, squeeze(book, b.at)))
        .filter(|(_, title)| title.chars().count() > KIND)
        .collect();
    let kind = |title: &str| title.chars().rev().take(KIND).collect::<Vec<char>>();
    let Some((want, most)) = most(titles.iter().map(|(_, title)| kind(title))) else { return };
    if most < ENOUGH || most < (titles.len() - most) * 4 {
        return;
    }
    let usual: String = want.iter().rev().collect();
    for (at, title) in titles.iter().filter(|(_, title)| kind(title) != want) {
        let finding = Finding::new(Place::Source(*at), Confidence::Likely)
            .variant("title")
            .arg("found", title.as_str())
            .arg("want", usual.as_str());
        cx.push(finding);
    }
}

/// Characters at the end of a table's title that say what kind of table it is: 名录, 情况, 统计.
const KIND: usize = 2;

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
