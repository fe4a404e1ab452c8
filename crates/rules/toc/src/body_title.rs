//! The titles of the body that the contents stand for.

use std::collections::BTreeSet;

use kanwu_plugin::Location;
use kanwu_plugin::book::{Book, ContentsMatch, EntryId, SectionId, normal};
use rustc_hash::FxHashMap;

/// What each entry of the contents stands for. One that has not been found in its place may stand
/// elsewhere, in another order: an only title of the body that nothing else stands for.
pub(crate) fn body_titles(book: &Book<'_>) -> Vec<ContentsMatch> {
    let mut bodies: Vec<ContentsMatch> = book.contents.entries.iter().map(|e| e.body).collect();
    if !bodies.contains(&ContentsMatch::None) {
        return bodies;
    }
    let listed = Listed::of(&bodies);
    let sections = book.sections.iter().enumerate();
    let sections = sections
        .filter(|(i, _)| !listed.sections.contains(&(*i as u32)))
        .map(|(i, section)| (normal(&section.title), ContentsMatch::Section(SectionId(i as u32))));
    let entries = book.entries.iter().enumerate();
    let entries = entries
        .filter(|(i, _)| !listed.entries.contains(&(*i as u32)))
        .map(|(i, entry)| (normal(&entry.title), ContentsMatch::Entry(EntryId(i as u32))));
    // By title; `None` where two share it.
    let mut free: FxHashMap<String, Option<ContentsMatch>> = FxHashMap::default();
    for (title, found) in sections.chain(entries) {
        free.entry(title).and_modify(|only| *only = None).or_insert(Some(found));
    }
    for (entry, body) in book.contents.entries.iter().zip(&mut bodies) {
        if *body != ContentsMatch::None {
            continue;
        }
        if let Some(Some(found)) = free.get(&normal(&entry.title)) {
            *body = *found;
        }
    }
    bodies
}

/// Titles of the body that stand in the contents, by their ids.
pub(crate) struct Listed {
    pub(crate) categories: BTreeSet<u32>,
    pub(crate) sections: BTreeSet<u32>,
    pub(crate) entries: BTreeSet<u32>,
}

impl Listed {
    pub(crate) fn of(bodies: &[ContentsMatch]) -> Listed {
        let mut listed =
            Listed { categories: BTreeSet::new(), sections: BTreeSet::new(), entries: BTreeSet::new() };
        for body in bodies {
            match body {
                ContentsMatch::Category(id) => listed.categories.insert(id.0),
                ContentsMatch::Section(id) => listed.sections.insert(id.0),
                ContentsMatch::Entry(id) => listed.entries.insert(id.0),
                ContentsMatch::Block(_) | ContentsMatch::None => false,
            };
        }
        listed
    }
}

/// Where a title of the body stands.
pub(crate) fn place_in_body(book: &Book<'_>, body: ContentsMatch) -> Option<Location> {
    book.titled(body).map(|(_, at)| at)
}
