//! A 类目 that the editorial spec names otherwise than contents and body do.

use std::collections::BTreeSet;

use kanwu_plugin::book::{Book, ContentsMatch, Level, Stated, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::category_name_differs as card;
use crate::titles_alike::titles_alike;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A 类目 that the spec names otherwise than the book does: no winner is proposed.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<String> = book.categories.iter().map(|c| normal(&c.title)).collect();
    let listed: Vec<&Stated<String>> = listed(book).collect();
    let names: BTreeSet<String> = listed.iter().map(|s| normal(&s.value)).collect();
    let known = |title: &str| names.contains(title);
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
            .filter(|(share, _)| *share >= 50);
        let Some((_, category)) = near else { continue };
        let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
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

fn listed<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b Stated<String>> {
    book.spec.categories.iter().chain(&book.spec.other_categories)
}
