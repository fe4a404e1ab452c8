//! A full stop before a note that belongs to the sentence before it, which goes on behind it.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::stop_before_inner_note as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["。（"]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let Some(stop) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.opened_by(stop + 1) else { return };
    let close = pair.close as usize;
    let goes_on = matches!(cx.kind_after(close), Some(K::FullComma | K::EnumerationComma | K::FullSemicolon));
    if !goes_on {
        return;
    }
    let mark = cx.tokens[stop].span;
    let finding = Finding::likely(mark).fix(mark, "");
    cx.push(finding);
}
