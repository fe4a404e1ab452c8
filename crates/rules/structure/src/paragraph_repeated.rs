//! A paragraph, or the text of an entry, that stands twice in the book.

use kanwu_plugin::book::{BlockKind, Book, Entry, Reading, ReadingId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};
use rustc_hash::FxHashMap;

use crate::card::paragraph_repeated as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Shorter paragraphs may be alike by chance.
const ENOUGH: usize = 34;
/// The editorial spec says nothing twice.
const ENOUGH_IN_FRONT: usize = 20;
/// Under one title, so many characters are no chance.
const ENOUGH_TITLED: usize = 14;

/// The entry that a paragraph is the first of.
fn opening_entry<'b>(book: &'b Book<'_>, reading: &Reading<'_>) -> Option<&'b Entry> {
    let entry = book.block(reading.block)?.entry.and_then(|entry| book.entries.get(entry.index()))?;
    let behind_head = reading.block.index() == entry.block.index() + 1;
    (reading.kind == BlockKind::EntryHead || behind_head).then_some(entry)
}

/// Set forms, such as 全年未发生安全生产事故, have no figures.
fn tells_figures(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 1
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    // By title, where the text is short, and text.
    let mut places: FxHashMap<(&str, &str), Vec<(ReadingId, Span)>> = FxHashMap::default();
    for (n, reading) in book.readings.iter().enumerate() {
        let text = matches!(reading.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem);
        if !text || !matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::FrontMatter) {
            continue;
        }
        let whole = reading.text.trim_end();
        let (body, end) =
            (whole.get(reading.head.end as usize..).unwrap_or_default().trim_start(), whole.len());
        let enough = if reading.zone == Zone::FrontMatter { ENOUGH_IN_FRONT } else { ENOUGH };
        let title = || opening_entry(book, reading).filter(|_| tells_figures(body));
        let key = if !body.ends_with('。') {
            None
        } else if body.chars().nth(enough - 1).is_some() {
            Some(("", body))
        } else if body.chars().nth(ENOUGH_TITLED - 1).is_some() {
            title().map(|entry| (entry.title.as_str(), body))
        } else {
            None
        };
        if let Some(key) = key {
            places.entry(key).or_default().push((ReadingId(n as u32), Span::of(0..end)));
        }
    }
    // What stands in many places is a form that the book repeats on purpose.
    places.retain(|_, places| places.len() == 2);
    let mut twice: Vec<_> = places.into_iter().collect();
    twice.sort_unstable_by_key(|(key, _)| *key);
    for ((title, body), places) in twice {
        let [(first, at), (id, span)] = places.as_slice() else { continue };
        // Within one entry short paragraphs may be alike.
        let entry = |id: ReadingId| book.block(book.reading(id)?.block)?.entry;
        if !title.is_empty() && entry(*first) == entry(*id) {
            continue;
        }
        // In a heap of single texts the same notice may be given twice.
        if book.categories.is_empty() && id.0 > first.0 + 1 {
            continue;
        }
        let words: String = body.chars().take(12).collect();
        let finding = Finding::new(Place::Reading(*id, *span), Confidence::Likely)
            .arg(card::args::FOUND, words)
            .labelled(Place::Reading(*first, *at), card::labels::FIRST);
        cx.push(finding);
    }
}
