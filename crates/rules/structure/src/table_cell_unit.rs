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
        // （单位：千克） in the title, or on a line of its own below it, holds for all columns.
        let first = table.header.as_ref().map_or(0, |h| h.block.index());
        let above = book.blocks[first.saturating_sub(2)..first.min(book.blocks.len())].iter().rev();
        let overall = above.filter_map(|block| unit_of_all(&squeezed(book, block.at))).next();
        for (column, head) in heads.iter().enumerate() {
            let head = squeezed(book, *head);
            let own = head.strip_suffix(['）', ')']).and_then(|h| h.rsplit(['（', '(']).next());
            let unit = own.or(overall.as_deref().filter(|_| column > 0));
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

/// The unit that a title names for the whole table.
fn unit_of_all(title: &str) -> Option<String> {
    let (_, unit) = title.rsplit_once("单位：").or_else(|| title.rsplit_once("单位:"))?;
    let unit = unit.trim_end_matches(['）', ')']);
    CELL_UNITS.contains(&unit).then(|| unit.to_owned())
}
