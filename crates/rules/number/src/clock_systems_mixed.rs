//! 下午15时: hours counted to 12 and to 24 at once.

use kanwu_plugin::reading::date::TimeReading;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Triggers};

use crate::card::clock_systems_mixed as card;
use crate::date_check::check_time;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Time]), |cx, trigger| {
    check_time(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, time: &TimeReading) -> Option<Finding> {
    let (word, at) = time.period?;
    let hour = time.hour;
    let forenoon = words::FORENOON.contains(&word) && hour > 12;
    let afternoon = words::AFTERNOON.contains(&word) && (13..24).contains(&hour);
    if !(forenoon || afternoon) {
        return None;
    }
    let bare = cx.of(Span::new(at.end, time.span.end)).trim_start();
    let finding = Finding::certain(time.span).arg(card::args::FOUND, cx.of(time.span));
    Some(finding.arg(card::args::WANT, bare))
}
