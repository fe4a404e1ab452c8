//! Titles of the body that the contents lack, while others of their kind are there.

use std::collections::BTreeSet;

use kanwu_plugin::book::{
    BlockKind, Book, CategoryId, ContentsEntry, ContentsMatch, EntryForm, SectionId, Zone, squeeze,
};
use kanwu_plugin::index::BookIndex;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule, Variant};
use rustc_hash::FxHashMap;

use crate::body_title::{Listed, body_titles};
use crate::card::contents_entry_missing as card;

/// How the title of the index 索引 ends.
const INDEX: &str = "索引";

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// With fewer entries than this the contents were not found as a whole, unless all of them are titles of the body.
const FEWEST: usize = 3;
/// One entry is no contents.
const LEAST: usize = 2;

/// A heading shorter than this, in characters, is a label.
const SHORTEST_HEADING: usize = 8;

/// A title of the body that the contents lack.
struct Missing<'b> {
    at: Location,
    title: &'b str,
    confidence: Confidence,
    /// The 类目 that it stands in.
    category: Option<CategoryId>,
    /// Of the message; `None` for an entry.
    variant: Option<Variant>,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let entries = &book.contents.entries;
    let sure = entries.iter().all(|entry| entry.exact);
    if entries.len() < if sure { LEAST } else { FEWEST } {
        return;
    }
    let bodies = body_titles(book);
    let listed = Listed::of(&bodies);
    let missing = missing_headings(book, &bodies)
        .into_iter()
        .chain(missing_categories(book, &listed))
        .chain(missing_sections(book, cx.index, &listed))
        .chain(missing_entries(book, cx.index, &listed));
    let unread = unread(book);
    let missing = missing.filter(|m| m.category.is_none_or(|category| !unread.contains(&category.0)));
    for Missing { at, title, confidence, variant, .. } in missing {
        let finding = Finding::new(Place::Source(at), confidence).arg(card::args::TITLE, title);
        cx.push(match variant {
            Some(variant) => finding.variant(variant),
            None => finding,
        });
    }
}

/// The 类目 of the body that a part of the contents that was not understood may list: the one it stands below, and those
/// up to the next one listed, a column of which may have got into it.
fn unread(book: &Book<'_>) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    let listed = |entry: &&ContentsEntry| matches!(entry.body, ContentsMatch::Category(_));
    let mut categories = book.contents.entries.iter().filter(listed).peekable();
    while let Some(entry) = categories.next() {
        let (ContentsMatch::Category(own), true) = (entry.body, entry.unread_below) else { continue };
        let next = match categories.peek().map(|entry| entry.body) {
            Some(ContentsMatch::Category(next)) => next.0,
            _ => u32::MAX,
        };
        out.extend((own.0..=next).take(book.categories.len()));
    }
    out
}

/// Whether two in three are listed, or all but one where all the contents are titles of the body.
fn are_mostly_listed(book: &Book<'_>, listed: usize, all: usize) -> bool {
    let one = || listed > 0 && all == listed + 1 && book.contents.entries.iter().all(|entry| entry.exact);
    all > 1 && (listed * 3 >= all * 2 || one())
}

fn missing_categories<'b>(book: &'b Book<'_>, listed: &Listed) -> Vec<Missing<'b>> {
    if !are_mostly_listed(book, listed.categories.len(), book.categories.len()) {
        return Vec::new();
    }
    let lost = book.categories.iter().enumerate().filter(|(i, _)| !listed.categories.contains(&(*i as u32)));
    // The index at the end need not be listed.
    let lost = lost.filter(|(_, category)| !squeeze(&category.title).ends_with(INDEX));
    lost.map(|(_, category)| Missing {
        at: category.at,
        title: &category.title,
        confidence: Confidence::Certain,
        category: None,
        variant: Some(card::variants::CATEGORY),
    })
    .collect()
}

fn missing_sections<'b>(book: &'b Book<'_>, index: &BookIndex<'_>, listed: &Listed) -> Vec<Missing<'b>> {
    if !are_mostly_listed(book, listed.sections.len(), book.sections.len()) {
        return Vec::new();
    }
    let is_listed = |i: usize| listed.sections.contains(&(i as u32));
    // A 类目 may list its documents instead of its sections.
    let mut categories: FxHashMap<Option<CategoryId>, bool> = FxHashMap::default();
    let mut siblings_listed = |category| {
        let any = || index.sections_of(category).iter().any(|id| is_listed(id.index()));
        *categories.entry(category).or_insert_with(any)
    };
    let lost = book.sections.iter().enumerate().filter(|(i, _)| !is_listed(*i));
    lost.filter(|(_, section)| siblings_listed(section.category))
        .map(|(_, section)| Missing {
            at: section.at,
            title: &section.title,
            confidence: Confidence::Certain,
            category: section.category,
            variant: Some(card::variants::SECTION),
        })
        .collect()
}

fn missing_entries<'b>(book: &'b Book<'_>, index: &BookIndex<'_>, listed: &Listed) -> Vec<Missing<'b>> {
    let is_listed = |i: usize| listed.entries.contains(&(i as u32));
    let mut out = Vec::new();
    // Of the entries of each 分目: how many there are, and how many are listed.
    let mut places: FxHashMap<(Option<CategoryId>, Option<SectionId>), (usize, usize)> = FxHashMap::default();
    for (i, entry) in book.entries.iter().enumerate() {
        if is_listed(i) || entry.form == EntryForm::Bare {
            continue;
        }
        let category = entry.category.and_then(|c| book.categories.get(c.index()));
        let verbatim = category.is_some_and(|c| c.zone == Zone::Verbatim);
        let (all, count) = *places.entry((entry.category, entry.section)).or_insert_with(|| {
            let entries = index.entries_of(entry.category, entry.section);
            (entries.len(), entries.iter().filter(|id| is_listed(id.index())).count())
        });
        // The entry itself is not listed.
        if !verbatim && count > 0 && count * 3 >= (all - 1) * 2 {
            out.push(Missing {
                at: entry.at,
                title: &entry.title,
                confidence: Confidence::Certain,
                category: entry.category,
                variant: None,
            });
        }
    }
    out
}

/// Headings inside a 分目 that open no entry, where the contents list what else stands in it.
fn missing_headings<'b>(book: &'b Book<'_>, bodies: &[ContentsMatch]) -> Vec<Missing<'b>> {
    let sections_listed: BTreeSet<u32> = bodies
        .iter()
        .filter_map(|b| match b {
            ContentsMatch::Entry(id) => book.entries.get(id.index())?.section.map(|s| s.0),
            _ => None,
        })
        .collect();
    let known: BTreeSet<u32> = bodies
        .iter()
        .filter_map(|b| match b {
            ContentsMatch::Block(id) => Some(id.0),
            _ => None,
        })
        .collect();
    let categories: BTreeSet<u32> = book.categories.iter().map(|c| c.block.0).collect();
    // 分目 and heading levels in which entries without marks are listed: a short heading is one of them.
    let bare: BTreeSet<(u32, u8)> = bodies
        .iter()
        .filter_map(|b| match b {
            ContentsMatch::Entry(id) => {
                let entry = book.entries.get(id.index()).filter(|e| e.form == EntryForm::Bare)?;
                let BlockKind::Heading { level } = book.block(entry.block)?.kind else { return None };
                Some((entry.section?.0, level))
            }
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (id, block) in book.blocks() {
        let (BlockKind::Heading { level }, Some(section)) = (block.kind, block.section) else { continue };
        let opens = book.sections.get(section.index()).is_some_and(|s| s.block == id)
            || block.entry.and_then(|e| book.entries.get(e.index())).is_some_and(|e| e.block == id)
            || categories.contains(&id.0);
        let category = book.category_of(block);
        let prose = category.is_some_and(|c| c.zone == Zone::Prose);
        let line = book.text(block.at);
        let title = line.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
        // Numbered headings are parts of one text; a short one is a label.
        let own = !title.starts_with(['（', '(', '【']) && !title.contains(['、', '：', ':', '.']);
        let short = title.chars().count() < SHORTEST_HEADING && !bare.contains(&(section.0, level));
        if opens || known.contains(&id.0) || !prose || !own || level > 3 || short {
            continue;
        }
        if sections_listed.contains(&section.0) {
            out.push(Missing {
                at: block.at,
                title,
                confidence: Confidence::Likely,
                category: block.category,
                variant: Some(card::variants::HEADING),
            });
        }
    }
    out
}
