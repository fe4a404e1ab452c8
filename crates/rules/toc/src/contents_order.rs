//! Titles of the contents whose order differs from the body's.

use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::body_title::{body_titles, place_in_body};
use crate::card::contents_order as card;
use crate::rising::rising;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// The fewest titles that, taken out, leave the rest in order are reported; where two have changed places that is
/// one finding.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let bodies = body_titles(book).into_iter().enumerate();
    let placed: Vec<(usize, Location)> =
        bodies.filter_map(|(i, body)| Some((i, place_in_body(book, body)?))).collect();
    let key = |at: &Location| (at.source, at.span.start);
    let keep = rising(&placed.iter().map(|(_, at)| key(at)).collect::<Vec<_>>());
    for (n, (i, at)) in placed.iter().enumerate().filter(|(n, _)| !keep.contains(n)) {
        let entry = &book.contents.entries[*i];
        // One that stands too late follows what the body has after it.
        let before = placed[..n].iter().rev().find(|(_, other)| key(other) > key(at));
        let after = placed[n + 1..].iter().find(|(_, other)| key(other) < key(at));
        let Some((other, _)) = before.or(after) else { continue };
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::BEFORE, book.contents.entries[*other].title.as_str())
            .labelled(Place::Source(*at), card::labels::BODY);
        cx.push(finding);
    }
}
