//! ①, ②, ④: numbered paragraphs of one list that skip or repeat a number, or of which two have changed places.

use kanwu_plugin::book::{Book, ItemForm, Run, RunItem};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::item_number_gap as card;
use crate::item_form_differs::shown;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many items make a list.
const ENOUGH: usize = 3;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for run in book.runs.iter().filter(|run| is_own(run.form) && run.items.len() >= ENOUGH) {
        let Some((before, here)) = wrong_step(&run.items) else { continue };
        let want = before.value + 1;
        if stands_between(book, run, before, here, want) {
            continue;
        }
        let text = |item: RunItem| {
            let text = book.reading(item.reading).map_or("", |r| item.ordinal.of_text(&r.text));
            text.trim().trim_end_matches('，').to_owned()
        };
        let finding = Finding::new(Place::Reading(here.reading, here.ordinal), Confidence::Likely)
            .arg(card::args::FOUND, text(here))
            .arg(card::args::BEFORE, text(before))
            .arg(card::args::WANT, shown(run.form, want).trim_end_matches('，'))
            .labelled(Place::Reading(before.reading, before.ordinal), card::labels::BEFORE);
        cx.push(finding);
    }
}

/// The forms that no other rule counts.
fn is_own(form: ItemForm) -> bool {
    match form {
        ItemForm::Han | ItemForm::BracketedHan | ItemForm::Arabic | ItemForm::BracketedArabic => false,
        ItemForm::ArabicComma
        | ItemForm::HalfBracketed
        | ItemForm::Circled
        | ItemForm::Letter
        | ItemForm::HanIs
        | ItemForm::HanWants
        | ItemForm::Ordinal
        | ItemForm::HanAmong => true,
    }
}

/// The first step that is none of one, in a list that begins with its first number and has one fault.
fn wrong_step(items: &[RunItem]) -> Option<(RunItem, RunItem)> {
    items.first().filter(|first| first.value == 1)?;
    let step = |pair: &[RunItem]| i64::from(pair[1].value) - i64::from(pair[0].value);
    let wrong: Vec<(usize, i64)> =
        items.windows(2).map(step).enumerate().filter(|(_, step)| *step != 1).collect();
    let at = match wrong.as_slice() {
        // 1 2 4; 1 2 2 3
        [(at, 2 | 0)] => *at,
        // 1 2 2 4
        [(at, 0), (next, 2)] | [(at, 2), (next, 0)] if next == &(at + 1) => *at,
        // 1 3 2 4
        [(at, 2), (next, -1), (last, 2)] if next == &(at + 1) && last == &(at + 2) => *at,
        [(at, 2), (next, -1)] if next == &(at + 1) => *at,
        _ => return None,
    };
    Some((items[at], items[at + 1]))
}

/// Whether the number that lacks stands inside a paragraph between, where a line has lost its break.
fn stands_between(book: &Book<'_>, run: &Run, before: RunItem, here: RunItem, lacks: u32) -> bool {
    let sign = shown(run.form, lacks);
    let from = before.reading.index();
    let between = book.readings.get(from..here.reading.index()).unwrap_or_default();
    between.iter().any(|reading| reading.text.contains(sign.as_str()))
}
