//! A point right before a closing bracket: an inner note ends without one.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::point_before_closing_bracket as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::RightParen]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(point) = i.checked_sub(1).map(|n| cx.tokens[n]) else { return };
    if !matches!(point.kind, K::FullStop | K::FullComma | K::EnumerationComma | K::FullSemicolon) {
        return;
    }
    // After a whole sentence stands a whole sentence with its own stop; 。） before text closes an inner note.
    let sentence = point.kind == K::FullStop;
    if sentence
        && (!matches!(cx.kind_after(i), Some(K::Han | K::Digit | K::FullComma | K::FullStop))
            || opens_sentence(cx, i))
    {
        return;
    }
    let finding = if sentence { Finding::likely(point.span) } else { Finding::certain(point.span) }
        .arg(card::args::MARK, cx.of(point.span))
        .fix(point.span, "");
    cx.push(finding);
}

/// Whether the bracket that token `close` closes begins a sentence or a paragraph.
fn opens_sentence(cx: &LocalContext<'_>, close: usize) -> bool {
    let open = cx.pairing.closed_by(close).map(|p| p.open as usize);
    open.is_none_or(|o| {
        cx.kind_before(o).is_none_or(|k| k.ends_sentence() || k == K::RightDouble || k.is_space())
    })
}
