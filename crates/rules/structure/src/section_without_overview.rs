//! A 分目 whose first entry is no 概况, where those of nearly all others are.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Entry, StructureWords};
use kanwu_plugin::context::has_any;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::section_without_overview as card;
use crate::entries_by_section::entries_by_section;
use crate::table::section_words::WITHOUT_OVERVIEW;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let words = StructureWords::get().overviews;
    let mut first: BTreeMap<u32, &Entry> = BTreeMap::new();
    for entry in &book.entries {
        if let Some(section) = entry.section {
            first.entry(section.0).or_insert(entry);
        }
    }
    let opens = |e: &&Entry| words.contains(&e.title.trim());
    let with = first.values().filter(|e| opens(e)).count();
    let counts = entries_by_section(&book.entries);
    if with < 3 || with * 10 < first.len() * 6 {
        return;
    }
    for (id, entry) in first.iter().filter(|(_, e)| !opens(e)) {
        let Some(section) = book.sections.get(*id as usize) else { continue };
        let choice = has_any(&section.title, WITHOUT_OVERVIEW);
        if choice || counts.get(id).is_none_or(|n| *n < 2) {
            continue;
        }
        let finding = Finding::new(Place::Source(section.at), Confidence::Guess)
            .arg(card::args::SECTION, section.title.as_str())
            .arg(card::args::COUNT, with)
            .labelled(Place::Source(entry.at), card::labels::FIRST_ENTRY);
        cx.push(finding);
    }
}
