//! 农历8月15日, 光绪26年: dates of the old calendar and of imperial eras in digits.

use kanwu_plugin::reading::date::{Calendar, DateDigits, DateReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::old_calendar_in_digits as card;
use crate::date_check::{check_date, is_republic};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

/// Years of 民国 are written either way.
fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    if date.digits == DateDigits::Han {
        return None;
    }
    let lunar = date.calendar == Calendar::Lunar && date.month.is_some() && date.full_year().is_none();
    let imperial = date.era.is_some_and(|(era, _)| !is_republic(era.name));
    (lunar || imperial).then(|| Finding::certain(date.span).arg(card::args::FOUND, cx.of(date.span)))
}
