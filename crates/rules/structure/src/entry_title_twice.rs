//! Two entries of one 分目, or of one 类目 without 分目, with the same title.

use std::collections::BTreeMap;

use kanwu_plugin::book::{CategoryId, EntryForm, EntryId, SectionId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::entry_title_twice as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut seen: BTreeMap<(Option<CategoryId>, Option<SectionId>, &str), EntryId> = BTreeMap::new();
    for (i, entry) in book.entries.iter().enumerate() {
        let category = entry.category.and_then(|c| book.categories.get(c.index()));
        let section = entry.section.and_then(|s| book.sections.get(s.index()));
        // Entries may stand right in a 类目; what is reprinted there is set as it was.
        // 【开好局】天津：… as a heading has a series in its marks.
        let headed = entry.form == EntryForm::Heading
            && book.block(entry.block).is_none_or(|block| !book.text(block.at).trim_end().ends_with('】'));
        let marked = entry.form != EntryForm::Bare && !headed;
        let own = category.filter(|c| c.zone == Zone::Prose && marked);
        let Some(name) = section.map(|s| &s.title).or(own.map(|c| &c.title)) else { continue };
        let title = entry.title.as_str();
        let key = (entry.category, entry.section, title);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, EntryId(i as u32));
            continue;
        };
        let mut finding = Finding::new(Place::Source(entry.at), Confidence::Likely)
            .arg(card::args::TITLE, title)
            .arg(card::args::SECTION, name.as_str());
        if let Some(first) = book.entries.get(first.index()) {
            finding = finding.labelled(Place::Source(first.at), card::labels::FIRST);
        }
        cx.push(finding);
    }
}
