//! 《甲》（注）《乙》: no 顿号 between two items, of which the first has a note in brackets.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::enumeration_comma_missing_after_note as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["）《", "）“"]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(which, span) = trigger else { return };
    let Some(close) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.closed_by(close) else { return };
    let want = if which == 0 { K::RightTitle } else { K::RightDouble };
    if cx.kind_before(pair.open as usize) != Some(want) {
        return;
    }
    // “……。”（3）“……”: a whole sentence was quoted, and what stands in the brackets is its number or source.
    let (open, quoted) = (cx.tokens[pair.open as usize].span, cx.kind_before(pair.open as usize - 1));
    let number = cx.of(Span::new(open.end, span.start)).chars().all(|c| c.is_ascii_digit());
    if number || quoted.is_some_and(K::ends_sentence) {
        return;
    }
    let shown = format!("）、{}", cx.token_text(close + 1));
    let at = Span::empty(cx.tokens[close].span.end);
    let finding =
        Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::WANT, shown).fix(at, "、");
    cx.push(finding);
}
