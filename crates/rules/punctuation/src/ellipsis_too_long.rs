//! 省略号 of more than six dots.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::ellipsis_too_long as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Ellipsis]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let leads = matches!(cx.kind_after(i), Some(K::Digit | K::Space | K::WideSpace | K::LeftParen));
    let length = cx.token_text(i).chars().count();
    let within = cx.kind_before(i) == Some(K::Han) && cx.kind_after(i) == Some(K::Han);
    // Two in a row stand for a passage left out; one and a half is neither.
    if matches!(length, 0..=2)
        || length == 4 && !within
        || length == 3 && cx.kind_before(i) != Some(K::Han)
        || leads
    {
        return;
    }
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, "……")
        .fix(span, "……");
    cx.push(finding);
}
