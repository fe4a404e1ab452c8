//! ”…“, “…“ and ”…”: quotation marks turned the wrong way.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::quotation_mark_reversed as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// How far apart two halves may stand, in bytes.
const REACH: u32 = 90;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let pairing = cx.paragraph().pairing;
    if pairing.unclosed.len() + pairing.unopened.len() < 2 {
        return;
    }
    let quotation = |i: &&u32| matches!(cx.kind(**i as usize), Some(K::LeftDouble | K::RightDouble));
    let mut lone: Vec<usize> =
        pairing.unclosed.iter().chain(&pairing.unopened).filter(quotation).map(|i| *i as usize).collect();
    lone.sort_unstable();
    // With an odd one among them, the pairs are unknown.
    if lone.len() % 2 == 1 {
        return;
    }
    for two in lone.chunks_exact(2) {
        let &[open, close] = two else { continue };
        pair(cx, open, close);
    }
}

fn pair(cx: &mut LocalContext<'_>, open: usize, close: usize) {
    let (first, last) = (cx.tokens[open], cx.tokens[close]);
    let whole = Span::new(first.span.start, last.span.end);
    let between = &cx.tokens[open + 1..close];
    let runs_over =
        between.iter().any(|t| t.kind.ends_sentence() || t.kind.is_opener() || t.kind.is_closer());
    // “…” already stands right: two marks lost elsewhere.
    let right = first.kind == K::LeftDouble && last.kind == K::RightDouble;
    if whole.len() > REACH || between.is_empty() || runs_over || right {
        return;
    }
    let want = format!("“{}”", cx.of(Span::new(first.span.end, last.span.start)));
    let mut finding =
        Finding::certain(whole).arg(card::args::FOUND, cx.of(whole)).arg(card::args::WANT, want);
    if first.kind != K::LeftDouble {
        finding = finding.fix(first.span, "“");
    }
    if last.kind != K::RightDouble {
        finding = finding.fix(last.span, "”");
    }
    cx.push(finding);
}
