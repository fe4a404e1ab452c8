//! A name that stands twice in one list of names.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};
use rustc_hash::FxHashMap;

use crate::card::name_twice_in_list as card;
use crate::name_list::name_lists;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many names make a list.
const ENOUGH: usize = 4;

/// In longer lists two persons of one name are no rarity.
const MOST: usize = 400;

fn check(cx: &mut BookContext<'_>) {
    for list in name_lists(cx.book) {
        if !(ENOUGH..=MOST).contains(&list.names.len()) {
            continue;
        }
        let mut seen = FxHashMap::default();
        for (name, id, span) in &list.names {
            let Some((first, at)) = seen.insert(name.as_str(), (*id, *span)) else { continue };
            let finding = Finding::new(Place::Reading(*id, *span), Confidence::Likely)
                .arg(card::args::NAME, name.as_str())
                .labelled(Place::Reading(first, at), card::labels::FIRST);
            cx.push(finding);
        }
    }
}
