//! 9:30时: the colon and the word for the hour.

use kanwu_plugin::reading::date::{TimeForm, TimeReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Triggers};

use crate::card::clock_unit_doubled as card;
use crate::date_check::check_time;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Time]), |cx, trigger| {
    check_time(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, time: &TimeReading) -> Option<Finding> {
    if !matches!(time.form, TimeForm::Colon | TimeForm::WideColon) || time.hour > 24 {
        return None;
    }
    let after = cx.after(time.span.end);
    let mut chars = after.chars();
    let unit = chars.next().filter(|c| words::CLOCK_UNIT.contains(c))?;
    if chars.next().is_some_and(|c| words::AFTER_HOUR_IN_WORD.contains(&c)) {
        return None;
    }
    let extra = Span::new(time.span.end, time.span.end + unit.len_utf8() as u32);
    let span = time.span.join(extra);
    let finding = Finding::certain(span).arg(card::args::FOUND, cx.of(span));
    Some(finding.arg(card::args::WANT, cx.of(time.span)).fix(extra, ""))
}
