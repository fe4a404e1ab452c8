//! A heading that the index has twice.

use std::collections::BTreeMap;

use kanwu_plugin::book::normal;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::back_index::entries;
use crate::card::index_heading_twice as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let index = entries(cx.book);
    let mut seen: BTreeMap<(Option<char>, String), Location> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in &index {
        let key = (entry.letter, normal(entry.heading));
        match seen.get(&key) {
            Some(first) => found.push((entry.at, entry.heading, *first)),
            None => {
                seen.insert(key, entry.at);
            }
        }
    }
    // Where headings return all the time, they are subheadings.
    if found.len() * 10 > index.len().max(10) {
        return;
    }
    for (at, heading, first) in found {
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::TITLE, heading)
            .labelled(Place::Source(first), card::labels::FIRST);
        cx.push(finding);
    }
}
