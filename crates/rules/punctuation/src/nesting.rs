//! Pairs of marks within pairs of their own kind take the other form of the mark, by turns.

use kanwu_plugin::text::pairs::{Family, side};
use kanwu_plugin::{Arg, Finding, Label, LocalContext, Place, Span, TokenKind as K, Trigger, Variant};

/// What the card of a rule calls its arguments, its variant and its label.
pub(crate) struct Names {
    pub found: Arg,
    pub want: Arg,
    /// The message for an outermost pair in the inner form.
    pub outer_variant: Variant,
    /// The pair that holds the faulty one.
    pub outer: Label,
}

/// Reports the pair that token `trigger` opens, where its form is not that of its level.
pub(crate) fn check(cx: &mut LocalContext<'_>, trigger: Trigger, family: Family, names: &Names) {
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
    // Where a half is missing, the levels are unknown.
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
    let mut finding = if outer_form {
        Finding::certain(whole)
    } else {
        Finding::likely(whole).variant(names.outer_variant)
    }
    .arg(names.found, cx.of(whole))
    .arg(names.want, want)
    .fix(token.span, left)
    .fix(close, right);
    let outer = pairing.pairs[..at].iter().rev().find(|p| p.close > pair.close && of_family(&p.open));
    if let Some(outer) = outer {
        let span = cx.tokens[outer.open as usize].span;
        finding = finding.labelled(Place::Here(span), names.outer);
    }
    cx.push(finding);
}
