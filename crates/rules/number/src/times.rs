//! Times of day: 下午15时, 14：30.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{TimeForm, TimeReading};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use kanwu_plugin::context::{ends_any, starts_any};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Time]);

pub(crate) const HALVES: Rule = Rule::local("clock-systems-mixed", WAKE, |cx, w| each(cx, w, halves));
pub(crate) const COLON: Rule = Rule::local("full-width-colon-in-time", WAKE, |cx, w| each(cx, w, colon));

fn each(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&LocalContext<'_>, &TimeReading) -> Option<Finding>,
) {
    let Trigger::Item(i) = trigger else { return };
    let found: Vec<Finding> = match &cx.paragraph().items[i] {
        Item::Time(time) => judge(cx, time).into_iter().collect(),
        Item::TimeRange(range) => [&range.from, &range.to].into_iter().filter_map(|t| judge(cx, t)).collect(),
        _ => return,
    };
    for finding in found {
        cx.push(finding);
    }
}

fn halves(cx: &LocalContext<'_>, time: &TimeReading) -> Option<Finding> {
    let (word, at) = time.period?;
    let forenoon = matches!(word, "上午" | "凌晨" | "清晨" | "早晨" | "早上" | "中午" | "午间");
    let afternoon = matches!(word, "下午" | "午后" | "傍晚" | "晚上" | "晚间");
    let hour = time.hour;
    if !(forenoon && hour > 12 || afternoon && (13..24).contains(&hour)) {
        return None;
    }
    let bare = cx.of(kanwu_plugin::Span::new(at.end, time.span.end)).trim_start();
    Some(Finding::certain(time.span).arg("found", cx.of(time.span)).arg("want", bare))
}

fn colon(cx: &LocalContext<'_>, time: &TimeReading) -> Option<Finding> {
    if time.form != TimeForm::WideColon || time.hour > 24 || time.minute.is_none_or(|m| m > 59) {
        return None;
    }
    // 比例1：30, 比分3：10
    let before = cx.before(time.span.start);
    if ends_any(before, &["比", "为", "例", "分", "率", "第", "按"])
        || starts_any(cx.after(time.span.end), &["的比", "比例"])
    {
        return None;
    }
    let text = cx.of(time.span);
    let offset = text.find('：')? as u32;
    let at = kanwu_plugin::Span::new(time.span.start + offset, time.span.start + offset + "：".len() as u32);
    Some(Finding::certain(time.span).arg("found", text).arg("want", text.replace('：', ":")).fix(at, ":"))
}
