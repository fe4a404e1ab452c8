//! A contents title that differs from the title it stands for.

use kanwu_plugin::book::normal;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::contents_title_mismatch as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in book.contents.entries.iter().filter(|e| !e.exact) {
        let Some((title, at)) = book.titled(entry.body) else { continue };
        // A mark at the end of a title is the title's own fault.
        if normal(title.trim_end_matches(['。', '，', '；', '：'])) == normal(&entry.title) {
            continue;
        }
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg(card::args::CONTENTS, entry.title.as_str())
            .arg(card::args::BODY, title)
            .labelled(Place::Source(at), card::labels::BODY);
        cx.push(finding);
    }
}
