//! 涉及3个街道，120个住户: two quantities under one verb are parted by 顿号.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::comma_between_quantities as card;
use crate::table::clause_words::{REACHED, REACHING_VERBS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(REACHING_VERBS), check);

/// A thing counted has at most so many bytes.
const SHORT: u32 = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, verb) = trigger else { return };
    let Some(mut at) = cx.token_at(verb.end) else { return };
    if cx.kind(at) == Some(K::Space) {
        at += 1;
    }
    let Some(comma) = counted(cx, at).filter(|n| cx.kind(*n) == Some(K::FullComma)) else { return };
    let Some(end) = counted(cx, comma + 1) else { return };
    if !matches!(cx.kind(end), Some(K::FullStop | K::FullSemicolon)) {
        return;
    }
    let span = cx.tokens[comma].span;
    let finding =
        Finding::likely(span).arg(card::args::FOUND, "，").arg(card::args::WANT, "、").fix(span, "、");
    cx.push(finding);
}

/// Past `3个街道` that begins at token `at`: digits, then the thing counted.
fn counted(cx: &LocalContext<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    if cx.kind(i) != Some(K::Digit) {
        return None;
    }
    i += 1;
    if cx.kind(i) == Some(K::Space) {
        i += 1;
    }
    let thing = cx.tokens.get(i)?;
    // 人 and amounts of money are what was done, not what was reached.
    let text = cx.of(thing.span);
    let counts = text.starts_with(REACHED);
    (thing.kind == K::Han && counts && thing.span.len() <= SHORT).then_some(i + 1)
}
