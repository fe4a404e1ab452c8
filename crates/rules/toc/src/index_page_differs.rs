//! A title that has one page in the contents and another in the index.

use kanwu_plugin::book::normal;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};
use rustc_hash::FxHashMap;

use crate::card::index_page_differs as card;
use crate::index_lines::indexed;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let index = indexed(book);
    if index.is_empty() {
        return;
    }
    // Titles that stand more than once, as 概况 does, have no page of their own.
    let mut listed: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, entry) in book.contents.entries.iter().enumerate().filter(|(_, entry)| entry.page.is_some()) {
        listed.entry(normal(&entry.title)).or_default().push(n);
    }
    let of = |key: &str| match listed.get(key).map(Vec::as_slice) {
        Some([n]) => book.contents.entries.get(*n),
        _ => None,
    };
    let known: Vec<_> = index.iter().filter_map(|item| Some((item, of(&item.key)?))).collect();
    let differ: Vec<_> = (known.iter())
        .filter(|(item, entry)| entry.page.is_some_and(|page| !item.pages.contains(&page)))
        .collect();
    // An index that is off everywhere was made from another state of the pages: that is told once.
    let all = differ.len() > 1 && differ.len() * 2 > known.len();
    for (item, entry) in differ.iter().take(if all { 1 } else { differ.len() }) {
        let Some((page, at)) = entry.page.zip(entry.page_at) else { continue };
        let finding = Finding::new(Place::Source(item.pages_at), Confidence::Likely)
            .arg(card::args::TITLE, item.title.as_str())
            .arg(card::args::FOUND, book.text(item.pages_at))
            .arg(card::args::PAGE, page.to_string())
            .labelled(Place::Source(at), card::labels::CONTENTS);
        cx.push(if all { finding.variant(card::variants::ALL) } else { finding });
    }
}
