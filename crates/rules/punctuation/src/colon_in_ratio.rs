//! A colon for the ratio sign ∶.

use kanwu_plugin::context::{has_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::colon_in_ratio as card;
use crate::table::ratio_words::{ANNOUNCE, GAMES, MAPS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Colon, K::FullColon]), check);

/// How far before a ratio its announcement may stand, in bytes.
const REACH: usize = 60;

/// No ratio has more tokens than this on either side of a colon, so that time stays linear.
const LONGEST: usize = 64;

/// A map is drawn to 1∶200 at the largest.
const SCALE: u32 = 200;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if !matches!(cx.kind_before(i), Some(K::Digit | K::Space))
        || !matches!(cx.kind_after(i), Some(K::Digit | K::Space))
    {
        return;
    }
    let at = cx.tokens[i].span;
    let (Some(from), Some(to)) = (run_start(cx, i), run_end(cx, i)) else { return };
    if !(from < i && i + 1 < to) {
        return;
    }
    // The first colon of a run speaks for all of it.
    let colons: Vec<Span> = cx.tokens[from..to]
        .iter()
        .filter(|t| matches!(t.kind, K::Colon | K::FullColon))
        .map(|t| t.span)
        .collect();
    if colons.first() != Some(&at) {
        return;
    }
    let whole = Span::new(cx.tokens[from].span.start, cx.tokens[to - 1].span.end);
    // 2023-09-04T14:18:25.228Z
    if cx.paragraph().before(whole.start).ends_with('T') || cx.after(whole.end).starts_with('Z') {
        return;
    }
    let before = clause_before(cx, whole.start);
    let announced = has_any(before, ANNOUNCE);
    if has_any(before, GAMES) || has_any(head(cx.paragraph().after(whole.end)), GAMES) {
        return;
    }
    let time = cx
        .items_at(whole)
        .iter()
        .any(|item| matches!(item, Item::Time(_) | Item::TimeRange(_)) && item.span().overlaps(whole));
    let decimal = cx.tokens[from..to].iter().any(|t| t.kind == K::Period);
    // Three parts with decimals can be nothing else: 3.6:48:48.4.
    let parts = colons.len() >= 2 && decimal;
    // 1:30 after 比例尺 is a scale; a ratio of three with decimals is no time.
    let no_time = !time || before.ends_with("比例尺") || parts;
    // 1:2000地形图
    let scale = colons.len() == 1
        && cx.token_text(from) == "1"
        && cx.token_text(to - 1).parse::<u32>().is_ok_and(|n| n >= SCALE)
        && starts_any(cx.after(whole.end).trim_start(), MAPS);
    if !(announced || parts || scale) || !no_time {
        return;
    }
    let want: String = cx.of(whole).replace([':', '：'], "∶").replace(' ', "");
    let mut finding =
        Finding::certain(whole).arg(card::args::FOUND, cx.of(whole)).arg(card::args::WANT, want);
    for n in from + 1..to - 1 {
        if matches!(cx.kind(n), Some(K::Colon | K::FullColon)) {
            finding = finding.fix(with_blanks(cx, n), "∶");
        }
    }
    cx.push(finding);
}

/// Part of a ratio: a digit, a point, a colon, or a blank beside a colon.
fn in_run(cx: &LocalContext<'_>, i: usize) -> bool {
    let colon = |k: Option<K>| matches!(k, Some(K::Colon | K::FullColon));
    match cx.kind(i) {
        Some(K::Digit | K::Period | K::Colon | K::FullColon) => true,
        Some(K::Space) => colon(cx.kind_before(i)) || colon(cx.kind_after(i)),
        _ => false,
    }
}

/// A colon and the blanks beside it.
fn with_blanks(cx: &LocalContext<'_>, colon: usize) -> Span {
    let mut span = cx.tokens[colon].span;
    let beside = [colon.checked_sub(1), Some(colon + 1)];
    for blank in beside.into_iter().flatten().filter_map(|n| cx.tokens.get(n)) {
        if blank.kind == K::Space {
            span = span.join(blank.span);
        }
    }
    span
}

/// The first digits of the ratio that holds token `i`; `None` where it is too long for one.
fn run_start(cx: &LocalContext<'_>, i: usize) -> Option<usize> {
    let mut from = i;
    while from > 0 && in_run(cx, from - 1) {
        from -= 1;
        if i - from > LONGEST {
            return None;
        }
    }
    while from < i && cx.kind(from) != Some(K::Digit) {
        from += 1;
    }
    Some(from)
}

/// Past the last digits of it.
fn run_end(cx: &LocalContext<'_>, i: usize) -> Option<usize> {
    let mut to = i + 1;
    while in_run(cx, to) {
        to += 1;
        if to - i > LONGEST {
            return None;
        }
    }
    while to > i + 1 && cx.kind(to - 1) != Some(K::Digit) {
        to -= 1;
    }
    Some(to)
}

/// The first two characters.
fn head(text: &str) -> &str {
    text.char_indices().nth(2).map_or(text, |(at, _)| &text[..at])
}

/// The clause before byte `at`, at most [`REACH`] bytes of it.
fn clause_before<'a>(cx: &LocalContext<'a>, at: u32) -> &'a str {
    let text = cx.paragraph().before(at);
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    near.rfind(['，', '。', '；', '！', '？']).map_or(near, |n| &near[n..])
}
