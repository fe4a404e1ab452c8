//! The date, or the times of day, that triggered a rule.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateReading, TimeReading};
use kanwu_plugin::{Finding, LocalContext, Trigger};

use crate::table::date_words as words;

/// Reports what `judge` says of the date.
pub(crate) fn check_date(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&LocalContext<'_>, &DateReading) -> Option<Finding>,
) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Date(date)) = cx.paragraph().items.get(i) else { return };
    if let Some(finding) = judge(cx, date) {
        cx.push(finding);
    }
}

/// Reports what `judge` says of the time of day, or of both ends of a range of them.
pub(crate) fn check_time(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&LocalContext<'_>, &TimeReading) -> Option<Finding>,
) {
    let Trigger::Item(i) = trigger else { return };
    let found: Vec<Finding> = match cx.paragraph().items.get(i) {
        Some(Item::Time(time)) => judge(cx, time).into_iter().collect(),
        Some(Item::TimeRange(range)) => {
            [&range.from, &range.to].into_iter().filter_map(|t| judge(cx, t)).collect()
        }
        _ => return,
    };
    for finding in found {
        cx.push(finding);
    }
}

/// Whether an era is 民国.
pub(crate) fn is_republic(era: &str) -> bool {
    words::REPUBLIC.contains(&era)
}
