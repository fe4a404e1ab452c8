//! A point right behind 省略号.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::ellipsis_beside_point as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Ellipsis]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if let Some(before) = i
        .checked_sub(1)
        .filter(|n| matches!(cx.kind(*n), Some(K::EnumerationComma | K::FullComma)))
        .filter(|n| cx.kind(*n) == Some(K::EnumerationComma) || !is_pattern(cx, i))
    {
        let mark = cx.tokens[before].span;
        let whole = mark.join(cx.tokens[i].span);
        let finding = Finding::likely(whole)
            .arg(card::args::FOUND, cx.of(whole))
            .arg(card::args::WANT, cx.token_text(i))
            .fix(mark, "");
        return cx.push(finding);
    }
    let Some(K::FullComma | K::FullStop | K::EnumerationComma | K::FullSemicolon) = cx.kind_after(i) else {
        return;
    };
    // 只要……，就……: the marks stand for words left out of a pattern.
    if is_pattern(cx, i) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    // At the end of a paragraph nothing else can be meant.
    let ends = cx.kind(i + 1) == Some(K::FullStop) && cx.tokens[i + 2..].iter().all(|t| t.kind.is_space());
    // ……，”
    let quoted = cx.kind(i + 1) == Some(K::FullComma) && cx.kind(i + 2) == Some(K::RightDouble);
    let finding = if ends || quoted { Finding::likely(whole) } else { Finding::guess(whole) };
    let finding = finding.arg(card::args::FOUND, cx.of(whole)).arg(card::args::WANT, "……").fix(mark, "");
    cx.push(finding);
}

/// 只要……，就……: whether another 省略号 stands near, so that the marks stand for words left out of a pattern.
fn is_pattern(cx: &LocalContext<'_>, i: usize) -> bool {
    let near = cx.tokens[i.saturating_sub(6)..i].iter().chain(cx.tokens[i + 1..].iter().take(7));
    near.into_iter().any(|t| t.kind == K::Ellipsis)
}
