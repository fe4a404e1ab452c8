//! Two 类目 of the book, or two 分目 of one 类目, with the same title.

use std::collections::BTreeMap;

use kanwu_plugin::book::{CategoryId, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::heading_twice as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let categories = book.categories.iter().map(|c| (None, c.title.as_str(), c.at));
    // Sections outside any 类目 have no level of their own.
    let sections =
        book.sections.iter().filter(|s| s.category.is_some()).map(|s| (s.category, s.title.as_str(), s.at));
    let mut seen: BTreeMap<(Option<CategoryId>, String), Location> = BTreeMap::new();
    for (category, title, at) in categories.chain(sections) {
        let Some(first) = seen.get(&(category, normal(title))).copied() else {
            seen.insert((category, normal(title)), at);
            continue;
        };
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::TITLE, title)
            .labelled(Place::Source(first), card::labels::FIRST);
        cx.push(finding);
    }
}
