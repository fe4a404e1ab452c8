//! An entry of the contents without a page, where all but a few of its level have one.

use kanwu_plugin::book::{ContentsEntry, ContentsMatch, Leader, Level};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_page_missing as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

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
    let heads = unpaged_heads(entries);
    for levels in [&[Level::Category][..], &[Level::Section, Level::Entry]] {
        let of_level = || entries.iter().filter(|e| levels.contains(&level_of(e, heads)));
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

/// The level of an entry; the body knows a 类目 whose line in the contents is set as any other. `heads`: whether titles
/// over entries go without pages.
fn level_of(entry: &ContentsEntry, heads: bool) -> Level {
    let category = matches!(entry.body, ContentsMatch::Category(_));
    if category || heads && is_bare_head(entry) { Level::Category } else { entry.level }
}

/// A title over entries that has neither page nor leader.
fn is_bare_head(entry: &ContentsEntry) -> bool {
    let head = matches!(
        entry.body,
        ContentsMatch::Category(_) | ContentsMatch::Section(_) | ContentsMatch::Block(_)
    );
    head && entry.page.is_none() && entry.leader == Leader::None
}

/// So many of them are the way of the contents.
const BARE_HEADS: usize = 3;

/// Whether titles over entries go without pages, where all that are set as such do: a column that has lost its type has
/// them among the entries.
fn unpaged_heads(entries: &[ContentsEntry]) -> bool {
    let mut categories = entries.iter().filter(|entry| entry.level == Level::Category);
    categories.all(|entry| entry.page.is_none())
        && entries.iter().filter(|entry| entry.level != Level::Category && is_bare_head(entry)).count()
            >= BARE_HEADS
}

/// The only entry of all without a page, where it has a leader or another of its level has a page.
fn only_bare(entries: &[ContentsEntry]) -> Option<&ContentsEntry> {
    let mut bare = entries.iter().filter(|e| e.page.is_none());
    let (Some(entry), None) = (bare.next(), bare.next()) else { return None };
    let sibling = |e: &&ContentsEntry| e.level == entry.level && e.style == entry.style && e.page.is_some();
    let told = entry.leader != Leader::None || entries.iter().any(|e| sibling(&e));
    (entries.len() >= SMALL && told).then_some(entry)
}
