//! Words that the office's own list has as such to be looked at wherever they stand.

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::text::{Term, Terms};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::house_word_watched as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let watched = &cx.settings.words.watch;
    if watched.is_empty() {
        return;
    }
    let terms = Terms::new(watched.iter().map(|word| Term { word: &word.word, data: word }).collect());
    let mut found = Vec::new();
    for (id, reading) in cx.book.readings.iter().enumerate() {
        terms.find(&reading.text, |word, span| found.push((ReadingId(id as u32), span, word)));
    }
    for (id, span, word) in found {
        let finding = Finding::new(Place::Reading(id, span), Confidence::Likely)
            .arg(card::args::FOUND, word.word.as_str())
            .arg(card::args::NOTE, word.note.as_str());
        cx.push(finding);
    }
}
