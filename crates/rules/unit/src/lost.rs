//! 实现产值301亿，: money without its unit.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("money-unit-lost", Triggers::flags(&[ItemFlag::Unitless]), check);

/// How far back money must be spoken of, in characters.
const BACK: usize = 12;

const MONEY: &[&str] = &[
    "产值",
    "投资",
    "收入",
    "资金",
    "贷款",
    "税收",
    "营收",
    "支出",
    "利润",
    "补贴",
    "补助",
    "债券",
    "货值",
    "金额",
    "存款",
    "融资",
    "授信",
    "营业额",
    "销售额",
    "交易额",
    "成交额",
    "零售额",
    "总额",
    "经费",
    "拨款",
];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let number = &quantity.number;
    let Some(scale) = number.scale.filter(|s| s.power == 4 || s.power == 8) else { return };
    let plain = quantity.range.is_none() && quantity.currency.is_none() && number.form != NumberForm::Han;
    let stops = |c: char| matches!(c, '，' | '。' | '；');
    if !plain || !cx.char_after(quantity.span.end).is_none_or(stops) {
        return;
    }
    let before = cx.before(quantity.span.start);
    let from = before.char_indices().rev().take(BACK).last().map_or(0, |(at, _)| at);
    let near = before.get(from..).unwrap_or_default();
    // The clause must speak of money, and no count or currency may stand between.
    let clause = near.rsplit(['，', '。', '；', '、', '（']).next().unwrap_or_default();
    if !MONEY.iter().any(|w| clause.contains(w)) || ["元", "人", "户"].iter().any(|w| clause.contains(w)) {
        return;
    }
    let span = Span::new(number.span.start, quantity.span.end);
    let want = format!("{}元", cx.of(span));
    let at = Span::empty(quantity.approx_after.map_or(scale.span.end, |a| a.span.end).max(scale.span.end));
    let finding = Finding::likely(span).arg("found", cx.of(span)).arg("want", want).fix(at, "元");
    cx.push(finding);
}
