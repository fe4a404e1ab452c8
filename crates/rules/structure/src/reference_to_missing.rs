//! 见表4, 见附录三, where the book has no such table or appendix.

use std::collections::BTreeSet;

use kanwu_plugin::book::{BlockKind, ReadingId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::reference_to_missing as card;
use crate::numbered_label::label;
use crate::table::table_words::{REFERENCE_KINDS, REFERENCES};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A part of a book refers to what stands elsewhere: so many 类目 there must be.
const ENOUGH: usize = 2;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    if book.categories.len() < ENOUGH {
        return;
    }
    let mut there: BTreeSet<(&str, &str, u32)> = BTreeSet::new();
    for block in &book.blocks {
        let body = book.text(block.at).trim_start_matches(['*', '#', ' ', '　', '【', '（', '|', '〔', '■']);
        if let Some(found) = label(body, REFERENCE_KINDS).filter(|_| block.kind != BlockKind::ContentsLine) {
            there.insert((found.kind, found.part, found.number));
        }
    }
    let mut found = Vec::new();
    for (n, reading) in book.readings.iter().enumerate() {
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle) {
            continue;
        }
        for opener in REFERENCES {
            for (at, _) in reading.text.match_indices(opener) {
                let from = at + opener.len();
                let Some(here) = label(&reading.text[from..], REFERENCE_KINDS) else { continue };
                if !there.contains(&(here.kind, here.part, here.number)) {
                    found.push((ReadingId(n as u32), Span::of(from..from + here.len)));
                }
            }
        }
    }
    found.sort_by_key(|(id, span)| (id.0, span.start));
    found.dedup();
    for (id, span) in found {
        let words = book.reading(id).map_or("", |r| span.of_text(&r.text)).to_owned();
        cx.push(Finding::new(Place::Reading(id, span), Confidence::Likely).arg(card::args::FOUND, words));
    }
}
