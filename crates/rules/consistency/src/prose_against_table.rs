//! A figure of the text against a table: 荷塘镇养殖水面860公顷, and in the table 680.

use kanwu_plugin::context::tail;
use kanwu_plugin::index::facts::{Observation, Origin};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::prose_against_table as card;
use crate::one_thing::in_table;
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// Of figures with the same digits so many are compared with each other.
const MOST: usize = 48;

/// Characters of the words before a figure that the message shows.
const WORDS: usize = 24;

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut findings = Vec::new();
    for group in cx.index.facts().alike_in_digits() {
        let is_cell = |o: &&Observation| matches!(o.origin, Origin::Cell { .. });
        let (cells, prose): (Vec<&Observation>, Vec<&Observation>) = group.into_iter().partition(is_cell);
        for told in prose.iter().take(MOST) {
            let differs = |cell: &&&Observation| {
                cell.figure.value != told.figure.value
                    && !cell.agrees(told)
                    && in_table(book, told, cell, digits(told, cell))
            };
            // Where a table has the figure too, the text has it from there.
            let same =
                |cell: &&Observation| cell.agrees(told) && in_table(book, told, cell, digits(told, cell));
            let Some(cell) = cells.iter().take(MOST).find(differs) else { continue };
            if cells.iter().take(MOST).any(same) {
                continue;
            }
            let finding = Finding::new(told_at(told), Confidence::Likely)
                .arg(card::args::WORDS, tail(told.before(book).trim(), WORDS))
                .arg(card::args::FOUND, told.printed(book))
                .arg(card::args::CELL, cell.printed(book))
                .labelled(told_at(cell), card::labels::CELL);
            findings.push(finding);
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}

/// How many digits of the figures tell.
fn digits(a: &Observation, b: &Observation) -> u8 {
    a.significant().max(b.significant())
}
