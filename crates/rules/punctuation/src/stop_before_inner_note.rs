//! A full stop before a note that belongs to the sentence before it, which goes on behind it.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::stop_before_inner_note as card;
use crate::table::mark_forms::NOTE_HEADS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&["。（"]), check);

/// A note on a word has at most so many characters.
const NOTE: usize = 30;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let Some(stop) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.opened_by(stop + 1) else { return };
    let close = pair.close as usize;
    let goes_on = matches!(cx.kind_after(close), Some(K::FullComma | K::EnumerationComma | K::FullSemicolon));
    let inside = cx.of(Span::new(cx.tokens[stop + 1].span.end, cx.tokens[close].span.start));
    // （其中女职工8人） belongs to a word; a note with a stop of its own is on the whole sentence.
    let on_word = starts_any(inside, NOTE_HEADS)
        && inside.chars().count() <= NOTE
        && !inside.contains(['。', '；', '：'])
        && matches!(cx.kind_after(close), None | Some(K::Han | K::Digit | K::FullStop));
    if !goes_on && !on_word {
        return;
    }
    let mark = cx.tokens[stop].span;
    let mut finding = Finding::likely(mark).fix(mark, "");
    // What goes on without a point of its own keeps the stop, behind the note.
    if matches!(cx.kind_after(close), None | Some(K::Han | K::Digit)) {
        finding = finding.fix(Span::empty(cx.tokens[close].span.end), "。");
    }
    cx.push(finding);
}
