//! A title that the index lists twice with the same pages.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};
use rustc_hash::FxHashMap;

use crate::card::index_entry_twice as card;
use crate::index_lines::indexed;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let index = indexed(cx.book);
    let mut seen: FxHashMap<(&str, &[u32]), usize> = FxHashMap::default();
    for (n, item) in index.iter().enumerate() {
        let key = (item.key.as_str(), item.pages.as_slice());
        let Some(first) = seen.get(&key).and_then(|first| index.get(*first)) else {
            seen.insert(key, n);
            continue;
        };
        let finding = Finding::new(Place::Source(item.at), Confidence::Likely)
            .arg(card::args::TITLE, item.title.as_str())
            .labelled(Place::Source(first.at), card::labels::FIRST);
        cx.push(finding);
    }
}
