//! Differences of rates: 破案率…上升7.8% for 7.8个百分点; ‰ in 百分点; a share above 100%.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use kanwu_plugin::context::{ends_any, has_any, sentence_before, tail};

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Percent]);

pub(crate) const POINT: Rule = Rule::local("percent-for-point", WAKE, point);
pub(crate) const PERMILLE: Rule = Rule::local("point-for-permille", WAKE, permille);
pub(crate) const ABOVE: Rule = Rule::local("share-above-hundred", WAKE, above);

fn percentage<'a>(cx: &LocalContext<'a>, trigger: Trigger) -> Option<(usize, &'a Quantity, &'static str)> {
    let Trigger::Item(i) = trigger else { return None };
    match cx.paragraph().items.get(i) {
        Some(Item::Quantity(quantity)) => {
            let key = quantity.unit.as_ref()?.head.id.unit().key;
            Some((i, quantity, key))
        }
        _ => None,
    }
}

const CHANGES: &[&str] = &["上升", "提高", "下降", "回落", "提升", "降低", "增加", "减少", "增长"];
const AGAINST: &[&str] = &[
    "同比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "环比",
    "比上年同期",
    "较上年同期",
    "比年初",
    "较年初",
    "分别",
    "均",
];

/// Rates that stand for a count and may well fall by a per cent of themselves.
const COUNT_LIKE: &[&str] = &[
    "发案率",
    "发病率",
    "死亡率",
    "事故率",
    "案发率",
    "增长率",
    "信访率",
    "投诉率",
    "利率",
    "费率",
    "税率",
    "汇率",
    "效率",
    "概率",
    "功率",
    "频率",
    "复发率",
];

fn point(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some((i, quantity, "percent")) = percentage(cx, trigger) else { return };
    if quantity.range.is_some() {
        return;
    }
    let mut before = cx.before(quantity.span.start).trim_end().trim_end_matches('了');
    if !ends_any(before, CHANGES) {
        return;
    }
    before = CHANGES.iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before).trim_end();
    while let Some(rest) = AGAINST.iter().find_map(|w| before.strip_suffix(w)) {
        before = rest.trim_end();
    }
    // 破案率48.4%，同比上升7.8%: the rate stands before its value.
    let stated = before.strip_suffix('，').map(str::trim_end);
    let previous = i.checked_sub(1).and_then(|p| cx.paragraph().items.get(p));
    let name = match (stated, previous) {
        (Some(clause), Some(Item::Quantity(value)))
            if value.span.end as usize == clause.len()
                && value.unit.as_ref().is_some_and(|u| u.head.id.unit().key == "percent") =>
        {
            cx.before(value.span.start).trim_end().trim_end_matches(['为', '达', '到', '至']).trim_end()
        }
        _ => before,
    };
    let rate = ends_any(name, &["率", "比重", "占比", "比例"]);
    if !rate {
        return;
    }
    let count_like = ends_any(name, COUNT_LIKE);
    let confidence =
        if count_like || cx.of(quantity.span).len() > 7 { Confidence::Guess } else { Confidence::Likely };
    let confidence = if quantity.number.value >= Decimal::from(60) { Confidence::Guess } else { confidence };
    let Some(unit) = &quantity.unit else { return };
    let want = format!("{}个百分点", cx.of(quantity.number.span));
    let span = Span::new(quantity.number.span.start, unit.span.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg("found", cx.of(span))
        .arg("want", want)
        .fix(unit.span, "个百分点");
    cx.push(finding);
}

/// 出生率6.0‰，比上年下降0.2个百分点
fn permille(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some((i, quantity, "percentage-point")) = percentage(cx, trigger) else { return };
    let items = &cx.paragraph().items;
    let before = cx.before(quantity.span.start);
    let previous = items.get(..i).into_iter().flatten().rev().find_map(|item| match item {
        Item::Quantity(q) => Some(q),
        _ => None,
    });
    let Some(previous) =
        previous.filter(|p| p.unit.as_ref().is_some_and(|u| u.head.id.unit().key == "permille"))
    else {
        return;
    };
    let between = before.get(previous.span.end as usize..).unwrap_or_default();
    if between.chars().count() > 14 || between.contains(['。', '；']) {
        return;
    }
    let Some(unit) = &quantity.unit else { return };
    let word = cx.of(unit.span);
    let at = Span::new(unit.span.end - "百分点".len() as u32, unit.span.end);
    let finding = Finding::likely(at)
        .arg("found", cx.of(Span::new(quantity.number.span.start, unit.span.end)))
        .arg("want", format!("{}{}", cx.of(quantity.number.span), word.replace("百分点", "千分点")))
        .fix(at, "千分点");
    cx.push(finding);
}

/// Shares that can't pass 100%.
const SHARES: &[&str] = &[
    "合格率",
    "优良率",
    "优秀率",
    "及格率",
    "毕业率",
    "覆盖率",
    "满意率",
    "满意度",
    "普及率",
    "就业率",
    "结案率",
    "办结率",
    "破案率",
    "参保率",
    "接种率",
    "绿化率",
    "森林覆盖率",
    "城镇化率",
    "升学率",
    "巩固率",
    "出勤率",
    "占比",
    "比重",
];

fn above(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some((_, quantity, "percent")) = percentage(cx, trigger) else { return };
    if quantity.number.value <= Decimal::from(100) || quantity.range.is_some() {
        return;
    }
    let before = sentence_before(cx.paragraph(), quantity.span.start).trim_end();
    let name = before.trim_end_matches(['为', '达', '到', '至', '了', '均', '分', '别']);
    if !ends_any(name, SHARES) || has_any(tail(name, 10), &["毛入学", "计划", "增长"]) {
        return;
    }
    let what = SHARES.iter().find(|w| name.ends_with(**w)).copied().unwrap_or_default();
    let finding = Finding::likely(quantity.span).arg("found", cx.of(quantity.span)).arg("what", what);
    cx.push(finding);
}
