//! A point right behind 省略号.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::ellipsis_beside_point as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Ellipsis]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if let Some(before) = i.checked_sub(1).filter(|n| cx.kind(*n) == Some(K::EnumerationComma)) {
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
    let near = cx.tokens[i.saturating_sub(6)..i].iter().chain(cx.tokens[i + 2..].iter().take(6));
    if near.into_iter().any(|t| t.kind == K::Ellipsis) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    // At the end of a paragraph nothing else can be meant.
    let ends = cx.kind(i + 1) == Some(K::FullStop) && cx.tokens[i + 2..].iter().all(|t| t.kind.is_space());
    let finding = if ends { Finding::likely(whole) } else { Finding::guess(whole) };
    let finding = finding.arg(card::args::FOUND, cx.of(whole)).arg(card::args::WANT, "……").fix(mark, "");
    cx.push(finding);
}
