//! 顿号 between marks that already part the items: ”、“ and 》、《.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::enumeration_comma_between_marks as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EnumerationComma, K::FullComma]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let (Some(before), Some(after)) = (cx.kind_before(i), cx.kind_after(i)) else { return };
    let parted = matches!(
        (before, after),
        (K::RightDouble, K::LeftDouble)
            | (K::RightTitle, K::LeftTitle)
            | (K::RightSingle, K::LeftSingle)
            | (K::RightInnerTitle, K::LeftInnerTitle)
    );
    if !parted {
        return;
    }
    let comma = cx.tokens[i].span;
    if cx.kind(i) == Some(K::FullComma) && !is_long_row(cx, i) {
        return;
    }
    let shown = Span::new(cx.tokens[i - 1].span.start, cx.tokens[i + 1].span.end);
    let pause = cx.kind(i) == Some(K::FullComma);
    let finding = if pause || is_mixed(cx, i) { Finding::likely(comma) } else { Finding::certain(comma) };
    let want = format!("{}{}", cx.token_text(i - 1), cx.token_text(i + 1));
    let finding = finding.arg(card::args::FOUND, cx.of(shown)).arg(card::args::WANT, want).fix(comma, "");
    cx.push(finding);
}

/// So many items on each side are looked at: no list is longer, and time stays linear.
const LIST: usize = 40;

/// Whether another item of the same list has no marks, so that 顿号 may be kept throughout.
fn is_mixed(cx: &LocalContext<'_>, i: usize) -> bool {
    let mut open = opener_of(cx, i - 1);
    for _ in 0..LIST {
        let Some(at) = open else { break };
        match at.checked_sub(1).map(|n| (n, cx.tokens[n].kind)) {
            Some((n, K::EnumerationComma)) if n > 0 => {
                if !cx.tokens[n - 1].kind.is_closer() {
                    return true;
                }
                open = opener_of(cx, n - 1);
            }
            Some((n, kind)) if kind.is_closer() => open = opener_of(cx, n),
            _ => break,
        }
    }
    let mut close = closer_of(cx, i + 1);
    for _ in 0..LIST {
        let Some(at) = close else { break };
        match cx.kind(at + 1) {
            Some(K::EnumerationComma) => {
                if !cx.kind(at + 2).is_some_and(K::is_opener) {
                    return true;
                }
                close = closer_of(cx, at + 2);
            }
            Some(kind) if kind.is_opener() => close = closer_of(cx, at + 1),
            _ => break,
        }
    }
    false
}

fn opener_of(cx: &LocalContext<'_>, close: usize) -> Option<usize> {
    cx.pairing.closed_by(close).map(|p| p.open as usize)
}

fn closer_of(cx: &LocalContext<'_>, open: usize) -> Option<usize> {
    cx.pairing.opened_by(open).map(|p| p.close as usize)
}

/// 《甲》，《乙》，《丙》3部: at least three items that commas alone part, and then how many they are or 等.
fn is_long_row(cx: &LocalContext<'_>, i: usize) -> bool {
    let commas = |at: usize| cx.kind(at) == Some(K::FullComma);
    let (mut items, mut last) = (2, closer_of(cx, i + 1));
    for _ in 0..LIST {
        let Some(at) = last else { break };
        if !commas(at + 1) || !cx.kind(at + 2).is_some_and(K::is_opener) {
            break;
        }
        items += 1;
        last = closer_of(cx, at + 2);
    }
    let sums = last.is_some_and(|at| {
        cx.kind(at + 1) == Some(K::Digit)
            || cx.token_text(at + 1).starts_with([han::AND_SO_ON, han::AND, '及'])
    });
    let mut open = opener_of(cx, i - 1);
    for _ in 0..LIST {
        let Some(at) = open.filter(|at| *at >= 2) else { break };
        if !commas(at - 1) || !cx.kind(at - 2).is_some_and(K::is_closer) {
            break;
        }
        items += 1;
        open = opener_of(cx, at - 2);
    }
    items >= 3 && sums
}
