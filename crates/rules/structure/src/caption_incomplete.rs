//! 图片说明 without a time or a place.

use kanwu_plugin::book::{BlockKind, Reading, ReadingId, Zone};
use kanwu_plugin::context::has_any;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};
use rustc_hash::FxHashSet;

use crate::card::caption_incomplete as card;
use crate::table::caption_words::{EVENTS, PLACE_SIGNS, TIMES};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, check);

/// A shorter caption names a thing: 清河大桥.
const SHORTEST: usize = 10;

/// With fewer captions that have a time, a book has no such habit.
const FEWEST: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let is_caption =
        |reading: &&Reading<'_>| reading.kind == BlockKind::Caption && reading.zone == Zone::Caption;
    let all = || book.readings.iter().filter(is_caption);
    let timed = all().filter(|reading| has_time(&reading.text)).count();
    if timed < FEWEST || timed * 2 < all().count() {
        return;
    }
    let named: FxHashSet<ReadingId> =
        cx.index.names().mentions().iter().map(|mention| mention.reading).collect();
    let mut found = Vec::new();
    for (n, reading) in book.readings.iter().enumerate().filter(|(_, reading)| is_caption(reading)) {
        let text = &*reading.text;
        // What shows no event needs neither.
        if text.chars().count() < SHORTEST || !has_any(text, EVENTS) {
            continue;
        }
        let id = ReadingId(n as u32);
        let placed = named.contains(&id) || has_any(text, PLACE_SIGNS);
        let lacks = match (has_time(text), placed) {
            (true, true) => continue,
            (false, true) => None,
            (true, false) => Some(card::variants::PLACE),
            (false, false) => Some(card::variants::BOTH),
        };
        found.push((id, Span::of(0..text.trim_end().len()), lacks));
    }
    for (id, span, lacks) in found {
        let finding = Finding::new(Place::Reading(id, span), Confidence::Likely);
        cx.push(match lacks {
            Some(variant) => finding.variant(variant),
            None => finding,
        });
    }
}

/// A month, a year or a word of time.
fn has_time(text: &str) -> bool {
    let figure = |mark: char| {
        text.match_indices(mark).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default().trim_end();
            before.ends_with(|c: char| c.is_ascii_digit() || han::is_figure(c))
        })
    };
    figure(han::MONTH) || figure(han::YEAR) || figure(han::DAY) || has_any(text, TIMES)
}
