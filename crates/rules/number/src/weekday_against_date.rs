//! A weekday beside a date that falls on another.

use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Triggers};

use crate::card::weekday_against_date as card;
use crate::date_check::check_date;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

/// A date without a year is taken to be of the year recorded, and the finding is then less sure.
fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (printed, span) = date.weekday?;
    let mut date = *date;
    let stated = date.full_year().is_some();
    if !stated {
        date.year = cx.settings.record_year();
        date.year_digits = 4;
    }
    let right = date.true_weekday().filter(|right| *right != printed)?;
    let confidence = if stated { Confidence::Certain } else { Confidence::Likely };
    let day = cx.of(Span::new(date.span.start, span.start)).trim_end_matches(['（', '(', ' ', '，']);
    let finding = Finding::new(Place::Here(date.span), confidence)
        .arg(card::args::FOUND, cx.of(date.span))
        .arg(card::args::DATE, day)
        .arg(card::args::WANT, right.han());
    Some(finding)
}
