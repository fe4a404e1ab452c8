//! 5 9号: one number in two pieces.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Applicability, Finding, ItemFlag, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::number_torn_by_blank as card;
use crate::table::number_form_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Bare]).or(Triggers::kinds(&[K::Space])), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    if let Trigger::Token(i) = trigger {
        return check_decimal(cx, i);
    }
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

/// 1 2.5亿, 45. 6万: a decimal in two pieces.
fn check_decimal(cx: &mut LocalContext<'_>, i: usize) {
    let (Some(before), Some(after)) = (cx.kind_before(i), cx.kind_after(i)) else { return };
    if after != K::Digit || cx.tokens[i].span.len() != 1 {
        return;
    }
    let point = |at: usize| cx.kind(at) == Some(K::Period) && cx.token_text(at) == ".";
    let (start, end) = match before {
        // 45. 6
        K::Period if i >= 3 && point(i - 1) && cx.kind(i - 2) == Some(K::Digit) => {
            let digits = cx.token_text(i + 1).len();
            if digits > 2 || !matches!(cx.kind(i - 3), Some(K::Han | K::FullComma)) {
                return;
            }
            (i - 2, i + 1)
        }
        // 1 2.5
        K::Digit if i >= 2 && point(i + 2) && cx.kind(i + 3) == Some(K::Digit) => {
            let short = cx.token_text(i - 1).len() <= 2 && cx.token_text(i + 1).len() == 1;
            if !short || !matches!(cx.kind(i - 2), Some(K::Han | K::FullComma)) {
                return;
            }
            (i - 1, i + 3)
        }
        _ => return,
    };
    let (Some(first), Some(last)) = (cx.tokens.get(start), cx.tokens.get(end)) else { return };
    let span = first.span.join(last.span);
    let counted = starts_any(cx.after(span.end), words::AFTER_TORN_DECIMAL);
    if !counted {
        return;
    }
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, cx.of(span).replace(' ', ""))
        .fix(cx.tokens[i].span, "")
        .grade(Applicability::Unsafe);
    cx.push(finding);
}
