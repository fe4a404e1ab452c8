//! A second colon in the sentence that another colon leads.

use kanwu_plugin::{Finding, LocalContext, Place, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::colon_within_colon as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullColon]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    // 9：00 is a clock time.
    if (cx.kind_before(i), cx.kind_after(i)) == (Some(K::Digit), Some(K::Digit)) {
        return;
    }
    let earlier = cx.tokens[..i].iter().rposition(|t| {
        t.kind.ends_sentence() || matches!(t.kind, K::FullSemicolon | K::FullColon) && t.depth == token.depth
    });
    let Some(first) = earlier.filter(|&n| cx.tokens[n].kind == K::FullColon) else { return };
    // Rows of a form (地址：… 电话：…) stand apart by blanks.
    if cx.tokens[first..i].iter().any(|t| t.kind.is_space()) {
        return;
    }
    let at = cx.tokens[first].span;
    let finding = Finding::guess(token.span)
        .arg(card::args::FOUND, cx.of(token.span))
        .labelled(Place::Here(at), card::labels::EARLIER);
    cx.push(finding);
}
