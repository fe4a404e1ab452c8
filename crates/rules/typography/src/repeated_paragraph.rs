//! A paragraph that repeats the one before it.

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span, Zone};

use crate::card::repeated_paragraph as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A shorter paragraph may be repeated on purpose, in characters.
const LEAST: usize = 16;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut previous = "";
    for (n, reading) in book.readings.iter().enumerate() {
        let text = reading.text.as_ref();
        let whole = text.trim();
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::Verbatim) {
            previous = "";
            continue;
        }
        let sentence = whole.ends_with('。') && whole.chars().nth(LEAST).is_some();
        if sentence && previous.ends_with(whole) {
            let start = text.len() - text.trim_start().len();
            let place = Place::Reading(ReadingId(n as u32), Span::of(start..start + whole.len()));
            cx.push(Finding::new(place, Confidence::Certain));
        }
        previous = whole;
    }
}
