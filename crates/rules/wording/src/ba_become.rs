//! 把活动成为途径: 把 needs a verb that does something to its object, and 成为 does nothing.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local("ba-with-become", Triggers::terms(&["成为"]), check);

/// What is done to an object so that it becomes something, though the lexicon has most of these as nouns.
const DONE: [&str; 24] = [
    "建设", "培育", "培养", "打造", "发展", "转化", "改造", "塑造", "锻造", "推选", "评选", "选举", "转变",
    "演变", "提升", "升级", "规划", "创建", "构建", "教育", "训练", "扩建", "组建", "造就",
];

/// Between the two so many bytes at the most.
const LONGEST: usize = 90;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, become_) = trigger else { return };
    let before = &cx.tokens[..cx.tokens.partition_point(|t| t.span.end <= become_.start)];
    let ends = |kind: K| kind.is_point() || kind == K::Newline;
    let start = before.iter().rfind(|t| ends(t.kind)).map_or(0, |t| t.span.end);
    let clause = cx.of(Span::new(start, become_.end));
    let Some(ba) = clause.rfind('把').filter(|at| clause.len() - at <= LONGEST) else { return };
    let from = &clause[ba..];
    let words = segment(from);
    let mut last = words.iter().rev();
    // 建成为, 打造成为: the verb that 把 needs stands before it.
    let (Some(word), Some(object), Some(first)) = (last.next(), last.next(), words.first()) else { return };
    let thing = matches!(object.class, WordClass::Noun | WordClass::Nominal | WordClass::Place);
    let alone = first.of(from) == "把" && words.len() > 2;
    let done = words.iter().skip(1).any(|w| w.class == WordClass::Verb && w.of(from) != "成为");
    let made = DONE.iter().any(|d| object.of(from).ends_with(d));
    if word.of(from) != "成为" || made || !thing || !alone || done {
        return;
    }
    let at = start + ba as u32;
    let mark = Span::new(at, at + '把'.len_utf8() as u32);
    let found = Span::new(at, become_.end);
    cx.push(Finding::likely(found).arg("found", cx.of(found)).fix(mark, "使"));
}
