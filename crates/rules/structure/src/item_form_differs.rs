//! （1）, （2）, 3.: an item that is numbered in another form than those before it.

use kanwu_plugin::book::{Book, ItemForm, Run, RunItem};
use kanwu_plugin::reading::numeral::to_han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::item_form_differs as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for run in &book.runs {
        // （1）, （2）, 3., （4）: the run goes on behind the odd one.
        for pair in run.items.windows(2) {
            let [before, after] = pair else { continue };
            if after.value != before.value + 2 || after.reading.0 != before.reading.0 + 2 {
                continue;
            }
            if let Some(finding) = judge(book, run, *before) {
                cx.push(finding);
            }
        }
    }
}

/// The paragraph between two items, which bears the number that lacks in another form.
fn judge(book: &Book<'_>, run: &Run, before: RunItem) -> Option<Finding> {
    let id = kanwu_plugin::book::ReadingId(before.reading.0 + 1);
    let (form, value, span) = kanwu_plugin::book::item(&book.reading(id)?.text)?;
    if form == run.form || value != before.value + 1 {
        return None;
    }
    let text = |item: RunItem| book.reading(item.reading).map_or("", |r| item.ordinal.of_text(&r.text));
    let found = span.of_text(&book.reading(id)?.text).to_owned();
    Some(
        Finding::new(Place::Reading(id, span), Confidence::Likely)
            .arg(card::args::FOUND, found)
            .arg(card::args::BEFORE, text(before))
            .arg(card::args::WANT, shown(run.form, value))
            .labelled(Place::Reading(before.reading, before.ordinal), card::labels::BEFORE),
    )
}

/// A number in a form.
pub(crate) fn shown(form: ItemForm, value: u32) -> String {
    let han = to_han(value.into());
    match form {
        ItemForm::Han => format!("{han}、"),
        ItemForm::BracketedHan => format!("（{han}）"),
        ItemForm::Arabic => format!("{value}."),
        ItemForm::ArabicComma => format!("{value}、"),
        ItemForm::BracketedArabic => format!("（{value}）"),
        ItemForm::HalfBracketed => format!("{value}）"),
        ItemForm::Circled => char::from_u32(0x245f + value).map_or(String::new(), String::from),
        ItemForm::Letter => char::from_u32('A' as u32 + value - 1).map_or(String::new(), |c| format!("{c}.")),
        ItemForm::HanIs => format!("{han}是"),
        ItemForm::HanWants => format!("{han}要"),
        ItemForm::Ordinal => format!("第{han}，"),
        ItemForm::HanAmong => format!("其{han}，"),
    }
}
