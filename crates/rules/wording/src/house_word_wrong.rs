//! Words that the office's own list has as wrong: 青石乡 for 青石镇.

use kanwu_plugin::book::{ReadingId, squeeze};
use kanwu_plugin::text::{Term, Terms};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::house_word_wrong as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let year = cx.settings.record_year();
    let listed: Vec<_> = cx.settings.words.wrong.iter().filter(|word| word.holds_in(year)).collect();
    if listed.is_empty() {
        return;
    }
    let terms = Terms::new(listed.iter().map(|word| Term { word: &word.wrong, data: *word }).collect());
    let book = cx.book;
    let mut found = Vec::new();
    for (id, reading) in book.readings.iter().enumerate() {
        let category = book.block(reading.block).and_then(|block| book.category_of(block));
        let title = category.map(|category| squeeze(&category.title));
        terms.find(&reading.text, |word, span| {
            let here = word.categories.is_empty()
                || word.categories.iter().any(|category| title.as_ref() == Some(&squeeze(category)));
            if here && !is_in_right_form(&reading.text, span, &word.wrong, &word.right) {
                found.push((ReadingId(id as u32), span, word));
            }
        });
    }
    for (id, span, word) in found {
        let finding = Finding::new(Place::Reading(id, span), Confidence::Certain)
            .arg(card::args::FOUND, word.wrong.as_str())
            .arg(card::args::WANT, word.right.as_str())
            .arg(card::args::NOTE, word.note.as_str())
            .fix_at(Place::Reading(id, span), word.right.as_str());
        cx.push(finding);
    }
}

/// Whether the wrong form stands inside the right one: 发改委 in 发改委员会.
fn is_in_right_form(text: &str, span: Span, wrong: &str, right: &str) -> bool {
    right.match_indices(wrong).any(|(at, _)| {
        let from = (span.start as usize).checked_sub(at);
        from.and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(right))
    })
}
