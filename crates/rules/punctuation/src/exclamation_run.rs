//! More than three question or exclamation marks on end.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::exclamation_run as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::FullExclamation, K::FullQuestion]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let loud = |k: Option<K>| matches!(k, Some(K::FullExclamation | K::FullQuestion));
    if loud(cx.kind_before(i)) {
        return;
    }
    let mut end = i;
    while loud(cx.kind_after(end)) {
        end += 1;
    }
    if end - i < 3 {
        return;
    }
    let whole = Span::new(cx.tokens[i].span.start, cx.tokens[end].span.end);
    let third = Span::new(whole.start, cx.tokens[i + 2].span.end);
    let finding = Finding::certain(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, cx.of(third))
        .fix(Span::new(third.end, whole.end), "");
    cx.push(finding);
}
