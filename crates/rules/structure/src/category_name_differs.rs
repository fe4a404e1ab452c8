//! A 类目 that the editorial spec names otherwise than contents and body do.

use std::collections::BTreeSet;

use kanwu_plugin::book::{Book, Category, ContentsMatch, Level, Stated, Zone, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::category_name_differs as card;
use crate::titles_alike::titles_alike;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// A 类目 that the spec names otherwise than the book does: no winner is proposed.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<String> = book.categories.iter().map(|c| normal(&c.title)).collect();
    let listed: Vec<&Stated<String>> = listed(book).collect();
    let names: BTreeSet<String> = listed.iter().map(|s| normal(&s.value)).collect();
    let known = |title: &str| names.contains(title);
    let by_place = same_place(book, &titles, &names);
    for stated in &listed {
        let Some(at) = stated.at else { continue };
        let name = normal(&stated.value);
        if titles.contains(&name) {
            continue;
        }
        let near = book
            .categories
            .iter()
            .zip(&titles)
            .filter(|(_, t)| !known(t))
            .map(|(c, t)| (titles_alike(&name, t), c))
            .max_by_key(|(share, _)| *share)
            .filter(|(share, _)| *share >= 50)
            .map(|(_, category)| (category, Confidence::Certain));
        let placed =
            || by_place.filter(|(s, _)| std::ptr::eq(*s, *stated)).map(|(_, c)| (c, Confidence::Likely));
        let Some((category, confidence)) = near.or_else(placed) else { continue };
        let mut finding = Finding::new(Place::Source(at), confidence)
            .arg(card::args::SPEC, stated.value.as_str())
            .arg(card::args::BODY, category.title.as_str());
        for entry in &book.contents.entries {
            let same = matches!(entry.body, ContentsMatch::Category(id) if book.categories.get(id.index()).is_some_and(|c| c.block == category.block));
            if entry.level == Level::Category && same {
                finding = finding.labelled_with(
                    Place::Source(entry.place()),
                    card::labels::IN_CONTENTS,
                    vec![card::args::TITLE.given(&entry.title)],
                );
            }
        }
        cx.push(finding.labelled_with(
            Place::Source(category.at),
            card::labels::IN_BODY,
            vec![card::args::TITLE.given(&category.title)],
        ));
    }
}

/// The only listed 类目 that the book lacks, and the only one of the book that is not listed, where both stand in one
/// place of the order and all others agree.
fn same_place<'b>(
    book: &'b Book<'_>,
    titles: &[String],
    names: &BTreeSet<String>,
) -> Option<(&'b Stated<String>, &'b Category)> {
    let listed = &book.spec.categories;
    let mut lost = listed.iter().enumerate().filter(|(_, s)| !titles.contains(&normal(&s.value)));
    let (Some((n, stated)), None) = (lost.next(), lost.next()) else { return None };
    let prose = |i: &usize| book.categories[*i].zone == Zone::Prose;
    let mut free = (0..titles.len()).filter(|i| !names.contains(&titles[*i])).filter(prose);
    let (Some(other), None) = (free.next(), free.next()) else { return None };
    let title_of = |n: usize| listed.get(n).map(|s| normal(&s.value));
    let before = n.checked_sub(1).map(title_of);
    let follows = match before {
        Some(before) => other.checked_sub(1).and_then(|i| titles.get(i)) == before.as_ref(),
        None => titles.get(other + 1) == title_of(n + 1).as_ref(),
    };
    let goes_on = title_of(n + 1).is_none_or(|next| titles.get(other + 1) == Some(&next));
    (listed.len() > 2 && follows && goes_on).then(|| (stated, &book.categories[other]))
}

fn listed<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b Stated<String>> {
    book.spec.categories.iter().chain(&book.spec.other_categories)
}
