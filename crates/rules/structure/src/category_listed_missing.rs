//! 类目 that the editorial spec lists and the book does not have.

use kanwu_plugin::book::{Zone, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::category_listed_missing as card;
use crate::titles_alike::titles_alike;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// So many listed 类目 must be in the book.
const ENOUGH: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<String> = book.categories.iter().map(|c| normal(&c.title)).collect();
    let listed = &book.spec.categories;
    let there = |name: &str| titles.iter().any(|title| *title == normal(name));
    let (found, missing): (Vec<_>, Vec<_>) = listed.iter().partition(|s| there(&s.value));
    // More than one is a part of a book, or a list of other things.
    let [lost] = missing.as_slice() else { return };
    let free = |title: &&String| !listed.iter().any(|s| normal(&s.value) == **title);
    // Another name for it is another rule's.
    let renamed = titles.iter().filter(free).any(|title| titles_alike(&normal(&lost.value), title) >= 50);
    // A 类目 of the book that is not listed may be the one by another name; those set apart are no such.
    let other = book
        .categories
        .iter()
        .zip(&titles)
        .any(|(category, title)| category.zone == Zone::Prose && free(&title));
    let (Some(at), true) = (lost.at, found.len() >= ENOUGH && !renamed && !other) else { return };
    let finding = Finding::new(Place::Source(at), Confidence::Likely);
    cx.push(finding.arg(card::args::TITLE, lost.value.as_str()));
}
