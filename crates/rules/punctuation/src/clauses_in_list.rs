//! 出台文件1份、了解落实情况: 顿号 between an object with its number and the verb of the next clause.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::clause::{part_after, part_before};

pub(crate) const RULE: Rule =
    Rule::local("enumeration-comma-between-clauses", Triggers::kinds(&[K::EnumerationComma]), check);

/// Verbs that open a clause and are no part of a name: 培训, 检查 and the like are left out.
const VERBS: [&str; 24] = [
    "了解", "开展", "组织", "举办", "发放", "走访", "收集", "解决", "召开", "帮助", "推送", "征集", "协助",
    "配合", "查处", "救助", "资助", "捐赠", "受理", "办结", "提供", "印制", "张贴", "化解",
];

/// What counts an object.
const MEASURES: [&str; 24] = [
    "份", "次", "场", "人次", "人", "件", "名", "家", "户", "期", "册", "起", "处", "条", "元", "万元", "篇",
    "幅", "台", "辆", "批", "项", "个", "张",
];

/// Between the number and the mark at most so many characters.
const OBJECT: usize = 9;

/// What the verb is about has at least so many characters.
const LEAST: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    let after = cx.after(mark.end);
    let Some(verb) = VERBS.iter().find(|v| after.starts_with(*v)) else { return };
    // 组织部长, 组织委员: whom it names.
    if after.starts_with("组织部") || after.starts_with("组织委员") {
        return;
    }
    let left = cx.of(part_before(cx, mark.start));
    let rest = cx.of(part_after(cx, mark.end + verb.len() as u32).0);
    // Of several clauses with 顿号 between, or a list that 等 closes, the 顿号 are a choice.
    let several = left.split('、').skip(1).any(|item| VERBS.iter().any(|v| item.starts_with(v)));
    if several || rest.contains(['、', '等']) || rest.chars().count() < LEAST || !counted(left) {
        return;
    }
    let found = Span::new(mark.start, mark.end + verb.len() as u32);
    let finding =
        Finding::likely(mark).arg("found", cx.of(found)).arg("want", format!("，{verb}")).fix(mark, "，");
    cx.push(finding);
}

/// Whether `text` ends in a number and what it counts.
fn counted(text: &str) -> bool {
    let Some(digit) = text.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let object = text[digit + 1..].trim_start().trim_start_matches(['万', '亿', '余', '多']);
    object.chars().count() <= OBJECT && MEASURES.iter().any(|m| object.starts_with(m))
}
