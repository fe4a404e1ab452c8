//! A half-width ~ between the two ends of a range.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::half_width_range_tilde as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Tilde]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let (Some(before), Some(after)) = (beside(cx, i, false), beside(cx, i, true)) else { return };
    let low = matches!(
        before,
        K::Digit
            | K::Han
            | K::Percent
            | K::Permille
            | K::Celsius
            | K::Degree
            | K::Latin
            | K::SquaredUnit
            | K::RightParen
    );
    // 5月~7月, 周一~周五; in 约~5% the mark means about.
    let measured = before != K::Han || after == K::Han || is_counted(cx, i);
    let high = matches!(after, K::Digit | K::Hyphen | K::OtherDash) || (after == K::Han && before == K::Han);
    if !low || !high || !measured {
        return;
    }
    let span = cx.tokens[i].span;
    let finding =
        Finding::certain(span).arg(card::args::FOUND, "~").arg(card::args::WANT, "～").fix(span, "～");
    cx.push(finding);
}

/// Whether the Han word before `i` is the unit or scale of a number: 500 万 ~ 5000 万元.
fn is_counted(cx: &LocalContext<'_>, i: usize) -> bool {
    let mut solid = cx.tokens[..i].iter().rev().filter(|t| !t.kind.is_space());
    solid.next();
    solid.next().is_some_and(|t| t.kind == K::Digit)
}

/// The kind of the nearest token on one side that is no blank.
fn beside(cx: &LocalContext<'_>, i: usize, forward: bool) -> Option<K> {
    let near = if forward { cx.kind_after(i) } else { cx.kind_before(i) };
    match near {
        Some(K::Space) if forward => cx.kind(i + 2),
        Some(K::Space) => i.checked_sub(2).and_then(|n| cx.kind(n)),
        other => other,
    }
}
