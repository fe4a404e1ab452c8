//! A contents title that differs from the title it stands for.

use kanwu_plugin::book::{normal, numbered};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_title_mismatch as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in &book.contents.entries {
        let Some((title, at)) = book.titled(entry.body) else { continue };
        // Titles are compared without the numbers of chapters, which need not be printed in both places.
        let other_number = numbered(&entry.title)
            .zip(numbered(title))
            .is_some_and(|((listed, _), (printed, _))| normal(listed) != normal(printed));
        if entry.exact && !other_number {
            continue;
        }
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
