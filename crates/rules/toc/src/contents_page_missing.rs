//! An entry of the contents without a page, where all but a few of its level have one.

use kanwu_plugin::book::{ContentsEntry, Leader, Level};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::contents_page_missing as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A level with fewer entries than this has no habit.
const FEWEST: usize = 4;

/// So many entries are needed where all but one have pages.
const SMALL: usize = 2;

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    if let Some(entry) = only_bare(entries) {
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain);
        cx.push(finding.arg(card::args::TITLE, entry.title.as_str()));
        return;
    }
    for levels in [&[Level::Category][..], &[Level::Section, Level::Entry]] {
        let of_level = || entries.iter().filter(|e| levels.contains(&e.level));
        let bare = || of_level().filter(|e| e.page.is_none());
        let all = of_level().count();
        // A whole level may go without pages; one title among several does not.
        let lone = bare().count() == 1 && all > FEWEST;
        if all < FEWEST || bare().count() * 10 > all && !lone {
            continue;
        }
        for entry in bare() {
            let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain);
            cx.push(finding.arg(card::args::TITLE, entry.title.as_str()));
        }
    }
}

/// The only entry of all without a page, where it has a leader or another of its level has a page.
fn only_bare(entries: &[ContentsEntry]) -> Option<&ContentsEntry> {
    let mut bare = entries.iter().filter(|e| e.page.is_none());
    let (Some(entry), None) = (bare.next(), bare.next()) else { return None };
    let sibling = |e: &&ContentsEntry| e.level == entry.level && e.style == entry.style && e.page.is_some();
    let told = entry.leader != Leader::None || entries.iter().any(|e| sibling(&e));
    (entries.len() >= SMALL && told).then_some(entry)
}
