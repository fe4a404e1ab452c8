//! 2018年07月, 01月09日: a zero before a month or a day.

use kanwu_plugin::reading::date::{DateForm, DateReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::padded_date_in_text as card;
use crate::date_check::check_date;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    if date.form != DateForm::Named || date.era.is_some() {
        return None;
    }
    let text = cx.of(date.span);
    let want = text.replace("年0", "年").replace("月0", "月");
    let first = if date.year.is_none() { want.strip_prefix('0').unwrap_or(&want) } else { &want };
    if first == text {
        return None;
    }
    let finding = Finding::likely(date.span).arg(card::args::FOUND, text);
    Some(finding.arg(card::args::WANT, first).fix(date.span, first))
}
