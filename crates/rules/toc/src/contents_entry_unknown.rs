//! Titles of the contents that nothing in the body answers to, where nearly all others have been found.

use kanwu_plugin::book::ContentsMatch;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::body_title::body_titles;
use crate::card::contents_entry_unknown as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// With fewer entries than this the contents were not found as a whole.
const FEWEST: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let bodies = body_titles(cx.book);
    let lost: Vec<_> =
        entries.iter().zip(bodies).filter(|(_, body)| *body == ContentsMatch::None).map(|(e, _)| e).collect();
    // One of three is lost; two of five are contents of something else.
    let exact = entries.iter().filter(|entry| entry.exact).count();
    let one = lost.len() == 1 && (entries.len() > FEWEST || exact + 1 == entries.len());
    if entries.len() < FEWEST || lost.len() * 5 > entries.len() && !one {
        return;
    }
    for entry in lost {
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain);
        cx.push(finding.arg(card::args::TITLE, entry.title.as_str()));
    }
}
