//! Leaders named in another order than in the list of leaders.

use kanwu_plugin::book::{ReadingId, Zone};
use kanwu_plugin::context::head;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule, Span};
use rustc_hash::FxHashMap;

use crate::card::leaders_in_other_order as card;

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge).reads(Reads::TEXT);

/// So many names in a row have an order.
const ENOUGH: usize = 3;

/// No name is longer, in characters.
const LONGEST: usize = 4;

/// Between two names that stand in a row.
const PAUSE: char = '、';

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    // By name: the list that has it, and its place there. Who stands in several lists has no one place.
    let mut placed: FxHashMap<&str, Option<(usize, usize)>> = FxHashMap::default();
    for (place, holder) in cx.index.names().holders().iter().enumerate() {
        let own = Some((holder.list, place));
        placed.entry(&holder.name).and_modify(|known| *known = None).or_insert(own);
    }
    if placed.len() < ENOUGH {
        return;
    }
    let mut found = Vec::new();
    for (n, reading) in book.readings.iter().enumerate() {
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::Caption)
            || !reading.text.contains(PAUSE)
        {
            continue;
        }
        let mut run: Vec<(usize, usize, Span)> = Vec::new();
        let mut close = |run: &mut Vec<(usize, usize, Span)>| {
            let turned = run.windows(2).find(|pair| pair[1].1 < pair[0].1).map(|pair| (pair[0].2, pair[1].2));
            if let Some((first, second)) = turned.filter(|_| run.len() >= ENOUGH) {
                found.push((ReadingId(n as u32), first.join(second)));
            }
            run.clear();
        };
        let mut from = 0;
        for (at, c) in reading.text.char_indices().chain([(reading.text.len(), PAUSE)]) {
            if c != PAUSE {
                continue;
            }
            let token = reading.text.get(from..at).unwrap_or_default();
            let own = known(token, &placed, run.is_empty());
            match own {
                Some((list, place, range)) if run.last().is_none_or(|last| last.0 == list) => {
                    run.push((list, place, Span::of(from + range.start..from + range.end)));
                    // Words behind a name end the row.
                    if range.end < token.len() {
                        close(&mut run);
                    }
                }
                _ => close(&mut run),
            }
            from = at + c.len_utf8();
        }
        close(&mut run);
    }
    for (id, span) in found {
        let text = book.reading(id).map_or("", |reading| span.of_text(&reading.text));
        let finding = Finding::new(Place::Reading(id, span), Confidence::Guess).arg(card::args::FOUND, text);
        cx.push(finding);
    }
}

/// The listed name that a stretch between two marks is, opens with or, where the row begins, ends with.
fn known(
    token: &str,
    placed: &FxHashMap<&str, Option<(usize, usize)>>,
    begins: bool,
) -> Option<(usize, usize, std::ops::Range<usize>)> {
    let of = |range: std::ops::Range<usize>| {
        let (list, place) = (*placed.get(token.get(range.clone())?)?)?;
        Some((list, place, range))
    };
    // A name has two characters or more. The longest that stands at the head, the shortest at the end.
    let heads = head(token, LONGEST);
    let opens = || {
        let cuts = heads.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        cuts.fold(None, |found, to| of(0..to).or(found))
    };
    let ends =
        || token.char_indices().rev().skip(1).take(LONGEST - 1).find_map(|(at, _)| of(at..token.len()));
    if begins { ends().or_else(opens) } else { opens() }
}
