//! 1、 at the head of a paragraph: an Arabic ordinal has a point on the line.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::enumeration_comma_after_digit as card;
use crate::ordinal_head::first_solid;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(i) = first_solid(cx) else { return };
    let number = match cx.kind(i) {
        Some(K::Digit) => cx.token_text(i).len() <= 2,
        Some(K::Latin) => cx.token_text(i).len() == 1,
        _ => false,
    };
    if !number
        || !matches!(cx.kind(i + 1), Some(K::EnumerationComma | K::FullComma | K::FullStop))
        || !is_text(cx, i + 2)
    {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let want = format!("{}.", cx.token_text(i));
    let finding = Finding::likely(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, want)
        .fix(mark, ".");
    cx.push(finding);
}

/// Han text and no second number: 1、2号线 lists numbers.
fn is_text(cx: &LocalContext<'_>, i: usize) -> bool {
    match cx.kind(i) {
        Some(K::Han) => cx.token_text(i).chars().count() >= 2 && cx.kind(i + 1) != Some(K::EnumerationComma),
        Some(k) => k.is_opener(),
        None => false,
    }
}
