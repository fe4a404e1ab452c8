//! " " for “ ”.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::straight_quotation_mark as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// How long a quotation may be to be shown whole, in bytes.
const WHOLE: u32 = 90;

/// All marks of a paragraph at once: whether one opens or closes depends on how many there are.
fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    if !cx.has(K::Quote.bit()) || !cx.has(K::Han.bit()) {
        return;
    }
    let marks: Vec<usize> = (0..cx.tokens.len()).filter(|&n| is_quotation(cx, n)).collect();
    if marks.len() % 2 == 1 {
        for mark in marks {
            let finding = Finding::certain(cx.tokens[mark].span)
                .variant(card::variants::ODD)
                .arg(card::args::FOUND, "\"")
                .arg(card::args::WANT, "“”");
            cx.push(finding);
        }
        return;
    }
    for pair in marks.chunks_exact(2) {
        quotation(cx, pair[0], pair[1]);
    }
}

/// A quotation from token `i` to token `close`.
fn quotation(cx: &mut LocalContext<'_>, i: usize, close: usize) {
    let (span, shut) = (cx.tokens[i].span, cx.tokens[close].span);
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
