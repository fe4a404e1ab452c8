//! Full stops or a half ellipsis for the six dots of 省略号.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::dots_for_ellipsis as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Period, K::Ellipsis, K::MiddleDot, K::OtherDot]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let wrong = match token.kind {
        K::Period => token.span.len() >= 3 && token.span.len() <= 12,
        K::MiddleDot | K::OtherDot => (3..=6).contains(&cx.token_text(i).chars().count()),
        _ => cx.token_text(i).chars().count() == 1,
    };
    if !wrong || cx.kind_before(i) != Some(K::Han) {
        return;
    }
    // Leaders of a contents line and of a form run to a number or a blank.
    let goes_on = matches!(cx.kind_after(i), Some(K::Han | K::RightDouble | K::RightParen))
        || (cx.kind_after(i).is_none() && cx.token_text(i).chars().count() <= 6);
    if !goes_on {
        return;
    }
    let finding = Finding::certain(token.span)
        .arg(card::args::FOUND, cx.of(token.span))
        .arg(card::args::WANT, "……")
        .fix(token.span, "……");
    cx.push(finding);
}
