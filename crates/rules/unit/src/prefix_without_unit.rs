//! 3μ, 200k: the prefix of a unit without the unit.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::prefix_without_unit as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

/// How far back it may be said that data are measured, in characters.
const BACK: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let prefix = cx.tokens[i].span;
    let after = cx.char_after(prefix.end);
    let ends = after.is_none_or(|c| {
        !c.is_ascii_alphanumeric() && !matches!(c, '·' | '/' | 'Ω' | '℃' | '-' | '+' | '.' | '=')
    });
    let alone = words::PREFIX_ALONE.contains(&cx.of(prefix));
    // 带宽10 G: a prefix only where data are measured.
    let of_data = || {
        let before = tail(cx.before(prefix.start), BACK);
        words::DATA_PREFIX.contains(&cx.of(prefix))
            && has_any(before.rsplit(['，', '。', '；', '、']).next().unwrap_or_default(), words::OF_DATA)
    };
    if !ends || !(alone || of_data()) {
        return;
    }
    let gap = cx.before(prefix.start).ends_with(' ');
    let before = cx.before(prefix.start).trim_end();
    let digits = before.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let start = before.len() - digits;
    // ±3k, A3k: a code, or a formula.
    let joined = before
        .get(..start)
        .and_then(|s| s.chars().next_back())
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '='));
    // 4k is a sort of picture.
    if digits == 0 || joined || (digits == 1 && !gap && cx.of(prefix).is_ascii()) {
        return;
    }
    let span = Span::new(start as u32, prefix.end);
    cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::UNIT, cx.of(prefix)));
}
