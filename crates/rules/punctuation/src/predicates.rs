//! 清理不及时金额较大: two faults told without a mark between.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("predicates-run-together", Triggers::terms(&FAULTS), check);

/// How what is wrong is said; each may also end a second clause.
const FAULTS: [&str; 20] = [
    "不及时",
    "不到位",
    "不规范",
    "不完善",
    "不健全",
    "不明确",
    "不严格",
    "不准确",
    "不完整",
    "不合理",
    "不充分",
    "不平衡",
    "不足",
    "不高",
    "不强",
    "不严",
    "滞后",
    "薄弱",
    "缺失",
    "缓慢",
];

/// What may also be said of the second thing.
const DEGREES: [&str; 8] = ["较大", "较多", "较高", "较低", "偏低", "偏高", "过多", "过低"];

/// Words that the first predicate describes: 不规范行为较多 is one clause.
const DESCRIBED: [&str; 14] = [
    "问题", "情况", "现象", "行为", "方面", "环节", "部分", "企业", "单位", "项目", "费用", "收费", "支出",
    "结构",
];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    // What matters stands before the next mark.
    let Some(next) = cx.token_at(span.end) else { return };
    let rest = cx.paragraph().of(Span::new(span.end, cx.tokens[next].span.end));
    let second = FAULTS.iter().chain(&DEGREES).filter_map(|f| rest.find(f)).min();
    // One thing or two words for it.
    let Some(subject) = second.and_then(|n| rest.get(..n)).filter(|s| (6..=18).contains(&s.len())) else {
        return;
    };
    let words = segment(subject);
    let things = words.iter().all(|w| matches!(w.class, WordClass::Noun | WordClass::Nominal));
    if !things || DESCRIBED.iter().any(|d| subject.ends_with(d)) {
        return;
    }
    let found = Span::new(span.start, span.end + subject.len() as u32);
    let finding = Finding::likely(found)
        .arg("found", cx.of(found))
        .arg("want", format!("{}、{subject}", cx.of(span)))
        .fix(Span::empty(span.end), "、");
    cx.push(finding);
}
