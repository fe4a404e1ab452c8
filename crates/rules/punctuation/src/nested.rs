//! Titles within titles and quotations within quotations take the other form of the mark, by turns.

use kanwu_plugin::text::pairs::{Family, side};
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const TITLE: Rule = Rule::local(
    "nested-title-mark-form",
    Triggers::kinds(&[K::LeftTitle, K::LeftInnerTitle]),
    |cx, trigger| check(cx, trigger, Family::Title),
);

pub(crate) const QUOTATION: Rule = Rule::local(
    "nested-quotation-mark-form",
    Triggers::kinds(&[K::LeftDouble, K::LeftSingle]),
    |cx, trigger| check(cx, trigger, Family::Quotation),
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger, family: Family) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let outer_form = matches!(token.kind, K::LeftTitle | K::LeftDouble);
    // At depth 0 the outer form is right: nearly always so.
    if token.depth == 0 && outer_form {
        return;
    }
    let pairing = cx.paragraph().pairing;
    let Ok(at) = pairing.pairs.binary_search_by_key(&(i as u32), |p| p.open) else { return };
    let pair = pairing.pairs[at];
    let of_family = |n: &u32| cx.kind(*n as usize).and_then(side).is_some_and(|(f, _)| f == family);
    // Where a half is missing, levels can't be told.
    if pair.mismatched || pairing.unclosed.iter().chain(&pairing.unopened).any(of_family) {
        return;
    }
    if (pair.level % 2 == 0) == outer_form {
        return;
    }
    let close = cx.tokens[pair.close as usize].span;
    let (left, right) = match (family, outer_form) {
        (Family::Title, true) => ("〈", "〉"),
        (Family::Title, false) => ("《", "》"),
        (_, true) => ("‘", "’"),
        (_, false) => ("“", "”"),
    };
    let whole = Span::new(token.span.start, close.end);
    let want = format!("{left}{}{right}", cx.of(Span::new(token.span.end, close.start)));
    let mut finding =
        if outer_form { Finding::certain(whole) } else { Finding::likely(whole).variant("outer") }
            .arg("found", cx.of(whole))
            .arg("want", want)
            .fix(token.span, left)
            .fix(close, right);
    let outer = pairing.pairs[..at].iter().rev().find(|p| p.close > pair.close && of_family(&p.open));
    if let Some(outer) = outer {
        let span = cx.tokens[outer.open as usize].span;
        finding = finding.related(Place::Here(span), "外层由此开始", "the outer one begins here");
    }
    cx.push(finding);
}
