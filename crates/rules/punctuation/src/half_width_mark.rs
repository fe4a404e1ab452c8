//! Half-width marks in Chinese text.

use kanwu_plugin::book::{BlockKind, Zone};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::half_width_mark as card;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[
        K::Comma,
        K::Semicolon,
        K::Colon,
        K::Question,
        K::Exclamation,
        K::LeftRound,
        K::RightRound,
        K::LeftSquare,
    ]),
    check,
);

/// How long a bracketed note may be to be shown whole, in bytes.
const WHOLE: u32 = 90;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    match cx.tokens[i].kind {
        K::LeftRound => opener(cx, i, "（", "）"),
        K::LeftSquare if is_note(cx, i) => opener(cx, i, "［", "］"),
        K::LeftSquare => {}
        K::RightRound => closer(cx, i),
        _ => point(cx, i),
    }
}

/// A kind of token that makes the text round it Chinese.
fn is_chinese(kind: K) -> bool {
    kind == K::Han || (kind.is_full_mark() && kind != K::EmDash) || matches!(kind, K::Enclosed)
}

fn point(cx: &mut LocalContext<'_>, i: usize) {
    let token = cx.tokens[i];
    let want = match token.kind {
        K::Comma => "，",
        K::Semicolon => "；",
        K::Colon => "：",
        K::Question => "？",
        _ => "！",
    };
    if token.kind == K::Semicolon && is_entity(cx, i) || token.kind == K::Exclamation && is_brand(cx, i) {
        return;
    }
    let before = skip_space(cx, i, false);
    let after = skip_space(cx, i, true);
    let touches = |n: Option<usize>| n.and_then(|n| cx.kind(n)).is_some_and(is_chinese);
    if !touches(before) && !touches(after) {
        return;
    }
    // A blank after a half-width mark belongs to it.
    let end = match after {
        Some(n) if n > i + 1 && cx.kind(i + 1) == Some(K::Space) => cx.tokens[n].span.start,
        _ => token.span.end,
    };
    // So does one before it, unless it parts the cells of a row.
    let start = match before {
        Some(n) if n + 2 == i && cx.kind(n) == Some(K::Han) && touches(after) => cx.tokens[n].span.end,
        _ => token.span.start,
    };
    let finding = Finding::certain(token.span)
        .arg(card::args::FOUND, cx.of(token.span))
        .arg(card::args::WANT, want)
        .fix(Span::new(start, end), want);
    cx.push(finding);
}

/// Yahoo!公司: the mark is part of a foreign name that Chinese text goes on from.
fn is_brand(cx: &LocalContext<'_>, i: usize) -> bool {
    let name = cx.kind_before(i) == Some(K::Latin)
        && cx.token_text(i - 1).starts_with(|c: char| c.is_ascii_uppercase());
    name && cx.kind_after(i) == Some(K::Han)
}

/// `&nbsp;` and the like.
fn is_entity(cx: &LocalContext<'_>, i: usize) -> bool {
    i >= 2 && cx.kind(i - 1) == Some(K::Latin) && cx.kind(i - 2) == Some(K::Ampersand)
}

/// The nearest token on one side that is no blank.
fn skip_space(cx: &LocalContext<'_>, i: usize, forward: bool) -> Option<usize> {
    let next = |n: usize| if forward { Some(n + 1) } else { n.checked_sub(1) };
    let mut at = next(i)?;
    while cx.kind(at) == Some(K::Space) && !cx.token_text(at).contains('\t') {
        at = next(at)?;
    }
    cx.kind(at).map(|_| at)
}

/// Neither a reference mark [3] nor the text of a link.
fn is_note(cx: &LocalContext<'_>, i: usize) -> bool {
    let pair = cx.pairing.opened_by(i);
    pair.is_some_and(|p| {
        let close = p.close as usize;
        cx.kind_after(close) != Some(K::LeftRound) && cx.tokens[i + 1..close].iter().any(|t| t.kind == K::Han)
    })
}

fn opener(cx: &mut LocalContext<'_>, i: usize, left: &'static str, right: &'static str) {
    let Some(pair) = cx.pairing.opened_by(i) else { return };
    let close = pair.close as usize;
    if is_structure(cx, i, close) {
        return;
    }
    let inside = cx.tokens[i + 1..close].iter().any(|t| is_chinese(t.kind));
    if !inside && !stands_in_chinese(cx, i, close) {
        return;
    }
    let (open, shut) = (cx.tokens[i].span, cx.tokens[close].span);
    let whole = Span::new(open.start, shut.end);
    let half_closed = matches!(cx.tokens[close].kind, K::RightRound | K::RightSquare);
    let span = if whole.len() <= WHOLE { whole } else { open };
    let want = format!("{left}{}{right}", cx.of(Span::new(open.end, shut.start)));
    let shown = if span == whole { want } else { left.to_owned() };
    let mut finding = Finding::certain(span)
        .variant(card::variants::BRACKET)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, shown)
        .fix(open, left);
    if half_closed {
        finding = finding.fix(shut, right);
    }
    cx.push(finding);
}

/// The page of a line of the contents, 农业(12), and brackets that mark the titles of entries: how the book is set is
/// judged as a whole.
fn is_structure(cx: &LocalContext<'_>, open: usize, close: usize) -> bool {
    let page = cx.zone() == Zone::Contents && cx.tokens[open + 1..close].iter().all(|t| t.kind == K::Digit);
    let title =
        cx.reading.kind == BlockKind::EntryHead && cx.tokens[open].span.start == cx.reading.head.start;
    page || title && !cx.reading.head.is_empty()
}

/// A half-width closer is its opener's business, unless the opener is full-width.
fn closer(cx: &mut LocalContext<'_>, i: usize) {
    let Some(pair) = cx.pairing.closed_by(i) else { return };
    if cx.tokens[pair.open as usize].kind != K::LeftParen {
        return;
    }
    let span = cx.tokens[i].span;
    let finding = Finding::certain(span)
        .variant(card::variants::BRACKET)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, "）")
        .fix(span, "）");
    cx.push(finding);
}

/// Han text before, and after it Han text, a mark, a cell's end or nothing: 图(1)所示, 增长 (%), not f(x).
fn stands_in_chinese(cx: &LocalContext<'_>, open: usize, close: usize) -> bool {
    let near = |n: Option<usize>| n.and_then(|n| cx.kind(n));
    let before = near(skip_space(cx, open, false));
    let after = near(skip_space(cx, close, true));
    before.is_some_and(is_chinese) && after.is_none_or(|k| is_chinese(k) || k == K::Space)
}
