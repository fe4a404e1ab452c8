//! A page of the index on which its heading does not stand.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Book, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::back_index::{PageReference, entries};
use crate::card::index_page_wrong as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Where a title is printed.
#[derive(Clone, Copy)]
struct Printed {
    page: u32,
    /// Letter of its column, where the page has several.
    column: Option<char>,
    at: Location,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let index = entries(book);
    if index.is_empty() {
        return;
    }
    let (titles, listed) = (titles(book), listed(book));
    for entry in index {
        let key = normal(entry.heading);
        let Some(printed) = titles.get(&key) else {
            // Where no page is known on which it is printed, the contents tell it.
            let Some(Some((page, at))) = listed.get(&key) else { continue };
            let [only] = entry.pages.as_slice() else { continue };
            if only.page != *page {
                let finding = Finding::new(Place::Source(only.at), Confidence::Likely)
                    .variant(card::variants::CONTENTS)
                    .arg(card::args::FOUND, cx.book.text(only.at))
                    .arg(card::args::WANT, page.to_string())
                    .arg(card::args::TITLE, entry.heading)
                    .labelled(Place::Source(*at), card::labels::LISTED);
                cx.push(finding);
            }
            continue;
        };
        // A title that the book has twice may be meant in either place.
        let Some(printed) = printed else { continue };
        let on_page = |reference: &&PageReference| reference.page == printed.page;
        let Some(found) = entry.pages.iter().find(on_page) else {
            let [only] = entry.pages.as_slice() else { continue };
            let finding = Finding::new(Place::Source(only.at), Confidence::Likely)
                .arg(card::args::FOUND, cx.book.text(only.at))
                .arg(card::args::WANT, printed.page.to_string())
                .arg(card::args::TITLE, entry.heading)
                .labelled(Place::Source(printed.at), card::labels::THERE);
            cx.push(finding);
            continue;
        };
        let (Some(own), Some(real)) = (found.column, printed.column) else { continue };
        let other = entry.pages.iter().any(|r| r.page == printed.page && r.column == Some(real));
        if own != real && !other {
            let finding = Finding::new(Place::Source(found.at), Confidence::Likely)
                .variant(card::variants::COLUMN)
                .arg(card::args::FOUND, cx.book.text(found.at))
                .arg(card::args::WANT, format!("{}{real}", printed.page))
                .arg(card::args::TITLE, entry.heading)
                .labelled(Place::Source(printed.at), card::labels::THERE);
            cx.push(finding);
        }
    }
}

/// Where each title of the book is printed; nothing for one that it has twice.
fn titles(book: &Book<'_>) -> BTreeMap<String, Option<Printed>> {
    let categories = book.categories.iter().map(|c| (c.title.as_str(), c.at));
    let sections = book.sections.iter().map(|s| (s.title.as_str(), s.at));
    let entries = book.entries.iter().map(|e| (e.title.as_str(), e.at));
    let mut out: BTreeMap<String, Option<Printed>> = BTreeMap::new();
    for (title, at) in categories.chain(sections).chain(entries) {
        let Some(printed) = printed(book, at) else { continue };
        out.entry(normal(title)).and_modify(|only| *only = None).or_insert(Some(printed));
    }
    out
}

/// The page of each title in the contents, and its place there; nothing for one that they have twice.
fn listed(book: &Book<'_>) -> BTreeMap<String, Option<(u32, Location)>> {
    let mut out: BTreeMap<String, Option<(u32, Location)>> = BTreeMap::new();
    for entry in &book.contents.entries {
        let Some(page) = entry.page else { continue };
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        out.entry(normal(&entry.title)).and_modify(|only| *only = None).or_insert(Some((page, at)));
    }
    out
}

fn printed(book: &Book<'_>, at: Location) -> Option<Printed> {
    let source = book.manuscript.source(at.source)?;
    let Some(proof) = source.proof() else {
        let page = source.page_at(at.span.start)?.label?;
        return Some(Printed { page, column: None, at });
    };
    let line = proof.line_at(at.span.start)?;
    let page = proof.page(line.page)?;
    let column = (page.columns > 1).then(|| line.column.checked_sub(1)).flatten();
    let column = column.and_then(|column| ['a', 'b', 'c', 'd'].get(column as usize).copied());
    Some(Printed { page: page.label?, column, at })
}
