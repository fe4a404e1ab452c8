//! A cell with a unit of its own under a head that names another.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::table_cell_unit as card;
use crate::table::table_words::CELL_UNITS;
use crate::table_cells::squeezed;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let heads = table.header.as_ref().map(|h| h.cells.as_slice()).unwrap_or_default();
        for (column, head) in heads.iter().enumerate() {
            let head = squeezed(book, *head);
            let unit = head.strip_suffix(['）', ')']).and_then(|h| h.rsplit(['（', '(']).next());
            let Some(unit) = unit.filter(|unit| CELL_UNITS.contains(unit)) else { continue };
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(column));
            let bare = cells().filter(|c| book.text(**c).parse::<f64>().is_ok()).count();
            let other: Vec<_> = cells()
                .filter_map(|cell| {
                    let text = squeezed(book, *cell);
                    let own = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                    let counted = own.len() < text.len() && own != unit && CELL_UNITS.contains(&own);
                    counted.then(|| (*cell, own.to_owned()))
                })
                .collect();
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
