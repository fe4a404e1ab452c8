//! A caption that ends in a full stop.

use kanwu_plugin::{LocalContext, Rule, TokenKind as K, Trigger, Triggers, Zone};

use crate::card::caption_ends_in_stop as card;
use crate::end_point::report;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(token) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    // With a full stop at its end a caption may have been taken for a paragraph; the photographer tells.
    let credited = |text: &str| text.rsplit('（').next().is_some_and(|note| !note.starts_with('见'));
    let text = cx.text.trim_end();
    let caption = cx.zone() == Zone::Caption || text.ends_with("摄）。") && credited(text);
    if caption && token.kind == K::FullStop && token.depth == 0 {
        report(cx, token, card::args::MARK);
    }
}
