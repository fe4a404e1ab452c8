//! 一， at the head of a paragraph: a Han ordinal has 顿号.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_after_han_number as card;
use crate::ordinal_head::{first_solid, is_han_number};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(i) = first_solid(cx) else { return };
    if cx.kind(i) != Some(K::Han) || !is_han_number(cx.token_text(i)) {
        return;
    }
    let Some(K::FullComma | K::Comma | K::Period | K::FullPeriod) = cx.kind(i + 1) else { return };
    // 一，二，三 counts aloud.
    if cx.kind(i + 2) != Some(K::Han) || is_han_number(cx.token_text(i + 2)) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let want = format!("{}、", cx.token_text(i));
    let finding = Finding::certain(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, want)
        .fix(mark, "、");
    cx.push(finding);
}
