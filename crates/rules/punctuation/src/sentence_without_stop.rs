//! A sentence that runs on without a stop for longer than is easily read.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::sentence_without_stop as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullStop]), check);

/// A sentence of more characters than this is long.
const MOST: usize = 150;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let from = cx.tokens[..i]
        .iter()
        .rposition(|t| t.kind.ends_sentence() || matches!(t.kind, K::FullSemicolon | K::FullColon))
        .map_or(cx.reading.head.end, |n| cx.tokens[n].span.end);
    let span = Span::new(from, cx.tokens[i].span.end);
    let count = cx.of(span).chars().count();
    if count > MOST {
        let finding = Finding::guess(span).arg(card::args::COUNT, count);
        cx.push(finding);
    }
}
