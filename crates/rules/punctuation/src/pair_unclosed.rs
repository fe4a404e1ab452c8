//! Marks without their other half, or with the wrong one.

use kanwu_plugin::text::han;
use kanwu_plugin::text::pairs::closer_of;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::pair_unclosed as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    if cx.pairing.unclosed.is_empty()
        && cx.pairing.unopened.is_empty()
        && !cx.pairing.pairs.iter().any(|p| p.mismatched)
    {
        return;
    }
    let pairing = cx.paragraph().pairing;
    for pair in pairing.pairs.iter().filter(|p| p.mismatched) {
        mismatched(cx, pair.open as usize, pair.close as usize);
    }
    for open in &pairing.unclosed {
        unclosed(cx, *open as usize);
    }
    for close in &pairing.unopened {
        unopened(cx, *close as usize);
    }
}

fn mismatched(cx: &mut LocalContext<'_>, open: usize, close: usize) {
    let (o, c) = (cx.tokens[open], cx.tokens[close]);
    // Widths that differ are half-width-mark's.
    if matches!((o.kind, c.kind), (K::LeftParen, K::RightRound) | (K::LeftRound, K::RightParen))
        || is_ascii(o.kind)
    {
        return;
    }
    let want = mark(closer_of(o.kind));
    let finding = Finding::certain(c.span)
        .variant(card::variants::WRONG)
        .arg(card::args::FOUND, cx.of(c.span))
        .arg(card::args::WANT, want)
        .labelled(Place::Here(o.span), card::labels::OPENING_HALF)
        .fix(c.span, want);
    cx.push(finding);
}

fn unclosed(cx: &mut LocalContext<'_>, i: usize) {
    let token = cx.tokens[i];
    if is_ascii(token.kind) || token.kind == K::LeftSingle && is_prime(cx, i) {
        return;
    }
    // A quotation that runs over several paragraphs is closed in the last one only.
    let runs_on = token.kind == K::LeftDouble && cx.before(token.span.start).trim().is_empty();
    if runs_on {
        return;
    }
    let twin = cx.tokens[i + 1..].iter().find(|t| t.kind == token.kind).copied();
    let mut finding = if cut_short(cx) { Finding::likely(token.span) } else { Finding::certain(token.span) }
        .arg(card::args::FOUND, cx.of(token.span))
        .arg(card::args::WANT, mark(closer_of(token.kind)));
    if let Some(twin) = twin {
        finding = finding.labelled(Place::Here(twin.span), card::labels::NEXT_OPENING);
    }
    cx.push(finding);
}

fn unopened(cx: &mut LocalContext<'_>, i: usize) {
    let token = cx.tokens[i];
    let kind = token.kind;
    if is_ascii(kind)
        || kind == K::RightSingle && is_prime(cx, i)
        || (kind == K::RightParen && is_sequence(cx, i))
    {
        return;
    }
    let mut finding = Finding::certain(token.span)
        .variant(card::variants::UNOPENED)
        .arg(card::args::FOUND, cx.of(token.span))
        .arg(card::args::WANT, opener(kind));
    let before = cx.tokens[..i].iter().rev().find(|t| t.kind == kind).copied();
    if let Some(before) = before {
        finding = finding.labelled(Place::Here(before.span), card::labels::EARLIER_CLOSING);
    }
    cx.push(finding);
}

/// ’ as an apostrophe or a minute mark.
fn is_prime(cx: &LocalContext<'_>, i: usize) -> bool {
    matches!(cx.kind_before(i), Some(K::Digit | K::Latin))
        || matches!(cx.kind_after(i), Some(K::Digit | K::Latin))
}

/// 1） or a） at the head of the paragraph or of a clause.
fn is_sequence(cx: &LocalContext<'_>, i: usize) -> bool {
    let before = cx.before(cx.tokens[i].span.start);
    let number = |c: char| c.is_ascii_alphanumeric() || han::is_figure(c);
    let head = before.trim_end_matches(number);
    let short = before[head.len()..].chars().count();
    (1..=3).contains(&short) && (head.trim().is_empty() || head.ends_with(['；', '。', '：', '，', '、']))
}

/// The paragraph ends without a mark: its rest may stand elsewhere.
fn cut_short(cx: &LocalContext<'_>) -> bool {
    !cx.tokens.iter().rev().find(|t| !t.kind.is_space()).is_some_and(|t| {
        t.kind.ends_sentence() || t.kind.is_closer() || t.kind == K::FullSemicolon || t.kind == K::FullColon
    })
}

fn is_ascii(kind: K) -> bool {
    matches!(kind, K::LeftRound | K::RightRound | K::LeftSquare | K::RightSquare)
}

fn mark(kind: K) -> &'static str {
    match kind {
        K::RightDouble => "”",
        K::RightSingle => "’",
        K::RightTitle => "》",
        K::RightInnerTitle => "〉",
        K::RightParen => "）",
        K::RightLens => "】",
        K::RightShell => "〕",
        K::RightWide => "］",
        _ => "」",
    }
}

fn opener(close: K) -> &'static str {
    match close {
        K::RightDouble => "“",
        K::RightSingle => "‘",
        K::RightTitle => "《",
        K::RightInnerTitle => "〈",
        K::RightParen => "（",
        K::RightLens => "【",
        K::RightShell => "〔",
        K::RightWide => "［",
        _ => "「",
    }
}
