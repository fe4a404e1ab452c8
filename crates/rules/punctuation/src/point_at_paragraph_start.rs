//! A paragraph that begins with a point.

use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::point_at_paragraph_start as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(token) = cx.tokens.iter().take(2).find(|t| !t.kind.is_space()).copied() else { return };
    if token.kind.is_point() && cx.tokens.len() > 2 {
        let finding = Finding::certain(token.span).arg(card::args::FOUND, cx.of(token.span));
        cx.push(finding);
    }
}
