//! An appendix that the editorial spec names and the book does not have.

use kanwu_plugin::book::{BlockKind, Book, ReadingId, Zone, normal, squeeze};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::appendix_listed_missing as card;
use crate::table::section_words::{APPENDICES, APPENDIX_LEADS};
use crate::titles_alike::titles_alike;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Titles that agree so far, in percent, may be one.
const ALIKE: usize = 60;

/// No spec names more appendices in one paragraph.
const MOST: usize = 20;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    if !has_appendices(book) {
        return;
    }
    let mut titles: Option<Vec<String>> = None;
    for (n, reading) in book.readings.iter().enumerate().filter(|(_, r)| r.zone == Zone::FrontMatter) {
        for span in named(&reading.text).into_iter().take(MOST) {
            let title = normal(span.of_text(&reading.text));
            let there = titles.get_or_insert_with(|| titles_of(book));
            let known = |other: &String| {
                other.contains(&title) || title.contains(other) || titles_alike(&title, other) >= ALIKE
            };
            if there.iter().any(known) {
                continue;
            }
            let finding = Finding::new(Place::Reading(ReadingId(n as u32), span), Confidence::Likely)
                .arg(card::args::TITLE, span.of_text(&reading.text));
            cx.push(finding);
        }
    }
}

/// Whether the book has a 类目 of appendices with something in it.
fn has_appendices(book: &Book<'_>) -> bool {
    let own = |title: &str| APPENDICES.contains(&squeeze(title).as_str());
    let id = book.categories.iter().position(|category| own(&category.title));
    id.is_some_and(|id| book.sections.iter().any(|s| s.category.is_some_and(|c| c.index() == id)))
}

/// All that may be the title of an appendix.
fn titles_of(book: &Book<'_>) -> Vec<String> {
    let lines = book.blocks.iter().filter(|block| {
        matches!(block.kind, BlockKind::Heading { .. } | BlockKind::EntryHead | BlockKind::TableTitle)
    });
    let headings = lines.map(|block| normal(book.text(block.at).trim_matches(['#', '*', ' '])));
    let entries = book.entries.iter().map(|entry| normal(&entry.title));
    headings.chain(entries).filter(|title| title.chars().nth(1).is_some()).collect()
}

/// The titles in 《》 behind the words for what the book appends: 书末附《工期表》和《名录》.
fn named(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for lead in APPENDIX_LEADS {
        for (at, _) in text.match_indices(lead) {
            let mut from = at + lead.len();
            while let Some(inner) =
                text[from..].strip_prefix('《').and_then(|rest| rest.find('》').map(|n| &rest[..n]))
            {
                let start = from + '《'.len_utf8();
                out.push(Span::of(start..start + inner.len()));
                from = start + inner.len() + '》'.len_utf8();
                let next =
                    text[from..].chars().next().filter(|c| matches!(*c, '、' | han::AND | '及' | '《'));
                from += next.filter(|c| *c != '《').map_or(0, char::len_utf8);
            }
        }
    }
    out.sort_unstable_by_key(|span| span.start);
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_titles_are_taken() {
        let text = "书末附《工期表》《名录》和《年表》，卷首有图。";
        let titles: Vec<&str> = named(text).iter().map(|span| span.of_text(text)).collect();
        assert_eq!(titles, ["工期表", "名录", "年表"]);
    }
}
