//! Totals at the end of rows against the sum of their cells.

use kanwu_plugin::book::{Row, Table};
use kanwu_plugin::context::has_any;
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_row_total as card;
use crate::table::table_words::{NOT_SUMMED_ACROSS, PARTS_OF_YEAR, ROW_TOTALS};
use crate::table_cells::{number, squeezed};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some((total, parts)) = columns(book, table) else { continue };
        let sums: Vec<(&Row, Decimal, Decimal)> = table
            .rows
            .iter()
            .filter_map(|row| {
                let stated = number(book, *row.cells.get(total)?)?;
                let values = row.cells.get(parts.clone())?.iter().map(|cell| number(book, *cell));
                Some((row, stated, values.sum::<Option<Decimal>>()?))
            })
            .collect();
        let right = sums.iter().filter(|(_, stated, sum)| stated == sum).count();
        // What the columns are is known from the rows that add up.
        let quarters = table.header.as_ref().and_then(|h| h.cells.get(parts.clone())).is_some_and(|cells| {
            cells.len() == 4 && cells.iter().all(|c| has_any(&squeezed(book, *c), PARTS_OF_YEAR))
        });
        // Of two rows one that adds up is enough where the total stands last.
        let last = sums.len() == 2 && table.header.as_ref().is_some_and(|h| total + 1 == h.cells.len());
        let told = (quarters || last) && right >= 1 && right + 1 >= sums.len();
        if !told && (right < 2 || right * 3 < sums.len() * 2) {
            continue;
        }
        for (row, stated, sum) in sums.iter().filter(|(_, stated, sum)| stated != sum) {
            let off = (*stated - *sum).abs();
            let rounded = Decimal::new(parts.len() as i64, stated.scale().max(sum.scale()));
            if stated.scale() + sum.scale() > 0 && off <= rounded {
                continue;
            }
            let Some(at) = row.cells.get(total) else { continue };
            let name = row.cells.first().map_or("", |c| book.text(*c));
            let finding = Finding::new(Place::Source(*at), Confidence::Likely)
                .arg(card::args::ROW, name)
                .arg(card::args::STATED, *stated)
                .arg(card::args::SUM, *sum);
            cx.push(finding);
        }
    }
}

/// The column of totals and those that it sums: all between the first column and the last, or all behind the second.
fn columns(book: &Book<'_>, table: &Table) -> Option<(usize, std::ops::Range<usize>)> {
    let heads: Vec<String> = table.header.as_ref()?.cells.iter().map(|c| squeezed(book, *c)).collect();
    let mut totals = (1..heads.len()).filter(|i| ROW_TOTALS.contains(&without_unit(&heads[*i])));
    let (Some(total), None) = (totals.next(), totals.next()) else { return named_total(&heads) };
    let parts = match total {
        1 => 2..heads.len(),
        last if last + 1 == heads.len() => 1..last,
        _ => return None,
    };
    let summed = heads.get(parts.clone())?.iter().all(|h| !has_any(h, NOT_SUMMED_ACROSS));
    (parts.len() >= 2 && summed).then_some((total, parts))
}

/// 村 | 社区 | 村（社区）合计 | 人口: a total that says what it sums, behind the columns that it sums.
fn named_total(heads: &[String]) -> Option<(usize, std::ops::Range<usize>)> {
    let is_total = |head: &str| {
        let bare =
            head.strip_suffix('）').and_then(|head| head.rsplit_once('（')).map_or(head, |(name, _)| name);
        ROW_TOTALS.iter().any(|word| bare.len() > word.len() && bare.ends_with(word))
    };
    let mut totals = (1..heads.len()).filter(|i| is_total(&heads[*i]));
    let (Some(total), None) = (totals.next(), totals.next()) else { return None };
    let parts = 1..total;
    let summed = heads.get(parts.clone())?.iter().all(|h| !has_any(h, NOT_SUMMED_ACROSS));
    (parts.len() >= 2 && summed).then_some((total, parts))
}

/// 合计 of 合计（人）.
fn without_unit(head: &str) -> &str {
    head.split(['（', '(']).next().unwrap_or(head)
}
