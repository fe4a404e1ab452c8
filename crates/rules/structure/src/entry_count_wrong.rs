//! The numbers of 分目 and 条目 that the editorial spec states, against the book.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule, Span};

use crate::card::entry_count_wrong as card;
use crate::table::section_words::{COUNTED, COUNTED_BY, ROUND};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// A book that lacks more than one in so many is a part of one.
const WITHIN: usize = 5;
/// Fewer say little.
const FEWEST: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let Some(spec) = book.spec.at else { return };
    let text = book.text(spec);
    let there = [book.sections.len(), book.entries.len()];
    let found: Vec<(&str, usize, usize, Span)> = COUNTED
        .iter()
        .zip(there)
        .filter_map(|(unit, counted)| {
            let places = text.match_indices(unit).filter_map(|(at, word)| stated(text, at, at + word.len()));
            let mut places: Vec<(usize, Span)> = places.collect();
            places.dedup();
            let [(number, span)] = *places.as_slice() else { return None };
            Some((*unit, counted, number, span))
        })
        .collect();
    // Where one of the two numbers is right, the book is whole.
    let whole = found.iter().any(|(_, counted, number, _)| counted == number && *number >= FEWEST);
    for (unit, counted, number, span) in found {
        let apart = number.abs_diff(counted);
        if counted < FEWEST || apart == 0 || apart * WITHIN > number && !whole {
            continue;
        }
        let at = spec.part(span.range());
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::UNIT, unit)
            .arg(card::args::STATED, number.to_string())
            .arg(card::args::COUNTED, counted.to_string());
        cx.push(finding);
    }
}

/// The number beside a word: 条目6条, 条目6, 6个条目; none where it is a round one.
fn stated(text: &str, from: usize, to: usize) -> Option<(usize, Span)> {
    let round =
        |t: &str, at_end: bool| ROUND.iter().any(|w| if at_end { t.ends_with(w) } else { t.starts_with(w) });
    let after = &text[to..];
    let len = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if len > 0 {
        let counted = COUNTED_BY.iter().any(|w| after[len..].starts_with(w));
        let number = after[..len].parse().ok().filter(|_| counted && !round(&after[len..], false))?;
        return Some((number, Span::of(to..to + len)));
    }
    let before = &text[..from];
    let before = COUNTED_BY.iter().find_map(|w| before.strip_suffix(w))?;
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let number =
        before[head.len()..].parse().ok().filter(|_| !round(head, true) && !round(&text[to..], false))?;
    Some((number, Span::of(head.len()..before.len())))
}
