//! " " for “ ”.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::straight_quotation_mark as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Quote]), check);

/// How long a quotation may be to be shown whole, in bytes.
const WHOLE: u32 = 90;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let marks: Vec<usize> = (0..cx.tokens.len()).filter(|&n| is_quotation(cx, n)).collect();
    let Some(nth) = marks.iter().position(|&n| n == i) else { return };
    let chinese = cx.tokens.iter().any(|t| t.kind == K::Han);
    if !chinese {
        return;
    }
    let span = cx.tokens[i].span;
    if marks.len() % 2 == 1 {
        let finding = Finding::certain(span)
            .variant(card::variants::ODD)
            .arg(card::args::FOUND, "\"")
            .arg(card::args::WANT, "“”");
        return cx.push(finding);
    }
    // Each pair is its opening mark's business.
    let (0, Some(&close)) = (nth % 2, marks.get(nth + 1)) else { return };
    let shut = cx.tokens[close].span;
    let whole = Span::new(span.start, shut.end);
    let inside = Span::new(span.end, shut.start);
    if !cx.tokens[i + 1..close].iter().any(|t| t.kind == K::Han) && !touches_han(cx, i, close) {
        return;
    }
    let (at, want) = if whole.len() <= WHOLE {
        (whole, format!("“{}”", cx.of(inside)))
    } else {
        (span, "“".to_owned())
    };
    let finding = Finding::certain(at)
        .arg(card::args::FOUND, cx.of(at))
        .arg(card::args::WANT, want)
        .fix(span, "“")
        .fix(shut, "”");
    cx.push(finding);
}

/// A mark that quotes: not inches, seconds of arc or code.
fn is_quotation(cx: &LocalContext<'_>, n: usize) -> bool {
    let token = cx.tokens[n];
    token.kind == K::Quote
        && !matches!(cx.kind_before(n), Some(K::Digit | K::Equals | K::Apostrophe))
        && !cx.is_protected(token.span)
}

fn touches_han(cx: &LocalContext<'_>, open: usize, close: usize) -> bool {
    cx.kind_before(open) == Some(K::Han) || cx.kind_after(close) == Some(K::Han)
}
