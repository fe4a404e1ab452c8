//! A paragraph of text that ends without a point.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::paragraph_without_stop as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// A paragraph of fewer bytes is a line of a list or a signature.
const TEXT: usize = 90;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    if !matches!(cx.reading.kind, BlockKind::Paragraph | BlockKind::EntryHead) || cx.text.len() < TEXT {
        return;
    }
    let Some(last) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    let ended = last.kind.is_point() || last.kind.is_closer() || last.kind == K::Ellipsis;
    let text = cx.tokens.iter().any(|t| t.kind == K::FullStop);
    if !ended && text && last.kind == K::Han {
        let finding = Finding::guess(last.span).arg(card::args::FOUND, cx.of(last.span));
        cx.push(finding);
    }
}
