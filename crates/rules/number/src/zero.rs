//! 二零二四年, 三千〇五十二: 〇 in years and numbers that name, 零 in quantities.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("wrong-han-zero", Triggers::terms(TERMS), check);

const TERMS: &[&str] = &["零", "○", "二O", "二0", "二o", "九O", "九0", "千〇", "百〇", "万〇", "亿〇"];

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(index, span) = trigger else { return };
    if index >= TERMS.len() - 4 {
        return quantity(cx, span);
    }
    let last = cx.of(span).chars().next_back().map_or(0, char::len_utf8) as u32;
    let at = Span::new(span.end - last, span.end);
    let digit = |c: &char| "一二三四五六七八九〇零○O0o".contains(*c);
    let before: Vec<char> = cx.before(at.start).chars().rev().take(4).take_while(digit).collect();
    let after: Vec<char> = cx.after(at.end).chars().take(4).take_while(digit).collect();
    let year = before.len() + after.len() == 3
        && cx.after(at.end + after.iter().map(|c| c.len_utf8() as u32).sum::<u32>()).starts_with('年');
    let first = before.last().or(after.first());
    if !year || !first.is_some_and(|c| matches!(c, '一' | '二')) || before.is_empty() {
        return;
    }
    let finding = Finding::certain(at).arg("found", cx.of(at)).arg("want", "〇").fix(at, "〇");
    cx.push(finding);
}

fn quantity(cx: &mut LocalContext<'_>, span: Span) {
    let at = Span::new(span.end - "〇".len() as u32, span.end);
    let next = cx.char_after(at.end);
    let before = cx.before(span.start).chars().next_back();
    let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九两十".contains(c));
    if numeral(next) && numeral(before) {
        let finding =
            Finding::certain(at).arg("found", cx.of(at)).arg("want", "零").variant("quantity").fix(at, "零");
        cx.push(finding);
    }
}
