//! 2022年三月5日: a date partly in digits, partly in Han numerals.

use kanwu_plugin::reading::date::{Calendar, DateDigits, DateReading};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Triggers};

use crate::card::date_in_mixed_digits as card;
use crate::date_check::check_date;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let gregorian = date.calendar == Calendar::Gregorian && date.era.is_none();
    let year = date.century.is_none() && date.decade.is_none();
    if !gregorian || date.digits != DateDigits::Mixed || !year {
        return None;
    }
    // 2022年第四季度 is written so everywhere; 2022年八月十五 is a day of the old calendar.
    let old_style = cx.after(date.span.end).starts_with(words::LUNAR_DAY_START);
    // 1996年六七月间: about, which digits can't say.
    let month = cx.of(date.span).rsplit(han::YEAR).next().and_then(|rest| rest.split(han::MONTH).next());
    let about = month.is_some_and(|m| m.chars().count() == 2 && !m.contains('十') && !m.is_ascii());
    let right = date.quarter.is_some() || old_style || about;
    (!right).then(|| Finding::certain(date.span).arg(card::args::FOUND, cx.of(date.span)))
}
