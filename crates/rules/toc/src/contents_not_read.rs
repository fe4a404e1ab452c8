//! Contents whose layout was not understood: it is told, and nothing is concluded from them.

use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule, SourceSpan};

use crate::card::contents_not_read as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let contents = &cx.book.contents;
    for entry in contents.entries.iter().filter(|entry| entry.unread_below) {
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Likely)
            .variant(card::variants::PART)
            .arg(card::args::TITLE, entry.title.as_str());
        cx.push(finding);
    }
    let (true, Some(at)) = (contents.unread, contents.at) else { return };
    let heading = cx.book.text(at).split('\n').next().unwrap_or_default().trim_end();
    let end = at.span.start + heading.len() as u32;
    let place = Location::new(at.source, SourceSpan::new(at.span.start, end));
    cx.push(Finding::new(Place::Source(place), Confidence::Likely));
}
