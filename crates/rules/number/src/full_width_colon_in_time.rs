//! 14：30: a full-width colon in a time of day.

use kanwu_plugin::context::{ends_any, has_any, starts_any};
use kanwu_plugin::reading::date::{TimeForm, TimeReading};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Triggers};

use crate::card::full_width_colon_in_time as card;
use crate::date_check::check_time;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Time]), |cx, trigger| {
    check_time(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, time: &TimeReading) -> Option<Finding> {
    if time.form != TimeForm::WideColon || time.hour > 24 || time.minute.is_none_or(|m| m > 59) {
        return None;
    }
    // 比例1：30, 比分3：10
    let before = cx.before(time.span.start);
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    // 夜间值班为18：00: on the hour or the half, and the clause tells of no ratio.
    let clock = before.ends_with(han::BE)
        && time.minute.is_some_and(|m| m % 30 == 0)
        && !has_any(clause, words::NEAR_RATIO);
    let ratio = !clock && ends_any(before, words::BEFORE_RATIO)
        || starts_any(cx.after(time.span.end), words::AFTER_RATIO);
    if ratio {
        return None;
    }
    let text = cx.of(time.span);
    let start = time.span.start + text.find('：')? as u32;
    let colon = Span::new(start, start + '：'.len_utf8() as u32);
    let finding = Finding::certain(time.span).arg(card::args::FOUND, text);
    Some(finding.arg(card::args::WANT, text.replace('：', ":")).fix(colon, ":"))
}
