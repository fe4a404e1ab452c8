//! 破折号: --, ──, －－, a single — or a dash of odd length.

use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::broken_dash as card;
use crate::table::mark_forms::{ANNOUNCING_NOUNS, LINE_NOUNS};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Hyphen, K::DrawnLine, K::WideHyphen, K::EmDash]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let Some(after) = cx.kind_after(i) else { return };
    let Some(before) = cx.kind_before(i) else { return at_head(cx, i, after) };
    let words = |k: K| matches!(k, K::Han) || k.is_opener() || k.is_closer();
    let han = words(before) && words(after);
    let length = cx.token_text(i).chars().count();
    let mut span = token.span;
    if let Some(whole) = in_two_halves(cx, i) {
        return push(cx, whole);
    }
    if token.kind == K::EmDash && length == 1 && is_half(cx, i) {
        let finding = Finding::likely(span)
            .arg(card::args::FOUND, cx.of(span))
            .arg(card::args::WANT, "——")
            .fix(span, "——");
        return cx.push(finding);
    }
    let sure = match token.kind {
        K::Hyphen | K::DrawnLine => (2..=4).contains(&length),
        // Full-width hyphens come one by one: the first speaks for both.
        K::WideHyphen if after == K::WideHyphen => {
            span.end = cx.tokens[i + 1].span.end;
            let then = cx.kind(i + 2);
            if words(before) && then.is_some_and(words) {
                push(cx, span);
            }
            return;
        }
        K::EmDash => matches!(length, 3 | 4),
        _ => false,
    };
    if sure && han {
        push(cx, span);
    }
}

fn push(cx: &mut LocalContext<'_>, span: Span) {
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, "——")
        .fix(span, "——");
    cx.push(finding);
}

/// — —: both halves, if the first is token `i` and Han text stands on both sides.
fn in_two_halves(cx: &LocalContext<'_>, i: usize) -> Option<Span> {
    let first =
        cx.tokens.get(i).filter(|t| matches!(t.kind, K::EmDash | K::WideHyphen) && t.span.len() == 3)?;
    let second = cx.tokens.get(i + 2).filter(|t| t.kind == first.kind && t.span.len() == 3)?;
    let blank = cx.kind(i + 1) == Some(K::Space) && cx.token_text(i + 1) == " ";
    let text = |k: Option<K>| k.is_some_and(|k| k == K::Han || k.is_opener() || k.is_closer());
    (blank && text(cx.kind_before(i)) && text(cx.kind_after(i + 2))).then_some(first.span.join(second.span))
}

/// A single — that cuts off speech (站住—”), or behind a noun that announces what follows: 品牌—石磨坊, 积蓄—12万元.
fn is_half(cx: &LocalContext<'_>, i: usize) -> bool {
    if is_in_title(cx, i) {
        return true;
    }
    if cx.kind_before(i) != Some(K::Han) {
        return false;
    }
    let speech = cx.kind_after(i) == Some(K::RightDouble);
    let announced = ends_any(cx.token_text(i - 1), ANNOUNCING_NOUNS) && !cx.token_text(i - 1).ends_with("号");
    let follows = matches!(cx.kind_after(i), Some(K::Han | K::Digit | K::LeftTitle | K::LeftDouble));
    // 清河水库—青石大桥段 joins two ends: the same sort of thing on both sides.
    let after = cx.kind_after(i).map(|_| cx.token_text(i + 1)).unwrap_or_default();
    let line = has_any(after, LINE_NOUNS) || after.contains('段');
    speech && cx.tokens[i].depth > 0 || announced && follows && !line && !ends_any(after, ANNOUNCING_NOUNS)
}

/// ----2012年 and --题记: a dash at the head of a line, before the date or the name it leads.
fn at_head(cx: &mut LocalContext<'_>, i: usize, after: K) {
    let span = cx.tokens[i].span;
    let drawn = matches!(cx.token_text(i), "--" | "----" | "──");
    if drawn && matches!(after, K::Han | K::Digit | K::LeftTitle | K::LeftDouble) {
        push(cx, span);
    }
}

/// A title has so many tokens at the most before its subtitle.
const TITLE: usize = 6;

/// 《山乡岁月—移民口述史》: the dash before a subtitle, which no line or way is.
fn is_in_title(cx: &LocalContext<'_>, i: usize) -> bool {
    let long = |i: usize| cx.kind(i) == Some(K::Han) && cx.token_text(i).chars().count() >= 4;
    let (Some(before), after) = (i.checked_sub(1), i + 1) else { return false };
    if !long(before) || !long(after) || has_any(cx.token_text(after), LINE_NOUNS) {
        return false;
    }
    let back = (before.saturating_sub(TITLE)..before).rev();
    back.take_while(|at| cx.kind(*at) != Some(K::RightTitle)).any(|at| cx.kind(at) == Some(K::LeftTitle))
}
