//! A list by paragraphs that begins with its second item.

use kanwu_plugin::book::{BlockKind, Book, ItemForm, Reading, Run, item};
use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::sequence_first_missing as card;
use crate::item_form_differs::shown;
use crate::table::section_words::{EXCERPTS, LIST_FOLLOWS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many items must follow each other where nothing announces a list.
const ENOUGH: usize = 3;

/// No more paragraphs are looked through for the first item.
const NEAR: usize = 60;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for run in &book.runs {
        let Some(first) = run.items.first().filter(|first| first.value == 2) else { continue };
        if matches!(run.form, ItemForm::Letter) || !counts_up(run) || !opens_list(book, run) {
            continue;
        }
        let Some(reading) = book.reading(first.reading) else { continue };
        if stands_before(book, run.form, first.reading.index()) {
            continue;
        }
        let finding = Finding::new(Place::Reading(first.reading, first.ordinal), Confidence::Likely)
            .arg(card::args::FOUND, first.ordinal.of_text(&reading.text).trim())
            .arg(card::args::WANT, shown(run.form, 1));
        cx.push(finding);
    }
}

fn counts_up(run: &Run) -> bool {
    run.items.windows(2).all(|pair| pair[1].value == pair[0].value + 1)
}

/// Whether the list begins here: right below a heading or an entry's title, or behind words that announce it.
fn opens_list(book: &Book<'_>, run: &Run) -> bool {
    let Some(before) = run.items.first().and_then(|first| first.reading.index().checked_sub(1)) else {
        return false;
    };
    let Some(before) = book.readings.get(before) else { return false };
    let text = before.text.trim_end();
    match before.kind {
        BlockKind::Heading { .. } => run.items.len() >= ENOUGH && !has_any(text, EXCERPTS),
        BlockKind::Paragraph | BlockKind::EntryHead => ends_any(text, LIST_FOLLOWS),
        _ => false,
    }
}

/// Whether a first item stands before, in the text of a paragraph or as a heading, in the same part of the book.
fn stands_before(book: &Book<'_>, form: ItemForm, at: usize) -> bool {
    let part = |r: &Reading<'_>| book.block(r.block).map(|b| (b.at.source, b.category, b.section));
    let own = book.readings.get(at).and_then(part);
    let want = shown(form, 1);
    let bare = want.trim_end_matches(['.', '、', '，']);
    book.readings[..at].iter().rev().take(NEAR).take_while(|r| part(r) == own).any(|reading| {
        let first = item(&reading.text).is_some_and(|(_, value, _)| value == 1);
        first || reading.text.contains(want.as_str()) || reading.text.contains(&format!("{bare}．"))
    })
}
