//! Titles of entries that are longer than is easily read.

use kanwu_plugin::book::EntryForm;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::entry_title_long as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Characters that a title may have before it is called long.
const LIMIT: usize = 18;

fn check(cx: &mut BookContext<'_>) {
    for entry in cx.book.entries.iter().filter(|e| e.form != EntryForm::Bare) {
        let length = entry.title.chars().filter(|c| !c.is_whitespace()).count();
        // Names of documents and bodies can't be cut.
        if length > LIMIT && !entry.title.contains(['《', '会']) {
            let finding = Finding::new(Place::Source(entry.at), Confidence::Guess)
                .arg(card::args::TITLE, entry.title.as_str())
                .arg(card::args::LENGTH, length);
            cx.push(finding);
        }
    }
}
