//! Sister tables whose headers differ in one cell, or whose titles end otherwise.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Row, Table};
use kanwu_plugin::tally::{most, tally};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::table_header_differs as card;
use crate::table_cells::squeezed;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many tables make a majority.
const ENOUGH: usize = 4;

/// Sister tables: headers alike but for one cell, titles that end otherwise.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let headers: Vec<(Vec<String>, &Table, &Row)> = book
        .tables
        .iter()
        .filter_map(|t| Some((t, t.header.as_ref()?)))
        .filter(|(_, h)| h.cells.len() >= 4)
        .map(|(t, h)| (h.cells.iter().map(|c| squeezed(book, *c)).collect(), t, h))
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
            .arg(card::args::FOUND, cells[i].as_str())
            .arg(card::args::WANT, other[i].as_str());
        cx.push(finding);
    }
    for table in &book.tables {
        continued_headers(cx, table);
    }
    for tables in alike.into_values() {
        compare_titles(cx, &tables);
    }
}

/// The header that a continued part repeats, but for one cell.
fn continued_headers(cx: &mut BookContext<'_>, table: &Table) {
    let book = cx.book;
    let Some(header) = table.header.as_ref().filter(|h| h.cells.len() >= 2) else { return };
    let want: Vec<String> = header.cells.iter().map(|c| squeezed(book, *c)).collect();
    for from in &table.continued {
        let Some(row) = table.rows.iter().find(|row| row.block > *from) else { continue };
        let found: Vec<String> = row.cells.iter().map(|c| squeezed(book, *c)).collect();
        let same = found.iter().zip(&want).filter(|(a, b)| a == b).count();
        if found.len() != want.len() {
            continue;
        }
        let odd = || {
            let mut odd = (0..found.len()).filter(|i| found[*i] != want[*i]);
            odd.next().filter(|_| odd.next().is_none() && found.len() > 2)
        };
        let Some(i) = differing(&found, &want).or_else(odd).or_else(|| reordered(&found, &want)) else {
            continue;
        };
        // A row of numbers is no header, nor is one that shares too little with it.
        let figures = found[i].chars().all(|c| !c.is_alphabetic());
        let moved = reordered(&found, &want).is_some();
        if figures || !moved && same * 2 < found.len() || same == 0 {
            continue;
        }
        let Some(at) = row.cells.get(i) else { continue };
        let finding = Finding::new(Place::Source(*at), Confidence::Likely)
            .arg(card::args::FOUND, found[i].as_str())
            .arg(card::args::WANT, want[i].as_str());
        cx.push(finding);
    }
}

/// The first cell that stands elsewhere in the other header of the same cells.
fn reordered(found: &[String], want: &[String]) -> Option<usize> {
    let (mut a, mut b) = (found.to_vec(), want.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    (a == b).then(|| (0..found.len()).find(|i| found[*i] != want[*i])).flatten()
}

/// Of sister tables, the titles that end otherwise than most do.
fn compare_titles(cx: &mut BookContext<'_>, tables: &[&Table]) {
    let book = cx.book;
    let titles: Vec<(Location, String)> = tables
        .iter()
        .filter_map(|t| book.block(t.title?))
        .map(|b| (b.at, squeezed(book, b.at)))
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
            .variant(card::variants::TITLE)
            .arg(card::args::FOUND, title.as_str())
            .arg(card::args::WANT, usual.as_str());
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
