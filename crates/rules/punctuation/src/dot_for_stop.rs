//! A dot where a sentence or a clause ends: . ． · for 。

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::dot_for_stop as card;
use crate::dot::{Dot, read};

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Period, K::FullPeriod, K::MiddleDot, K::OtherDot]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    if cx.token_text(i).chars().count() != 1
        || token.span.start < cx.reading.head.end
        || read(cx, i) != Dot::Stop
    {
        return;
    }
    // 12.其中 is seldom a stop; · and other dots are read as stops behind a counted thing only.
    let line = matches!(token.kind, K::Period | K::FullPeriod);
    let counted = cx.items_at(token.span).iter().any(|item| item.span().end == token.span.start);
    if !line && !counted {
        return;
    }
    let blank = cx.tokens.get(i + 1).filter(|t| t.kind == K::Space && cx.kind(i + 2) == Some(K::Han));
    let whole = Span::new(token.span.start, blank.map_or(token.span.end, |t| t.span.end));
    let finding = Finding::likely(token.span)
        .arg(card::args::FOUND, cx.of(token.span))
        .arg(card::args::WANT, "。")
        .fix(whole, "。");
    cx.push(finding);
}
