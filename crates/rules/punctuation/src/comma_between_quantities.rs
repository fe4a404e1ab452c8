//! 涉及3个街道，120个住户: two quantities under one verb are parted by 顿号.

use kanwu_plugin::context::joined;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_between_quantities as card;
use crate::table::clause_words::{REACHED, REACHING_VERBS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&WORDS), check);

/// The verbs, and 等 behind a list of things with their numbers.
const WORDS: [&str; REACHING_VERBS.len() + 1] = joined(&[REACHING_VERBS, &["等"]]);

/// A thing counted has at most so many bytes.
const SHORT: u32 = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, verb) = trigger else { return };
    if n == REACHING_VERBS.len() {
        return before_etc(cx, verb.start);
    }
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

/// 校医6名、营养师2名，心理教师4名等: the comma before the last thing of a list, where 顿号 parts the others.
fn before_etc(cx: &mut LocalContext<'_>, etc: u32) {
    let Some(i) = cx.token_at(etc) else { return };
    // Name, number, measure and 等 are three tokens: Han, digits, Han.
    let Some(comma) = i.checked_sub(3).filter(|n| cx.kind(*n) == Some(K::FullComma)) else { return };
    let measure = Span::new(cx.tokens[i].span.start, etc);
    let thing = cx.kind(comma + 1) == Some(K::Han) && cx.tokens[comma + 1].span.len() <= SHORT;
    let short = (3..=9).contains(&measure.len()) && cx.kind(i - 1) == Some(K::Digit);
    let same = |n: usize| cx.kind(n) == Some(K::Han) && cx.tokens[n].span.len() <= 9;
    let listed = comma >= 4
        && same(comma - 1)
        && cx.kind(comma - 2) == Some(K::Digit)
        && cx.kind(comma - 3) == Some(K::Han)
        && cx.kind(comma - 4) == Some(K::EnumerationComma);
    // 新增车辆12台等 with a verb at its head is a clause.
    let name = cx.token_text(comma + 1);
    let noun = segment(name).first().is_some_and(|w| {
        !matches!(w.class, WordClass::Verb | WordClass::Preposition | WordClass::Adverb | WordClass::Pronoun)
    });
    if !thing
        || !short
        || !listed
        || !noun
        || !cx.after(etc + 3).starts_with(|c: char| !"，。；、".contains(c))
    {
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
