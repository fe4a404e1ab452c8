//! A cell with a unit of its own under a head that names another.

use kanwu_plugin::book::{Book, Table};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_cell_unit as card;
use crate::table::table_words::CELL_UNITS;
use crate::table_cells::{number, squeezed};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let heads = table.header.as_ref().map(|h| h.cells.as_slice()).unwrap_or_default();
        let overall = unit_above(book, table);
        for (column, head) in heads.iter().enumerate() {
            let head = squeezed(book, *head);
            let own = head.strip_suffix(['）', ')']).and_then(|h| h.rsplit(['（', '(']).next());
            let unit = own.or(overall.as_ref().map(|(unit, _)| unit.as_str()).filter(|_| column > 0));
            let Some(unit) = unit.filter(|unit| CELL_UNITS.contains(unit)) else { continue };
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(column));
            let bare = cells().filter(|c| book.text(**c).parse::<f64>().is_ok()).count();
            let other: Vec<_> = cells()
                .filter_map(|cell| {
                    let text = squeezed(book, *cell);
                    let own = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                    let counted = own.len() < text.len() && CELL_UNITS.contains(&own);
                    counted.then(|| (*cell, own.to_owned()))
                })
                .collect();
            if unit == "%" {
                fractions(cx, table, column);
            }
            // One cell of a column of bare numbers says the unit of the head again.
            if let ([(cell, own)], true) = (other.as_slice(), bare > 1)
                && own == unit
            {
                let finding = Finding::new(Place::Source(*cell), Confidence::Likely)
                    .variant(card::variants::AGAIN)
                    .arg(card::args::FOUND, own.as_str())
                    .arg(card::args::WANT, unit);
                cx.push(finding);
                continue;
            }
            let other: Vec<_> = other.into_iter().filter(|(_, own)| own != unit).collect();
            if bare == 0 || other.len() > bare {
                continue;
            }
            for (cell, own) in other {
                let finding = Finding::new(Place::Source(cell), Confidence::Likely)
                    .arg(card::args::FOUND, own)
                    .arg(card::args::WANT, unit);
                cx.push(finding);
            }
        }
    }
}

/// In a column of percentages, one that is written as a fraction: 0.971 among 93.5 and 98.6.
fn fractions(cx: &mut BookContext<'_>, table: &Table, column: usize) {
    let book = cx.book;
    let cells: Vec<(Location, Decimal)> = table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter_map(|cell| Some((*cell, number(book, *cell)?)))
        .collect();
    let small = |value: &Decimal| *value > Decimal::ZERO && *value < Decimal::ONE;
    let (odd, others): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(_, value)| small(value));
    let ([(cell, value)], true) = (odd.as_slice(), others.len() > 1) else { return };
    let (Some(least), Some(most)) = (others.iter().map(|o| o.1).min(), others.iter().map(|o| o.1).max())
    else {
        return;
    };
    // As a percentage it would be like the others.
    let (whole, near) = (*value * Decimal::ONE_HUNDRED, Decimal::new(12, 1));
    if least < Decimal::TEN || whole * near < least || whole > most * near {
        return;
    }
    let finding = Finding::new(Place::Source(*cell), Confidence::Likely)
        .variant(card::variants::FRACTION)
        .arg(card::args::FOUND, value.to_string())
        .arg(card::args::WANT, whole.normalize().to_string());
    cx.push(finding);
}

/// （单位：千克） in the title, or on a line of its own below it, holds for all columns.
pub(crate) fn unit_above(book: &Book<'_>, table: &Table) -> Option<(String, Location)> {
    let first = table.header.as_ref().map_or(0, |h| h.block.index());
    let above = book.blocks[first.saturating_sub(2)..first.min(book.blocks.len())].iter().rev();
    above.filter_map(|block| Some((unit_of_all(&squeezed(book, block.at))?, block.at))).next()
}

/// The unit that a title names for the whole table.
fn unit_of_all(title: &str) -> Option<String> {
    let (_, unit) = title.rsplit_once("单位：").or_else(|| title.rsplit_once("单位:"))?;
    let unit = unit.trim_end_matches(['）', ')']);
    CELL_UNITS.contains(&unit).then(|| unit.to_owned())
}
