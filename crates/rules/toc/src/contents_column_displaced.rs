//! Columns of the contents that stand before the heading they belong under.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_column_displaced as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    for run in entries.chunk_by(|a, b| a.displaced == b.displaced) {
        let [first, ..] = run else { continue };
        let Some(last) = run.last().filter(|_| first.displaced) else { continue };
        let finding = Finding::new(Place::Source(first.place()), Confidence::Certain)
            .arg(card::args::TITLE, first.title.as_str())
            .arg(card::args::LAST, last.title.as_str())
            .arg(card::args::COUNT, run.len())
            .labelled(Place::Source(last.place()), card::labels::LAST);
        cx.push(finding);
    }
}
