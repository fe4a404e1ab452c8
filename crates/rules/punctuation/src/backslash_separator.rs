//! 省\市\县: the slash that parts alternatives leans forward.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::backslash_separator as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Backslash]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if (cx.kind_before(i), cx.kind_after(i)) != (Some(K::Han), Some(K::Han)) {
        return;
    }
    let span = cx.tokens[i].span;
    let finding =
        Finding::certain(span).arg(card::args::FOUND, "\\").arg(card::args::WANT, "/").fix(span, "/");
    cx.push(finding);
}
