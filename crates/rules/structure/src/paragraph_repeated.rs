//! A paragraph, or the text of an entry, that stands twice in the book.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, ReadingId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::paragraph_repeated as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Shorter paragraphs may be alike by chance.
const ENOUGH: usize = 34;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut places: BTreeMap<&str, Vec<(ReadingId, Span)>> = BTreeMap::new();
    for (n, reading) in book.readings.iter().enumerate() {
        let text = matches!(reading.kind, BlockKind::Paragraph | BlockKind::EntryHead | BlockKind::ListItem);
        if !text || !matches!(reading.zone, Zone::Prose | Zone::Chronicle) {
            continue;
        }
        let body = reading.text.get(reading.head.end as usize..).unwrap_or_default().trim();
        let Some(end) = reading.text.rfind(body).map(|at| at + body.len()) else { continue };
        if body.chars().count() >= ENOUGH && body.ends_with('。') {
            places.entry(body).or_default().push((ReadingId(n as u32), Span::of(0..end)));
        }
    }
    // What stands in many places is a form that the book repeats on purpose.
    for (body, places) in places {
        let [(first, at), (id, span)] = places.as_slice() else { continue };
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
