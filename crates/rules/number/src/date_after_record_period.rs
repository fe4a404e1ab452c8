//! A year past the record period 记述时限, without 计划 or the like.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::date_after_record_period as card;
use crate::date_check::check_date;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

/// How far back a word of planning may stand, in characters.
const BACK: usize = 12;

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let last = cx.settings.record_year()?;
    date.full_year().filter(|y| *y > last && *y < last + 3)?;
    let planned = has_any(tail(cx.before(date.span.start), BACK), words::BEFORE_PLANNED_YEAR);
    let label = starts_any(cx.after(date.span.end), words::AFTER_YEAR_AS_LABEL);
    (!planned && !label).then(|| Finding::guess(date.span).arg(card::args::FOUND, cx.of(date.span)))
}
