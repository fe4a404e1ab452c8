//! 省，市，县三级: commas between words of one character.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_between_single_words as card;
use crate::table::han_figures::DATE;
use crate::table::list_words::{GRADES, GROUP_WORDS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullComma]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    // The first comma speaks for the list.
    if !is_single(cx, i) || i >= 2 && is_single(cx, i - 2) {
        return;
    }
    let mut last = i;
    while is_single(cx, last) {
        last += 2;
    }
    let after = cx.after(cx.tokens[last].span.end);
    let rest = after.get(after.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    let grades = DATE.iter().any(|n| after.starts_with(*n)) && rest.starts_with(GRADES);
    if cx.kind(last) != Some(K::FullComma) || !grades && !starts_any(rest, GROUP_WORDS) {
        return;
    }
    let whole = Span::new(cx.tokens[i].span.start, cx.tokens[last].span.end);
    let mut finding = Finding::likely(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, cx.of(whole).replace('，', "、"));
    for comma in (i..=last).step_by(2) {
        finding = finding.fix(cx.tokens[comma].span, "、");
    }
    cx.push(finding);
}

/// Whether one Han character stands between the comma of token `i` and the next comma.
fn is_single(cx: &LocalContext<'_>, i: usize) -> bool {
    cx.kind(i) == Some(K::FullComma)
        && cx.kind(i + 1) == Some(K::Han)
        && cx.tokens[i + 1].span.len() == 3
        && cx.kind(i + 2) == Some(K::FullComma)
}
