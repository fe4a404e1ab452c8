//! Characters that print nothing or have no agreed shape: zero-width, soft hyphens, private use, control.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::invisible_character as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Invisible, K::PrivateUse, K::Control]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let Some(first) = cx.of(token.span).chars().next() else { return };
    let finding = Finding::certain(token.span).arg(card::args::CODE, format!("U+{:04X}", first as u32));
    let finding = match token.kind {
        // Only its font says what a private-use character stands for.
        K::PrivateUse => finding.variant(card::variants::PRIVATE_USE),
        _ => finding.fix(token.span, ""),
    };
    cx.push(finding);
}
