//! 序次语 at the head of a paragraph: 一、 （一） 1. （1） ①, each with its own point or none.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const ARABIC: Rule = Rule::local("enumeration-comma-after-digit", Triggers::paragraph(), arabic);

pub(crate) const BRACKETED: Rule = Rule::local(
    "point-after-bracketed-number",
    Triggers { terms: &["）、", "）．", "）.", "），"], ..Triggers::kinds(&[K::Enclosed]) },
    bracketed,
);

pub(crate) const HAN: Rule = Rule::local("comma-after-han-number", Triggers::paragraph(), han);

/// The first token that is no blank.
fn first(cx: &LocalContext<'_>) -> Option<usize> {
    let i = cx.tokens.iter().take(3).position(|t| !t.kind.is_space())?;
    Some(i)
}

fn is_han_number(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 3 && text.chars().all(|c| "一二三四五六七八九十".contains(c))
}

fn arabic(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(i) = first(cx) else { return };
    let number = match cx.kind(i) {
        Some(K::Digit) => cx.token_text(i).len() <= 2,
        Some(K::Latin) => cx.token_text(i).len() == 1,
        _ => false,
    };
    if !number || cx.kind(i + 1) != Some(K::EnumerationComma) || !is_text(cx, i + 2) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let want = format!("{}.", cx.token_text(i));
    let finding = Finding::likely(whole).arg("found", cx.of(whole)).arg("want", want).fix(mark, ".");
    cx.push(finding);
}

/// Han text and no second number: 1、2号线 lists numbers.
fn is_text(cx: &LocalContext<'_>, i: usize) -> bool {
    match cx.kind(i) {
        Some(K::Han) => cx.token_text(i).chars().count() >= 2 && cx.kind(i + 1) != Some(K::EnumerationComma),
        Some(k) => k.is_opener(),
        None => false,
    }
}

fn han(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(i) = first(cx) else { return };
    if cx.kind(i) != Some(K::Han) || !is_han_number(cx.token_text(i)) {
        return;
    }
    let Some(K::FullComma | K::Comma | K::Period | K::FullPeriod) = cx.kind(i + 1) else { return };
    // 一，二，三 counts aloud.
    if cx.kind(i + 2) != Some(K::Han) || is_han_number(cx.token_text(i + 2)) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let want = format!("{}、", cx.token_text(i));
    let finding = Finding::certain(whole).arg("found", cx.of(whole)).arg("want", want).fix(mark, "、");
    cx.push(finding);
}

fn bracketed(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let mark = match trigger {
        Trigger::Token(i) => i + 1,
        Trigger::Term(_, span) => match cx.token_at(span.start) {
            Some(close) => close + 1,
            None => return,
        },
        _ => return,
    };
    let Some(K::EnumerationComma | K::FullPeriod | K::Period | K::FullComma) = cx.kind(mark) else { return };
    let Some(from) = first(cx) else { return };
    let numbered = match (cx.kind(from), mark - from) {
        (Some(K::Enclosed), 1) => true,
        (Some(K::LeftParen), 3) => {
            let inside = cx.token_text(from + 1);
            is_han_number(inside) || inside.len() <= 2 && cx.kind(from + 1) == Some(K::Digit)
        }
        _ => false,
    };
    // （一）、（二）项 lists clauses.
    if !numbered || !matches!(cx.kind(mark + 1), Some(K::Han)) {
        return;
    }
    let span = cx.tokens[mark].span;
    let whole = Span::new(cx.tokens[from].span.start, span.end);
    let want = cx.of(Span::new(whole.start, span.start));
    let finding = Finding::certain(whole).arg("found", cx.of(whole)).arg("want", want).fix(span, "");
    cx.push(finding);
}
