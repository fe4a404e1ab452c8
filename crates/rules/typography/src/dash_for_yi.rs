//! A dash or a kana ー for 一: 万众—心, ー是.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::{cost, segment};
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::dash_for_yi as card;
use crate::table::character_words as words;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::EmDash, K::WideHyphen, K::DrawnLine, K::Letter]), check);

/// So many characters on each side are cut into words with it.
const ROUND: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let mark = cx.of(span);
    let kana = mark == "ー";
    if mark.chars().count() != 1 || (cx.tokens[i].kind == K::Letter && !kana) {
        return;
    }
    let han = |c: Option<char>| c.is_some_and(|c| kind_of(c) == K::Han);
    let (before, after) = (cx.char_before(span.start), cx.char_after(span.end));
    // After an entry's title stands a blank.
    let mark_before = cx.before(span.start).trim_end().chars().next_back();
    let opens = mark_before.is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | '、' | '】'));
    let at_head = opens && after.is_some_and(|c| words::AFTER_ONE_AT_HEAD.contains(&c));
    let finding = if kana && (han(before) || opens) && han(after) || at_head {
        Finding::certain(span)
    } else if han(before) && is_word(cx, span) {
        Finding::likely(span)
    } else {
        return;
    };
    cx.push(finding.arg(card::args::FOUND, mark).fix(span, "一"));
}

/// Whether 一 in its place makes a word with its neighbours, and the text far likelier.
fn is_word(cx: &LocalContext<'_>, span: Span) -> bool {
    let is_han = |c: &char| kind_of(*c) == K::Han;
    let left: String = tail(cx.before(span.start), ROUND).chars().rev().take_while(is_han).collect();
    let left: String = left.chars().rev().collect();
    let right: String = head(cx.after(span.end), ROUND).chars().take_while(is_han).collect();
    let joined = format!("{left}一{right}");
    let at = left.len() as u32;
    let covers = |w: &kanwu_plugin::reading::words::Word| {
        w.span.start < at && w.span.end > at && w.of(&joined).chars().count() > 1
    };
    // One character more makes a text less likely, unless a word is gained.
    segment(&joined).iter().any(covers) && cost(&joined) <= cost(&left) + cost(&right)
}
