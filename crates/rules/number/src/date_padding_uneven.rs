//! 2024-5-08, 2024-5-8: month or day that is not filled up with a zero.

use kanwu_plugin::reading::date::{DateForm, DateReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::date_padding_uneven as card;
use crate::date_check::check_date;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if date.form != DateForm::Hyphenated || date.year_digits != 4 {
        return None;
    }
    let text = cx.of(date.span);
    // GB/T 7408 fills up both; a blank in it is another's.
    if !text.split('-').skip(1).any(|part| part.len() == 1) {
        return None;
    }
    let want = format!("{year}-{month:02}-{day:02}");
    let finding = Finding::likely(date.span).arg(card::args::FOUND, text);
    Some(finding.arg(card::args::WANT, want.clone()).fix(date.span, want))
}
