//! 表2—8: within the number of a table or figure stands a hyphen.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::dash_in_figure_number as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EmDash, K::WideHyphen]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if i < 2 || cx.kind(i - 1) != Some(K::Digit) || cx.kind(i + 1) != Some(K::Digit) {
        return;
    }
    let numbered = cx.kind(i - 2) == Some(K::Han) && cx.token_text(i - 2).ends_with(['表', '图']);
    if !numbered || cx.token_text(i - 1).len() > 2 || cx.token_text(i + 1).len() > 3 {
        return;
    }
    let span = cx.tokens[i].span;
    // At the head of a line it numbers; within a sentence 见表2—5 may be a range of tables.
    let numbers = i == 2 && cx.token_text(0).chars().count() == 1;
    // 表3—2 counts down and can be no range of tables.
    let number = |i: usize| cx.token_text(i).parse::<u32>().unwrap_or(0);
    let finding = if numbers {
        Finding::certain(span)
    } else if number(i - 1) >= number(i + 1) {
        Finding::likely(span)
    } else {
        Finding::guess(span)
    };
    let finding = finding.arg(card::args::FOUND, cx.of(span)).arg(card::args::WANT, "-").fix(span, "-");
    cx.push(finding);
}
