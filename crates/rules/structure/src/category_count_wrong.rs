//! The number of 类目 that the editorial spec states, against the book.

use kanwu_plugin::book::{Book, normal};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule, SourceSpan};

use crate::card::category_count_wrong as card;
use crate::table::section_words::LIST_VERBS;
use crate::titles_alike::titles_alike;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// The number that the spec states, by its own way of counting: 类目 that it sets apart are not counted.
fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let Some(stated) = &book.spec.category_count else { return };
    let Some(at) = stated.at else { return };
    let has = |name: &str| {
        let name = normal(name);
        book.categories.iter().any(|c| titles_alike(&name, &normal(&c.title)) >= 50)
    };
    let apart = book.spec.other_categories.iter().filter(|s| has(&s.value)).count();
    let all = book.categories.len();
    if all < 3 {
        return;
    }
    let counted = all.saturating_sub(apart);
    let value = stated.value as usize;
    let listed = book.spec.categories.len();
    // A list of other things than 类目: 全书由文字、图片、表格3部分组成.
    if listed > 0 && book.spec.categories.iter().filter(|s| has(&s.value)).count() * 2 < listed {
        return;
    }
    // A list without 等 is complete: it has as many items as it says, whatever stands apart.
    if let Some(items) = list_before(book, at).filter(|n| *n > 2) {
        if value != items {
            cx.push(
                Finding::new(Place::Source(at), Confidence::Certain)
                    .variant(card::variants::LISTED)
                    .arg(card::args::STATED, stated.value)
                    .arg(card::args::COUNTED, items)
                    .arg(card::args::APART, apart),
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
            .arg(card::args::STATED, stated.value)
            .arg(card::args::COUNTED, counted)
            .arg(card::args::APART, apart),
    );
}

/// Items of the list that ends right before a number, where it doesn't end in 等.
fn list_before(book: &Book<'_>, at: Location) -> Option<usize> {
    let (_, block) = book.block_at(at)?;
    let before = book.text(Location::new(at.source, SourceSpan::new(block.at.span.start, at.span.start)));
    let before = before.trim_end_matches([' ', '共', '计', '，']);
    let part = before.rsplit(['；', '。', '，']).next()?;
    // The first verb opens the list: 设 stands in 城乡建设, too.
    let from = LIST_VERBS.iter().filter_map(|w| Some(part.find(w)? + w.len())).min()?;
    let list = &part[from..];
    (!list.ends_with(han::AND_SO_ON)).then(|| list.matches('、').count() + 1)
}
