//! Two entries of one 分目 with the same title.

use std::collections::BTreeMap;

use kanwu_plugin::book::EntryId;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::entry_title_twice as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut seen: BTreeMap<(u32, &str), EntryId> = BTreeMap::new();
    for (i, entry) in book.entries.iter().enumerate() {
        let Some(section) = entry.section else { continue };
        let title = entry.title.as_str();
        let Some(first) = seen.get(&(section.0, title)) else {
            seen.insert((section.0, title), EntryId(i as u32));
            continue;
        };
        let name = book.sections.get(section.index()).map_or("", |s| s.title.as_str());
        let mut finding = Finding::new(Place::Source(entry.at), Confidence::Likely)
            .arg(card::args::TITLE, title)
            .arg(card::args::SECTION, name);
        if let Some(first) = book.entries.get(first.index()) {
            finding = finding.labelled(Place::Source(first.at), card::labels::FIRST);
        }
        cx.push(finding);
    }
}
