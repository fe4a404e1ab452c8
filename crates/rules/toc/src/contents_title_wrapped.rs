//! A contents title that the end of a printed line has cut.

use kanwu_plugin::book::WrapKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_title_wrapped as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in &book.contents.entries {
        for wrap in &entry.wraps {
            let variant = match wrap.kind {
                WrapKind::Blank => None,
                WrapKind::Entries => Some(card::variants::ENTRIES),
                WrapKind::Break | WrapKind::Repeated => Some(card::variants::BREAK),
                // Lines of one cell are how the contents are set.
                WrapKind::Line => continue,
            };
            let at = if wrap.at.span.is_empty() { entry.place() } else { wrap.at };
            let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
                .arg(card::args::TITLE, entry.title.as_str());
            if let Some(variant) = variant {
                finding = finding.variant(variant);
            }
            if wrap.kind == WrapKind::Blank && is_blank(book.text(wrap.at)) {
                finding = finding.fix_at(Place::Source(wrap.at), "");
            } else if entry.place() != at {
                finding = finding.labelled(Place::Source(entry.place()), card::labels::START);
            }
            cx.push(finding);
        }
    }
}

fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}
