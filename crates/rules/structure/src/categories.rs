//! 类目: what the editorial spec lists and counts, against the contents and the body.

use kanwu_plugin::book::{Book, ContentsMatch, Level, Stated, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Span};

pub(crate) const NAMES: Rule = Rule::book("category-name-differs", names);
pub(crate) const COUNT: Rule = Rule::book("category-count-wrong", count);

/// A 类目 that the spec names otherwise than the book does: no winner is proposed.
fn names(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<String> = book.categories.iter().map(|c| normal(&c.title)).collect();
    let listed: Vec<&Stated<String>> = listed(book).collect();
    let known = |title: &str| listed.iter().any(|s| normal(&s.value) == title);
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
            .map(|(c, t)| (alike(&name, t), c))
            .max_by_key(|(share, _)| *share)
            .filter(|(share, _)| *share >= 50);
        let Some((_, category)) = near else { continue };
        let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg("spec", stated.value.as_str())
            .arg("body", category.title.as_str());
        for entry in &book.contents.entries {
            let same = matches!(entry.body, ContentsMatch::Category(id) if book.categories.get(id.index()).is_some_and(|c| c.block == category.block));
            if entry.level == Level::Category && same {
                let title = &entry.title;
                finding = finding.related(
                    Place::Source(entry.place()),
                    format!("目录作“{title}”"),
                    format!("the contents have “{title}”"),
                );
            }
        }
        let title = &category.title;
        cx.push(finding.related(
            Place::Source(category.at),
            format!("正文作“{title}”"),
            format!("the body has “{title}”"),
        ));
    }
}

fn listed<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b Stated<String>> {
    book.spec.categories.iter().chain(&book.spec.other_categories)
}

/// Characters that two titles share, in a hundred of the longer.
fn alike(a: &str, b: &str) -> usize {
    let mut rest: Vec<char> = b.chars().collect();
    let length = a.chars().count().max(rest.len()).max(1);
    let mut shared = 0;
    for c in a.chars() {
        if let Some(i) = rest.iter().position(|r| *r == c) {
            rest.swap_remove(i);
            shared += 1;
        }
    }
    shared * 100 / length
}

/// The number that the spec states, by its own way of counting: 类目 that it sets apart are not counted.
fn count(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let Some(stated) = &book.spec.category_count else { return };
    let Some(at) = stated.at else { return };
    let has = |name: &str| {
        let name = normal(name);
        book.categories.iter().any(|c| alike(&name, &normal(&c.title)) >= 50)
    };
    let apart = book.spec.other_categories.iter().filter(|s| has(&s.value)).count();
    let all = book.categories.len();
    if all < 3 {
        return;
    }
    let counted = all.saturating_sub(apart);
    let value = stated.value as usize;
    let listed = book.spec.categories.len();
    // A list without 等 is complete: it has as many items as it says, whatever stands apart.
    if let Some(items) = list_before(book, at).filter(|n| *n > 2) {
        if value != items {
            cx.push(
                Finding::new(Place::Source(at), Confidence::Certain)
                    .variant("listed")
                    .arg("stated", stated.value.to_string())
                    .arg("counted", items.to_string())
                    .arg("apart", apart.to_string()),
            );
        }
        return;
    }
    if value == counted || value == all {
        return;
    }
    // Where the list itself has as many items, a 类目 is missing or added in the book.
    let sure = if listed == counted { Confidence::Certain } else { Confidence::Likely };
    cx.push(
        Finding::new(Place::Source(at), sure)
            .arg("stated", stated.value.to_string())
            .arg("counted", counted.to_string())
            .arg("apart", apart.to_string()),
    );
}

/// Items of the list that ends right before a number, where it doesn't end in 等.
fn list_before(book: &Book<'_>, at: Location) -> Option<usize> {
    let (_, block) = book.block_at(at)?;
    let before = book.text(Location::new(at.source, Span::new(block.at.span.start, at.span.start)));
    let before = before.trim_end_matches([' ', '共', '计', '，']);
    let part = before.rsplit(['；', '。', '，']).next()?;
    // The first verb opens the list: 设 stands in 城乡建设, too.
    let from =
        ["设有", "设", "分为", "包括", "有"].iter().filter_map(|w| Some(part.find(w)? + w.len())).min()?;
    let list = &part[from..];
    (!list.ends_with('等')).then(|| list.matches('、').count() + 1)
}
