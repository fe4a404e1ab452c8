//! A sentence with figures that stands again in a paragraph near by.

use kanwu_plugin::book::{BlockKind, Book, Reading, ReadingId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};
use rustc_hash::FxHashMap;

use crate::card::sentence_repeated_nearby as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Shorter sentences may be alike by chance.
const ENOUGH: usize = 9;

/// So many digits make it a sentence that tells one thing.
const DIGITS: usize = 2;

/// Farther apart, a fact may be told again on purpose.
const NEAR: u32 = 8;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut places: FxHashMap<&str, Vec<(ReadingId, Span)>> = FxHashMap::default();
    for (n, reading) in book.readings.iter().enumerate() {
        let text = matches!(reading.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem);
        if text && reading.zone == Zone::Prose {
            sentences(reading, ReadingId(n as u32), &mut places);
        }
    }
    let mut found: Vec<(ReadingId, Span, ReadingId, Span)> = Vec::new();
    for (sentence, places) in places {
        // What stands in many places is a form that the book repeats on purpose.
        let [(first, there), (second, here)] = places.as_slice() else { continue };
        let near = first != second && second.0 - first.0 <= NEAR && of_one_part(book, *first, *second);
        if near && !(is_whole(book, *first, sentence) && is_whole(book, *second, sentence)) {
            found.push((*second, *here, *first, *there));
        }
    }
    found.sort_unstable_by_key(|(id, span, ..)| (*id, span.start));
    for (id, span, first, there) in found {
        let text = book.reading(id).map_or("", |reading| span.of_text(&reading.text));
        let finding = Finding::new(Place::Reading(id, span), Confidence::Likely)
            .arg(card::args::FOUND, text)
            .labelled(Place::Reading(first, there), card::labels::FIRST);
        cx.push(finding);
    }
}

/// Adds the sentences of a paragraph that are worth comparing.
fn sentences<'b>(
    reading: &'b Reading<'_>,
    id: ReadingId,
    places: &mut FxHashMap<&'b str, Vec<(ReadingId, Span)>>,
) {
    let text: &'b str = &reading.text;
    let mut from = reading.head.end as usize;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('。')).map(|at| from + at) {
        let whole = &text[from..at];
        let sentence = whole.trim_start();
        let start = from + whole.len() - sentence.len();
        from = at + '。'.len_utf8();
        let digits = sentence.bytes().filter(u8::is_ascii_digit).count();
        if digits >= DIGITS && sentence.chars().nth(ENOUGH - 1).is_some() {
            places.entry(sentence).or_default().push((id, Span::of(start..from)));
        }
    }
}

/// Whether two paragraphs stand in one 分目.
fn of_one_part(book: &Book<'_>, a: ReadingId, b: ReadingId) -> bool {
    let place = |id: ReadingId| {
        let block = book.block(book.reading(id)?.block)?;
        Some((block.at.source, block.category, block.section))
    };
    place(a) == place(b)
}

/// Whether a paragraph says nothing else: repeated paragraphs are another rule's.
fn is_whole(book: &Book<'_>, id: ReadingId, sentence: &str) -> bool {
    let body = book.reading(id).and_then(|r| r.text.get(r.head.end as usize..)).unwrap_or_default();
    body.trim().strip_suffix('。') == Some(sentence)
}
