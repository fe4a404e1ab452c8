//! 民国纪年 for a time after September 1949.

use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::republican_year_after_1949 as card;
use crate::date_check::{check_date, is_republic};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    date.era.filter(|(era, _)| is_republic(era.name))?;
    let year = date.year?;
    let late = year > 1949 || (year == 1949 && date.month.is_some_and(|m| m >= 10));
    let finding = Finding::certain(date.span).arg(card::args::FOUND, cx.of(date.span));
    late.then(|| finding.arg(card::args::WANT, year))
}
