//! An overview that stands behind another entry, in a book whose 分目 open with theirs.

use kanwu_plugin::book::{Entry, EntryForm, SectionId, StructureWords, squeeze};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::overview_not_first as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many 分目 must open with an overview.
const ENOUGH: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let words = StructureWords::get();
    let is_overview = |entry: &Entry| words.overviews.contains(&squeeze(&entry.title).as_str());
    let (mut first, mut late) = (0, Vec::new());
    for section in (0..book.sections.len()).map(|n| SectionId(n as u32)) {
        let entries = cx.index.entries_in(section);
        let found = entries.iter().filter_map(|id| book.entries.get(id.index())).enumerate();
        match found.filter(|(_, e)| e.form != EntryForm::Bare).find(|(_, entry)| is_overview(entry)) {
            Some((0, _)) => first += 1,
            Some((_, entry)) => late.push(entry),
            None => {}
        }
    }
    if first < ENOUGH || first < late.len() * 9 && late.len() > 1 {
        return;
    }
    for entry in late {
        let finding = Finding::new(Place::Source(entry.at), Confidence::Likely);
        cx.push(finding.arg(card::args::TITLE, entry.title.as_str()));
    }
}
