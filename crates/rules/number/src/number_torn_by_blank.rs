//! 5 9号: one number in two pieces.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::number_torn_by_blank as card;
use crate::table::number_form_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Bare]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = triggered::number(cx, trigger) else { return };
    let Some(i) = cx.token_at(number.span.end).filter(|i| cx.kind(*i) == Some(K::Space)) else { return };
    if cx.kind_before(i) != Some(K::Digit) || cx.kind_after(i) != Some(K::Digit) {
        return;
    }
    let (left, right) = (cx.tokens[i - 1].span, cx.tokens[i + 1].span);
    let before = cx.before(left.start).trim_end().chars().next_back();
    let han_before = before.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let short = left.len() <= 2 && right.len() == 1;
    let counted = starts_any(cx.after(right.end).trim_start(), words::AFTER_TORN_NUMBER);
    if !short || !counted || !han_before {
        return;
    }
    let span = left.join(right);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("{}{}", cx.of(left), cx.of(right)))
        .fix(cx.tokens[i].span, "");
    cx.push(finding);
}
